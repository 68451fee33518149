"""Mend a request: the smallest set of changes that leaves the documentation nothing to say. Sends nothing.

A search over what the fields can be, each step judged by the endpoint's own validator. It is bounded, and finds the
same every time: first what the broken rule itself names, then other values of the same field, then other fields. What
only the caller can know (a prompt, an address, an id) is never made up: then there is no legal change to be found.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from callsheet_runtime.candidates import Candidate, candidates
from callsheet_runtime.changes import Change, applied
from callsheet_runtime.problems import Problem, Scalar
from callsheet_runtime.space import Space, look

DEEPEST = 3
"""As many changes are searched for at once; more are made one after the other."""

PATIENCE = 10_000
"""So many requests are judged to mend one."""

ADVICE = 3_000
"""So many are judged for the advice about one problem."""


class Advice:
    """What can be done about one problem: nothing that brings another.

    `changes` is the smallest set of changes that ends it, empty where none was found; `allowed` are all values that
    end it, where the field has a list of them or a short range.
    """

    __slots__ = ("allowed", "changes")

    def __init__(self, *, changes: tuple[Change, ...] = (), allowed: tuple[Scalar, ...] = ()) -> None:
        self.changes = changes
        self.allowed = allowed

    def in_place(self, problem: Problem) -> Change | None:
        """Give the change where it is one, and of the very field that is blamed."""
        if len(self.changes) != 1 or self.changes[0].moved_from or self.changes[0].at != problem.at:
            return None
        return self.changes[0]


class Mended:
    """A request after all that could be done for it.

    `changes` are in the order in which they are made; `left` is what is still said of the `body`: what only its author
    can put right, and warnings.
    """

    __slots__ = ("body", "changes", "left")

    def __init__(self, *, body: object, changes: tuple[Change, ...], left: tuple[Problem, ...]) -> None:
        self.body = body
        self.changes = changes
        self.left = left

    @property
    def legal(self) -> bool:
        """Whether the documentation lets it pass now."""
        return all(one.level != "error" for one in self.left)


def advise(space: Space, body: object, problem: Problem, problems: list[Problem], *, patience: int = ADVICE) -> Advice:
    """Find what ends one of the problems of a request and brings no new one, within so many requests judged."""
    ill = _Ill(_counted(problems), problem)
    found = _Finder(space, ill, patience).smallest(body, problems, deepest=2)
    return Advice(changes=found, allowed=tuple(_allowed(space, body, problem, ill)))


def mend(space: Space, body: object, *, strict: bool = False, pinned: Collection[str] = ()) -> Mended:
    """Find the smallest set of changes that makes a request legal; what cannot be mended stays, and is told.

    Args:
        space: the endpoint's requests.
        body: the request document; it is not changed.
        strict: mend warnings as well, not only what the provider refuses.
        pinned: JSON pointers of fields that are to stay as they are.

    """
    problems = space.validate(body)
    steps, hopeless = _one_by_one(space, body, strict=strict, pinned=pinned)
    if len(steps) > 1:
        steps = _fewer(space, body, steps, hopeless, strict=strict, pinned=pinned)
    for step in _misspelt(space, applied(body, steps), pinned):
        steps = (*steps, step)
    if steps:
        body = applied(body, steps)
        problems = space.validate(body)
    return Mended(body=body, changes=steps, left=tuple(problems))


def _one_by_one(
    space: Space, body: object, *, strict: bool, pinned: Collection[str]
) -> tuple[tuple[Change, ...], "Counter[_Key]"]:
    """Mend one problem after the other; count those for which nothing was found."""
    steps: list[Change] = []
    hopeless: Counter[_Key] = Counter()
    while True:
        problems = space.validate(body)
        counted = _counted(problems)
        serious = [one for one in problems if strict or one.level == "error"]
        wrong = [one for one in serious if counted[_key(one)] > hopeless[_key(one)]]
        if not wrong or len(steps) > len(space.fields):
            return tuple(steps), hopeless
        ill = _Ill(counted, wrong[0])
        found = _Finder(space, ill, ADVICE, pinned=pinned).smallest(body, problems, deepest=2)
        if found:
            steps += found
            body = applied(body, found)
        else:
            hopeless[_key(wrong[0])] = counted[_key(wrong[0])]


def _fewer(
    space: Space,
    body: object,
    steps: tuple[Change, ...],
    hopeless: "Counter[_Key]",
    *,
    strict: bool,
    pinned: Collection[str],
) -> tuple[Change, ...]:
    """Look for fewer changes that do the same, such as one that ends two problems."""
    problems = space.validate(body)
    after = _counted(space.validate(applied(body, steps)))
    tolerated = hopeless | (_counted([one for one in problems if one.level != "error"]) if not strict else after)
    found = _Finder(space, _Ill(tolerated), PATIENCE, pinned=pinned).smallest(
        body, problems, deepest=min(len(steps), DEEPEST)
    )
    return found if found and len(found) <= len(steps) else steps


def _misspelt(space: Space, body: object, pinned: Collection[str]) -> Iterator[Change]:
    """Move what stands under a misspelt name to the right one, where nothing else stands there: that loses nothing."""
    while True:
        problems = space.validate(body)
        counted = _counted(problems)
        for problem in problems:
            found = next((one for one in candidates(space, body, problem) if one.change.moved_from), None)
            if found and found.change.at not in pinned:
                changed = found.change.apply(body)
                if not _Ill(counted, problem).wrong(space.validate(changed)):
                    body = changed
                    yield found.change
                    break
        else:
            return


_Key = tuple[str, str]


def _key(problem: Problem) -> _Key:
    """Name a problem by rule and place, whichever item of a list it is: items move when one is left out."""
    return "/".join("*" if one.isdecimal() else one for one in problem.at.split("/")), problem.rule.name


def _counted(problems: Iterable[Problem]) -> "Counter[_Key]":
    return Counter(map(_key, problems))


class _Ill:
    """Tells which problems of a request are still to be ended: all but those that are tolerated."""

    def __init__(self, tolerated: "Counter[_Key]", problem: Problem | None = None) -> None:
        self.tolerated = tolerated.copy()
        if problem is not None:
            self.tolerated[_key(problem)] -= 1

    def wrong(self, problems: list[Problem]) -> list[Problem]:
        """List what is not tolerated."""
        if not problems:
            return problems
        left = self.tolerated.copy()
        found: list[Problem] = []
        for one in problems:
            left[_key(one)] -= 1
            if left[_key(one)] < 0:
                found.append(one)
        return found


class _Spent(Exception):  # noqa: N818 -- it ends a search, and is no error
    """As many requests were judged as there is patience for."""


class _Finder:
    """Finds the smallest and, among equals, the nearest set of changes."""

    def __init__(self, space: Space, ill: _Ill, patience: int, *, pinned: Collection[str] = ()) -> None:
        self._space = space
        self._ill = ill
        self._patience = patience
        self._pinned = pinned
        self._best: tuple[int, tuple[Change, ...]] | None = None

    def smallest(self, body: object, problems: list[Problem], *, deepest: int) -> tuple[Change, ...]:
        """Find the smallest set; empty where there is none of at most so many changes, or patience ends before."""
        for depth in range(1, deepest + 1):
            try:
                self._search(body, problems, depth, 0, ())
            except _Spent:
                break
            if self._best is not None:
                break
        return self._best[1] if self._best else ()

    def _search(self, body: object, problems: list[Problem], depth: int, cost: int, made: tuple[Change, ...]) -> None:
        wrong = self._ill.wrong(problems)
        if not wrong:
            if self._best is None or cost < self._best[0]:
                self._best = cost, made
            return
        if depth == 0:
            return
        target, before = _key(wrong[0]), _counted(problems)
        for one in self._offered(body, wrong[0], made):
            if self._best is not None and cost + one.cost >= self._best[0]:
                return
            changed = one.change.apply(body)
            after = self._judged(changed)
            if _counted(after)[target] < before[target]:
                self._search(changed, after, depth - 1, cost + one.cost, (*made, one.change))

    def _offered(self, body: object, problem: Problem, made: tuple[Change, ...]) -> Iterator[Candidate]:
        touched = {*self._pinned, *(one.at for one in made), *(one.moved_from for one in made)}
        for one in candidates(self._space, body, problem):
            if one.change.at not in touched and one.change.moved_from not in touched - {""}:
                yield one

    def _judged(self, body: object) -> list[Problem]:
        self._patience -= 1
        if self._patience < 0:
            raise _Spent
        return self._space.validate(body)


def _allowed(space: Space, body: object, problem: Problem, ill: _Ill) -> Iterator[Scalar]:
    """List the values of the blamed field that end the problem."""
    field = space.field(problem.at)
    if field is None or not field.is_listed or isinstance(look(body, problem.at), (dict, list)):
        return
    for value in field.listed():
        if not ill.wrong(space.validate(Change(problem.at, value).apply(body))):
            yield value
