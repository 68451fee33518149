"""Write predicates as Python: the tests that an emitted validator makes. Knows no layout."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from callsheet.emit.layout import constant, scalar, variable
from callsheet.model.predicate import (
    All,
    Any,
    Between,
    Given,
    In,
    Not,
    Predicate,
    Scalar,
    both,
    fields_of,
    negated,
    pushed,
)
from callsheet.model.request import Choice, Demand, Number, Rule, Shape, Text, ValueTable, Whole
from callsheet.model.words import number_in_words

FEW = 6
"""As many values are written where they are tested; more get a name."""


@dataclass(frozen=True, slots=True)
class Check:
    """One demand of a rule as nested tests: where all hold, the rule is broken."""

    tests: tuple[str, ...]
    rule: Rule
    demand: Demand


@dataclass(frozen=True, slots=True)
class Named:
    """Sets of values that tests refer to by name: the page's tables, and lists too long to be written out."""

    tables: tuple[ValueTable, ...]
    sets: dict[str, tuple[Scalar, ...]]

    def name(self, test: In, rule: str) -> str:
        """Name the values of a test."""
        if test.table:
            return constant(test.table, "table")
        name = constant(rule, test.field, "choices")
        self.sets[name] = test.values
        return name


def checks(shape: Shape, named: Named) -> tuple[Check, ...]:
    """Write every demand of every rule."""
    return tuple(_check(shape, rule, demand, named) for rule in shape.rules for demand in rule.demands)


def _check(shape: Shape, rule: Rule, demand: Demand, named: Named) -> Check:
    broken = pushed(both(rule.when, negated(demand.must)))
    guards = [f"not {variable(root)}_is_wrong" for root in _guards(shape, rule, demand)]
    # What a request need not have comes first: most rules about it are then passed by together, with one cheap test.
    parts = _parts(broken)
    rare = [part for part in parts if _needs_an_option(part, shape)]
    first = [_test(part, shape, rule.name, named) for part in rare]
    rest = [_test(part, shape, rule.name, named) for part in parts if part not in rare]
    return Check(tuple(dict.fromkeys((*first, *guards, *rest))), rule, demand)


def _needs_an_option(part: Predicate, shape: Shape) -> bool:
    """Tell whether something holds only where a field is given that may be left out."""
    return any(absent(part, field) is False and not shape.parameter(field).required for field in fields_of(part))


def condition(where: Predicate, shape: Shape, name: str, named: Named) -> str:
    """Write a condition that stands alone; `name` names the lists of values that are too long for it."""
    parts = _parts(pushed(where))
    if len(parts) == 1:
        return _test(parts[0], shape, name, named)
    return " and ".join(_bracketed(part, shape, name, named) for part in parts) or "True"


def _guards(shape: Shape, rule: Rule, demand: Demand) -> Iterator[str]:
    """Name the parameters that a demand tells apart when absent and when wrong."""
    broken = pushed(both(rule.when, negated(demand.must)))
    for field in rule.fields(demand):
        if absent(broken, field) is not False:
            yield from shape.roots(field)


def guarded(shape: Shape) -> frozenset[str]:
    """Name the parameters that some rule tells apart when absent and when wrong."""
    return frozenset(root for rule in shape.rules for demand in rule.demands for root in _guards(shape, rule, demand))


def absent(predicate: Predicate, field: str) -> bool | None:
    """Evaluate with one field absent and nothing else known; `None` where it depends."""
    match predicate:
        case Given(other) | In(other) | Between(other):
            return False if other == field else None
        case Not(of):
            inner = absent(of, field)
            return None if inner is None else not inner
        case All(of):
            known = [absent(part, field) for part in of]
            return False if False in known else True if all(known) else None
        case Any(of):
            known = [absent(part, field) for part in of]
            return True if True in known else None if None in known else False
        case _:
            assert_never(predicate)


def ceiling(shape: Shape, field: str) -> float | None:
    """Find how much a field has to exceed before any rule minds it; `None` where some rule minds less."""
    highest: list[float] = []
    for rule in shape.rules:
        for demand in rule.demands:
            if field in rule.fields(demand):
                broken = pushed(both(rule.when, negated(demand.must)))
                parts = broken.of if isinstance(broken, All) else (broken,)
                match [part.of for part in parts if isinstance(part, Not) and isinstance(part.of, Between)]:
                    case [Between(other, None, float() | int() as high)] if other == field and Given(field) in parts:
                        highest.append(high)
                    case _:
                        return None
    return min(highest, default=None)


def tested(shape: Shape, *others: Predicate) -> tuple[tuple[str, str], ...]:
    """Name the facets of fields that rules look at, and other predicates."""
    parts = (*others, *(both(rule.when, demand.must) for rule in shape.rules for demand in rule.demands))
    leaves = (leaf for part in parts for leaf in _leaves(part))
    return tuple(dict.fromkeys((leaf.field, leaf.facet) for leaf in leaves if isinstance(leaf, In) and leaf.facet))


def _leaves(predicate: Predicate) -> "tuple[Given | In | Between, ...]":
    match predicate:
        case Given() | In() | Between():
            return (predicate,)
        case Not(of):
            return _leaves(of)
        case All(of) | Any(of):
            return tuple(leaf for part in of for leaf in _leaves(part))
        case _:
            assert_never(predicate)


def _parts(predicate: Predicate) -> tuple[Predicate, ...]:
    """Split what must hold together, and drop a `Given` that another test of the same field implies."""
    parts = predicate.of if isinstance(predicate, All) else (predicate,)
    surely = {part.field for part in parts if isinstance(part, (In, Between))}
    given = {part.field for part in parts if isinstance(part, Given)}
    joined: list[Predicate] = []
    for part in parts:
        if isinstance(part, Given) and part.field in surely:
            continue
        if isinstance(part, Not) and isinstance(part.of, (In, Between)) and part.of.field in given:
            joined = [one for one in joined if one != Given(part.of.field)]
            joined.append(All((Given(part.of.field), part)))
            continue
        joined.append(part)
    return tuple(dict.fromkeys(joined))


def _test(predicate: Predicate, shape: Shape, rule: str, named: Named) -> str:
    match predicate:
        case Given(field):
            return f"{variable(field)} is not None"
        case In():
            return _within(predicate, rule, named, negative=False)
        case Between():
            return f"{variable(predicate.field)} is not None and {_between(predicate, shape, negative=False)}"
        case Not(Given(field)):
            return f"{variable(field)} is None"
        case Not(In() as within):
            return _within(within, rule, named, negative=True)
        case Not(Between() as between):
            return f"({variable(between.field)} is None or {_between(between, shape, negative=True)})"
        case All((Given(field), Not(In(other) as within))) if field == other:
            # Where every value has the facet, a test of the facet is one of the field, too.
            guard = _subject(within) if within.facet and _is_everywhere(shape, within) else variable(field)
            return f"{guard} is not None and {_within(within, rule, named, negative=True)}"
        case All((Given(field), Not(Between(other) as between))) if field == other:
            return f"{variable(field)} is not None and {_between(between, shape, negative=True)}"
        case All(of):
            return " and ".join(_bracketed(part, shape, rule, named) for part in of) or "True"
        case Any(of):
            return " or ".join(_bracketed(part, shape, rule, named) for part in of) or "False"
        case Not():
            raise AssertionError("every `not` has been pushed down to a single test")
        case _:
            assert_never(predicate)


def _bracketed(part: Predicate, shape: Shape, rule: str, named: Named) -> str:
    words = _test(part, shape, rule, named)
    return bracketed(words) if isinstance(part, (All, Any)) or " or " in words else words


def bracketed(words: str) -> str:
    """Put brackets around a test, unless one pair is around all of it already."""
    depth = 0
    for place, char in enumerate(words):
        depth += (char == "(") - (char == ")")
        if depth == 0 and place < len(words) - 1:
            return f"({words})"
    return words


def _subject(test: In) -> str:
    return variable(test.field, test.facet) if test.facet else variable(test.field)


def _is_everywhere(shape: Shape, test: In) -> bool:
    kind = shape.parameter(test.field).kind
    return isinstance(kind, Choice) and all(one.facet(test.facet or "") is not None for one in kind.values)


def _within(test: In, rule: str, named: Named, *, negative: bool) -> str:
    subject = _subject(test)
    values: tuple[Scalar, ...] = test.headings or test.values
    if len(values) == 1:
        only = values[0]
        if isinstance(only, bool):
            return f"{subject} is {'not ' if negative else ''}{only}"
        return f"{subject} {'!=' if negative else '=='} {scalar(only)}"
    inside = f"{{{', '.join(map(scalar, values))}}}" if len(values) <= FEW else named.name(test, rule)
    return f"{subject} {'not in' if negative else 'in'} {inside}"


def _between(test: Between, shape: Shape, *, negative: bool) -> str:
    """Compare with the bounds that the field itself does not keep already."""
    subject = f"len({variable(test.field)})" if test.of_length else variable(test.field)
    low, high = _own_bounds(shape, test.field)
    lowest = None if test.low is None or (low is not None and low >= test.low) else number_in_words(test.low)
    highest = None if test.high is None or (high is not None and high <= test.high) else number_in_words(test.high)
    if lowest is None and highest is None:
        return "False" if negative else "True"
    if lowest is None:
        return f"{subject} {'>' if negative else '<='} {highest}"
    if highest is None:
        return f"{subject} {'<' if negative else '>='} {lowest}"
    return f"{'not ' if negative else ''}{lowest} <= {subject} <= {highest}"


def _own_bounds(shape: Shape, field: str) -> tuple[float | None, float | None]:
    match shape.parameter(field).kind:
        case Text(low, high, beyond):
            return low, high if beyond == "error" else None
        case Whole(low, high) | Number(low, high):
            return low, high
        case _:
            return None, None
