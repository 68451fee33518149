"""What a list can be made of: sorts of items that rules may tell apart, and recipes that list them. Makes no item."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations, combinations_with_replacement, product
from math import comb
from typing import TYPE_CHECKING, Final, assert_never

from callsheet.model.predicate import Between, Given, In, Predicate, Scalar, negated
from callsheet.model.request import Count, Dangling, How, List, Parameter, Repeats, Shape, Sum, Text, Unmentioned
from callsheet_contracts.obligations.formulas import Formula, Literal
from callsheet_contracts.obligations.layouts import Together, lay_out
from callsheet_contracts.obligations.pieces import Absent, One, Piece, Span, Words, holds_value, whole_numbers
from callsheet_contracts.obligations.variables import Recipe, Sort, links

if TYPE_CHECKING:
    from callsheet_contracts.obligations.search import Packed
    from callsheet_contracts.obligations.space import Space

MOST_ITEMS: Final = 12
SHORT: Final = 4
"""Names of items that a text mentions are no longer, so that the text has room for them."""
MANY: Final = 400
"""Of more ways to fill a list, only those with hardly any kinds of items are looked at."""


class Menu:
    """What a list can be made of."""

    def __init__(self, parameter: Parameter, kind: List, items: "Space") -> None:
        self.parameter, self.kind, self.items, self.links = parameter, kind, items, links(parameter)
        measures = [one.how for one in parameter.measures]
        self._wheres = self.conditions(parameter)
        self.summed = tuple(dict.fromkeys(one.field for one in measures if isinstance(one, Sum)))
        repeated = (one.field for one in measures if isinstance(one, Repeats))
        self.names = tuple(dict.fromkeys(one for one in (*repeated, *(x.field for x in self.links)) if one))
        self.plain = not isinstance(kind.item, Shape)
        self._plans: dict[tuple[int, tuple[Literal, ...]], Together | None] = {}
        self.kept = tuple(items.kept())
        self.sorts = tuple(self._sorts())

    @staticmethod
    def conditions(parameter: Parameter) -> tuple[Predicate, ...]:
        """List what items are counted by."""
        counts = [one.how for one in parameter.measures if isinstance(one.how, Count)]
        return tuple(dict.fromkeys(one.where for one in counts if one.where))

    def _sorts(self) -> Iterable[Sort]:
        """Find the sorts of items that there are."""
        named = [(False, True) if self._optional(name) else (True,) for name in self.names]
        summed = [(False, True) if self._optional(name) else (True,) for name in self.summed]
        for truths in product((True, False), repeat=len(self._wheres)):
            for names in product(*named):
                for sums in product(*summed):
                    sort = self._sort(truths, names, sums)
                    if sort is not None:
                        yield sort

    def _optional(self, name: str) -> bool:
        return not self.items.shape.parameter(name).required

    def _sort(self, truths: tuple[bool, ...], names: tuple[bool, ...], sums: tuple[bool, ...]) -> Sort | None:
        wheres = zip(self._wheres, truths, strict=True)
        conditions = [self.items.formula(where if true else negated(where)) for where, true in wheres]
        short: list[Formula] = []
        for name, given in zip(self.names, names, strict=True):
            variable = self.items.variables[self.items.owners[name]]
            mask = variable.given if given else variable.absent
            conditions.append(Literal(self.items.owners[name], mask))
            if given:
                short.append(Literal(self.items.owners[name], variable.masked(map(_short, variable.pieces))))
        for name, given in zip(self.summed, sums, strict=True):
            variable = self.items.variables[self.items.owners[name]]
            mask = variable.given if given else variable.absent
            conditions.append(Literal(self.items.owners[name], mask))
        if self.find((*conditions, *short)) is None:
            return None
        ranges = tuple(
            self._range(name, conditions) if given else None for name, given in zip(self.summed, sums, strict=True)
        )
        given_names = frozenset(name for name, given in zip(self.names, names, strict=True) if given)
        return Sort(truths, given_names, ranges, tuple(conditions))

    def find(self, conditions: Iterable[Formula]) -> "Packed | None":
        """Find an item that keeps its own rules and some conditions."""
        return self.items.find(self.items.asks(), conditions)

    def _range(self, name: str, conditions: Sequence[Formula]) -> tuple[float, float]:
        """Find between which numbers a field of such items may be."""
        place = self.items.owners[name]
        low: float | None = None
        high: float = 0
        for bit, piece in enumerate(self.items.variables[place].pieces):
            ends = (piece.value, piece.value) if isinstance(piece, One) else None
            if isinstance(piece, Span):
                begin = piece.low if piece.low is not None else (piece.high or 0) - 1000
                ends = begin, piece.high if piece.high is not None else begin + 1000
            if ends is None or self.find((*conditions, Literal(place, 1 << bit))) is None:
                if low is not None:
                    break
                continue
            low = float(ends[0]) if low is None else low
            high = float(ends[1])
        return low or 0, high

    def recipes(self, atoms: Sequence[Given | In | Between]) -> list[Recipe]:
        """List the lists that rules may tell apart, short ones first."""
        thresholds = sorted({int(point) for atom in atoms for point in _ends(atom)})
        low = self.kind.low or 0
        high = self.kind.high if self.kind.high is not None else max(3, *(one + 2 for one in thresholds or [0]))
        high = min(high, max(MOST_ITEMS, low))
        sums = [
            [atom for atom in atoms if atom.field == one.name]
            for one in self.parameter.measures
            if isinstance(one.how, Sum)
        ]
        found: dict[Recipe, None] = {}
        for size in range(low, high + 1):
            for items in self._fillings(size):
                for place, one in enumerate(self._sums(items, sums)):
                    for recipe in self._variants(items, one) if not place else (Recipe(items, one),):
                        found[recipe] = None
        return list(found)

    def _fillings(self, size: int) -> Iterable[tuple[int, ...]]:
        sorts = range(len(self.sorts))
        if comb(len(sorts) + size - 1, size) <= MANY:
            return combinations_with_replacement(sorts, size)
        alike = ((one,) * size for one in sorts)
        mixed = ((one,) * (size - few) + (two,) * few for one, two in combinations(sorts, 2) for few in range(1, size))
        return chain(alike, mixed)

    def _sums(
        self, items: tuple[int, ...], atoms: Sequence[Sequence[Given | In | Between]]
    ) -> list[tuple[tuple[float, float], ...]]:
        """List what the sums of some items may be, as rules tell them apart."""
        several: list[list[tuple[float, float]]] = []
        for place, own in enumerate(atoms):
            ranges = [self.sorts[one].sums[place] or (0, 0) for one in items]
            low, high = sum(one for one, _ in ranges), sum(one for _, one in ranges)
            named = {point for atom in own for point in _ends(atom)}
            cuts = whole_numbers(int(low), int(high), named)
            several.append([(begin or 0, high if end is None else end) for begin, end in cuts])
        return list(product(*several))

    def _variants(self, items: tuple[int, ...], sums: tuple[tuple[float, float], ...]) -> Iterable[Recipe]:
        yield Recipe(items, sums)
        named = sum(bool(self.sorts[one].named) for one in items)
        if named > 1 and self.names:
            yield Recipe(items, sums, twins=True)
        if any(link.field for link in self.links):
            for silent in sorted({1, named} & set(range(1, named + 1))):
                yield Recipe(items, sums, silent=silent)
        for link in self.links:
            yield Recipe(items, sums, stray=link)
            if link.field is None and items:
                yield Recipe(items, sums, placed=link)

    def seen(self, recipes: Iterable[Recipe]) -> Iterator[Mapping[str, Scalar]]:
        """Say what rules see of each of several lists."""
        ways = [(one.name, self._measured(one.how)) for one in self.parameter.measures]
        for recipe in recipes:
            yield {self.parameter.name: len(recipe.items), **{name: way(recipe) for name, way in ways}}

    def _measured(self, how: How) -> Callable[[Recipe], int]:
        """Say how to measure a list that is not made yet."""
        match how:
            case Count(where=None):
                return lambda recipe: len(recipe.items)
            case Count(where=where) if where is not None:
                place = self._wheres.index(where)
                counted = [one.truths[place] for one in self.sorts]
                return lambda recipe: sum(counted[one] for one in recipe.items)
            case Sum(name):
                summed = self.summed.index(name)
                return lambda recipe: int(recipe.sums[summed][0])
            case Repeats():
                return lambda recipe: int(recipe.twins)
            case Unmentioned():
                return lambda recipe: recipe.silent
            case Dangling(name, text, form, _):
                return lambda recipe: int(recipe.stray is not None and recipe.stray.is_like(name, text, form))
            case _:
                raise AssertionError(f"no measure of a list: {how}")

    def plan(self, sort: int, pins: tuple[Literal, ...]) -> Together | None:
        """Lay out the items of a sort that are like some pins; `None` where there are none."""
        key = sort, pins
        if key not in self._plans:
            self._plans[key] = lay_out(self.items.legal, (*self.kept, *self.sorts[sort].conditions, *pins))
        return self._plans[key]

    def pinned(self, name: str, value: Scalar) -> Literal:
        """Ask for items with a value."""
        place = self.items.owners[name]
        variable = self.items.variables[place]
        pieces = (not isinstance(one, Recipe) and holds_value(one, value) for one in variable.pieces)
        return Literal(place, variable.masked(pieces))

    def room(self, recipe: Recipe, text: str) -> int:
        """Say how many characters the mentions of a list need in a text."""
        need = 0
        for link in self.links:
            if link.text != text:
                continue
            if link.field is not None:
                low = self.items.shape.parameter(link.field).kind
                long = max(SHORT, low.low or 0) if isinstance(low, Text) else 24
                named = sum(link.field in self.sorts[one].named for one in recipe.items)
                need += (named - recipe.silent) * (len(link.form) - 2 + long + 1)
            if link in {recipe.stray, recipe.placed}:
                need += len(link.form) + 3
        return need


def _short(piece: Piece | Recipe) -> bool:
    return not isinstance(piece, Absent) and (not isinstance(piece, Words) or (piece.low <= SHORT and not piece.wide))


def _ends(atom: Given | In | Between) -> Iterable[float]:
    match atom:
        case Between(_, low, high):
            return [one for one in (low, high) if one is not None]
        case In(_, values):
            return [float(one) for one in values if isinstance(one, int | float)]
        case Given():
            return []
        case _:
            assert_never(atom)
