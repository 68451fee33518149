"""The figures of a price list, nested by what they depend on. Knows no parameters."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from callsheet.diagnostics import Diagnostics
from callsheet.span import Span
from callsheet.syntax.located import Located
from callsheet.text import Mapping, Node, Scalar


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
        """Allow any nesting of figures."""
        return {"type": ["object", "number"]}


def _figures(node: Node, headings: tuple[Located[str], ...], notes: Diagnostics) -> Iterator[Figure]:
    if isinstance(node, Mapping):
        for name, span, child in node:
            yield from _figures(child, (*headings, Located(name, span, name)), notes)
        return
    try:
        amount = Decimal(node.word if isinstance(node, Scalar) else "")
    except InvalidOperation:
        notes.error("rate", node.span, f"a figure is expected, such as 0.30, this is {node.kind}")
        return
    if not amount.is_finite() or amount < 0:
        notes.error("rate", node.span, "a price is finite and not negative")
        return
    yield Figure(headings, Located(amount, node.span))
