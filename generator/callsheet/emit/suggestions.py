"""Work out, while compiling, what would be legal where a rule is broken. Knows no layout beyond literals."""

from typing import assert_never

from callsheet.emit.layout import Piece, call, mapping, number, scalar, sequence
from callsheet.model.predicate import All, Any, Between, Given, In, Not, Predicate, Scalar
from callsheet.model.request import Choice, ChoiceValue, Demand, Flag, Parameter, Shape, Whole

MOST_VALUES = 100
"""A longer list of what is left of a range is not worth its place."""


def legal(shape: Shape, demand: Demand) -> Piece | None:
    """Write what a demand leaves legal for the field it blames; `None` where no single value can be named."""
    parameter = shape.parameter(demand.field)
    # Nobody can be told a number of items instead of a list.
    return None if parameter.measured else _legal(parameter, demand.must)


def _legal(parameter: Parameter, must: Predicate) -> Piece | None:
    match must:
        case Not(Given(field)) if field == parameter.name:
            return "LEAVE_OUT"
        case Any((Not(Given(field)), rest)) if field == parameter.name:
            return _legal(parameter, rest)
        case In(field, values) if field == parameter.name:
            return _values(parameter, values)
        case Not(In(field, values)) if field == parameter.name:
            return _others(parameter, values)
        case Between(field, low, high, False) if field == parameter.name:
            return interval(low, high)
        case Given() | In() | Between() | Not() | All() | Any():
            return None
        case _:
            assert_never(must)


def interval(low: float | None, high: float | None) -> Piece:
    """Write an interval."""
    return call("Interval", number(low), number(high))


def _values(parameter: Parameter, values: tuple[Scalar, ...]) -> Piece:
    if isinstance(parameter.kind, Choice) and parameter.kind.facets():
        pairs = _by_facets(parameter.kind, values)
        return mapping([(scalar(wrong), scalar(right)) for wrong, right in pairs])
    return sequence([scalar(value) for value in values])


def _others(parameter: Parameter, values: tuple[Scalar, ...]) -> Piece | None:
    match parameter.kind:
        case Choice() as choice:
            return _values(parameter, tuple(word for word in choice.words() if word not in values))
        case Flag():
            return sequence([scalar(value) for value in (True, False) if value not in values])
        case Whole(int() as low, int() as high) if high - low < MOST_VALUES:
            return sequence([scalar(value) for value in range(low, high + 1) if value not in values])
        case _:
            return None


def _by_facets(choice: Choice, values: tuple[Scalar, ...]) -> list[tuple[str, str]]:
    """Pair every wrong value with the right one that shares most of its facets: same tier and ratio, other pixels."""
    right = [one for one in choice.values if one.value in values]
    wrong = [one for one in choice.values if one.value not in values]
    return [(one.value, max(right, key=lambda other: _alike(one, other)).value) for one in wrong]


def _alike(one: ChoiceValue, other: ChoiceValue) -> tuple[int, tuple[bool, ...]]:
    """Count shared facets; between equals, the one named first in the spec, a table's rows, weighs more."""
    shared = tuple(other.facet(name) == heading for name, heading in one.facets)
    return sum(shared), shared
