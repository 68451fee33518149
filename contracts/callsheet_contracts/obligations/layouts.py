"""Lay out everything that keeps some conditions, such that no way leads to a dead end. Knows variables by number."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from callsheet_contracts.obligations.formulas import Formula, Masks, groups, literals_of, settle


@dataclass(frozen=True, slots=True)
class Free:
    """A variable that no condition binds any more."""

    var: int
    mask: int


@dataclass(frozen=True, slots=True, eq=False)
class Fork:
    """A variable that decides what others may be."""

    var: int
    branches: "tuple[tuple[int, Together], ...]"


@dataclass(frozen=True, slots=True, eq=False)
class Together:
    """Parts that have nothing to do with each other."""

    parts: "tuple[Free | Fork, ...]"


_Memory = dict[tuple[frozenset[tuple[int, int]], frozenset[Formula]], "Fork | None"]


def lay_out(masks: Masks, conditions: Iterable[Formula]) -> Together | None:
    """Lay out everything that keeps some conditions, such that no way leads to a dead end."""
    return _together(tuple(range(len(masks))), masks, tuple(conditions), {})


def _together(scope: Sequence[int], masks: Masks, conditions: Iterable[Formula], memory: _Memory) -> Together | None:
    settled = settle(masks, conditions)
    if settled is None:
        return None
    narrow, left = settled
    parts: list[Free | Fork] = []
    bound: set[int] = set()
    for variables, own in _components(left):
        bound |= variables
        key = frozenset((var, narrow[var]) for var in variables), frozenset(own)
        if key not in memory:
            memory[key] = _fork(variables, narrow, own, memory)
        fork = memory[key]
        if fork is None:
            return None
        parts.append(fork)
    free = (Free(var, narrow[var]) for var in scope if var not in bound)
    return Together((*free, *parts))


def _fork(variables: set[int], masks: Masks, conditions: tuple[Formula, ...], memory: _Memory) -> Fork | None:
    var = _busiest(conditions)
    rest = sorted(variables - {var})
    branches: list[tuple[int, Together]] = []
    for group in groups(masks[var], _cuts(var, conditions)):
        child = _together(rest, (*masks[:var], group, *masks[var + 1 :]), conditions, memory)
        if child is not None:
            branches.append((group, child))
    return Fork(var, tuple(branches)) if branches else None


def _components(conditions: Iterable[Formula]) -> list[tuple[set[int], tuple[Formula, ...]]]:
    """Sort conditions by the variables that they share."""
    found: list[tuple[set[int], tuple[Formula, ...]]] = []
    for condition in conditions:
        variables = {one.var for one in literals_of(condition)}
        own: tuple[Formula, ...] = (condition,)
        apart: list[tuple[set[int], tuple[Formula, ...]]] = []
        for others, theirs in found:
            if variables & others:
                variables |= others
                own = (*theirs, *own)
            else:
                apart.append((others, theirs))
        found = [*apart, (variables, own)]
    return found


def _busiest(conditions: Iterable[Formula]) -> int:
    """Find the variable that most conditions speak of: a model, usually."""
    counts: dict[int, int] = {}
    for condition in conditions:
        for literal in literals_of(condition):
            counts[literal.var] = counts.get(literal.var, 0) + 1
    return max(counts, key=lambda var: (counts[var], -var))


def _cuts(var: int, conditions: Iterable[Formula]) -> set[int]:
    return {one.mask for condition in conditions for one in literals_of(condition) if one.var == var}
