"""Many requests, one a line, one in twenty with a mistake: what a row costs, and how much memory a file takes."""

import json
import subprocess
import sys
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

import orjson

from callsheet_runtime.lines import validate_lines
from validation.measuring import Timing, Work, compare
from validation.starts import CACHE, compared
from validation.subjects import Subject

ROWS = 2000
BAD = 20
"""One in so many rows has a mistake."""


def rows(subject: Subject, count: int) -> Iterator[bytes]:
    """Make rows of what is right, and of what has one error."""
    right, wrong = cycle(subject.right), cycle(subject.wrong(1))
    for number in range(count):
        yield json.dumps(next(wrong if number % BAD == 7 else right), ensure_ascii=False).encode("utf-8", "replace")


def per_row(subject: Subject, *, rounds: int) -> Timing:
    """Time parsing alone, parsing with ours, and parsing with those peers that list every problem."""
    lines = list(rows(subject, ROWS))
    validate = subject.module.validate
    works: dict[str, Work] = {
        "parse": lambda: [None for line in lines if orjson.loads(line) is None],
        "ours": lambda: sum(map(len, validate_lines(validate, lines))),
    }
    for peer in subject.peers:
        if peer.problems and peer.rules and peer.name != "jsonschema":
            works[peer.name] = lambda listed=peer.problems: [
                None for line in lines if listed(orjson.loads(line)) is None
            ]
    return compare(works, rounds=rounds)


def memory(subject: Subject, *, megabytes: tuple[int, ...]) -> dict[int, int]:
    """Check files of so many megabytes with the command line; tell the most memory of each, in bytes."""
    return {size: _most_memory(command(subject, written(subject, size), 1)) for size in megabytes}


def _most_memory(arguments: list[str]) -> int:
    """Ask a process itself at its end: what the system counts for a child begins with its parent's memory."""
    program, *rest = arguments[2:]
    told = f"{program.replace('sys.exit', '')}; print(open('/proc/self/status').read())"
    done = subprocess.run([sys.executable, "-c", told, *rest], capture_output=True, check=True, text=True)
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("VmHWM:")]
    return int(line.split()[1]) * 1024


def shared(subject: Subject, *, megabytes: int, jobs: int, rounds: int) -> float:
    """Tell what a row costs several workers, as a multiple of what it costs one."""
    path = written(subject, megabytes)
    one, several = command(subject, path, 1), command(subject, path, jobs)
    return compared({"one": one, "several": several}, rounds=rounds)["several"]


def command(subject: Subject, path: Path, jobs: int) -> list[str]:
    """Write the command that checks a file."""
    program = "import sys; from callsheet.cli import main; sys.exit(main(sys.argv[1:]))"
    return [sys.executable, "-c", program, "validate", subject.name, str(path), "--summary", "--jobs", str(jobs)]


def written(subject: Subject, megabytes: int) -> Path:
    """Write a file of so many megabytes, unless it is there."""
    path = CACHE / f"{megabytes}.jsonl"
    block = b"\n".join(islice(rows(subject, ROWS), ROWS)) + b"\n"
    times = megabytes * 1_000_000 // len(block) + 1
    if not path.is_file() or path.stat().st_size != times * len(block):
        with path.open("wb") as stream:
            for _ in range(times):
                stream.write(block)
    return path
