"""What a spec says in words reads well. Knows no page.

The words stand in reference pages and in editors: a doc begins with a capital and ends with a stop, has one space
between words and no longer quotation than a cite, asks nobody politely, is spelt as this project spells, says in which
unit a number counts that has one, and fits a screen.

Example:
    ```yaml
    parameters:
      duration:
        at: duration
        type: integer
        range: [1, 9]
        doc: please give  the length
        cite: {guide: a length from 1 to 9}
    ```

Use instead:
    ```yaml
    parameters:
      duration:
        at: duration
        type: integer
        range: [1, 9]
        doc: Seconds that it lasts.
        cite: {guide: a length from 1 to 9}
    ```

"""

import re
from collections.abc import Iterator
from typing import Final

from callsheet.diagnostics import Diagnostic
from callsheet.model.endpoint import Endpoint, Provider, TaskEndpoint
from callsheet.model.request import Number, Parameter, Whole
from callsheet.span import Span

CODE: Final = "prose"
LONGEST: Final = 400
"""Characters of one doc."""
MOST_QUOTED: Final = 8
QUOTED: Final = re.compile("“([^”]*)”")
STARTS_SMALL: Final = re.compile(r"[a-z][a-z-]*(?=[\s,.;:]|$)")
"""A small word. `v6` and `img_id` are names, and stand as they are written."""
SPELT: Final = {
    "behaviour": "behavior",
    "colour": "color",
    "favourite": "favorite",
    "grey": "gray",
    "neighbour": "neighbor",
}
SPELLINGS: Final = {american: word for word, american in SPELT.items()}
WORD: Final = re.compile(r"\b[a-z]+\b")
UNITS: Final = re.compile(
    r"\b(pixels?|seconds?|minutes?|hours?|days?|milliseconds?|bytes?|[kM]i?B|%|percent|frames?|characters?)\b|%",
    re.IGNORECASE,
)
COUNTED: Final = re.compile(r"(^|_)(duration|width|height|file_size|interval|timeout|latency)$")
"""Names of numbers that count something."""


def check(provider: Provider, endpoint: Endpoint) -> Iterator[Diagnostic]:
    """Report docs that do not read well."""
    for name, doc, span, counts in (*_provider(provider), *_docs(endpoint)):
        for words, note in _wrong(doc, counts=counts):
            yield Diagnostic(CODE, span, f"the words on {name!r} {words}", note, "warning", about=name)


Doc = tuple[str, str, Span, bool]


def _provider(provider: Provider) -> Iterator[Doc]:
    yield provider.name, provider.doc, provider.span, False
    for waiver in provider.waivers:
        yield waiver.about, waiver.reason, waiver.span, False


def _docs(endpoint: Endpoint) -> Iterator[Doc]:
    yield endpoint.name, endpoint.doc, endpoint.span, False
    for one in endpoint.every_parameter():
        yield one.name, one.doc, one.span, _counts(one)
        # What every list has, nobody wrote.
        for measure in (found for found in one.measures if found.span != one.span):
            yield measure.name, measure.doc, measure.span, False
    for field in endpoint.result:
        counted = field.type in {"integer", "number"} and COUNTED.search(field.name) is not None
        yield field.name, field.doc, field.span, counted
    yield from ((one.name, one.doc, one.span, False) for one in endpoint.doubts)
    yield from ((one.name, one.doc, one.span, False) for one in endpoint.requests)
    yield from ((one.name, one.doc, one.span, False) for one in endpoint.answers)
    for state in endpoint.protocol.machine.states if isinstance(endpoint, TaskEndpoint) else ():
        yield state.name, state.doc, state.span, False


def _counts(parameter: Parameter) -> bool:
    return isinstance(parameter.kind, (Whole, Number)) and COUNTED.search(parameter.short) is not None


def _wrong(doc: str, *, counts: bool) -> Iterator[tuple[str, str]]:
    if not doc:
        return
    if STARTS_SMALL.match(doc):
        yield "begin with a small letter", "begin with a capital"
    if not doc.endswith((".", "。", "…", "!", "?")):
        yield "end without a stop", "end with a full stop"
    if doc != doc.strip() or "  " in doc or "\t" in doc:
        yield "have white space that nobody sees", "leave one space between words, and none around"
    # A word with a capital is a name, but for the first one.
    said = WORD.findall(doc[0].lower() + doc[1:])
    if "please" in said:
        yield "say please", "say what to do"
    for american in said:
        if american in SPELLINGS:
            yield f"have {american!r}", f"spell it {SPELLINGS[american]!r}"
    if counts and not UNITS.search(doc):
        yield "name no unit", "say what the number counts: seconds, pixels, bytes"
    if len(doc) > LONGEST:
        yield f"have {len(doc)} characters", f"say it in {LONGEST}"
    if any(len(quoted.split()) > MOST_QUOTED for quoted in QUOTED.findall(doc)):
        yield f"quote more than {MOST_QUOTED} words", "say it in other words, and let a cite find the place"
