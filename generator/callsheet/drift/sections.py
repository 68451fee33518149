"""Hold an endpoint to all tables of its part of a page. Knows which columns make which kind of table.

An endpoint says by `tables` where its part begins; it ends where the next endpoint's begins. Every table there is read
as one of the kinds below, or reported as one that is not understood.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from callsheet.drift.blocks import Table, tables
from callsheet.drift.cells import DEFAULTS, NOTHING, REQUIRED, TYPES, VALUES, Claim, claims
from callsheet.drift.differing import Difference, answered, differences, types
from callsheet.drift.operations import Operation
from callsheet.drift.passages import Page
from callsheet.drift.shelves import File
from callsheet.drift.wording import folded
from callsheet.model.endpoint import CallEndpoint, Endpoint, Price, Provider, ResultField, TaskEndpoint
from callsheet.model.protocol import Call
from callsheet.span import Span

REFUSED: Final = 400
HOLE: Final = re.compile(r"\{[^{}]*\}")
AMOUNT: Final = re.compile(r"(?:[$¥€£]|[A-Z]{3}\s?)?\s*(\d+(?:\.\d+)?)")
ANSWER_TYPES: Final[Mapping[str, frozenset[str]]] = {
    "text": frozenset({"string", "enum", "text"}),
    "url": frozenset({"string", "url", "uri"}),
    "moment": frozenset({"string", "datetime", "date-time", "timestamp", "integer"}),
    "integer": frozenset({"integer", "int", "long", "number"}),
    "number": frozenset({"number", "float", "double", "integer", "int"}),
    "boolean": frozenset({"boolean", "bool"}),
    "id": frozenset({"string", "integer", "number"}),
    "list": frozenset({"array", "list"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What became of the tables of one page."""

    page: str
    endpoint: str
    read: int
    """How many tables were held to the spec."""
    skipped: tuple[Table, ...]
    """Tables that are not understood."""
    differences: tuple[Difference, ...]


def compare(provider: Provider, files: Mapping[str, File]) -> Iterator[Compared]:
    """Hold every endpoint that names its tables to them, as far as the pages are at hand.

    Raises:
        OpenApiError: a page looks like an OpenAPI document, and cannot be read.

    """
    for key, file in files.items():
        page = file.page
        if file.operations:
            yield from _operations(provider, key, file)
            continue
        begins = _begins(provider, key, page)
        places = sorted(begins.values())
        every = tuple(tables(page.blocks)) if begins else ()
        for endpoint in provider.endpoints:
            if endpoint.name in begins:
                start = begins[endpoint.name]
                end = next((place for place in places if place > start), len(page.blocks))
                own = [one for one in every if start <= one.at < end]
                yield _section(endpoint, provider, page, key, own)
        if begins:
            ahead = tuple(one for one in every if one.at < places[0])
            yield Compared(page=key, endpoint="", read=0, skipped=ahead, differences=())


def _operations(provider: Provider, key: str, file: File) -> Iterator[Compared]:
    """Hold every endpoint that names this document to the operation that its own call is."""
    for endpoint in provider.endpoints:
        if not any(cite.source.key == key for cite in endpoint.tables):
            continue
        call = call_of(endpoint)
        one = next((one for one in file.operations if call and _is_call(one, call)), None)
        if one is None:
            words = "the document has no operation like the endpoint's call any more"
            found = [Difference(code="gone-operation", words=words, span=endpoint.span)]
        else:
            body = [claim for claim in one.body if "[]" not in claim.name and claim.type != "object"]
            beside = [claim for place, claim in one.outside if not _is_sent_anyway(place, claim, endpoint, provider)]
            found = [*differences(endpoint, body, outside=False), *differences(endpoint, beside, outside=True)]
        held = tuple(replace(each, answer=answered(each, endpoint, file.page, key)) for each in found)
        yield Compared(page=key, endpoint=endpoint.name, read=1, skipped=(), differences=held)


def _is_call(one: Operation, call: Call) -> bool:
    return one.method == call.method and HOLE.sub("{}", one.path) == HOLE.sub("{}", call.path)


def _is_sent_anyway(place: str, claim: Claim, endpoint: Endpoint, provider: Provider) -> bool:
    constant = {one.casefold() for one in (provider.key.header, *_headers_of(endpoint))}
    return place == "header" and claim.name.casefold() in constant


def call_of(endpoint: Endpoint) -> Call | None:
    """Find the call that sends what an endpoint takes; what arrives by itself has none."""
    match endpoint:
        case TaskEndpoint():
            return endpoint.protocol.submit
        case CallEndpoint():
            return endpoint.call
        case _:
            return None


def _begins(provider: Provider, key: str, page: Page) -> dict[str, int]:
    found: dict[str, int] = {}
    for endpoint in provider.endpoints:
        for cite in endpoint.tables:
            place = page.block_of(cite.words) if cite.source.key == key else None
            if place is not None:
                found[endpoint.name] = place
    return found


def _section(endpoint: Endpoint, provider: Provider, page: Page, key: str, own: list[Table]) -> Compared:
    sorted_out: dict[str, list[Table]] = {}
    mine, strange = _until_another(own)
    for table in mine:
        sorted_out.setdefault(kind_of(table), []).append(table)
    skipped = tuple(sorted_out.pop("", ()))
    found = [_new_model(strange[0], endpoint)] if strange else []
    for kind, those in sorted_out.items():
        found += READERS[kind](endpoint, provider, those)
    return Compared(
        page=key,
        endpoint=endpoint.name,
        read=len(mine) - len(skipped),
        skipped=skipped,
        differences=tuple(replace(one, answer=answered(one, endpoint, page, key)) for one in found),
    )


def _until_another(own: list[Table]) -> tuple[list[Table], list[Table]]:
    """Part an endpoint's tables from those that begin with a second table of the same parameters."""
    seen: set[str] = set()
    for number, table in enumerate(own):
        if kind_of(table) == "parameters":
            names = {one.name for one in claims(table)}
            if names & seen:
                return own[:number], own[number:]
            seen |= names
    return own, []


def _new_model(table: Table, endpoint: Endpoint) -> Difference:
    words = f"below its heading stand parameters once more, of {table.heading!r}: a model that the specs do not have?"
    return Difference(code="new-model", words=words, span=endpoint.span, line=table.line)


def kind_of(table: Table) -> str:
    """Tell what a table is about by its columns; empty if they tell nothing."""
    first = folded(table.columns[0]).casefold() if table.columns else ""
    last = folded(table.columns[-1]).casefold()
    if first.startswith(("header", "请求头")):
        return "constants" if last.startswith(("value", "值")) else "headers"
    if last.startswith(("price", "cost", "rate", "credits", "价格", "单价")):
        return "prices"
    if first.startswith(("code", "http", "status code", "错误码")):
        return "codes"
    if first.startswith(("status", "state", "状态")):
        return "states"
    if first.startswith(("parameter", "name", "field", "property", "argument", "key", "参数", "字段", "名称")):
        asks = table.column(*REQUIRED, *DEFAULTS, *VALUES) is not None
        return (
            "parameters"
            if asks or first.startswith(("parameter", "参数"))
            else "fields"
            if table.column(*TYPES)
            else ""
        )
    return ""


def _parameters(endpoint: Endpoint, _: Provider, those: list[Table]) -> Iterator[Difference]:
    yield from differences(endpoint, _all_claims(those), outside=False)


def _headers(endpoint: Endpoint, provider: Provider, those: list[Table]) -> Iterator[Difference]:
    constant = {one.casefold() for one in (provider.key.header, *_headers_of(endpoint))}
    asked = [one for one in _all_claims(those) if one.name.casefold() not in constant]
    yield from differences(endpoint, asked, outside=True)


def _constants(endpoint: Endpoint, provider: Provider, those: list[Table]) -> Iterator[Difference]:
    mine = {name.casefold(): value for name, value in _headers_of(endpoint).items()}
    for table in those:
        for row in table.rows:
            name, value = row[0].casefold(), row[-1]
            if name == provider.key.header.casefold():
                continue
            if name not in mine:
                yield _plain("new-header", f"the page sends {row[0]!r}, the spec does not", endpoint.span, table, row)
            elif mine[name] not in {None, value}:
                words = f"the page sends {row[0]}: {value}, the spec {mine[name]}"
                yield _plain("header", words, endpoint.span, table, row)


def _headers_of(endpoint: Endpoint) -> dict[str, str | None]:
    """List headers that are sent as they are; that a body is JSON goes without saying in a spec."""
    call = call_of(endpoint)
    return {"Content-Type": "application/json"} | {one.name: one.value for one in (call.headers if call else ())}


def _codes(endpoint: Endpoint, _: Provider, those: list[Table]) -> Iterator[Difference]:
    if not isinstance(endpoint, (TaskEndpoint, CallEndpoint)):
        return
    for table in those:
        for row in table.rows:
            if not row[0].isdecimal() or int(row[0]) < REFUSED:
                continue
            known = [one for one in endpoint.errors.known if one.code == row[0] or int(row[0]) in one.http]
            if not known:
                yield _plain(
                    "new-code", f"the page has the code {row[0]}, the spec does not", endpoint.span, table, row
                )
            elif not any(folded(row[1]) in {folded(one.code), folded(one.says)} for one in known):
                words = f"the page calls {row[0]} {row[1]!r}, the spec {known[0].code!r}"
                yield _plain("code", words, known[0].span, table, row)


def _states(endpoint: Endpoint, _: Provider, those: list[Table]) -> Iterator[Difference]:
    if not isinstance(endpoint, TaskEndpoint):
        return
    machine = endpoint.protocol.machine
    for table in those:
        on_page = [row[0].strip("`") for row in table.rows]
        for word, row in zip(on_page, table.rows, strict=True):
            if machine.state(word) is None:
                yield _plain(
                    "new-state", f"the page has the status {word}, the spec does not", machine.span, table, row
                )
        for state in machine.states:
            if state.name not in on_page:
                words = f"the spec has the status {state.name}, the page no more"
                yield Difference(code="gone-state", words=words, span=state.span, field=state.name)


def _fields(endpoint: Endpoint, _: Provider, those: list[Table]) -> Iterator[Difference]:
    """Compare what comes back. Answers are open: what is on the page and read by nobody has to be in an example."""
    mine = {_path(one): one for one in endpoint.result}
    for claim in _all_claims(those):
        field = mine.get(claim.name)
        if field is None:
            if not _is_known(endpoint, claim.name):
                words = f"the page's answers have {claim.name!r}, the spec neither reads it nor shows it"
                yield Difference(
                    code="new-field",
                    words=words,
                    span=endpoint.span,
                    field=claim.name,
                    row=claim.words,
                    cell=claim.name,
                    line=claim.line,
                )
            continue
        wanted = {"array"} if len(field.at) > claim.name.count(".") + 1 else ANSWER_TYPES[field.type]
        if not types(claim.type) <= wanted:
            words = f"the page calls {claim.name!r} {claim.type!r}, the spec reads {field.type}"
            yield Difference(
                code="field-type",
                words=words,
                span=field.span,
                field=field.name,
                row=claim.words,
                cell=dict(claim.cells).get("type", ""),
                line=claim.line,
            )


def _path(field: ResultField) -> str:
    """Write where an answer holds a field as pages do, who do not name the place in a list."""
    parts = list(field.at)
    while parts and parts[-1].isdecimal():
        parts.pop()
    return ".".join(parts)


def _is_known(endpoint: Endpoint, name: str) -> bool:
    keys = name.split(".")
    for example in endpoint.answers:
        part: object = example.body
        for key in keys:
            part = part.get(key, ...) if isinstance(part, Mapping) else ...  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        if part is not ...:
            return True
    return False


def _prices(endpoint: Endpoint, _: Provider, those: list[Table]) -> Iterator[Difference]:
    for table in those:
        page = {(folded(row[0]), amount): row for row in table.rows if (amount := _amount(row[-1])) is not None}
        mine = {(key, amount): one for one in endpoint.prices for keys, amount in one.rates for key in keys}
        labels = {key for key, _ in page}
        for (key, amount), row in page.items():
            if (key, amount) not in mine:
                words = f"the page asks {amount} for {key}, the spec does not"
                yield _plain("new-price", words, _span(endpoint), table, row)
        for (key, amount), price in mine.items():
            if key in labels and (key, amount) not in page:
                words = f"the spec asks {amount} for {key}, the page no more"
                yield Difference(code="gone-price", words=words, span=price.span, field=price.name, line=table.line)


def _span(endpoint: Endpoint) -> Span:
    prices: tuple[Price, ...] = endpoint.prices
    return prices[0].span if prices else endpoint.span


def _amount(cell: str) -> Decimal | None:
    found = AMOUNT.match(folded(cell))
    return Decimal(found[1]) if found and folded(cell).casefold() not in NOTHING else None


def _all_claims(those: Iterable[Table]) -> list[Claim]:
    return [claim for table in those for claim in claims(table)]


def _plain(code: str, words: str, span: Span, table: Table, row: tuple[str, ...]) -> Difference:
    return Difference(
        code=code, words=words, span=span, field=row[0], row=" | ".join(row), cell=row[-1], line=table.line_of(row)
    )


READERS: Final[dict[str, Callable[[Endpoint, Provider, list[Table]], Iterator[Difference]]]] = {
    "parameters": _parameters,
    "headers": _headers,
    "constants": _constants,
    "codes": _codes,
    "states": _states,
    "fields": _fields,
    "prices": _prices,
}
