"""Read a node as a record: a frozen dataclass whose annotations are the shape, the check and the JSON Schema at once.

Understood are `Located[…]` of a scalar or of a `Literal`, `tuple[…, …]`, `Entries[…]`, other records, `… | None`,
and `Atom` classes that read themselves. Knows no particular record.
"""

import types
import typing
from collections.abc import Mapping as AnyMapping
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from functools import cache
from typing import Any, ClassVar, Literal, Protocol, TypeVar, Union, cast, get_args, get_origin, runtime_checkable

from callsheet.diagnostics import Diagnostics, did_you_mean
from callsheet.syntax.located import Entries, Entry, Located
from callsheet.text import Listing, Mapping, Node, Scalar

R = TypeVar("R")

BAD: typing.Final = object()
"""Stands for a value that could not be read; the reason has been noted."""

KINDS: typing.Final[AnyMapping[type, str]] = {
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
}


@runtime_checkable
class Atom(Protocol):
    """A class that reads itself from a node, for what no record can say."""

    @classmethod
    def parse(cls, node: Node, notes: Diagnostics) -> "Atom | None":
        """Read the node, or note what is wrong and answer `None`."""
        ...

    @classmethod
    def json_schema(cls) -> dict[str, object]:
        """Say what is allowed, for editors."""
        ...


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a record."""

    name: str
    attribute: str
    annotation: object
    doc: str
    required: bool
    one_or_many: bool
    bounds: bool


def key(
    doc: str,
    *,
    name: str = "",
    optional: bool = False,
    many: bool = False,
    one_or_many: bool = False,
    bounds: bool = False,
) -> Any:  # noqa: ANN401 -- as `dataclasses.field`
    """Describe a key of a record. `many` and `bounds`, which are two, default to nothing, `optional` to `None`."""
    metadata = {"doc": doc, "name": name, "one_or_many": one_or_many, "bounds": bounds}
    if many or bounds:
        return field(default=(), metadata=metadata)
    return field(default=None, metadata=metadata) if optional else field(metadata=metadata)


def entries(doc: str) -> Any:  # noqa: ANN401 -- as `dataclasses.field`
    """Describe a key that holds named parts, possibly none."""
    return field(default=Entries(()), metadata={"doc": doc, "name": "", "one_or_many": False, "bounds": False})


@cache
def keys(record: type) -> tuple[Key, ...]:
    """List the keys of a record."""
    hints = typing.get_type_hints(record)
    return tuple(_key(one, hints[one.name]) for one in fields(record) if "doc" in one.metadata)


def _key(one: "Field[Any]", hint: object) -> Key:
    name = one.metadata["name"] or one.name
    return Key(
        name=name,
        attribute=one.name,
        annotation=_without_none(hint),
        doc=one.metadata["doc"],
        required=one.default is MISSING,
        one_or_many=one.metadata["one_or_many"],
        bounds=one.metadata["bounds"],
    )


def _without_none(hint: object) -> object:
    if get_origin(hint) in {Union, types.UnionType}:
        return next(part for part in get_args(hint) if part is not type(None))
    return hint


def shorthand(record: type) -> str | None:
    """Name the key that a bare value stands for, if the record has one."""
    return cast("str | None", getattr(record, "SHORTHAND", None))


def read_record(record: type[R], node: Node, notes: Diagnostics) -> R | None:
    """Read a record, noting every mistake in it."""
    short = shorthand(record)
    if short and not isinstance(node, Mapping):
        node = Mapping(((Scalar(short, node.span), node),), node.span)
    if not isinstance(node, Mapping):
        notes.error("shape", node.span, f"{_name(record)} is a mapping, this is {node.kind}")
        return None
    known = {one.name: one for one in keys(cast("type", record))}
    values: dict[str, object] = {"span": node.span}
    for name, span, child in node:
        if name in known:
            values[known[name].attribute] = _read_key(known[name], child, notes)
        else:
            note = did_you_mean(name, known) or f"it has {', '.join(known)}"
            notes.error("unknown-key", span, f"{_name(record)} has no key {name!r}", note=note)
    for one in known.values():
        if one.required and one.attribute not in values:
            notes.error("missing-key", node.span, f"{_name(record)} needs the key {one.name!r}: {one.doc}")
            values[one.attribute] = BAD
    return None if any(value is BAD for value in values.values()) else record(**values)


def _read_key(one: Key, node: Node, notes: Diagnostics) -> object:
    if one.one_or_many and not isinstance(node, Listing):
        node = Listing((node,), node.span)
    if isinstance(node, Listing) and get_origin(one.annotation) is tuple:
        if not node.items:
            note = "fill it" if one.required else "leave the key out, or fill it"
            notes.error("empty", node.span, "an empty list says nothing", note=note)
            return BAD
        missing = [item for item in node.items if one.bounds and isinstance(item, Scalar) and item.value is None]
        if missing:
            note = "no side can be left open here; leave the key out where no bound is known"
            notes.error("bounds", missing[0].span, "both bounds are needed, this is nothing", note=note)
            return BAD
    return _read(one.annotation, node, notes)


def _read(annotation: object, node: Node, notes: Diagnostics) -> object:
    origin = get_origin(annotation)
    if origin is Located:
        return _read_located(get_args(annotation)[0], node, notes)
    if origin is tuple:
        return _read_list(get_args(annotation)[0], node, notes)
    if origin is Entries:
        return _read_entries(get_args(annotation)[0], node, notes)
    assert isinstance(annotation, type), "annotations of records are Located, tuple, Entries, Atom or record"
    if is_dataclass(annotation) and not hasattr(annotation, "parse"):
        record: object = read_record(cast("type[object]", annotation), node, notes)
        return BAD if record is None else record
    atom = cast("type[Atom]", annotation).parse(node, notes)
    return BAD if atom is None else atom


def _read_located(kind: object, node: Node, notes: Diagnostics) -> object:
    if get_origin(kind) is Literal:
        return _read_choice(cast("tuple[str, ...]", get_args(kind)), node, notes)
    if not isinstance(node, Scalar) or node.value is None:
        notes.error("shape", node.span, f"{_kind_words(kind)} is expected, this is {node.kind}")
        return BAD
    if isinstance(kind, type) and not _fits(node.value, kind):
        notes.error(
            "shape", node.span, f"{_kind_words(kind)} is expected, this is {node.kind}", note=_fix_it(kind, node)
        )
        return BAD
    return Located(node.value, node.span, node.word)


def _fix_it(kind: type, node: Scalar) -> str:
    if kind is str:
        return f'write "{node.word}", quoted, to make it text'
    return "write true or false" if kind is bool else "write it in digits, without quotes"


def _kind_words(kind: object) -> str:
    return KINDS[kind] if isinstance(kind, type) and kind in KINDS else "a single value"


def _fits(value: object, kind: type) -> bool:
    """Compare as YAML sees it: true is no number, and a whole number is one."""
    if isinstance(value, bool):
        return kind is bool
    return isinstance(value, kind) or (kind is float and isinstance(value, int))


def _read_choice(choices: tuple[str, ...], node: Node, notes: Diagnostics) -> object:
    if isinstance(node, Scalar) and node.value in choices:
        return Located(node.value, node.span, node.word)
    word = repr(node.word) if isinstance(node, Scalar) and node.value is not None else node.kind
    note = did_you_mean(word.strip("'"), choices)
    notes.error("choice", node.span, f"{word} is not one of {', '.join(choices)}", note=note)
    return BAD


def _read_list(item: object, node: Node, notes: Diagnostics) -> object:
    if not isinstance(node, Listing):
        notes.error("shape", node.span, f"a list is expected, this is {node.kind}", note="put it in brackets: […]")
        return BAD
    read = tuple(_read(item, child, notes) for child in node.items)
    return BAD if any(one is BAD for one in read) else read


def _read_entries(item: object, node: Node, notes: Diagnostics) -> object:
    if not isinstance(node, Mapping):
        notes.error("shape", node.span, f"a mapping is expected, this is {node.kind}")
        return BAD
    read = [Entry(name, span, _read(item, child, notes)) for name, span, child in node]
    return BAD if any(entry.value is BAD for entry in read) else Entries(tuple(read))


def _name(record: type) -> str:
    """Say what a record is in the spec's words: `a parameter`, `an endpoint file`."""
    return cast("str", cast("object", getattr(record, "NAME", record.__name__)))


class Record:
    """What records have in common: a name for messages, and perhaps a key that a bare value stands for."""

    NAME: ClassVar[str]
    SHORTHAND: ClassVar[str | None] = None
    __slots__ = ()
