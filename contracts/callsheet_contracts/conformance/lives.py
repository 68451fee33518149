"""The lives of the tasks in one recording: what was seen of each, in order. Knows no HTTP.

Polls only sample a task: steps can be missed, not undone. So a state conforms if it can be reached from the one before.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from callsheet.model.protocol import Machine
from callsheet_contracts.conformance.findings import Place
from callsheet_contracts.recordings import Exchange
from callsheet_contracts.simulator.answers import status_word
from callsheet_runtime.machine import ALIVE

if TYPE_CHECKING:
    from callsheet.model.endpoint import TaskEndpoint


class Course:
    """A machine, with what may follow what worked out once."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.type = type(status_word(machine, machine.start))
        """How states are written: as text, or as numbers."""
        self.names = frozenset(one.name for one in machine.states)
        self.ends = frozenset(one.name for one in machine.states if one.means not in ALIVE)
        self._anytime = frozenset(one.name for one in machine.states if one.anytime)
        ahead = {one.name: frozenset(one.next) for one in machine.states}
        self._reach = {name: _reach(ahead, name, self._anytime) for name in self.names}

    def breach(self, before: str, now: str) -> str:
        """Name the code of a step that no task can make; empty where it can."""
        if now == before or now in self._anytime:
            return ""
        if before in self.ends:
            return "terminal-left"
        return "" if now in self._reach[before] else "sequence-regressed"


def _reach(ahead: dict[str, frozenset[str]], start: str, anytime: frozenset[str]) -> frozenset[str]:
    seen = {start, *anytime}
    waiting = list(seen)
    while waiting:
        fresh = ahead.get(waiting.pop(), frozenset()) - seen
        seen |= fresh
        waiting += fresh
    return frozenset(seen)


@dataclass(slots=True)
class Life:
    """What a recording shows of one task."""

    id: str
    endpoint: "TaskEndpoint | None"
    """`None` where the task was created elsewhere, and several endpoints share the poll."""
    label: str
    submitted: Exchange | None = None
    """Where it was created."""
    state: str = ""
    seen: Exchange | None = None
    """Where it was asked for last."""
    polls: int = 0
    ended: bool = False
    """Whether it was seen at an end, or cancelled; whatever it did then."""
    last_poll: tuple[float, bool] | None = None
    """When it was asked for last, and whether that is known exactly."""
    hurried: "Hurry | None" = None


@dataclass(slots=True)
class Hurry:
    """Polls that came too soon after the one before."""

    place: Place
    shortest: float
    every: float
    times: int = 1
