"""Hold an endpoint's parameters to what a page says about each field. Knows neither tables nor OpenAPI.

What a spec takes is asked of the judge, so that a value which a rule narrows away is one that is not taken.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from callsheet.drift.cells import FRACTION, SWITCH, WHOLE, Claim
from callsheet.drift.passages import Page
from callsheet.drift.wording import folded
from callsheet.model.endpoint import Endpoint
from callsheet.model.judge import judge
from callsheet.model.predicate import Scalar
from callsheet.model.request import OUTSIDE, Choice, File, Flag, Id, Kind, List, Number, Parameter, Text, Url, Whole
from callsheet.model.source import Cite
from callsheet.span import Span

WIDEST: Final = 1000
"""Ranges up to so many whole numbers are tried one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Something that a page and a spec do not agree on."""

    code: str
    words: str
    span: Span
    """Where the spec says it, or would."""
    field: str = ""
    row: str = ""
    """The row of the page."""
    cell: str = ""
    """What of the row says it."""
    line: int = 0
    answer: str = ""
    """The doubt or the rule that has recorded it already; empty: a finding."""


def differences(
    endpoint: Endpoint, claims: Sequence[Claim], *, outside: bool, whole: bool = True
) -> Iterator[Difference]:
    """Compare what is sent: body fields, or with `outside` headers; `whole`: what is not claimed is gone."""
    mine = [one for one in endpoint.parameters if (one.at[0] in OUTSIDE) == outside]
    found: dict[str, Parameter] = {}
    for claim in claims:
        parameter = match(mine, claim.name)
        if parameter is None:
            words = f"the page has {claim.name!r}, the spec does not"
            yield Difference(
                code="new-parameter",
                words=words,
                span=endpoint.span,
                field=claim.name,
                row=claim.words,
                cell=claim.name,
                line=claim.line,
            )
        elif parameter.name in found:
            yield _difference("twice", f"the page describes {claim.name!r} twice", parameter, claim)
        else:
            found[parameter.name] = parameter
            yield from _cells(endpoint, parameter, claim)
    for one in mine if whole else ():
        if one.name not in found:
            words = f"the spec has {wire_name(one)!r}, the page no more"
            yield Difference(code="gone-parameter", words=words, span=one.span, field=one.name)


def match(parameters: Iterable[Parameter], name: str) -> Parameter | None:
    """Find the parameter that a page means: by its path on the wire, or by its last part if no other ends so."""
    every = list(parameters)
    wanted = name.casefold().replace("[].", ".")
    exact = [one for one in every if wire_name(one).casefold() == wanted]
    last = [one for one in every if one.at[-1].casefold() == wanted]
    return exact[0] if exact else last[0] if len(last) == 1 else None


def wire_name(parameter: Parameter) -> str:
    """Name a parameter as pages do: a header by its name, a field of the body by its dotted path."""
    return ".".join(parameter.at[1:] if parameter.at[0] in OUTSIDE else parameter.at)


def _cells(endpoint: Endpoint, parameter: Parameter, claim: Claim) -> Iterator[Difference]:
    if claim.required is not None and claim.required != parameter.required:
        says = "required" if claim.required else "optional"
        yield _difference("required", f"the page has it {says}, the spec does not", parameter, claim)
    if claim.type and not _is_of(parameter.kind, claim.type):
        words = f"the page calls it {claim.type!r}, the spec has a {type(parameter.kind).__name__.lower()}"
        yield _difference("type", words, parameter, claim)
        # What else stands in the row is said in the other type: one mistake, one difference.
        return
    if claim.tells_default and not _same(claim.default, parameter.default):
        words = f"the page's default is {_said(claim.default)}, the spec's {_said(parameter.default)}"
        yield _difference("default", words, parameter, claim)
    yield from _bounds(parameter, claim)
    if claim.values and not isinstance(parameter.kind, Flag):
        yield from _values(endpoint, parameter, claim)


def _bounds(parameter: Parameter, claim: Claim) -> Iterator[Difference]:
    kind = parameter.kind
    if claim.low is None and claim.high is None:
        return
    low, high = (kind.low, kind.high) if isinstance(kind, (Whole, Number, Text, List)) else (None, None)
    for side, page, spec in (("least", claim.low, low), ("most", claim.high, high)):
        if page != spec and page is not None:
            words = f"the page's {side} is {page}, the spec's {_said(spec)}"
            yield _difference("range", words, parameter, claim)


def _values(endpoint: Endpoint, parameter: Parameter, claim: Claim) -> Iterator[Difference]:
    for value in claim.values:
        if not takes(endpoint, parameter, value):
            yield _difference("value-missing", f"the page has {value!r}, the spec does not take it", parameter, claim)
    for value in _own(parameter.kind):
        if value not in claim.values and takes(endpoint, parameter, value):
            yield _difference("value-gone", f"the spec takes {value!r}, the page does not have it", parameter, claim)


def takes(endpoint: Endpoint, parameter: Parameter, value: Scalar) -> bool:
    """Tell whether a value, beside nothing else, is let through without a word."""
    body: object = value
    for key in reversed(parameter.at):
        body = {key: body}
    return not any(one.at == parameter.pointer for one in judge(endpoint, body))


def _own(kind: Kind) -> tuple[Scalar, ...]:
    match kind:
        case Choice():
            return kind.words()
        case Whole(int(low), int(high)) if high - low < WIDEST:
            return tuple(range(low, high + 1))
        case _:
            return ()


def _is_of(kind: Kind, word: str) -> bool:
    """Tell whether a page's word for a type is one for this kind. `string|null` is a string that may be missing."""
    words = types(word)
    text = words <= {"string", "str", "text", "enum", "enum<string>", "url", "uri", "uuid"}
    match kind:
        case Choice() | Text() | Url():
            return text
        case Whole():
            return words <= WHOLE | {"enum<integer>", "number"}
        case Number():
            return words <= FRACTION | WHOLE
        case Flag():
            return words <= SWITCH
        case Id():
            return text or words <= WHOLE | FRACTION
        case List():
            return all(one.startswith(("array", "list")) or one.endswith("[]") for one in words)
        case File():
            return words <= {"file", "binary", "string"}


def types(word: str) -> set[str]:
    """Take a page's word for a type apart."""
    return {one.strip() for one in word.split(" or ")} - {"null", ""}


def _same(page: Scalar | None, spec: Scalar | None) -> bool:
    if isinstance(page, bool) is not isinstance(spec, bool):
        return False
    return page == spec


def _said(value: object) -> str:
    return "none" if value is None else repr(value)


SAID_IN: Final = {"range": "values", "value-missing": "values", "value-gone": "values"}
"""The column that a difference is about, where it is not called like it."""


def _difference(code: str, words: str, parameter: Parameter, claim: Claim) -> Difference:
    return Difference(
        code=code,
        words=words,
        span=parameter.span,
        field=parameter.name,
        row=claim.words,
        cell=dict(claim.cells).get(SAID_IN.get(code, code), ""),
        line=claim.line,
    )


def answered(one: Difference, endpoint: Endpoint, page: Page, key: str) -> str:
    """Name the doubt or the rule that has recorded a difference: one about the field that cites the very cell.

    A doubt about a row's default says nothing about its values, and must not hide that these have changed.
    """
    row, cell = folded(one.row), folded(one.cell)

    def cites_it(cites: Iterable[Cite]) -> bool:
        said = (cite.words for cite in cites if cite.source.key == key and f" {cell} " in f" {folded(cite.words)} ")
        return any(row in passage.words for words in said for passage in page.find(words))

    if not row or not cell:
        return ""
    for doubt in endpoint.doubts:
        if doubt.about == one.field and cites_it(doubt.readings):
            return f"doubt {doubt.name}"
    for rule in endpoint.every_rule():
        if any(demand.field == one.field for demand in rule.demands) and cites_it(rule.cites):
            return f"rule {rule.name}"
    return ""
