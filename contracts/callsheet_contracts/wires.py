"""Calls as they travel: made of request documents, and read back to see what is left of them. Knows no connection."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, cast
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from callsheet.model.protocol import Call
from callsheet.model.request import OUTSIDE, Shape
from callsheet_contracts.conformance.forms import form_of
from callsheet_contracts.paths import filled, holes, pattern
from callsheet_contracts.samples import content_of
from callsheet_contracts.simulator.checks import Refused, Sent, document, read_body
from callsheet_runtime.flows.documents import take_apart

BOUNDARY: Final = "callsheet-probe"
"""The same in every run, so that the same call is the same bytes."""
Signed = Literal["right", "wrong", "not"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """One call, ready to be sent but for its key and for what is made anew each time."""

    method: str
    path: str
    """Below the base address, with its query."""
    headers: Mapping[str, str | None] = field(default_factory=dict[str, str | None])
    """`None` stands for a value made anew each time."""
    content: bytes = b""
    form: Mapping[str, str] | None = None
    """The plain fields of a form; `None` where none is sent."""
    files: Mapping[str, str] = field(default_factory=dict[str, str])
    signed: Signed = "right"


class CannotSendError(Exception):
    """A document cannot be put on the wire as it is."""


def wire_of(call: Call, request: object) -> Wire:
    """Put a request document on the wire.

    Raises:
        CannotSendError: it has no place there.

    """
    headers: dict[str, str | None] = {one.name: one.value for one in call.headers}
    if not isinstance(request, dict):
        if call.method == "GET":
            raise CannotSendError(f"a {call.method} has no body")
        headers["Content-Type"] = "application/json"
        return Wire(method=call.method, path=call.path, headers=headers, content=json.dumps(request).encode())
    parts = take_apart(cast("dict[str, object]", request))
    path = filled(call.path, parts.path)
    path += f"?{urlencode(parts.query)}" if parts.query else ""
    headers |= parts.headers
    if parts.form or parts.files:
        headers["Content-Type"] = f"multipart/form-data; boundary={BOUNDARY}"
        content = _multipart(parts.form, parts.files)
        return Wire(method=call.method, path=path, headers=headers, content=content, form=parts.form, files=parts.files)
    content = b""
    if call.method != "GET":
        headers["Content-Type"] = "application/json"
        content = json.dumps(parts.body).encode()
    elif parts.body:
        raise CannotSendError(f"a {call.method} has no body")
    return Wire(method=call.method, path=path, headers=headers, content=content)


def has_outside(shape: Shape) -> bool:
    """Tell whether something of a request travels elsewhere than in its body."""
    return any(one.at[0] in OUTSIDE for one in shape.parameters)


def read_back(shape: Shape, call: Call, wire: Wire) -> object:
    """Read a call as a server does: what is left of the document on the wire.

    Raises:
        CannotSendError: the call would be another one.

    """
    parts = urlsplit(wire.path)
    found = re.fullmatch(pattern(call.path, within="[^/]+"), parts.path)
    if found is None:
        raise CannotSendError("its address would be that of another call")
    headers = {name.lower(): value for name, value in wire.headers.items() if value is not None}
    form = form_of(headers.get("content-type", ""), wire.content)
    sent = Sent(
        headers=headers,
        query=dict(parse_qsl(parts.query, keep_blank_values=True)),
        path={name: unquote(value) for name, value in found.groupdict().items()},
        content=wire.content,
        form=form[0] if form else None,
        files=form[1] if form else {},
    )
    try:
        body: object = {} if form or wire.method == "GET" else read_body(wire.content)
    except Refused as refused:
        raise CannotSendError(str(refused)) from refused
    return document(shape, sent, body)


def task_wire(call: Call, task: str, query: Mapping[str, str] | None = None) -> Wire:
    """Make a call about a task."""
    path = filled(call.path, dict.fromkeys(holes(call.path), task)) + (f"?{urlencode(query)}" if query else "")
    return Wire(method=call.method, path=path, headers={one.name: one.value for one in call.headers})


def _multipart(form: Mapping[str, str], files: Mapping[str, str]) -> bytes:
    parts: list[bytes] = []
    for name, value in form.items():
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{_word(name)}"\r\n\r\n'
        parts.append(f"{head}{value}\r\n".encode("utf-8", "surrogatepass"))
    for name, file in files.items():
        mime, content = content_of(file)
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{_word(name)}"; filename="{_word(file)}"\r\n'
        parts.append(f"{head}Content-Type: {mime}\r\n\r\n".encode("utf-8", "surrogatepass") + content + b"\r\n")
    return b"".join((*parts, f"--{BOUNDARY}--\r\n".encode()))


def _word(value: str) -> str:
    """Write a name in quotes as browsers do."""
    return value.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
