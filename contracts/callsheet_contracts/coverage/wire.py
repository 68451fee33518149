"""Make calls of request documents, for whoever calls a simulated provider without a client. Knows no transport."""

from collections.abc import Mapping
from typing import Final, cast

import httpx

from callsheet.model.endpoint import Provider
from callsheet.model.protocol import Call
from callsheet_contracts.paths import anywhere, holes
from callsheet_contracts.simulator.checks import Asked, call_of
from callsheet_contracts.wires import Wire, task_wire, wire_of

KEY: Final = "none"
"""Stands in the place of the key."""
Document = dict[str, object]


class NotOnTheWireError(Exception):
    """A document that no HTTP call can carry, such as one without the part of the path that it names."""


def asking(provider: Provider, endpoint: Asked, document: object) -> httpx.Request:
    """Make the call that a request document is about.

    Raises:
        NotOnTheWireError: no HTTP call can carry the document.

    """
    call = call_of(endpoint)
    whole = _object(document)
    _check(call, whole)
    # Where there is no body, what a document has beside the path and the like is not heard by anybody.
    outside: Document = {name: value for name, value in whole.items() if name.startswith("$")}
    wire = wire_of(call, outside if call.method == "GET" else document)
    headers = filter(None, wire.headers.values())
    if not all(value.isascii() and value.isprintable() and value == value.strip() for value in headers):
        raise NotOnTheWireError("a header holds what no header can")
    return _request(provider, endpoint, wire)


def about(provider: Provider, endpoint: Asked, call: Call, task: str) -> httpx.Request:
    """Make a call about a task, such as a poll; or about none, such as a list."""
    return _request(provider, endpoint, task_wire(call, task))


def _object(document: object) -> Document:
    return cast("Document", document) if isinstance(document, dict) else {}


def _check(call: Call, document: Mapping[str, object]) -> None:
    """Refuse what is no object where headers, the query, the path or a form stand, and a path with a hole in it."""
    for name, inside in document.items():
        if name.startswith("$") and not isinstance(inside, dict):
            raise NotOnTheWireError(f"{name} can only hold names and texts")
    path = cast("Document", document.get("$path", {}))
    missing = [name for name in holes(call.path) if path.get(name) in (None, "")]
    if missing:
        raise NotOnTheWireError(f"the path has a place for {missing[0]}, and nothing stands there")


def _request(provider: Provider, endpoint: Asked, wire: Wire) -> httpx.Request:
    servers = [one for one in provider.servers if one.name in endpoint.servers]
    server = next((one for one in servers if not one.settings), servers[0])
    # What is made anew for each call needs to be there; here, it need not be new.
    made = {name: value or "1" for name, value in wire.headers.items()}
    headers = {provider.key.header: provider.key.form.replace("{key}", KEY), **made}
    url = anywhere(server.url).rstrip("/") + wire.path
    return httpx.Request(wire.method, url, headers=headers, content=wire.content)
