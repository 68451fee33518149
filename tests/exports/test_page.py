"""`docs/exports.md` says what is exported."""

import json
import re
from collections.abc import Iterator
from typing import Any, cast

from callsheet.emit.exports import openapi
from support.catalog import real
from support.shell import ROOT

PAGE = (ROOT / "docs" / "exports.md").read_text("utf-8")


def nodes(node: object) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        inner = cast("dict[str, Any]", node)
        yield inner
        for value in inner.values():
            yield from nodes(value)
    elif isinstance(node, list):
        for value in cast("list[object]", node):
            yield from nodes(value)


def test_every_extension_is_told_and_the_rule_shown_is_there() -> None:
    found = [one for provider in real().providers for one in nodes(openapi.document(provider))]
    (shown,) = re.findall(r"```json\n(.+?)```", PAGE, re.DOTALL)
    assert json.loads(shown) in found
    used = {key for one in found for key in one if key.startswith("x-")}
    told = {*re.findall(r"`(x-callsheet-[a-z-]+)`", PAGE), *re.findall(r'"(x-callsheet-[a-z-]+)"', PAGE)}
    assert used <= told
