"""Resolve the values of an enum: their facets, and the tables they stand in. Knows no other kind."""

from callsheet.model.request import Choice, ChoiceValue, ValueTable
from callsheet.resolve.scope import Scope
from callsheet.syntax import documents
from callsheet.syntax.grid import Grid
from callsheet.syntax.located import Entries, Entry, Located
from callsheet.text import Mapping, Node
from callsheet.text import Scalar as Single


def choice(written: documents.Parameter | documents.Item, grids: Entries[Grid], scope: Scope) -> Choice:
    """Resolve the values of an enum, in the order of the document."""
    facets: dict[str, dict[str, str]] = {}
    for entry in written.values:
        facets[entry.name] = _facets(entry.value.node, scope)
    tables = tuple(_table(table, facets, scope) for table in grids)
    if not facets:
        has_tables = isinstance(written, documents.Parameter)
        where = written.type.span if written.type else written.span
        words = "an enum has values, or tables of them" if has_tables else "an enum has values"
        note = "write `values: {a: {}, b: {}}`, or `tables`" if has_tables else "write `values: {a: {}, b: {}}`"
        scope.error("no-values", where, words, note=note)
    return Choice(tuple(ChoiceValue(value, tuple(named.items())) for value, named in facets.items()), tables)


def _facets(node: Node, scope: Scope) -> dict[str, str]:
    """Read the facets of a value as they are written: `true` and `1.50` are headings like any other."""
    note = "such as {version: v1}, or {}"
    if isinstance(node, Single) and node.value is None:
        return {}
    if not isinstance(node, Mapping):
        scope.error("shape", node.span, f"a value has facets, this is {node.kind}", note=note)
        return {}
    found: dict[str, str] = {}
    for name, _, heading in node:
        if isinstance(heading, Single) and heading.value is not None and heading.word:
            found[name] = heading.word
        else:
            scope.error("shape", heading.span, f"a facet is a single word, this is {heading.kind}", note=note)
    return found


def _table(entry: Entry[Grid], facets: dict[str, dict[str, str]], scope: Scope) -> ValueTable:
    grid = entry.value
    for row in grid.rows:
        for column, cell in zip(grid.columns, row.cells, strict=False):
            named = facets.setdefault(cell.value, {})
            _set_facet(named, grid.row_facet, row.heading.value, cell, scope)
            _set_facet(named, grid.column_facet, column.value, cell, scope)
    return ValueTable(
        entry.name,
        grid.column_facet,
        tuple(column.value for column in grid.columns),
        grid.row_facet,
        tuple((row.heading.value, tuple(cell.value for cell in row.cells)) for row in grid.rows),
    )


def _set_facet(named: dict[str, str], facet: str, heading: str, cell: Located[str], scope: Scope) -> None:
    other = named.setdefault(facet, heading)
    if other != heading:
        words = f"{cell.value} has {facet} {heading} here and {other} elsewhere"
        scope.error("facet-conflict", cell.span, words, note="compare both places with the page")
