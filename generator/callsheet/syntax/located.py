"""Values as a spec states them, each with its place. Knows no spec."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from callsheet.span import Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Located(Generic[T]):
    """A value, where it stands, and the word it was written with."""

    value: T
    span: Span
    word: str = ""


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """A named part of a spec."""

    name: str
    span: Span
    value: T


@dataclass(frozen=True, slots=True)
class Entries(Generic[T]):
    """Named parts, in the order of the file."""

    items: tuple[Entry[T], ...] = ()

    def __iter__(self) -> Iterator[Entry[T]]:
        return iter(self.items)

    def __bool__(self) -> bool:
        return bool(self.items)

    def get(self, name: str) -> Entry[T] | None:
        """Find a part by its name."""
        return next((entry for entry in self.items if entry.name == name), None)

    def names(self) -> tuple[str, ...]:
        """List the names."""
        return tuple(entry.name for entry in self.items)
