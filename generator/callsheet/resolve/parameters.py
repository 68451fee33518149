"""Resolve parameters: kinds, bounds, enum values and the tables they stand in. Knows no rules."""

from typing import TypeVar

from callsheet.diagnostics import did_you_mean
from callsheet.model.judge import is_url
from callsheet.model.predicate import Scalar
from callsheet.model.request import Choice, ChoiceValue, Flag, Kind, Number, Parameter, Text, Url, ValueTable, Whole
from callsheet.resolve.scope import Scope, flag
from callsheet.span import Span
from callsheet.syntax import documents
from callsheet.syntax.grid import Grid
from callsheet.syntax.located import Entries, Entry, Located
from callsheet.text import Mapping, Node
from callsheet.text import Scalar as Single

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
                words = f"the parameter {other.name!r} stands there already, at {'.'.join(other.at)}"
                scope.error("same-place", entry.value.at.span, words, note="one field of the body is one parameter")
        found.append(parameter)
    return tuple(found)


def _parameter(entry: Entry[documents.Parameter], scope: Scope) -> Parameter:
    written = entry.value
    scope.variable("a parameter", entry.name, entry.span, taken=TAKEN)
    kind = _kind(written, scope)
    default = _default(entry, kind, scope)
    return Parameter(
        name=entry.name,
        at=scope.path(written.at),
        kind=kind,
        required=flag(written.required),
        default=default,
        doc=written.doc.value,
        cites=scope.cites(written.cite),
        span=entry.span,
    )


TAKEN = (
    *("answer", "axis", "bool", "body", "cite", "dict", "endpoint", "final", "float", "int", "isinstance", "len"),
    *("literal", "object", "problems", "request", "result", "str", "tariff", "top", "type", "undocumented", "value"),
)
"""What a compiled endpoint calls parts of its own. Parameters and their types are named beside them."""


def _default(entry: Entry[documents.Parameter], kind: Kind, scope: Scope) -> Scalar | None:
    written = entry.value.default
    if written is None:
        return None
    # The values of an enum are texts, however plain they look: `5` is the text "5" there.
    value = written.word if isinstance(kind, Choice) else written.value
    if flag(entry.value.required):
        note = "leave out one of `required` and `default`"
        scope.error("bad-default", written.span, "a required parameter has no default", note=note)
    if not fits(kind, value):
        words = f"the default {written.word!r} is not a value that {entry.name!r} can have"
        known = kind.words() if isinstance(kind, Choice) else ()
        note = did_you_mean(written.word, known) or "take one that its type, its bounds and its values allow"
        scope.error("bad-default", written.span, words, note=note)
    return value


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
            return Whole(*_whole_pair(written.range, scope))
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
            scope.error("stray-key", _place(getattr(written, name)), words, note=f"it is for {' and '.join(types)}")


def _place(value: Located[str] | Entries[object] | tuple[Located[object], ...]) -> Span:
    """Say where the value of a key begins."""
    match value:
        case Located():
            return value.span
        case Entries():
            return value.items[0].span
        case _:
            return value[0].span


def _pair(bounds: tuple[Located[N], ...], what: str, scope: Scope) -> tuple[N | None, N | None]:
    if not bounds:
        return None, None
    if len(bounds) != PAIR:
        note = f"write {what}: [least, greatest]"
        scope.error("bounds", bounds[0].span, f"a {what} has two bounds, least and greatest", note=note)
        return None, None
    low, high = bounds
    if low.value > high.value:
        words = f"no value lies in a {what} from {low.word} to {high.word}"
        scope.error("bounds", low.span, words, note="the least one stands first")
        return None, None
    return low.value, high.value


def _whole_pair(bounds: tuple[Located[float], ...], scope: Scope) -> tuple[int | None, int | None]:
    for bound in bounds:
        if not isinstance(bound.value, int):
            note = "write it without a point, or make the type `number`"
            scope.error("bounds", bound.span, f"a bound of whole numbers is whole: {bound.word} is not", note=note)
    low, high = _pair(bounds, "range", scope)
    return None if low is None else int(low), None if high is None else int(high)


def _choice(written: documents.Parameter, scope: Scope) -> Choice:
    facets: dict[str, dict[str, str]] = {}
    for entry in written.values:
        facets[entry.name] = _facets(entry.value.node, scope)
    tables = tuple(_table(table, facets, scope) for table in written.tables)
    if not facets:
        note = "write `values: {a: {}, b: {}}`, or `tables`"
        scope.error("no-values", written.type.span, "an enum has values, or tables of them", note=note)
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


def fits(kind: Kind, value: Scalar) -> bool:
    """Tell whether a value can stand where a parameter of this kind stands, bounds included."""
    match kind:
        case Choice():
            return value in kind.words()
        case Text(low, high):
            return isinstance(value, str) and _inside(len(value), low, high)
        case Url(schemes):
            return is_url(value, schemes)
        case Flag():
            return isinstance(value, bool)
        case Whole(low, high):
            return isinstance(value, int) and not isinstance(value, bool) and _inside(value, low, high)
        case Number(low, high):
            return isinstance(value, (int, float)) and not isinstance(value, bool) and _inside(value, low, high)


def _inside(value: float, low: float | None, high: float | None) -> bool:
    return (low is None or low <= value) and (high is None or value <= high)
