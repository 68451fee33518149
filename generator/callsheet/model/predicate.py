"""What a rule can say about a request, and the one place that says what that means.

Six predicates about fields that are given or not. Every spelling of a spec is lowered to these, and whoever reads
them (this evaluator, words, JSON Schema, emitted Python, strategies) is one `match` that ends in `assert_never`:
add a predicate, and the type checker lists the readers.

A predicate about a field that is not given is false. Two-valued, so `Not` is plain negation.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

Scalar = str | int | float | bool
Values = Mapping[str, Scalar]
"""The fields of a request that are given and well formed, by name."""


@dataclass(frozen=True, slots=True)
class Given:
    """The request has the field."""

    field: str


@dataclass(frozen=True, slots=True)
class In:
    """The field is one of some values. Where a facet or a page's table picked them, it is remembered how."""

    field: str
    values: tuple[Scalar, ...]
    facet: str | None = None
    headings: tuple[str, ...] = ()
    table: str | None = None


@dataclass(frozen=True, slots=True)
class Between:
    """The field, or the length of a text, lies in a closed interval; `None` leaves that side open."""

    field: str
    low: float | None
    high: float | None
    of_length: bool = False


@dataclass(frozen=True, slots=True)
class Not:
    """The other does not hold."""

    of: "Predicate"


@dataclass(frozen=True, slots=True)
class All:
    """All hold; trivially so where there are none."""

    of: tuple["Predicate", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one holds; none does where there are none."""

    of: tuple["Predicate", ...]


Predicate = Given | In | Between | Not | All | Any
ALWAYS = All(())


def holds(predicate: Predicate, values: Values) -> bool:
    """Evaluate a predicate: the meaning that every other reader is tested against."""
    match predicate:
        case Given(field):
            return field in values
        case In(field, allowed):
            return field in values and values[field] in allowed
        case Between(field, low, high, of_length):
            return field in values and _within(values[field], low, high, of_length=of_length)
        case Not(of):
            return not holds(of, values)
        case All(of):
            return all(holds(part, values) for part in of)
        case Any(of):
            return any(holds(part, values) for part in of)
        case _:
            assert_never(predicate)


def _within(value: Scalar, low: float | None, high: float | None, *, of_length: bool) -> bool:
    size = len(str(value)) if of_length else float(value)
    return (low is None or low <= size) and (high is None or size <= high)


def fields_of(predicate: Predicate) -> Iterator[str]:
    """Name the fields a predicate is about, in order, each as often as it stands there."""
    return (test.field for test in tests_of(predicate))


def tests_of(predicate: Predicate) -> Iterator[Given | In | Between]:
    """List the tests that a predicate is made of, in order, each as often as it stands there."""
    match predicate:
        case Given() | In() | Between():
            yield predicate
        case Not(of):
            yield from tests_of(of)
        case All(of) | Any(of):
            for part in of:
                yield from tests_of(part)
        case _:
            assert_never(predicate)


def both(*parts: Predicate) -> Predicate:
    """Join predicates with 'and', flat, without what is trivial."""
    flat: list[Predicate] = []
    for part in parts:
        flat.extend(part.of if isinstance(part, All) else (part,))
    return flat[0] if len(flat) == 1 else All(tuple(flat))


def either(*parts: Predicate) -> Predicate:
    """Join predicates with 'or', flat."""
    flat: list[Predicate] = []
    for part in parts:
        flat.extend(part.of if isinstance(part, Any) else (part,))
    return flat[0] if len(flat) == 1 else Any(tuple(flat))


def negated(predicate: Predicate) -> Predicate:
    """Say the opposite, with every `Not` pushed down to a single test."""
    match predicate:
        case Not(of):
            return pushed(of)
        case All(of):
            return either(*map(negated, of))
        case Any(of):
            return both(*map(negated, of))
        case Given() | In() | Between():
            return Not(predicate)
        case _:
            assert_never(predicate)


def pushed(predicate: Predicate) -> Predicate:
    """Say the same, with every `Not` pushed down to a single test."""
    match predicate:
        case Not(of):
            return negated(of)
        case All(of):
            return both(*map(pushed, of))
        case Any(of):
            return either(*map(pushed, of))
        case Given() | In() | Between():
            return predicate
        case _:
            assert_never(predicate)


def if_given(predicate: Given | In | Between | Not) -> Predicate:
    """Bind a field only where the request has it: how a spec's `then` reads."""
    fields = tuple(dict.fromkeys(fields_of(predicate)))
    return either(*(Not(Given(field)) for field in fields), predicate)
