"""Pages and a provider that nobody has: what drift is tested on, as the real pages are not in the repository."""

from functools import cache
from pathlib import Path

from callsheet.model.endpoint import Provider
from callsheet.resolve.specs import Specs

TEXT = """\
Acme Draw API Documentation
Turns a prompt into a picture. A picture is kept for 7 days. After that it is deleted for good.
POST https://api.acme.test/v1/draw
Request Parameters
| Parameter | Required | Type | Default | Allowed values / range | Description |
|---|---|---|---|---|---|
| prompt | Yes | string | — | — | What to draw. |
| size | No | enum | "16:9" | "16:9", "1:1" | Shape of the picture. |
| steps | No | integer | 5 | 1–9 | How long to work on it. |
| loud | No | boolean | false | — | With sound. |
| X-Trace | No | string | — | — | Sent in the body all the same. |
Request Headers
| Header | Value |
|---|---|
| Content-Type | application/json |
| X-Key | YOUR_KEY |
Codes
| Code | Meaning |
|---|---|
| 200 | Fine |
| 402 | Empty Purse |
Answer
| Field | Type | Description |
|---|---|---|
| image.url | string|null | Where it is |
| cost | number | What it took |
Prices
| Size | Price (USD) |
|---|---|
| 16:9 | $0.02 per picture |
| 1:1 | $0.01 per picture |
{
"image": {
"url": "https://cdn.acme.test/1.png"
}
}
Acme Erase API Documentation
Erases a picture. A picture is kept for 7 days.
"""

DOCUMENT: dict[str, object] = {
    "openapi": "3.1.0",
    "paths": {
        "/v1/draw": {
            "parameters": [{"name": "X-Key", "in": "header", "required": True, "schema": {"type": "string"}}],
            "post": {
                "summary": "Draw a picture.",
                "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Draw"}}}},
                "responses": {
                    "200": {
                        "description": "A picture.",
                        "content": {
                            "application/json": {
                                "schema": {
                                    "type": "object",
                                    "properties": {
                                        "image": {"type": "object", "properties": {"url": {"type": "string"}}}
                                    },
                                }
                            }
                        },
                    },
                    "402": {"description": "Empty Purse"},
                },
            },
        },
        "/v1/erase/{id}": {"delete": {"responses": {}}},
    },
    "components": {
        "schemas": {
            "Base": {"type": "object", "required": ["prompt"], "properties": {"prompt": {"type": "string"}}},
            "Draw": {
                "allOf": [{"$ref": "#/components/schemas/Base"}],
                "properties": {
                    "size": {"type": "string", "enum": ["16:9", "1:1"], "default": "16:9"},
                    "steps": {"type": ["integer", "null"], "minimum": 1, "maximum": 9, "default": 5},
                    "loud": {"type": "boolean", "default": False},
                    "X-Trace": {"type": "string"},
                },
            },
        }
    },
}

PROVIDER = """\
provider: acme
title: Acme
client: Acme
doc: A provider that nobody has.
servers:
  main: {url: "https://api.acme.test", region: none, cite: {guide: "POST https://api.acme.test/v1/draw"}}
key: {header: "X-Key: {key}", env: ACME_KEY, cite: {guide: "| X-Key | YOUR_KEY |"}}
"""

SOURCES = """\
sources:
  guide:
    title: Acme's guide
    publisher: Acme
    url: https://acme.test/guide
    language: en
    read: 2026-11
    confidence: given
    snapshot: "0000"
  forum:
    title: Hearsay
    publisher: somebody
    language: en
    read: 2026-11
    confidence: third-party
"""

DRAW = """\
endpoint: draw
kind: call
doc: Draw a picture.
servers: [main]
tables: {guide: Acme Draw API Documentation}

parameters:
  prompt: {at: prompt, type: text, required: true, doc: What., cite: {guide: What to draw.}}
  size:
    at: size
    type: enum
    default: 16:9
    values: {16:9: {}, 1:1: {}}
    doc: Shape.
    cite: {guide: '| size | No | enum | "16:9" |'}
  steps:
    at: steps
    type: integer
    range: [1, 9]
    default: 5
    doc: How long.
    cite: {guide: "| steps | No | integer | 5 | 1–9"}
  loud: {at: loud, type: boolean, default: false, doc: Sound., cite: [{guide: With sound.}, {forum: it is noisy}]}
  trace: {at: X-Trace, type: text, doc: A word., cite: {guide: Sent in the body all the same.}}

call: {call: POST /v1/draw, costs: true, cite: {guide: Turns a prompt into a picture.}}

errors:
  at: {message: error}
  cite: {guide: "| 402 | Empty Purse |"}
  known:
    Empty Purse: {http: 402, means: balance, cite: {guide: "| 402 | Empty Purse |"}}

result:
  image: {at: image.url, type: url, doc: Where., cite: {guide: '"image": { "url":'}}
  cost: {at: cost, type: number, doc: How much., cite: {guide: "| cost | number |"}}

retention: {task: 7 d, cite: {guide: A picture is kept for 7 days.}}

prices:
  each:
    currency: USD
    per: task
    by: [size]
    rates: {16:9: 0.02, 1:1: 0.01}
    cite: {guide: "| 1:1 | $0.01"}
"""


def files(*, draw: str = DRAW, sources: str = SOURCES) -> dict[str, str]:
    """The spec files of the provider."""
    return {"provider.yaml": PROVIDER, "sources.yaml": sources, "draw.yaml": draw}


@cache
def acme(*, draw: str = DRAW) -> Provider:
    """The provider, compiled."""
    named = tuple((f"specs/acme/{name}", text) for name, text in files(draw=draw).items())
    return Specs(named).compile().providers[0]


def write(folder: Path, *, page: str = TEXT, draw: str = DRAW) -> None:
    """Write specs and the page into a folder, as `specs` and `pages`."""
    (folder / "specs/acme").mkdir(parents=True)
    (folder / "pages").mkdir()
    for name, text in files(draw=draw).items():
        (folder / "specs/acme" / name).write_text(text, "utf-8")
    (folder / "pages/guide.txt").write_text(page, "utf-8")
