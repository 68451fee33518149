"""What is wrong with a spec, as values: found anywhere, collected, sorted, printed once. Knows no spec."""

import difflib
import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from callsheet.span import Span

Severity = Literal["error", "warning"]
LONGEST_LINE = 150
"""As much of a line is shown."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One mistake: its code, its place, and what to do about it."""

    code: str
    span: Span
    words: str
    note: str = ""
    severity: Severity = "error"
    about: str = ""
    """The name of what it is about, by which a spec may say why it stands."""

    def __str__(self) -> str:
        # A line 0 stands for a file as a whole, such as a folder that is not there.
        place = self.span if self.span.line else self.span.file
        return f"{place}: {self.code} {self.words}"

    def as_json(self) -> dict[str, object]:
        """Say it in plain JSON."""
        return {
            "code": self.code,
            "severity": self.severity,
            "file": self.span.file,
            "line": self.span.line,
            "column": self.span.column,
            "words": self.words,
            "note": self.note,
            "about": self.about,
        }

    def as_annotation(self) -> str:
        """Say it as a workflow command that CI shows beside the line."""
        words = f"{self.words}. {self.note}" if self.note else self.words
        return annotation(self.severity, self.code, self.span, words)


@dataclass(slots=True)
class Diagnostics:
    """A collection that grows while a spec is read."""

    found: list[Diagnostic] = field(default_factory=list[Diagnostic])

    def error(self, code: str, span: Span, words: str, *, note: str = "") -> None:
        """Note a mistake."""
        self.found.append(Diagnostic(code, span, words, note))

    def add(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Take over what was found elsewhere."""
        self.found.extend(diagnostics)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(in_order(self.found))

    def __len__(self) -> int:
        return len(self.found)


class SpecError(Exception):
    """The specs hold mistakes; nothing was compiled."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = in_order(diagnostics)
        super().__init__("\n".join(map(str, self.diagnostics)))


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort by place and drop what was found twice."""
    # All of it is in the key: a set has no order of its own.
    return tuple(sorted(set(diagnostics), key=lambda one: (one.span, one.code, one.words, one.note, one.severity)))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Guess what a misspelt word was to be; empty if nothing is near."""
    choices = list(known)
    near = difflib.get_close_matches(word, choices, n=1, cutoff=0.6)
    folded = [choice for choice in choices if choice.casefold() == word.casefold()]
    guess = (folded or near or [""])[0]
    return f"did you mean {guess!r}?" if guess else ""


def as_text(diagnostics: Iterable[Diagnostic], sources: Mapping[str, Sequence[str]]) -> str:
    """Print each as `path:line:col: code words`, with the line it is about and a caret."""
    return "".join(_framed(one, sources.get(one.span.file, ())) for one in in_order(diagnostics))


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """Print all as one JSON list."""
    return json.dumps([one.as_json() for one in in_order(diagnostics)], ensure_ascii=False, indent=2) + "\n"


def as_annotations(diagnostics: Iterable[Diagnostic]) -> str:
    """Print each as a workflow command."""
    return "".join(f"{one.as_annotation()}\n" for one in in_order(diagnostics))


def annotation(level: str, code: str, span: Span | None, words: str) -> str:
    """Write a workflow command: `level` is `error`, `warning` or `notice`; without a place, it is about the whole."""
    place = f"file={_property(span.file)},line={span.line},col={span.column}," if span else ""
    return f"::{level} {place}title={_property(code)}::{_message(words)}"


def _framed(one: Diagnostic, lines: Sequence[str]) -> str:
    said = f"{one}\n"
    if 0 < one.span.line <= len(lines):
        line, span = _window(lines[one.span.line - 1], one.span)
        gutter = f"{span.line:>5} | "
        said += f"{gutter}{line}\n{' ' * (len(gutter) - 2)}| {_caret(line, span)}\n"
    return said + (f"        {one.note}\n" if one.note else "")


def _window(line: str, span: Span) -> tuple[str, Span]:
    """Cut a line that is too long to be shown, around the place."""
    if len(line) <= LONGEST_LINE:
        return line, span
    start = max(0, min(span.column - 1 - LONGEST_LINE // 2, len(line) - LONGEST_LINE))
    shown = line[start : start + LONGEST_LINE]
    before, after = "…" if start else "", "…" if start + LONGEST_LINE < len(line) else ""
    column = span.column - start + len(before)
    room = max(1, len(before) + len(shown) - column + 1)
    return f"{before}{shown}{after}", Span(span.file, span.line, column, min(span.width, room))


def _caret(line: str, span: Span) -> str:
    """Stand under the place, as wide as it is on a terminal; a tab before it stays one, so that both lines agree."""
    start = span.column - 1
    before = "".join("\t" if char == "\t" else " " * _columns(char) for char in line[:start])
    return before + "^" * max(1, sum(map(_columns, line[start : start + span.width])))


def _columns(char: str) -> int:
    """Count the columns that a character takes: East Asian ones two, combining ones none."""
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _message(words: str) -> str:
    """Escape what a workflow command would take for its end."""
    for char, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")):
        words = words.replace(char, code)
    return words


def _property(words: str) -> str:
    """Escape what would end a property of a workflow command."""
    return _message(words).replace(":", "%3A").replace(",", "%2C")
