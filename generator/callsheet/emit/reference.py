"""Emit a reference page for each endpoint, in Markdown that a terminal can show as it is.

Pages travel with the clients, so that `callsheet show` needs neither specs nor compiler.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from callsheet.emit.files import Files
from callsheet.emit.layout import sentence, variable
from callsheet.emit.matrix import by_model
from callsheet.emit.rule_values import rule_in_words
from callsheet.emit.templating import render
from callsheet.model.endpoint import (
    CallEndpoint,
    Catalog,
    Doubt,
    Endpoint,
    Price,
    Provider,
    ResultField,
    TaskEndpoint,
    WebhookEndpoint,
)
from callsheet.model.protocol import ErrorCode, ErrorTable, Event, Machine, State
from callsheet.model.request import (
    Choice,
    File,
    Flag,
    Id,
    Kind,
    List,
    Number,
    Parameter,
    Rule,
    Shape,
    Text,
    Url,
    ValueTable,
    Whole,
)
from callsheet.model.source import Cite, Source
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
        sections=[{"title": title, "lines": lines} for title, lines in _sections(provider, endpoint) if lines],
    )


def _sections(provider: Provider, endpoint: Endpoint) -> Iterator[tuple[str, list[str]]]:
    """List the sections of a page; one without lines is left out."""
    if not isinstance(endpoint, WebhookEndpoint):
        key = f"{provider.key.header}: {provider.key.form}"
        signed = f"Signed with `{key}`; without a key, `{provider.key.env}` is read from the environment."
        where = [*table(("server", "region", "address"), _servers(provider, endpoint)), "", signed]
        yield "## Where", [*where, *_secrets(provider)]
        yield "## What may be sent", _sent(endpoint.parameters)
        for parameter, kind in endpoint.lists():
            if isinstance(kind.item, Shape):
                yield f"### One item of {parameter.name}", _sent(kind.item.parameters)
            yield f"### Measures of {parameter.name}", _measures(parameter)
        for parameter in endpoint.every_parameter():
            for one in _tables(parameter):
                yield f"### {one.name}", _values(one)
        yield "## By model", _matrix(endpoint)
        yield "## Rules", [*(f"- {_rule(rule)}" for rule in endpoint.every_rule()), UNNAMED]
        yield "## Price", [line for price in endpoint.prices for line in _price(price)] or [NO_PRICE]
    yield from _conversation(endpoint)
    yield "## What comes back" if not isinstance(endpoint, WebhookEndpoint) else "## What arrives", _result(endpoint)
    if isinstance(endpoint, (TaskEndpoint, CallEndpoint)):
        yield "## Errors", table(("code", "HTTP", "about", "again?", "billed"), _errors(endpoint.errors))
    yield "## Limits", _limits(endpoint)
    yield "## How long it is kept", _retention(endpoint)
    yield "## Doubts", [f"- {_doubt(one)}" for one in endpoint.doubts]
    yield "## Sources", [f"- {_source(one)}" for one in endpoint.sources()]


def _secrets(provider: Provider) -> list[str]:
    """Say what must not stay in a recording."""
    secrets = provider.secrets
    fields = tuple(".".join(one) for one in secrets.fields)
    named = (("header", secrets.headers), ("field", fields), ("query key", secrets.query))
    parts = [f"{what} {', '.join(f'`{one}`' for one in names)}" for what, names in named if names]
    if not parts:
        return []
    about = f" {sentence(secrets.doc)}" if secrets.doc else ""
    return ["", f"No recording may hold, besides the key: {'; '.join(parts)}.{about}"]


UNNAMED = "- **undocumented** (warning): a field that no page names."
NO_PRICE = "Unknown: no page that was read gives one."


def _conversation(endpoint: Endpoint) -> Iterator[tuple[str, list[str]]]:
    match endpoint:
        case TaskEndpoint():
            machine = endpoint.protocol.machine
            yield "## The life of a task", [*table(("call", "", "limit"), _calls(endpoint)), "", *_life(machine)]
        case CallEndpoint(call=call):
            again = "It is repeated where no answer comes." if call.repeatable else "It is made once."
            costs = " It may be charged." if call.costs else ""
            rows = [("call", f"{call.method} {call.path}", _per_second(call.per_second))]
            yield "## The call", [*table(("call", "", "limit"), rows), "", again + costs]
        case WebhookEndpoint(event=event):
            yield "## How it arrives", list(_event(event))
            yield "## The life of a task", _life(event.machine)
        case _:
            pass


def _event(event: Event) -> Iterator[str]:
    if event.doc:
        yield from (sentence(event.doc), "")
    yield f"- The task's id stands at `{'.'.join(event.task)}`, its state at `{'.'.join(event.status)}`."
    if event.signature is None:
        yield "- Nobody signs it: it is a hint, and a poll tells."
    else:
        yield f"- Signed in the header `{event.signature.signature}`, by {event.signature.method}."
    if event.reply:
        yield f"- The answer that counts as taken is HTTP 200 with the body `{event.reply}`."
    if event.within is not None:
        yield f"- It wants to be answered within {number_in_words(event.within)} s."
    if event.retries:
        pauses = ", ".join(f"{number_in_words(pause)} s" for pause in event.retries)
        yield f"- What is not taken is sent again after {pauses}."


def _sent(parameters: Iterable[Parameter]) -> list[str]:
    heads = ("parameter", "in the body", "", "values", "default", "what it does")
    return table(heads, map(_parameter, parameters))


def _matrix(endpoint: Endpoint) -> list[str]:
    heads, rows = by_model(endpoint)
    return [*table(heads, rows), "", "A star: rules say more, see below."] if rows else []


def _measures(parameter: Parameter) -> list[str]:
    named = [one for one in parameter.measures if not one.name.endswith(".count")]
    return table(("measure", "what it counts"), [(one.name, sentence(one.doc)) for one in named])


def _result(endpoint: Endpoint) -> list[str]:
    rows = [
        row
        for one in endpoint.result
        for row in (_answered(one), *(map(_answered, one.item) if isinstance(one.item, tuple) else ()))
    ]
    return table(("field", "in the answer", "type", "what it means"), rows)


def _answered(field: ResultField) -> Row:
    item = f" of {field.item}" if isinstance(field.item, str) else ""
    return field.name, ".".join(field.at), f"{field.type}{item}", sentence(field.doc)


def _limits(endpoint: Endpoint) -> list[str]:
    limits = endpoint.limits
    if limits is None:
        return []
    rows = [(plan, str(count)) for plan, count in limits.plans]
    words = [sentence(limits.doc)] if limits.doc else []
    words += [f"Tasks at work at once: {limits.running}."] if limits.running else []
    plans = table(("plan", "tasks at work at once"), rows)
    return [*words, *([""] if words and plans else []), *plans]


def _retention(endpoint: Endpoint) -> list[str]:
    kept = endpoint.retention
    if kept is None:
        return []
    words = [sentence(kept.doc)] if kept.doc else []
    spans = (("A task can be asked for", kept.task), ("The result can be fetched", kept.media))
    return [*words, *(f"{what} for {number_in_words(span / 3600)} h." for what, span in spans if span is not None)]


def _doubt(one: Doubt) -> str:
    return f"**{one.name}** ({one.about}): {sentence(one.doc)} {_cites(one.readings)}"


def _source(one: Source) -> str:
    address = f" <{one.url}>" if one.url else ""
    return f"`{one.key}` {one.title}, {one.publisher} ({one.language}, {one.confidence}, read {one.read}){address}"


def table(heads: Row, rows: Iterable[Row]) -> list[str]:
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
    takes = f" Given by {' or '.join(parameter.takes)}." if parameter.takes else ""
    words = f"{sentence(parameter.doc)}{takes}"
    return parameter.name, parameter.pointer, need, _kind(parameter.kind), default, words


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
        case Id(loose):
            return "id, a number or text" if loose else "id, a number or digits"
        case File(media, most_bytes, most_side, most_seconds):
            types = ", ".join(name for name, _ in media) or "any"
            size = "" if most_bytes is None else f", at most {most_bytes:,} bytes"
            side = "" if most_side is None else f", at most {most_side} pixels a side"
            length = "" if most_seconds is None else f", at most {most_seconds} seconds"
            return f"file: {types}{size}{side}{length}"
        case List(item, low, high):
            inside = "objects" if isinstance(item, Shape) else _kind(item.kind)
            return f"list of {inside}{_interval(low, high, ' items')}"
        case _:
            assert_never(kind)


def _interval(low: float | None, high: float | None, unit: str = "") -> str:
    if low is None and high is None:
        return ""
    if low is None or high is None:
        return f", {'at most' if low is None else 'at least'} {number_in_words(high or low or 0)}{unit}"
    return f", {number_in_words(low)} to {number_in_words(high)}{unit}"


def _tables(parameter: Parameter) -> tuple[ValueTable, ...]:
    return parameter.kind.tables if isinstance(parameter.kind, Choice) else ()


def _values(one: ValueTable) -> list[str]:
    rows = [(heading, *cells) for heading, cells in one.rows]
    return table((f"{one.row_facet} / {one.column_facet}", *one.columns), rows)


def _rule(rule: Rule) -> str:
    warning = " (warning)" if rule.level == "warning" else ""
    more = f" It {rule.says.format(value='…', length='more')}." if rule.says else ""
    return f"**{rule.name}**{warning}: {sentence(rule_in_words(rule))}{more} {_cites(rule.cites)}"


def _cites(cites: tuple[Cite, ...]) -> str:
    return " ".join(f"[{cite.source.key}] “{cite.words}”" for cite in cites)


def _price(price: Price) -> Iterator[str]:
    *outer, last = price.by or (None,)
    columns = list(dict.fromkeys(groups[-1] for groups, _ in price.rates)) if last else [price.currency]
    rates = {groups: str(amount) for groups, amount in price.rates}
    rows = [
        (*before, *(rates.get((*before, column), "unknown") for column in columns))
        for before in dict.fromkeys(groups[:-1] for groups, _ in price.rates)
    ]
    rows = rows if last else [tuple(rates.values())]
    sources = {cite.source.key: cite.source for cite in price.cites}
    known = ", ".join(f"{one.key}: {one.confidence}, read {one.read}" for one in sources.values())
    parts = [
        f"{price.currency} per {price.per}",
        f" of `{price.of.name}`" if price.of else "",
        f", in started steps of {price.step}" if price.step else "",
        ", which only the finished task counts" if price.afterwards else "",
        f", on {' and '.join(price.servers)}" if price.servers else "",
        f", unless {' or '.join(one.name for one in price.unless)} is given" if price.unless else "",
        f" ({known}). What is not listed is unknown, not free.",
    ]
    yield from ("".join(parts), "")
    yield from table((*map(str, outer), *columns), rows)
    yield ""


def _calls(endpoint: TaskEndpoint) -> Iterator[Row]:
    spoken = endpoint.protocol
    limit = endpoint.limits.submit if endpoint.limits else None
    yield "submit", f"{spoken.submit.method} {spoken.submit.path}", _per_second(limit)
    every = f"every {number_in_words(spoken.poll.every)} s"
    if spoken.poll.gives_up is not None:
        every = f"{every} until {number_in_words(spoken.poll.gives_up)} s, when it counts as failed"
    yield "poll", f"{spoken.poll.method} {spoken.poll.path}", f"{every}, {_per_second(spoken.poll.per_second)}"
    for name, call in (("cancel", spoken.cancel), ("list", spoken.listing)):
        if call is not None:
            yield name, f"{call.method} {call.path}", _per_second(call.per_second)


def _per_second(rate: float | None) -> str:
    return "no limit is known" if rate is None else f"at most {number_in_words(rate)} a second"


def _life(machine: Machine) -> list[str]:
    states = table(("state", "means", "then", "billed", "note"), map(_state, machine.states))
    return [*states, "", "```mermaid", "stateDiagram-v2", *_diagram(machine), "```"]


def _state(state: State) -> Row:
    then = ", ".join(state.next) or ("an end" if not state.anytime else "an end, out of any state")
    after = f" after {number_in_words(state.after / 3600)} h" if state.after else ""
    billed = {None: "not known", True: "yes", False: "no"}[state.billed] if not state.next else ""
    means = state.means.value + (f": the {state.stage.value}" if state.stage else "")
    return state.name, means, f"{then}{after}", billed, sentence(state.doc) if state.doc else ""


def _diagram(machine: Machine) -> Iterator[str]:
    yield f"    [*] --> {machine.start}"
    for state in machine.states:
        for follower in state.next:
            yield f"    {state.name} --> {follower}"
        if not state.next:
            yield f"    {state.name} --> [*]"


def _errors(errors: ErrorTable) -> Iterator[Row]:
    for error in errors.known:
        about = error.means.value + (f" of the {error.stage.value}" if error.stage else "")
        again = "yes" if error.repeatable else "no"
        yield error.code, ", ".join(map(str, error.http)), about, again, _charged(error)


def _charged(error: ErrorCode) -> str:
    """Say what a page says of it; most say nothing, and then the HTTP status decides."""
    billed = False if error.before_work else error.billed
    return {None: "", True: "yes", False: "no"}[billed]
