"""Read request files: JSON or JSON Lines, one document at a time. Knows no endpoint.

Strict where JSON leaves room: a doubled key, `NaN` or a text that is no UTF-8 is an answer about that document, and
never a traceback.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from callsheet.cli.commands import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

LINES = (".jsonl", ".ndjson")


class Document:
    """One request as it was read, or why it could not be."""

    __slots__ = ("body", "file", "line", "wrong")

    def __init__(self, file: str, line: int, body: object, wrong: str = "") -> None:
        self.file = file
        self.line = line
        self.body = body
        self.wrong = wrong

    @property
    def place(self) -> str:
        """Where it stands: file and line."""
        return f"{self.file}:{self.line}"


def documents(files: list[str]) -> Iterator[Document]:
    """Read every document of every file; `-` is standard input.

    Raises:
        UsageError: a file cannot be read.

    """
    for file in files:
        try:
            data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        except OSError as error:
            raise UsageError(f"{file}: {error.strerror or error}") from error
        shown = "standard input" if file == "-" else file
        yield from _split(shown, data, lines=Path(file).suffix in LINES)


def _split(file: str, data: bytes, *, lines: bool) -> Iterator[Document]:
    """Take a file as one document, or as one a line where it is no single document."""
    rows = data.split(b"\n")
    filled = [(number, row) for number, row in enumerate(rows, 1) if row.strip()]
    if not lines:
        whole = _document(file, filled[0][0] if filled else 1, data)
        if not whole.wrong or len(filled) < 2 or _document(file, *filled[0]).wrong:  # noqa: PLR2004 -- lines are two or more
            yield whole
            return
    for number, row in filled:
        yield _document(file, number, row)


def _document(file: str, line: int, data: bytes) -> Document:
    try:
        text = data.decode("utf-8-sig")
        return Document(file, line, json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant))
    except UnicodeDecodeError as error:
        return Document(file, line, None, f"is not UTF-8: {error.reason} at byte {error.start}")
    except RecursionError:
        return Document(file, line, None, "is nested too deeply")
    except json.JSONDecodeError as error:
        return Document(file, line + error.lineno - 1, None, _words(error))
    except ValueError as error:
        return Document(file, line, None, f"is not JSON: {error}")


def _words(error: json.JSONDecodeError) -> str:
    ahead = error.doc[error.pos : error.pos + 2]
    if ahead in {"//", "/*"}:
        return f"is not JSON: a comment at column {error.colno}; JSON has none"
    if not error.doc.strip():
        return "is empty: a JSON object is expected"
    return f"is not JSON: {error.msg} at column {error.colno}"


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the key {twice!r} is stated twice")
    return fields


def _no_constant(word: str) -> "NoReturn":
    raise ValueError(f"{word} is no JSON number")
