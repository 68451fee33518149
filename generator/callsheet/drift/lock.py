"""The fingerprints of all passages, as a person last read and accepted them: a line for each cite. Opens no file."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from callsheet.diagnostics import Diagnostic, SpecError
from callsheet.span import Span

NAME: Final = "cites.lock"
HEAD: Final = """\
# Fingerprints of the passages that facts were read from: page, fingerprint, words that find the passage; page by page,
# in the order of the page. Where words stand in several passages each has its own; *2: to the letter so, twice.
# Written by `callsheet drift --accept`, after a person has read what changed.
"""
LINE: Final = re.compile(
    r"(?P<page>[^\t]+)\t(?P<prints>[0-9a-f]+(?:\*\d+)?(?:,[0-9a-f]+(?:\*\d+)?)*)\t(?P<words>[^\t]+)"
)

Prints = tuple[tuple[str, int], ...]
"""Fingerprints of passages, each with how often the page has it."""


@dataclass(frozen=True, slots=True)
class Locked:
    """One line of the lock."""

    page: str
    fragment: str
    """Folded."""
    prints: Prints
    span: Span

    @property
    def key(self) -> tuple[str, str]:
        """What it is known by."""
        return self.page, self.fragment


def parse(text: str, file: str) -> tuple[Locked, ...]:
    """Read a lock file.

    Raises:
        SpecError: a line is none of a lock, such as the marks of a merge conflict, or stands there twice.

    """
    found: dict[tuple[str, str], Locked] = {}
    wrong: list[Diagnostic] = []
    note = "renew it with `callsheet drift --accept`, after reading what it shows"
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        span = Span(file, number, 1, max(1, len(line)))
        parts = LINE.fullmatch(line)
        if parts is None:
            wrong.append(
                Diagnostic("lock", span, "this is no line of a lock: page, fingerprint, words, with tabs", note)
            )
            continue
        one = Locked(parts["page"], parts["words"], _prints(parts["prints"]), span)
        if one.key in found:
            wrong.append(Diagnostic("lock", span, f"line {found[one.key].span.line} has the same words", note))
        found[one.key] = one
    if wrong:
        raise SpecError(wrong)
    return tuple(found.values())


def write(lines: Iterable[Locked]) -> str:
    """Write a lock file: the same lines make the same bytes."""
    return HEAD + "".join(f"{one.page}\t{_written(one.prints)}\t{one.fragment}\n" for one in lines)


def _prints(words: str) -> Prints:
    pairs = (one.partition("*") for one in words.split(","))
    return tuple((name, int(times or 1)) for name, _, times in pairs)


def _written(prints: Prints) -> str:
    return ",".join(name if times == 1 else f"{name}*{times}" for name, times in prints)
