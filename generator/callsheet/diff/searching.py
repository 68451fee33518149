"""Look for a request that one version accepts and the other does not: every combination that matters, one after the
other, until there is one. Knows no finding.

A field has a few values that can make a difference (`candidates`); those that both versions judge alike, by themselves
and in every rule, count as one. The search walks through their combinations with the fields in question first, and
leaves a branch as soon as the accepting version refuses it. What it finds is judged again, by both versions.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from itertools import tee
from typing import Final, cast

from callsheet.diff.candidates import Points, Test, candidates, linked, look, points, put
from callsheet.diff.findings import Verdict, Witness
from callsheet.model.endpoint import Endpoint
from callsheet.model.judge import ABSENT, UNDOCUMENTED, judge, judge_field, measured
from callsheet.model.judge import Finding as Judged
from callsheet.model.predicate import Scalar, Values, holds, tests_of
from callsheet.model.request import Demand, List, Parameter, Rule, Shape

MOST: Final = 20_000
"""As many partial requests are looked at in one search."""

Place = tuple[str, ...]
SILENT, WARNED, WRONG = 0, 1, 2
"""How a version judges one value of a field by itself."""


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a field, and what both versions have to say of it by itself."""

    value: object
    own: tuple[int, int]
    rules: tuple[tuple[str, ...], tuple[str, ...]]
    """What each version finds wrong with it."""


@dataclass(frozen=True, slots=True)
class Law:
    """One demand of a rule, and the places of what it looks at."""

    rule: Rule
    demand: Demand
    roots: frozenset[Place]

    def tests(self) -> Iterator[Test]:
        """List the tests that it is made of."""
        yield from tests_of(self.rule.when)
        yield from tests_of(self.demand.must)

    def kept(self, values: Values) -> bool:
        """Tell whether a request keeps it."""
        return not holds(self.rule.when, values) or holds(self.demand.must, values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What a request is to show: that the one version takes it, and the other has something against it."""

    loud: int
    """Which version speaks against it: 0 the old one, 1 the new one."""
    place: Place | None = None
    fits: Callable[[Option], bool] | None = None
    """Which values the field in question may have."""
    rule: str | None = None
    """The rule that is to be broken."""
    level: int = WRONG
    """How loud: refused, or warned of only."""


@dataclass(frozen=True, slots=True)
class Version:
    """One of the two versions, prepared."""

    shape: Shape
    said: Mapping[str, Points]
    at: Mapping[Place, Parameter]
    laws: tuple[Law, ...]
    tests: Mapping[str, tuple[Test, ...]]
    """What rules ask about each field."""
    linked: frozenset[str]
    """Fields that measures of others look at."""


def version(shape: Shape) -> Version:
    """Prepare a version for searches."""
    places = {one.name: one.at for one in shape.parameters}
    laws = tuple(
        Law(rule, demand, frozenset(places[root] for name in rule.fields(demand) for root in shape.roots(name)))
        for rule in shape.rules
        for demand in rule.demands
    )
    tests: defaultdict[str, dict[Test, None]] = defaultdict(dict)
    for law in laws:
        for test in law.tests():
            tests[test.field][test] = None
    return Version(
        shape,
        points(shape),
        {one.at: one for one in shape.parameters},
        laws,
        {name: tuple(those) for name, those in tests.items()},
        frozenset(name for one in shape.parameters for name in linked(one)),
    )


class Search:
    """All requests that two versions of a shape may tell apart."""

    def __init__(self, old: Endpoint, new: Endpoint) -> None:
        self.versions = version(old), version(new)
        self.tried = 0
        self.cut = False
        """Whether a search was given up, so that what it did not find may be there."""
        # The shortest is read most easily.
        examples = sorted((one for end in (old, new) for one in end.requests), key=lambda one: len(repr(one.body)))
        self._examples = [one.body for one in examples]
        self._usual = [one.body for one in examples if not one.breaks]
        self._places = dict.fromkeys((*self.versions[0].at, *self.versions[1].at))
        # Of most fields the first value will do: the others are not judged before they are asked for.
        self._known = {at: tee(self._options(at), 1)[0] for at in self._places}

    def options(self, at: Place) -> Iterator[Option]:
        """List the values of a field that either version has."""
        return copy(self._known[at])

    def _options(self, at: Place) -> Iterator[Option]:
        known = [(one, one.at.get(at)) for one in self.versions]
        alike = known[0][1] == known[1][1]
        usual = [value for body in self._usual[:3] if (value := look(body, at)) is not None]
        every: dict[tuple[type, str], object] = {}
        for one, parameter in known:
            if parameter is not None:
                fit = [value for value in usual if not _errors(judge_field(parameter, put({}, at, value)))]
                for value in candidates(parameter, {**one.said}, fit, mentions=parameter.name in one.linked):
                    every.setdefault((type(value), repr(value)), value)
        seen: set[object] = set()
        # What the first example leaves out is left out first.
        given = bool(self._usual) and look(self._usual[0], at) is not None
        for value in (*every.values(), ABSENT) if given else (ABSENT, *every.values()):
            option = self._option(at, value, alike=alike)
            sign = self._sign(at, option)
            if sign is None or sign not in seen:
                seen.add(sign)
                yield option

    def _option(self, at: Place, value: object, *, alike: bool) -> Option:
        body = {} if value is ABSENT else put({}, at, value)
        before, after = (one.at.get(at) for one in self.versions)
        old = _own(before, value, body)
        new = old if alike else _own(after, value, body)
        return Option(value, (old[0], new[0]), (old[1], new[1]))

    def _sign(self, at: Place, option: Option) -> object:
        """Write down all by which a value can be told from others; `None` where a text and a list need each other."""
        # What the versions differ about is what is sought: each such value counts.
        signs: list[object] = [option.own, option.rules, option.value is ABSENT]
        signs.append(repr(option.value) if option.own[0] != option.own[1] else "")
        for one in self.versions:
            parameter = one.at.get(at)
            if parameter is None or WRONG in option.own:
                continue
            if linked(parameter) or parameter.name in one.linked:
                return None
            names = parameter.name, *(measure.name for measure in parameter.measures)
            asked = [test for name in names for test in one.tests.get(name, ())]
            values = _values(one, {at: option.value}) if asked else {}
            signs.extend(holds(test, values) for test in asked)
        return tuple(signs)

    def verdict(self, which: int, body: object) -> tuple[Verdict, tuple[str, ...]]:
        """Judge a request by one version."""
        found = judge(self.versions[which].shape, body)
        wrong = _errors(found)
        said = tuple(dict.fromkeys(one.rule for one in (wrong or found)))
        return (Verdict.REFUSED if wrong else Verdict.WARNED if found else Verdict.ACCEPTED), said

    def find(self, goal: Goal) -> Witness | None:
        """Find a request that shows it: one with which nothing else is wrong, or else any."""
        targets = self._targets(goal)
        shown = self._shown(goal) if any(map(self._is_open, targets)) else None
        if shown is not None:
            return shown
        for strict in (True, False):
            for body in self._walk(goal, targets, strict=strict):
                witness = self._witness(goal, body)
                if witness is not None:
                    return witness
        if not any(map(self._is_open, self._tied(targets))):
            return None
        shown = self._shown(goal)
        self.cut = self.cut or shown is None
        return shown

    def _shown(self, goal: Goal) -> Witness | None:
        """Find an example that shows it: what lists may hold is not all tried, and a person knew what to write."""
        found = (self._witness(goal, body) for body in self._examples if self._is_about(goal, body))
        return next((one for one in found if one is not None and goal.rule in {None, *one.rules}), None)

    def _is_about(self, goal: Goal, body: object) -> bool:
        """Tell whether a request has a value in question."""
        if goal.place is None or goal.fits is None:
            return True
        value = look(body, goal.place)
        return goal.fits(self._option(goal.place, ABSENT if value is None else value, alike=False))

    def _is_open(self, at: Place) -> bool:
        """Tell whether a field has more values that matter than are tried: a list, or a text that names its items."""
        known = ((one, one.at.get(at)) for one in self.versions)
        return any(
            field is not None and (isinstance(field.kind, List) or field.name in one.linked) for one, field in known
        )

    def _witness(self, goal: Goal, body: object) -> Witness | None:
        quiet, (loud, rules) = self.verdict(1 - goal.loud, body)[0], self.verdict(goal.loud, body)
        shown = (
            loud is Verdict.REFUSED and quiet is not Verdict.REFUSED
            if goal.level == WRONG
            else loud is Verdict.WARNED and quiet is Verdict.ACCEPTED
        )
        if not shown:
            return None
        before, after = (loud, quiet) if goal.loud == 0 else (quiet, loud)
        return Witness(body=body, before=before, after=after, rules=rules, breaks=goal.loud == 1)

    def _targets(self, goal: Goal) -> tuple[Place, ...]:
        if goal.place is not None:
            return (goal.place,)
        laws = (law for one in self.versions for law in one.laws if law.rule.name == goal.rule)
        return tuple(dict.fromkeys(root for law in laws for root in sorted(law.roots) if root in self._places))

    def _order(self, targets: tuple[Place, ...]) -> list[Place]:
        """Put the fields in question first, then what rules tie to them, then the rest."""
        tied = self._tied(targets)
        return [*tied, *(one for one in self._places if one not in tied)]

    def _tied(self, targets: tuple[Place, ...]) -> dict[Place, None]:
        """List some fields and those that rules tie to them, the nearest first."""
        tied = dict.fromkeys(targets)
        laws = [law for one in self.versions for law in one.laws]
        while True:
            near = [root for law in laws if law.roots & tied.keys() for root in sorted(law.roots) if root not in tied]
            if not near:
                return tied
            tied.update(dict.fromkeys(near))

    def _walk(self, goal: Goal, targets: tuple[Place, ...], *, strict: bool) -> Iterator[object]:
        """Go through all combinations, leaving a branch as soon as it can no longer show what it is to."""
        order = self._order(targets)
        due, broken = self._due(goal, order, strict=strict)
        spent = 0

        def fitting(chosen: Mapping[Place, Option]) -> Iterator[dict[Place, Option]]:
            nonlocal spent
            depth = len(chosen)
            at = order[depth]
            for option in self.options(at):
                if not self._may(goal, at, option, strict=strict):
                    continue
                spent += 1
                self.tried += 1
                if spent > MOST:
                    self.cut = True
                    return
                tried = {**chosen, at: option}
                if self._stands(tried, due[depth]) and (
                    goal.rule is None or depth != broken or self._breaks(tried, goal)
                ):
                    yield tried

        stack = [fitting({})] if order else []
        while stack and spent <= MOST:
            chosen = next(stack[-1], None)
            if chosen is None:
                stack.pop()
            elif len(chosen) == len(order):
                yield self._body(chosen)
            else:
                stack.append(fitting(chosen))

    def _due(self, goal: Goal, order: list[Place], *, strict: bool) -> tuple[list[list[tuple[int, Law]]], int]:
        """Say which laws have to be kept at which step, and at which step the rule in question has to be broken."""
        step = {place: depth for depth, place in enumerate(order)}
        due: list[list[tuple[int, Law]]] = [[] for _ in order]
        broken = 0
        for which, one in enumerate(self.versions):
            for law in one.laws:
                last = max(step[root] for root in law.roots)
                if which == goal.loud and law.rule.name == goal.rule:
                    broken = max(broken, last)
                elif (which != goal.loud or strict) and (law.rule.level == "error" or strict or goal.level == WARNED):
                    due[last].append((which, law))
        return due, broken

    def _may(self, goal: Goal, at: Place, option: Option, *, strict: bool) -> bool:
        """Tell whether a value comes into question."""
        quiet, loud = option.own[1 - goal.loud], option.own[goal.loud]
        if at == goal.place and goal.fits is not None:
            return quiet < WRONG and (quiet == SILENT or not strict) and goal.fits(option)
        return quiet == SILENT and loud == SILENT if strict else quiet < WRONG

    def _stands(self, chosen: Mapping[Place, Option], due: Iterable[tuple[int, Law]]) -> bool:
        for which, law in due:
            # Of a field that is wrong in itself, rules say nothing.
            if any(chosen[root].own[which] == WRONG for root in law.roots):
                continue
            if not law.kept(_values(self.versions[which], {root: chosen[root].value for root in law.roots})):
                return False
        return True

    def _breaks(self, chosen: Mapping[Place, Option], goal: Goal) -> bool:
        one = self.versions[goal.loud]
        return any(
            not law.kept(_values(one, {root: chosen[root].value for root in law.roots}))
            for law in one.laws
            if law.rule.name == goal.rule and all(chosen[root].own[goal.loud] < WRONG for root in law.roots)
        )

    def _body(self, chosen: Mapping[Place, Option]) -> dict[str, object]:
        body: dict[str, object] = {}
        for at in self._places:
            if chosen[at].value is not ABSENT:
                body = put(body, at, chosen[at].value)
        return body


def _own(parameter: Parameter | None, value: object, body: object) -> tuple[int, tuple[str, ...]]:
    """Say how a version judges a value by itself, and by which rules."""
    if parameter is None:
        return (SILENT, ()) if value is ABSENT else (WARNED, (UNDOCUMENTED,))
    found = judge_field(parameter, body)
    return WRONG if _errors(found) else WARNED if found else SILENT, tuple(one.rule for one in found)


def _errors(found: Iterable[Judged]) -> tuple[Judged, ...]:
    return tuple(one for one in found if one.level == "error")


def _values(one: Version, chosen: Mapping[Place, object]) -> dict[str, Scalar]:
    """Reckon what rules see of some fields, their measures included."""
    values: dict[str, Scalar] = {}
    lists: dict[str, list[object]] = {}
    for at, value in chosen.items():
        name = one.at[at].name
        if isinstance(value, list):
            lists[name] = cast("list[object]", value)
            values[name] = len(lists[name])
        elif value is not ABSENT:
            values[name] = cast("Scalar", value)
    for at in chosen:
        parameter = one.at[at]
        for measure in parameter.measures:
            if parameter.name in values:
                values[measure.name] = measured(parameter, measure, values, lists)
    return values
