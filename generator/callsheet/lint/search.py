"""Look for requests that rules allow or forbid, exhaustively: over every value of enums and flags, and the edges of
numbers and lengths. Knows no finding.

Values that no predicate tells apart are one value here, which keeps the search small. It tries at most `MOST`
combinations; what is not settled by then is taken to be possible, so that nothing is reported on a guess.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, assert_never

from callsheet.model.predicate import Any, Between, Given, In, Not, Predicate, Scalar, fields_of, holds, tests_of
from callsheet.model.request import Choice, File, Flag, Id, Kind, List, Number, Parameter, Rule, Shape, Text, Url, Whole

MOST: Final = 100_000
"""As many combinations are tried."""
ADDRESS: Final = "https://example.com/a"

Test = Given | In | Between


@dataclass(frozen=True, slots=True)
class Space:
    """Fields, each with the values that can make a difference; `None` stands for a field that is left out."""

    choices: Mapping[str, tuple[Scalar | None, ...]]

    def find(self, wanted: Iterable[Predicate]) -> bool:
        """Tell whether some combination satisfies all predicates; true, too, where there are too many to try."""
        order = tuple(self.choices)
        due: dict[str, list[Predicate]] = {field: [] for field in order}
        for predicate in wanted:
            fields = set(fields_of(predicate))
            if fields:
                due[max(fields, key=order.index)].append(predicate)
            elif not holds(predicate, {}):
                return False
        tries = 0
        stack: list[tuple[int, dict[str, Scalar]]] = [(0, {})]
        while stack:
            depth, values = stack.pop()
            tries += 1
            if depth == len(order) or tries > MOST:
                return True
            field = order[depth]
            for value in self.choices[field]:
                tried = values if value is None else {**values, field: value}
                if all(holds(predicate, tried) for predicate in due[field]):
                    stack.append((depth + 1, tried))
        return False


def space(shape: Shape, predicates: Iterable[Predicate], fixed: Mapping[str, Scalar]) -> Space:
    """Gather the fields of some predicates, with the values that these can tell apart."""
    tests: dict[str, list[Test]] = {field: [] for field in fixed}
    for predicate in predicates:
        for test in tests_of(predicate):
            tests.setdefault(test.field, []).append(test)
    return Space(
        {
            field: (fixed[field],) if field in fixed else tuple(_values(shape.parameter(field), found))
            for field, found in tests.items()
        }
    )


def is_possible(shape: Shape, field: str, value: Scalar) -> bool:
    """Tell whether a request with this value can keep every rule that stands for an error."""
    rules = related(shape, field)
    wanted = [Any((Not(rule.when), demand.must)) for rule in rules if rule.level == "error" for demand in rule.demands]
    return space(shape, wanted, {field: value}).find(wanted)


def related(shape: Shape, field: str) -> tuple[Rule, ...]:
    """List the rules that have to do with a field, directly or by way of others."""
    fields, found = {field}, dict[str, Rule]()
    while True:
        fresh = [one for one in shape.rules if one.name not in found and not fields.isdisjoint(_fields(one))]
        if not fresh:
            return tuple(found.values())
        found.update((one.name, one) for one in fresh)
        fields.update(name for one in fresh for name in _fields(one))


def _fields(rule: Rule) -> set[str]:
    return {field for demand in rule.demands for field in rule.fields(demand)}


def _values(parameter: Parameter, tests: list[Test]) -> Iterator[Scalar | None]:
    """List values of a parameter, of those that all tests judge alike only the first."""
    if not parameter.required:
        yield None
    seen: set[tuple[bool, ...]] = set()
    for value in _candidates(parameter.kind, tests):
        judged = tuple(holds(test, {parameter.name: value}) for test in tests)
        if judged not in seen:
            seen.add(judged)
            yield value


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
