"""What a provider checks before it does anything, in its order. Knows no task and builds no answer."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from callsheet.model.endpoint import CallEndpoint, Provider, TaskEndpoint
from callsheet.model.protocol import Call, Key, Poll
from callsheet.model.request import Flag, Kind, Number, Shape, Whole
from callsheet_contracts.paths import place
from callsheet_contracts.simulator.answers import Body
from callsheet_contracts.simulator.faults import CallKind
from callsheet_contracts.simulator.journal import presented


class Refused(Exception):  # noqa: N818 -- no error of the simulator's: it does its work by it
    """The provider refuses a call, in one of the situations that specs have words for."""

    def __init__(self, situation: str, detail: str = "") -> None:
        super().__init__(situation, detail)
        self.situation = situation
        self.detail = detail


Asked = TaskEndpoint | CallEndpoint
"""An endpoint that is called."""


def call_of(endpoint: Asked) -> Call:
    """Find the call that an endpoint begins with."""
    return endpoint.protocol.submit if isinstance(endpoint, TaskEndpoint) else endpoint.call


@dataclass(frozen=True, slots=True)
class Line:
    """A method and a path, what it is for, and the endpoints that share it."""

    kind: CallKind
    call: Call
    endpoints: tuple[Asked, ...]

    @property
    def place(self) -> tuple[str, str]:
        """What no other line of its provider has: its method and its path."""
        return self.call.method, self.call.path

    @property
    def tasks(self) -> tuple[TaskEndpoint, ...]:
        """The endpoints whose tasks it is about."""
        return tuple(one for one in self.endpoints if isinstance(one, TaskEndpoint))


def lines(provider: Provider) -> tuple[Line, ...]:
    """List the calls that a provider takes, each once."""
    shared: dict[tuple[CallKind, str, str], list[tuple[Call, Asked]]] = {}
    for endpoint in provider.tasks:
        protocol = endpoint.protocol
        kinds: tuple[tuple[CallKind, Call | None], ...] = (
            ("submit", protocol.submit),
            ("poll", protocol.poll),
            ("cancel", protocol.cancel),
            ("list", protocol.listing),
        )
        for kind, call in kinds:
            if call is not None:
                # With or without a slash at the end, it is the same call.
                shared.setdefault((kind, call.method, call.path.rstrip("/")), []).append((call, endpoint))
    taken = {place(found[0][0]) for found in shared.values()}
    for plain in provider.calls:
        path = plain.call.path.rstrip("/")
        # A call that asks about a task is answered as a poll is.
        if place(plain.call) not in taken:
            shared[("call", plain.call.method, path)] = [(plain.call, plain)]
    return tuple(
        Line(kind, found[0][0], tuple(endpoint for _, endpoint in found)) for (kind, _, _), found in shared.items()
    )


def check_key(key: Key, headers: Mapping[str, str], wanted: str | None) -> str:
    """Read the key out of the headers. Any will do, unless one is wanted.

    Raises:
        Refused: it is missing, empty or wrong.

    """
    sent = presented(headers.get(key.header.lower(), ""), key.form)
    if not sent or (wanted is not None and sent != wanted):
        raise Refused("bad-key")
    return sent


def check_headers(call: Call, headers: Mapping[str, str]) -> None:
    """Check for headers that have to be there, and for those that must not.

    Raises:
        Refused: one is missing, of another value, or not wanted.

    """
    for header in call.headers:
        sent = headers.get(header.name.lower())
        if sent is None and not header.needed:
            continue
        if not sent or (header.value is not None and sent != header.value):
            raise Refused("missing-header", header.name)
    for name in call.refuses if isinstance(call, Poll) else ():
        if name.lower() in headers:
            raise Refused("unwanted-header", name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What came with a call, apart from its key."""

    headers: Mapping[str, str]
    """By name in small letters."""
    query: Mapping[str, str]
    path: Mapping[str, str]
    content: bytes
    form: Mapping[str, str] | None = None
    """The plain fields of a form; `None` where none was sent."""
    files: Mapping[str, str] = field(default_factory=dict[str, str])
    """By field of the form, the name of each file."""


def read_body(content: bytes) -> object:
    """Read JSON, strictly.

    Raises:
        Refused: it is none.

    """

    def refuse(word: str) -> object:
        raise ValueError(word)

    try:
        # What Python alone takes for JSON, such as NaN, no provider does.
        return cast("object", json.loads(content, parse_constant=refuse))
    except (ValueError, RecursionError) as error:
        raise Refused("invalid-request", "the body is not JSON") from error


def document(shape: Shape, sent: Sent, body: object) -> object:
    """Put what came in headers, query, path and form beside the body, as far as the spec speaks of it."""
    if not isinstance(body, dict):
        return body
    whole: Body = {**cast("Body", body)}
    headers = {name.lower(): value for name, value in sent.headers.items()}
    places: dict[str, Mapping[str, str]] = {
        "$query": sent.query,
        "$path": sent.path,
        "$form": sent.form or {},
        "$files": sent.files,
    }
    for parameter in shape.parameters:
        where, key = parameter.at[0], parameter.at[-1]
        value = headers.get(key.lower()) if where == "$headers" else places.get(where, {}).get(key)
        if value is not None:
            cast("Body", whole.setdefault(where, Body()))[key] = _typed(parameter.kind, value)
    return whole


def _typed(kind: Kind, value: str) -> object:
    """Take a text for what it stands for: outside of JSON there is nothing else."""
    match kind:
        case Whole() if value.removeprefix("-").isdecimal():
            return int(value)
        case Flag() if value in {"true", "false"}:
            return value == "true"
        case Number():
            try:
                return float(value)
            except ValueError:
                return value
        case _:
            return value
