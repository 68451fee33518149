"""Find a choice that keeps some conditions, with as little changed as will do. Knows variables by number.

A choice has one piece of each variable. It is one whole number: the masks of all variables side by side, so that to
look at a condition is, nearly always, one `&`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never

from callsheet_contracts.obligations.formulas import Both, Either, Formula, Literal, Masks, lowest

Packed = int
"""What each variable may be, or what each is."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds where a choice has one of some pieces, or where everything of one of the other ways holds."""

    pieces: Packed
    literals: tuple[tuple[Packed, Packed], ...]
    """The same pieces by variable: all that the variable has, and those of them that will do."""
    otherwise: "tuple[tuple[Condition, ...], ...]" = ()

    def holds(self, chosen: Packed) -> bool:
        """Look at a choice."""
        return bool(chosen & self.pieces) or any(all(one.holds(chosen) for one in way) for way in self.otherwise)


class Search:
    """Searches among choices."""

    def __init__(self, every: Masks, prefer: Masks) -> None:
        self._offsets = [0]
        for mask in every:
            self._offsets.append(self._offsets[-1] + mask.bit_length())
        self._fields = tuple(mask << offset for mask, offset in zip(every, self._offsets, strict=False))
        self._every = every
        self.prefer = self.pack(prefer)

    def pack(self, masks: Masks) -> Packed:
        """Lay masks side by side."""
        return sum(mask << offset for mask, offset in zip(masks, self._offsets, strict=False))

    def unpack(self, packed: Packed) -> Masks:
        """Take masks apart."""
        return tuple(packed >> offset & every for offset, every in zip(self._offsets, self._every, strict=False))

    def put(self, domain: Packed, var: int, mask: int) -> Packed:
        """Let a variable be one of some pieces, whatever it was."""
        return domain & ~self._fields[var] | mask << self._offsets[var]

    def narrowed(self, domain: Packed, one: Literal) -> Packed:
        """Let a variable be nothing else than it may be already."""
        return domain & ~self._fields[one.var] | domain & one.mask << self._offsets[one.var]

    def conditions(self, formula: Formula) -> tuple[Condition, ...]:
        """Say a formula in conditions that all have to hold."""
        match formula:
            case Literal():
                return (self._either((formula,)),)
            case Both(parts):
                return tuple(one for part in parts for one in self.conditions(part))
            case Either(parts):
                return (self._either(parts),)
            case _:
                assert_never(formula)

    def _either(self, parts: Iterable[Formula]) -> Condition:
        found: list[tuple[Packed, Packed]] = []
        others: list[tuple[Condition, ...]] = []
        for part in parts:
            if isinstance(part, Literal):
                found.append((self._fields[part.var], part.mask << self._offsets[part.var]))
            else:
                others.append(self.conditions(part))
        return Condition(sum(pieces for _, pieces in found), tuple(found), tuple(others))

    def find(self, domain: Packed, conditions: Sequence[Condition], start: Packed) -> Packed | None:
        """Find a choice that keeps all conditions, beginning with another; `None` where there is none."""
        chosen = self._near(domain, start)
        if chosen is None:
            return None
        ways = self._ways(domain, conditions, chosen)
        if ways is None:
            return chosen
        for narrow, more in ways:
            found = self.find(narrow, (*more, *conditions), chosen)
            if found is not None:
                return found
        return None

    def _near(self, domain: Packed, start: Packed) -> Packed | None:
        """Keep of a choice what may be kept; of other variables, take what is preferred or comes first."""
        chosen = start & domain
        for field in self._fields:
            if not chosen & field:
                free = domain & field
                if not free:
                    return None
                chosen |= lowest(free & self.prefer or free)
        return chosen

    def _ways(
        self, domain: Packed, conditions: Iterable[Condition], chosen: Packed
    ) -> list[tuple[Packed, tuple[Condition, ...]]] | None:
        """List the ways to keep one condition that is broken, the one with the fewest; `None` where all are kept."""
        fewest: list[tuple[Packed, tuple[Condition, ...]]] | None = None
        for one in conditions:
            if chosen & one.pieces or one.holds(chosen):
                continue
            ways = list(_ways_of(domain, one))
            if fewest is None or len(ways) < len(fewest):
                fewest = ways
            if len(fewest) < 2:  # noqa: PLR2004 -- none, or one that has to be gone
                break
        return fewest


def _ways_of(domain: Packed, condition: Condition) -> Iterator[tuple[Packed, tuple[Condition, ...]]]:
    """List what a domain becomes where a condition holds, and what else has to hold then; no choice is in two."""
    for field, pieces in condition.literals:
        if domain & pieces:
            yield domain & ~field | domain & pieces, ()
            domain &= ~pieces
            if not domain & field:
                return
    for way in condition.otherwise:
        yield domain, way
