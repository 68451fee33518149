"""Changes to a request, as values: applied to a copy, and written as JSON Patch (RFC 6902). Knows no rule."""

from collections.abc import Iterable
from typing import cast

from callsheet_runtime.problems import LEAVE_OUT, show
from callsheet_runtime.space import ABSENT, is_object, look, tokens


class Change:
    """One field of a request, set, left out or moved.

    Args:
        at: JSON pointer of the field, or of an item of a list.
        value: what it becomes; `LEAVE_OUT` where it is left out.
        moved_from: JSON pointer of the place where the value stood before; empty where it is not moved.

    """

    __slots__ = ("at", "moved_from", "value")

    def __init__(self, at: str, value: object = LEAVE_OUT, moved_from: str = "") -> None:
        self.at = at
        self.value = value
        self.moved_from = moved_from

    def __repr__(self) -> str:
        what = self.moved_from or ("left out" if self.value is LEAVE_OUT else show(self.value))
        return f"<Change {self.at}: {what}>"

    def apply(self, body: object) -> object:
        """Make the changed request. What it shares with the old one is not copied, and neither is to be changed."""
        if self.moved_from:
            body = _without(body, tokens(self.moved_from))
        keys = tokens(self.at)
        return _without(body, keys) if self.value is LEAVE_OUT else _with(body, keys, self.value)

    def in_words(self, body: object) -> str:
        """Say what it does to a request."""
        if self.moved_from:
            return f"{self.moved_from} → {self.at}"
        was = look(body, self.at)
        before = "nothing" if was is ABSENT else show(was)
        return f"{self.at}: {before} → {'left out' if self.value is LEAVE_OUT else show(self.value)}"

    def as_patch(self, body: object) -> list[dict[str, object]]:
        """Write it as operations of a JSON Patch on a request; objects on the way that are missing are added, too."""
        if self.moved_from:
            return [*_parents(body, self.at), {"op": "move", "from": self.moved_from, "path": self.at}]
        if self.value is LEAVE_OUT:
            return [{"op": "remove", "path": self.at}]
        there = look(body, self.at) is not ABSENT
        word = "replace" if there else "add"
        return [*_parents(body, self.at), {"op": word, "path": self.at, "value": self.value}]


def applied(body: object, changes: Iterable[Change]) -> object:
    """Make the changed request, one change after the other."""
    for one in changes:
        body = one.apply(body)
    return body


def patch(body: object, changes: Iterable[Change]) -> list[dict[str, object]]:
    """Write changes, one after the other, as a JSON Patch on a request."""
    operations: list[dict[str, object]] = []
    for one in changes:
        operations += one.as_patch(body)
        body = one.apply(body)
    return operations


def _parents(body: object, at: str) -> list[dict[str, object]]:
    heads = [at.rsplit("/", back)[0] for back in range(at.count("/") - 1, 0, -1)]
    return [{"op": "add", "path": head, "value": {}} for head in heads if look(body, head) is ABSENT]


def _with(body: object, keys: list[str], value: object) -> object:
    if not keys:
        return value
    key, rest = keys[0], keys[1:]
    if isinstance(body, list):
        items = list(cast("list[object]", body))
        if key.isdecimal() and int(key) < len(items):
            items[int(key)] = _with(items[int(key)], rest, value)
        return items
    fields = dict(body) if is_object(body) else {}
    fields[key] = _with(fields.get(key), rest, value)
    return fields


def _without(body: object, keys: list[str]) -> object:
    key, rest = keys[0], keys[1:]
    if isinstance(body, list):
        items = list(cast("list[object]", body))
        if key.isdecimal() and int(key) < len(items):
            items[int(key) : int(key) + 1] = [_without(items[int(key)], rest)] if rest else []
        return items
    fields = dict(body) if is_object(body) else {}
    if key not in fields:
        return body
    if rest:
        fields[key] = _without(fields[key], rest)
    else:
        del fields[key]
    return fields
