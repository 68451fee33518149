"""What there is to be shown of each endpoint, taken from the specs alone. Knows no recording.

Most goals have sides: a bound is only shown if what is just at it is accepted and what is just beyond it refused.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from callsheet.model.endpoint import CallEndpoint, Endpoint, Provider, TaskEndpoint, WebhookEndpoint
from callsheet.model.judge import url_head
from callsheet.model.protocol import Machine
from callsheet.model.request import (
    Choice,
    Flag,
    List,
    Number,
    Parameter,
    Shape,
    Text,
    Url,
    Whole,
)

if TYPE_CHECKING:
    from callsheet_contracts.simulator.checks import Asked

OTHER: Final = "anything else"


class Kind(StrEnum):
    """What a goal is about, in the order in which a reader wants it."""

    ENDPOINT = "endpoints"
    PARAMETER = "parameters"
    VALUE = "values"
    BOUND = "bounds"
    REQUIRED = "required"
    RULE = "rules"
    STATE = "states"
    TRANSITION = "transitions"
    ERROR = "errors"
    EVENT = "events"


class Side(StrEnum):
    """One thing to be seen."""

    ANSWERED = "answered"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    AT = "at it"
    """What is just at a bound is accepted."""
    BEYOND = "beyond it"
    """What is just outside of it is refused, or cut with a warning."""
    KEPT = "kept"
    """A request that a rule asks something of, and that has it, is accepted."""
    BROKEN = "broken"
    """A request that breaks this rule and nothing else is refused."""
    SEEN = "seen"


@dataclass(frozen=True, slots=True)
class Goal:
    """One fact of a spec that can be shown."""

    kind: Kind
    name: str
    """Unlike any other of its kind in its section."""
    place: str
    """What it is a part of: a JSON pointer, or a state."""
    sides: tuple[Side, ...]


Credit = tuple[Kind, str, Side]
"""A side of a goal that was seen, in some section."""


@dataclass(frozen=True, slots=True)
class Section:
    """The goals of one endpoint, or those that a provider's endpoints share."""

    label: str
    """`provider/endpoint`, or the provider alone."""
    provider: Provider
    endpoint: Endpoint | None
    goals: tuple[Goal, ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound of a parameter."""

    name: str
    edge: float
    upper: bool
    what: str
    """What the judge says where it is overstepped."""

    def beyond(self, size: float, *, whole: bool) -> bool:
        """Tell whether a size is just outside: the next whole number, of other numbers less than one away."""
        over = size - self.edge if self.upper else self.edge - size
        return over == 1 if whole else 0 < over <= 1


def sections(provider: Provider) -> tuple[Section, ...]:
    """List all goals of a provider."""
    shared = tuple(_shared(provider))
    own = tuple(Section(f"{provider.name}/{one.name}", provider, one, tuple(_goals(one))) for one in provider.endpoints)
    return (*own, Section(provider.name, provider, None, shared)) if shared else own


def fingerprint(provider: Provider) -> str:
    """Tell two specs of a provider apart, by all that coverage rests on."""
    digest = sha256()
    for section in sections(provider):
        for goal in section.goals:
            digest.update(f"{section.label}\n{goal!r}\n".encode())
        for rule in section.endpoint.every_rule() if section.endpoint else ():
            digest.update(f"{rule.name} {rule.level} {rule.when!r} {rule.demands!r}\n".encode())
    return digest.hexdigest()[:16]


def _shared(provider: Provider) -> Iterator[Goal]:
    """List what belongs to no endpoint of its own: lists of tasks, and the error table."""
    if any(one.protocol.listing for one in provider.tasks):
        yield Goal(Kind.ENDPOINT, "list", "", (Side.ANSWERED,))
    asked: list[Asked] = [*provider.tasks, *provider.calls]
    for code in dict.fromkeys(code.code for one in asked for code in one.errors.known):
        yield Goal(Kind.ERROR, code, code, (Side.SEEN,))


def _goals(endpoint: Endpoint) -> Iterator[Goal]:
    if isinstance(endpoint, WebhookEndpoint):
        for state in endpoint.event.machine.states:
            yield Goal(Kind.EVENT, state.name, state.name, (Side.SEEN,))
        return
    for call in _calls(endpoint):
        yield Goal(Kind.ENDPOINT, call, "", (Side.ANSWERED,))
    yield from _sent(endpoint, "")
    if isinstance(endpoint, TaskEndpoint):
        yield from _life(endpoint.protocol.machine)


def _calls(endpoint: Endpoint) -> Iterator[str]:
    if isinstance(endpoint, TaskEndpoint):
        yield "submit"
        yield "poll"
        if endpoint.protocol.cancel is not None:
            yield "cancel"
    elif isinstance(endpoint, CallEndpoint):
        yield "call"


def _sent(shape: Shape, within: str) -> Iterator[Goal]:
    for one in shape.parameters:
        place = place_of(one, within)
        yield Goal(Kind.PARAMETER, place, place, (Side.ACCEPTED,))
        yield from _own(one, place)
        # A path has no place for nothing: without a part of it, it is another path.
        if one.required and one.at[0] != "$path":
            yield Goal(Kind.REQUIRED, place, place, (Side.REFUSED,))
        if isinstance(one.kind, List):
            if isinstance(one.kind.item, Shape):
                yield from _sent(one.kind.item, inside(place))
            else:
                yield from _own(one.kind.item, inside(place))
    for rule in shape.rules:
        yield Goal(Kind.RULE, rule.name, within, (Side.KEPT, Side.BROKEN))


def _own(one: Parameter, place: str) -> Iterator[Goal]:
    """List the goals that follow from what a parameter is of its own."""
    for value in values(one):
        yield Goal(Kind.VALUE, value_name(place, value), place, (Side.ACCEPTED,))
    if isinstance(one.kind, (Choice, Url)):
        yield Goal(Kind.VALUE, value_name(place, OTHER), place, (Side.REFUSED,))
    for bound in bounds(one, place):
        yield Goal(Kind.BOUND, bound.name, place, (Side.AT, Side.BEYOND))


def place_of(one: Parameter, within: str) -> str:
    """Name the place of a parameter; `…` stands for any item of a list."""
    return f"{within}{one.pointer}"


def inside(place: str) -> str:
    """Name the place of the items of a list."""
    return f"{place}/…"


def value_name(place: str, value: str) -> str:
    """Name a value of a parameter."""
    return f"{place} = {value}"


def values(one: Parameter) -> tuple[str, ...]:
    """List the values of a parameter that are told apart: those of an enum, and the schemes of an address."""
    match one.kind:
        case Choice() as choice:
            return choice.words()
        case Flag():
            return ("true", "false")
        case Url(schemes):
            return tuple(f"{url_head(scheme)}…" for scheme in schemes)
        case _:
            return ()


def bounds(one: Parameter, place: str) -> Iterator[Bound]:
    """List the bounds of a parameter. That nothing is shorter than nothing is none."""
    match one.kind:
        case Whole(low, high) | Number(low, high):
            unit, what = "", "range"
        case Text(low, high):
            low, unit, what = low or None, "character", "length"
        case List(_, low, high):
            low, unit, what = low or None, "item", "count"
        case _:
            return
    cut = isinstance(one.kind, Text) and one.kind.beyond == "warning"
    if low is not None:
        yield Bound(f"{place} ≥ {_counted(low, unit)}", low, upper=False, what=what)
    if high is not None:
        yield Bound(f"{place} ≤ {_counted(high, unit)}", high, upper=True, what="cut" if cut else what)


def _counted(size: float, unit: str) -> str:
    return f"{size:.15g}{f' {unit}' if unit else ''}{'s' if unit and size != 1 else ''}"


def _life(machine: Machine) -> Iterator[Goal]:
    for state in machine.states:
        yield Goal(Kind.STATE, state.name, state.name, (Side.SEEN,))
    for state in machine.states:
        for following in state.next:
            yield Goal(Kind.TRANSITION, step_name(state.name, following), state.name, (Side.SEEN,))


def step_name(before: str, now: str) -> str:
    """Name a step of a task."""
    return f"{before} → {now}"
