"""Values of the model without what is only for readers, so that they can be compared. Knows no change."""

from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from typing import Final, cast

from callsheet.model.predicate import Between, In
from callsheet.model.request import Count, Parameter
from callsheet.model.source import Cite, Source
from callsheet.span import Span

READERS: Final = frozenset({"doc", "cites", "span", "says", "example"})
"""Fields that say something to people alone."""


def plain(value: object, *, readers: bool = False) -> object:
    """Take a value of the model apart, into tuples and scalars; places are left out.

    With `readers`, what is only for readers is left in.
    """
    match value:
        case Span():
            return None
        case Cite(source, words):
            return source.key, words
        case Source():
            return value.key, value.title, value.publisher, value.url, value.language, value.read, value.confidence
        case Enum():
            return str(value.value)
        case In(field, values) if not readers:
            # How a page's table picked them is for readers; and their order means nothing.
            return "In", field, tuple(sorted(map(_typed, values)))
        case Between(field, low, high, of_length):
            return "Between", field, low, high, of_length
        case Count(where):
            # What the items are is told of the list.
            return "Count", plain(where, readers=readers)
        case Decimal():
            return _typed(value)
        case tuple():
            return tuple(plain(one, readers=readers) for one in cast("tuple[object, ...]", value))
        case dict():
            items = cast("dict[str, object]", value).items()
            return tuple((key, plain(one, readers=readers)) for key, one in items)
        case list():
            return tuple(plain(one, readers=readers) for one in cast("list[object]", value))
        case bool() | int() | float() | str() | None:
            return _typed(value)
        case _ if is_dataclass(value) and not isinstance(value, type):
            names = tuple(one.name for one in fields(value))
            parts = ((name, getattr(value, name)) for name in names if readers or name not in READERS)
            return type(value).__name__, *((name, plain(one, readers=readers)) for name, one in parts if _says(one))
        case _:
            return str(value)


def _typed(value: object) -> tuple[str, object]:
    """Tell `1` from `true` and from `"1"`, while numbers that are equal are one number; all can be put in order."""
    if value is None or isinstance(value, bool):
        return str(value), ""
    return ("text", value) if isinstance(value, str) else ("number", value)


def _says(value: object) -> bool:
    """Leave out what is empty: a fact that is not stated."""
    return value is not None and value != ()


def same(one: object, other: object, *, readers: bool = False) -> bool:
    """Tell whether two values of the model mean the same to programs; with `readers`, and say the same to people.

    It says what comparing them as `plain` says, and stops at the first difference.
    """
    if one is other:
        return True
    match one, other:
        case (Span(), Span()):
            return True
        case (tuple(), tuple()):
            items, others = cast("tuple[object, ...]", one), cast("tuple[object, ...]", other)
            pairs = zip(items, others, strict=False)
            return len(items) == len(others) and all(same(a, b, readers=readers) for a, b in pairs)
        case (str(), str()):
            return one == other
        case (Cite() | Source() | In() | Count(), _):
            return plain(one, readers=readers) == plain(other, readers=readers)
        case _ if is_dataclass(one) and is_dataclass(other) and type(one) is type(other):
            names = (field.name for field in fields(one) if readers or field.name not in READERS)
            return all(same(getattr(one, name), getattr(other, name), readers=readers) for name in names)
        case _:
            return plain(one, readers=readers) == plain(other, readers=readers)


def of_wire(parameter: Parameter) -> object:
    """Take a parameter apart, but for what it is called and where it stands."""
    return plain(parameter.kind), parameter.required, plain(parameter.default)
