"""An OpenAPI document is held to the spec like a table, in JSON and in YAML."""

import json

import pytest

from callsheet.drift.operations import OpenApiError, operations
from callsheet.drift.sections import compare
from callsheet.drift.shelves import File
from support.pages import DOCUMENT, DRAW, acme

TABLES = "tables: {guide: /v1/draw}"
TEXT = json.dumps(DOCUMENT)


def held(text: str, name: str = "guide.json") -> list[tuple[str, str]]:
    draw = DRAW.replace("tables: {guide: Acme Draw API Documentation}", TABLES)
    found = compare(acme(draw=draw), {"guide": File(name, text.encode())})
    return [(it.code, it.field) for one in found for it in one.differences]


def test_the_document_agrees() -> None:
    assert held(TEXT) == []


CHANGES = {
    ('"required": ["prompt"]', '"required": ["prompt", "size"]'): ("required", "size"),
    ('"maximum": 9', '"maximum": 10'): ("range", "steps"),
    ('"minimum": 1', '"minimum": 2'): ("range", "steps"),
    ('["16:9", "1:1"]', '["16:9", "1:1", "4:3"]'): ("value-missing", "size"),
    ('["16:9", "1:1"]', '["16:9"]'): ("value-gone", "size"),
    ('"default": "16:9"', '"default": "1:1"'): ("default", "size"),
    ('"boolean"', '"integer"'): ("type", "loud"),
    ('"X-Trace": {', '"more": {"type": "string"}, "X-Trace": {'): ("new-parameter", "more"),
    (', "X-Trace": {"type": "string"}', ""): ("gone-parameter", "trace"),
    ('"/v1/draw"', '"/v2/draw"'): ("gone-operation", ""),
}


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change[1] or "none")
def test_each_change_is_noticed(change: tuple[str, str]) -> None:
    before, after = change
    assert before in TEXT
    assert held(TEXT.replace(before, after, 1)) == [CHANGES[change]]


YAML = """\
openapi: 3.0.3
paths:
  /v1/draw:
    post:
      requestBody:
        content:
          application/json:
            schema:
              required: [prompt]
              properties:
                prompt: {type: string}
                size: {type: string, enum: [16:9, 1:1], default: 16:9}
                steps: {type: integer, minimum: 1, maximum: 9, default: 5}
                loud: {type: boolean, default: false}
                X-Trace: {type: string}
      responses: {}
"""


def test_yaml_is_read_as_strictly_as_specs() -> None:
    assert held(YAML, "guide.yaml") == []
    assert held(YAML.replace("maximum: 9", "maximum: 8"), "guide.yaml") == [("range", "steps")]


def test_answers_and_refusals_are_read() -> None:
    draw, erase = operations(TEXT, "a.json")
    assert (str(draw), str(erase)) == ("POST /v1/draw", "DELETE /v1/erase/{id}")
    assert [(status, [one.name for one in claims]) for status, claims in draw.answers] == [
        ("200", ["image", "image.url"])
    ]
    assert draw.refusals == (("402", "Empty Purse"),)


def test_a_schema_that_holds_itself_ends() -> None:
    tree = {"type": "object", "properties": {"child": {"$ref": "#/components/schemas/Tree"}}}
    body = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Tree"}}}}
    document = {
        "openapi": "3.0.0",
        "paths": {"/a": {"post": {"requestBody": body}}},
        "components": {"schemas": {"Tree": tree}},
    }
    (one,) = operations(json.dumps(document), "a.json")
    assert len(one.body) == 13


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ('{"swagger": "2.0"}', "a.json", "only OpenAPI 3 is read, this is 2.0"),
        ("openapi: &a 3.0.0", "a.yaml", "an anchor hides"),
        ('{"openapi": ', "a.json", "a.json is no JSON"),
        ("[]", "a.json", "a.json holds no OpenAPI document"),
    ],
)
def test_what_cannot_be_read_is_said(text: str, name: str, words: str) -> None:
    with pytest.raises(OpenApiError, match=words):
        operations(text, name)
