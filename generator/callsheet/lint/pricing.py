"""What price lists are about: which requests a row is for, and what its headings are. Knows no amount."""

from collections.abc import Iterable, Iterator

from callsheet.model.endpoint import Price, PriceAxis
from callsheet.model.predicate import ALWAYS, Between, Given, In, Not, Predicate, Scalar, both, either
from callsheet.model.request import Choice, Flag, Parameter, Whole

Row = tuple[str, ...]
Heading = tuple[str, str]
"""The name of an axis, and a heading of it."""


def is_row(price: Price, row: Row) -> Predicate:
    """Say which requests a row is for."""
    return has_all(zip(price.by, row, strict=True))


def has_all(headings: Iterable[tuple[PriceAxis, str]]) -> Predicate:
    """Say which requests stand under some headings."""
    return both(*(_has(axis, heading) for axis, heading in headings))


def is_plain(price: Price) -> Predicate:
    """Say that nothing is given that changes the price."""
    return both(*(Not(Given(one.name)) for one in price.unless))


def is_counted(price: Price) -> Predicate:
    """Say that there are units to count: nought or less stands for `you choose`, where it is legal at all."""
    of = price.of
    if of is None or of.measured is not None:
        return ALWAYS
    more_than_nought = Not(Between(of.name, None, 0))
    return more_than_nought if of.default is not None else both(Given(of.name), more_than_nought)


def headings(axis: PriceAxis) -> tuple[str, ...]:
    """List what may stand under an axis."""
    return tuple(dict.fromkeys(called for _, called in _called(axis)))


def named(price: Price, row: Row) -> dict[str, str]:
    """Name the headings of a row by their axes."""
    return {str(axis): heading for axis, heading in zip(price.by, row, strict=True)}


def in_words(names: Iterable[Heading]) -> str:
    """Say some headings: `audio true with model c1`."""
    return " with ".join(f"{axis} {heading}" for axis, heading in names) or "anything"


def share_a_server(one: Price, other: Price) -> bool:
    """Tell whether two lists hold for one server."""
    return not one.servers or not other.servers or not set(one.servers).isdisjoint(other.servers)


def _has(axis: PriceAxis, heading: str) -> Predicate:
    parameter = axis.parameter
    values = tuple(value for value, called in _called(axis) if called == heading)
    given: Predicate = In(parameter.name, values)
    # Where it is left out, the price is that of the default.
    return either(given, Not(Given(parameter.name))) if _default(parameter) in values else given


def _default(parameter: Parameter) -> Scalar | None:
    return None if parameter.required else parameter.default


def _called(axis: PriceAxis) -> Iterator[tuple[Scalar, str]]:
    """List the values of an axis, each with the heading it stands under."""
    match axis.parameter.kind:
        case Choice(values):
            for one in values:
                called = one.facet(axis.facet) if axis.facet else one.value
                if called is not None:
                    yield one.value, called
        case Flag():
            yield from ((False, "false"), (True, "true"))
        case Whole(int() as low, int() as high):
            yield from ((number, str(number)) for number in range(low, high + 1))
        case _:
            pass
