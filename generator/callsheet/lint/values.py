"""Values of a parameter that can make a difference: those of enums and flags, and the edges of numbers and lengths.

Of what cannot be listed, values that no test tells apart are one value here. Knows no rule.
"""

from collections.abc import Iterable, Iterator
from typing import Final, assert_never

from callsheet.model.predicate import Between, Given, In, Scalar, holds
from callsheet.model.request import Choice, File, Flag, Id, Kind, List, Number, Parameter, Text, Url, Whole

ADDRESS: Final = "https://example.com/a"

Test = Given | In | Between


MOST_NUMBERS: Final = 30
"""A range that is longer is not listed."""


def listed(parameter: Parameter) -> tuple[Scalar, ...] | None:
    """List all values of a parameter; `None` where there are too many, or no list of them."""
    match parameter.kind:
        case Choice() as choice:
            return choice.words()
        case Flag():
            return False, True
        case Whole(int() as low, int() as high) if high - low < MOST_NUMBERS:
            return tuple(range(low, high + 1))
        case _:
            return None


def told_apart(parameter: Parameter, tests: Iterable[Test]) -> tuple[Scalar, ...]:
    """List values of a parameter, of those that all tests judge alike only the first."""
    asked = list(tests)
    first: dict[tuple[bool, ...], Scalar] = {}
    for value in _candidates(parameter.kind, asked):
        first.setdefault(tuple(holds(test, {parameter.name: value}) for test in asked), value)
    return tuple(first.values())


def _candidates(kind: Kind, tests: list[Test]) -> Iterator[Scalar]:
    match kind:
        case Choice():
            yield from kind.words()
        case Flag():
            yield from (False, True)
        case Whole(low, high):
            yield from (edge for edge in _edges(tests, low, high) if float(edge).is_integer())
        case Number(low, high):
            yield from _edges(tests, low, high)
        case Text(low, high, beyond):
            # What is only cut can still be sent.
            yield from (test_value for test_value in _named(tests) if isinstance(test_value, str))
            lengths = _edges(tests, low or 0, high if beyond == "error" else None)
            yield from ("x" * int(length) for length in lengths if float(length).is_integer())
        case Url():
            yield from (value for value in _named(tests) if isinstance(value, str))
            yield ADDRESS
        case Id():
            yield from _named(tests)
            yield 1
        case File():
            yield "file"
        case List():
            # Rules speak of a list by its measures; of the list itself, only whether it is there.
            yield 1
        case _:
            assert_never(kind)


def _edges(tests: list[Test], low: float | None, high: float | None) -> Iterator[float]:
    """List the numbers that tests name and their neighbours, as far as the bounds reach."""
    numbers = {value for value in _named(tests) if isinstance(value, (int, float)) and not isinstance(value, bool)}
    bounds = [bound for test in tests if isinstance(test, Between) for bound in (test.low, test.high)]
    numbers.update(bound for bound in (low, high, *bounds) if bound is not None)
    around = sorted({0, *(near for one in numbers for near in (one - 1, one - 0.5, one, one + 0.5, one + 1))})
    for number in around:
        if (low is None or low <= number) and (high is None or number <= high):
            yield int(number) if float(number).is_integer() else number


def _named(tests: list[Test]) -> Iterator[Scalar]:
    return (value for test in tests if isinstance(test, In) for value in test.values)
