"""Tell at a glance that a request is right, so that only the others are judged in full. Finds no words for mistakes.

What it says is what `model.judge` says; a test holds the two together.
"""

from collections.abc import Callable, Mapping
from typing import Final, assert_never, cast

from callsheet.model.judge import is_url, measured
from callsheet.model.predicate import All, Any, Between, Given, In, Not, Predicate, Scalar, Values, holds
from callsheet.model.request import (
    GREATEST_ID,
    Choice,
    File,
    Flag,
    Id,
    Kind,
    List,
    Number,
    Plain,
    Shape,
    Text,
    Url,
    Whole,
)

Fits = Callable[[object], bool]
Holds = Callable[[Values], bool]
MOST: Final = 2**63
"""More items or characters than anything has."""


def glance(shape: Shape) -> Fits:
    """Make the test whether a document breaks no rule that refuses it."""
    read = _reader(shape)
    measures = [(one, measure) for one in shape.parameters for measure in one.measures]
    rules = [rule for rule in shape.rules if rule.level == "error"]
    whens = [(_holds(rule.when), [_holds(one.must) for one in rule.demands]) for rule in rules]

    def fine(document: object) -> bool:
        values: dict[str, Scalar] = {}
        lists: dict[str, list[object]] = {}
        if not read(document, values, lists):
            return False
        for parameter, measure in measures:
            if parameter.name in values:
                values[measure.name] = measured(parameter, measure, values, lists)
        return not any(when(values) and not all(must(values) for must in musts) for when, musts in whens)

    return fine


def _reader(shape: Shape) -> Callable[[object, dict[str, Scalar], dict[str, list[object]]], bool]:
    """Make what reads the fields of an object, and tells whether each is right by itself."""
    fields = [(one.name, one.at, one.required, _test(one.kind)) for one in shape.parameters]
    sections = shape.sections

    def read(document: object, values: dict[str, Scalar], lists: dict[str, list[object]]) -> bool:
        if not isinstance(document, dict):
            return False
        body = cast("Mapping[str, object]", document)
        if not all(isinstance(_at(body, at, {}), dict) for at in sections):
            return False
        for name, at, required, fits in fields:
            value = _at(body, at, None)
            if value is None:
                if required:
                    return False
            elif not fits(value):
                return False
            elif isinstance(value, list):
                lists[name] = cast("list[object]", value)
                values[name] = len(lists[name])
            else:
                values[name] = cast("Scalar", value)
        return True

    return read


def _at(document: object, at: tuple[str, ...], absent: object) -> object:
    """Follow keys; `None` as well where something on the way is no object, which the sections have said before."""
    for key in at:
        document = cast("Mapping[str, object]", document).get(key, absent) if isinstance(document, dict) else None
    return document


def _test(kind: Kind) -> Fits:
    """Make the test of one value, or of several."""
    if not isinstance(kind, List):
        return _plain(kind)
    item = glance(kind.item) if isinstance(kind.item, Shape) else _test(kind.item.kind)
    low, high = kind.low or 0, MOST if kind.high is None else kind.high

    def fits(value: object) -> bool:
        if not isinstance(value, list):
            return False
        items = cast("list[object]", value)
        return low <= len(items) <= high and all(map(item, items))

    return fits


def _plain(kind: Plain) -> Fits:
    """Make the test of one value."""
    match kind:
        case Choice():
            words = frozenset(kind.words())
            return lambda value: type(value) is str and value in words
        case Text(low, high, beyond):
            least, most = low or 0, MOST if high is None or beyond == "warning" else high
            return lambda value: type(value) is str and least <= len(value) <= most
        case Url(schemes):
            return lambda value: is_url(value, schemes)
        case Whole(low, high):
            return _between(low, high, whole=True)
        case Number(low, high):
            return _between(low, high, whole=False)
        case Flag():
            return lambda value: value is True or value is False
        case Id(loose):
            return lambda value: _is_id(value, loose=loose)
        case File():
            return lambda value: type(value) is str and bool(value)
        case _:
            assert_never(kind)


def _between(low: float | None, high: float | None, *, whole: bool) -> Fits:
    least, most = -float("inf") if low is None else low, float("inf") if high is None else high

    def fits(value: object) -> bool:
        if type(value) is int:
            return least <= value <= most
        return type(value) is float and (value.is_integer() or not whole) and least <= value <= most

    return fits


def _is_id(value: object, *, loose: bool) -> bool:
    if type(value) is str:
        return (value.isascii() and value.isdigit()) or (loose and bool(value))
    return (type(value) is int or (type(value) is float and value.is_integer())) and 0 <= value <= GREATEST_ID


def _holds(predicate: Predicate) -> Holds:
    """Make the test of a predicate: what `holds` says of it."""
    match predicate:
        case Given(field):
            return lambda values: field in values
        case In(field, allowed):
            return lambda values: field in values and values[field] in allowed
        case Not(of):
            inner = _holds(of)
            return lambda values: not inner(values)
        case All(of):
            every = [_holds(one) for one in of]
            return lambda values: all(one(values) for one in every)
        case Any(of):
            some = [_holds(one) for one in of]
            return lambda values: any(one(values) for one in some)
        case Between():
            return lambda values: holds(predicate, values)
        case _:
            assert_never(predicate)
