"""Find a request for each duty, and say why where there is none. The judge has the last word on each."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import inf
from typing import TYPE_CHECKING, Final, TypeVar, cast

from callsheet.model.endpoint import Endpoint
from callsheet.model.judge import judge
from callsheet.model.request import List, Shape, pointer
from callsheet_contracts.obligations.formulas import (
    Formula,
    Literal,
    Masks,
    certain,
    lowest,
    solve,
)
from callsheet_contracts.obligations.pieces import Words
from callsheet_contracts.obligations.records import Duty, Obligation, Obligations, Unreachable, Verdict
from callsheet_contracts.obligations.space import (
    FIRST,
    Body,
    CannotMakeError,
    Inside,
    Menu,
    Recipe,
    Space,
    Variable,
    filled,
    picked,
    put,
)
from callsheet_contracts.obligations.wishes import ABSENT, NO_OBJECTS, Wanted, known, wishes

if TYPE_CHECKING:
    from callsheet.model.predicate import Scalar

T = TypeVar("T")
TRIES: Final = 12
BASES: Final = 6


def obligations(endpoint: Endpoint, *, near: Iterable[Shape] = ()) -> Obligations:
    """List the duties of an endpoint; of others that are near, what is legal there and not here is tried as well.

    The requests that the spec shows give the values that do not matter; nothing else of theirs is used.
    """
    usual = [one.body for one in endpoint.requests if not one.breaks]
    made: dict[str, Obligation] = {}
    unreachable: list[Unreachable] = []
    bodies: set[tuple[Duty, str]] = set()
    others = [one for one in near if one is not endpoint]
    for one in Maker(endpoint, endpoint.name, usual, others).all():
        if isinstance(one, Unreachable):
            unreachable.append(one)
            continue
        # Variations of one duty may come down to the same wrong request; of right ones, each is listed all the same.
        shown = one.duty, json.dumps(one.kept) if one.verdict is not Verdict.ACCEPTED else one.label
        if shown not in bodies:
            bodies.add(shown)
            made.setdefault(one.label, one)
    return Obligations(endpoint.name, tuple(made.values()), tuple(unreachable))


class Maker:
    """Finds requests for duties, and says why where there is none."""

    def __init__(self, endpoint: Shape, name: str, usual: Iterable[object], near: Iterable[Shape]) -> None:
        self.space = Space(endpoint, usual)
        self.shape, self.name, self.near = endpoint, name, known(near)
        self._bases: list[Masks] = []

    def all(self) -> Iterator[Obligation | Unreachable]:
        """List all duties."""
        for value in NO_OBJECTS:
            label = f"body = {json.dumps(value)}"
            yield self._obligation(
                Wanted(label=label, at=(), constraint="body.type", duty=Duty.TYPE, verdict=Verdict.REFUSED), value
            )
        for wanted in wishes(self.space, self.near):
            yield from self._kept(wanted, self._make(wanted))
        for place, variable in enumerate(self.space.variables):
            if variable.menu is not None:
                for wanted in wishes(variable.menu.items, self.near, inner=True):
                    yield from self._item(place, variable, variable.menu, wanted)

    def _obligation(self, wanted: Wanted, body: object) -> Obligation:
        return Obligation(
            endpoint=self.name,
            label=wanted.label,
            place=pointer(wanted.at),
            about=wanted.about,
            constraint=wanted.constraint,
            duty=wanted.duty,
            verdict=wanted.verdict,
            kept=body,
        )

    def _kept(self, wanted: Wanted, body: object) -> Iterator[Obligation | Unreachable]:
        if body is not ABSENT:
            yield self._obligation(wanted, body)
            return
        for other in otherwise(self.space, wanted):
            body = self._make(other)
            if body is not ABSENT:
                yield self._obligation(other, body)
                return
        if not wanted.extra:
            yield self._unreachable(wanted, self._reason(wanted))

    def _unreachable(self, wanted: Wanted, reason: str) -> Unreachable:
        return Unreachable(self.name, wanted.label, pointer(wanted.at), wanted.constraint, wanted.duty, reason)

    def _reason(self, wanted: Wanted) -> str:
        """Say what stands in the way: the rule without which there would be a request."""
        space, asked = self.space, rules_asked(self.space, wanted, kept=False)
        if solve(request_masks(space, wanted), asked, space.prefer) is None:
            return "no request is like that, whatever the rules"
        rules = [bond for bond in space.bonds if bond not in wanted.broken and not bond.roots & wanted.spoiled]
        for bond in rules:
            others = [one.kept for one in rules if one is not bond]
            if solve(request_masks(space, wanted), (*asked, *others), space.prefer) is not None:
                name = bond.rule.name if bond.rule else "the room for mentions"
                return f"breaks {name} as well, always"
        return "breaks several other rules as well, always"

    def _find(self, masks: Masks, conditions: Sequence[Formula]) -> Masks | None:
        """Take a request that is known, with the least changed; or else solve."""
        for base in self._bases:
            near = tuple(mask & known or mask for mask, known in zip(masks, base, strict=True))
            if all(certain(one, near) for one in conditions):
                return near
        found = solve(masks, conditions, self.space.prefer)
        if found is not None:
            chosen = picked(found, self.space.prefer)
            self._bases = [chosen, *self._bases][:BASES]
        return found

    def _make(self, wanted: Wanted) -> object:
        found = self._find(request_masks(self.space, wanted), rules_asked(self.space, wanted))
        if found is None:
            return ABSENT
        body = self.space.make(picked(found, self.space.prefer), FIRST)
        return self._proved(wanted, _changed(body, wanted.puts))

    def _proved(self, wanted: Wanted, body: object) -> object:
        """Let a request pass that breaks what it should and nothing else."""
        return body if proved(self.shape, body, pointer(wanted.at), wanted.constraint, wanted.verdict) else ABSENT

    def _item(self, place: int, variable: Variable, menu: Menu, wanted: Wanted) -> Iterator[Obligation | Unreachable]:
        """Show what is asked of an item in a list that has one."""
        tried = [wanted, *otherwise(menu.items, wanted)]
        at = variable.parameter.at
        for one in tried:
            # In a list of plain values, the place of an item is that of its only field.
            here = replace(one, at=(*at, "0", *(() if menu.plain else one.at)))
            if one.verdict is Verdict.REFUSED:
                found = self._spoiled(place, variable, menu, one, here)
            else:
                found = self._inside(place, variable, menu, one, here)
            if found is not None:
                label = f"{pointer(at)}/…: {wanted.label}"
                yield self._obligation(replace(found[0], label=label), found[1])
                return
        if not wanted.extra:
            label = f"{pointer(at)}/…: {wanted.label}"
            yield self._unreachable(replace(wanted, at=at, label=label), "no list that is accepted has such an item")

    def _spoiled(
        self, place: int, variable: Variable, menu: Menu, inner: Wanted, wanted: Wanted
    ) -> tuple[Wanted, object] | None:
        """Make a list whose first item is wrong: then nothing else is asked of the list."""
        found = solve(request_masks(menu.items, inner), rules_asked(menu.items, inner), menu.items.prefer)
        if found is None:
            return None
        item = _changed(menu.items.make(picked(found, menu.items.prefer), FIRST), inner.puts)
        items = [item.get("", None) if menu.plain else item, *filled(menu, max((_low(variable) - 1), 0))]
        outer = replace(
            wanted,
            narrow=(Literal(place, variable.all & ~variable.absent),),
            pins=(),
            spoiled=frozenset({place}),
            broken=(),
            puts=((variable.parameter.at, items),),
        )
        body = self._make(outer)
        return None if body is ABSENT else (wanted, body)

    def _inside(
        self, place: int, variable: Variable, menu: Menu, inner: Wanted, wanted: Wanted
    ) -> tuple[Wanted, object] | None:
        """Make a list with an item of which a rule may say a word, and that keeps all others."""
        asked = tuple(rules_asked(menu.items, inner))
        for index, sort in enumerate(menu.sorts):
            item = solve(request_masks(menu.items, inner), (*asked, *sort.conditions), menu.items.prefer)
            if item is None:
                continue
            fits = variable.masked(isinstance(one, Recipe) and index in one.items for one in variable.pieces)
            conditions = [*self.space.kept(), *self._roomy(menu, inner)]
            for _ in range(TRIES):
                masks = _with(self.space.legal, place, fits)
                found = solve(masks, conditions, self.space.prefer) if fits else None
                if found is None:
                    break
                chosen = picked(found, self.space.prefer)
                recipe = variable.pieces[lowest(chosen[place]).bit_length() - 1]
                assert isinstance(recipe, Recipe), "only lists are left"
                special = special_item(menu, inner, recipe, index, item)
                body = self._listed(chosen, variable, special)
                at = variable.parameter.at
                spot = replace(wanted, at=(*at, str(special.place), *wanted.at[len(at) + 1 :]))
                if body is not None and self._proved(spot, body) is not ABSENT:
                    return spot, body
                fits &= ~chosen[place]
        return None

    def _roomy(self, menu: Menu, inner: Wanted) -> Iterator[Formula]:
        """Ask for a text with room for a name that is longer than usual."""
        longest = 0
        for var, bit in inner.pins:
            piece = menu.items.variables[var].pieces[bit]
            if isinstance(piece, Words) and menu.items.variables[var].parameter.name in menu.names:
                longest = max(longest, piece.low)
        for link in menu.links if longest else ():
            yield Literal(self.space.owners[link.text], self.space.room(link.text, longest + 12))

    def _listed(self, chosen: Masks, variable: Variable, special: Inside) -> Body | None:
        try:
            return self.space.make(chosen, FIRST, inside={variable.parameter.name: special})
        except CannotMakeError:
            return None


def special_item(menu: Menu, inner: Wanted, recipe: Recipe, index: int, found: Masks) -> Inside:
    """Describe an item to be made, with the values that the whole list has to know of."""
    fixed: dict[str, Scalar] = {}
    pinned = {var for var, _ in inner.pins}
    for var, (one, mask) in enumerate(zip(menu.items.variables, picked(found, menu.items.prefer), strict=True)):
        name = one.parameter.name
        value = one.sample(lowest(mask).bit_length() - 1)
        if value is not None and (name in menu.summed or (name in menu.names and var in pinned)):
            fixed[name] = value
    asked = tuple(rules_asked(menu.items, inner))
    if inner.broken:
        # What breaks a rule may be less than what the sum was reckoned with.
        recipe = replace(recipe, sums=tuple((-inf, high) for _, high in recipe.sums))
    return Inside(recipe, recipe.items.index(index), request_masks(menu.items, inner), asked, inner.puts, fixed)


def proved(shape: Shape, body: object, place: str, constraint: str, verdict: Verdict) -> bool:
    """Ask the judge whether a body breaks one constraint at a place and nothing else, or nothing at all."""
    findings = judge(shape, body)
    if verdict is Verdict.ACCEPTED:
        return not findings
    level = "error" if verdict is Verdict.REFUSED else "warning"
    return (
        bool(findings)
        and any(one.at == place for one in findings)
        and all((one.rule, one.level) == (constraint, level) for one in findings)
    )


def _low(variable: Variable) -> int:
    kind = variable.parameter.kind
    return (kind.low or 0) if isinstance(kind, List) else 0


def _with(masks: Masks, place: int, mask: int) -> Masks:
    return (*masks[:place], mask, *masks[place + 1 :])


def request_masks(space: Space, wanted: Wanted) -> Masks:
    """Say what fields may be; one that is pinned may also be what is warned of."""
    masks = space.legal
    for place, bit in wanted.pins:
        masks = _with(masks, place, 1 << bit)
    return masks


def rules_asked(space: Space, wanted: Wanted, *, kept: bool = True) -> list[Formula]:
    """List what has to hold: the rules but those that are broken, these broken, and what else is wanted."""
    rules = space.kept(wanted.spoiled, (*wanted.broken, *wanted.loose)) if kept else []
    return [*rules, *(bond.broken for bond in wanted.broken), *wanted.narrow]


def _changed(body: Body, puts: Iterable[tuple[tuple[str, ...], object]]) -> Body:
    for at, value in puts:
        put(body, at or ("",), value)
        if value is ABSENT:
            _delete(body, at)
    return body


def _delete(body: Body, at: tuple[str, ...]) -> None:
    for key in at[:-1]:
        body = cast("Body", body[key])
    del body[at[-1]]


def otherwise(space: Space, wanted: Wanted) -> Iterator[Wanted]:
    """Ask for less where there is no such request.

    Of a rule that demands several things, several may be broken at once. And where nothing is accepted without a word,
    a request will do of which one rule says one.
    """
    if wanted.duty is Duty.RULE_BROKEN:
        rules = [bond.rule for bond in wanted.broken]
        others = tuple(one for one in space.bonds if one.rule in rules and one not in wanted.broken)
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
