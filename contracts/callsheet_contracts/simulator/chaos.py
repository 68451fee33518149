"""What may go wrong by chance, drawn from a seed. Knows no provider and spoils nothing itself."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from callsheet.model.endpoint import TaskEndpoint
from callsheet.model.protocol import ErrorTable
from callsheet_contracts.simulator.checks import Line
from callsheet_contracts.simulator.faults import (
    DuplicateEvents,
    EarlyEvents,
    ExpiredLink,
    Fault,
    Flips,
    Forgotten,
    Lose,
    Malformed,
    NoResult,
    Refuse,
    Regresses,
    Slow,
    Status,
    Stuck,
    TaskFails,
    UnknownFields,
    UnknownStatus,
    UnorderedEvents,
    calls_of,
)
from callsheet_runtime.protocol import Category

MOMENT: Final = 0.02
"""Real seconds of a slow answer: to be noticed, and not to be waited for."""
ANYWHERE: Final = (Lose(), Slow(MOMENT), Status(500), Status(502), Status(503), Malformed(), UnknownFields())
LIVES: Final = (NoResult(), Stuck(), Regresses(), Flips(), ExpiredLink(), Forgotten())
EVENTS: Final = (DuplicateEvents(), EarlyEvents(), UnorderedEvents())
BUSY: Final = frozenset({Category.RATE, Category.CONCURRENCY, Category.SERVER})
ENDS: Final = frozenset({Category.MODERATION, Category.MEDIA, Category.SERVER, Category.OTHER})
"""What a task that was accepted may still fail of."""


@dataclass(frozen=True, slots=True)
class Chaos:
    """Chance, the same in every run with the same seed."""

    share: float
    """Of all calls that could be answered well, from 0 to 1."""
    chance: random.Random

    def strikes(self) -> bool:
        """Tell whether the next call is spoilt."""
        return self.share > 0 and self.chance.random() < self.share

    def draw(self, faults: tuple[Fault, ...]) -> Fault:
        """Choose what goes wrong."""
        return self.chance.choice(faults)


def candidates(line: Line) -> Iterator[Fault]:
    """List what may go wrong with a call; the lives that a machine does not allow are among them."""
    endpoint = line.endpoints[0]
    yield from ANYWHERE
    yield from _refusals(endpoint.errors)
    if isinstance(endpoint, TaskEndpoint):
        numbers = all(one.name.removeprefix("-").isdecimal() for one in endpoint.protocol.machine.states)
        also: tuple[Fault, ...] = (*LIVES, *EVENTS, UnknownStatus("99" if numbers else "UNHEARD_OF"))
        ends = (TaskFails(one.code) for one in endpoint.errors.known if one.means in ENDS)
        yield from (one for one in (*also, *ends) if line.kind in calls_of(one))


def _refusals(errors: ErrorTable) -> Iterator[Fault]:
    for one in errors.known:
        if one.means in BUSY:
            yield Refuse(one.code, retry_after=1 if one.means is Category.RATE else None)
