"""The keys of every record, as Markdown tables, made from the very shapes that check them. Knows no meaning."""

from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import Literal, cast, get_args, get_origin

from callsheet.syntax.documents import KINDS
from callsheet.syntax.located import Entries, Located
from callsheet.syntax.shapes import Key, keys, shorthand

WORDS: dict[object, str] = {str: "text", int: "whole number", float: "number", bool: "true or false"}


def reference() -> str:
    """Write a section for every record, each file kind first, then what stands in it."""
    records: dict[type, None] = {}
    for kind in KINDS.values():
        _collect(kind, records)
    return "\n".join(line for record in records for line in _section(record))


def _collect(record: type, records: dict[type, None]) -> None:
    if record in records:
        return
    records[record] = None
    for one in keys(record):
        inner = _record_in(one.annotation)
        if inner is not None:
            _collect(inner, records)


def _record_in(annotation: object) -> type | None:
    origin = get_origin(annotation)
    if origin in {tuple, Entries}:
        return _record_in(get_args(annotation)[0])
    if isinstance(annotation, type) and is_dataclass(annotation) and not hasattr(annotation, "parse"):
        return cast("type", annotation)
    return None


def title(record: type) -> str:
    """Name a record as a heading does: `a parameter` → `parameter`."""
    name = cast("str", getattr(record, "NAME", record.__name__))
    return name.partition(" ")[2] if name.startswith(("a ", "an ")) else name


def _section(record: type) -> Iterator[str]:
    yield f"### {title(record)}"
    yield ""
    yield (record.__doc__ or "").strip()
    short = shorthand(record)
    if short:
        yield f"A bare value stands for `{short}`."
    yield ""
    yield "| key | | is | |"
    yield "| --- | --- | --- | --- |"
    for one in keys(record):
        doc = one.doc.replace("|", "\\|")
        yield f"| `{one.name}` | {'required' if one.required else ''} | {_kind(one)} | {doc} |"
    yield ""


def _kind(one: Key) -> str:
    words = _words(one.annotation)
    return f"{words}, or just one" if one.one_or_many else words


def _words(annotation: object) -> str:
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin is Located:
        kind = inside[0]
        return (
            ", ".join(f"`{word}`" for word in get_args(kind))
            if get_origin(kind) is Literal
            else WORDS.get(kind, "a value")
        )
    if origin is tuple:
        return f"list of {_words(inside[0])}"
    if origin is Entries:
        return f"named: {_words(inside[0])}"
    record = _record_in(annotation)
    if record is not None:
        anchor = title(record).replace(" ", "-")
        return f"[{title(record)}](#{anchor})"
    return cast("type", annotation).__name__.lower()
