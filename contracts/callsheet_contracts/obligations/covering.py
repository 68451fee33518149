"""Few requests that between them have every combination of so many fields that any request has. Draws nothing."""

from collections.abc import Iterator, Mapping
from itertools import combinations, product

from callsheet.model.request import Choice, Flag, List
from callsheet_contracts.obligations.building import FIRST, Body, build
from callsheet_contracts.obligations.formulas import groups, literals_of
from callsheet_contracts.obligations.layouts import Fork, Free, Together, lay_out
from callsheet_contracts.obligations.space import Space
from callsheet_contracts.obligations.variables import Recipe

Row = dict[int, int]
"""By field, the pieces that are asked of it."""
Combination = tuple[tuple[int, int], ...]


def levels(space: Space) -> dict[int, list[int]]:
    """Say what there is to combine of each field.

    Each value of an enum, numbers and texts as far as rules tell them apart, lists by their length; and not given.
    """
    found: dict[int, list[int]] = {}
    for place, variable in enumerate(space.variables):
        match variable.parameter.kind:
            case Choice() | Flag():
                cuts = [1 << bit for bit in range(len(variable.pieces))]
            case List():
                sizes = {len(one.items) for one in variable.pieces if isinstance(one, Recipe)}
                cuts = [
                    variable.masked(isinstance(one, Recipe) and len(one.items) == size for one in variable.pieces)
                    for size in sorted(sizes)
                ]
            case _:
                cuts = [one.mask for bond in space.bonds for one in literals_of(bond.kept) if one.var == place]
                cuts.append(variable.absent)
        found[place] = groups(variable.legal, cuts)
    return found


def possible(plan: Together, wanted: Mapping[int, int], known: dict[int, bool] | None = None) -> bool:
    """Say whether something that is laid out has all that is wanted."""
    known = {} if known is None else known
    for part in plan.parts:
        if isinstance(part, Free):
            if not part.mask & wanted.get(part.var, part.mask):
                return False
            continue
        if id(part) not in known:
            known[id(part)] = _reaches(part, wanted, known)
        if not known[id(part)]:
            return False
    return True


def _reaches(fork: Fork, wanted: Mapping[int, int], known: dict[int, bool]) -> bool:
    asked = wanted.get(fork.var)
    return any((asked is None or mask & asked) and possible(child, wanted, known) for mask, child in fork.branches)


def combined(space: Space, strength: int) -> tuple[list[Row], set[Combination]]:
    """List rows that have every combination that is possible; and those combinations."""
    plan = lay_out(space.legal, space.kept())
    assert plan is not None, "some request is accepted"
    every = {
        var: [mask for mask in masks if possible(plan, {var: mask})]
        for var, masks in levels(space).items()
        if space.variables[var].pieces
    }
    wide = {var: masks for var, masks in every.items() if len(masks) > 1}
    if not wide:
        return [{}], set()
    strength = min(strength, len(wide))
    valid = dict.fromkeys(one for one in _combinations(wide, strength) if possible(plan, dict(one)))
    rows: list[Row] = []
    left = dict(valid)
    while left:
        row = _filled(plan, wide, dict(next(iter(left))), left, strength)
        rows.append(row)
        for one in combinations(sorted(row.items()), strength):
            left.pop(one, None)
    return rows, set(valid)


def _combinations(wide: Mapping[int, list[int]], strength: int) -> Iterator[Combination]:
    # Fields with many values come first: what they are combined with decides how many rows there are.
    for names in combinations(sorted(wide, key=lambda var: (-len(wide[var]), var)), strength):
        for masks in product(*(wide[name] for name in names)):
            yield tuple(sorted(zip(names, masks, strict=True)))


def _filled(
    plan: Together, wide: Mapping[int, list[int]], row: Row, left: Mapping[Combination, None], strength: int
) -> Row:
    """Give every field a level that is possible: always the one next that brings most of what is new."""
    chosen = list(combinations(sorted(row.items()), strength - 1))
    news: dict[tuple[int, int], int] = {
        (var, mask): _new((var, mask), chosen, left) for var in wide if var not in row for mask in wide[var]
    }
    while news:
        best = max(news, key=lambda one: (news[one], len(wide[one[0]])))
        if not possible(plan, {**row, best[0]: best[1]}):
            del news[best]
            continue
        news = {one: count for one, count in news.items() if one[0] != best[0]}
        more = [(*one, best) for one in combinations(sorted(row.items()), strength - 2)] if strength > 1 else []
        row[best[0]] = best[1]
        for one in news:
            news[one] += _new(one, more, left)
    return row


def _new(level: tuple[int, int], chosen: list[Combination], left: Mapping[Combination, None]) -> int:
    return sum(tuple(sorted((*one, level))) in left for one in chosen)


def made(space: Space, row: Row) -> Body:
    """Make the request of a row."""
    masks = tuple(mask & row.get(place, mask) for place, mask in enumerate(space.legal))
    found = space.find(space.asks(), within=space.search.pack(masks))
    assert found is not None, "a row is possible"
    return build(space, space.search.unpack(found), FIRST)
