"""Which states of which tasks came before, and what the next one is worth after them. Knows no event and no server."""

from collections import OrderedDict
from enum import StrEnum
from threading import Lock
from typing import Protocol

from callsheet_runtime.machine import Machine


class Verdict(StrEnum):
    """What a delivery is worth, after those that came before it. The first that fits."""

    REPEATED = "repeated"
    """This state of this task was taken before."""
    STALE = "stale"
    """The task has ended already, or cannot come into this state from the one seen last: a late delivery."""
    NEW = "new"
    """To be acted upon. Said once for each state of a task."""


class Seen(Protocol):
    """Where the states seen so far are kept. Share one among all processes that receive for a provider, and none
    among providers: two may use the same id.
    """

    def last(self, task: str) -> tuple[str, ...]:
        """Tell the states noted of a task, the latest at the end; empty for a task never heard of."""
        ...

    def note(self, task: str, status: str, *, after: tuple[str, ...]) -> bool:
        """Add a state, if `last(task)` is still `after`; tell whether it is. In one step: of two deliveries that come
        at once, one finds that it is not, and is judged anew.
        """
        ...


class MemorySeen:
    """Keeps states in this process, for all its threads; a restart forgets them.

    It keeps `most` tasks and drops those that nothing was noted of for longest, and the latest `states` of each. A
    dropped task is a new one when it is heard of again.
    """

    def __init__(self, most: int = 100_000, *, states: int = 32) -> None:
        if min(most, states) < 1:
            raise ValueError("at least one state of one task has to be kept")
        self._most = most
        self._states = states
        self._lock = Lock()
        self._tasks: OrderedDict[str, tuple[str, ...]] = OrderedDict()

    def last(self, task: str) -> tuple[str, ...]:
        """Tell the states noted of a task, the latest at the end."""
        with self._lock:
            return self._tasks.get(task, ())

    def note(self, task: str, status: str, *, after: tuple[str, ...]) -> bool:
        """Add a state, if none was added since `after` was told."""
        with self._lock:
            if self._tasks.get(task, ()) != after:
                return False
            # Nothing is noted after an end, so that an end is never among those dropped here.
            self._tasks[task] = (*after, status)[-self._states :]
            self._tasks.move_to_end(task)
            if len(self._tasks) > self._most:
                self._tasks.popitem(last=False)
            return True

    def __len__(self) -> int:
        return len(self._tasks)

    def __repr__(self) -> str:
        return f"MemorySeen({len(self)} of {self._most} tasks)"


def judge(machine: Machine, known: tuple[str, ...], status: str) -> Verdict:
    """Tell what a state is worth after those already known of a task, the latest at the end."""
    if status in known:
        return Verdict.REPEATED
    if any(machine.state(one).terminal for one in known):
        return Verdict.STALE
    # What no page names has no place in the order: it comes after anything, and anything after it.
    charted = [one for one in known if one in machine.states]
    if charted and status in machine.states and status not in machine.reachable(charted[-1]):
        return Verdict.STALE
    return Verdict.NEW
