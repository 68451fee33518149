"""Emit how a provider is spoken to. Endpoints that speak alike share one constant. Knows no request."""

from collections.abc import Collection, Generator, Iterator
from dataclasses import dataclass, field, replace

from callsheet.emit.layout import (
    Bracketed,
    Piece,
    call,
    comment,
    constant,
    lay_out,
    mapping,
    number,
    sequence,
    text,
    variable,
)
from callsheet.emit.templating import render
from callsheet.model.endpoint import Provider
from callsheet.model.protocol import (
    Call,
    ErrorCode,
    ErrorShape,
    ErrorTable,
    Listing,
    Machine,
    Moment,
    Poll,
    Protocol,
    Secrets,
    Server,
    State,
)
from callsheet.model.source import Cite

RUNTIME = (
    "Category",
    "Conventions",
    "ErrorShape",
    "Key",
    "KnownError",
    "Listing",
    "Moment",
    "Operation",
    "Poll",
    "Protocol",
    "Server",
    "Submit",
)
MACHINERY = ("Machine", "Meaning", "Stage", "State")


@dataclass(frozen=True, slots=True)
class Spoken:
    """The module of how a provider is spoken to, and what of it each endpoint uses."""

    text: str
    names: dict[str, str]
    """By endpoint, the constant: of its protocol, of what plain calls have in common, of a webhook's machine."""

    @property
    def usual(self) -> str:
        """The constant that stands for the provider."""
        return next(iter(self.names.values()))


def spoken(provider: Provider) -> Spoken:
    """Write all that a provider's endpoints share. What is alike is written once, named after the first that has it."""
    blocks = [
        lay_out(mapping([(text(one.name), _server(one)) for one in provider.servers]), prefix="SERVERS = "),
        "",
        lay_out(
            call("Key", header=text(provider.key.header), form=text(provider.key.form), env=text(provider.key.env)),
            prefix="KEY = ",
        ),
    ]
    written = _Written(provider.name, provider.secrets)
    names: dict[str, str] = {}
    for task in provider.tasks:
        names[task.name] = yielded(blocks, _protocol(task.protocol, task.name, written))
    for plain in provider.calls:
        names[plain.name] = yielded(blocks, _conventions(plain.errors, plain.name, written))
    for webhook in provider.webhooks:
        names[webhook.name] = yielded(blocks, _machine_block(webhook.event.machine, webhook.name, written))
    code = "\n".join(blocks)
    module = render(
        "protocol.py.jinja",
        provider=provider.name,
        package=variable(provider.name),
        replaces="= replace(" in code,
        machine=_used(MACHINERY, code),
        runtime=_used(RUNTIME, code),
        blocks=blocks,
    )
    return Spoken(module, names)


def yielded(blocks: list[str], lines: Generator[str, None, str]) -> str:
    """Add what a writer yields, apart from what stands before, and take the name that it returns."""
    found: list[str] = []
    while True:
        try:
            found.append(next(lines))
        except StopIteration as done:
            if found:
                blocks += ["", *found]
            name: str = done.value
            return name


@dataclass(frozen=True, slots=True)
class _Written:
    """What stands in the module already: endpoints that differ in a path share their machine and their errors."""

    provider: str
    secrets: Secrets
    protocols: dict[str, Protocol] = field(default_factory=dict[str, Protocol])
    conventions: dict[str, ErrorTable] = field(default_factory=dict[str, ErrorTable])
    machines: dict[str, Machine] = field(default_factory=dict[str, Machine])
    tables: dict[str, tuple[ErrorCode, ...]] = field(default_factory=dict[str, tuple[ErrorCode, ...]])
    cites: set[Cite] = field(default_factory=set[Cite])


def _comments(cites: tuple[Cite, ...], written: _Written) -> Iterator[str]:
    for cite in cites:
        if cite not in written.cites:
            written.cites.add(cite)
            yield from comment(f"[{cite.source.key}] “{cite.words}”")


def _named(endpoint: str, what: str, taken: Collection[str]) -> str:
    """Name a part: plainly if it is the first of its kind, else after the endpoint."""
    return constant(endpoint, what) if taken else constant(what)


def _protocol(spoken: Protocol, endpoint: str, written: _Written) -> Generator[str, None, str]:
    for name, same in written.protocols.items():
        if same == spoken:
            return name
    name = _named(endpoint, "protocol", written.protocols)
    alike = next((one for one, same in written.protocols.items() if _but_for_submit(spoken, same)), None)
    written.protocols[name] = spoken
    if alike is not None:
        yield from _comments(spoken.cites, written)
        submit = operation("Submit", spoken.submit, task=_path(spoken.submit.task))
        yield lay_out(call("replace", alike, submit=submit), prefix=f"{name} = ")
        return name
    machines = len(written.machines)
    machine = yield from _machine_block(spoken.machine, endpoint, written)
    if len(written.machines) > machines:
        yield ""
    shared = yield from _shared(spoken.errors, endpoint, written)
    yield from _comments(spoken.cites, written)
    value = call(
        "Protocol",
        **shared,
        submit=operation("Submit", spoken.submit, task=_path(spoken.submit.task)),
        poll=_poll(spoken.poll),
        cancel=operation("Operation", spoken.cancel) if spoken.cancel else None,
        listing=_listing(spoken.listing) if spoken.listing else None,
        machine=machine,
        failure=_shape(spoken.failure),
    )
    yield lay_out(value, prefix=f"{name} = ")
    return name


def _but_for_submit(one: Protocol, other: Protocol) -> bool:
    """Tell whether two protocols differ only in how a task is created."""
    return replace(one, submit=other.submit, cites=other.cites) == other


def _conventions(errors: ErrorTable, endpoint: str, written: _Written) -> Generator[str, None, str]:
    for name, same in written.conventions.items():
        if same == errors:
            return name
    name = _named(endpoint, "calls", written.conventions)
    written.conventions[name] = errors
    shared = yield from _shared(errors, endpoint, written)
    yield from _comments(errors.cites, written)
    yield lay_out(call("Conventions", **shared), prefix=f"{name} = ")
    return name


def _shared(errors: ErrorTable, endpoint: str, written: _Written) -> Generator[str, None, dict[str, Piece | None]]:
    """Write the error table, and say what every call to the provider has in common."""
    known = next((one for one, same in written.tables.items() if same == errors.known), None)
    if known is None:
        known = _named(endpoint, "known-errors", written.tables)
        written.tables[known] = errors.known
        codes = [(text(one.code), _known(one)) for one in errors.known]
        yield lay_out(mapping(codes), prefix=f"{known} = ")
        yield ""
    others = [_shape(one) for one in errors.shapes[1:]]
    headers, fields = written.secrets.headers, written.secrets.fields
    return {
        "provider": text(written.provider),
        "servers": "SERVERS",
        "key": "KEY",
        "errors": _shape(errors.usual),
        "other_errors": sequence(others) if others else None,
        "success": _optional(errors.success),
        "known": known,
        "secret_headers": sequence([text(one) for one in headers]) if headers else None,
        "secret_fields": sequence([_path(one) for one in fields]) if fields else None,
    }


def _machine_block(machine: Machine, endpoint: str, written: _Written) -> Generator[str, None, str]:
    for name, same in written.machines.items():
        if same == machine:
            return name
    name = _named(endpoint, "machine", written.machines)
    written.machines[name] = machine
    yield lay_out(_machine(machine), prefix=f"{name} = ")
    return name


def _path(path: tuple[str, ...]) -> str:
    return text(".".join(path))


def _optional(value: str | None) -> str | None:
    return None if value is None else text(value)


def _server(server: Server) -> Piece:
    settings = sequence([text(one) for one in server.settings]) if server.settings else None
    return call("Server", url=text(server.url), region=text(server.region), settings=settings)


def operation(name: str, spoken: Call, **more: Piece | None) -> Piece:
    """Write one call."""
    constants = [(text(one.name), text(one.value)) for one in spoken.headers if one.value is not None]
    fresh = [text(one.name) for one in spoken.headers if one.value is None]
    return call(
        name,
        method=text(spoken.method),
        path=text(spoken.path),
        headers=mapping(constants) if constants else None,
        fresh=sequence(fresh) if fresh else None,
        per_second=None if spoken.per_second is None else number(spoken.per_second),
        **more,
    )


def _poll(spoken: Poll) -> Piece:
    limit = None if spoken.gives_up is None else number(spoken.gives_up)
    return operation("Poll", spoken, every=number(spoken.every), gives_up=limit)


def _listing(spoken: Listing) -> Piece:
    query, row = spoken.query, spoken.row
    return operation(
        "Listing",
        spoken,
        rows=_path(spoken.rows),
        row_task=text(row.task),
        row_status=text(row.status),
        row_model=_optional(row.model),
        row_created=_optional(row.created),
        row_ended=_optional(row.ended),
        row_moment=_moment(row.moment),
        total=_path(spoken.total) if spoken.total else None,
        pages=_path(spoken.pages) if spoken.pages else None,
        query_model=_optional(query.model),
        query_status=_optional(query.status),
        query_since=_optional(query.since),
        query_until=_optional(query.until),
        query_moment=_moment(query.moment),
        query_page=_optional(query.page),
        query_size=_optional(query.size),
    )


def _moment(moment: Moment | None) -> Piece | None:
    if moment is None:
        return None
    return call("Moment", form=text(moment.form), zone=number(moment.zone) if moment.zone else None)


def _machine(machine: Machine) -> Piece:
    anytime = [text(state.name) for state in machine.states if state.anytime]
    return call(
        "Machine",
        at=_path(machine.at),
        start=text(machine.start),
        states=mapping([(text(state.name), _state(state)) for state in machine.states]),
        anytime=_set(anytime) if anytime else None,
    )


def _used(names: tuple[str, ...], code: str) -> list[str]:
    return [one for one in names if f"{one}(" in code or f"{one}." in code]


def _state(state: State) -> Piece:
    return call(
        "State",
        means=f"Meaning.{state.means.name}",
        next=_set([text(one) for one in state.next]) if state.next else None,
        billed=None if state.billed is None else repr(state.billed),
        stage=None if state.stage is None else f"Stage.{state.stage.name}",
    )


def _set(parts: list[str]) -> Piece:
    return call("frozenset", Bracketed("", tuple(parts), "{", "}"))


def _shape(shape: ErrorShape) -> Piece:
    request_id = _path(shape.request_id) if shape.request_id else None
    code = _path(shape.code) if shape.code else None
    return call("ErrorShape", code=code, message=_path(shape.message), request_id=request_id)


def _known(error: ErrorCode) -> Piece:
    return call(
        "KnownError",
        category=f"Category.{error.means.name}",
        repeatable="True" if error.repeatable else None,
        refused_before_work="True" if error.before_work else None,
        billed=None if error.billed is None else repr(error.billed),
        stage=None if error.stage is None else f"Stage.{error.stage.name}",
    )
