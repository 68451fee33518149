"""Faults in words, for prompts, headers and other languages: `fail:CODE`, `refuse:CODE|3`. Knows no provider."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from difflib import get_close_matches
from types import NoneType
from typing import Final, cast, get_args, get_origin, get_type_hints

from callsheet_contracts.simulator.faults import (
    CALLS,
    CallKind,
    DuplicateEvents,
    EarlyEvents,
    ExpiredLink,
    Fault,
    Flips,
    Forgotten,
    Lose,
    Malformed,
    NoResult,
    Refuse,
    Regresses,
    Slow,
    Status,
    Stuck,
    TaskFails,
    UnknownFields,
    UnknownStatus,
    UnorderedEvents,
    calls_of,
)

WORDS: Final[Mapping[str, type[Fault]]] = {
    "lose": Lose,
    "slow": Slow,
    "status": Status,
    "refuse": Refuse,
    "malformed": Malformed,
    "fail": TaskFails,
    "no-result": NoResult,
    "unknown-status": UnknownStatus,
    "unknown-fields": UnknownFields,
    "stuck": Stuck,
    "regress": Regresses,
    "flip": Flips,
    "expired-link": ExpiredLink,
    "forget": Forgotten,
    "duplicate-events": DuplicateEvents,
    "early-events": EarlyEvents,
    "unordered-events": UnorderedEvents,
}
"""Every fault by its word. What it needs to know follows a colon, in the order of its fields, with `|` in between."""
HEADER: Final = "x-simulate"
"""The header that spoils the call that carries it: a fault in words, after `poll=` or the like for some calls."""
_MARK: Final = re.compile(r"\[\[([^\[\]]+)\]\]")


def said(words: str) -> Fault:
    """Read a fault from words such as `stuck` or `refuse:CODE|3`.

    Raises:
        ValueError: there is no such fault, or it needs to know something else.

    """
    name, _, rest = words.strip().partition(":")
    kind = _kind(name)
    hints = get_type_hints(kind)
    given = rest.split("|") if rest else []
    if len(given) > len(hints):
        raise ValueError(f"{name} takes {len(hints)} things to know at most, not {len(given)}")
    names = [one.name for one in fields(kind)]
    pairs = zip(names, given, strict=False)
    return _make(name, {one: _spoken(f"{name}: {one}", hints[one], text) for one, text in pairs if text})


def written(document: object) -> Fault:
    """Read a fault from JSON: words, or an object with `fault` and its fields.

    Raises:
        ValueError: there is no such fault, or a field does not fit.

    """
    if isinstance(document, str):
        return said(document)
    if not isinstance(document, dict):
        raise ValueError('a fault is a text such as "stuck", or an object such as {"fault": "fail", "code": "…"}')  # noqa: TRY004 -- whoever sent it gets the words
    values = cast("dict[str, object]", document)
    name = values.get("fault")
    kind = _kind(name if isinstance(name, str) else "")
    hints = get_type_hints(kind)
    unheard = values.keys() - hints.keys() - {"fault"}
    if unheard:
        raise ValueError(f"{name} has no {min(unheard)!r}: there are {', '.join(hints) or 'none'}")
    given = {one: _fitting(f"{name}: {one}", hints[one], values[one]) for one in hints if one in values}
    return _make(str(name), given)


def may_be_marked(content: bytes) -> bool:
    """Tell whether the JSON of a call may hold a mark: only then are its texts gone through."""
    return b"[[" in content or b"\\u005" in content.lower()


def asked(kind: CallKind, header: str | None, body: object) -> Fault | None:
    """Find the fault that a call asks for itself, by its header or by a mark such as `[[stuck]]` in its texts.

    What is for other kinds of calls is left alone, so that a header can go with all of them.

    Raises:
        ValueError: there is no such fault.

    """
    if header:
        target, found, rest = header.partition("=")
        if not found or target.strip() not in CALLS:
            target, rest = kind, header
        fault = said(rest)
        return fault if target.strip() == kind and kind in calls_of(fault) else None
    for text in _texts(body):
        mark = _MARK.search(text)
        if mark is not None:
            marked = said(mark[1])
            return marked if kind in calls_of(marked) else None
    return None


def _kind(name: str) -> type[Fault]:
    if name not in WORDS:
        close = get_close_matches(name, WORDS, n=1)
        hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(WORDS)}"
        raise ValueError(f"there is no fault {name!r}: {hint}")
    return WORDS[name]


def _make(name: str, values: Mapping[str, object]) -> Fault:
    try:
        return cast(Callable[..., Fault], WORDS[name])(**values)
    except TypeError:
        needed = ", ".join(get_type_hints(WORDS[name]))
        raise ValueError(f"{name} has to know more: {needed}") from None


def _options(hint: object) -> tuple[object, ...]:
    return tuple(get_origin(one) or one for one in get_args(hint) or (hint,))


def _spoken(where: str, hint: object, text: str) -> object:
    options = _options(hint)
    if str in options:
        return text
    if bytes in options:
        return text.encode()
    if bool in options and text in {"true", "false"}:
        return text == "true"
    try:
        return float(text) if float in options else int(text)
    except ValueError:
        raise ValueError(f"{where}: {text!r} does not fit") from None


def _fitting(where: str, hint: object, value: object) -> object:
    options = _options(hint)
    if isinstance(value, str) and bytes in options:
        return value.encode()
    if not _fits(options, value):
        raise ValueError(f"{where}: {value!r} does not fit")
    return value


def _fits(options: tuple[object, ...], value: object) -> bool:
    match value:
        case bool() | float() | str():
            return type(value) in options
        case int():
            return int in options or float in options
        case dict():
            return Mapping in options
        case None:
            return NoneType in options
        case _:
            return False


def _texts(body: object) -> Iterator[str]:
    """List the texts of a document, in their order."""
    if isinstance(body, str):
        yield body
    elif isinstance(body, dict):
        for one in cast("dict[str, object]", body).values():
            yield from _texts(one)
    elif isinstance(body, list):
        for one in cast("list[object]", body):
            yield from _texts(one)
