"""How long tasks take, learned from those that ended, and from those that have not. Knows no clock and no task.

Whoever learned only from tasks that ended would take all of them for short at first: the long ones are still at work.
So this is the estimator of Kaplan and Meier, which counts a task that is alive for as long as it is known to be.
"""

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Hashable

ENOUGH = 8
"""Durations that it takes before they count for anything."""
KEPT = 512
"""The newest durations that are kept: a provider has fast days and slow ones."""
CHANCE = 1 / 3
"""How likely a task should have ended before it is worth a look, where looks are scarce: three looks a task."""
STRETCH = 1.5
"""By how much a task's age grows between two looks, where nothing is known: no duration is then missed by far."""
STALE = 0.05
"""How much more has to be known before it is reckoned anew, as a share of what is known."""


class Durations:
    """Quantiles of what was seen; nothing is assumed of how durations are spread."""

    def __init__(self) -> None:
        self._ended: deque[float] = deque(maxlen=KEPT)
        self._alive: dict[Hashable, float] = {}
        self._news = 0
        self._times: list[float] = []
        self._left: list[float] = []
        """The share of tasks that take longer than the time at the same place."""

    def alive(self, task: Hashable, seconds: float) -> None:
        """Note that a task was at work at this age."""
        self._alive[task] = seconds
        self._news += 1

    def forget(self, task: Hashable) -> None:
        """Take no more account of a task that was alive: nobody asks about it any more."""
        self._alive.pop(task, None)

    def ended(self, task: Hashable, seconds: float) -> None:
        """Note how long a task has taken."""
        self.forget(task)
        self._ended.append(seconds)
        self._news += 1

    def worth_a_look(self, alive_at: float) -> float:
        """Say at what age a task that was alive at this age has ended with some likelihood."""
        if len(self._ended) < ENOUGH:
            return alive_at * STRETCH
        if self._news > STALE * (len(self._ended) + len(self._alive)):
            self._reckon()
        now = bisect_right(self._times, alive_at)
        left = self._left[now - 1] if now else 1.0
        # From the largest share down, so the search is for the negative.
        then = bisect_left(self._left, -left * (1 - CHANCE), lo=now, key=lambda share: -share)
        # Beyond all that is known: later than that, at least.
        return self._times[then] if then < len(self._times) else max(alive_at * STRETCH, self._times[-1])

    def _reckon(self) -> None:
        self._news = 0
        ended, alive = sorted(self._ended), sorted(self._alive.values())
        self._times, self._left = [], []
        left = 1.0
        for place, seconds in enumerate(ended):
            at_risk = len(ended) - place + len(alive) - bisect_left(alive, seconds)
            left *= 1 - 1 / at_risk
            self._times.append(seconds)
            self._left.append(left)
