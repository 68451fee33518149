"""Look for requests that rules allow or forbid, exhaustively. Knows no finding.

Each field has a set of values, a whole number with a bit for each; a test is the set of those that pass it. A condition
takes from each field what could not make it true, and where that settles nothing, the values of one field are tried
in turn. It tries at most `MOST` combinations; what is not settled by then is taken to be possible, so that nothing is
reported on a guess.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from callsheet.lint.values import Test, listed, told_apart
from callsheet.model.predicate import (
    All,
    Any,
    In,
    Not,
    Predicate,
    Scalar,
    either,
    fields_of,
    holds,
    negated,
    pushed,
    tests_of,
)
from callsheet.model.request import Rule, Shape

MOST: Final = 1_000
"""As many combinations are tried."""

Sets = dict[str, int]
"""For each field the values that it may still have; the first bit stands for a field that is left out."""
ABSENT: Final = 1


@dataclass(frozen=True, slots=True)
class Passing:
    """A test: the values of a field that pass it."""

    field: str
    values: int


@dataclass(frozen=True, slots=True)
class Joined:
    """Several conditions, of which all or any must hold."""

    every: bool
    of: "tuple[Condition, ...]"


Condition = Passing | Joined


def is_possible(shape: Shape, field: str, value: Scalar) -> bool:
    """Tell whether a request with this value can keep every rule that stands for an error."""
    return can_be(shape, [In(field, (value,))])


def can_be(
    shape: Shape, wanted: Iterable[Predicate], rules: Iterable[Rule] | None = None, *, unsure: bool = True
) -> bool:
    """Tell whether a request can be so and keep these rules; those that have to do with it, if none are named.

    What rules only warn about may be. `unsure` is the answer where there is too much to try.
    """
    asked = tuple(wanted)
    world = _world(_Same(shape))
    if not all(map(world.foresees, (test for one in asked for test in tests_of(one)))):
        world = World(shape, asked)
    names = {name for one in asked for name in fields_of(one)}
    kept = world.related(names) if rules is None else [one.name for one in rules]
    conditions = [*map(world.condition, asked), *(law for name in kept for law in world.laws[name])]
    names.update(name for one in kept for name in world.fields[one])
    return _can_be({name: world.sets[name] for name in names}, conditions, _Tries(MOST, unsure))


class World:
    """The fields of a shape, with the values that its rules, and what else is asked, can tell apart."""

    def __init__(self, shape: Shape, asked: Iterable[Predicate] = ()) -> None:
        said = [one for rule in shape.rules for demand in rule.demands for one in (rule.when, demand.must)]
        tests = {test: None for predicate in (*said, *asked) for test in tests_of(predicate)}
        self._values: dict[str, tuple[Scalar, ...]] = {}
        self._listed: set[str] = set()
        self._passing: dict[Test, int] = {}
        self.sets: Sets = {}
        for name, parameter in shape.fields().items():
            every = listed(parameter)
            if every is not None:
                self._listed.add(name)
            some = told_apart(parameter, (test for test in tests if test.field == name)) if every is None else every
            self._values[name] = some
            self.sets[name] = (2 << len(some)) - (2 if parameter.required else 1)
        for test in tests:
            self._pass(test)
        self.laws = {one.name: tuple(map(self.condition, _laws(one))) for one in shape.rules}
        """What a request must be that keeps a rule; nothing, if that only warns."""
        self.fields = {
            one.name: frozenset(name for demand in one.demands for name in one.fields(demand)) for one in shape.rules
        }
        """The fields that a rule looks at."""

    def _pass(self, test: Test) -> int:
        """Say which values pass a test."""
        found = self._passing.get(test)
        if found is None:
            values = enumerate(self._values[test.field])
            found = sum(2 << at for at, value in values if holds(test, {test.field: value}))
            self._passing[test] = found
        return found

    def foresees(self, test: Test) -> bool:
        """Tell whether the values of a field were listed with this test in mind, or all of them were."""
        return test.field in self._listed or test in self._passing

    def condition(self, predicate: Predicate) -> Condition:
        """Say a predicate in terms of values."""
        match pushed(predicate):
            case All(of):
                return Joined(True, tuple(map(self.condition, of)))
            case Any(of):
                return Joined(False, tuple(map(self.condition, of)))
            case Not(of):
                (test,) = tests_of(of)
                return Passing(test.field, ~self._pass(test))
            case test:
                return Passing(test.field, self._pass(test))

    def related(self, names: set[str]) -> list[str]:
        """Name the rules that have to do with some fields, directly or by way of others."""
        fields, found = set(names), dict[str, None]()
        while True:
            fresh = [one for one, its in self.fields.items() if one not in found and not fields.isdisjoint(its)]
            if not fresh:
                return list(found)
            found.update(dict.fromkeys(fresh))
            fields.update(name for one in fresh for name in self.fields[one])


def _laws(rule: Rule) -> tuple[Predicate, ...]:
    return tuple(either(negated(rule.when), one.must) for one in rule.demands) if rule.level == "error" else ()


class _Same:
    """A shape, as itself: what is equal need not be compared."""

    __slots__ = ("shape",)

    def __init__(self, shape: Shape) -> None:
        self.shape = shape

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.shape is other.shape

    def __hash__(self) -> int:
        return id(self.shape)


@lru_cache(maxsize=256)
def _world(same: _Same) -> World:
    return World(same.shape)


@dataclass(slots=True)
class _Tries:
    """How many there may still be, and the answer when there are none left."""

    left: int
    unsure: bool


def _can_be(sets: Sets, conditions: list[Condition], tries: _Tries) -> bool:
    """Tell whether values are left that make all conditions true."""
    tries.left -= 1
    if tries.left < 0:
        return tries.unsure
    before: Sets = {}
    while before != sets:
        before = dict(sets)
        for condition in conditions:
            for name in _fields(condition):
                sets[name] &= _left(condition, name, sets)
                if not sets[name]:
                    return False
    unsettled = [one for one in conditions if not _is_sure(one, sets)]
    if not unsettled:
        return True
    name = min(
        (name for name in _fields(unsettled[0]) if sets[name].bit_count() > 1), key=lambda name: sets[name].bit_count()
    )
    bits = (1 << at for at in range(sets[name].bit_length()))
    return any(_can_be({**sets, name: bit}, unsettled, tries) for bit in bits if sets[name] & bit)


def _fields(condition: Condition) -> set[str]:
    if isinstance(condition, Passing):
        return {condition.field}
    return {name for part in condition.of for name in _fields(part)}


def _left(condition: Condition, name: str, sets: Sets) -> int:
    """List the values of a field with which a condition may be true, whatever the others are."""
    if isinstance(condition, Passing):
        return condition.values if condition.field == name else -1 if condition.values & sets[condition.field] else 0
    left = -1 if condition.every else 0
    for part in condition.of:
        left = left & _left(part, name, sets) if condition.every else left | _left(part, name, sets)
    return left


def _is_sure(condition: Condition, sets: Sets) -> bool:
    """Tell whether a condition is true whatever of these values the fields have."""
    if isinstance(condition, Passing):
        return not sets[condition.field] & ~condition.values
    parts = (_is_sure(part, sets) for part in condition.of)
    return all(parts) if condition.every else any(parts)
