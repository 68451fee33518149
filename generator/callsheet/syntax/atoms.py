"""Small notations of the language that are neither records nor scalars. Knows no particular record."""

import re
from dataclasses import dataclass
from typing import ClassVar, Final

from callsheet.diagnostics import Diagnostics
from callsheet.span import Span
from callsheet.syntax.located import Located
from callsheet.text import Listing, Mapping, Node, Scalar

SECONDS: Final = {"ms": 0.001, "s": 1.0, "min": 60.0, "h": 3600.0, "d": 86400.0}
# More than nothing: a poll every 0 s never rests, and nobody may divide by it.
NUMBER: Final = r"(?!0+(?:\.0+)? ?[A-Za-z])[0-9]{1,9}(?:\.[0-9]{1,9})?"
DURATION: Final = re.compile(rf"({NUMBER}) ?(ms|s|min|h|d)")
RATE: Final = re.compile(rf"({NUMBER}) per ({NUMBER} )?(ms|s|min|h|d)")
CALL: Final = re.compile(r"(GET|POST|PUT|PATCH|DELETE) (/\S*)")
SIZES: Final = {"kB": 10**3, "MB": 10**6, "GB": 10**9, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30}
SIZE: Final = re.compile(rf"({NUMBER}) ?({'|'.join(SIZES)})")
ZONE: Final = re.compile(r"([+-])([01][0-9]|2[0-3]):([0-5][0-9])")
CITE_NOTE: Final = "some words of the page, enough to find the place, such as {guide: lasts from 1 to 15}"


class Notation:
    """A single word that has to match a pattern."""

    PATTERN: ClassVar[re.Pattern[str]]
    __slots__ = ()

    @classmethod
    def json_schema(cls) -> dict[str, object]:
        """Say the pattern, for editors."""
        return {"type": "string", "pattern": f"^{cls.PATTERN.pattern}$"}


@dataclass(frozen=True, slots=True)
class Duration(Notation):
    """A length of time, such as `15 s`."""

    PATTERN: ClassVar[re.Pattern[str]] = DURATION
    seconds: float
    span: Span

    @classmethod
    def parse(cls, node: Node, notes: Diagnostics) -> "Duration | None":
        """Read it."""
        found = cls.PATTERN.fullmatch(_word(node))
        if found is None:
            notes.error("duration", node.span, "a length of time is expected, such as 15 s, 2 min, 24 h")
            return None
        return cls(float(found[1]) * SECONDS[found[2]], node.span)


@dataclass(frozen=True, slots=True)
class Rate(Notation):
    """So many in a while, such as `20 per s`."""

    PATTERN: ClassVar[re.Pattern[str]] = RATE
    per_second: float
    span: Span

    @classmethod
    def parse(cls, node: Node, notes: Diagnostics) -> "Rate | None":
        """Read it."""
        found = cls.PATTERN.fullmatch(_word(node))
        if found is None:
            notes.error("rate", node.span, "a rate is expected, such as 20 per s or 100 per 5 min")
            return None
        return cls(float(found[1]) / (float(found[2] or 1) * SECONDS[found[3]]), node.span)


@dataclass(frozen=True, slots=True)
class Size(Notation):
    """So many bytes, such as `20 MB`."""

    PATTERN: ClassVar[re.Pattern[str]] = SIZE
    bytes: int
    span: Span

    @classmethod
    def parse(cls, node: Node, notes: Diagnostics) -> "Size | None":
        """Read it."""
        found = cls.PATTERN.fullmatch(_word(node))
        size = int(float(found[1]) * SIZES[found[2]]) if found else 0
        if size < 1:
            words = "a size is expected, such as 20 MB (of 1000 kB each) or 20 MiB (of 1024 KiB)"
            notes.error("size", node.span, words, note="a file has a byte at least" if found else "")
            return None
        return cls(size, node.span)


@dataclass(frozen=True, slots=True)
class CallLine(Notation):
    """A method and a path, such as `POST /tasks/{task}/cancel`."""

    PATTERN: ClassVar[re.Pattern[str]] = CALL
    method: str
    path: str
    span: Span

    @classmethod
    def parse(cls, node: Node, notes: Diagnostics) -> "CallLine | None":
        """Read it."""
        found = cls.PATTERN.fullmatch(_word(node))
        if found is None:
            notes.error("call", node.span, "a call is expected, such as GET /tasks/{task}")
            return None
        return cls(found[1], found[2], node.span)


@dataclass(frozen=True, slots=True)
class Zone(Notation):
    """A distance from UTC, such as `+08:00`."""

    PATTERN: ClassVar[re.Pattern[str]] = ZONE
    hours: float
    span: Span

    @classmethod
    def parse(cls, node: Node, notes: Diagnostics) -> "Zone | None":
        """Read it."""
        found = cls.PATTERN.fullmatch(_word(node))
        if found is None:
            notes.error("zone", node.span, "a zone is expected, such as +08:00")
            return None
        return cls((-1 if found[1] == "-" else 1) * (int(found[2]) + int(found[3]) / 60), node.span)


@dataclass(frozen=True, slots=True)
class Fragments:
    """Cites: `{page: words on it}`, or a list of such."""

    pairs: tuple[tuple[Located[str], Located[str]], ...]
    span: Span

    @classmethod
    def parse(cls, node: Node, notes: Diagnostics) -> "Fragments | None":
        """Read them."""
        many = node.items if isinstance(node, Listing) and node.items else (node,)
        pairs: list[tuple[Located[str], Located[str]]] = []
        before = len(notes)
        for one in many:
            if not isinstance(one, Mapping) or not one.entries:
                what = f"this is {one.kind}" if isinstance(one, Scalar) or one is not node else "this names none"
                notes.error("cite", one.span, f"a cite is {{page: words found on it}}, {what}", note=CITE_NOTE)
                continue
            for page, span, words in one:
                if isinstance(words, Scalar) and words.value is not None and words.word.strip():
                    pairs.append((Located(page, span, page), Located(words.word, words.span, words.word)))
                else:
                    notes.error("cite", words.span, "a cite needs some words of the page", note=CITE_NOTE)
        return cls(tuple(pairs), node.span) if len(notes) == before else None

    @classmethod
    def json_schema(cls) -> dict[str, object]:
        """Allow one or a list."""
        words = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
        one = {"type": "object", "additionalProperties": words, "minProperties": 1}
        return {"oneOf": [one, {"type": "array", "items": one, "minItems": 1}]}


@dataclass(frozen=True, slots=True)
class Endings:
    """The usual endings of a type of file: `png`, or `[jpg, jpeg]`."""

    words: tuple[str, ...]
    span: Span

    @classmethod
    def parse(cls, node: Node, notes: Diagnostics) -> "Endings | None":
        """Read one, or a list."""
        items = node.items if isinstance(node, Listing) else (node,)
        wrong = next((item for item in items if not cls._is_ending(item)), None if items else node)
        if wrong is not None:
            is_text = isinstance(wrong, Scalar) and isinstance(wrong.value, str)
            what = f"{_word(wrong)!r} is none" if is_text else f"this is {wrong.kind if items else 'an empty list'}"
            note = "such as png or [jpg, jpeg], without a dot"
            notes.error("media", wrong.span, f"the usual endings of a file are expected, {what}", note=note)
            return None
        return cls(tuple(map(_word, items)), node.span)

    @staticmethod
    def _is_ending(node: Node) -> bool:
        is_text = isinstance(node, Scalar) and isinstance(node.value, str)
        return is_text and _word(node).isascii() and _word(node).isalnum()

    @classmethod
    def json_schema(cls) -> dict[str, object]:
        """Allow one or a list."""
        one = {"type": "string", "pattern": "^[A-Za-z0-9]+$"}
        return {"oneOf": [one, {"type": "array", "items": one, "minItems": 1}]}


@dataclass(frozen=True, slots=True)
class Anything:
    """Plain data, such as the body of an example; its meaning is not the language's."""

    node: Node
    span: Span

    @classmethod
    def parse(cls, node: Node, notes: Diagnostics) -> "Anything | None":
        """Take it as it is."""
        del notes
        return cls(node, node.span)

    @classmethod
    def json_schema(cls) -> dict[str, object]:
        """Allow everything."""
        return {}

    def plain(self) -> object:
        """Turn it into plain Python values."""
        return plain(self.node)


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a rule says about fields: `{field: value, field.facet: [value, …], field: {range: [1, 5]}}`."""

    node: Mapping
    span: Span

    @classmethod
    def parse(cls, node: Node, notes: Diagnostics) -> "Conditions | None":
        """Take a mapping; its fields are known only to the resolver."""
        if not isinstance(node, Mapping):
            notes.error("shape", node.span, f"conditions are a mapping of fields, this is {node.kind}")
            return None
        if not node.entries:
            notes.error("empty", node.span, "conditions name at least one field", note="leave the key out, or fill it")
            return None
        return cls(node, node.span)

    @classmethod
    def json_schema(cls) -> dict[str, object]:
        """Say the spellings of a test."""
        scalar = {"type": ["string", "number", "boolean"]}
        value = {"oneOf": [scalar, {"type": "array", "items": scalar, "minItems": 1}]}
        pair = {"type": "array", "minItems": 2, "maxItems": 2, "items": {"type": ["number", "null"]}}
        tests = {"not": value, "range": pair, "length": pair, "given": {"type": "boolean"}}
        test = {
            "type": "object",
            "properties": tests,
            "additionalProperties": False,
            "minProperties": 1,
            "maxProperties": 1,
        }
        branches = {"type": "array", "items": {"type": "object", "minProperties": 1}, "minItems": 1}
        return {
            "type": "object",
            "minProperties": 1,
            "properties": {"any": branches},
            "additionalProperties": {"oneOf": [scalar, value["oneOf"][1], test]},
        }


def plain_mapping(node: Node) -> dict[str, object] | None:
    """Turn a mapping into plain Python values; `None` where it is none."""
    return {name: plain(child) for name, _, child in node} if isinstance(node, Mapping) else None


def plain(node: Node) -> object:
    """Turn a node into plain Python values."""
    match node:
        case Scalar():
            return node.value
        case Listing():
            return [plain(item) for item in node.items]
        case Mapping():
            return {name: plain(child) for name, _, child in node}


def _word(node: Node) -> str:
    return node.word if isinstance(node, Scalar) else ""
