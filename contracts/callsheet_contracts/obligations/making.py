"""Find a request for each duty, and say why where there is none.

Each is right by construction: but for one thing it is as a request that keeps every rule, or it was searched for under
just those conditions that its duty leaves. `proof` has validators look at all of them.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from callsheet.model.request import Shape
from callsheet_contracts.obligations.building import FIRST, build, changed
from callsheet_contracts.obligations.field_wishes import NO_OBJECTS, field_wishes
from callsheet_contracts.obligations.items import Items
from callsheet_contracts.obligations.near import Near
from callsheet_contracts.obligations.records import Duty, Obligation, Unreachable, Verdict
from callsheet_contracts.obligations.rule_wishes import rule_wishes
from callsheet_contracts.obligations.search import Packed
from callsheet_contracts.obligations.space import Space
from callsheet_contracts.obligations.wanted import Made, Wanted, besides, found, otherwise, pointer_to, request_masks


class Maker:
    """Finds requests for duties, and says why where there is none."""

    def __init__(self, endpoint: Shape, name: str, usual: Iterable[object], near: Near) -> None:
        self.space = Space(endpoint, usual)
        self.name, self.near = name, near
        self._base = self.space.find(self.space.asks())
        self._bodies: dict[Packed, object] = {}
        self._starts: dict[tuple[int, ...], Packed] = {}

    def all(self) -> Iterator[Obligation | Unreachable]:
        """List all duties."""
        for value in NO_OBJECTS:
            label = f"body = {json.dumps(value)}"
            wanted = Wanted(label=label, at=(), constraint="body.type", duty=Duty.TYPE, verdict=Verdict.REFUSED)
            yield self._obligation(wanted, value)
        own = chain(field_wishes(self.space, self.near, self.name), rule_wishes(self.space))
        yield from self._each(own, self._make, self._reason)
        for place, variable, menu in self.space.menus:
            items = Items(self.space, place, variable, menu)
            yield from self._each(items.wishes(self.near, self.name), items.make, items.reason)

    def _each(
        self, wishes: Iterable[Wanted], make: Callable[[Wanted], Made | None], reason: Callable[[Wanted], str]
    ) -> Iterator[Obligation | Unreachable]:
        # Variations of one duty may come down to the same wrong request; of right ones, each is listed all the same.
        shown: set[tuple[Duty, str]] = set()
        for wanted in wishes:
            made = make(wanted)
            if made is not None:
                what, body = made
                if what.broken and what.verdict is not Verdict.ACCEPTED:
                    key = what.duty, repr(body)
                    if key in shown:
                        continue
                    shown.add(key)
                yield self._obligation(what, body)
            elif not wanted.extra:
                place = pointer_to(wanted.at)
                why = reason(wanted)
                yield Unreachable(self.name, wanted.label, place, wanted.constraint, wanted.duty, why)

    def _obligation(self, wanted: Wanted, body: object) -> Obligation:
        return Obligation(
            endpoint=self.name,
            label=wanted.label,
            place=pointer_to(wanted.at),
            about=wanted.about,
            constraint=wanted.constraint,
            duty=wanted.duty,
            verdict=wanted.verdict,
            origin=wanted.origin,
            kept=body,
        )

    def _make(self, wanted: Wanted) -> Made | None:
        for one in chain((wanted,), otherwise(self.space, wanted)):
            chosen = self._found(one)
            if chosen is not None:
                body = self._body(chosen)
                for at, value in one.puts:
                    body = changed(body, at, value)
                return one, body
        return None

    def _found(self, wanted: Wanted) -> Packed | None:
        """Change as little as will do: of what keeps every rule, or of what breaks the same."""
        if self._base is not None and not (wanted.pins or wanted.narrow or wanted.broken):
            return self._base
        key = tuple(map(id, wanted.broken))
        chosen = found(self.space, wanted, start=self._starts.get(key, self._base))
        if chosen is not None and key:
            self._starts.setdefault(key, chosen)
        return chosen

    def _body(self, chosen: Packed) -> object:
        if chosen not in self._bodies:
            self._bodies[chosen] = build(self.space, self.space.search.unpack(chosen), FIRST)
        return self._bodies[chosen]

    def _reason(self, wanted: Wanted) -> str:
        """Say what stands in the way: the rule without which there would be a request."""
        space, asked = self.space, besides(wanted)
        within = space.search.pack(request_masks(space, wanted))
        if space.find((), asked, within=within) is None:
            return "no request is like that, whatever the rules"
        rules = [bond for bond in space.bonds if bond not in wanted.broken and not bond.roots & wanted.spoiled]
        for bond in rules:
            others = [condition for one in rules if one is not bond for condition in one.asks]
            if space.find(others, asked, within=within) is not None:
                name = bond.rule.name if bond.rule else "the room for mentions"
                return f"breaks {name} as well, always"
        return "breaks several other rules as well, always"
