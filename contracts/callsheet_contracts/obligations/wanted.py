"""What a request for a duty has to be like, before there is one; and how to ask for less where there is none."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from callsheet.model.request import pointer
from callsheet_contracts.obligations.formulas import Formula, Literal, Masks
from callsheet_contracts.obligations.records import Duty, Verdict
from callsheet_contracts.obligations.search import Packed
from callsheet_contracts.obligations.space import Bond, Space


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A duty that a request is sought for."""

    label: str
    at: tuple[str, ...]
    constraint: str
    duty: Duty
    about: str = ""
    verdict: Verdict = Verdict.ACCEPTED
    narrow: tuple[Formula, ...] = ()
    """What has to hold besides the rules."""
    spoiled: frozenset[int] = frozenset()
    """Fields that are wrong in themselves, of which no rule asks anything then."""
    broken: tuple[Bond, ...] = ()
    loose: tuple[Bond, ...] = ()
    """Other demands of a rule that is broken, which may be broken as well."""
    puts: tuple[tuple[tuple[str, ...], object], ...] = ()
    """What is set when the request is made."""
    pins: tuple[tuple[int, int], ...] = ()
    """Which piece some fields are to be of."""
    origin: str = ""
    """Where what is wrong here is legal."""
    extra: bool = False
    """A variation, that is not missed where there is none."""


pointer_to = lru_cache(4096)(pointer)
"""A place as a JSON pointer; the same places are asked for again and again."""
Made = tuple[Wanted, object]
"""What was wanted, or what less was found; and a request for it."""


def with_mask(masks: Masks, place: int, mask: int) -> Masks:
    """Narrow one field."""
    return (*masks[:place], mask, *masks[place + 1 :])


def request_masks(space: Space, wanted: Wanted) -> Masks:
    """Say what fields may be; one that is pinned may also be what is warned of."""
    masks = space.legal
    for place, bit in wanted.pins:
        masks = with_mask(masks, place, 1 << bit)
    return masks


def rules_asked(space: Space, wanted: Wanted) -> list[Formula]:
    """List what has to hold: the rules but those that are broken, these broken, and what else is wanted."""
    return [*space.kept(wanted.spoiled, (*wanted.broken, *wanted.loose)), *besides(wanted)]


def besides(wanted: Wanted) -> list[Formula]:
    """List what has to hold besides the rules that are not to be broken."""
    return [*(bond.broken for bond in wanted.broken), *wanted.narrow]


def found(space: Space, wanted: Wanted, more: Iterable[Formula] = (), start: Packed | None = None) -> Packed | None:
    """Find a choice that is as it is wanted."""
    asks = space.asks(wanted.spoiled, (*wanted.broken, *wanted.loose))
    within = space.packed
    for place, bit in wanted.pins:
        within = space.search.put(within, place, 1 << bit)
    return space.find(asks, (*besides(wanted), *more), within=within, start=start)


def otherwise(space: Space, wanted: Wanted) -> Iterator[Wanted]:
    """Ask for less where there is no such request.

    Of a rule that demands several things, several may be broken at once. And where nothing is accepted without a word,
    a request will do of which one rule says one.
    """
    if wanted.duty is Duty.RULE_BROKEN:
        others = tuple(
            one for one in space.bonds if any(one is not two and one.rule is two.rule for two in wanted.broken)
        )
        if others:
            yield replace(wanted, loose=others)
    if wanted.verdict is not Verdict.ACCEPTED or wanted.duty is Duty.RULE_KEPT:
        return
    touched = {place for place, _ in wanted.pins} | {one.var for one in wanted.narrow if isinstance(one, Literal)}
    for bond in space.bonds:
        if bond.rule is not None and bond.demand is not None and bond.roots & touched:
            at = space.shape.parameter(bond.demand.field).at
            verdict = Verdict.REFUSED if bond.rule.level == "error" else Verdict.WARNED
            yield replace(wanted, at=at, constraint=bond.rule.name, verdict=verdict, broken=(bond,))
