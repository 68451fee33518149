"""Find choices that keep some conditions, or lay out all of them. Knows variables by number, and no request.

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


def certain(formula: Formula, masks: Sequence[int]) -> bool:
    """Say whether a condition holds at once, whatever is picked."""
    match formula:
        case Literal(var, mask):
            return not masks[var] & ~mask
        case Both(parts):
            return all(certain(part, masks) for part in parts)
        case Either(parts):
            return any(certain(part, masks) for part in parts)
        case _:
            assert_never(formula)


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


def solve(masks: Masks, conditions: Iterable[Formula], prefer: Masks) -> Masks | None:
    """Narrow all variables until every condition holds, whatever is then picked; those that are preferred first."""
    settled = settle(masks, conditions)
    if settled is None or not settled[1]:
        return settled[0] if settled else None
    narrow, left = settled
    var = _busiest(left)
    for group in _preferred(groups(narrow[var], _cuts(var, left)), prefer[var]):
        found = solve((*narrow[:var], group, *narrow[var + 1 :]), left, prefer)
        if found is not None:
            return found
    return None


def _preferred(parts: list[int], prefer: int) -> list[int]:
    return sorted(parts, key=lambda part: not part & prefer)


def _busiest(conditions: Iterable[Formula]) -> int:
    """Find the variable that most conditions speak of: a model, usually."""
    counts: dict[int, int] = {}
    for condition in conditions:
        for literal in literals_of(condition):
            counts[literal.var] = counts.get(literal.var, 0) + 1
    return max(counts, key=lambda var: (counts[var], -var))


def _cuts(var: int, conditions: Iterable[Formula]) -> set[int]:
    return {one.mask for condition in conditions for one in literals_of(condition) if one.var == var}


@dataclass(frozen=True, slots=True)
class Free:
    """A variable that no condition binds any more."""

    var: int
    mask: int


@dataclass(frozen=True, slots=True, eq=False)
class Fork:
    """A variable that decides what others may be."""

    var: int
    branches: "tuple[tuple[int, Together], ...]"


@dataclass(frozen=True, slots=True, eq=False)
class Together:
    """Parts that have nothing to do with each other."""

    parts: "tuple[Free | Fork, ...]"


_Memory = dict[tuple[frozenset[tuple[int, int]], frozenset[Formula]], "Fork | None"]


def lay_out(masks: Masks, conditions: Iterable[Formula]) -> Together | None:
    """Lay out everything that keeps some conditions, such that no way leads to a dead end."""
    return _together(tuple(range(len(masks))), masks, tuple(conditions), {})


def _together(scope: Sequence[int], masks: Masks, conditions: Iterable[Formula], memory: _Memory) -> Together | None:
    settled = settle(masks, conditions)
    if settled is None:
        return None
    narrow, left = settled
    parts: list[Free | Fork] = []
    bound: set[int] = set()
    for variables, own in _components(left):
        bound |= variables
        key = frozenset((var, narrow[var]) for var in variables), frozenset(own)
        if key not in memory:
            memory[key] = _fork(variables, narrow, own, memory)
        fork = memory[key]
        if fork is None:
            return None
        parts.append(fork)
    free = (Free(var, narrow[var]) for var in scope if var not in bound)
    return Together((*free, *parts))


def _fork(variables: set[int], masks: Masks, conditions: tuple[Formula, ...], memory: _Memory) -> Fork | None:
    var = _busiest(conditions)
    rest = sorted(variables - {var})
    branches: list[tuple[int, Together]] = []
    for group in groups(masks[var], _cuts(var, conditions)):
        child = _together(rest, (*masks[:var], group, *masks[var + 1 :]), conditions, memory)
        if child is not None:
            branches.append((group, child))
    return Fork(var, tuple(branches)) if branches else None


def _components(conditions: Iterable[Formula]) -> list[tuple[set[int], tuple[Formula, ...]]]:
    """Sort conditions by the variables that they share."""
    found: list[tuple[set[int], tuple[Formula, ...]]] = []
    for condition in conditions:
        variables = {one.var for one in literals_of(condition)}
        own: tuple[Formula, ...] = (condition,)
        apart: list[tuple[set[int], tuple[Formula, ...]]] = []
        for others, theirs in found:
            if variables & others:
                variables |= others
                own = (*theirs, *own)
            else:
                apart.append((others, theirs))
        found = [*apart, (variables, own)]
    return found
