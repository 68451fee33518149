"""Resolve parameters: their kinds and bounds. Knows no rules."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from callsheet.diagnostics import did_you_mean
from callsheet.model.predicate import Scalar
from callsheet.model.request import (
    Choice,
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
    Whole,
)
from callsheet.resolve.choices import choice
from callsheet.resolve.places import keep_places_apart, place
from callsheet.resolve.scope import Scope, flag
from callsheet.resolve.values import fits, kind_in_words
from callsheet.span import Span
from callsheet.syntax import documents
from callsheet.syntax.atoms import Size
from callsheet.syntax.located import Entries, Entry, Located

N = TypeVar("N", int, float)
PAIR = 2
OBJECT = "object"
MEDIA = re.compile(r"[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*")

Items: TypeAlias = Callable[[Entry[documents.Parameter], documents.Item], Shape]
"""Resolves what an item of a list is."""


@dataclass(frozen=True, slots=True)
class Home:
    """What parameters belong to: a request itself, or the items of a list."""

    scope: Scope
    items: Items
    within: str = ""
    """The list's name."""

    def name(self, short: str) -> str:
        """Say a parameter's whole name."""
        return f"{self.within}.{short}" if self.within else short


def parameters(entries: tuple[Entry[documents.Parameter], ...], home: Home) -> tuple[Parameter, ...]:
    """Resolve all, noting names that Python cannot have and places that are taken. Measures are not in them yet."""
    places = [place(home.name(entry.name), entry.value, home.scope, within=home.within) for entry in entries]
    keep_places_apart(places, home.scope, within=home.within)
    return tuple(_parameter(entry, one.at, home) for entry, one in zip(entries, places, strict=True))


def _parameter(entry: Entry[documents.Parameter], at: tuple[str, ...], home: Home) -> Parameter:
    written, scope = entry.value, home.scope
    if entry.name in (IN_ITEMS if home.within else IN_RULES):
        words = f"no parameter can be called {entry.name!r}: rules and measures mean something else by it"
        note = "where it stands on the wire is said by `at`; call it otherwise"
        scope.error("name", entry.span, words, note=note)
    else:
        scope.variable("a parameter", entry.name, entry.span, taken=TAKEN)
    kind = _kind(entry, home)
    return Parameter(
        name=home.name(entry.name),
        at=at,
        kind=kind,
        required=flag(written.required),
        default=_default(entry, kind, scope),
        doc=written.doc.value,
        cites=scope.cites(written.cite),
        span=entry.span,
        takes=tuple(one.value for one in written.takes),
    )


IN_RULES = ("any",)
IN_ITEMS = (*IN_RULES, "position")
"""Words of rules, and of measures of items."""
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
        note = did_you_mean(written.word, known) or f"it is {kind_in_words(kind)}"
        scope.error("bad-default", written.span, words, note=note)
    return value


def _kind(entry: Entry[documents.Parameter], home: Home) -> Kind:
    written, scope = entry.value, home.scope
    _refuse_strangers(written, BELONGS, written.type.value, scope)
    if written.type.value == "list":
        return _list(entry, home)
    if written.type.value == "enum":
        return choice(written, written.tables, scope)
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
            return choice(written, Entries(), scope)


def _file(written: documents.Parameter, scope: Scope) -> File:
    for entry in written.media:
        if not MEDIA.fullmatch(entry.name):
            scope.error("media", entry.span, f"{entry.name!r} is no type of a file", note="such as image/png")
    side = written.most_side
    if side is not None and side.value < 1:
        scope.error("bounds", side.span, "an image has at least one pixel", note="name the greatest length of a side")
    length = written.most_seconds
    if length is not None and length.value < 1:
        scope.error(
            "bounds", length.span, "a video lasts a second at least", note="name the greatest length in seconds"
        )
    size = written.most_bytes
    media = tuple((entry.name, entry.value.words) for entry in written.media)
    return File(media, size.bytes if size else None, side.value if side else None, length.value if length else None)


UNREAD = Shape(parameters=(), rules=())
"""Stands in for an item that could not be read; one that could has fields, or is a plain value."""


def is_unread(kind: List) -> bool:
    """Tell whether nothing is known of the items: to say more about them would only add mistakes that are none."""
    return kind.item == UNREAD


def _list(entry: Entry[documents.Parameter], home: Home) -> List:
    written, scope = entry.value, home.scope
    low, high = _pair(written.count, "count", scope)
    if low is not None and low < 0:
        scope.error("bounds", written.count[0].span, "no list has fewer than no items", note="begin at 0 or 1")
    return List(_item(entry, home), low, high)


def _item(entry: Entry[documents.Parameter], home: Home) -> Shape | Parameter:
    item, scope = entry.value.item, home.scope
    if item is None or home.within:
        words = "a list in a list cannot be written" if home.within else "a list says what one of its items is"
        note = "such as item: {type: integer}, or item: {parameters: {…}}"
        scope.error("no-item", entry.value.type.span, words, note="" if home.within else note)
        return UNREAD
    if item.type is not None and item.type.value in {"list", "file"}:
        words = f"an item of a list cannot be a {item.type.value}"
        scope.error("no-item", item.type.span, words, note="it is an object with `parameters`, or a plain value")
        return UNREAD
    if bool(item.parameters) == (item.type is not None):
        note = "an object has `parameters`, a plain value a `type`"
        scope.error("no-item", item.span, "an item is either an object or a plain value", note=note)
        return UNREAD
    _refuse_strangers(item, ITEM_BELONGS, item.type.value if item.type else OBJECT, scope)
    if item.type is not None:
        return _unnamed(entry, _plain(item, item.type.value, scope), scope)
    return home.items(entry, item)


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
    "most_seconds": ("file",),
    "count": ("list",),
    "item": ("list",),
    "measures": ("list", "text"),
}
ITEM_BELONGS: dict[str, tuple[str, ...]] = {
    **{name: BELONGS[name] for name in ("range", "length", "schemes", "values", "loose")},
    "rules": (OBJECT,),
}


def _refuse_strangers(
    written: documents.Parameter | documents.Item, belongs: dict[str, tuple[str, ...]], kind: str, scope: Scope
) -> None:
    """Note keys that mean nothing for this type: they would be lost in silence."""
    what = "an item" if isinstance(written, documents.Item) else "a parameter"
    whom = f"{what} with `parameters`" if kind == OBJECT else f"{what} of type {kind}"
    for name, types in belongs.items():
        if getattr(written, name) and kind not in types:
            suits = "an item with `parameters`" if types == (OBJECT,) else " and ".join(types)
            words = f"{name!r} says nothing about {whom}"
            scope.error("stray-key", _start(getattr(written, name)), words, note=f"it is for {suits}")


def _start(
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
