"""Resolve what is neither request nor conversation: results, prices, limits, doubts, examples."""

from collections.abc import Iterator
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
from callsheet.model.protocol import Machine, Protocol
from callsheet.model.request import Choice, Flag, Number, Parameter, Rule, Text, Whole
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
    entries: tuple[Entry[documents.ResultField], ...], machine: Machine, sent: tuple[Parameter, ...], scope: Scope
) -> tuple[ResultField, ...]:
    """Resolve the fields of an answer."""
    lowering = Lowering({one.name: one for one in sent}, scope)
    done = tuple(state.name for state in machine.meaning(Meaning.SUCCEEDED))
    found: list[ResultField] = []
    for entry in entries:
        written = entry.value
        scope.variable("a result field", entry.name, entry.span, taken=("answer",))
        for state in written.during:
            scope.known("state", state, tuple(one.name for one in machine.states))
        if written.from_ is not None:
            lowering.subject(written.from_.value, written.from_.span)
        if (written.type.value == "moment") != (written.moment is not None):
            note = "add `moment: iso`, or change the type"
            words = "a field of type moment, and no other, says how it is written"
            scope.error("moment", written.type.span, words, note=note)
        found.append(
            ResultField(
                name=entry.name,
                at=scope.path(written.at),
                type=written.type.value,
                required=flag(written.required),
                during=tuple(state.value for state in written.during) or done,
                moment=moment(written.moment, scope),
                holds=written.holds.value if written.holds else None,
                repeats=written.from_.value if written.from_ else None,
                strips=word(written.strips),
                example=written.example.value if written.example else None,
                doc=written.doc.value,
                cites=scope.cites(written.cite),
                span=entry.span,
            )
        )
    return tuple(found)


def prices(
    entries: tuple[Entry[documents.Price], ...], sent: tuple[Parameter, ...], servers: tuple[str, ...], scope: Scope
) -> tuple[Price, ...]:
    """Resolve price lists; every heading must be one that a request can have."""
    lowering = Lowering({one.name: one for one in sent}, scope)
    found: list[Price] = []
    for entry in entries:
        written = entry.value
        axes = [lowering.subject(name.value, name.span) for name in written.by]
        subjects = [axis for axis in axes if axis is not None]
        if len(subjects) == len(axes):
            for figure in written.rates.figures:
                _check_headings(figure, subjects, scope)
        of = lowering.subject(written.of.value, written.of.span) if written.of else None
        if of is not None and not isinstance(of.parameter.kind, (Whole, Number)):
            words = f"{of.name!r} counts no units: it is no number"
            scope.error(
                "rates",
                entry.span if written.of is None else written.of.span,
                words,
                note="leave `of` out for a price per task",
            )
        for server in written.servers:
            scope.known("server", server, servers)
        found.append(
            Price(
                name=entry.name,
                currency=written.currency.value,
                per=written.per.value,
                of=of.parameter if of else None,
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


def requests(
    written: documents.Examples | None, sent: tuple[Parameter, ...], rules: tuple[Rule, ...], scope: Scope
) -> tuple[RequestExample, ...]:
    """Resolve example requests; the rules they break must be rules that are."""
    known = (*(rule.name for rule in rules), *own_rules(sent), UNDOCUMENTED)
    texts = {one.name: one.at for one in sent if isinstance(one.kind, Text)}
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


def own_rules(sent: tuple[Parameter, ...]) -> tuple[str, ...]:
    """Name what parameters say of themselves: `duration.range` and the like."""
    names = ["body.type"]
    names += (f"{'.'.join(one.at[:depth])}.type" for one in sent for depth in range(1, len(one.at)))
    for one in sent:
        names.append(f"{one.name}.type")
        names.append(f"{one.name}.required" if one.required else f"{one.name}.null")
        match one.kind:
            case Choice():
                names.append(f"{one.name}.values")
            case Text():
                names += (f"{one.name}.length", f"{one.name}.cut")
            case Whole() | Number():
                names.append(f"{one.name}.range")
            case Flag():
                pass
            case _:
                names.append(f"{one.name}.form")
    return tuple(dict.fromkeys(names))


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
    written: documents.Examples | None, received: tuple[ResultField, ...], spoken: Protocol, scope: Scope
) -> tuple[AnswerExample, ...]:
    """Resolve example answers; what they read must be something that can be read."""
    absent = {name for name, call in (("cancel", spoken.cancel), ("list", spoken.listing)) if call is None}
    known = (*READINGS, *(field.name for field in received))
    found: list[AnswerExample] = []
    for entry in written.answers if written else ():
        reads = plain_mapping(entry.value.reads.node) if entry.value.reads else {}
        for name, span in _readings(entry.value.reads, scope):
            scope.known("reading", Located(name, span), known)
        if entry.value.to.value in absent:
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
