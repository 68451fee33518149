"""The tutorial, as steps: files to write, and commands with what they print."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class File:
    path: str
    text: str


@dataclass(frozen=True)
class Command:
    line: str
    shown: str


def steps(page: str) -> Iterator[File | Command]:
    """List the steps in their order."""
    for language, path, text in FENCE.findall(page):
        if path:
            yield File(path, text)
        elif language == "console":
            for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
                line, _, shown = part.partition("\n")
                yield Command(line, shown)
