"""Emit a JSON Schema 2020-12 of each request: what is refused, and under `$defs/quiet` what is not even warned of."""

import json
from typing import assert_never

from callsheet.emit.files import Files
from callsheet.model.endpoint import Catalog, Endpoint, Provider
from callsheet.model.judge import url_head
from callsheet.model.predicate import All, Any, Between, Given, In, Not, Predicate
from callsheet.model.request import Choice, Flag, Kind, Number, Parameter, Rule, Text, Url, Whole
from callsheet_runtime.problems import Level

Schema = dict[str, object]


def emit(catalog: Catalog) -> Files:
    """Write `schemas/<provider>/<endpoint>.json` for every endpoint."""
    return {
        f"schemas/{provider.name}/{endpoint.name}.json": json.dumps(
            schema(provider, endpoint), indent=2, ensure_ascii=False
        )
        + "\n"
        for provider, endpoint in catalog
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


def _object(endpoint: Endpoint, at: tuple[str, ...], level: Level) -> Schema:
    """Describe one object. What a warning is about is closed: no null, no field that no page names."""
    inside = [one for one in endpoint.parameters if one.at[: len(at)] == at]
    properties: Schema = {}
    required: list[str] = []
    for key in dict.fromkeys(one.at[len(at)] for one in inside):
        below = [one for one in inside if one.at[len(at)] == key]
        leaf = next((one for one in below if one.at == (*at, key)), None)
        properties[key] = _property(leaf, level) if leaf else _object(endpoint, (*at, key), level)
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
            case _:
                return {"not": {"type": "null"}}
    described = {"description": parameter.doc, **_kind(parameter.kind)}
    if parameter.default is not None:
        described["default"] = parameter.default
    # A null where nothing is required is warned of, not refused.
    return described if parameter.required else {"anyOf": [described, {"type": "null"}]}


def _kind(kind: Kind) -> Schema:
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
        case _:
            assert_never(kind)


def _bounds(least: str, low: float | None, greatest: str, high: float | None) -> Schema:
    bounds: Schema = {}
    if low is not None:
        bounds[least] = low
    if high is not None:
        bounds[greatest] = high
    return bounds


def _rules(endpoint: Endpoint, level: Level) -> Schema:
    rules = [_rule(endpoint, rule) for rule in endpoint.rules if rule.level == level]
    return {"allOf": rules} if rules else {}


def _rule(endpoint: Endpoint, rule: Rule) -> Schema:
    then: list[Schema] = [predicate(demand.must, endpoint) for demand in rule.demands]
    demand = then[0] if len(then) == 1 else {"allOf": then}
    if rule.when == All(()):
        return {"$comment": rule.name, **demand}
    return {"$comment": rule.name, "if": predicate(rule.when, endpoint), "then": demand}


def predicate(said: Predicate, endpoint: Endpoint) -> Schema:
    """Say a predicate in JSON Schema."""
    match said:
        case Given(field):
            return _at(endpoint, field, {"not": {"type": "null"}})
        case In(field, values):
            return _at(endpoint, field, {"enum": list(values)})
        case Between(field, low, high, True):
            return _at(endpoint, field, {"type": "string", **_bounds("minLength", low, "maxLength", high)})
        case Between(field, low, high):
            return _at(endpoint, field, {"type": "number", **_bounds("minimum", low, "maximum", high)})
        case Not(of):
            return {"not": predicate(of, endpoint)}
        case All(of):
            return {"allOf": [predicate(part, endpoint) for part in of]} if of else {}
        case Any(of):
            return {"anyOf": [predicate(part, endpoint) for part in of]} if of else {"not": {}}
        case _:
            assert_never(said)


def _at(endpoint: Endpoint, field: str, leaf: Schema) -> Schema:
    """Nest under the field's place, each step required: without that, absence would satisfy it."""
    for key in reversed(endpoint.parameter(field).at):
        leaf = {"type": "object", "properties": {key: leaf}, "required": [key]}
    return leaf
