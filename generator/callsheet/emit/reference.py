"""Emit a reference page for each endpoint, in Markdown that a terminal can show as it is.

Pages travel with the clients, so that `callsheet show` needs neither specs nor compiler.
"""

from collections.abc import Iterable, Iterator, Sequence

from callsheet.emit.files import Files
from callsheet.emit.layout import sentence, variable
from callsheet.emit.rule_values import rule_in_words
from callsheet.emit.templating import render
from callsheet.model.endpoint import Catalog, Endpoint, Price, Provider
from callsheet.model.request import Choice, Flag, Kind, Number, Parameter, Text, Url, ValueTable, Whole
from callsheet.model.source import Cite
from callsheet.model.words import number_in_words, value_in_words, values_in_words

FEW_VALUES = 8
Row = Sequence[str]


def emit(catalog: Catalog) -> Files:
    """Write `callsheet_clients/<provider>/reference/<endpoint>.md` for every endpoint."""
    return {
        f"callsheet_clients/{variable(provider.name)}/reference/{endpoint.name}.md": page(provider, endpoint)
        for provider, endpoint in catalog
    }


def page(provider: Provider, endpoint: Endpoint) -> str:
    """Write one page."""
    return render(
        "reference.md.jinja",
        name=f"{provider.name}/{endpoint.name}",
        file=endpoint.file,
        doc=sentence(endpoint.doc),
        title=provider.title,
        about=sentence(provider.doc),
        servers=_table(("server", "region", "address"), _servers(provider, endpoint)),
        key=f"{provider.key.header}: {provider.key.form}",
        env=provider.key.env,
        parameters=_table(
            ("parameter", "in the body", "", "values", "default", "what it does"), map(_parameter, endpoint.parameters)
        ),
        tables=[_values(table) for one in endpoint.parameters for table in _tables(one)],
        rules=[_rule(rule.name, rule.level, rule_in_words(rule), rule.says, rule.cites) for rule in endpoint.rules],
        prices=[_price(price) for price in endpoint.prices],
        calls=_table(("call", "", "limit"), _calls(endpoint)),
        states=_table(("state", "means", "then", "billed"), _states(endpoint)),
        life=list(_life(endpoint)),
        result=_table(
            ("field", "in the answer", "type", "what it means"),
            [(one.name, ".".join(one.at), one.type, sentence(one.doc)) for one in endpoint.result],
        ),
        errors=_table(("code", "HTTP", "about", "again?"), _errors(endpoint)),
        doubts=[f"**{one.name}** ({one.about}): {sentence(one.doc)} {_cites(one.readings)}" for one in endpoint.doubts],
        sources=[
            f"`{one.key}` {one.title}, {one.publisher} ({one.language}, {one.confidence}, read {one.read})"
            + (f" <{one.url}>" if one.url else "")
            for one in endpoint.sources()
        ],
    )


def _table(heads: Row, rows: Iterable[Row]) -> list[str]:
    """Align a Markdown table, so that it reads without being rendered."""
    body = [[cell.replace("|", "\\|").replace("\n", " ") for cell in row] for row in rows]
    if not body:
        return []
    lines = [list(heads), *body]
    # The last column holds sentences, and is left ragged.
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    widths[-1] = len(heads[-1])
    ruled = [heads, ["-" * max(3, width) for width in widths], *body]
    return [
        f"| {' | '.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()} |"
        for row in ruled
    ]


def _servers(provider: Provider, endpoint: Endpoint) -> Iterator[Row]:
    for server in provider.servers:
        if server.name in endpoint.servers:
            yield server.name, server.region, server.url


def _parameter(parameter: Parameter) -> Row:
    need = "required" if parameter.required else ""
    default = "" if parameter.default is None else value_in_words(parameter.default)
    return parameter.name, parameter.pointer, need, _kind(parameter.kind), default, sentence(parameter.doc)


def _kind(kind: Kind) -> str:
    match kind:
        case Choice() as choice:
            words = choice.words()
            return values_in_words(words) if len(words) <= FEW_VALUES else f"{len(words)} values, see below"
        case Text(low, high, beyond):
            more = ", cut beyond" if beyond == "warning" else ""
            return f"text{_interval(low, high, ' characters')}{more}"
        case Url(schemes):
            return f"address, {' or '.join(schemes)}"
        case Whole(low, high):
            return f"whole number{_interval(low, high)}"
        case Number(low, high):
            return f"number{_interval(low, high)}"
        case Flag():
            return "true or false"


def _interval(low: float | None, high: float | None, unit: str = "") -> str:
    if low is None and high is None:
        return ""
    if low is None or high is None:
        return f", {'at most' if low is None else 'at least'} {number_in_words(high or low or 0)}{unit}"
    return f", {number_in_words(low)} to {number_in_words(high)}{unit}"


def _tables(parameter: Parameter) -> tuple[ValueTable, ...]:
    return parameter.kind.tables if isinstance(parameter.kind, Choice) else ()


def _values(table: ValueTable) -> dict[str, object]:
    rows = [(heading, *cells) for heading, cells in table.rows]
    return {"name": table.name, "lines": _table((f"{table.row_facet} / {table.column_facet}", *table.columns), rows)}


def _rule(name: str, level: str, words: str, says: str | None, cites: tuple[Cite, ...]) -> str:
    warning = " (warning)" if level == "warning" else ""
    more = f" It {says.format(value='…', length='more')}." if says else ""
    return f"**{name}**{warning}: {sentence(words)}{more} {_cites(cites)}"


def _cites(cites: tuple[Cite, ...]) -> str:
    return " ".join(f"[{cite.source.key}] “{cite.words}”" for cite in cites)


def _price(price: Price) -> dict[str, object]:
    *outer, last = price.by or (None,)
    columns = list(dict.fromkeys(groups[-1] for groups, _ in price.rates)) if last else [""]
    rates = {groups: str(amount) for groups, amount in price.rates}
    rows = [
        (*before, *(rates.get((*before, column), "unknown") for column in columns))
        for before in dict.fromkeys(groups[:-1] for groups, _ in price.rates)
    ]
    sources = {cite.source.key: cite.source for cite in price.cites}
    known = ", ".join(f"{one.key}: {one.confidence}, read {one.read}" for one in sources.values())
    return {
        "words": f"{price.currency} per {price.per}"
        + (f" of `{price.of.name}`" if price.of else "")
        + (f", on {' and '.join(price.servers)}" if price.servers else "")
        + f" ({known}). What is not listed is unknown, not free.",
        "lines": _table((*map(str, outer), *columns), rows),
    }


def _calls(endpoint: Endpoint) -> Iterator[Row]:
    spoken = endpoint.protocol
    limit = endpoint.limits.submit if endpoint.limits else None
    yield "submit", f"{spoken.submit.method} {spoken.submit.path}", _per_second(limit)
    every = f"every {number_in_words(spoken.poll.every)} s"
    yield "poll", f"{spoken.poll.method} {spoken.poll.path}", f"{every}, {_per_second(spoken.poll.per_second)}"
    for name, call in (("cancel", spoken.cancel), ("list", spoken.listing)):
        if call is not None:
            yield name, f"{call.method} {call.path}", _per_second(call.per_second)


def _per_second(rate: float | None) -> str:
    return "no limit is known" if rate is None else f"at most {number_in_words(rate)} a second"


def _states(endpoint: Endpoint) -> Iterator[Row]:
    for state in endpoint.protocol.machine.states:
        then = ", ".join(state.next) or ("an end" if not state.anytime else "an end, out of any state")
        after = f" after {number_in_words(state.after / 3600)} h" if state.after else ""
        billed = {None: "not known", True: "yes", False: "no"}[state.billed] if not state.next else ""
        yield state.name, state.means.value, f"{then}{after}", billed


def _life(endpoint: Endpoint) -> Iterator[str]:
    machine = endpoint.protocol.machine
    yield f"    [*] --> {machine.start}"
    for state in machine.states:
        for follower in state.next:
            yield f"    {state.name} --> {follower}"
        if not state.next:
            yield f"    {state.name} --> [*]"


def _errors(endpoint: Endpoint) -> Iterator[Row]:
    for error in endpoint.protocol.known:
        yield error.code, ", ".join(map(str, error.http)), error.means.value, "yes" if error.repeatable else "no"
