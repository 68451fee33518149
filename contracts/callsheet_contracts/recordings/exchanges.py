"""What every recording holds, whatever wrote it: requests and answers, and where they stand. Knows no file format."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Layout = Literal["vcrpy", "cassetter", "ruby", "har"]
"""Who lays a file out so: vcrpy, cassetter, Ruby's VCR and those that follow it, or HAR."""


@dataclass(frozen=True, slots=True)
class Request:
    """What was sent."""

    method: str
    """In capitals."""
    url: str
    headers: Mapping[str, str]
    """By name in small letters; several of one name are joined by commas."""
    body: bytes
    """Decompressed."""
    line: int


@dataclass(frozen=True, slots=True)
class Response:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    """By name in small letters; several of one name are joined by commas."""
    body: bytes
    """Decompressed, unless it is packed in a way that Python alone cannot open."""
    line: int


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its answer."""

    index: int
    """Its place in the file, from 1."""
    line: int
    request: Request
    response: Response | None
    """`None` where no answer came."""
    when: float | None
    """When it was sent, or nearly so, in seconds since 1970; `None` where the file does not tell."""
    exact: bool
    """Whether the time is the recorder's own. Else it is the answer's `Date`, in whole seconds."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A file of exchanges, in the order in which they happened, as far as it can be told."""

    file: str
    layout: Layout
    exchanges: tuple[Exchange, ...]
    metadata: Mapping[str, object] = field(default_factory=dict[str, object])
    """What the file says of itself, such as where it comes from; only cassettes in YAML say something."""


class Unreadable(Exception):  # noqa: N818 -- named after what is the case
    """A file is no recording, or one that is not safe to read."""

    def __init__(self, file: str, line: int, words: str, advice: str) -> None:
        super().__init__(f"{file}:{line}: {words}; {advice}")
        self.file = file
        self.line = line
        self.words = words
        """What is wrong."""
        self.advice = advice
        """What to do about it."""
