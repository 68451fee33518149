"""What a request shows, once it is known what became of it. Errs on the side of showing nothing.

Accepted, it shows its values, the bounds that it stands at, and the rules that asked something of it. Refused, it shows
one thing, and only where nothing else in it could be the reason.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import cast

from callsheet.model.judge import ABSENT, Finding, judge
from callsheet.model.predicate import Any, Given, Not, Predicate, both, either
from callsheet.model.request import Choice, Demand, Flag, List, Number, Parameter, Rule, Shape, Text, Url, Whole
from callsheet_contracts.coverage.goals import (
    OTHER,
    Bound,
    Credit,
    Kind,
    Side,
    bounds,
    inside,
    place_of,
    value_name,
    values,
)

RULE_SIDES = (Side.KEPT, Side.BROKEN)
BOUND_SIDES = (Side.AT, Side.BEYOND)


@dataclass(frozen=True, slots=True)
class _Known:
    """A parameter, and where its goals are."""

    parameter: Parameter
    place: str
    bounds: tuple[Bound, ...]
    values: tuple[str, ...]


class Credits:
    """The requests of one endpoint."""

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self._known: dict[str, _Known] = {}
        for one, place in _parameters(shape, ""):
            self._known[one.name] = _Known(one, place, tuple(bounds(one, place)), values(one))
        self._rules = frozenset(rule.name for rule in shape.every_rule())
        self._asked = _asked(shape)

    def of(self, document: object, findings: tuple[Finding, ...], *, accepted: bool) -> Iterator[Credit]:
        """List what a request shows; `findings` are all that the spec has against it."""
        errors = any(one.level == "error" for one in findings)
        if accepted and not errors:
            # A rule may warn that a value is of no use; of its own, each other value is fine.
            wrong = {one.at for one in findings if one.rule not in self._rules}
            yield from self._object(self._shape, document, "", wrong)
            yield from self._kept(document)
        if accepted != errors and len({one.rule for one in findings}) == 1:
            yield from self._broken(document, findings)

    def about(self, constraint: str) -> Iterator[Credit]:
        """List all that requests could show which keep a constraint only just, or break it."""
        if constraint in self._rules:
            yield from ((Kind.RULE, constraint, side) for side in RULE_SIDES)
        name, _, what = constraint.rpartition(".")
        known = self._known.get(name)
        if known is not None:
            yield from (
                (Kind.BOUND, one.name, side) for one in known.bounds if one.what == what for side in BOUND_SIDES
            )
            yield from ((Kind.REQUIRED, known.place, Side.REFUSED),) if what == "required" else ()
            yield from (
                ((Kind.VALUE, value_name(known.place, OTHER), Side.REFUSED),) if what in {"values", "form"} else ()
            )

    def _object(self, shape: Shape, body: object, at: str, wrong: set[str]) -> Iterator[Credit]:
        for one in shape.parameters:
            value = _look(body, one.at)
            here = f"{at}{one.pointer}"
            if value is ABSENT or value is None or here in wrong:
                continue
            known = self._known[one.name]
            yield Kind.PARAMETER, known.place, Side.ACCEPTED
            yield from self._value(known, value)
            if isinstance(one.kind, List) and isinstance(value, list):
                for place, item in enumerate(cast("list[object]", value)):
                    inner = f"{here}/{place}"
                    if isinstance(one.kind.item, Shape):
                        yield from self._object(one.kind.item, item, inner, wrong)
                    elif inner not in wrong:
                        yield from self._value(self._known[one.kind.item.name], item)

    def _value(self, known: _Known, value: object) -> Iterator[Credit]:
        word = _word(known.parameter, value)
        if word in known.values:
            yield Kind.VALUE, value_name(known.place, word), Side.ACCEPTED
        if known.bounds:
            size = _size(known.parameter, value)
            for bound in known.bounds:
                if size == bound.edge:
                    yield Kind.BOUND, bound.name, Side.AT

    def _kept(self, document: object) -> Iterator[Credit]:
        """List the rules that asked something of a request, and got it."""
        for one in judge(self._asked, document):
            if one.rule.startswith(ASKED):
                yield Kind.RULE, one.rule.removeprefix(ASKED), Side.KEPT

    def _broken(self, document: object, findings: tuple[Finding, ...]) -> Iterator[Credit]:
        """Say what is shown by a request that breaks one constraint and nothing else."""
        constraint = findings[0].rule
        if constraint in self._rules:
            yield Kind.RULE, constraint, Side.BROKEN
            return
        name, _, what = constraint.rpartition(".")
        known = self._known.get(name)
        if known is None:
            return
        for one in findings:
            yield from _overstepped(known, what, _follow(document, one.at))


def _overstepped(known: _Known, what: str, value: object) -> Iterator[Credit]:
    """Say what is shown by a value that is not accepted."""
    one = known.parameter
    if what == "required" and value is ABSENT:
        yield Kind.REQUIRED, known.place, Side.REFUSED
    elif (what == "values" and isinstance(one.kind, Choice)) or (what == "form" and isinstance(one.kind, Url)):
        yield Kind.VALUE, value_name(known.place, OTHER), Side.REFUSED
    elif what in {"range", "length", "cut", "count"}:
        size = _size(one, value)
        for bound in known.bounds:
            if size is not None and bound.what == what and bound.beyond(size, whole=not isinstance(one.kind, Number)):
                yield Kind.BOUND, bound.name, Side.BEYOND


def _parameters(shape: Shape, within: str) -> Iterator[tuple[Parameter, str]]:
    """List all parameters with their places, those of items and plain items included."""
    for one in shape.parameters:
        place = place_of(one, within)
        yield one, place
        if isinstance(one.kind, List):
            if isinstance(one.kind.item, Shape):
                yield from _parameters(one.kind.item, inside(place))
            else:
                yield one.kind.item, inside(place)


ASKED = "asked: "


def _asked(shape: Shape) -> Shape:
    """Make a shape whose rules are 'broken' just where those of another ask something and get it.

    So whoever reads rules (measures, lists, fields with errors of their own) has nothing new to learn.
    """
    parameters = tuple(
        replace(one, kind=replace(one.kind, item=_asked(one.kind.item)))
        if isinstance(one.kind, List) and isinstance(one.kind.item, Shape)
        else one
        for one in shape.parameters
    )
    rules = tuple(
        replace(
            rule,
            name=f"{ASKED}{rule.name}",
            level="warning",
            when=_given_what_it_asks(rule),
            demands=(Demand(field, Any(())),),
        )
        for rule in shape.rules
        for field in [rule.demands[0].field]
    )
    return Shape(parameters=parameters, rules=rules)


def _given_what_it_asks(rule: Rule) -> Predicate:
    musts = [one.must for one in rule.demands]
    return both(rule.when, *musts, either(*map(firm, musts)))


def firm(must: Predicate) -> Predicate:
    """Leave out that a demand is kept by giving nothing, where it can be kept by giving something."""
    if not isinstance(must, Any):
        return must
    given = tuple(part for part in must.of if not (isinstance(part, Not) and isinstance(part.of, Given)))
    return Any(given) if given else must


def _word(one: Parameter, value: object) -> str:
    match one.kind:
        case Choice():
            return value if isinstance(value, str) else ""
        case Flag():
            return str(value).lower() if isinstance(value, bool) else ""
        case Url(schemes):
            heads = (name.removesuffix("…") for name in values(one))
            return next((f"{head}…" for head in heads if schemes and str(value).startswith(head)), "")
        case _:
            return ""


def _size(one: Parameter, value: object) -> float | None:
    match one.kind:
        case Whole() | Number() if isinstance(value, (int, float)) and not isinstance(value, bool):
            return value
        case Text() if isinstance(value, str):
            return len(value)
        case List() if isinstance(value, list):
            return len(cast("list[object]", value))
        case _:
            return None


def _look(body: object, at: tuple[str, ...]) -> object:
    for key in at:
        if not isinstance(body, dict):
            return ABSENT
        body = cast("Mapping[str, object]", body).get(key, ABSENT)
    return body


def _follow(body: object, pointer: str) -> object:
    """Follow a JSON pointer, through lists as well; `ABSENT` where it leads nowhere."""
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        if isinstance(body, list):
            items = cast("list[object]", body)
            body = items[int(key)] if key.isdecimal() and int(key) < len(items) else ABSENT
        else:
            body = _look(body, (key,))
    return body
