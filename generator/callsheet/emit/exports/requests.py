"""What a call is sent with: its body as one schema, everything else as parameters. Knows no whole document."""

from dataclasses import dataclass, replace
from typing import Final, cast

from callsheet.emit.exports.notes import CITES, cites, rule
from callsheet.emit.exports.operations import Asked, Operation
from callsheet.emit.json_schema import Schema, left_out, of_kind, of_shape
from callsheet.model.endpoint import RequestExample, TaskEndpoint
from callsheet.model.protocol import Header
from callsheet.model.request import OUTSIDE, Choice, File, Id, List, Parameter, Rule, Shape

JSON: Final = "application/json"
FORM: Final = "multipart/form-data"
PLACES: Final = {"$headers": "header", "$query": "query", "$path": "path"}
_UNSPOKEN: Final = frozenset({"accept", "content-type", "authorization"})
"""Headers that OpenAPI has other words for."""


@dataclass(frozen=True, slots=True)
class Body:
    """The body of a request: of which media type, and what it may be."""

    media: str
    schema: Schema


def body(endpoint: Asked) -> Body | None:
    """Describe the body of an endpoint's requests; `None` where they have none."""
    if any(one.at[0] in {"$form", "$files"} for one in endpoint.parameters):
        return Body(FORM, _form(endpoint))
    inside = tuple(one for one in endpoint.parameters if one.at[0] not in OUTSIDE)
    if not inside and not isinstance(endpoint, TaskEndpoint) and endpoint.call.method == "GET":
        return None
    shape = _part(endpoint, inside)
    return Body(JSON, _noted(of_shape(shape, "error"), shape))


def unsaid(endpoint: Asked) -> tuple[Rule, ...]:
    """List the rules whose breach is refused and that no schema speaks of: JSON Schema has no words, or two places."""
    form = any(one.at[0] in {"$form", "$files"} for one in endpoint.parameters)
    in_body = {"$form", "$files"} if form else {one.at[0] for one in endpoint.parameters} - set(OUTSIDE)
    said = _part(endpoint, tuple(one for one in endpoint.parameters if one.at[0] in in_body)).rules
    silent = left_out(endpoint)
    own = tuple(one for one in endpoint.rules if one not in said or one.name in silent)
    inside = tuple(one for one in endpoint.every_rule() if one not in endpoint.rules and one.name in silent)
    return tuple(one for one in (*own, *inside) if one.level == "error")


def wire(endpoint: Asked, document: object) -> tuple[object, dict[str, dict[str, object]]]:
    """Take a request document apart: what travels in the body, and what in each place outside of it, by name."""
    whole = cast("dict[str, object]", document)
    outside = {place: cast("dict[str, object]", whole.get(place) or {}) for place in OUTSIDE}
    form = body(endpoint)
    if form is not None and form.media == FORM:
        # A form has no null: what would be is not sent.
        fields = {**outside["$form"], **outside["$files"]}
        return {key: value for key, value in fields.items() if value is not None}, outside
    return {key: value for key, value in whole.items() if key not in OUTSIDE}, outside


def accepted(endpoint: Asked) -> tuple[RequestExample, ...]:
    """List the spec's requests that break nothing at all."""
    return tuple(one for one in endpoint.requests if not one.breaks)


def parameters(operation: Operation) -> list[Schema]:
    """Describe what travels outside of the body: holes of the path, fixed headers, and what an endpoint asks for."""
    found: dict[tuple[str, str], Schema] = {}
    task = {"name": "task", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
    if "{task}" in operation.call.path:
        found["path", "task"] = {**task, "description": "Id of the task, as its creation answered."}
    for header in operation.call.headers:
        if header.name.lower() not in _UNSPOKEN:
            found["header", header.name] = _header(header)
    # What asks the same as a poll names the hole otherwise: the poll's name stands.
    if operation.kind in {"create", "call"}:
        for endpoint in operation.endpoints:
            for one in endpoint.parameters:
                if one.at[0] in PLACES:
                    found.setdefault((PLACES[one.at[0]], one.at[-1]), _outside(endpoint, one))
    return [*found.values()]


def _header(header: Header) -> Schema:
    said: Schema = {"name": header.name, "in": "header", "required": header.needed}
    if header.value is not None:
        # Not `const`: tools that make clients take no such header.
        return {**said, "schema": {"type": "string", "enum": [header.value]}, "example": header.value}
    words = "Made anew for each call: a value that was sent before may be answered as it was then."
    example = "3f0c2e5e-9a4b-4c1d-8e2f-5b6a7c8d9e0f"
    return {**said, "description": words, "schema": {"type": "string", "minLength": 1}, "example": example}


def _outside(endpoint: Asked, one: Parameter) -> Schema:
    place = PLACES[one.at[0]]
    shown = (cast("dict[str, dict[str, object]]", each.body).get(one.at[0], {}) for each in accepted(endpoint))
    example = next((each[one.at[-1]] for each in shown if one.at[-1] in each), None)
    return {
        "name": one.at[-1],
        "in": place,
        "required": one.required or place == "path",
        "description": one.doc,
        "schema": _as_text(one),
        **({} if example is None else {"example": str(example) if isinstance(one.kind, Id) else example}),
        CITES: cites(one.cites),
    }


def _as_text(one: Parameter) -> Schema:
    """Describe a value that travels as text: there an id is no number."""
    match one.kind:
        case Id(loose):
            schema: Schema = {"type": "string", "minLength": 1} if loose else {"type": "string", "pattern": "^[0-9]+$"}
        case Choice():
            schema = {"type": "string", **of_kind(one.kind)}
        case _:
            schema = of_kind(one.kind)
    return schema if one.default is None else {**schema, "default": one.default}


def _form(endpoint: Asked) -> Schema:
    """Describe a form: its plain fields, and its files. Nothing in it can be null."""
    inside = tuple(one for one in endpoint.parameters if one.at[0] in {"$form", "$files"})
    shape = _part(endpoint, tuple(replace(one, at=one.at[1:]) for one in inside))
    described = of_shape(shape, "error")
    described["properties"] = {one.at[-1]: _field(one) for one in inside}
    return _noted(described, shape)


def _field(one: Parameter) -> Schema:
    match one.kind:
        case File(media, most):
            said: Schema = {"type": "string", "format": "binary"}
            limits: Schema = {
                "media_types": [name for name, _ in media],
                "most_bytes": most,
                "most_pixels": one.kind.most_side,
                "most_seconds": one.kind.most_seconds,
            }
            files = {key: value for key, value in limits.items() if value}
            return {**said, "description": one.doc, **({"x-callsheet-file": files} if files else {})}
        case _:
            return {**_as_text(one), "description": one.doc}


def _part(shape: Shape, inside: tuple[Parameter, ...]) -> Shape:
    """Take some fields of a shape, and the rules that are about no others."""
    names = {one.name for one in inside}
    own = tuple(
        one
        for one in shape.rules
        if all(root in names for demand in one.demands for field in one.fields(demand) for root in shape.roots(field))
    )
    return Shape(parameters=inside, rules=own)


def _noted(schema: Schema, shape: Shape) -> Schema:
    """Add to each field and rule where it was read."""
    for one in shape.parameters:
        described = _property(schema, one.at)
        described[CITES] = cites(one.cites)
        match one.kind:
            case List(Shape() as item):
                _noted(cast("Schema", _described(described)["items"]), item)
            case _:
                pass
    rules = [one for one in shape.rules if one.level == "error"]
    said = zip(cast("list[Schema]", schema.pop("allOf", [])), rules, strict=True)
    silent = left_out(shape)
    if spoken := [_rule(law, one) for law, one in said if one.name not in silent]:
        schema["allOf"] = spoken
    return schema


def _rule(law: Schema, one: Rule) -> Schema:
    """Add what a rule says, and where it was read."""
    words = rule(one)
    return {**conditional(law), "x-callsheet-rule": words["rule"], "description": words["says"], CITES: words[CITES]}


def conditional(law: Schema) -> Schema:
    """Write a law as `if` and `then`, even one that always holds: else tools that make types take it for a parent."""
    law = {key: value for key, value in law.items() if key != "$comment"}
    return law if "if" in law else {"if": {}, "then": law}


def _property(schema: Schema, at: tuple[str, ...]) -> Schema:
    for key in at:
        schema = cast("Schema", cast("Schema", schema["properties"])[key])
    return schema


def _described(schema: Schema) -> Schema:
    """Look behind `anyOf`, by which null is let through."""
    return cast("list[Schema]", schema["anyOf"])[0] if "anyOf" in schema else schema
