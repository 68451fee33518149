"""Say what has to hold between variables, and what follows at once. Knows variables by number, and no request.

A variable has finitely many *pieces*, the bits of a mask. A condition is made of literals (this variable is one of
these pieces), and of both and either; there is no negation, since the opposite of a literal is one, too.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, assert_never

Masks = tuple[int, ...]
"""What each variable may still be."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A variable is one of some pieces."""

    var: int
    mask: int


@dataclass(frozen=True, slots=True)
class Both:
    """All parts hold."""

    parts: "tuple[Formula, ...]"


@dataclass(frozen=True, slots=True)
class Either:
    """At least one part holds."""

    parts: "tuple[Formula, ...]"


Formula = Literal | Both | Either
TRUE: Final = Both(())
FALSE: Final = Either(())


def both(parts: Iterable[Formula]) -> Formula:
    """Join with 'and', flat; of one variable there is one literal."""
    literals, others = _gathered(parts, Both, int.__and__)
    if FALSE in others or not all(literals.values()):
        return FALSE
    return _joined(Both, literals, others)


def either(parts: Iterable[Formula]) -> Formula:
    """Join with 'or', flat; of one variable there is one literal."""
    literals, others = _gathered(parts, Either, int.__or__)
    if TRUE in others:
        return TRUE
    return _joined(Either, {var: mask for var, mask in literals.items() if mask}, others)


def _gathered(
    parts: Iterable[Formula], same: type[Both] | type[Either], join: Callable[[int, int], int]
) -> tuple[dict[int, int], dict[Formula, None]]:
    literals: dict[int, int] = {}
    others: dict[Formula, None] = {}
    for part in parts:
        for one in part.parts if isinstance(part, (Both, Either)) and type(part) is same else (part,):
            if isinstance(one, Literal):
                literals[one.var] = join(literals[one.var], one.mask) if one.var in literals else one.mask
            else:
                others[one] = None
    return literals, others


def _joined(same: type[Both] | type[Either], literals: dict[int, int], others: Iterable[Formula]) -> Formula:
    flat = (*(Literal(var, mask) for var, mask in literals.items()), *others)
    return flat[0] if len(flat) == 1 else same(flat)


def literals_of(formula: Formula) -> Iterator[Literal]:
    """List the literals of a condition."""
    match formula:
        case Literal():
            yield formula
        case Both(parts) | Either(parts):
            for part in parts:
                yield from literals_of(part)
        case _:
            assert_never(formula)


def _known(formula: Formula, masks: Sequence[int]) -> Formula:
    """Say what is left of a condition where variables are narrowed."""
    match formula:
        case Literal(var, mask):
            inside = masks[var] & mask
            if not inside or inside == masks[var]:
                return TRUE if inside else FALSE
            return formula if inside == mask else Literal(var, inside)
        case Both(parts):
            known = [_known(part, masks) for part in parts]
            return formula if _same(known, parts) else both(known)
        case Either(parts):
            known = [_known(part, masks) for part in parts]
            return formula if _same(known, parts) else either(known)
        case _:
            assert_never(formula)


def _same(ones: Iterable[Formula], others: Iterable[Formula]) -> bool:
    return all(one is other for one, other in zip(ones, others, strict=True))


def settle(masks: Masks, conditions: Iterable[Formula]) -> tuple[Masks, tuple[Formula, ...]] | None:
    """Narrow variables by what follows at once, and keep what does not; `None` where nothing is left of one."""
    narrow, pending, moved = list(masks), list(conditions), True
    while moved:
        moved, left = False, dict[Formula, None]()
        for condition in pending:
            known = _known(condition, narrow)
            if known is FALSE or known == FALSE:
                return None
            for part in known.parts if isinstance(known, Both) else (known,):
                if isinstance(part, Literal):
                    narrow[part.var] &= part.mask
                    moved = True
                else:
                    left[part] = None
        pending = list(left)
    return (tuple(narrow), tuple(pending)) if all(narrow) else None


def groups(mask: int, cuts: Iterable[int]) -> list[int]:
    """Part a mask into pieces that no cut tells apart, lowest first."""
    found = [mask]
    for cut in cuts:
        found = [part for one in found for part in (one & cut, one & ~cut) if part]
    return sorted(found, key=lowest)


def lowest(mask: int) -> int:
    """Find the lowest bit of a mask."""
    return mask & -mask


def bits(mask: int) -> Iterator[int]:
    """List the bits of a mask, lowest first, each as its place."""
    while mask:
        yield lowest(mask).bit_length() - 1
        mask &= mask - 1
