"""Resolve how what people look for is asked for. Knows no rule, and no price."""

from dataclasses import dataclass

from callsheet.diagnostics import did_you_mean
from callsheet.model.endpoint import CAPABILITIES, Asking, Capability
from callsheet.model.request import Choice, Flag, List, Parameter, Shape, Whole, pointer
from callsheet.resolve.conditions import Lowering
from callsheet.resolve.scope import Scope, listed, optional
from callsheet.syntax import documents
from callsheet.syntax.located import Entry, Located

KINDS = {"duration": (Whole, Choice), "resolution": (Choice,), "ratio": (Choice,), "audio": (Flag, Choice)}
"""What kinds of parameters can ask for what; the others are there as soon as any field is given."""

VALUED = ("duration", "resolution", "ratio")
"""Those that have a value, so that one field alone asks for it."""


def capabilities(
    entries: tuple[Entry[documents.Capability], ...], sent: tuple[Parameter, ...], scope: Scope
) -> tuple[Capability, ...]:
    """Resolve what can be asked for, in the order in which people look for it."""
    asking = _Asking(Lowering.of(sent, scope), scope)
    found = [asking.capability(entry) for entry in entries]
    return tuple(sorted(found, key=lambda one: CAPABILITIES.index(one.name) if one.name in CAPABILITIES else -1))


@dataclass(frozen=True, slots=True)
class _Asking:
    lowering: Lowering
    scope: Scope

    def capability(self, entry: Entry[documents.Capability]) -> Capability:
        written, scope = entry.value, self.scope
        if entry.name not in CAPABILITIES:
            note = did_you_mean(entry.name, CAPABILITIES) or listed(CAPABILITIES)
            scope.error("unknown-capability", entry.span, f"no capability is called {entry.name!r}", note=note)
        if sum((bool(written.by), written.always is not None, written.none is not None)) != 1:
            words = "a capability says one thing: by what it is asked for, that it is always there, or why it is not"
            scope.error("capability", entry.span, words, note="write one of `by`, `always` and `none`")
        if written.holds and not written.by:
            scope.error(
                "capability", written.holds[0].span, "`holds` is about the field in `by`", note="name that field"
            )
        if entry.name in VALUED and len(written.by) > 1:
            words = f"{entry.name} has one value, and so one field"
            scope.error("capability", written.by[1].span, words, note="name the field that sets it")
        by = [self._field(entry.name, name) for name in written.by]
        found = tuple(one for one in by if one is not None)
        self._check_holds(written, found)
        return Capability(
            name=entry.name,
            by=found,
            holds=tuple(one.value for one in written.holds),
            always=optional(written.always),
            none=optional(written.none),
            span=entry.span,
        )

    def _field(self, capability: str, name: Located[str]) -> Asking | None:
        found = self._of_items(name) or self._own(name)
        kinds = KINDS.get(capability)
        if found is None or kinds is None or isinstance(found.parameter.kind, kinds):
            return found
        words = f"{name.value!r} cannot ask for {capability}"
        wanted = "a whole number" if capability == "duration" else "true or false" if capability == "audio" else ""
        self.scope.error("capability", name.span, words, note=f"it takes {wanted or 'values that are listed'}")
        return None

    def _own(self, name: Located[str]) -> Asking | None:
        subject = self.lowering.subject(name.value, name.span)
        if subject is None:
            return None
        if subject.parameter.measured is not None:
            words = f"{name.value!r} is a measure: it follows from what is asked"
            self.scope.error("capability", name.span, words, note="name a field")
            return None
        return Asking(subject.parameter, subject.parameter.pointer, subject.facet)

    def _of_items(self, name: Located[str]) -> Asking | None:
        """Find `list.field`, where there is such a list; a measure of the list has another name than its fields."""
        owner, _, field = name.value.partition(".")
        parameter = self.lowering.parameters.get(owner)
        if not field or parameter is None or not isinstance(parameter.kind, List):
            return None
        item = parameter.kind.item
        inside = {one.short: one for one in item.parameters} if isinstance(item, Shape) else {}
        if field not in inside:
            return None
        return Asking(inside[field], f"{parameter.pointer}/*{pointer(inside[field].at)}", None)

    def _check_holds(self, written: documents.Capability, by: tuple[Asking, ...]) -> None:
        for value in written.holds:
            for one in by:
                words = one.parameter.kind.words() if isinstance(one.parameter.kind, Choice) else ()
                if value.value not in words:
                    note = did_you_mean(value.value, words) or listed(words)
                    told = f"{value.value!r} is no value of {one.parameter.name!r}"
                    self.scope.error("unknown-value", value.span, told, note=note)
