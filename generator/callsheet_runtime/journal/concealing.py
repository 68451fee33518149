"""What must not stand in a journal: the key, and what a spec says lets somebody in. Knows no file and sends nothing."""

import hashlib
from collections.abc import Callable, Mapping
from typing import cast

from callsheet_runtime.protocol import Conventions
from callsheet_runtime.reading import look

CONCEALED = "***"
_HEADERS = frozenset({"authorization", "cookie", "proxy-authorization", "set-cookie"})
"""Headers that let somebody in wherever they are sent."""
_DIGITS = 12


def account_of(provider: str, key: str) -> str:
    """Tell keys apart without telling what they are: the first digits of a hash."""
    return hashlib.sha256(f"callsheet account\0{provider}\0{key}".encode()).hexdigest()[:_DIGITS]


def conceal(protocol: Conventions, document: object, mask: Callable[[str], str]) -> object:
    """Copy a request or an answer without what lets somebody in; `mask` blacks the key out of a text."""
    names = _HEADERS | {one.lower() for one in (protocol.key.header, *protocol.secret_headers)}
    copy = _copied(document, mask)
    headers = look(copy, "$headers")
    if isinstance(headers, dict):
        fields = cast("dict[str, object]", headers)
        for name in fields:
            if name.lower() in names:
                fields[name] = CONCEALED
    for path in protocol.secret_fields:
        _black_out(copy, path.split("."))
    return copy


def _copied(value: object, mask: Callable[[str], str]) -> object:
    match value:
        case str():
            return mask(value)
        case Mapping():
            fields = cast("Mapping[str, object]", value)
            return {mask(name): _copied(inner, mask) for name, inner in fields.items()}
        case list() | tuple():
            return [_copied(inner, mask) for inner in cast("list[object]", value)]
        case _:
            return value


def _black_out(value: object, path: list[str]) -> None:
    """Overwrite what stands at a place; `*` is each item of a list."""
    head, *rest = path
    if isinstance(value, list):
        items = cast("list[object]", value)
        chosen = (
            range(len(items)) if head == "*" else [int(head)] if head.isdecimal() and int(head) < len(items) else []
        )
        for index in chosen:
            if rest:
                _black_out(items[index], rest)
            else:
                items[index] = CONCEALED
    elif isinstance(value, dict):
        fields = cast("dict[str, object]", value)
        if head in fields and rest:
            _black_out(fields[head], rest)
        elif head in fields:
            fields[head] = CONCEALED
