"""How long tasks take, learned from those that ended. Knows no clock and no task, only seconds."""

from bisect import bisect_right, insort
from collections import deque
from math import ceil

ENOUGH = 8
"""Durations that it takes before they count for anything."""
KEPT = 512
"""The newest durations that are kept: a provider has fast days and slow ones."""
CHANCE = 1 / 3
"""How likely a task should have ended before it is worth a look, where looks are scarce: three looks a task."""
STRETCH = 1.5
"""By how much a task's age grows between two looks, where nothing is known: no duration is then missed by far."""


class Durations:
    """Quantiles of what was seen; nothing is assumed of how durations are spread."""

    def __init__(self) -> None:
        self._newest: deque[float] = deque()
        self._sorted: list[float] = []

    def learn(self, seconds: float) -> None:
        """Note how long a task has taken."""
        self._newest.append(seconds)
        insort(self._sorted, seconds)
        if len(self._newest) > KEPT:
            oldest = self._newest.popleft()
            del self._sorted[bisect_right(self._sorted, oldest) - 1]

    def worth_a_look(self, alive_at: float) -> float:
        """Say at what age a task that was alive at this age has ended with some likelihood."""
        known = self._sorted
        longer = bisect_right(known, alive_at)
        left = len(known) - longer
        if len(known) < ENOUGH or not left:
            return alive_at * STRETCH
        return known[longer + ceil(left * CHANCE) - 1]
