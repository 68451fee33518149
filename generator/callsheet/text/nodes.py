"""A document as a tree of values that know where they stand. Knows no YAML and no spec."""

from collections.abc import Iterator
from dataclasses import dataclass

from callsheet.span import Span

Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value, and the word as it was written: `0.30` is more than the number 0.3 where it is money."""

    value: Value
    span: Span
    word: str = ""

    @property
    def kind(self) -> str:
        """What it is, in words."""
        match self.value:
            case None:
                return "nothing"
            case bool():
                return "true or false"
            case int():
                return "a whole number"
            case float():
                return "a number"
            case str():
                return "text"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list."""

    items: tuple["Node", ...]
    span: Span
    kind: str = "a list"


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping; keys are text, each with its place."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    span: Span
    kind: str = "a mapping"

    def __iter__(self) -> Iterator[tuple[str, Span, "Node"]]:
        for key, node in self.entries:
            yield str(key.value), key.span, node

    def get(self, name: str) -> "Node | None":
        """Find the value of a key."""
        return next((node for key, _, node in self if key == name), None)


Node = Scalar | Listing | Mapping
