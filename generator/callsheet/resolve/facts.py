"""Resolve what is neither request nor conversation: results, prices, limits, doubts, examples."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from callsheet.diagnostics import did_you_mean
from callsheet.model.endpoint import (
    AnswerExample,
    Doubt,
    Limits,
    Price,
    PriceAxis,
    RequestExample,
    ResultField,
    Retention,
)
from callsheet.model.judge import UNDOCUMENTED
from callsheet.model.protocol import Machine
from callsheet.model.request import (
    Bytes,
    Choice,
    Count,
    File,
    Flag,
    Id,
    List,
    Number,
    Parameter,
    Shape,
    Sum,
    Text,
    Whole,
)
from callsheet.resolve.conditions import Lowering, Subject
from callsheet.resolve.conversation import moment
from callsheet.resolve.scope import Scope, flag, word
from callsheet.span import Span
from callsheet.syntax import documents
from callsheet.syntax.atoms import Anything, plain_mapping
from callsheet.syntax.located import Entry, Located
from callsheet.syntax.rates import Figure
from callsheet.text import Mapping
from callsheet_runtime.machine import Meaning

READINGS = ("task", "request", "status", "means", "code", "message", "category", "total", "tasks")
"""What an answer example may read besides result fields."""
MOST_HEADINGS = 1000
"""A price list is not longer than that; the range of a seed is."""
LONGEST = 100_000
"""As long a text is made for an example."""
STATUS_CODES = range(100, 600)


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
            self.lowering.subject(written.from_.value, written.from_.span)
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
            repeats=written.from_.value if written.from_ else None,
            strips=word(written.strips),
            example=written.example.value if written.example else None,
            doc=written.doc.value,
            cites=scope.cites(written.cite),
            span=entry.span,
            item=self._item(written),
        )

    def _during(self, written: documents.ResultField) -> tuple[str, ...]:
        states = self.machine.states if self.machine else ()
        for state in written.during:
            self.scope.known("state", state, tuple(one.name for one in states))
        done = tuple(state.name for state in states if state.means is Meaning.SUCCEEDED)
        return tuple(state.value for state in written.during) or done

    def _item(self, written: documents.ResultField) -> tuple[ResultField, ...] | str:
        plain = written.item_type
        is_list = written.type.value == "list"
        if is_list == (plain is None and not written.item) or (plain is not None and bool(written.item)):
            note = "an item has fields, `item: {…}`, or is a plain value, `item_type: text`"
            words = "a list, and nothing else, says what one of its items is"
            self.scope.error("no-item", written.type.span, words, note=note)
        if plain is not None:
            if plain.value in {"list", "moment", "boolean"}:
                words = f"an item of a list cannot be a {plain.value}"
                self.scope.error("no-item", plain.span, words, note="make it an object with one field")
            return plain.value
        for entry in written.item:
            if entry.value.type.value == "list":
                words = "a list in a list cannot be written"
                self.scope.error(
                    "no-item", entry.value.type.span, words, note="the whole answer is kept; read it there"
                )
        return tuple(self.field(entry) for entry in written.item)


def prices(
    entries: tuple[Entry[documents.Price], ...], sent: tuple[Parameter, ...], servers: tuple[str, ...], scope: Scope
) -> tuple[Price, ...]:
    """Resolve price lists; every heading must be one that a request can have."""
    lowering = Lowering.of(sent, scope)
    found: list[Price] = []
    for entry in entries:
        written = entry.value
        axes = [lowering.subject(name.value, name.span) for name in written.by]
        subjects = [axis for axis in axes if axis is not None]
        if len(subjects) == len(axes):
            for figure in written.rates.figures:
                _check_headings(figure, subjects, scope)
        of = lowering.subject(written.of.value, written.of.span) if written.of else None
        unless = [lowering.subject(name.value, name.span) for name in written.unless]
        for name, axis in zip((*written.by, *written.unless), (*axes, *unless), strict=True):
            if axis is not None and axis.parameter.measured:
                words = f"{name.value!r} is a measure: it counts units, and no list is kept by it"
                scope.error("rates", name.span, words, note="name it in `of`, or leave it out")
        if of is not None and not _counts(of.parameter):
            words = f"no price can be counted by the measure {of.name!r}"
            note = "by the number of items, a sum of a field of theirs, or the bytes of a text"
            scope.error("rates", entry.span if written.of is None else written.of.span, words, note=note)
        if of is not None and not isinstance(of.parameter.kind, (Whole, Number)):
            words = f"{of.name!r} counts no units: it is no number"
            scope.error(
                "rates",
                entry.span if written.of is None else written.of.span,
                words,
                note="leave `of` out for a price per task",
            )
        if written.step is not None and (written.of is None or written.step.value < 1):
            words = "a step is made of some units, at least one, and `of` says what they are"
            scope.error("rates", written.step.span, words, note="such as of: seconds, step: 5")
        if flag(written.afterwards) and written.of is not None:
            words = "units that only the finished task tells are counted by no parameter"
            scope.error("rates", written.of.span, words, note="leave out one of `of` and `afterwards`")
        for server in written.servers:
            scope.known("server", server, servers)
        found.append(
            Price(
                name=entry.name,
                currency=written.currency.value,
                per=written.per.value,
                of=of.parameter if of else None,
                step=written.step.value if written.step else None,
                afterwards=flag(written.afterwards),
                unless=tuple(axis.parameter for axis in unless if axis is not None),
                by=tuple(PriceAxis(axis.parameter, axis.facet) for axis in subjects),
                rates=tuple(
                    (tuple(one.value for one in figure.headings), figure.amount.value)
                    for figure in written.rates.figures
                ),
                servers=tuple(server.value for server in written.servers),
                cites=scope.cites(written.cite),
                span=entry.span,
            )
        )
    return tuple(found)


def _counts(parameter: Parameter) -> bool:
    """Tell whether units can be counted by a parameter: all that are no measure, and some that are."""
    match parameter.measured.how if parameter.measured else None:
        case None | Bytes() | Sum() | Count(where=None):
            return True
        case _:
            return False


def headings(subject: Subject | PriceAxis) -> tuple[str, ...]:
    """List what a price list may call the values of a parameter or facet; empty where there is no end of them."""
    match subject.parameter.kind:
        case Choice() as choice if subject.facet:
            facet = subject.facet
            return tuple(dict.fromkeys(filter(None, (one.facet(facet) for one in choice.values))))
        case Choice() as choice:
            return choice.words()
        case Flag():
            return ("false", "true")
        case Whole(int() as low, int() as high) if high - low < MOST_HEADINGS:
            return tuple(map(str, range(low, high + 1)))
        case _:
            return ()


def _check_headings(figure: Figure, subjects: list[Subject], scope: Scope) -> None:
    if len(figure.headings) != len(subjects):
        words = f"a figure stands under {len(subjects)} headings, not under {len(figure.headings)}"
        scope.error("rates", figure.amount.span, words, note="one for each name in `by`, outermost first")
        return
    for heading, subject in zip(figure.headings, subjects, strict=True):
        known = headings(subject)
        if heading.value not in known:
            note = did_you_mean(heading.value, known) or (
                f"there are {', '.join(known)}" if known else "its values cannot be listed; leave it out of `by`"
            )
            words = f"{heading.value!r} is no {subject.facet or 'value'} of {subject.name!r}"
            scope.error("unknown-value", heading.span, words, note=note)


def limits(written: documents.Limits | None, scope: Scope) -> Limits | None:
    """Resolve how much one may ask at once."""
    if written is None:
        return None
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


def requests(written: documents.Examples | None, shape: Shape, scope: Scope) -> tuple[RequestExample, ...]:
    """Resolve example requests; the rules they break must be rules that are."""
    known = (*(rule.name for rule in shape.every_rule()), "body.type", *own_rules(shape), UNDOCUMENTED)
    texts = {one.name: one.at for one in shape.parameters if isinstance(one.kind, Text)}
    found: list[RequestExample] = []
    for entry in written.requests if written else ():
        body = entry.value.body.plain()
        for name in entry.value.breaks:
            scope.known("rule", name, known)
        for long in entry.value.lengthen:
            if scope.known("text", Located(long.name, long.span), tuple(texts)):
                at = texts[long.name]
                if not 0 < long.value.value <= LONGEST:
                    words = f"a text is made from 1 to {LONGEST} characters long"
                    scope.error("lengthen", long.value.span, words, note="take the least length that shows it")
                elif not _lengthen(body, at, long.value.value):
                    note = f"the body needs some text at {'.'.join(at)}"
                    scope.error("lengthen", long.span, "there is no text to be lengthened", note=note)
        found.append(
            RequestExample(
                name=entry.name,
                doc=word(entry.value.doc),
                body=body,
                breaks=tuple(name.value for name in entry.value.breaks),
                cites=scope.cites(entry.value.cite),
                span=entry.span,
            )
        )
    return tuple(found)


def own_rules(shape: Shape) -> tuple[str, ...]:
    """Name what parameters say of themselves: `duration.range` and the like."""
    names = [f"{'.'.join(at)}.type" for at in shape.sections]
    for one in shape.parameters:
        names.append(f"{one.name}.required" if one.required else f"{one.name}.null")
        names += (f"{one.name}.{what}" for what in _own(one))
        if isinstance(one.kind, List):
            item = one.kind.item
            names += (
                (f"{one.name}.item.type", *own_rules(item))
                if isinstance(item, Shape)
                else (f"{item.name}.{what}" for what in _own(item))
            )
    return tuple(dict.fromkeys(names))


def _own(one: Parameter) -> tuple[str, ...]:
    match one.kind:
        case Choice():
            return "type", "values"
        case Text():
            return "type", "length", "cut"
        case Whole() | Number():
            return "type", "range"
        case Flag():
            return ("type",)
        case Id():
            return "type", "form", "range"
        case File():
            return "type", "length"
        case List():
            return "type", "count"
        case _:
            return "type", "form"


def _lengthen(body: object, at: tuple[str, ...], length: int) -> bool:
    """Repeat the text at a place of a body; tell whether there is one."""
    inner = body
    for key in at[:-1]:
        inner = cast("dict[str, object]", inner).get(key) if isinstance(inner, dict) else None
    if isinstance(inner, dict):
        fields = cast("dict[str, object]", inner)
        seed = fields.get(at[-1])
        if isinstance(seed, str) and seed:
            fields[at[-1]] = (seed * (length // len(seed) + 1))[:length]
            return True
    return False


def answers(
    written: documents.Examples | None, received: tuple[ResultField, ...], calls: tuple[str, ...], scope: Scope
) -> tuple[AnswerExample, ...]:
    """Resolve example answers, to calls that the endpoint has; what they read must be something that can be read."""
    known = (*READINGS, *(field.name for field in received))
    found: list[AnswerExample] = []
    for entry in written.answers if written else ():
        reads = plain_mapping(entry.value.reads.node) if entry.value.reads else {}
        for name, span in _readings(entry.value.reads, scope):
            scope.known("reading", Located(name, span), known)
        if entry.value.to.value not in calls:
            note = "write it, or use a fragment that has it"
            words = f"this answers a call that the endpoint does not have: {entry.value.to.value!r}"
            scope.error("missing-section", entry.value.to.span, words, note=note)
        if entry.value.http is not None and entry.value.http.value not in STATUS_CODES:
            words = f"there is no HTTP status {entry.value.http.value}"
            scope.error("http", entry.value.http.span, words, note="write the one that the page shows")
        found.append(
            AnswerExample(
                name=entry.name,
                doc=word(entry.value.doc),
                to=entry.value.to.value,
                http=entry.value.http.value if entry.value.http else 200,
                body=entry.value.body.plain(),
                reads=reads or {},
                cites=scope.cites(entry.value.cite),
                span=entry.span,
            )
        )
    return tuple(found)


def _readings(reads: Anything | None, scope: Scope) -> Iterator[tuple[str, Span]]:
    if reads is None:
        return
    if not isinstance(reads.node, Mapping):
        note = "such as {status: DONE, means: succeeded}"
        scope.error("shape", reads.span, "`reads` is a mapping of what a client reads", note=note)
        return
    for name, span, _ in reads.node:
        yield name, span
