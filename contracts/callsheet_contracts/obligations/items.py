"""Find lists of which one item shows a duty, all else being as it should be."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from math import inf
from typing import TYPE_CHECKING, Final

from callsheet.model.judge import judge
from callsheet.model.request import Shape
from callsheet_contracts.obligations.building import FIRST, CannotMakeError, Inside, build, changed, filled
from callsheet_contracts.obligations.field_wishes import field_wishes
from callsheet_contracts.obligations.formulas import Formula, Literal, Masks, lowest
from callsheet_contracts.obligations.menus import Menu
from callsheet_contracts.obligations.near import Near
from callsheet_contracts.obligations.pieces import Words
from callsheet_contracts.obligations.records import Verdict
from callsheet_contracts.obligations.rule_wishes import rule_wishes
from callsheet_contracts.obligations.space import Space, look
from callsheet_contracts.obligations.variables import Recipe, Variable
from callsheet_contracts.obligations.wanted import (
    Made,
    Wanted,
    found,
    otherwise,
    pointer_to,
    request_masks,
    rules_asked,
)

if TYPE_CHECKING:
    from callsheet.model.predicate import Scalar

TRIES: Final = 12


class Items:
    """Finds requests for the duties of the items of a list."""

    def __init__(self, space: Space, place: int, variable: Variable, menu: Menu) -> None:
        self.space, self.place, self.variable, self.menu = space, place, variable, menu
        self._at = variable.parameter.at
        self._rest = filled(menu, (menu.kind.low or 0) - 1)
        chosen = space.find(space.asks(frozenset({place})), (Literal(place, variable.given),))
        self._around = None if chosen is None else build(space, space.search.unpack(chosen), FIRST)

    def wishes(self, near: Near, name: str) -> Iterator[Wanted]:
        """List the duties of an item."""
        own = chain(field_wishes(self.menu.items, near, name, inner=True), rule_wishes(self.menu.items))
        return (replace(one, label=f"{pointer_to(self._at)}/…: {one.label}") for one in own)

    def make(self, wanted: Wanted) -> Made | None:
        """Make a request with such an item; `None` where there is none."""
        for one in chain((wanted,), otherwise(self.menu.items, wanted)):
            made = self._spoiled(one) if one.verdict is Verdict.REFUSED else self._inside(one)
            if made is not None:
                return made
        return None

    @staticmethod
    def reason(wanted: Wanted) -> str:
        """Say why there is none."""
        del wanted
        return "no list that is accepted has such an item"

    def _there(self, inner: Wanted, index: int) -> Wanted:
        """Say where an item is. In a list of plain values, its place is that of its only field."""
        return replace(inner, at=(*self._at, str(index), *(() if self.menu.plain else inner.at)))

    def _spoiled(self, inner: Wanted) -> Made | None:
        """Make a list whose first item is wrong: then nothing else is asked of the list."""
        items = self.menu.items
        chosen = found(items, inner)
        if chosen is None or self._around is None:
            return None
        item: object = build(items, items.search.unpack(chosen), FIRST)
        for at, value in inner.puts:
            item = changed(item, at, value)
        first = look(item, ("",)) if self.menu.plain else item
        return self._there(inner, 0), changed(self._around, self._at, [first, *self._rest])

    def _inside(self, inner: Wanted) -> Made | None:
        """Make a list with an item of which a rule may say a word, and that keeps all others."""
        menu, space = self.menu, self.space
        for index, sort in enumerate(menu.sorts):
            item = found(menu.items, inner, sort.conditions)
            if item is None:
                continue
            masks = menu.items.search.unpack(item)
            fits = self.variable.masked(isinstance(one, Recipe) and index in one.items for one in self.variable.pieces)
            for _ in range(TRIES):
                asked = Literal(self.place, fits), *self._roomy(inner)
                chosen = space.find(space.asks(), asked) if fits else None
                if chosen is None:
                    break
                outer = space.search.unpack(chosen)
                recipe = self.variable.pieces[lowest(outer[self.place]).bit_length() - 1]
                assert isinstance(recipe, Recipe), "only lists are left"
                special = special_item(menu, inner, recipe, index, masks)
                wanted, body = self._there(inner, special.place), self._listed(outer, special)
                # What lists are counted and texts are searched for is intricate: the judge looks at each.
                if body is not None and _proved(space.shape, wanted, body):
                    return wanted, body
                fits &= ~outer[self.place]
        return None

    def _roomy(self, inner: Wanted) -> list[Formula]:
        """Ask for a text with room for a name that is longer than usual."""
        variables = self.menu.items.variables
        pinned = ((variables[var], variables[var].pieces[bit]) for var, bit in inner.pins)
        sizes = [one.low for var, one in pinned if isinstance(one, Words) and var.parameter.name in self.menu.names]
        if not sizes:
            return []
        texts = [link.text for link in self.menu.links]
        return [Literal(self.space.owners[one], self.space.room(one, max(sizes) + 12)) for one in texts]

    def _listed(self, chosen: Masks, special: Inside) -> object | None:
        try:
            return build(self.space, chosen, FIRST, inside={self.variable.parameter.name: special})
        except CannotMakeError:
            return None


def special_item(menu: Menu, inner: Wanted, recipe: Recipe, index: int, chosen: Masks) -> Inside:
    """Describe an item to be made, with the values that the whole list has to know of."""
    fixed: dict[str, Scalar] = {}
    pinned = {var for var, _ in inner.pins}
    for var, (one, mask) in enumerate(zip(menu.items.variables, chosen, strict=True)):
        name = one.parameter.name
        value = one.samples[lowest(mask).bit_length() - 1]
        if value is not None and (name in menu.summed or (name in menu.names and var in pinned)):
            fixed[name] = value
    asked = tuple(rules_asked(menu.items, inner))
    if inner.broken:
        # What breaks a rule may be less than what the sum was reckoned with.
        recipe = replace(recipe, sums=tuple((-inf, high) for _, high in recipe.sums))
    return Inside(recipe, recipe.items.index(index), request_masks(menu.items, inner), asked, inner.puts, fixed)


def _proved(shape: Shape, wanted: Wanted, body: object) -> bool:
    """Ask the judge whether a body breaks what it should and nothing else, or nothing at all."""
    findings = judge(shape, body)
    if wanted.verdict is Verdict.ACCEPTED:
        return not findings
    level = "error" if wanted.verdict is Verdict.REFUSED else "warning"
    known = {(one.rule, one.level) for one in findings} == {(wanted.constraint, level)}
    return known and any(one.at == pointer_to(wanted.at) for one in findings)
