"""Read YAML that recorders write: plain data and bytes, with the line of everything. Builds no object of any class.

It works on the parser's events, so that no tag is ever handed to code that would act on it. Aliases are followed, as
recorders write them for headers that repeat, and counted, so that a few lines cannot stand for a billion.
"""

import base64
import binascii
import re
from typing import Final, cast

import yaml

from callsheet_contracts.recordings.exchanges import Unreadable

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST: Final = 64
"""Recordings are flat; bodies that were taken apart are not much deeper."""
MOST_REPEATED: Final = 100_000
"""So many values may stand there by alias alone, however short the file is."""
PLAIN_INTEGER: Final = re.compile(r"[-+]?[0-9]{1,300}")
PLAIN_FLOAT: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
WORDS: Final[dict[str, object]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
STANDARD: Final = "tag:yaml.org,2002:"
TEXTS: Final = frozenset({"!", f"{STANDARD}str", f"{STANDARD}python/str", f"{STANDARD}python/unicode"})
BINARIES: Final = frozenset({"!binary", f"{STANDARD}binary"})
PLAINS: Final = frozenset(f"{STANDARD}{name}" for name in ("int", "float", "bool", "null"))
LISTS: Final = frozenset({"!", f"{STANDARD}seq", f"{STANDARD}python/tuple"})
MAPPINGS: Final = frozenset({"!", f"{STANDARD}map"})
FILES: Final = frozenset(
    f"{STANDARD}python/object{how}:{module}.BytesIO" for how in ("", "/new") for module in ("_io", "io")
)
"""How old recorders wrote the bytes of a stream."""
ONLY_PLAIN: Final = "only plain data is read; record it anew, or take the tag out if you trust what it stands for"


class Located(dict[str, object]):
    """A mapping that knows on which line it begins, and each of its values."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


def read_yaml(text: str, file: str) -> object:
    """Read one document.

    Raises:
        Unreadable: it is no YAML, or it holds what is no plain data.

    """
    try:
        return _Document(text, file).read()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Unreadable(file, line, f"this is not YAML: {error.problem}", "mend it, or record it anew") from error
    except (yaml.YAMLError, ValueError) as error:
        words = f"this is not YAML: {str(error).splitlines()[0]}"
        raise Unreadable(file, 1, words, "mend it, or record it anew") from error


class _Document:
    """One pass over the events of a document."""

    def __init__(self, text: str, file: str) -> None:
        self._events = yaml.parse(text, Loader=LOADER)
        self._file = file
        self._anchors: dict[str, tuple[object, int]] = {}
        self._built = 0
        self._repeated = 0

    def read(self) -> object:
        next(self._events)
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return None
        value = self._value(next(self._events), 0)
        next(self._events)
        after = next(self._events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise self._wrong(after, "a second document begins here", "keep one document in a file")
        return value

    def _value(self, event: yaml.Event, depth: int) -> object:
        if depth > DEEPEST:
            words = f"this is nested more than {DEEPEST} deep"
            raise self._wrong(event, words, "no recording needs that; count the brackets")
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        before = self._built + self._repeated
        self._built += 1
        match event:
            case yaml.ScalarEvent():
                value = self._scalar(event)
            case yaml.SequenceStartEvent():
                value = self._list(event, depth)
            case yaml.MappingStartEvent():
                value = self._mapping(event, depth)
            case _:
                raise self._wrong(event, "a value is missing", "mend it, or record it anew")
        if event.anchor is not None:
            self._anchors[event.anchor] = (value, self._built + self._repeated - before)
        return value

    def _alias(self, event: yaml.AliasEvent) -> object:
        found = self._anchors.get(event.anchor or "")
        if found is None:
            words = f"the alias *{event.anchor} stands for nothing, or for what it is a part of"
            raise self._wrong(event, words, "write out what it is to stand for")
        value, size = found
        self._repeated += size
        if self._repeated > MOST_REPEATED + self._built:
            words = f"aliases make more than {MOST_REPEATED} values of {self._built}"
            raise self._wrong(event, words, "no recorder writes that; do not trust this file")
        return value

    def _scalar(self, event: yaml.ScalarEvent) -> object:
        tag, text = event.tag, event.value
        if tag is None:
            return _plain(text) if event.implicit[0] else text
        if tag in TEXTS:
            return text
        if tag in PLAINS:
            return _plain(text)
        if tag not in BINARIES:
            raise self._tagged(event, tag)
        try:
            return base64.b64decode(text)
        except (binascii.Error, ValueError) as error:
            raise self._wrong(event, f"these bytes are no base64: {error}", "record it anew") from error

    def _list(self, event: yaml.SequenceStartEvent, depth: int) -> object:
        if event.tag is not None and event.tag not in LISTS and event.tag not in FILES:
            raise self._tagged(event, event.tag)
        items: list[object] = []
        while not isinstance(inner := next(self._events), yaml.SequenceEndEvent):
            items.append(self._value(inner, depth + 1))
        return _first(items) if event.tag in FILES else items

    def _mapping(self, event: yaml.MappingStartEvent, depth: int) -> object:
        if event.tag is not None and event.tag not in MAPPINGS and event.tag not in FILES:
            raise self._tagged(event, event.tag)
        mapping = Located(_line(event))
        while not isinstance(key := next(self._events), yaml.MappingEndEvent):
            name = self._key(key)
            if name in mapping:
                raise self._wrong(key, f"the key {name!r} is stated twice", "keep one of the two")
            inner = next(self._events)
            mapping[name] = self._value(inner, depth + 1)
            mapping.lines[name] = _line(inner)
        return _first(mapping.get("state")) if event.tag in FILES else mapping

    def _key(self, event: yaml.Event) -> str:
        if isinstance(event, yaml.AliasEvent):
            found = self._anchors.get(event.anchor or "")
            if found is not None and isinstance(found[0], str):
                return found[0]
        if not isinstance(event, yaml.ScalarEvent):
            raise self._wrong(event, "this key is no text", "no recorder writes that; record it anew")
        if event.tag is not None and event.tag not in TEXTS | PLAINS:
            raise self._tagged(event, event.tag)
        if event.anchor is not None:
            self._anchors[event.anchor] = (event.value, 1)
        return event.value

    def _tagged(self, event: yaml.Event, tag: str) -> Unreadable:
        shown = tag.replace(STANDARD, "!!")
        return self._wrong(event, f"the tag {shown} stands for more than data", ONLY_PLAIN)

    def _wrong(self, event: yaml.Event, words: str, advice: str) -> Unreadable:
        return Unreadable(self._file, _line(event), words, advice)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _plain(text: str) -> object:
    """Take a plain word for what YAML 1.2 takes it for."""
    if text in WORDS:
        return WORDS[text]
    if PLAIN_INTEGER.fullmatch(text):
        return int(text)
    return float(text) if PLAIN_FLOAT.fullmatch(text) else text


def _first(state: object) -> object:
    """Take the bytes out of what a stream was written as: them, how far it was read, and its attributes."""
    return cast("list[object]", state)[0] if isinstance(state, list) and state else b""
