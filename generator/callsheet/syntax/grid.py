"""A page's table of values, written so that it looks like the page. Knows no facets."""

from dataclasses import dataclass

from callsheet.diagnostics import Diagnostics
from callsheet.span import Span
from callsheet.syntax.atoms import Conditions, Fragments
from callsheet.syntax.located import Located
from callsheet.text import Listing, Mapping, Node, Scalar


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its heading and its cells."""

    heading: Located[str]
    cells: tuple[Located[str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Columns of one facet, rows of another, an enum's values in the cells.

    `for` says which requests the table is for; it then is a rule as well, named like the table.
    """

    span: Span
    applies_to: Conditions | None
    column_facet: str
    columns: tuple[Located[str], ...]
    row_facet: str
    rows: tuple[Row, ...]
    cite: Fragments | None

    @classmethod
    def parse(cls, node: Node, notes: Diagnostics) -> "Grid | None":
        """Read it: next to `for` and `cite`, one facet holds a list (across) and one a mapping of lists (down)."""
        if not isinstance(node, Mapping):
            notes.error("shape", node.span, f"a table is a mapping, this is {node.kind}")
            return None
        before = len(notes)
        across = [(name, one) for name, _, one in node if name != "cite" and isinstance(one, Listing)]
        down = [(name, one) for name, _, one in node if name not in {"for", "cite"} and isinstance(one, Mapping)]
        if len(across) != 1 or len(down) != 1:
            words = "a table has one facet with a list (across), one with rows of lists (down)"
            notes.error("table", node.span, words, note="such as a: [x, y] and b: {1: [x1, y1], 2: [x2, y2]}")
            return None
        columns = _words(across[0][1], notes)
        rows = tuple(_row(name, span, row, columns, notes) for name, span, row in down[0][1])
        applies_to, cite = node.get("for"), node.get("cite")
        known = {"for", "cite", across[0][0], down[0][0]}
        for name, span, _ in node:
            if name not in known:
                words = f"a table does not know what to do with {name!r}"
                notes.error("table", span, words, note="it has two facets, and perhaps `for` and `cite`")
        table = cls(
            span=node.span,
            applies_to=None if applies_to is None else Conditions.parse(applies_to, notes),
            column_facet=across[0][0],
            columns=columns,
            row_facet=down[0][0],
            rows=rows,
            cite=None if cite is None else Fragments.parse(cite, notes),
        )
        return table if len(notes) == before else None

    @classmethod
    def json_schema(cls) -> dict[str, object]:
        """Say the shape; which keys are facets is the page's affair."""
        cells = {"type": "array", "items": {"type": ["string", "number", "boolean"], "minLength": 1}}
        return {
            "type": "object",
            "properties": {"for": Conditions.json_schema(), "cite": Fragments.json_schema()},
            "additionalProperties": {"oneOf": [cells, {"type": "object", "additionalProperties": cells}]},
        }


def _row(name: str, span: Span, node: Node, columns: tuple[Located[str], ...], notes: Diagnostics) -> Row:
    cells = _words(node, notes)
    if isinstance(node, Listing) and len(node.items) != len(columns):
        words = f"row {name} has {len(node.items)} cells, the table has {len(columns)} columns"
        notes.error("table", span, words, note="every cell of the page's table has to be there")
    return Row(Located(name, span, name), cells)


def _words(node: Node, notes: Diagnostics) -> tuple[Located[str], ...]:
    if not isinstance(node, Listing):
        notes.error("shape", node.span, f"a list of cells is expected, this is {node.kind}")
        return ()
    words: list[Located[str]] = []
    for item in node.items:
        if isinstance(item, Scalar) and item.value is not None and item.word:
            words.append(Located(item.word, item.span, item.word))
        else:
            notes.error("shape", item.span, f"a cell holds a single value, this is {item.kind}")
    return tuple(words)
