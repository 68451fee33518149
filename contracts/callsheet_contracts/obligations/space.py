"""All requests that a shape has, as pieces of fields and conditions between them. Makes none of them.

A list is a field like any other: its pieces are recipes, which say what items it is made of and what of them a text
mentions, so that everything that rules can count is known before an item is made.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import assert_never, cast

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
from callsheet.model.request import Demand, List, Parameter, Rule, Shape, Text
from callsheet_contracts.obligations.formulas import FALSE, Both, Formula, Literal, Masks, both, either
from callsheet_contracts.obligations.menus import Menu
from callsheet_contracts.obligations.pieces import Absent, Piece, Words, atoms_of, cut, holds_value
from callsheet_contracts.obligations.search import Condition, Packed, Search
from callsheet_contracts.obligations.variables import Recipe, Variable, links, seen, shown


@dataclass(frozen=True, slots=True, eq=False)
class Bond:
    """A condition between fields: one demand of a rule, or the room that mentions need."""

    rule: Rule | None
    demand: Demand | None
    kept: Formula
    broken: Formula
    roots: frozenset[int]
    asks: tuple[Condition, ...]
    """What is kept, as it is searched for."""


def look(body: object, at: Iterable[str]) -> object:
    """Find what stands at a place; `None` where nothing does."""
    for key in at:
        body = cast("dict[str, object]", body).get(key) if isinstance(body, dict) else None
    return body


class Space:
    """The requests of a shape, or the items of a list."""

    def __init__(self, shape: Shape, usual: Iterable[object] = (), also: Iterable[Predicate] = ()) -> None:
        self.shape = shape
        self._usual = tuple(usual)
        self._literals: dict[Given | In | Between, Literal] = {}
        self._values: dict[str, dict[Scalar, int]] = {}
        self._links = tuple(chain.from_iterable(links(one) for one in shape.parameters))
        spoken = [(rule, demand) for rule in shape.rules for demand in rule.demands]
        predicates = (*also, *(part for rule, demand in spoken for part in (rule.when, demand.must)))
        self.atoms = tuple(dict.fromkeys(atom for one in predicates for atom in atoms_of(one)))
        self.owners = {
            name: place
            for place, one in enumerate(shape.parameters)
            for name in (one.name, *(measure.name for measure in one.measures))
        }
        self.variables = tuple(map(self._variable, shape.parameters))
        self.fields = tuple((place, one, one.parameter.at or ("",)) for place, one in enumerate(self.variables))
        """Each with its place among the variables, and in a body; of a plain item, in an object that holds it."""
        self.menus = tuple((place, one, one.menu) for place, one in enumerate(self.variables) if one.menu is not None)
        self.legal: Masks = tuple(one.legal for one in self.variables)
        self.search = Search(tuple(one.all for one in self.variables), self._preferred())
        self.packed = self.search.pack(self.legal)
        self.bonds = (*(self._bond(rule, demand) for rule, demand in spoken), *self._rooms())
        self._asks: dict[tuple[frozenset[int], tuple[Bond, ...]], tuple[Condition, ...]] = {}

    def _variable(self, parameter: Parameter) -> Variable:
        own = (parameter.name, *(one.name for one in parameter.measures))
        atoms = [atom for atom in self.atoms if atom.field in own]
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
            tuple(seen(parameter, one) for one in pieces),
            sum(1 << place for place, one in enumerate(legal) if one),
            avoid,
            shown(pieces, (one for one in usual if not avoid or not set(avoid) & set(str(one)))),
        )

    def _list(self, parameter: Parameter, kind: List, atoms: Sequence[Given | In | Between]) -> Variable:
        lists = (look(one, parameter.at) for one in self._usual)
        usual = [one for found in lists if isinstance(found, list) for one in cast("list[object]", found)]
        plain = not isinstance(kind.item, Shape)
        shape = kind.item if isinstance(kind.item, Shape) else Shape(parameters=(kind.item,), rules=())
        items = Space(shape, [{"": one} for one in usual] if plain else usual, Menu.conditions(parameter))
        menu = Menu(parameter, kind, items)
        recipes = menu.recipes(atoms)
        absent = () if parameter.required else (Absent(),)
        nothing: Mapping[str, Scalar] = {}
        pieces = (*absent, *recipes)
        what = (*(nothing for _ in absent), *menu.seen(recipes))
        return Variable(parameter, pieces, what, (1 << len(pieces)) - 1, menu=menu)

    def _preferred(self) -> Masks:
        """Gather the pieces that the first example has."""
        found: list[int] = []
        for one in self.variables:
            value = look(self._usual[0], one.parameter.at) if self._usual else None
            places = (bit for bit, piece in enumerate(one.pieces) if _is(piece, value))
            found.append(1 << next(places, 0))
        return tuple(found)

    def _bond(self, rule: Rule, demand: Demand) -> Bond:
        roots = {self.owners[root] for name in rule.fields(demand) for root in self.shape.roots(name)}
        against = all_of(rule.when, negated(demand.must))
        kept = self.formula(negated(against))
        return Bond(rule, demand, kept, self.formula(against), frozenset(roots), self.search.conditions(kept))

    def _rooms(self) -> Iterable[Bond]:
        """Bind lists to the texts that mention their items: a text has to be there, and long enough."""
        for place, one, menu in self.menus:
            for text in dict.fromkeys(link.text for link in menu.links):
                other = self.owners[text]
                lists = sum(any(link.text == text for link in two.links) for _, _, two in self.menus)
                needs: dict[int, int] = {}
                for bit, piece in enumerate(one.pieces):
                    need = menu.room(piece, text) * lists if isinstance(piece, Recipe) else 0
                    if need:
                        needs[need] = needs.get(need, 0) | 1 << bit
                for need, mask in needs.items():
                    room = Literal(other, self.room(text, need))
                    kept = either((Literal(place, one.all & ~mask), room))
                    asks = self.search.conditions(kept)
                    yield Bond(None, None, kept, FALSE, frozenset({place, other}), asks)

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
            of_value = self._of_value(atom.field)
            if isinstance(atom, In):
                mask = sum(of_value.get(one, 0) for one in dict.fromkeys(atom.values))
            else:
                mask = sum(pieces for one, pieces in of_value.items() if holds(atom, {atom.field: one}))
            self._literals[atom] = Literal(self.owners[atom.field], mask)
        return self._literals[atom]

    def _of_value(self, field: str) -> dict[Scalar, int]:
        """Gather the pieces by what rules see of a field."""
        if field not in self._values:
            found: dict[Scalar, int] = {}
            for bit, seen in enumerate(self.variables[self.owners[field]].seen):
                if field in seen:
                    found[seen[field]] = found.get(seen[field], 0) | 1 << bit
            self._values[field] = found
        return self._values[field]

    def kept(self, spoiled: frozenset[int] = frozenset(), but: Sequence[Bond] = ()) -> list[Formula]:
        """List what has to hold: nothing is asked of fields that are wrong in themselves."""
        return [one.kept for one in self.bonds if one not in but and not one.roots & spoiled]

    def asks(self, spoiled: frozenset[int] = frozenset(), but: tuple[Bond, ...] = ()) -> tuple[Condition, ...]:
        """List what has to hold, as it is searched for."""
        key = spoiled, but
        if key not in self._asks:
            bonds = (one for one in self.bonds if one not in but and not one.roots & spoiled)
            self._asks[key] = tuple(condition for one in bonds for condition in one.asks)
        return self._asks[key]

    def find(
        self,
        conditions: Sequence[Condition],
        more: Iterable[Formula] = (),
        *,
        within: Packed | None = None,
        start: Packed | None = None,
    ) -> Packed | None:
        """Find a choice of one piece of each field that keeps some conditions; `None` where there is none.

        It is as near to where it starts as will do: to what examples have, unless another is given.
        """
        search = self.search
        domain = self.packed if within is None else within
        asked: list[Condition] = []
        for formula in more:
            for part in formula.parts if isinstance(formula, Both) else (formula,):
                if isinstance(part, Literal):
                    domain = search.narrowed(domain, part)
                else:
                    asked.extend(search.conditions(part))
        return search.find(domain, (*asked, *conditions), search.prefer if start is None else start)


def _is(piece: Piece | Recipe, value: object) -> bool:
    if isinstance(piece, Recipe):
        return isinstance(value, list) and len(piece.items) == len(cast("list[object]", value))
    if isinstance(piece, Absent):
        return value is None
    return isinstance(value, str | int | float) and holds_value(piece, value)
