"""Resolve examples: requests with verdicts, answers with readings. Knows no wire."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from callsheet.model.endpoint import (
    AnswerExample,
    RequestExample,
    ResultField,
)
from callsheet.model.judge import UNDOCUMENTED
from callsheet.model.request import (
    Choice,
    File,
    Flag,
    Id,
    List,
    Number,
    Parameter,
    Shape,
    Text,
    Whole,
)
from callsheet.resolve.parameters import is_unread
from callsheet.resolve.scope import Scope, word
from callsheet.span import Span
from callsheet.syntax import documents
from callsheet.syntax.atoms import Anything, plain_mapping
from callsheet.syntax.located import Entry, Located
from callsheet.text import Mapping

READINGS = ("task", "request", "status", "means", "code", "message", "category", "total", "tasks")
"""What an answer example may read besides result fields."""
LONGEST = 100_000
"""As long a text is made for an example."""
STATUS_CODES = range(100, 600)
POSSIBLE: dict[str, tuple[str, ...]] = {
    "task": ("submit", "poll", "cancel", "list"),
    "call": ("call",),
    "webhook": ("event",),
}


@dataclass(frozen=True, slots=True)
class Calls:
    """The calls of an endpoint that examples may answer."""

    kind: str
    here: tuple[str, ...]
    """Of those that its kind may have."""


def requests(written: documents.Examples | None, shape: Shape, scope: Scope) -> tuple[RequestExample, ...]:
    """Resolve example requests; the rules they break must be rules that are."""
    known = (*(rule.name for rule in shape.every_rule()), "body.type", *own_rules(shape), UNDOCUMENTED)
    # Where an item could not be read, its rules are not known either.
    is_whole = not any(is_unread(kind) for _, kind in shape.lists())
    found: list[RequestExample] = []
    for entry in written.requests if written else ():
        body = entry.value.body.plain()
        for name in entry.value.breaks if is_whole else ():
            scope.known("rule", name, known)
        for long in entry.value.lengthen:
            _lengthen(body, long, shape, scope)
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


def _lengthen(body: object, long: Entry[Located[int]], shape: Shape, scope: Scope) -> None:
    """Make a text of a body as long as the example wants it, noting where that cannot be."""
    texts = {one.name: one.at for one in shape.parameters if isinstance(one.kind, Text)}
    others = [one.name for one in shape.parameters]
    named = Located(long.name, long.span)
    if not scope.known("text", named, tuple(texts), others=others, called="text parameter"):
        return
    at = texts[long.name]
    if not 0 < long.value.value <= LONGEST:
        words = f"a text is made from 1 to {LONGEST} characters long"
        scope.error("lengthen", long.value.span, words, note="take the least length that shows it")
    elif not _repeat(body, at, long.value.value):
        note = f"the body needs some text at {'.'.join(at)}"
        scope.error("lengthen", long.span, "there is no text to be lengthened", note=note)


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


def _repeat(body: object, at: tuple[str, ...], length: int) -> bool:
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
    written: documents.Examples | None, received: tuple[ResultField, ...], calls: Calls, scope: Scope
) -> tuple[AnswerExample, ...]:
    """Resolve example answers, to calls that the endpoint has; what they read must be something that can be read."""
    known = (*READINGS, *(field.name for field in received))
    found: list[AnswerExample] = []
    for entry in written.answers if written else ():
        reads = plain_mapping(entry.value.reads.node) if entry.value.reads else {}
        for name, span in _readings(entry.value.reads, scope):
            scope.known("reading", Located(name, span), known)
        _check_to(entry.value.to.value, entry.value.to.span, calls, scope)
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


def _check_to(to: str, span: Span, calls: Calls, scope: Scope) -> None:
    if to in calls.here:
        return
    words = f"this answers a call that the endpoint does not have: {to!r}"
    possible = POSSIBLE[calls.kind]
    note = "write it, or use a fragment that has it"
    if to not in possible:
        note = f"a {calls.kind} answers {', '.join(possible)}{' alone' if len(possible) == 1 else ''}"
    scope.error("missing-section", span, words, note=note)


def _readings(reads: Anything | None, scope: Scope) -> Iterator[tuple[str, Span]]:
    if reads is None:
        return
    if not isinstance(reads.node, Mapping):
        note = "such as {status: DONE, means: succeeded}"
        scope.error("shape", reads.span, "`reads` is a mapping of what a client reads", note=note)
        return
    for name, span, _ in reads.node:
        yield name, span
