"""Find the list of exchanges in a JSON text, and the line of each. Decodes every value once, at full speed."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, cast

SPACE: Final = re.compile(r"[ \t\n\r]*")
DECODER: Final = json.JSONDecoder()
LISTS: Final = ("interactions", "http_interactions")


@dataclass(slots=True)
class Found:
    """What a text holds: the keys of its outermost object, and of `log`, and the list of exchanges."""

    keys: list[str] = field(default_factory=list[str])
    log: list[str] = field(default_factory=list[str])
    items: list[tuple[object, int]] | None = None
    """Each exchange with its line."""


def find(text: str) -> Found:
    """Go through a JSON object.

    Raises:
        json.JSONDecodeError: it is none.
        RecursionError: it is nested too deeply.

    """
    found = Found()

    def outermost(key: str, at: int) -> int:
        found.keys.append(key)
        if key == "log" and text.startswith("{", at):
            return _object(text, at, inside)
        if key in LISTS and text.startswith("[", at):
            found.items, end = _items(text, at)
            return end
        return DECODER.raw_decode(text, at)[1]

    def inside(key: str, at: int) -> int:
        found.log.append(key)
        if key == "entries" and text.startswith("[", at):
            found.items, end = _items(text, at)
            return end
        return DECODER.raw_decode(text, at)[1]

    end = _space(text, _object(text, _space(text, 0), outermost))
    if end != len(text):
        raise json.JSONDecodeError("there is more behind the end", text, end)
    return found


def _object(text: str, at: int, take: Callable[[str, int], int]) -> int:
    """Hand each key with the place of its value on, which answers where the value ends."""
    at = _space(text, _token(text, at, "{"))
    while not text.startswith("}", at):
        if not text.startswith('"', at):
            raise json.JSONDecodeError("a key is missing", text, at)
        key, at = cast("tuple[str, int]", DECODER.raw_decode(text, at))
        at = _space(text, take(key, _space(text, _token(text, _space(text, at), ":"))))
        if not text.startswith("}", at):
            at = _space(text, _token(text, at, ","))
    return at + 1


def _items(text: str, at: int) -> tuple[list[tuple[object, int]], int]:
    items: list[tuple[object, int]] = []
    line, counted = 1, 0
    at = _space(text, at + 1)
    while not text.startswith("]", at):
        line += text.count("\n", counted, at)
        counted = at
        value, at = cast("tuple[object, int]", DECODER.raw_decode(text, at))
        items.append((value, line))
        at = _space(text, at)
        if not text.startswith("]", at):
            at = _space(text, _token(text, at, ","))
    return items, at + 1


def _token(text: str, at: int, token: str) -> int:
    if not text.startswith(token, at):
        raise json.JSONDecodeError(f"{token!r} is missing", text, at)
    return at + 1


def _space(text: str, at: int) -> int:
    found = SPACE.match(text, at)
    return found.end() if found else at
