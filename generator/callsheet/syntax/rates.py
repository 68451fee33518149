"""The figures of a price list, nested by what they depend on. Knows no parameters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from callsheet.diagnostics import Diagnostics
from callsheet.span import Span
from callsheet.syntax.located import Located
from callsheet.text import Mapping, Node, Scalar

MOST_HEADINGS: Final = 6
FIGURE: Final = re.compile(r"[0-9]{1,12}(\.[0-9]{1,12})?")


@dataclass(frozen=True, slots=True)
class Figure:
    """One price, and the headings that lead to it."""

    headings: tuple[Located[str], ...]
    amount: Located[Decimal]


@dataclass(frozen=True, slots=True)
class RateTable:
    """All figures of a list."""

    figures: tuple[Figure, ...]
    span: Span

    @classmethod
    def parse(cls, node: Node, notes: Diagnostics) -> "RateTable | None":
        """Read nested mappings down to decimal figures."""
        before = len(notes)
        figures = tuple(_figures(node, (), notes))
        return cls(figures, node.span) if len(notes) == before else None

    @classmethod
    def json_schema(cls) -> dict[str, object]:
        """Allow figures under as many headings as price lists have."""
        schema: dict[str, object] = {"type": "number", "minimum": 0}
        for _ in range(MOST_HEADINGS):
            schema = {"type": ["object", "number"], "minimum": 0, "minProperties": 1, "additionalProperties": schema}
        return schema


def _figures(node: Node, headings: tuple[Located[str], ...], notes: Diagnostics) -> Iterator[Figure]:
    if isinstance(node, Mapping):
        if not node.entries:
            notes.error("empty", node.span, "figures are expected here", note="what is unknown is left out")
        for name, span, child in node:
            yield from _figures(child, (*headings, Located(name, span, name)), notes)
        return
    if not isinstance(node, Scalar) or not FIGURE.fullmatch(node.word) or isinstance(node.value, str):
        note = "write it plainly: no quotes, no currency, no exponent, nothing below zero"
        notes.error("figure", node.span, f"a figure is expected, such as 0.30, this is {node.kind}", note=note)
        return
    yield Figure(headings, Located(Decimal(node.word), node.span))
