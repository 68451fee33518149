"""All requests that a shape has, as pieces of fields and conditions between them; and how one is made of pieces.

A list is a field like any other: its pieces are recipes, which say what items it is made of and what of them a text
mentions, so that everything that rules can count is known before an item is made.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, combinations, combinations_with_replacement, product
from math import comb
from typing import Final, Protocol, TypeVar, assert_never, cast

from callsheet.model.judge import url_head
from callsheet.model.predicate import (
    All,
    Any,
    Between,
    Given,
    In,
    Not,
    Predicate,
    Scalar,
    holds,
    negated,
    pushed,
)
from callsheet.model.predicate import (
    both as all_of,
)
from callsheet.model.request import (
    Bytes,
    Choice,
    Count,
    Dangling,
    Demand,
    List,
    Parameter,
    Repeats,
    Rule,
    Shape,
    Sum,
    Text,
    Unmentioned,
    Url,
    Weight,
)
from callsheet_contracts.obligations.formulas import (
    FALSE,
    Fork,
    Formula,
    Free,
    Literal,
    Masks,
    Together,
    both,
    either,
    lay_out,
    lowest,
    solve,
)
from callsheet_contracts.obligations.pieces import (
    WIDE,
    Absent,
    One,
    Piece,
    Span,
    Words,
    atoms_of,
    cut,
    holds_value,
    sample,
    whole_numbers,
)

Body = dict[str, object]
T = TypeVar("T")
MOST_ITEMS: Final = 12
SHORT: Final = 4
"""Names of items that a text mentions are no longer, so that the text has room for them."""
STRANGER: Final = "zz"
"""A name that no item has."""
MANY: Final = 400
"""Of more ways to fill a list, only those with hardly any kinds of items are looked at."""


@dataclass(frozen=True, slots=True)
class Link:
    """How a text mentions the items of a list."""

    field: str | None
    """The field with their names; `None`: by position."""
    text: str
    form: str
    first: int

    def mention(self, name: object) -> str:
        """Mention a name, or a position."""
        return self.form.replace("{}", str(name))


@dataclass(frozen=True, slots=True)
class Recipe:
    """A list to be made."""

    items: tuple[int, ...]
    """What sort each item is of."""
    sums: tuple[tuple[float, float], ...]
    """What the fields that are added up have to come to."""
    twins: bool = False
    """Whether the second name is the first once more."""
    silent: int = 0
    """How many of the last names are not mentioned."""
    stray: Link | None = None
    """Where something is mentioned that is not there."""
    placed: Link | None = None
    """Where the last position is mentioned."""


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of items: what measures can tell of them."""

    truths: tuple[bool, ...]
    """Which conditions of counts hold."""
    named: frozenset[str]
    """Which of the fields that hold names are given."""
    sums: tuple[tuple[float, float] | None, ...]
    """What each field that is added up may be; `None`: not given."""
    conditions: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Variable:
    """A field, cut into pieces."""

    parameter: Parameter
    pieces: tuple[Piece | Recipe, ...]
    seen: tuple[Mapping[str, Scalar], ...]
    """What rules see of each piece."""
    legal: int
    """The pieces about which nobody says a word."""
    avoid: str = ""
    """Characters that would mention something."""
    usual: tuple[Scalar, ...] = ()
    """What examples have there."""
    menu: "Menu | None" = None

    @property
    def all(self) -> int:
        """All pieces."""
        return (1 << len(self.pieces)) - 1

    @property
    def absent(self) -> int:
        """The piece of what is not given, if there is one."""
        return 1 if isinstance(self.pieces[0], Absent) else 0

    def masked(self, holds_of: Iterable[bool]) -> int:
        """Gather pieces."""
        return sum(1 << place for place, one in enumerate(holds_of) if one)

    def sample(self, place: int) -> Scalar | None:
        """Show a piece by a value that examples have, if there is one."""
        piece = self.pieces[place]
        assert not isinstance(piece, Recipe), "a list is made, not shown"
        return next((one for one in self.usual if holds_value(piece, one)), sample(piece))


@dataclass(frozen=True, slots=True)
class Bond:
    """A condition between fields: one demand of a rule, or the room that mentions need."""

    rule: Rule | None
    demand: Demand | None
    kept: Formula
    broken: Formula
    roots: frozenset[int]


class CannotMakeError(Exception):
    """What was asked of one item does not go with what was asked of the list."""


class Chooser(Protocol):
    """Who picks among what is allowed."""

    def pick(self, options: Sequence[T]) -> T:
        """Pick one of several."""
        ...

    def number(self, low: float, high: float) -> float:
        """Pick a number; a whole one between whole ones."""
        ...

    def value(self, variable: Variable, mask: int, said: str) -> Scalar | None:
        """Pick a value of some pieces, `None` for not given; a text has to begin with what is said."""
        ...

    def narrow(self, plan: Together) -> dict[int, int]:
        """Go one way through what is laid out."""
        ...


def put(body: Body, at: tuple[str, ...], value: object) -> None:
    """Set one place of a body that is one's own; objects on the way are made."""
    inner = body
    for key in at[:-1]:
        inner = cast("Body", inner.setdefault(key, cast("Body", {})))
    inner[at[-1]] = value


def look(body: object, at: Iterable[str]) -> object:
    """Find what stands at a place; `None` where nothing does."""
    for key in at:
        body = cast("Body", body).get(key) if isinstance(body, dict) else None
    return body


class Space:
    """The requests of a shape, or the items of a list."""

    def __init__(self, shape: Shape, usual: Iterable[object] = (), also: Iterable[Predicate] = ()) -> None:
        self.shape = shape
        self._usual = tuple(usual)
        self._literals: dict[Given | In | Between, Literal] = {}
        self._links = tuple(chain.from_iterable(links(one) for one in shape.parameters))
        spoken = [(rule, demand) for rule in shape.rules for demand in rule.demands]
        predicates = (*also, *(part for rule, demand in spoken for part in (rule.when, demand.must)))
        self._atoms = tuple(dict.fromkeys(atom for one in predicates for atom in atoms_of(one)))
        self.owners = {
            name: place
            for place, one in enumerate(shape.parameters)
            for name in (one.name, *(measure.name for measure in one.measures))
        }
        self.variables = tuple(map(self._variable, shape.parameters))
        self.bonds = (*(self._bond(rule, demand) for rule, demand in spoken), *self._rooms())
        self.legal: Masks = tuple(one.legal for one in self.variables)

    def _variable(self, parameter: Parameter) -> Variable:
        own = (parameter.name, *(one.name for one in parameter.measures))
        atoms = [atom for atom in self._atoms if atom.field in own]
        if isinstance(parameter.kind, List):
            return self._list(parameter, parameter.kind, atoms)
        usual = [value for one in self._usual if isinstance(value := look(one, parameter.at), str | int | float)]
        pieces = cut(parameter, atoms)
        high = parameter.kind.high if isinstance(parameter.kind, Text) else None
        legal = [not isinstance(one, Words) or high is None or one.low <= high for one in pieces]
        avoid = "".join(dict.fromkeys(link.form[0] for link in self._links if link.text == parameter.name))
        return Variable(
            parameter,
            pieces,
            tuple(_seen(parameter, one) for one in pieces),
            sum(1 << place for place, one in enumerate(legal) if one),
            avoid,
            tuple(one for one in usual if not avoid or not set(avoid) & set(str(one))),
        )

    def _list(self, parameter: Parameter, kind: List, atoms: Sequence[Given | In | Between]) -> Variable:
        lists = (look(one, parameter.at) for one in self._usual)
        items = [one for found in lists if isinstance(found, list) for one in cast("list[object]", found)]
        menu = Menu(parameter, kind, items)
        recipes = menu.recipes(atoms)
        absent = () if parameter.required else (Absent(),)
        nothing: Mapping[str, Scalar] = {}
        seen = (*(nothing for _ in absent), *(menu.seen(one) for one in recipes))
        pieces = (*absent, *recipes)
        return Variable(parameter, pieces, seen, (1 << len(pieces)) - 1, menu=menu)

    def _bond(self, rule: Rule, demand: Demand) -> Bond:
        roots = {self.owners[root] for name in rule.fields(demand) for root in self.shape.roots(name)}
        broken = self.formula(all_of(rule.when, negated(demand.must)))
        kept = self.formula(negated(all_of(rule.when, negated(demand.must))))
        return Bond(rule, demand, kept, broken, frozenset(roots))

    def _rooms(self) -> Iterable[Bond]:
        """Bind lists to the texts that mention their items: a text has to be there, and long enough."""
        for place, one in enumerate(self.variables):
            for text in dict.fromkeys(link.text for link in one.menu.links) if one.menu else ():
                other = self.owners[text]
                lists = sum(any(link.text == text for link in two.menu.links) for two in self.variables if two.menu)
                needs: dict[int, int] = {}
                for bit, piece in enumerate(one.pieces):
                    need = one.menu.room(piece, text) * lists if one.menu and isinstance(piece, Recipe) else 0
                    if need:
                        needs[need] = needs.get(need, 0) | 1 << bit
                for need, mask in needs.items():
                    room = Literal(other, self.room(text, need))
                    kept = either((Literal(place, one.all & ~mask), room))
                    yield Bond(None, None, kept, FALSE, frozenset({place, other}))

    def room(self, text: str, need: int) -> int:
        """Gather the pieces of a text that have room for so many characters."""
        variable = self.variables[self.owners[text]]
        fits = (isinstance(one, Words) and not one.wide and (one.high or need) >= need for one in variable.pieces)
        return variable.masked(fits)

    def formula(self, predicate: Predicate) -> Formula:
        """Say a predicate in pieces."""
        return self._formula(pushed(predicate))

    def _formula(self, predicate: Predicate) -> Formula:
        match predicate:
            case Given() | In() | Between():
                return self.literal(predicate)
            case Not(of):
                one = self._formula(of)
                assert isinstance(one, Literal), "every `not` is pushed down to a single test"
                return Literal(one.var, self.variables[one.var].all & ~one.mask)
            case All(of):
                return both(map(self._formula, of))
            case Any(of):
                return either(map(self._formula, of))
            case _:
                assert_never(predicate)

    def literal(self, atom: Given | In | Between) -> Literal:
        """Gather the pieces of which a test holds."""
        if atom not in self._literals:
            place = self.owners[atom.field]
            variable = self.variables[place]
            self._literals[atom] = Literal(place, variable.masked(holds(atom, seen) for seen in variable.seen))
        return self._literals[atom]

    def kept(self, spoiled: frozenset[int] = frozenset(), but: Iterable[Bond] = ()) -> list[Formula]:
        """List what has to hold: nothing is asked of fields that are wrong in themselves."""
        left = set(map(id, but))
        return [one.kept for one in self.bonds if id(one) not in left and not one.roots & spoiled]

    @cached_property
    def prefer(self) -> Masks:
        """Gather the pieces that the first example has."""
        found: list[int] = []
        for one in self.variables:
            value = look(self._usual[0], one.parameter.at) if self._usual else None
            places = (bit for bit, piece in enumerate(one.pieces) if _is(piece, value, one.menu))
            found.append(1 << next(places, 0))
        return tuple(found)

    def make(
        self,
        masks: Mapping[int, int] | Masks,
        chooser: Chooser,
        *,
        fixed: Mapping[str, object] | None = None,
        inside: Mapping[str, "Inside"] | None = None,
    ) -> Body:
        """Make a body of pieces; some fields may be fixed, and an item of a list."""
        body: Body = {}
        said: dict[str, list[str]] = {}
        values: dict[str, object] = {}
        for place, one in enumerate(self.variables):
            if one.menu is not None and one.parameter.name not in (fixed or {}):
                recipe = self._recipe(one, masks[place], chooser, (inside or {}).get(one.parameter.name))
                if isinstance(recipe, Recipe):
                    items = one.menu.make(recipe, chooser, (inside or {}).get(one.parameter.name))
                    values[one.parameter.name] = items
                    for text, mentions in one.menu.mentions(recipe, items):
                        said.setdefault(text, []).extend(mentions)
        for place, one in enumerate(self.variables):
            name = one.parameter.name
            if fixed and name in fixed:
                value = fixed[name]
            elif one.menu is not None:
                value = values.get(name)
            else:
                value = chooser.value(one, masks[place], " ".join(said.get(name, ())))
            if value is not None:
                put(body, one.parameter.at or ("",), value)
        return body

    @staticmethod
    def _recipe(one: Variable, mask: int, chooser: Chooser, inside: "Inside | None") -> Piece | Recipe:
        if inside is not None:
            return inside.recipe
        places = [place for place in range(len(one.pieces)) if mask >> place & 1]
        return one.pieces[chooser.pick(places)]


@dataclass(frozen=True, slots=True)
class Inside:
    """An item that is made otherwise than a recipe would make it."""

    recipe: Recipe
    place: int
    masks: Masks
    conditions: tuple[Formula, ...]
    """What is asked of it, besides what its sort asks; instead of what is asked of all items."""
    puts: "tuple[tuple[tuple[str, ...], object], ...]" = ()
    """What is set in it when it is made."""
    fixed: Mapping[str, Scalar] = field(default_factory=dict[str, Scalar])


def _is(piece: Piece | Recipe, value: object, menu: "Menu | None") -> bool:
    if isinstance(piece, Recipe):
        count = len(cast("list[object]", value)) if isinstance(value, list) else -1
        return menu is not None and len(piece.items) == count
    if isinstance(piece, Absent):
        return value is None
    return isinstance(value, str | int | float) and holds_value(piece, value)


def _seen(parameter: Parameter, piece: Piece) -> Mapping[str, Scalar]:
    """Say what rules see of a field of this piece."""
    value = sample(piece)
    if value is None:
        return {}
    seen: dict[str, Scalar] = {parameter.name: value}
    for measure in parameter.measures:
        match measure.how:
            case Weight(chinese):
                seen[measure.name] = len(str(value)) + (chinese - 1) * str(value).count(WIDE)
            case Bytes():
                seen[measure.name] = len(str(value).encode())
            case _:
                raise AssertionError(f"no measure of a plain field: {measure.how}")
    return seen


def links(parameter: Parameter) -> tuple[Link, ...]:
    """List the ways in which texts mention the items of a list."""
    found: dict[Link, None] = {}
    for measure in parameter.measures:
        match measure.how:
            case Unmentioned(name, text, form):
                found[Link(name, text, form, 1)] = None
            case Dangling(name, text, form, first):
                found[Link(name, text, form, first)] = None
            case _:
                pass
    return tuple(found)


class Menu:
    """What a list can be made of."""

    def __init__(self, parameter: Parameter, kind: List, usual: Sequence[object]) -> None:
        self.parameter, self.kind, self.links = parameter, kind, links(parameter)
        measures = [one.how for one in parameter.measures]
        self._wheres = tuple(dict.fromkeys(one.where for one in measures if isinstance(one, Count) and one.where))
        self.summed = tuple(dict.fromkeys(one.field for one in measures if isinstance(one, Sum)))
        repeated = (one.field for one in measures if isinstance(one, Repeats))
        self.names = tuple(dict.fromkeys(one for one in (*repeated, *(x.field for x in self.links)) if one))
        self.plain = not isinstance(kind.item, Shape)
        shape = kind.item if isinstance(kind.item, Shape) else Shape(parameters=(kind.item,), rules=())
        self.items = Space(shape, [{"": one} for one in usual] if self.plain else usual, self._wheres)
        self._plans: dict[tuple[Masks, tuple[Formula, ...]], Together | None] = {}
        self._kept = tuple(self.items.kept())
        self.sorts = tuple(self._sorts())

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
            mask = variable.all & ~variable.absent if given else variable.absent
            conditions.append(Literal(self.items.owners[name], mask))
            if given:
                short.append(Literal(self.items.owners[name], variable.masked(map(_short, variable.pieces))))
        for name, given in zip(self.summed, sums, strict=True):
            variable = self.items.variables[self.items.owners[name]]
            mask = variable.all & ~variable.absent if given else variable.absent
            conditions.append(Literal(self.items.owners[name], mask))
        if self.solve((*conditions, *short)) is None:
            return None
        ranges = tuple(
            self._range(name, conditions) if given else None for name, given in zip(self.summed, sums, strict=True)
        )
        given_names = frozenset(name for name, given in zip(self.names, names, strict=True) if given)
        return Sort(truths, given_names, ranges, tuple(conditions))

    def solve(self, conditions: Iterable[Formula]) -> Masks | None:
        """Find an item that keeps its own rules and some conditions."""
        items = self.items
        return solve(items.legal, (*self._kept, *conditions), items.prefer)

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
            if ends is None or self.solve((*conditions, Literal(place, 1 << bit))) is None:
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

    def seen(self, recipe: Recipe) -> Mapping[str, Scalar]:
        """Say what rules see of a list."""
        seen: dict[str, Scalar] = {self.parameter.name: len(recipe.items)}
        sums = dict(zip(self.summed, recipe.sums, strict=False))
        for measure in self.parameter.measures:
            seen[measure.name] = self._measure(measure.how, recipe, sums)
        return seen

    def _measure(self, how: object, recipe: Recipe, sums: Mapping[str, tuple[float, float]]) -> Scalar:
        sorts = [self.sorts[one] for one in recipe.items]
        match how:
            case Count(where=None):
                return len(sorts)
            case Count(where=where) if where is not None:
                return sum(one.truths[self._wheres.index(where)] for one in sorts)
            case Sum(name):
                return int(sums[name][0])
            case Repeats():
                return int(recipe.twins)
            case Unmentioned():
                return recipe.silent
            case Dangling(name, text, form, _):
                stray = recipe.stray
                return int(stray is not None and (stray.field, stray.text, stray.form) == (name, text, form))
            case _:
                raise AssertionError(f"no measure of a list: {how}")

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

    def plan(self, masks: Masks, conditions: tuple[Formula, ...]) -> Together:
        """Lay out the items that keep some conditions.

        Raises:
            CannotMakeError: there are none.

        """
        key = masks, conditions
        if key not in self._plans:
            self._plans[key] = lay_out(masks, conditions)
        plan = self._plans[key]
        if plan is None:
            raise CannotMakeError(self.parameter.name)
        return plan

    def make(self, recipe: Recipe, chooser: Chooser, inside: "Inside | None" = None) -> list[object]:
        """Make a list.

        Raises:
            CannotMakeError: an item that is asked for does not go with the others.

        """
        items: list[object] = []
        fixed = self._fixed(recipe, chooser, inside)
        for index, one in enumerate(recipe.items):
            special = inside if inside is not None and inside.place == index else None
            pins = (self._pinned(name, value) for name, value in fixed[index].items())
            asked = special.conditions if special else self._kept
            plan = self.plan(
                special.masks if special else self.items.legal, (*asked, *self.sorts[one].conditions, *pins)
            )
            body = self.items.make(chooser.narrow(plan), chooser, fixed=fixed[index])
            for at, value in special.puts if special else ():
                put(body, at, value)
            items.append(body[""] if self.plain else body)
        return items

    def _pinned(self, name: str, value: Scalar) -> Literal:
        place = self.items.owners[name]
        variable = self.items.variables[place]
        pieces = (not isinstance(one, Recipe) and holds_value(one, value) for one in variable.pieces)
        return Literal(place, variable.masked(pieces))

    def _fixed(self, recipe: Recipe, chooser: Chooser, inside: "Inside | None") -> list[dict[str, Scalar]]:
        """Choose what items cannot choose alone: parts of a sum, and names."""
        fixed: list[dict[str, Scalar]] = [{} for _ in recipe.items]
        if inside is not None:
            fixed[inside.place].update(inside.fixed)
        for place, name in enumerate(self.summed):
            self._share(recipe, place, name, fixed, chooser)
        for name in self.names:
            used: list[Scalar] = []
            for index, one in enumerate(recipe.items):
                if name in self.sorts[one].named:
                    again = recipe.twins and len(used) == 1
                    value = used[0] if again else fixed[index].get(name, self._name(name, index))
                    used.append(fixed[index].setdefault(name, value))
        return fixed

    def _share(self, recipe: Recipe, place: int, name: str, fixed: list[dict[str, Scalar]], chooser: Chooser) -> None:
        """Share a sum among the items, each within what it may be."""
        low, high = recipe.sums[place]
        ranges = [self.sorts[one].sums[place] for one in recipe.items]
        for index, one in enumerate(fixed):
            if name in one:
                ranges[index] = (float(one[name]), float(one[name]))
        for index, own in enumerate(ranges):
            if own is None:
                continue
            rest = [one for one in ranges[index + 1 :] if one is not None]
            begin = max(own[0], low - sum(most for _, most in rest))
            end = min(own[1], high - sum(least for least, _ in rest))
            if begin > end:
                raise CannotMakeError(name)
            value = fixed[index].setdefault(name, int(chooser.number(begin, end)))
            low, high = low - float(value), high - float(value)

    def _name(self, name: str, index: int) -> Scalar:
        """Make names that differ."""
        kind = self.items.shape.parameter(name).kind
        match kind:
            case Text(low):
                return chr(ord("a") + index) * max(low or 1, 1)
            case Url(schemes):
                return f"{url_head(schemes[0])}{chr(ord('a') + index)}"
            case Choice():
                return kind.words()[index % len(kind.words())]
            case _:
                return index + 1

    def mentions(self, recipe: Recipe, items: Sequence[object]) -> Iterable[tuple[str, list[str]]]:
        """Write what texts say of a list, by text."""
        for link in self.links:
            said: list[str] = []
            if link.field is not None:
                at = self.items.shape.parameter(link.field).at
                names = [one for item in items if (one := look(item, at)) is not None]
                said = [link.mention(one) for one in dict.fromkeys(names[: len(names) - recipe.silent])]
            if link == recipe.stray:
                said.append(link.mention(STRANGER if link.field is not None else link.first + len(items)))
            if link == recipe.placed:
                said.append(link.mention(link.first + len(items) - 1))
            yield link.text, said


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


def picked(masks: Masks, prefer: Masks) -> Masks:
    """Pick a piece of each field, the one that is preferred if it may be."""
    return tuple(lowest(mask & liked or mask) for mask, liked in zip(masks, prefer, strict=True))


class First:
    """Picks what comes first, and what examples have."""

    def pick(self, options: Sequence[T]) -> T:
        """Pick the first."""
        return options[0]

    def number(self, low: float, high: float) -> float:
        """Pick the least."""
        del high
        return low

    def value(self, variable: Variable, mask: int, said: str) -> Scalar | None:
        """Pick a sample of the first piece; a text begins with what is said."""
        place = lowest(mask).bit_length() - 1
        value = variable.sample(place)
        piece = variable.pieces[place]
        return padded(said, piece.low) if said and isinstance(piece, Words) else value

    def narrow(self, plan: Together) -> dict[int, int]:
        """Take the first way."""
        found: dict[int, int] = {}
        for part in plan.parts:
            match part:
                case Free(var, mask):
                    found[var] = lowest(mask)
                case Fork(var, branches):
                    mask, child = branches[0]
                    found |= {var: lowest(mask), **self.narrow(child)}
                case _:
                    assert_never(part)
        return found


def padded(said: str, low: int) -> str:
    """Lengthen a text that mentions something, without mentioning more."""
    return said if low <= len(said) else f"{said} {'x' * (low - len(said) - 1)}"


FIRST: Final = First()


def filled(menu: Menu, count: int) -> list[object]:
    """Make items that are right, each by itself."""
    found = menu.solve(()) if count > 0 else None
    if found is None:
        return []
    masks = picked(found, menu.items.prefer)
    made = (menu.items.make(masks, FIRST) for _ in range(count))
    return [one[""] if menu.plain else one for one in made]
