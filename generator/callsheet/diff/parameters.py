"""What changes about the fields of a request, and what would show it. Judges no request."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

from callsheet.diff.candidates import look
from callsheet.diff.findings import Finding, Side
from callsheet.diff.kinds import Detail, details, word
from callsheet.diff.pairing import alike, pairs
from callsheet.diff.plain import of_wire
from callsheet.diff.proving import NEW, OLD, Change, Touches, by_presence, by_value
from callsheet.diff.searching import Goal, Place
from callsheet.model.request import List, Parameter, Shape, pointer


@dataclass(frozen=True, slots=True)
class Fields:
    """Where fields stand: in a request, or in the items of a list."""

    where: str
    outer: Place | None = None

    def changes(self, old: Shape, new: Shape) -> Iterator[Change]:
        """List the changes between the fields of two shapes."""
        found = pairs(old.parameters, new.parameters, lambda one: one.name, is_renamed)
        for one in found.removed:
            yield self._gone(one, OLD)
        for one in found.added:
            yield self._gone(one, NEW)
        for one, other in (*found.kept, *found.renamed):
            yield from self._moved(one, other)
            yield from self._required(one, other)
            yield from self._kind(one, other)

    def _change(
        self, kind: str, one: Parameter, other: Parameter, words: str, goals: tuple[Goal, ...], **said: str
    ) -> Change:
        return Change(
            finding=Finding(
                kind=kind,
                side=Side.REQUEST,
                breaks=any(goal.loud == NEW for goal in goals),
                widens=any(goal.loud == OLD for goal in goals),
                where=(self.where,),
                about=said.get("about", other.name),
                before=said.get("before", ""),
                after=said.get("after", ""),
                words=words,
                old=one.span,
                new=other.span,
            ),
            goals=goals,
        )

    def _gone(self, one: Parameter, known_by: int) -> Change:
        """Say that one version does not know a field; it is added where that is the old one."""
        added = known_by == NEW
        need = "a required" if one.required else "an optional"
        goals = [self._presence(one, 1 - known_by)]
        if one.required:
            goals += [goal for goal in self._values(one, one, lambda _: True, "required") if goal.loud == known_by]
        kind, verb = ("parameter-added", "is new") if added else ("parameter-removed", "is gone")
        words = f"`{one.name}`, {need} {word(one.kind)} at {self._place(one)}, {verb}"
        return self._change(kind, one, one, words, tuple(goals), **{"after" if added else "before": one.name})

    def _presence(self, one: Parameter, loud: int, /) -> Goal:
        if self.outer is None:
            return by_presence(one.at, loud, lambda _: True)
        return by_presence(self.outer, loud, lambda value: any(look(item, one.at) is not None for item in _list(value)))

    def _values(self, one: Parameter, other: Parameter, touches: Touches, rule: str = "") -> tuple[Goal, ...]:
        """Show that values of a field are judged otherwise; with `rule`, by that one of its own rules."""
        rules = tuple(f"{part.name}.{rule}" if rule else part.name for part in (one, other))
        names = (rules[0], rules[1])
        if self.outer is not None:
            at = other.at
            return by_value(self.outer, lambda value: any(touches(look(item, at)) for item in _list(value)), names)
        return by_value(other.at, touches, names)

    def _place(self, one: Parameter) -> str:
        return pointer((*(self.outer or ()), *(("*",) if self.outer else ()), *one.at))

    def _moved(self, one: Parameter, other: Parameter) -> Iterator[Change]:
        """Say that a field stands elsewhere, is called otherwise, or both."""
        if one.at != other.at:
            kind = "parameter-moved" if one.name == other.name else "parameter-renamed"
            verb = "moved" if one.name == other.name else "was renamed"
            words = f"`{other.name}` {verb}: {self._place(one)} is {self._place(other)} now"
            goals = [self._presence(one, NEW), self._presence(other, OLD)]
            if one.required and self.outer is None:
                goals = [*self._without(other, NEW), *self._without(one, OLD)]
            before, after = self._place(one), self._place(other)
            yield self._change(kind, one, other, words, tuple(goals), before=before, after=after)
        elif one.name != other.name:
            words = f"`{one.name}` is called `{other.name}` in clients; requests on the wire are the same"
            change = self._change("parameter-called", one, other, words, (), before=one.name, after=other.name)
            # Who names it in code has to change that; who sends a body has not.
            yield replace(change, finding=replace(change.finding, side=Side.BEHAVIOUR, breaks=True))

    def _without(self, one: Parameter, loud: int) -> Iterator[Goal]:
        return (goal for goal in self._values(one, one, lambda _: True, "required") if goal.loud == loud)

    def _required(self, one: Parameter, other: Parameter) -> Iterator[Change]:
        if one.required != other.required:
            kind = "now-required" if other.required else "now-optional"
            words = f"`{other.name}` is {'required' if other.required else 'optional'} now"
            goals = self._values(one, other, lambda _: True, "required")
            loud = NEW if other.required else OLD
            yield self._change(kind, one, other, words, tuple(goal for goal in goals if goal.loud == loud))

    def _kind(self, one: Parameter, other: Parameter) -> Iterator[Change]:
        for detail in details(one, other):
            yield self._detail(one, other, detail)
        if isinstance(one.kind, List) and isinstance(other.kind, List):
            inner, items = Fields(self.where, other.at), (one.kind.item, other.kind.item)
            if isinstance(items[0], Shape) and isinstance(items[1], Shape):
                yield from inner.changes(items[0], items[1])
            elif isinstance(items[0], Parameter) and isinstance(items[1], Parameter):
                yield from inner._kind(items[0], items[1])

    def _detail(self, one: Parameter, other: Parameter, detail: Detail) -> Change:
        goals = self._values(one, other, detail.touches, detail.rule) if detail.touches else ()
        if detail.only is not None:
            goals = tuple(goal for goal in goals if goal.loud == detail.only)
        about = f"{other.name}.{detail.about}" if detail.about else other.name
        change = self._change(
            detail.kind, one, other, detail.words, goals, about=about, before=detail.before, after=detail.after
        )
        if detail.touches is None:
            breaks, widens = detail.only != OLD, detail.only != NEW
            return replace(change, finding=replace(change.finding, breaks=breaks, widens=widens))
        return change


def is_renamed(one: Parameter, other: Parameter) -> bool:
    """Tell whether a field is another under a new name: it takes the same, in the same place or with a like name."""
    if of_wire(one) != of_wire(other):
        return False
    if one.at == other.at:
        return True
    beside = one.at[:-1] == other.at[:-1]
    return beside and (alike(one.short, other.short) or (one.doc == other.doc and bool(one.doc)))


def _list(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else []
