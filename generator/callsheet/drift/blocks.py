"""A page as what it consists of: headings, paragraphs, lines of code, rows of tables. Knows no file format."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["heading", "prose", "code", "row"]


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a page that stands by itself."""

    kind: Kind
    words: str
    line: int
    """Where it begins in the page as read, counted from one; 0 where the format has no lines."""
    cells: tuple[str, ...] = ()
    """Of a row: what stands in each column."""
    head: bool = False
    """Of a row: whether it names the columns, so that a table begins here."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns, its rows, and the place of its head among the blocks of the page."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    at: int
    line: int
    heading: str
    """The heading, or else the last paragraph, above it."""
    lines: tuple[int, ...] = ()
    """Of each row."""

    def line_of(self, row: tuple[str, ...]) -> int:
        """Find the line of a row, the first where two are the same."""
        return self.lines[self.rows.index(row)]

    def column(self, *names: str) -> int | None:
        """Find the column whose name begins with one of these, whatever their case."""
        for place, column in enumerate(self.columns):
            if column.casefold().strip().startswith(names):
                return place
        return None


def tables(blocks: Sequence[Block]) -> Iterator[Table]:
    """List the tables of a page. A row is filled up, or cut, to as many cells as there are columns."""
    above = ""
    place = 0
    while place < len(blocks):
        block = blocks[place]
        if not block.head:
            if block.kind in {"heading", "prose"}:
                above = block.words
            place += 1
            continue
        end = place + 1
        while end < len(blocks) and blocks[end].kind == "row" and not blocks[end].head:
            end += 1
        width = len(block.cells)
        rows = tuple((*one.cells, *([""] * width))[:width] for one in blocks[place + 1 : end])
        lines = tuple(one.line for one in blocks[place + 1 : end])
        yield Table(block.cells, rows, place, block.line, above, lines)
        place = end


ENDS: Final = re.compile(
    r"""(?<=[.!?;])["'”’)\]]*\s+(?=[A-Z0-9"'“‘(\[`<*-])   # a full stop, and a new beginning
      | (?<=[。！？；])["”’）】]*\s*""",
    re.VERBOSE,
)
SHORT: Final = re.compile(r"(?:\b(?:e\.g|i\.e|etc|cf|vs|no|Fig)|(?:^|\s)[A-Z0-9]{1,2})\.$")
"""What ends in a full stop, and ends no sentence: an abbreviation, the number of a step."""


def sentences(words: str) -> tuple[str, ...]:
    """Cut a paragraph into its sentences."""
    found: list[str] = []
    start = 0
    for end in ENDS.finditer(words):
        if not SHORT.search(words[start : end.end()].rstrip()):
            found.append(words[start : end.end()].strip())
            start = end.end()
    rest = words[start:].strip()
    return tuple(one for one in (*found, rest) if one)
