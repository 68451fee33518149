"""Find a few words on a page, and the passage around them. Knows no lock file.

A passage is what one reads to learn the fact: the whole row of a table, the whole line of code, the whole sentence of
a paragraph; where the words run over several of these, all of them together. So a changed word in the passage is a
changed passage, and a word elsewhere is not.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from callsheet.drift.blocks import Block, sentences
from callsheet.drift.wording import fingerprint, folded, is_chinese


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage, and how often the page has it to the letter."""

    words: str
    """As it is compared: folded, without the pipes of tables."""
    fingerprint: str
    times: int
    at: int
    """Where the page has it first: the number of its first sentence, row or line."""
    line: int
    """The line of the page, counted from one; 0 where its format has no lines."""


class Page:
    """A page that can be searched."""

    __slots__ = ("_blocks", "_lines", "_starts", "_units", "blocks", "words")

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = tuple(blocks)
        self._blocks: list[int] = []
        self._lines: list[int] = []
        self._starts: list[int] = []
        self._units: list[str] = []
        size, joined = 0, list[str]()
        for number, block in enumerate(blocks):
            for one in sentences(block.words) if block.kind == "prose" else (block.words,):
                unit = folded(one)
                if not unit:
                    continue
                if joined and not (is_chinese(joined[-1][-1]) or is_chinese(unit[0])):
                    joined.append(" ")
                    size += 1
                self._blocks.append(number)
                self._lines.append(block.line)
                self._starts.append(size)
                self._units.append(unit)
                joined.append(unit)
                size += len(unit)
        self.words = "".join(joined)

    def find(self, fragment: str) -> tuple[Passage, ...]:
        """List the passages that hold some words, each once, in the order of the page; none: they are not on it.

        Where the words stand as words of their own, what merely contains them (`5` in `15`) does not count.
        """
        places: dict[tuple[int, int], None] = {}
        for start, end in self._occurrences(folded(fragment)):
            places[bisect_right(self._starts, start) - 1, bisect_right(self._starts, end - 1)] = None
        found: dict[str, tuple[int, int]] = {}
        for first, behind in places:
            words = " ".join(self._units[first:behind])
            at, times = found.get(words, (first, 0))
            found[words] = (at, times + 1)
        return tuple(
            Passage(words, fingerprint(words), times, at, self._lines[at]) for words, (at, times) in found.items()
        )

    def nearest(self, fragment: str, *, least: float = 0.6) -> Passage | None:
        """Find the sentence, row or line that is most like some words, if any is at all."""
        wanted = folded(fragment)
        asked = set(wanted.split())
        best, score = None, least
        for at, unit in enumerate(self._units):
            if len(asked & set(unit.split())) * 3 < len(asked):
                continue
            same = sum(size for *_, size in SequenceMatcher(None, wanted, unit, autojunk=False).get_matching_blocks())
            if same / len(wanted) > score:
                best, score = at, same / len(wanted)
        if best is None:
            return None
        words = self._units[best]
        return Passage(words, fingerprint(words), 1, best, self._lines[best])

    def block_of(self, fragment: str) -> int | None:
        """Find the block in which some words begin: a heading, if one has them, else the first that does."""
        found = [
            self._blocks[bisect_right(self._starts, start) - 1] for start, _ in self._occurrences(folded(fragment))
        ]
        headings = [number for number in found if self.blocks[number].kind == "heading"]
        return next(iter((*headings, *found)), None)

    def _occurrences(self, wanted: str) -> list[tuple[int, int]]:
        every = list(_every(self.words, wanted)) if wanted else []
        alone = [(start, end) for start, end in every if self._is_apart(start, end)]
        return alone or every

    def _is_apart(self, start: int, end: int) -> bool:
        before, after = self.words[start - 1 : start], self.words[end : end + 1]
        return not (_glued(before, self.words[start]) or _glued(self.words[end - 1], after))


def _every(words: str, wanted: str) -> Iterator[tuple[int, int]]:
    start = words.find(wanted)
    while start >= 0:
        yield start, start + len(wanted)
        start = words.find(wanted, start + 1)


def _glued(left: str, right: str) -> bool:
    """Tell whether two characters belong to one word."""
    return (left + right).isascii() and left.isalnum() and right.isalnum()
