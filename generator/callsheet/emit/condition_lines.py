"""Lay out the line that opens a test, as the formatter would. Knows not what is tested."""

import re
from collections.abc import Iterator

from callsheet.emit.conditions import bracketed
from callsheet.emit.layout import INDENT, WIDTH


def opened(words: str, margin: str) -> Iterator[str]:
    """Open a test; one that is too long for its line has an operand on each."""
    line = f"{margin}if {words}:"
    if len(line) <= WIDTH:
        yield line
        return
    first, *rest = _operands(words)
    if len(rest) == 1 and bracketed(rest[-1].partition(" ")[2]) == rest[-1].partition(" ")[2]:
        # The formatter opens the last bracket alone, where what is before it and what is in it fit their lines.
        operator, _, last = rest[-1].partition(" ")
        head = " ".join((f"{margin}if {first}", *rest[:-1], f"{operator} ("))
        if len(head) <= WIDTH and len(margin) + len(INDENT) + len(last) - 2 <= WIDTH and last.startswith("("):
            yield head
            yield f"{margin}{INDENT}{last[1:-1]}"
            yield f"{margin}):"
            return
    yield f"{margin}if ("
    yield f"{margin}{INDENT}{first}"
    yield from (f"{margin}{INDENT}{operand}" for operand in rest)
    yield f"{margin}):"


def _operands(words: str) -> list[str]:
    """Split at the operators outside of brackets: at `or` where there is one, else at `and`."""
    pieces = re.split(r" (?=(?:or|and) )", words)
    for operator in ("or ", "and "):
        operands = [pieces[0]]
        for piece in pieces[1:]:
            if piece.startswith(operator) and _is_closed(operands[-1]):
                operands.append(piece)
            else:
                operands[-1] += f" {piece}"
        if len(operands) > 1:
            return operands
    return pieces[:1]


def _is_closed(words: str) -> bool:
    return all(words.count(opening) == words.count(closing) for opening, closing in ("()", "{}"))
