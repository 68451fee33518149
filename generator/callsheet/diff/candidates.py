"""Values that two versions of a field may judge differently: of enums all, of bounds both sides. Judges none.

The finite part of what can be sent: whatever lies between two of these values is judged like one of them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, assert_never, cast

from callsheet.model.judge import url_head
from callsheet.model.predicate import Between, Given, In, tests_of
from callsheet.model.request import (
    GREATEST_ID,
    Bytes,
    Choice,
    Dangling,
    File,
    Flag,
    Id,
    List,
    Number,
    Parameter,
    Plain,
    Shape,
    Sum,
    Text,
    Unmentioned,
    Url,
    Weight,
    Whole,
)

Test = Given | In | Between
MOST_ITEMS: Final = 60
"""No longer list is made."""
LONGEST: Final = 30_000
"""No longer text is made."""
WIDE: Final = "爱"
"""A character that takes three bytes, and that some count more than once."""


def put(body: dict[str, object], at: tuple[str, ...], value: object) -> dict[str, object]:
    """Copy a body with a value at a place."""
    first, *rest = at
    inner = body.get(first)
    inside = cast("dict[str, object]", inner) if isinstance(inner, dict) else {}
    return {**body, first: put(inside, tuple(rest), value) if rest else value}


def look(body: object, at: Iterable[str]) -> object:
    """Find what stands at a place; `None` where nothing does."""
    for key in at:
        body = cast("dict[str, object]", body).get(key) if isinstance(body, dict) else None
    return body


@dataclass(slots=True)
class Points:
    """What rules say of a field: the numbers they name, the texts, and the lengths."""

    numbers: set[float] = field(default_factory=set[float])
    texts: dict[str, None] = field(default_factory=dict[str, None])
    lengths: set[float] = field(default_factory=set[float])

    def add(self, test: Test) -> None:
        """Take in what one test says."""
        match test:
            case In(_, values):
                self.texts.update((one, None) for one in values if isinstance(one, str))
                self.numbers.update(one for one in values if isinstance(one, (int, float)) and one is not True)
            case Between(_, low, high, of_length):
                into = self.lengths if of_length else self.numbers
                into.update(one for one in (low, high) if one is not None)
            case Given():
                pass


def points(shape: Shape) -> dict[str, Points]:
    """Gather what the rules of a shape say, by the field they say it of."""
    found: dict[str, Points] = {}
    for rule in shape.rules:
        for predicate in (rule.when, *(demand.must for demand in rule.demands)):
            for test in tests_of(predicate):
                found.setdefault(test.field, Points()).add(test)
    return found


def candidates(
    parameter: Parameter, said: dict[str, Points], usual: Iterable[object], *, mentions: bool = False
) -> list[object]:
    """List values of a field that rules and bounds may tell apart; first those that examples have.

    A text that `mentions` the items of a list does so at any length.
    """
    own = said.get(parameter.name, Points())
    if isinstance(parameter.kind, List):
        found: Iterable[object] = _lists(parameter, parameter.kind, said, [*usual])
    else:
        known = [*usual]
        plain = [*_plain(parameter.kind, own)]
        longer = _filled(known, plain) if mentions else ()
        found = (*known, *plain, *longer, *_weighed(parameter, said))
    return list({(type(one), repr(one)): one for one in found}.values())


def _plain(kind: Plain, said: Points) -> Iterator[object]:
    match kind:
        case Choice():
            yield from kind.words()
        case Text(low, high):
            yield from said.texts
            for length in _around((low, high, *said.lengths, 1)):
                if 0 <= length <= LONGEST:
                    yield "x" * length
        case Url(schemes):
            yield from said.texts
            yield from (f"{url_head(scheme)}example.com/a" for scheme in schemes)
        case Whole(low, high):
            yield from _around((low, high, *said.numbers, 1))
        case Number(low, high):
            bounds = (low, high, *said.numbers, 1)
            yield from _around(bounds)
            exact = sorted({float(one) for one in bounds if one is not None})
            yield from (number for one in exact for number in (one - 0.01, one, one + 0.01))
            yield from ((one + other) / 2 for one, other in pairwise(exact))
        case Flag():
            yield from (True, False)
        case Id():
            yield from (1, "1", "x", GREATEST_ID)
        case File():
            yield "a.png"
        case _:
            assert_never(kind)


def _filled(known: Iterable[object], plain: Iterable[object]) -> Iterator[str]:
    """Make known texts as long as others are."""
    for one in known:
        for other in plain:
            if isinstance(one, str) and isinstance(other, str) and len(other) > len(one):
                yield one + other[len(one) :]


def _around(bounds: Iterable[float | None]) -> list[int]:
    """List whole numbers at some bounds and beside them."""
    return sorted({int(one) + step for one in bounds if one is not None for step in (-1, 0, 1)})


def _weighed(parameter: Parameter, said: dict[str, Points]) -> Iterator[object]:
    """Write texts whose weight or bytes come to what rules name, of narrow characters and of wide ones."""
    for measure in parameter.measures:
        each = measure.how.chinese if isinstance(measure.how, Weight) else 3 if isinstance(measure.how, Bytes) else 0
        for size in _around(said[measure.name].numbers) if each and measure.name in said else ():
            if 0 <= size <= LONGEST:
                yield "x" * size
                yield WIDE * (size // each) + "x" * (size % each)


def _lists(parameter: Parameter, kind: List, said: dict[str, Points], usual: list[object]) -> Iterator[object]:
    """Make lists of some lengths, of items that are alike, and of such with one that differs."""
    yield from usual
    items = list(_items(kind, [one for some in usual for one in cast("list[object]", some)], said))
    counts = {bound for one in parameter.measures if one.name in said for bound in said[one.name].numbers}
    own = said.get(parameter.name, Points())
    sizes = [one for one in _around((kind.low, kind.high, 1, *own.numbers, *counts)) if 0 <= one <= MOST_ITEMS]
    for size in sizes:
        yield [items[0]] * size
    for one in items[1:]:
        for size in sizes[:8]:
            if size:
                yield [one] * size
                yield [items[0]] * (size - 1) + [one]
    for measure in parameter.measures:
        if isinstance(measure.how, Sum) and measure.name in said:
            yield from _sums(items[0], measure.how, sizes, _around(said[measure.name].numbers))


def _sums(item: object, how: Sum, sizes: list[int], totals: list[int]) -> Iterator[object]:
    """Make lists whose numbers add up to some totals, the last one taking the rest."""
    for total in totals:
        for size in sizes[:6]:
            if size and isinstance(item, dict):
                whole = cast("dict[str, object]", item)
                share, rest = divmod(total, size)
                yield [put(whole, how.at, share + (rest if place == size - 1 else 0)) for place in range(size)]


def _items(kind: List, usual: list[object], said: dict[str, Points]) -> Iterator[object]:
    """Make items: a usual one, and such with one field as it can be, or left out."""
    if not isinstance(kind.item, Shape):
        plain = kind.item.kind
        assert not isinstance(plain, List), "a list of lists is refused when it is resolved"
        yield from (*usual, *_plain(plain, said.get(kind.item.name, Points())))
        return
    inside = points(kind.item)
    base: dict[str, object] = {}
    for one in kind.item.parameters:
        if one.required:
            base = put(base, one.at, candidates(one, inside, ())[0])
    starts = [cast("dict[str, object]", one) for one in usual if isinstance(one, dict)] or [base]
    yield from starts
    for one in kind.item.parameters:
        yield _without(starts[0], one.at)
        for value in candidates(one, inside, ()):
            yield put(starts[0], one.at, value)


def _without(body: dict[str, object], at: tuple[str, ...]) -> dict[str, object]:
    first, *rest = at
    inner = body.get(first)
    if rest and isinstance(inner, dict):
        return {**body, first: _without(cast("dict[str, object]", inner), tuple(rest))}
    return {key: value for key, value in body.items() if key != first}


def linked(parameter: Parameter) -> tuple[str, ...]:
    """Name the texts that measures of a list look at besides the list."""
    hows = (one.how for one in parameter.measures)
    return tuple(how.text for how in hows if isinstance(how, (Unmentioned, Dangling)))
