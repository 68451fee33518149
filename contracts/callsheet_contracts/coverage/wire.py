"""Put a request document on the wire, as its spec says, for whoever calls without a client. Knows no transport."""

import json
import re
from collections.abc import Mapping
from typing import Final, cast

import httpx

from callsheet.model.endpoint import Provider, TaskEndpoint
from callsheet.model.protocol import Call
from callsheet_contracts.simulator.checks import Asked
from callsheet_runtime.flows.documents import quoted, take_apart

HOLE: Final = re.compile(r"\{([^}]*)\}")
KEY: Final = "none"
"""Stands in the place of the key."""
FILE: Final = b"some bytes"
Document = dict[str, object]


class NotOnTheWireError(Exception):
    """A document that no HTTP call can carry, such as one without the part of the path that it names."""


def asking(provider: Provider, endpoint: Asked, document: object) -> httpx.Request:
    """Make the call that a request document is about.

    Raises:
        NotOnTheWireError: no HTTP call can carry the document.

    """
    call = endpoint.protocol.submit if isinstance(endpoint, TaskEndpoint) else endpoint.call
    whole = cast("Document", document) if isinstance(document, dict) else {}
    _check(whole)
    parts = take_apart(whole)
    missing = [name for name in HOLE.findall(call.path) if not parts.path.get(name)]
    if missing:
        raise NotOnTheWireError(f"the path has a place for {missing[0]}, and nothing stands there")
    headers = {**_headers(provider, call), **parts.headers}
    url = _url(provider, endpoint, call, parts.path)
    if not all(value.isascii() and value.isprintable() and value == value.strip() for value in headers.values()):
        raise NotOnTheWireError("a header holds what no header can")
    if "$form" in whole or "$files" in whole:
        fields = {name: (None, value.encode()) for name, value in parts.form.items()}
        files = {name: (file, FILE) for name, file in parts.files.items()}
        return httpx.Request(call.method, url, params=parts.query, headers=headers, files={**fields, **files})
    if call.method == "GET":
        return httpx.Request(call.method, url, params=parts.query, headers=headers)
    content = json.dumps(parts.body if isinstance(document, dict) else document).encode()
    headers["Content-Type"] = "application/json"
    return httpx.Request(call.method, url, params=parts.query, headers=headers, content=content)


def about(provider: Provider, endpoint: Asked, call: Call, task: str) -> httpx.Request:
    """Make a call about a task, such as a poll; or about none, such as a list."""
    path = dict.fromkeys(HOLE.findall(call.path), task)
    return httpx.Request(call.method, _url(provider, endpoint, call, path), headers=_headers(provider, call))


def _check(document: Mapping[str, object]) -> None:
    """Refuse what is no object where headers, the query, the path or a form stand: they hold names and texts."""
    for name, inside in document.items():
        if name.startswith("$") and not isinstance(inside, dict):
            raise NotOnTheWireError(f"{name} can only hold names and texts")


def _headers(provider: Provider, call: Call) -> dict[str, str]:
    # What is made anew for each call needs to be there; here, it need not be new.
    made = {one.name: one.value or "1" for one in call.headers}
    return {**made, provider.key.header: provider.key.form.replace("{key}", KEY)}


def _url(provider: Provider, endpoint: Asked, call: Call, path: Mapping[str, str]) -> str:
    servers = [one for one in provider.servers if one.name in endpoint.servers]
    server = next((one for one in servers if not one.settings), servers[0])
    filled = HOLE.sub(lambda hole: quoted(path[hole[1]]), call.path)
    return HOLE.sub("any", server.url).rstrip("/") + filled
