"""Check files with one request a line: as a stream, in parts by several processes, with a summary by rule.

Knows how lines are shared out and counted, not how a problem is printed.
"""

import os
import sys
import time
from collections import Counter, deque

from callsheet.cli.requests import Document, Lines, as_document
from callsheet_runtime.lines import validate_lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Executor, Future

    from callsheet_runtime.problems import Level, Problem

    Printed = Callable[[Document, list[Problem], bool], Iterator[str]]
    """Makes lines of a request's problems; the last tells whether there is time to look for advice."""
    Source = tuple[str, int, int] | list[bytes]
    """Lines of a file: its path, and the bytes that they are; or the lines themselves."""

PART = 1 << 20
"""Bytes of a file that are one piece of work."""
AHEAD = 2
"""Pieces that wait for each worker; the results of more would only fill the memory."""
SEARCHED = 200
"""Advice is looked for in so many wrong requests of a file's first piece; of later ones, only the rule's own is."""
PAUSE = 0.2
"""Seconds between two looks at how far it is."""
BAR = 30
"""Columns of the bar."""


class Tally:
    """How many requests there were, and how many broke which rule."""

    __slots__ = ("refused", "requests", "rules", "warned")

    def __init__(self) -> None:
        self.requests = 0
        self.refused = 0
        self.warned = 0
        """Accepted, and yet there was something to say."""
        self.rules: Counter[tuple[Level, str]] = Counter()
        """Requests that broke a rule, by level and rule."""

    def count(self, problems: "list[Problem]", *, strict: bool = False) -> None:
        """Count one request; strictly, a warning refuses it, too."""
        self.requests += 1
        if problems:
            broken: set[tuple[Level, str]] = {
                ("error" if strict else problem.level, problem.rule.name) for problem in problems
            }
            self.rules.update(broken)
            refused = any(level == "error" for level, _ in broken)
            self.refused += refused
            self.warned += not refused

    def add(self, other: "Tally") -> None:
        """Count what another has counted."""
        self.requests += other.requests
        self.refused += other.refused
        self.warned += other.warned
        self.rules.update(other.rules)

    def as_json(self) -> dict[str, object]:
        """Say it in plain JSON."""
        rules = [{"rule": rule, "level": level, "requests": count} for (level, rule), count in self._by_number()]
        return {"requests": self.requests, "refused": self.refused, "warned": self.warned, "rules": rules}

    def as_text(self) -> "Iterator[str]":
        """Say it in lines: first the whole, then each rule, the most broken first."""
        yield f"{self.requests:,} requests, {self.refused:,} would be refused, {self.warned:,} warned of"
        for (level, rule), count in self._by_number():
            yield f"{count:>12,}  {level:<7}  {rule}"

    def _by_number(self) -> "list[tuple[tuple[Level, str], int]]":
        return sorted(self.rules.items(), key=lambda one: (-one[1], one[0]))


class Job:
    """What is done with each line: plain values and functions of modules, so that another process can be given it."""

    __slots__ = ("all_rows", "file", "printed", "strict", "validate")

    def __init__(
        self,
        file: str,
        validate: "Callable[[object], list[Problem]]",
        printed: "Printed | None",
        *,
        all_rows: bool,
        strict: bool,
    ) -> None:
        self.file = file
        self.validate = validate
        self.printed = printed
        """Makes lines of a request's problems; `None` where only the summary is wanted."""
        self.all_rows = all_rows
        """Whether there is something to print of a request that is fine, too."""
        self.strict = strict
        """Whether a warning refuses a request."""

    def do(self, source: "Source", first: int) -> "tuple[str, Tally, int]":
        """Check some lines, `first` the number of the first; answer what to print, and how many lines there were."""
        rows = _rows(source)
        filled = [(number, row) for number, row in enumerate(rows, first) if row and not row.isspace()]
        tally = Tally()
        said: list[str] = []
        answers = validate_lines(self.validate, [row for _, row in filled])
        for (number, row), problems in zip(filled, answers, strict=True):
            tally.count(problems, strict=self.strict)
            if self.printed and (problems or self.all_rows):
                # In which rows advice is looked for does not depend on how many processes there are.
                patient = first == 1 and tally.refused + tally.warned <= SEARCHED
                said += self.printed(as_document(self.file, number, row), problems, patient)
        return "".join(f"{line}\n" for line in said), tally, len(rows)


def check(job: Job, lines: Lines, jobs: int) -> Tally:
    """Check every request of a file by so many processes, print in order what is to be said of each, and count."""
    tally = Tally()
    progress = Progress(os.stat(lines.path).st_size if lines.path else 0)  # noqa: PTH116 -- see `_rows`
    for text, part, size in _alone(job, lines) if jobs == 1 else _shared(job, lines, jobs):
        tally.add(part)
        progress.clear()
        sys.stdout.write(text)
        progress.show(tally.requests, size)
    progress.clear()
    return tally


def _alone(job: Job, lines: Lines) -> "Iterator[tuple[str, Tally, int]]":
    first = 1
    for source in _sources(lines):
        text, tally, count = job.do(source, first)
        first += count
        yield text, tally, _size(source)


def _shared(job: Job, lines: Lines, jobs: int) -> "Iterator[tuple[str, Tally, int]]":
    """Share the work out; the answers come in the order of the lines."""
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 -- only where it is asked for

    waiting: deque[tuple[Future[tuple[str, Tally, int]], int]] = deque()
    pool = ProcessPoolExecutor(jobs)
    try:
        # Where nothing is printed of a single line, no line needs its number.
        numbered = _numbered(lines, pool) if job.printed else ((source, 1) for source in _sources(lines))
        for source, first in numbered:
            waiting.append((pool.submit(job.do, source, first), _size(source)))
            if len(waiting) >= jobs * AHEAD:
                yield _awaited(*waiting.popleft())
        while waiting:
            yield _awaited(*waiting.popleft())
    finally:
        pool.shutdown(cancel_futures=True)


def _awaited(done: "Future[tuple[str, Tally, int]]", size: int) -> "tuple[str, Tally, int]":
    text, tally, _ = done.result()
    return text, tally, size


def _numbered(lines: Lines, pool: "Executor") -> "Iterator[tuple[Source, int]]":
    """Tell of each piece the number of its first line, before anything before it has been looked at."""
    first = 1
    if lines.path is None:
        for source in _sources(lines):
            yield source, first
            first += len(source)
        return
    sources = list(_sources(lines))
    for source, count in zip(sources, pool.map(_count, sources, chunksize=64), strict=True):
        yield source, first
        first += count


def _sources(lines: Lines) -> "Iterator[Source]":
    """Cut a file between lines into pieces of much the same size; or a stream, which has to be read to be cut."""
    if lines.path is not None:
        yield from _ranges(lines.path)
        return
    rows: list[bytes] = []
    size = 0
    for row in lines.rows:
        rows.append(row)
        size += len(row)
        if size >= PART:
            yield rows
            rows, size = [], 0
    if rows:
        yield rows


def _ranges(path: str) -> "Iterator[tuple[str, int, int]]":
    with open(path, "rb") as stream:  # noqa: PTH123 -- see `_rows`
        size = stream.seek(0, os.SEEK_END)
        start = 0
        while start < size:
            stream.seek(min(start + PART, size) - 1)
            stream.readline()
            end = stream.tell()
            yield path, start, end
            start = end


def _rows(source: "Source") -> list[bytes]:
    """Read the lines of a piece."""
    if isinstance(source, list):
        return source
    path, start, end = source
    with open(path, "rb") as stream:  # noqa: PTH123 -- pathlib takes longer to load than all that a start needs
        stream.seek(start)
        rows = stream.read(end - start).split(b"\n")
    # What ends with a line's end has no line behind it.
    return rows if rows[-1] else rows[:-1]


def _count(source: "tuple[str, int, int]") -> int:
    """Count the lines of a piece, without looking at them."""
    path, start, end = source
    with open(path, "rb") as stream:  # noqa: PTH123 -- see `_rows`
        stream.seek(start)
        return stream.read(end - start).count(b"\n")


def _size(source: "Source") -> int:
    return sum(map(len, source)) if isinstance(source, list) else source[2] - source[1]


class Progress:
    """A line on the terminal that tells how far it is; nothing where nobody would see it, or before it gets long."""

    __slots__ = ("_began", "_done", "_seen", "_shown", "_total")

    def __init__(self, total: int) -> None:
        self._total = total
        """Bytes; 0 where they are not known beforehand."""
        self._done = 0
        self._began = self._shown = time.monotonic()
        self._seen = False

    def show(self, requests: int, size: int) -> None:
        """Tell that so many requests are checked, and so many bytes more."""
        self._done += size
        now = time.monotonic()
        if now - self._shown < PAUSE or not sys.stderr.isatty():
            return
        self._shown, self._seen = now, True
        speed = f"{requests:,} requests, {requests / (now - self._began):,.0f}/s"
        if self._total:
            part = min(self._done / self._total, 1)
            bar = ("█" * int(part * BAR)).ljust(BAR, "·")
            speed = f"{bar} {part:4.0%}  {speed}"
        sys.stderr.write(f"\r\x1b[K{speed}")
        sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away, so that something else can be printed."""
        if self._seen:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._seen = False
