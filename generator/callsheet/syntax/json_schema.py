"""The JSON Schema of the language, made from the very shapes that check it, for editors. Knows no particular record."""

from dataclasses import is_dataclass
from typing import Literal, cast, get_args, get_origin

from callsheet.syntax.documents import KINDS
from callsheet.syntax.located import Entries, Located
from callsheet.syntax.shapes import Atom, Key, keys, shorthand

Schema = dict[str, object]
TYPES: dict[object, str] = {str: "string", int: "integer", float: "number", bool: "boolean"}


def json_schema() -> Schema:
    """Say in JSON Schema what a spec file may be."""
    definitions: dict[str, Schema] = {}
    kinds = [_record(kind, definitions) for kind in KINDS.values()]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "callsheet spec file",
        "oneOf": kinds,
        "$defs": dict(sorted(definitions.items())),
    }


def _record(record: type, definitions: dict[str, Schema]) -> Schema:
    name = record.__name__
    if name not in definitions:
        definitions[name] = {}  # a record may hold itself
        definitions[name] = _definition(record, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _definition(record: type, definitions: dict[str, Schema]) -> Schema:
    parts = keys(record)
    mapping: Schema = {
        "type": "object",
        "description": record.__doc__ or "",
        "properties": {one.name: _key(one, definitions) for one in parts},
        "required": [one.name for one in parts if one.required],
        "additionalProperties": False,
    }
    short = shorthand(record)
    if short is None:
        return mapping
    return {"anyOf": [mapping, next(_key(one, definitions) for one in parts if one.name == short)]}


def _key(one: Key, definitions: dict[str, Schema]) -> Schema:
    schema = _shape(one.annotation, definitions)
    if one.one_or_many:
        schema = {"anyOf": [schema, schema["items"]]}
    return {"description": one.doc, **schema}


def _shape(annotation: object, definitions: dict[str, Schema]) -> Schema:
    origin = get_origin(annotation)
    if origin is Located:
        return _scalar(get_args(annotation)[0])
    if origin is tuple:
        return {"type": "array", "items": _shape(get_args(annotation)[0], definitions), "minItems": 1}
    if origin is Entries:
        return {"type": "object", "additionalProperties": _shape(get_args(annotation)[0], definitions)}
    assert isinstance(annotation, type), "annotations of records are Located, tuple, Entries, Atom or record"
    if is_dataclass(annotation) and not hasattr(annotation, "parse"):
        return _record(annotation, definitions)
    return cast("type[Atom]", annotation).json_schema()


def _scalar(kind: object) -> Schema:
    if get_origin(kind) is Literal:
        return {"enum": list(get_args(kind))}
    if kind in TYPES:
        return {"type": TYPES[kind]}
    return {"type": ["string", "number", "boolean"]}
