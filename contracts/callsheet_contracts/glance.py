"""Tell at a glance that a request is right, so that only the others are judged in full. Finds no words for mistakes.

What it says is what `model.judge` says, ten times as fast; a test holds the two together.
"""

from collections.abc import Callable
from typing import assert_never, cast

from callsheet.model.judge import is_url, measured
from callsheet.model.predicate import All, Any, Between, Given, In, Not, Predicate, Scalar, Values
from callsheet.model.request import (
    GREATEST_ID,
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
from callsheet_runtime.problems import Level

Fits = Callable[[object], bool]
Holds = Callable[[Values], bool]
Tree = dict[str, "tuple[str, Fits] | Tree"]
"""The name and the test of each parameter, by the keys that lead to it."""


def glance(shape: Shape, least: Level) -> Fits:
    """Make the test whether nothing in a document is spoken against: with `error`, warnings do not count."""
    return _Glance(shape, least).fine


class _Glance:
    """The requests of a shape of which nobody would say a word."""

    def __init__(self, shape: Shape, least: Level) -> None:
        self._lenient = least == "error"
        self._tree: Tree = {}
        for one in shape.parameters:
            *way, last = one.at
            tree = self._tree
            for key in way:
                tree = cast("Tree", tree.setdefault(key, {}))
            tree[last] = one.name, _test(one.kind, least)
        self._required = frozenset(one.name for one in shape.parameters if one.required)
        rules = [rule for rule in shape.rules if rule.level == "error" or not self._lenient]
        # What no rule speaks of need not be reckoned.
        spoken = {name for rule in rules for demand in rule.demands for name in rule.fields(demand)}
        self._measures = tuple(
            (one, measure) for one in shape.parameters for measure in one.measures if measure.name in spoken
        )
        asked: dict[Predicate, dict[Predicate, None]] = {}
        for rule in rules:
            asked.setdefault(rule.when, {}).update(dict.fromkeys(demand.must for demand in rule.demands))
        self._rules = tuple((_holds(when), tuple(map(_holds, musts))) for when, musts in asked.items())

    def fine(self, body: object) -> bool:
        """Tell whether a request is beyond doubt."""
        values: dict[str, Scalar] = {}
        lists: dict[str, list[object]] = {}
        if not isinstance(body, dict) or not self._read(self._tree, cast("dict[str, object]", body), values, lists):
            return False
        if not self._required <= values.keys():
            return False
        for parameter, measure in self._measures:
            if parameter.name in values:
                values[measure.name] = measured(parameter, measure, values, lists)
        for when, musts in self._rules:
            if when(values):
                for must in musts:
                    if not must(values):
                        return False
        return True

    def _read(
        self, tree: Tree, body: dict[str, object], values: dict[str, Scalar], lists: dict[str, list[object]]
    ) -> bool:
        """Gather what is given; tell whether each field is right by itself."""
        for key, value in body.items():
            known = tree.get(key)
            if isinstance(known, tuple):
                name, fits = known
                if value is None:
                    # It counts as absent, and is frowned upon.
                    if not self._lenient:
                        return False
                elif not fits(value):
                    return False
                elif isinstance(value, list):
                    # Of a list, rules see how long it is.
                    lists[name] = items = cast("list[object]", value)
                    values[name] = len(items)
                else:
                    values[name] = cast("Scalar", value)
            elif known is None:
                if not self._lenient:
                    return False
            elif not isinstance(value, dict) or not self._read(known, cast("dict[str, object]", value), values, lists):
                return False
        return True


def _test(kind: Kind, least: Level) -> Fits:
    """Make the test of one value, or of several."""
    if not isinstance(kind, List):
        return _plain(kind, least)
    item = _test(kind.item.kind, least) if isinstance(kind.item, Parameter) else glance(kind.item, least)
    low, high = kind.low or 0, kind.high

    def test(value: object) -> bool:
        if not isinstance(value, list):
            return False
        items = cast("list[object]", value)
        return low <= len(items) and (high is None or len(items) <= high) and all(map(item, items))

    return test


def _plain(kind: Plain, least: Level) -> Fits:
    """Make the test of one value."""
    match kind:
        case Choice():
            words = frozenset(kind.words())
            return lambda value: type(value) is str and value in words
        case Text(low, high, beyond):
            lowest, most = low or 0, high if least in {beyond, "warning"} else None
            return lambda value: type(value) is str and lowest <= len(value) and (most is None or len(value) <= most)
        case Url(schemes):
            return lambda value: is_url(value, schemes)
        case Whole(low, high):
            return lambda value: (
                (type(value) is int or (type(value) is float and value.is_integer()))
                and (low is None or low <= value)
                and (high is None or value <= high)
            )
        case Number(low, high):
            return lambda value: (
                type(value) in {int, float}
                and (low is None or low <= cast("float", value))
                and (high is None or cast("float", value) <= high)
            )
        case Flag():
            return lambda value: value is True or value is False
        case Id(loose):
            return lambda value: _is_id(value, loose=loose)
        case File():
            return lambda value: type(value) is str and bool(value)
        case _:
            assert_never(kind)


def _is_id(value: object, *, loose: bool) -> bool:
    if type(value) is str:
        return bool(value) if loose else value.isascii() and value.isdecimal()
    return (type(value) is int or (type(value) is float and value.is_integer())) and 0 <= value <= GREATEST_ID


def _holds(predicate: Predicate) -> Holds:
    """Make a function of a predicate, which says the same as `holds`, five times as fast."""
    match predicate:
        case Given(field):
            return lambda values: field in values
        case In(field, allowed):
            return lambda values: field in values and values[field] in allowed
        case Between(field, low, high, of_length):
            return _between(field, low, high, of_length=of_length)
        case Not(of):
            inner = _holds(of)
            return lambda values: not inner(values)
        case All(of):
            return _all(tuple(map(_holds, of)))
        case Any(of):
            return _any(tuple(map(_holds, of)))
        case _:
            assert_never(predicate)


def _all(parts: tuple[Holds, ...]) -> Holds:
    def test(values: Values) -> bool:
        for one in parts:  # noqa: SIM110 -- a generator costs more than what it goes through
            if not one(values):
                return False
        return True

    return test


def _any(parts: tuple[Holds, ...]) -> Holds:
    def test(values: Values) -> bool:
        for one in parts:  # noqa: SIM110
            if one(values):
                return True
        return False

    return test


def _between(field: str, low: float | None, high: float | None, *, of_length: bool) -> Holds:
    def test(values: Values) -> bool:
        if field not in values:
            return False
        size = len(str(values[field])) if of_length else float(values[field])
        return (low is None or low <= size) and (high is None or size <= high)

    return test
