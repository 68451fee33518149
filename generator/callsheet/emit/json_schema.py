"""Emit a JSON Schema 2020-12 of each request: what is refused, and under `$defs/quiet` what is not even warned of."""

import json
import math
from typing import assert_never, cast

from callsheet.emit.files import Files
from callsheet.model.endpoint import Catalog, Endpoint, Provider, WebhookEndpoint
from callsheet.model.judge import url_head
from callsheet.model.predicate import All, Any, Between, Given, In, Not, Predicate, Scalar
from callsheet.model.request import (
    GREATEST_ID,
    Choice,
    Count,
    File,
    Flag,
    Id,
    Kind,
    List,
    Number,
    Parameter,
    Rule,
    Shape,
    Text,
    Url,
    Whole,
)
from callsheet_runtime.problems import Level

Schema = dict[str, object]


def emit(catalog: Catalog) -> Files:
    """Write `schemas/<provider>/<endpoint>.json` for every endpoint that takes a request."""
    return {
        f"schemas/{provider.name}/{endpoint.name}.json": json.dumps(
            schema(provider, endpoint), indent=2, ensure_ascii=False
        )
        + "\n"
        for provider, endpoint in catalog
        if not isinstance(endpoint, WebhookEndpoint)
    }


def schema(provider: Provider, endpoint: Endpoint) -> Schema:
    """Say in JSON Schema what a request may be."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": f"Written by callsheet from {endpoint.file}. Change the spec, then `make generate`.",
        "title": f"{provider.name}/{endpoint.name}",
        "description": endpoint.doc,
        **_object(endpoint, (), "error"),
        **_rules(endpoint, "error"),
        "$defs": {
            "quiet": {
                "$comment": "Holds where a request that is accepted is not warned of, either.",
                **_object(endpoint, (), "warning"),
                **_rules(endpoint, "warning"),
            }
        },
    }


def left_out(shape: Shape) -> frozenset[str]:
    """Name the rules that JSON Schema has no words for: they compare a list with a text, add up, or weigh."""
    own = {rule.name for rule in shape.rules if not _can_say(rule, shape)}
    return frozenset(own).union(*(left_out(kind.item) for _, kind in shape.lists() if isinstance(kind.item, Shape)))


def _can_say(rule: Rule, shape: Shape) -> bool:
    """Tell whether all fields of a rule can be spoken of."""
    measures = (shape.parameter(field).measured for demand in rule.demands for field in rule.fields(demand))
    return all(one is None or isinstance(one.how, Count) for one in measures)


def _object(shape: Shape, at: tuple[str, ...], level: Level) -> Schema:
    """Describe one object. What a warning is about is closed: no null, no field that no page names."""
    inside = [one for one in shape.parameters if one.at[: len(at)] == at]
    properties: Schema = {}
    required: list[str] = []
    for key in dict.fromkeys(one.at[len(at)] for one in inside):
        below = [one for one in inside if one.at[len(at)] == key]
        leaf = next((one for one in below if one.at == (*at, key)), None)
        properties[key] = _property(leaf, level) if leaf else _object(shape, (*at, key), level)
        if any(one.required for one in below):
            required.append(key)
    described: Schema = {"type": "object", "properties": properties}
    if level == "warning":
        return {**described, "additionalProperties": False}
    return {**described, "required": required} if required else described


def _property(parameter: Parameter, level: Level) -> Schema:
    if level == "warning":
        match parameter.kind:
            case Text(_, int() as high, "warning"):
                return {"not": {"type": "null"}, "maxLength": high}
            case List(Shape() as item):
                return {"not": {"type": "null"}, "items": of_shape(item, "warning")}
            case _:
                return {"not": {"type": "null"}}
    described = {"description": parameter.doc, **of_kind(parameter.kind)}
    if parameter.default is not None:
        described["default"] = parameter.default
    # A null where nothing is required is warned of, not refused.
    return described if parameter.required else {"anyOf": [described, {"type": "null"}]}


def of_shape(item: Shape, level: Level) -> Schema:
    """Describe what an object may be: its fields, and the rules between them as far as there are words for them."""
    return {**_object(item, (), level), **_rules(item, level)}


def of_kind(kind: Kind) -> Schema:
    """Describe what a value may be."""
    match kind:
        case Choice():
            return {"enum": list(kind.words())}
        case Text(low, high, beyond):
            longest = high if beyond == "error" else None
            return {"type": "string", **_bounds("minLength", low, "maxLength", longest)}
        case Url(schemes):
            heads = "|".join(url_head(scheme) for scheme in schemes)
            return {"type": "string", "pattern": f"^({heads})[\\s\\S]"}
        case Whole(low, high):
            return {"type": "integer", **_bounds("minimum", low, "maximum", high)}
        case Number(low, high):
            return {"type": "number", **_bounds("minimum", low, "maximum", high)}
        case Flag():
            return {"type": "boolean"}
        case Id(loose):
            number: Schema = {"type": "integer", "minimum": 0, "maximum": GREATEST_ID}
            digits: Schema = {"minLength": 1} if loose else {"pattern": "^[0-9]+(?![\\s\\S])"}
            return {"anyOf": [number, {"type": "string", **digits}]}
        case File():
            return {"type": "string", "minLength": 1}
        case List(item, low, high):
            items = of_shape(item, "error") if isinstance(item, Shape) else of_kind(item.kind)
            return {"type": "array", **_bounds("minItems", low, "maxItems", high), "items": items}
        case _:
            assert_never(kind)


def _bounds(least: str, low: float | None, greatest: str, high: float | None) -> Schema:
    bounds: Schema = {}
    if low is not None:
        bounds[least] = low
    if high is not None:
        bounds[greatest] = high
    return bounds


def _rules(shape: Shape, level: Level) -> Schema:
    rules = [_rule(shape, rule) for rule in shape.rules if rule.level == level]
    return {"allOf": rules} if rules else {}


def _rule(shape: Shape, rule: Rule) -> Schema:
    if not _can_say(rule, shape):
        return {"$comment": f"{rule.name}: JSON Schema has no words for it; a validator does"}
    then: list[Schema] = [predicate(demand.must, shape) for demand in rule.demands]
    demand = then[0] if len(then) == 1 else {"allOf": then}
    if rule.when == All(()):
        return {"$comment": rule.name, **demand}
    return {"$comment": rule.name, "if": predicate(rule.when, shape), "then": demand}


def predicate(said: Predicate, shape: Shape) -> Schema:
    """Say a predicate in JSON Schema. Negations stand at single values, where tools that draw documents read them."""
    match said:
        case Given() | In() | Between():
            return _at(shape, said.field, _leaf(said, shape))
        case Not(Given(field)):
            return _where_there(shape, field, {"type": "null"})
        case Not(In() | Between() as test):
            return _where_there(shape, test.field, _no_leaf(test, shape))
        case Not(Not(of)):
            return predicate(of, shape)
        case Not(All(of)):
            return predicate(Any(tuple(Not(part) for part in of)), shape)
        case Not(Any(of)):
            return predicate(All(tuple(Not(part) for part in of)), shape)
        case All(of):
            parts = [predicate(part, shape) for part in _needed(of, shape)]
            return {"allOf": parts} if len(parts) > 1 else parts[0] if parts else {}
        case Any((Not(Given(field)), In() | Between() as test)) if test.field == field:
            return _where_there(shape, field, _or_null(_leaf(test, shape)))
        case Any((Not(Given(field)), Not(In() | Between() as test))) if test.field == field:
            return predicate(Not(test), shape)
        case Any(of):
            return {"anyOf": [predicate(part, shape) for part in of]} if of else {"not": {}}
        case _:
            raise AssertionError("a negation is of one of these")


def _needed(parts: tuple[Predicate, ...], shape: Shape) -> list[Predicate]:
    """Say that a field is there and none of some values by its other values; leave out what another part implies."""
    given = {part.field for part in parts if isinstance(part, Given)}
    said = [_positive(part, shape) if _denied(part) in given else part for part in parts]
    tested = {part.field for part in said if isinstance(part, In | Between)}
    return [part for part in said if not (isinstance(part, Given) and part.field in tested)]


def _denied(said: Predicate) -> str:
    """Name the field of which some values are denied; empty where nothing of the kind is said."""
    match said:
        case Not(In(field)):
            return field
        case _:
            return ""


def _positive(said: Predicate, shape: Shape) -> Predicate:
    match said:
        case Not(In(field, values)) if isinstance(kind := shape.parameter(field).kind, Choice):
            return In(field, tuple(word for word in kind.words() if word not in values))
        case _:
            return said


def _leaf(test: Given | In | Between, shape: Shape) -> Schema:
    """Say what a test demands of its field."""
    match test:
        case Given():
            return {"not": {"type": "null"}}
        case In(field, values):
            return _one_of(shape.parameter(field), values)
        case Between(_, low, high, True):
            return {"type": "string", **_bounds("minLength", low, "maxLength", high)}
        case Between(field, low, high):
            return _between(shape.parameter(field), low, high)
        case _:
            assert_never(test)


def _no_leaf(test: In | Between, shape: Shape) -> Schema:
    """Say what a field that is there must be to fail a test: of an enum, rather the other values than none of these."""
    kind = shape.parameter(test.field).kind
    if isinstance(test, In) and isinstance(kind, Choice):
        others = [word for word in kind.words() if word not in test.values]
        if len(others) <= len(test.values):
            return {"enum": [*others, None]}
    return {"not": _leaf(test, shape)}


def _or_null(leaf: Schema) -> Schema:
    match leaf:
        case {"enum": list(), **rest} if not rest:
            return {"enum": [*cast("list[object]", leaf["enum"]), None]}
        case {"type": str(kind), **rest} if "enum" not in rest:
            return {"type": [kind, "null"], **rest}
        case _:
            return {"anyOf": [leaf, {"type": "null"}]}


def _one_of(parameter: Parameter, values: tuple[Scalar, ...]) -> Schema:
    if parameter.measured is None:
        return {"enum": list(values)}
    counts: list[Schema] = [_between(parameter, float(value), float(value)) for value in values]
    return counts[0] if len(counts) == 1 else {"anyOf": counts}


def _between(parameter: Parameter, low: float | None, high: float | None) -> Schema:
    if parameter.measured is None:
        return {"type": "number", **_bounds("minimum", low, "maximum", high)}
    least, most = None if low is None else math.ceil(low), None if high is None else math.floor(high)
    match parameter.measured.how:
        case Count(where) if where is None:
            return {"type": "array", **_bounds("minItems", least, "maxItems", most)}
        case Count(where, item) if where is not None and item is not None and most == 0:
            return {"type": "array", "items": predicate(Not(where), item)}
        case Count(where, item) if where is not None and item is not None:
            bounds = _bounds("minContains", least or 0, "maxContains", most)
            return {"type": "array", "contains": predicate(where, item), **bounds}
        case _:
            raise AssertionError("rules of which JSON Schema cannot speak have been left out")


def _at(shape: Shape, field: str, leaf: Schema) -> Schema:
    """Nest under the field's place, each step required: without that, absence would satisfy it."""
    for key in reversed(shape.parameter(field).at):
        leaf = {"type": "object", "properties": {key: leaf}, "required": [key]}
    return leaf


def _where_there(shape: Shape, field: str, leaf: Schema) -> Schema:
    """Nest under the field's place, no step required: it holds, too, where the field is absent."""
    for key in reversed(shape.parameter(field).at):
        leaf = {"properties": {key: leaf}}
    return leaf
