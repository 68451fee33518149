"""Resolve what is neither request nor conversation: results, limits, retention, doubts. Knows no price."""

from dataclasses import dataclass

from callsheet.model.endpoint import (
    Doubt,
    Limits,
    ResultField,
    Retention,
)
from callsheet.model.protocol import Machine
from callsheet.model.request import (
    File,
    List,
    Parameter,
)
from callsheet.resolve.conditions import Lowering
from callsheet.resolve.conversation import moment
from callsheet.resolve.scope import Scope, flag, word
from callsheet.resolve.values import kind_in_words
from callsheet.syntax import documents
from callsheet.syntax.located import Entry, Located
from callsheet_runtime.machine import Meaning


def result(
    entries: tuple[Entry[documents.ResultField], ...],
    machine: Machine | None,
    sent: tuple[Parameter, ...],
    scope: Scope,
) -> tuple[ResultField, ...]:
    """Resolve the fields of an answer."""
    reading = _Reading(machine, Lowering.of(sent, scope), scope)
    return tuple(reading.field(entry) for entry in entries)


@dataclass(frozen=True, slots=True)
class _Reading:
    machine: Machine | None
    lowering: Lowering
    scope: Scope

    def field(self, entry: Entry[documents.ResultField]) -> ResultField:
        written, scope = entry.value, self.scope
        scope.variable("a result field", entry.name, entry.span, taken=("answer",))
        if written.from_ is not None:
            self._repeated(written.from_)
        if (written.type.value == "moment") != (written.moment is not None):
            note = "add `moment: iso`, or change the type"
            words = "a field of type moment, and no other, says how it is written"
            scope.error("moment", written.type.span, words, note=note)
        return ResultField(
            name=entry.name,
            at=scope.path(written.at),
            type=written.type.value,
            required=flag(written.required),
            during=self._during(written),
            moment=moment(written.moment, scope),
            holds=written.holds.value if written.holds else None,
            billed=self._billed(written),
            repeats=written.from_.value if written.from_ else None,
            strips=word(written.strips),
            example=written.example.value if written.example else None,
            doc=written.doc.value,
            cites=scope.cites(written.cite),
            span=entry.span,
            item=self._item(written),
        )

    def _billed(self, written: documents.ResultField) -> str:
        """Take the unit of what was charged, which is a number."""
        if written.billed is not None and written.type.value not in {"integer", "number"}:
            words = f"what was charged is counted: {written.type.value} is no number"
            self.scope.error("billed", written.billed.span, words, note="name the field that counts it")
        return word(written.billed)

    def _repeated(self, name: Located[str]) -> None:
        """Note what an answer cannot show again."""
        subject = self.lowering.subject(name.value, name.span)
        if subject is None or not (subject.parameter.measured or isinstance(subject.parameter.kind, (List, File))):
            return
        what = "a measure" if subject.parameter.measured else kind_in_words(subject.parameter.kind)
        note = "name a parameter with a single value, or leave `from` out"
        self.scope.error("from", name.span, f"{name.value!r} is {what}: no answer repeats it", note=note)

    def _during(self, written: documents.ResultField) -> tuple[str, ...]:
        states = self.machine.states if self.machine else ()
        for state in written.during:
            self.scope.known("state", state, tuple(one.name for one in states))
        done = tuple(state.name for state in states if state.means is Meaning.SUCCEEDED)
        return tuple(state.value for state in written.during) or done

    def _item(self, written: documents.ResultField) -> tuple[ResultField, ...] | str:
        plain = written.item_type
        if not self._has_one_item(written):
            return ()
        if plain is not None:
            if plain.value in {"list", "moment", "boolean"}:
                words = f"an item of a list cannot be a {plain.value}"
                self.scope.error("no-item", plain.span, words, note="make it an object with one field")
            return plain.value
        return tuple(self.field(entry) for entry in written.item if self._is_no_list(entry))

    def _has_one_item(self, written: documents.ResultField) -> bool:
        """Tell whether it is said once what an item is, noting a list where it is not, and what is no list."""
        plain, where = written.item_type, written.type.span
        if written.type.value != "list":
            if plain is not None or written.item:
                what = "`item_type`" if plain is not None else "`item`"
                note = "make it a list, or leave that out"
                self.scope.error("no-item", where, f"{what} is for lists: this is {written.type.value}", note=note)
            return False
        if plain is not None and written.item:
            note = "leave out one of `item` and `item_type`"
            self.scope.error("no-item", where, "an item either has fields or is a plain value", note=note)
        elif plain is None and not written.item:
            note = "an item has fields, `item: {…}`, or is a plain value, `item_type: text`"
            self.scope.error("no-item", where, "a list says what one of its items is", note=note)
        else:
            return True
        return False

    def _is_no_list(self, entry: Entry[documents.ResultField]) -> bool:
        if entry.value.type.value != "list":
            return True
        note = "the whole answer is kept; read it there"
        self.scope.error("no-item", entry.value.type.span, "a list in a list cannot be written", note=note)
        return False


def limits(written: documents.Limits | None, scope: Scope) -> Limits | None:
    """Resolve how much one may ask at once."""
    if written is None:
        return None
    for allowed in (*((written.running,) if written.running else ()), *(entry.value for entry in written.plans)):
        if allowed.value < 0:
            note = "write what the page says"
            scope.error("bounds", allowed.span, "fewer than no tasks cannot be at work", note=note)
    return Limits(
        submit=written.submit.per_second if written.submit else None,
        running=written.running.value if written.running else None,
        plans=tuple((entry.name, entry.value.value) for entry in written.plans),
        doc=word(written.doc),
        cites=scope.cites(written.cite),
    )


def retention(written: documents.Retention | None, scope: Scope) -> Retention | None:
    """Resolve how long the provider remembers."""
    if written is None:
        return None
    return Retention(
        task=written.task.seconds if written.task else None,
        media=written.media.seconds if written.media else None,
        doc=word(written.doc),
        cites=scope.cites(written.cite),
    )


def doubts(entries: tuple[Entry[documents.Doubt], ...], scope: Scope) -> tuple[Doubt, ...]:
    """Resolve where pages contradict each other."""
    return tuple(
        Doubt(
            name=entry.name,
            about=entry.value.about.value,
            doc=entry.value.doc.value,
            readings=scope.cites(entry.value.readings),
            span=entry.span,
        )
        for entry in entries
    )
