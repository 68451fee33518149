"""The calls that a provider takes, each once, however many endpoints share it. Knows no format that tells of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from callsheet.model.endpoint import CallEndpoint, Provider, TaskEndpoint
from callsheet.model.protocol import Call

Kind = Literal["create", "poll", "cancel", "list", "call"]
Asked = TaskEndpoint | CallEndpoint
_HOLE: Final = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Operation:
    """A method and a path, what it is for, and the endpoints that share it."""

    id: str
    """Unlike any other of the provider."""
    kind: Kind
    call: Call
    endpoints: tuple[Asked, ...]

    @property
    def tasks(self) -> tuple[TaskEndpoint, ...]:
        """The endpoints whose tasks it is about."""
        return tuple(one for one in self.endpoints if isinstance(one, TaskEndpoint))

    @property
    def answered(self) -> str:
        """What answers to it are called in specs."""
        return "submit" if self.kind == "create" else self.kind


def asked(provider: Provider) -> tuple[Asked, ...]:
    """List the endpoints that are called: not those that call."""
    return (*provider.tasks, *provider.calls)


def operations(provider: Provider) -> tuple[Operation, ...]:
    """List the calls of a provider: those of its tasks, then the plain ones.

    A plain call that asks what a poll asks is that poll: two paths that differ in the name of a hole are one path.
    """
    shared: dict[tuple[str, str], tuple[Kind, Call, list[Asked]]] = {}
    for kind, call, endpoint in _calls(provider):
        place = call.method, _HOLE.sub("{}", call.path)
        shared.setdefault(place, (kind, call, []))[2].append(endpoint)
    found = list(shared.values())
    calls = {kind: [call for one, call, _ in found if one == kind] for kind, _, _ in found}
    return tuple(
        Operation(_name(kind, call, endpoints, calls[kind]), kind, call, tuple(endpoints))
        for kind, call, endpoints in found
    )


def operation_for(provider: Provider, kind: Kind, endpoint: Asked) -> Operation:
    """Find the call of a kind that an endpoint has."""
    return next(one for one in operations(provider) if one.kind == kind and endpoint in one.endpoints)


def plain(name: str) -> str:
    """Write a name with letters, digits and hyphens alone, as every format takes it."""
    return re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-")


def _calls(provider: Provider) -> Iterator[tuple[Kind, Call, Asked]]:
    for endpoint in provider.tasks:
        protocol = endpoint.protocol
        yield "create", protocol.submit, endpoint
        yield "poll", protocol.poll, endpoint
        if protocol.cancel:
            yield "cancel", protocol.cancel, endpoint
        if protocol.listing:
            yield "list", protocol.listing, endpoint
    for plain_call in provider.calls:
        yield "call", plain_call.call, plain_call


def _name(kind: Kind, call: Call, endpoints: list[Asked], siblings: list[Call]) -> str:
    """Name a call after its endpoint if it has one alone, else by what in its path sets it apart from its siblings."""
    if kind == "call":
        return plain(endpoints[0].name)
    if len(siblings) == 1:
        return kind
    if len(endpoints) == 1:
        return f"{kind}-{plain(endpoints[0].name)}"
    steps = [one.path.split("/") for one in siblings]
    own = [step for step in call.path.split("/") if not all(step in other for other in steps)]
    return plain("-".join((kind, *own)))
