"""What might end a problem: changes, the likeliest first, each with what it costs. Judges none of them.

The costs only put changes in order. Least are those that keep what was meant: the field renamed, the value spelt right.
Then come other values of the field that is blamed, then leaving it out, then changes elsewhere.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import cast

from callsheet_runtime.changes import Change
from callsheet_runtime.problems import Interval, LeaveOut, Problem, Scalar, nearest, whole
from callsheet_runtime.space import ABSENT, ITEM, Absent, Field, Space, is_object, look, places

MOVED, NAMED, OTHER, SHORTER, GONE, FEWER = 0, 100, 200, 300, 400, 500
GONE_ELSEWHERE, CHANGED_ELSEWHERE, ADDED_ELSEWHERE = 800, 1000, 1200
"""What kinds of changes cost, in hundredths of a step."""

UNDOCUMENTED = "undocumented"
"""The rule that a field breaks which no page names."""

ALIKE = 0.6
"""How alike two names have to be, for one to be the other misspelt."""


class Candidate:
    """A change, and what it costs."""

    __slots__ = ("change", "cost")

    def __init__(self, cost: int, change: Change) -> None:
        self.cost = cost
        self.change = change


def candidates(space: Space, body: object, problem: Problem) -> list[Candidate]:
    """List the changes that might end a problem, the cheapest first; of what is no request at all, none."""
    if not is_object(body):
        return []
    found = [*_in_place(space, body, problem)]
    if not _is_own(problem):
        found += _elsewhere(space, body, problem)
    cheapest: dict[tuple[str, str, str], Candidate] = {}
    for one in sorted(found, key=lambda one: one.cost):
        cheapest.setdefault((one.change.at, one.change.moved_from, repr(one.change.value)), one)
    return list(cheapest.values())


def _is_own(problem: Problem) -> bool:
    """Tell whether a rule is about its field alone, so that no other field can help: those have the field's name."""
    return "." in problem.rule.name or problem.rule.name == UNDOCUMENTED


def _in_place(space: Space, body: object, problem: Problem) -> Iterator[Candidate]:
    field, value = space.field(problem.at), look(body, problem.at)
    if isinstance(value, Absent):
        yield from _missing(space, body, problem.at, field)
        return
    if field is None:
        yield from _renamed(space, body, problem.at, value)
    legal = problem.rule.legal
    near = nearest(value, legal)
    if near is not None:
        yield Candidate(NAMED, Change(problem.at, near))
    if isinstance(legal, LeaveOut):
        yield Candidate(NAMED if field else OTHER, Change(problem.at))
    if field is not None:
        for rank, one in enumerate(_converted(field, value)):
            yield Candidate(NAMED + rank, Change(problem.at, one))
        for rank, one in enumerate(_ranked(value, (*_legal(legal), *field.listed()))):
            yield Candidate(OTHER + rank, Change(problem.at, one))
        if isinstance(value, str) and field.type == "text":
            yield from _shorter(space, body, problem, value)
    if problem.at:
        yield Candidate(GONE, Change(problem.at))
    if isinstance(value, list):
        yield from _fewer(problem.at, cast("list[object]", value), FEWER)


def _missing(space: Space, body: object, at: str, field: Field | None) -> Iterator[Candidate]:
    """Fill a field: with what stands under a misspelt name, or with a value that it can have."""
    if field is None:
        return
    for problem in space.validate(body):
        if space.field(problem.at) is None and look(body, problem.at) is not ABSENT:
            value = look(body, problem.at)
            alike = likeness(problem.at.rpartition("/")[2], field.name)
            if alike >= ALIKE:
                yield Candidate(MOVED + round(50 * (1 - alike)), Change(at, value, problem.at))
    shown = (look(one, at) for one in space.starts)
    usual = [one for one in shown if isinstance(one, (str, int, float))] if field.values is not None else []
    default = () if field.default is None else (field.default,)
    for rank, one in enumerate(dict.fromkeys((*default, *usual, *field.listed()))):
        yield Candidate(OTHER + rank, Change(at, one))


def _renamed(space: Space, body: object, at: str, value: object) -> Iterator[Candidate]:
    """Move a field that no page names to one that it may have been meant for: a like name, or the name elsewhere."""
    key = at.rpartition("/")[2]
    for field in space.fields:
        alike = likeness(key, field.name)
        if alike < ALIKE or field.name == ITEM:
            continue
        for place in places(body, field.at):
            if look(body, place) is ABSENT and (ITEM not in field.at or _beside(place, at)):
                yield Candidate(MOVED + round(50 * (1 - alike)), Change(place, value, at))


def _beside(one: str, other: str) -> bool:
    return one.rpartition("/")[0] == other.rpartition("/")[0]


@lru_cache(maxsize=10_000)
def likeness(one: str, other: str) -> float:
    """Say how alike two names are, from 0 to 1; small and capital letters and joints do not count."""
    import difflib  # noqa: PLC0415 -- slow to load, and only where a word is misspelt

    plain, also = (name.casefold().replace("-", "").replace("_", "") for name in (one, other))
    return 1.0 if plain == also else difflib.SequenceMatcher(None, plain, also).ratio()


def _legal(legal: object) -> tuple[Scalar, ...]:
    """List what a rule calls legal, as far as it is a list."""
    if isinstance(legal, tuple):
        return cast("tuple[Scalar, ...]", legal)
    if isinstance(legal, Interval):
        return tuple(one for one in (legal.low, legal.high) if one is not None)
    return ()


def _converted(field: Field, value: object) -> Iterator[object]:
    """Write a value as the field's type has it, where that is the same value."""
    plain = whole(value)
    if field.type in {"enum", "text", "id"} and isinstance(plain, (int, float)) and not isinstance(plain, bool):
        yield str(plain)
    if field.type == "boolean":
        word = str(plain).casefold()
        if word in {"true", "1", "yes", "on"}:
            yield True
        if word in {"false", "0", "no", "off"}:
            yield False
    if field.type == "list" and not isinstance(value, list):
        yield [value]
    if field.type == "id" and isinstance(value, str) and value.strip() != value:
        yield value.strip()


def _ranked(value: object, values: Iterable[Scalar]) -> list[Scalar]:
    """Put values in order, the nearest first."""
    distinct = list({(type(one), one): one for one in values}.values())
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return sorted(distinct, key=lambda one: abs(one - value) if isinstance(one, (int, float)) else float("inf"))
    if isinstance(value, str):
        return sorted(distinct, key=lambda one: -likeness(value[:100], str(one)))
    return distinct


def _shorter(space: Space, body: object, problem: Problem, value: str) -> Iterator[Candidate]:
    """Cut a text where it is too long, and keep as much as can be: for this rule, and for all about the field."""

    def said(length: int) -> list[Problem]:
        return [one for one in space.validate(Change(problem.at, value[:length]).apply(body)) if one.at == problem.at]

    longest = _longest(len(value), lambda length: all(one.rule != problem.rule for one in said(length)))
    quiet = _longest(len(value), lambda length: not said(length))
    for rank, length in enumerate(dict.fromkeys((longest, quiet))):
        if length:
            yield Candidate(SHORTER + rank, Change(problem.at, value[:length]))


def _longest(length: int, fits: Callable[[int], bool]) -> int:
    """Find the greatest length below a given one that fits, by halves; 0 where not even 1 does."""
    low, high = 1, length
    if high <= low or not fits(low):
        return 0
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


def _fewer(at: str, items: list[object], cost: int) -> Iterator[Candidate]:
    """Leave items of a list out: one, the last ones rather than the first, or all beyond a number."""
    count = len(items)
    for index in range(count):
        yield Candidate(cost + count - index, Change(f"{at}/{index}"))
    for length in range(count - 2, 0, -1):
        yield Candidate(cost + 50 * (count - length), Change(at, items[:length]))


def _elsewhere(space: Space, body: object, problem: Problem) -> Iterator[Candidate]:
    """Change another field: one that is there is left out or has another value, one that is not there is given."""
    for field in space.fields:
        # Of the items of a list the last one is the likeliest to be wrong.
        for back, at in enumerate(reversed([*places(body, field.at)])):
            if at == problem.at:
                continue
            value = look(body, at)
            if isinstance(value, Absent):
                if not field.required:
                    for rank, one in enumerate(field.listed()):
                        yield Candidate(ADDED_ELSEWHERE + back + rank, Change(at, one))
                continue
            if not field.required:
                yield Candidate(GONE_ELSEWHERE + back, Change(at))
            for rank, one in enumerate(_ranked(value, field.listed())):
                if one != value:
                    yield Candidate(CHANGED_ELSEWHERE + back + rank, Change(at, one))
            if isinstance(value, list):
                yield from _fewer(at, cast("list[object]", value), CHANGED_ELSEWHERE)
