"""Schemathesis's own checks, with two things told that it cannot know: a refusal may come with status 200, and some
rules have no words in JSON Schema. Both are read from the document's own extensions. What is let pass is written down.

Runs inside of Schemathesis. `CALLSHEET_PASSED` names the file for what was let pass, `CALLSHEET_WHOLE` that of the
document in which every call takes all that it takes.
"""

import copy
import json
import os
import re
from pathlib import Path

import jsonschema
import schemathesis
from hypothesis import strategies
from schemathesis.core.parameters import ParameterLocation
from schemathesis.specs.openapi import checks

WITHOUT_FAULT = {"not found", "state"}
"""What a right request may be refused for: there is no such task, or it has begun."""
STATUS = {"auth": 401, "permission": 403, "not found": 404, "state": 409, "rate": 429}


@schemathesis.hook
def before_load_schema(context, raw_schema):
    """Give each header with a pattern a format, drawn as its example: of such headers the coverage phase knows no right
    value where the pattern asks for more than letters and digits, and then makes no wrong body either.
    """
    del context
    for methods in raw_schema["paths"].values():
        for operation in methods.values():
            for one in operation.get("parameters", ()):
                if one["in"] == "header" and "pattern" in one["schema"]:
                    name = f"header-{one['name'].lower()}"
                    one["schema"]["format"] = name
                    schemathesis.openapi.format(name, strategies.just(one["example"]))


@schemathesis.check
def accepts_what_is_valid(ctx, response, case):
    seen = as_http(response, case)
    try:
        checks.positive_data_acceptance(ctx, seen, case)
    except AssertionError:
        words = beyond_words(seen, case)
        if not words:
            raise
        passed(case, words)


@schemathesis.check
def refuses_what_is_not(ctx, response, case):
    try:
        checks.negative_data_rejection(ctx, as_http(response, case), case)
    except AssertionError:
        words = right_after_all(case)
        if not words:
            raise
        passed(case, words)


@schemathesis.check
def demands_headers(ctx, response, case):
    checks.missing_required_header(ctx, as_http(response, case), case)


def convention(case):
    return case.operation.schema.raw_schema["x-callsheet-errors"]


def as_http(response, case):
    """Give a refusal the HTTP status of its meaning, whatever it came with."""
    said = convention(case)
    try:
        body = response.json()
    except ValueError:
        return response
    code = look(body, said["code_at"]) if "code_at" in said else None
    if "code_at" in said and code in (None, said["success"]):
        return response
    known = {str(one["code"]): one for one in said["codes"]}
    means = known.get(str(code if code is not None else body.get("code") or body.get("error")), {}).get("means")
    if "code_at" not in said and (response.status_code < 400 or means not in WITHOUT_FAULT):
        return response
    seen = copy.copy(response)
    seen.status_code = STATUS.get(means, 400)
    return seen


def look(body, pointer):
    for key in pointer.strip("/").split("/"):
        body = body.get(key) if isinstance(body, dict) else None
    return body


def beyond_words(response, case):
    """Name the rules that a refusal names, if JSON Schema has words for none of them."""
    raw = case.operation.definition.raw
    unsaid = {rule["rule"] for one in raw.get("x-callsheet-endpoints", ()) for rule in one.get("unsaid", ())}
    named = set(re.findall(r"/[^:;()]*: ([\w.-]+)", response.text))
    return f"beyond JSON Schema: {', '.join(sorted(named))}" if named and named <= unsaid else ""


def right_after_all(case):
    """Say so if a body that is meant to be wrong is right by the schema of its call, in the document as exported."""
    part = case.meta.components.get(ParameterLocation.BODY)
    if part is None or part.mode.is_positive:
        return ""
    whole = json.loads(Path(os.environ["CALLSHEET_WHOLE"]).read_text("utf-8"))
    operation = whole["paths"][case.operation.path][case.operation.method.lower()]
    content = operation.get("requestBody", {}).get("content", {}).get(case.media_type)
    if content is None:
        return ""
    schema = {**content["schema"], "components": whole["components"]}
    fine = jsonschema.Draft202012Validator(schema).is_valid(with_texts(case.body))
    return "right by the whole schema of the call" if fine else ""


def with_texts(body):
    """Take the content of files for text, as a schema does."""
    if not isinstance(body, dict):
        return body
    return {key: value.decode("latin-1") if isinstance(value, bytes) else value for key, value in body.items()}


def passed(case, words):
    """Write down what was let pass, and for which call."""
    with Path(os.environ["CALLSHEET_PASSED"]).open("a", encoding="utf-8") as file:
        file.write(json.dumps([case.operation.label, words]) + "\n")
