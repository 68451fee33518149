"""Documents with one request schema for each call: what several endpoints share is asked for one at a time, and what
has too many rules for Schemathesis to draw from is asked for one model at a time. Each follows from the whole document.
"""

import copy
from itertools import count

import jsonschema_rs
from jsonschema_rs import canonical

JSON = "application/json"


def documents(whole):
    """List the documents: in the first all calls, in each further one the calls that still have something to show."""
    for turn in count():
        document = copy.deepcopy(whole)
        for path, methods in list(document["paths"].items()):
            for method, operation in list(methods.items()):
                shown = variants(whole, operation)
                if turn and turn >= len(shown):
                    del methods[method]
                elif shown:
                    operation["requestBody"]["content"] = {JSON: {"schema": shown[turn]}}
            if not methods:
                del document["paths"][path]
        if not document["paths"]:
            return
        yield document


def variants(document, operation):
    """List the schemas that a call's JSON may have, each simple enough to be drawn from."""
    schema = operation.get("requestBody", {}).get("content", {}).get(JSON, {}).get("schema")
    if schema is None:
        return []
    refs = schema.get("oneOf") or schema.get("anyOf") or [schema]
    named = [document["components"]["schemas"][one["$ref"].rpartition("/")[2]] for one in refs]
    return [part for one in named for part in ([one] if is_drawn_from(one) else by_model(one))]


def is_drawn_from(schema):
    """Tell whether what Schemathesis draws with understands the whole schema."""
    return jsonschema_rs.canonicalize(plain(schema), draft=20).kind is not canonical.CanonicalKind.RAW


def by_model(schema):
    """Take a schema apart by the model that a request names, without the rules that are about other models."""
    words = schema["properties"]["model"]["enum"]
    return [narrowed(schema, word) for word in words]


def narrowed(schema, word):
    one = copy.deepcopy(schema)
    one["properties"]["model"] = {"const": word}
    one["allOf"] = [rule for rule in one["allOf"] if not is_for_others(rule, word)]
    return one


def is_for_others(rule, word):
    said = rule.get("if", {})
    named = (part.get("properties", {}).get("model", {}).get("enum") for part in said.get("allOf", [said]))
    return any(words is not None and word not in words for words in named)


def plain(schema):
    """Leave out what says nothing about values."""
    if isinstance(schema, list):
        return [plain(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    said = {"description", "default", "$comment"}
    return {key: plain(value) for key, value in schema.items() if key not in said and not key.startswith("x-")}
