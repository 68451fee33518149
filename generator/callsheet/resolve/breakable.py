"""Tell demands that some requests break from those that none or all do. Knows no spelling.

Only what a parameter says of itself is looked at, one field at a time: cheap enough for every compilation. Rules that
contradict each other are a matter for lint.
"""

from collections.abc import Iterable, Mapping
from enum import Enum, auto
from typing import assert_never

from callsheet.model.predicate import All, Any, Between, Given, In, Not, Predicate, Scalar, both, negated
from callsheet.model.request import (
    Choice,
    Demand,
    File,
    Flag,
    Id,
    Kind,
    List,
    Number,
    Parameter,
    Rule,
    Text,
    Url,
    Whole,
)


class Breakable(Enum):
    """How many requests break a demand."""

    NEVER = auto()
    SOMETIMES = auto()
    ALWAYS = auto()


def breakable(rule: Rule, demand: Demand, parameters: Mapping[str, Parameter]) -> Breakable:
    """Judge one demand of a rule, with its field given and, where it may be, left out."""
    broken = both(rule.when, negated(demand.must))
    required = {name for name, one in parameters.items() if one.required}
    cases = [True] if demand.field in required else [True, False]
    verdicts = [_verdict(broken, parameters, {**dict.fromkeys(required, True), demand.field: case}) for case in cases]
    if all(verdict is False for verdict in verdicts):
        return Breakable.NEVER
    return Breakable.ALWAYS if all(verdict is True for verdict in verdicts) else Breakable.SOMETIMES


def _verdict(predicate: Predicate, parameters: Mapping[str, Parameter], given: Mapping[str, bool]) -> bool | None:
    """Evaluate with nothing known but which fields are given; `None` where it depends."""
    match predicate:
        case Given(field):
            return given.get(field)
        case In(field, values):
            return _if_given(given.get(field), _among(parameters[field].kind, values))
        case Between(field, low, high):
            return _if_given(given.get(field), _between(parameters[field].kind, low, high))
        case Not(of):
            inner = _verdict(of, parameters, given)
            return None if inner is None else not inner
        case All(of):
            known = [_verdict(part, parameters, given) for part in of]
            return False if False in known else None if None in known else True
        case Any(of):
            known = [_verdict(part, parameters, given) for part in of]
            return True if True in known else None if None in known else False
        case _:
            assert_never(predicate)


def _if_given(given: bool | None, verdict: bool | None) -> bool | None:  # noqa: FBT001 -- three-valued logic
    """Say what is known of a test of a field: it is false where the field is left out."""
    if given is False or verdict is False:
        return False
    return verdict if given else None


def _among(kind: Kind, values: tuple[Scalar, ...]) -> bool | None:
    match kind:
        case Choice():
            return _covers(kind.words(), values)
        case Flag():
            return _covers((True, False), values)
        case Whole(int() as low, int() as high) if high - low < len(values):
            return _covers(range(low, high + 1), values)
        case Whole() | Number() | Text() | Url() | Id() | File() | List():
            return None if values else False
        case _:
            assert_never(kind)


def _covers(possible: Iterable[Scalar], values: tuple[Scalar, ...]) -> bool | None:
    inside = [value in values for value in possible]
    return True if all(inside) else None if any(inside) else False


def _between(kind: Kind, low: float | None, high: float | None) -> bool | None:
    match kind:
        case Whole(least, greatest) | Number(least, greatest):
            pass
        case Text(least, greatest, beyond):
            # What is only cut can still be sent.
            least, greatest = least or 0, greatest if beyond == "error" else None
        case _:
            return None
    if _below(greatest, low) or _below(high, least):
        return False
    keeps_low = low is None or (least is not None and least >= low)
    keeps_high = high is None or (greatest is not None and greatest <= high)
    return True if keeps_low and keeps_high else None


def _below(one: float | None, other: float | None) -> bool:
    return one is not None and other is not None and one < other
