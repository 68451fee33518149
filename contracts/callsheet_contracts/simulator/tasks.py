"""A task's life: which state it is in when, by the machine of the spec. Knows neither wire nor clock."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from callsheet.model.endpoint import TaskEndpoint
from callsheet.model.protocol import Machine, State
from callsheet_runtime.machine import ALIVE, Meaning
from callsheet_runtime.protocol import Category

Progression = Literal["time", "polls", "immediate"]


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


@dataclass(frozen=True, slots=True)
class Pace:
    """How tasks go on."""

    by: Progression
    seconds: float
    """From its creation to its end, where time drives it."""
    polls: int
    """How many tell each state, where polls drive it."""


@dataclass(frozen=True, slots=True)
class Life:
    """The states of a task in their order: some come as time goes by, those after them poll by poll."""

    way: tuple[State, ...]
    then: tuple[State, ...] = ()

    def steps(self, pace: Pace) -> tuple[tuple[Step, ...], tuple[State, ...]]:
        """Split it into the states that come by themselves, and those that polls bring."""
        if pace.by == "polls":
            return (Step(self.way[0], 0.0),), (*self.way[1:], *self.then)
        alive = sum(state.means in ALIVE for state in self.way)
        each = pace.seconds / max(alive, 1) if pace.by == "time" else 0.0
        return tuple(Step(state, place * each) for place, state in enumerate(self.way)), self.then


@dataclass(frozen=True, slots=True)
class Memory:
    """How long a provider remembers tasks."""

    seconds: float | None
    """From the creation on; `None`: no end is known."""
    then: State | None
    """The state that forgotten tasks are told to be in; `None`: they are not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One task. Its whole life is laid down when it is created; a cancel lays it down anew."""

    id: str
    endpoint: TaskEndpoint
    body: dict[str, object]
    created: datetime
    memory: Memory
    steps: tuple[Step, ...]
    """What comes by itself."""
    ahead: tuple[State, ...] = ()
    """What comes after that, as it is polled."""
    patience: int = 1
    """How many polls tell a state before the next one comes."""
    told: int = 0
    """How many polls have told the last of the steps."""
    polls: int = 0
    failure: Failure | None = None
    empty: bool = False
    """Whether it succeeds without a result."""
    link: int | None = None
    """HTTP status of the result's address, where that leads nowhere."""
    forgotten_after: int | None = None
    """Polls after which its id is not known, where that is so before its time."""
    owner: str = ""
    """Whoever created it, in words that show no key; empty where nobody counts tasks."""
    request: str = ""
    """Id of the call that created it."""

    def passed(self, now: datetime) -> tuple[Step, ...]:
        """List the steps taken by now, the last one being the present; there is always one."""
        elapsed = self._elapsed(now)
        taken = tuple(step for step in self.steps if step.at <= elapsed) or self.steps[:1]
        end, then = self.memory.seconds, self.memory.then
        if end is None or then is None or elapsed < end:
            return taken
        return (*(step for step in taken if step.at < end), Step(then, end))

    def state(self, now: datetime) -> State:
        """Tell the present state: the last of the steps taken."""
        elapsed = self._elapsed(now)
        if self.memory.then is not None and self.memory.seconds is not None and elapsed >= self.memory.seconds:
            return self.memory.then
        return next((step.state for step in reversed(self.steps) if step.at <= elapsed), self.steps[0].state)

    def started(self, now: datetime) -> datetime | None:
        """Tell when work on it began, if it did."""
        return self._first(now, frozenset({Meaning.RUNNING, Meaning.SUCCEEDED}))

    def ended(self, now: datetime) -> datetime | None:
        """Tell when it ended, if it did."""
        return self._first(now, frozenset(Meaning) - ALIVE)

    def gone(self, now: datetime) -> bool:
        """Tell whether the provider no longer knows it, by a state that says so or without one."""
        if self.forgotten_after is not None and self.polls >= self.forgotten_after:
            return True
        return self.outlived(now)

    def outlived(self, now: datetime) -> bool:
        """Tell whether it is older than its provider remembers."""
        return self.memory.seconds is not None and self._elapsed(now) >= self.memory.seconds

    def over(self, now: datetime) -> bool:
        """Tell whether nothing more can become of it."""
        last = self.passed(now)[-1]
        return last.state.anytime or (last.state.means not in ALIVE and last is self.steps[-1] and not self.ahead)

    def polled(self, now: datetime) -> "Task":
        """Make it what the next poll tells: where polls drive it, each of them may bring the next state."""
        if not self.ahead and self.forgotten_after is None:
            # Time alone drives it.
            return self
        asked = replace(self, polls=self.polls + 1)
        if self.passed(now)[-1] is not self.steps[-1]:
            return asked
        if self.told < self.patience or not self.ahead:
            return replace(asked, told=self.told + 1)
        following = Step(self.ahead[0], self._elapsed(now))
        return replace(asked, steps=(*self.steps, following), ahead=self.ahead[1:], told=1)

    def cancelled(self, state: State, now: datetime) -> "Task":
        """Let it end in a state at once."""
        return replace(self, steps=(*self.passed(now), Step(state, self._elapsed(now))), ahead=())

    def _elapsed(self, now: datetime) -> float:
        return (now - self.created).total_seconds()

    def _first(self, now: datetime, meanings: frozenset[Meaning]) -> datetime | None:
        times = (step.at for step in self.passed(now) if step.state.means in meanings)
        first = next(times, None)
        return None if first is None else self.created + timedelta(seconds=first)


def course(machine: Machine, ending: State | None = None) -> Life:
    """Lay down a life: the shortest way to success, or as far along it as the ending may follow."""
    way = machine.way_to_success() or tuple(state for state in machine.states if state.name == machine.start)
    if ending is None:
        return Life(way)
    alive = [state for state in way if state.means in ALIVE]
    reached = max((place for place, one in enumerate(alive, 1) if ending.name in one.next), default=len(alive))
    return Life((*alive[:reached], ending))


def endless(machine: Machine) -> Life:
    """Lay down a life that comes to work, and never out of it."""
    alive = tuple(state for state in course(machine).way if state.means in ALIVE)
    working = next((place for place, one in enumerate(alive, 1) if one.means is Meaning.RUNNING), len(alive))
    return Life(alive[:working])


def setback(machine: Machine) -> Life | None:
    """Lay down a life that falls back from work; `None` where the machine has no earlier state than any work."""
    for later in (one for one in (*machine.way_to_success(), *machine.states) if one.means is Meaning.RUNNING):
        way = _way(machine, machine.start, later.name.__eq__)
        earlier = next((one for one in reversed(way[:-1]) if not _way(machine, later.name, one.name.__eq__)), None)
        if earlier is not None:
            done = {one.name for one in machine.meaning(Meaning.SUCCEEDED)}
            return Life(way, _way(machine, earlier.name, done.__contains__))
    return None


def change_of_mind(machine: Machine) -> Life | None:
    """Lay down a life that succeeds and then ends otherwise; `None` where there is no other end."""
    ends = (*machine.meaning(Meaning.FAILED, Meaning.REFUSED), *machine.meaning(Meaning.CANCELLED))
    return Life(course(machine).way, ends[:1]) if ends else None


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


def memory(endpoint: TaskEndpoint) -> Memory:
    """Tell how long the tasks of an endpoint are remembered."""
    state = forgotten(endpoint.protocol.machine)
    retention = endpoint.retention.task if endpoint.retention else None
    return Memory(retention if state is None or state.after is None else state.after, state)


def _way(machine: Machine, start: str, is_goal: Callable[[str], bool]) -> tuple[State, ...]:
    """List the states of the shortest way to a goal, both ends included; empty if there is none."""
    ways: list[tuple[State, ...]] = [(first,) for first in machine.states if first.name == start]
    seen = {start}
    while ways:
        way = ways.pop(0)
        if is_goal(way[-1].name):
            return way
        ahead = [one for one in machine.states if one.name in way[-1].next and one.name not in seen]
        seen.update(one.name for one in ahead)
        ways.extend((*way, one) for one in ahead)
    return ()
