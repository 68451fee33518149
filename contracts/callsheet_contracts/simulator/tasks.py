"""A task's life: which state it is in when, by the machine of the spec. Knows neither wire nor clock."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from callsheet.model.endpoint import TaskEndpoint
from callsheet.model.protocol import Machine, State
from callsheet_runtime.machine import ALIVE, Meaning
from callsheet_runtime.protocol import Category


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a task ends without a result."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Step:
    """A state, and the seconds after creation at which it is entered."""

    state: State
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One task. Its whole life is laid down when it is created; a cancel lays it down anew."""

    id: str
    endpoint: TaskEndpoint
    body: dict[str, object]
    created: datetime
    steps: tuple[Step, ...]
    failure: Failure | None = None
    empty: bool = False
    """Whether it succeeds without a result."""

    def passed(self, now: datetime) -> tuple[Step, ...]:
        """List the steps taken by now, the last one being the present; there is always one."""
        elapsed = (now - self.created).total_seconds()
        return tuple(step for step in self.steps if step.at <= elapsed) or self.steps[:1]

    def state(self, now: datetime) -> State:
        """Tell the present state."""
        return self.passed(now)[-1].state

    def started(self, now: datetime) -> datetime | None:
        """Tell when work on it began, if it did."""
        return self._first(now, frozenset({Meaning.RUNNING, Meaning.SUCCEEDED}))

    def ended(self, now: datetime) -> datetime | None:
        """Tell when it ended, if it did."""
        return self._first(now, frozenset(Meaning) - ALIVE)

    def gone(self, now: datetime) -> bool:
        """Tell whether the provider no longer knows it, by a state that says so or without one."""
        if forgotten(self.endpoint.protocol.machine) is not None:
            return self.state(now).anytime
        kept = self.endpoint.retention.task if self.endpoint.retention else None
        return kept is not None and (now - self.created).total_seconds() >= kept

    def cancelled(self, state: State, now: datetime) -> "Task":
        """Let it end in a state at once."""
        taken = (*self.passed(now), Step(state, (now - self.created).total_seconds()))
        return replace(self, steps=remembered(taken, self.endpoint))

    def _first(self, now: datetime, meanings: frozenset[Meaning]) -> datetime | None:
        times = (step.at for step in self.passed(now) if step.state.means in meanings)
        first = next(times, None)
        return None if first is None else self.created + timedelta(seconds=first)


def course(endpoint: TaskEndpoint, seconds: float, ending: State | None = None) -> tuple[Step, ...]:
    """Lay down a life: the shortest way to success, or as far along it as the ending may follow."""
    machine = endpoint.protocol.machine
    way = machine.way_to_success() or tuple(_start(machine))
    alive = [state for state in way if state.means in ALIVE]
    each = seconds / max(len(alive), 1)
    if ending is not None:
        reached = max((place for place, one in enumerate(alive, 1) if ending.name in one.next), default=len(alive))
        way = (*alive[:reached], ending)
    return remembered(tuple(Step(state, place * each) for place, state in enumerate(way)), endpoint)


def remembered(steps: tuple[Step, ...], endpoint: TaskEndpoint) -> tuple[Step, ...]:
    """Let a life end in the state of forgotten tasks, where the machine has one and a time for it is known."""
    state = forgotten(endpoint.protocol.machine)
    retention = endpoint.retention.task if endpoint.retention else None
    after = retention if state is None or state.after is None else state.after
    if state is None or after is None:
        return steps
    return (*(step for step in steps if step.at < after), Step(state, after))


def forgotten(machine: Machine) -> State | None:
    """Find the state that unknown and forgotten tasks are in."""
    anytime = [state for state in machine.states if state.anytime]
    return next((state for state in anytime if state.means is Meaning.EXPIRED), anytime[0] if anytime else None)


def ending_for(endpoint: TaskEndpoint, code: str) -> State | None:
    """Find the state in which a task ends for a code: the refused one for moderation, else the failed one."""
    protocol = endpoint.protocol
    known = protocol.errors.code(code)
    moderated = known is not None and known.means is Category.MODERATION
    wanted = (Meaning.REFUSED, Meaning.FAILED) if moderated else (Meaning.FAILED, Meaning.REFUSED)
    return next((state for meaning in wanted for state in protocol.machine.meaning(meaning)), None)


def _start(machine: Machine) -> Iterator[State]:
    first = machine.state(machine.start)
    if first is not None:
        yield first
