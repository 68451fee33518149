"""Resolve parameters: kinds, bounds, enum values and the tables they stand in. Knows no rules."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from callsheet.diagnostics import did_you_mean
from callsheet.model.judge import is_url
from callsheet.model.predicate import Scalar
from callsheet.model.request import (
    GREATEST_ID,
    OUTSIDE,
    Choice,
    ChoiceValue,
    File,
    Flag,
    Id,
    Kind,
    List,
    Number,
    Parameter,
    Plain,
    Shape,
    Text,
    Url,
    ValueTable,
    Whole,
)
from callsheet.resolve.scope import Scope, flag
from callsheet.span import Span
from callsheet.syntax import documents
from callsheet.syntax.atoms import Size
from callsheet.syntax.grid import Grid
from callsheet.syntax.located import Entries, Entry, Located
from callsheet.text import Mapping, Node
from callsheet.text import Scalar as Single

N = TypeVar("N", int, float)
PAIR = 2

Items: TypeAlias = Callable[[Entry[documents.Parameter], documents.Item], Shape]
"""Resolves what an item of a list is."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where parameters are: in a request itself, or in the items of a list."""

    scope: Scope
    items: Items
    within: str = ""
    """The list's name."""

    def name(self, short: str) -> str:
        """Say a parameter's whole name."""
        return f"{self.within}.{short}" if self.within else short


def parameters(entries: tuple[Entry[documents.Parameter], ...], place: Place) -> tuple[Parameter, ...]:
    """Resolve all, noting names that Python cannot have and places that are taken. Measures are not in them yet."""
    found: list[Parameter] = []
    for entry in entries:
        parameter = _parameter(entry, place)
        for other in found:
            shorter = min(len(other.at), len(parameter.at))
            if other.at[:shorter] == parameter.at[:shorter]:
                words = f"the parameter {other.name!r} stands there already, at {'.'.join(other.at)}"
                place.scope.error(
                    "same-place", entry.value.at.span, words, note="one field of the body is one parameter"
                )
        found.append(parameter)
    return tuple(found)


def _parameter(entry: Entry[documents.Parameter], place: Place) -> Parameter:
    written, scope = entry.value, place.scope
    scope.variable("a parameter", entry.name, entry.span, taken=TAKEN)
    kind = _kind(entry, place)
    return Parameter(
        name=place.name(entry.name),
        at=_at(written, place),
        kind=kind,
        required=flag(written.required),
        default=_default(entry, kind, scope),
        doc=written.doc.value,
        cites=scope.cites(written.cite),
        span=entry.span,
        takes=tuple(one.value for one in written.takes),
    )


def _at(written: documents.Parameter, place: Place) -> tuple[str, ...]:
    """Split the path, and check what begins with a `$`: a place outside of the body, and one key in it."""
    at = place.scope.path(written.at)
    where = written.at.span
    if at[0].startswith("$") and (at[0] not in OUTSIDE or len(at) != PAIR or place.within):
        note = "such as $headers.X-Name; in an item of a list there is no such place"
        words = f"outside of the body there are {', '.join(OUTSIDE)}, each with one key"
        place.scope.error("path", where, words, note=note)
    is_file = written.type.value == "file"
    if is_file != (at[0] == "$files"):
        note = "write `type: file`" if at[0] == "$files" else "write `at: $files.…`"
        place.scope.error("path", where, "files, and nothing else, stand in $files", note=note)
    if at[0] == "$path" and not flag(written.required):
        words = "a part of the path is required"
        place.scope.error("path", where, words, note="write `required: true`")
    if at[0] in OUTSIDE[:-1] and written.type.value == "list":
        words = f"a list cannot stand in {at[0]}"
        place.scope.error("path", where, words, note="lists are written in the body only")
    return at


TAKEN = (
    *("answer", "axis", "bool", "body", "cite", "dict", "endpoint", "enumerate", "final", "float", "index", "int"),
    *("isinstance", "item", "items", "len", "list", "literal", "object", "problems", "request", "result", "set"),
    *("str", "sum", "tariff", "top", "tuple", "type", "undocumented", "upload", "value"),
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


def _kind(entry: Entry[documents.Parameter], place: Place) -> Kind:
    written, scope = entry.value, place.scope
    _refuse_strangers(written, BELONGS, written.type.value, scope)
    if written.type.value == "list":
        return _list(entry, place)
    if written.type.value == "enum":
        return _choice(written, written.tables, scope)
    return _plain(written, written.type.value, scope)


def _plain(written: documents.Parameter | documents.Item, kind: documents.KindWord, scope: Scope) -> Plain:
    match kind:
        case "text":
            low, high = _pair(written.length, "length", scope)
            beyond = written.beyond.value if isinstance(written, documents.Parameter) and written.beyond else "refused"
            return Text(low, high, "warning" if beyond == "cut" else "error")
        case "integer":
            return Whole(*_whole_pair(written.range, scope))
        case "number":
            return Number(*_pair(written.range, "range", scope))
        case "boolean":
            return Flag()
        case "url":
            return Url(tuple(scheme.value for scheme in written.schemes) or Url().schemes)
        case "id":
            return Id(flag(written.loose))
        case "file" if isinstance(written, documents.Parameter):
            return _file(written, scope)
        case _:
            return _choice(written, Entries(), scope)


def _file(written: documents.Parameter, scope: Scope) -> File:
    for entry in written.media:
        if entry.name.count("/") != 1:
            note = "such as image/png"
            scope.error("media", entry.span, f"{entry.name!r} is no type of a file", note=note)
    side = written.most_side
    if side is not None and side.value < 1:
        scope.error("bounds", side.span, "an image has at least one pixel", note="name the greatest length of a side")
    size = written.most_bytes
    media = tuple((entry.name, entry.value.words) for entry in written.media)
    return File(media, size.bytes if size else None, side.value if side else None)


def _list(entry: Entry[documents.Parameter], place: Place) -> List:
    written, scope = entry.value, place.scope
    low, high = _pair(written.count, "count", scope)
    if low is not None and low < 0:
        scope.error("bounds", written.count[0].span, "no list has fewer than no items", note="begin at 0 or 1")
    if written.item is None or place.within:
        note = "such as item: {type: integer}, or item: {parameters: {…}}"
        words = "a list in a list cannot be written" if place.within else "a list says what one of its items is"
        scope.error("no-item", written.type.span, words, note=note)
        return List(_unnamed(entry, Flag(), scope), low, high)
    item = written.item
    _refuse_strangers(item, ITEM_BELONGS, item.type.value if item.type else "object", scope)
    if item.type is not None and item.type.value in {"list", "file"}:
        words = f"an item of a list cannot be a {item.type.value}"
        scope.error("no-item", item.type.span, words, note="it is an object with `parameters`, or a plain value")
        return List(_unnamed(entry, Flag(), scope), low, high)
    if bool(item.parameters) == (item.type is not None):
        note = "an object has `parameters`, a plain value a `type`"
        scope.error("no-item", item.span, "an item is either an object or a plain value", note=note)
    if item.type is not None:
        return List(_unnamed(entry, _plain(item, item.type.value, scope), scope), low, high)
    return List(place.items(entry, item), low, high)


def _unnamed(entry: Entry[documents.Parameter], kind: Plain, scope: Scope) -> Parameter:
    """Make the parameter that a plain item of a list is: one without a place of its own."""
    return Parameter(
        name=f"{entry.name}.item",
        at=(),
        kind=kind,
        required=True,
        default=None,
        doc=entry.value.doc.value,
        cites=scope.cites(entry.value.cite),
        span=entry.span,
    )


BELONGS: dict[str, tuple[str, ...]] = {
    "range": ("integer", "number"),
    "length": ("text",),
    "beyond": ("text",),
    "schemes": ("url",),
    "values": ("enum",),
    "tables": ("enum",),
    "loose": ("id",),
    "media": ("file",),
    "most_bytes": ("file",),
    "most_side": ("file",),
    "count": ("list",),
    "item": ("list",),
    "measures": ("list", "text"),
}
ITEM_BELONGS: dict[str, tuple[str, ...]] = {
    **{name: BELONGS[name] for name in ("range", "length", "schemes", "values", "loose")},
    "rules": ("object",),
}


def _refuse_strangers(
    written: documents.Parameter | documents.Item, belongs: dict[str, tuple[str, ...]], kind: str, scope: Scope
) -> None:
    """Note keys that mean nothing for this type: they would be lost in silence."""
    for name, types in belongs.items():
        if getattr(written, name) and kind not in types:
            words = f"{name!r} says nothing about a parameter of type {kind}"
            scope.error("stray-key", _place(getattr(written, name)), words, note=f"it is for {' and '.join(types)}")


def _place(
    value: Located[str] | Size | documents.Item | Entries[object] | tuple[Located[object], ...],
) -> Span:
    """Say where the value of a key begins."""
    match value:
        case Entries():
            return value.items[0].span
        case tuple():
            return value[0].span
        case _:
            return value.span


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


def _choice(written: documents.Parameter | documents.Item, grids: Entries[Grid], scope: Scope) -> Choice:
    facets: dict[str, dict[str, str]] = {}
    for entry in written.values:
        facets[entry.name] = _facets(entry.value.node, scope)
    tables = tuple(_table(table, facets, scope) for table in grids)
    if not facets:
        note = "write `values: {a: {}, b: {}}`, or `tables`"
        place = written.type.span if written.type else written.span
        scope.error("no-values", place, "an enum has values, or tables of them", note=note)
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
        case Id(loose):
            if isinstance(value, str):
                return bool(value) and (loose or (value.isascii() and value.isdecimal()))
            return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= GREATEST_ID
        case File():
            return isinstance(value, str) and bool(value)
        case List():
            return False


def _inside(value: float, low: float | None, high: float | None) -> bool:
    return (low is None or low <= value) and (high is None or value <= high)
