"""Read request files: JSON or JSON Lines. Knows no endpoint.

A file of lines is read as a stream, however long it is; what is one document is read whole.
"""

import sys
from itertools import chain

from callsheet.cli.usage import UsageError
from callsheet_runtime.documents import NotJsonError, parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

LINES = (".jsonl", ".ndjson")
STANDARD_INPUT = "standard input"


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


class Lines:
    """A file that has one request a line."""

    __slots__ = ("file", "path", "rows")

    def __init__(self, file: str, rows: "Iterator[bytes]", path: str | None) -> None:
        self.file = file
        """What a reader knows it by."""
        self.rows = rows
        """Its lines, to be read once."""
        self.path = path
        """Where it can be read again, and in parts; `None` for what cannot."""

    def documents(self) -> "Iterator[Document]":
        """Read its requests, one at a time; an empty line is none."""
        for number, row in enumerate(self.rows, 1):
            if not row.isspace():
                yield as_document(self.file, number, row)


def documents(files: list[str], stdin_name: str | None = None) -> "Iterator[Document]":
    """Read every document of every file; `-` is standard input.

    Raises:
        UsageError: a file cannot be read.

    """
    for source in sources(files, stdin_name):
        if isinstance(source, Document):
            yield source
        else:
            yield from source.documents()


def sources(files: list[str], stdin_name: str | None = None) -> "Iterator[Document | Lines]":
    """Open every file, and tell those that are one document from those with one a line.

    Raises:
        UsageError: a file cannot be read.

    """
    for file in files:
        if file == "-":
            yield _source(stdin_name or STANDARD_INPUT, sys.stdin.buffer, None)
            continue
        try:
            with open(file, "rb") as stream:  # noqa: PTH123 -- pathlib takes as long to load as the rest of a start
                yield _source(file, stream, file)
        except OSError as error:
            raise UsageError(f"{file}: {error.strerror or error}") from error


def _source(file: str, stream: "BinaryIO", path: str | None) -> Document | Lines:
    """Take a file as lines if its name says so, or if its first line is a document and not the only line."""
    if file.endswith(LINES):
        return Lines(file, iter(stream), path)
    before = _through_text(stream)
    after = _through_text(stream)
    if after and not after[-1].isspace() and not as_document(file, len(before), before[-1]).wrong:
        return Lines(file, chain(before, after, stream), path)
    return as_document(file, len(before) or 1, b"".join((*before, *after, stream.read())), begins=1)


def _through_text(stream: "BinaryIO") -> list[bytes]:
    """Read lines up to the first that is not empty, that one included."""
    lines: list[bytes] = []
    for line in stream:
        lines.append(line)
        if not line.isspace():
            break
    return lines


def as_document(file: str, line: int, data: bytes, *, begins: int | None = None) -> Document:
    """Read a document that stands in a line; of a whole file, mistakes are counted from where the file `begins`."""
    try:
        return Document(file, line, parse(data))
    except NotJsonError as error:
        # A row is one line; what is missing at its end is not missing in the next one.
        return Document(file, line if begins is None else begins + error.line, None, str(error))
