"""What is under way at one provider: how much at once, and when to hold back. Sends nothing and knows no journal."""

import asyncio
from collections import deque
from dataclasses import dataclass, field

from callsheet_runtime.batches.plan import Row
from callsheet_runtime.clients import AsyncClient

AT_ONCE = 8
"""Tasks at work at once where neither the caller nor a page says how many."""
SUBMITS = 10.0
"""Submits a second, where no page tells how many are allowed."""
FAULTS = 6
"""Troubles that pass, in a row, after which nothing more is sent."""
_LONGEST = 64.0
"""Seconds to hold back at most, where the provider does not say for how long."""


@dataclass(slots=True, eq=False, kw_only=True)
class Lane:
    """The lines of one provider."""

    client: AsyncClient
    most: int = 1
    """Tasks at work at once."""
    under_way: deque[Row] = field(default_factory=deque[Row])
    """Lines whose tasks exist: whatever happens, they are gone on with."""
    to_send: deque[Row] = field(default_factory=deque[Row])
    at_work: int = 0
    paused: bool = False
    stopped: str | None = None
    """Why nothing more is sent."""
    news: asyncio.Event = field(default_factory=asyncio.Event)
    _limit: float = 1.0
    _turn: float = 0.0
    _faults: int = 0
    _refusals: int = 0

    def set_most(self, most: int) -> None:
        """Say how many tasks may be at work at once."""
        self.most, self._limit = most, float(most)

    @property
    def waiting(self) -> bool:
        """Whether there is anything to begin."""
        return bool(self.under_way) or bool(self.to_send and self.stopped is None)

    def next(self) -> Row | None:
        """Take the line to begin now; `None` where none may be."""
        if self.at_work >= self.most:
            return None
        if self.under_way:
            return self.under_way.popleft()
        if self.stopped is not None or self.paused or self.at_work >= max(1, int(self._limit)) or not self.to_send:
            return None
        return self.to_send.popleft()

    def turn(self, now: float) -> float:
        """Take the next turn to submit; answer the seconds until it comes."""
        turn = max(now, self._turn)
        self._turn = turn + 1 / SUBMITS
        return turn - now

    def took(self) -> None:
        """Note that the provider takes tasks."""
        self._faults = self._refusals = 0

    def ended(self) -> None:
        """Note that a task has ended: there is room again, and a little more is tried than before."""
        self._limit = min(float(self.most), self._limit + 1 / max(self._limit, 1.0))

    def too_many(self, asked: float | None) -> float:
        """Note that there were too many tasks or calls; answer for how many seconds to send nothing."""
        self._limit = max(1.0, float(self.at_work - 1))
        self._refusals += 1
        return min(2.0**self._refusals, _LONGEST) if asked is None else asked

    def fault(self, why: str) -> float:
        """Note a trouble that may pass; answer for how many seconds to send nothing. Too many of them end it."""
        self._faults += 1
        if self._faults >= FAULTS:
            self.stop(why)
        return min(2.0**self._faults, _LONGEST)

    def stop(self, why: str) -> None:
        """Send nothing more; the first reason is the one that counts."""
        self.stopped = self.stopped or why
        self.news.set()
