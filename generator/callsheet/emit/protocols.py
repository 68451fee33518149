"""Emit how a provider is spoken to. Endpoints that speak alike share one constant. Knows no request."""

from collections.abc import Iterator
from dataclasses import dataclass, field

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
    Listing,
    Machine,
    Moment,
    Protocol,
    Server,
    State,
)
from callsheet.model.source import Cite

RUNTIME = (
    "Category",
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


def names(provider: Provider) -> dict[str, str]:
    """Name the protocol of each endpoint: `PROTOCOL`, and one named after its first endpoint for each other."""
    found: list[tuple[Protocol, str]] = []
    named: dict[str, str] = {}
    for endpoint in provider.endpoints:
        name = next((name for spoken, name in found if spoken == endpoint.protocol), None)
        if name is None:
            name = constant(endpoint.name, "protocol") if found else "PROTOCOL"
            found.append((endpoint.protocol, name))
        named[endpoint.name] = name
    return named


def module(provider: Provider, named: dict[str, str]) -> str:
    """Write all protocols of a provider."""
    blocks = [
        lay_out(mapping([(text(one.name), _server(one)) for one in provider.servers]), prefix="SERVERS = "),
        "",
        lay_out(
            call("Key", header=text(provider.key.header), form=text(provider.key.form), env=text(provider.key.env)),
            prefix="KEY = ",
        ),
    ]
    written = _Written()
    for endpoint in provider.endpoints:
        name = named[endpoint.name]
        if name not in written.protocols:
            written.protocols.add(name)
            blocks += ["", *_protocol(provider, endpoint.protocol, name, written)]
    code = "\n".join(blocks)
    return render(
        "protocol.py.jinja",
        provider=provider.name,
        package=variable(provider.name),
        machine=["Machine", "Meaning", "State"],
        runtime=[one for one in RUNTIME if f"{one}(" in code or f"{one}." in code],
        blocks=blocks,
    )


@dataclass(frozen=True, slots=True)
class _Written:
    """What stands in the module already: endpoints that differ in a path share their machine and their errors."""

    protocols: set[str] = field(default_factory=set[str])
    machines: dict[str, Machine] = field(default_factory=dict[str, Machine])
    tables: dict[str, tuple[ErrorCode, ...]] = field(default_factory=dict[str, tuple[ErrorCode, ...]])
    cites: set[Cite] = field(default_factory=set[Cite])


def _comments(cites: tuple[Cite, ...], written: _Written) -> Iterator[str]:
    for cite in cites:
        if cite not in written.cites:
            written.cites.add(cite)
            yield from comment(f"[{cite.source.key}] “{cite.words}”")


def _protocol(provider: Provider, spoken: Protocol, name: str, written: _Written) -> Iterator[str]:
    prefix = "" if name == "PROTOCOL" else name.removesuffix("PROTOCOL")
    machine = next((one for one, same in written.machines.items() if same == spoken.machine), None)
    if machine is None:
        machine = f"{prefix}MACHINE"
        written.machines[machine] = spoken.machine
        yield from (lay_out(_machine(spoken.machine), prefix=f"{machine} = "), "")
    known = next((one for one, same in written.tables.items() if same == spoken.known), None)
    if known is None:
        known = f"{prefix}KNOWN_ERRORS"
        written.tables[known] = spoken.known
        codes = [(text(one.code), _known(one)) for one in spoken.known]
        yield from (lay_out(mapping(codes), prefix=f"{known} = "), "")
    yield from _comments(spoken.cites, written)
    value = call(
        "Protocol",
        provider=text(provider.name),
        servers="SERVERS",
        key="KEY",
        submit=_operation("Submit", spoken.submit, task=_path(spoken.submit.task)),
        poll=_operation("Poll", spoken.poll, every=number(spoken.poll.every)),
        cancel=_operation("Operation", spoken.cancel) if spoken.cancel else None,
        listing=_listing(spoken.listing) if spoken.listing else None,
        machine=machine,
        errors=_shape(spoken.errors),
        failure=_shape(spoken.failure),
        known=known,
    )
    yield lay_out(value, prefix=f"{name} = ")


def _path(path: tuple[str, ...]) -> str:
    return text(".".join(path))


def _optional(value: str | None) -> str | None:
    return None if value is None else text(value)


def _server(server: Server) -> Piece:
    settings = sequence([text(one) for one in server.settings]) if server.settings else None
    return call("Server", url=text(server.url), region=text(server.region), settings=settings)


def _operation(name: str, spoken: Call, **more: Piece | None) -> Piece:
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


def _listing(spoken: Listing) -> Piece:
    query, row = spoken.query, spoken.row
    return _operation(
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


def _state(state: State) -> Piece:
    return call(
        "State",
        means=f"Meaning.{state.means.name}",
        next=_set([text(one) for one in state.next]) if state.next else None,
        billed=None if state.billed is None else repr(state.billed),
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
    )
