"""Compare two catalogs, and tell each change once, the gravest first."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from callsheet.diff.findings import GREATEST_FIRST, Direction, Finding, Side
from callsheet.diff.providers import providers
from callsheet.model.endpoint import Catalog

SIDES: Final = tuple(Side)
DIRECTIONS: Final = tuple(Direction)


def compare(old: Catalog, new: Catalog) -> tuple[Finding, ...]:
    """List all that changed between two catalogs, the gravest first; none, if they mean and say the same."""
    return tuple(sorted(_merged(providers(old.providers, new.providers)), key=_rank))


def _rank(one: Finding) -> tuple[object, ...]:
    direction, side = DIRECTIONS.index(one.direction), SIDES.index(one.side)
    return GREATEST_FIRST.index(one.bump), side, direction, one.where, one.about, one.kind, one.before, one.after


def _merged(every: Iterable[Finding]) -> Iterator[Finding]:
    """Tell once what several endpoints share, as a fragment's facts are; a request is of one endpoint alone."""
    groups: dict[object, list[Finding]] = {}
    for one in every:
        alone = one.where if one.side is Side.REQUEST or one.witnesses or one.tried else None
        key = one.provider, one.kind, one.about, one.before, one.after, one.words, one.breaks, one.widens, alone
        groups.setdefault(key, []).append(one)
    for group in groups.values():
        where = dict.fromkeys(name for one in group for name in one.where)
        yield replace(group[0], where=tuple(where))
