"""Tell what a table is about by its columns, and hold an endpoint to it. Knows one endpoint's tables, and no page."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Final

from callsheet.drift.blocks import Table
from callsheet.drift.cells import DEFAULTS, NOTHING, REQUIRED, TYPES, VALUES, Claim, claims
from callsheet.drift.differing import Difference, differences, types
from callsheet.drift.wording import folded
from callsheet.model.endpoint import CallEndpoint, Endpoint, Price, Provider, ResultField, TaskEndpoint
from callsheet.model.protocol import Call
from callsheet.span import Span

REFUSED: Final = 400
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


def call_of(endpoint: Endpoint) -> Call | None:
    """Find the call that sends what an endpoint takes; what arrives by itself has none."""
    match endpoint:
        case TaskEndpoint():
            return endpoint.protocol.submit
        case CallEndpoint():
            return endpoint.call
        case _:
            return None


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
    constant = {one.casefold() for one in (provider.key.header, *headers_of(endpoint))}
    asked = [one for one in _all_claims(those) if one.name.casefold() not in constant]
    yield from differences(endpoint, asked, outside=True)


def _constants(endpoint: Endpoint, provider: Provider, those: list[Table]) -> Iterator[Difference]:
    mine = {name.casefold(): value for name, value in headers_of(endpoint).items()}
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


def headers_of(endpoint: Endpoint) -> dict[str, str | None]:
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
