"""One strict JSON Schema of an emitted one: what ours would warn of is refused as well.

The emitted schema keeps warnings apart, under `$defs/quiet`. A peer that had to walk through both would do everything
twice; joined, it does what ours does in one pass: it accepts a document if there is nothing to say about it.
"""

from collections.abc import Mapping
from typing import Any

Schema = dict[str, Any]
FOR_PEOPLE = frozenset({"$comment", "description", "title", "default"})


def strict(schema: Mapping[str, Any]) -> Schema:
    """Join the emitted schema with what it says about warnings."""
    body = {key: value for key, value in schema.items() if key not in {"$defs", "$schema"}}
    joined = _joined(body, schema["$defs"]["quiet"])
    return {"$schema": schema["$schema"], **_plain(joined)}


def _joined(refused: Schema, warned: Schema) -> Schema:
    """Join two descriptions of one thing."""
    if "anyOf" in refused and {"type": "null"} in refused["anyOf"]:
        # What may be null without being refused is warned of.
        refused = next(one for one in refused["anyOf"] if one != {"type": "null"})
    joined = {**warned, **refused}
    joined.pop("not", None)
    if "allOf" in warned and "allOf" in refused:
        joined["allOf"] = [*refused["allOf"], *warned["allOf"]]
    if "properties" in refused:
        joined["properties"] = {
            key: _joined(value, warned["properties"][key]) for key, value in refused["properties"].items()
        }
    if "items" in warned:
        joined["items"] = _joined(refused["items"], warned["items"])
    return joined


def _plain(value: Any) -> Any:
    """Leave out what only people read."""
    if isinstance(value, list):
        return [one for one in map(_plain, value) if one != {}]
    if not isinstance(value, dict):
        return value
    names = value.get("properties", {})
    kept = {key: _plain(one) for key, one in value.items() if key not in FOR_PEOPLE}
    if kept.get("allOf") == []:
        # Nothing is left of rules that JSON Schema has no words for.
        del kept["allOf"]
    return {**kept, "properties": {key: _plain(one) for key, one in names.items()}} if names else kept
