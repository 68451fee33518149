"""Lay Python out as a formatter would, so that emitted code needs none. Knows no spec.

Whatever comes from a spec enters Python through `text`, `docstring` or `comment`, and cannot leave the literal.
"""

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 120
INDENT: Final = "    "


@dataclass(frozen=True, slots=True)
class Bracketed:
    """Something with brackets around parts: a call, a list, a dict, a subscript."""

    head: str
    parts: tuple["Piece", ...]
    open: str = "("
    close: str = ")"
    one_tuple: bool = False
    """Whether a single part needs its comma, as in `(5,)`."""


@dataclass(frozen=True, slots=True)
class Named:
    """A part with something before it: `name=` or `key: `."""

    label: str
    value: "Piece"


Piece = str | Bracketed | Named


def call(head: str, /, *positional: Piece, **named: Piece | None) -> Bracketed:
    """Call something; keywords that are `None` are left out."""
    keywords = tuple(Named(f"{key}=", value) for key, value in named.items() if value is not None)
    return Bracketed(head, (*positional, *keywords))


def sequence(parts: Sequence[Piece]) -> Bracketed:
    """Write a tuple."""
    return Bracketed("", tuple(parts), one_tuple=True)


def mapping(pairs: Sequence[tuple[str, Piece]]) -> Bracketed:
    """Write a dict; keys are ready literals."""
    return Bracketed("", tuple(Named(f"{key}: ", value) for key, value in pairs), "{", "}")


def subscript(name: str, parts: Sequence[Piece]) -> Bracketed:
    """Write `Name[…]`."""
    return Bracketed(name, tuple(parts), "[", "]")


def import_from(module: str, names: Sequence[str], *, indent: int = 0) -> str:
    """Import names, on one line where it fits."""
    prefix = f"from {module} import "
    if indent * len(INDENT) + len(prefix) + len(", ".join(names)) <= WIDTH:
        return prefix + ", ".join(names)
    return lay_out(Bracketed("", tuple(names)), prefix=prefix, indent=indent)


def lay_out(piece: Piece, *, prefix: str = "", indent: int = 0, suffix: str = "") -> str:
    """Write a piece on one line where it fits, else one part a line, each with its comma."""
    flat = f"{prefix}{_flat(piece)}{suffix}"
    if indent * len(INDENT) + _columns(flat) <= WIDTH or isinstance(piece, str):
        return flat
    if isinstance(piece, Named):
        return lay_out(piece.value, prefix=f"{prefix}{piece.label}", indent=indent, suffix=suffix)
    inner = INDENT * (indent + 1)
    lines = [f"{inner}{lay_out(part, indent=indent + 1, suffix=',')}" for part in piece.parts]
    return "\n".join([f"{prefix}{piece.head}{piece.open}", *lines, f"{INDENT * indent}{piece.close}{suffix}"])


def _flat(piece: Piece) -> str:
    match piece:
        case str():
            return piece
        case Named(label, value):
            return f"{label}{_flat(value)}"
        case Bracketed(head, parts, opening, closing, one_tuple):
            comma = "," if one_tuple and len(parts) == 1 else ""
            return f"{head}{opening}{', '.join(map(_flat, parts))}{comma}{closing}"


def _columns(line: str) -> int:
    """Measure a line as the formatter does: East Asian characters are two columns wide."""
    # Nearly all lines have none, and this is asked of every part of every line.
    return len(line) if line.isascii() else sum(2 if _is_wide(char) else 1 for char in line)


def _is_wide(char: str) -> bool:
    import unicodedata  # noqa: PLC0415 -- only lines with such characters need the table

    return not char.isascii() and unicodedata.east_asian_width(char) in "WF"


def text(value: str) -> str:
    """Write a text as a literal, in the quotes that need fewer escapes."""
    quote = "'" if value.count('"') > value.count("'") else '"'
    if value.isprintable() and "\\" not in value and quote not in value:
        return f"{quote}{value}{quote}"
    return f"{quote}{''.join(_escaped(char, quote) for char in value)}{quote}"


def scalar(value: object) -> str:
    """Write a plain value as a literal."""
    return text(value) if isinstance(value, str) else repr(value)


def number(value: float | None) -> str:
    """Write a bound as a literal, without a needless `.0`."""
    return repr(int(value)) if value is not None and float(value).is_integer() else repr(value)


def _escaped(char: str, quote: str) -> str:
    if char in {"\\", quote}:
        return f"\\{char}"
    if char == "\n":
        return "\\n"
    if char.isprintable():
        return char
    number = ord(char)
    # What has no form of its own on a screen is written by number, lone surrogates included.
    return f"\\U{number:08x}"


def docstring(words: str, *, indent: int = 0) -> str:
    """Write words as a docstring, wrapped."""
    safe = "".join(_escaped(char, "") for char in sentence(words)).replace('"""', "'''")
    if safe.endswith('"'):
        safe += " "
    margin = INDENT * indent
    if len(margin) + _columns(safe) + 6 <= WIDTH:
        return f'"""{safe}"""'
    first, *rest = textwrap.wrap(safe, WIDTH - len(margin) - 3, break_long_words=False, break_on_hyphens=False)
    return "\n".join([f'"""{first}', *(f"{margin}{line}" for line in rest), f'{margin}"""'])


def sentence(words: str) -> str:
    """Fold white space, and end with a full stop if no other end is there."""
    folded = re.sub(r"\s+", " ", words).strip()
    return folded if folded.endswith((".", "!", "?", ":")) else f"{folded}."


def comment(words: str) -> list[str]:
    """Write words as lines of comment."""
    safe = "".join(char for char in re.sub(r"\s+", " ", words) if char.isprintable())
    return textwrap.wrap(safe, WIDTH, initial_indent="# ", subsequent_indent="# ", break_long_words=False)


def constant(*words: str) -> str:
    """Make a constant's name of words: `v5.6`, `1080P` → `V5_6_1080P`."""
    name = re.sub(r"[^A-Z0-9]+", "_", "_".join(words).upper()).strip("_")
    return f"_{name}" if name[:1].isdigit() else name


def variable(*words: str) -> str:
    """Make a variable's or module's name of words: `text-to-video` → `text_to_video`."""
    return constant(*words).lower()


def class_name(word: str) -> str:
    """Make a class name of a variable's: `shot_type` → `ShotType`, `media.kind` → `MediaKind`."""
    return "".join(part.capitalize() for part in re.split("[._]", word))


def grid(rows: Sequence[Sequence[str]], *, indent: int) -> list[str]:
    """Lay words out in columns, as a page's table does."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    margin = INDENT * indent
    cells = [[word.ljust(width) for word, width in zip(row, widths, strict=True)] for row in rows]
    return [f"{margin}{'  '.join(row)}".rstrip() for row in cells]


PLAIN_WORD: Final = re.compile(r"[A-Za-z0-9*:._/+-]+")


def is_plain(words: Sequence[str]) -> bool:
    """Tell whether words can be written in a grid: no spaces, no quotes, nothing to escape."""
    return all(PLAIN_WORD.fullmatch(word) for word in words)
