"""A request document, taken apart: what travels as JSON, and what in headers, the query, the path or a form.

Knows no endpoint. What stands outside of the body is under keys that begin with `$`, and no provider has such a field.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast
from urllib.parse import quote

from callsheet_runtime.protocol import Body, Operation

if TYPE_CHECKING:
    # Loaded where something is uploaded, which few programs do.
    from callsheet_runtime.media import Upload


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a request consists of on the wire."""

    body: Body
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    query: Mapping[str, str] = field(default_factory=dict[str, str])
    path: Mapping[str, str] = field(default_factory=dict[str, str])
    form: Mapping[str, str] = field(default_factory=dict[str, str])
    files: Mapping[str, str] = field(default_factory=dict[str, str])
    """By field, the name of each file."""


def take_apart(document: Body) -> Parts:
    """Sort a request document by where its parts travel."""
    body = {name: value for name, value in document.items() if not name.startswith("$")}
    return Parts(
        body=body,
        headers=_texts(document, "$headers"),
        query=_texts(document, "$query"),
        path=_texts(document, "$path"),
        form=_texts(document, "$form"),
        files=_texts(document, "$files"),
    )


def fill(operation: Operation, path: Mapping[str, str]) -> str:
    """Fill the holes of an operation's path."""
    filled = operation.path
    for name, value in path.items():
        filled = filled.replace(f"{{{name}}}", quoted(value))
    return filled


def quoted(value: str) -> str:
    """Write a text so that it is one step of a path."""
    written = quote(value, safe="", errors="surrogatepass")
    # A dot is never quoted, and a path of dots leads elsewhere.
    return written if written.strip(".") else written.replace(".", "%2E")


def multipart(parts: Parts, uploads: "Mapping[str, Upload]") -> "Mapping[str, str | Upload] | None":
    """Make the fields of a form; `None` where the request has none."""
    fields: dict[str, str | Upload] = dict(parts.form)
    for name, file in parts.files.items():
        fields[name] = uploads.get(name) or _upload(file)
    return fields or None


def _upload(file: str) -> "Upload":
    from callsheet_runtime.media import Upload  # noqa: PLC0415 -- slow to load, and few requests have files

    return Upload.of(file)


def _texts(document: Body, place: str) -> dict[str, str]:
    inside = document.get(place)
    if not isinstance(inside, dict):
        return {}
    fields = cast("Mapping[str, object]", inside)
    return {name: _text(value) for name, value in fields.items() if value is not None}


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
