"""Resolve parameters: kinds, bounds, enum values and the tables they stand in. Knows no rules."""

import keyword
from typing import TypeVar

from callsheet.model.predicate import Scalar
from callsheet.model.request import Choice, ChoiceValue, Flag, Kind, Number, Parameter, Text, Url, ValueTable, Whole
from callsheet.resolve.scope import Scope, flag, path
from callsheet.syntax import documents
from callsheet.syntax.atoms import plain
from callsheet.syntax.grid import Grid
from callsheet.syntax.located import Entry, Located

N = TypeVar("N", int, float)
PAIR = 2


def parameters(entries: tuple[Entry[documents.Parameter], ...], scope: Scope) -> tuple[Parameter, ...]:
    """Resolve all, noting names that Python cannot have and places that are taken."""
    found: list[Parameter] = []
    for entry in entries:
        parameter = _parameter(entry, scope)
        for other in found:
            shorter = min(len(other.at), len(parameter.at))
            if other.at[:shorter] == parameter.at[:shorter]:
                words = f"{entry.value.at.value!r} is where {other.name!r} stands, too"
                scope.error("same-place", entry.value.at.span, words)
        found.append(parameter)
    return tuple(found)


def _parameter(entry: Entry[documents.Parameter], scope: Scope) -> Parameter:
    written = entry.value
    if not entry.name.isidentifier() or keyword.iskeyword(entry.name):
        scope.error("name", entry.span, f"a parameter is named like a Python variable: {entry.name!r} is not")
    kind = _kind(written, scope)
    default = written.default.value if written.default else None
    if written.default is not None and not fits(kind, written.default.value):
        words = f"the default {written.default.word!r} is not a value that {entry.name!r} can have"
        scope.error("bad-default", written.default.span, words)
    if flag(written.required) and written.default is not None:
        scope.error("bad-default", written.default.span, "a required parameter has no default")
    return Parameter(
        name=entry.name,
        at=path(written.at),
        kind=kind,
        required=flag(written.required),
        default=default,
        doc=written.doc.value,
        cites=scope.cites(written.cite),
        span=entry.span,
    )


def _kind(written: documents.Parameter, scope: Scope) -> Kind:
    _refuse_strangers(written, scope)
    match written.type.value:
        case "enum":
            return _choice(written, scope)
        case "text":
            low, high = _pair(written.length, "length", scope)
            beyond = written.beyond.value if written.beyond else "refused"
            return Text(low, high, "warning" if beyond == "cut" else "error")
        case "integer":
            return Whole(*(None if bound is None else int(bound) for bound in _pair(written.range, "range", scope)))
        case "number":
            return Number(*_pair(written.range, "range", scope))
        case "boolean":
            return Flag()
        case "url":
            return Url(tuple(scheme.value for scheme in written.schemes) or Url().schemes)


BELONGS = {
    "range": ("integer", "number"),
    "length": ("text",),
    "beyond": ("text",),
    "schemes": ("url",),
    "values": ("enum",),
    "tables": ("enum",),
}


def _refuse_strangers(written: documents.Parameter, scope: Scope) -> None:
    """Note keys that mean nothing for this type: they would be lost in silence."""
    for name, types in BELONGS.items():
        if getattr(written, name) and written.type.value not in types:
            words = f"{name!r} says nothing about a parameter of type {written.type.value}"
            scope.error("stray-key", written.type.span, words, note=f"it is for {' and '.join(types)}")


def _pair(bounds: tuple[Located[N], ...], what: str, scope: Scope) -> tuple[N | None, N | None]:
    if not bounds:
        return None, None
    if len(bounds) != PAIR:
        scope.error("bounds", bounds[0].span, f"a {what} has two bounds, least and greatest")
        return None, None
    low, high = bounds
    if low.value > high.value:
        scope.error("bounds", low.span, f"no value lies in a {what} from {low.word} to {high.word}")
    return low.value, high.value


def _choice(written: documents.Parameter, scope: Scope) -> Choice:
    facets: dict[str, dict[str, str]] = {}
    for entry in written.values:
        read = plain(entry.value.node)
        if read is not None and not isinstance(read, dict):
            scope.error("shape", entry.value.span, "a value has facets: {name: heading, …}, or {}")
            continue
        facets[entry.name] = {name: str(heading) for name, heading in (read or {}).items()}
    tables = tuple(_table(table, facets, scope) for table in written.tables)
    if not facets:
        scope.error("no-values", written.type.span, "an enum has values, or tables of them")
    return Choice(tuple(ChoiceValue(value, tuple(named.items())) for value, named in facets.items()), tables)


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
        scope.error("facet-conflict", cell.span, words)


def fits(kind: Kind, value: Scalar) -> bool:
    """Tell whether a value can stand where a parameter of this kind stands, bounds included."""
    match kind:
        case Choice():
            return value in kind.words()
        case Text() | Url():
            return isinstance(value, str)
        case Flag():
            return isinstance(value, bool)
        case Whole(low, high):
            return isinstance(value, int) and not isinstance(value, bool) and _inside(value, low, high)
        case Number(low, high):
            return isinstance(value, (int, float)) and not isinstance(value, bool) and _inside(value, low, high)


def _inside(value: float, low: float | None, high: float | None) -> bool:
    return (low is None or low <= value) and (high is None or value <= high)
