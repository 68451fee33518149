"""The tasks of one world, kept so that their number slows nothing down. Knows no wire and no clock.

It holds a bounded number of tasks: beyond it, the oldest are dropped, as if their provider had forgotten them.
"""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from itertools import islice
from typing import Final

from callsheet_contracts.simulator.tasks import Memory, Task

MOST: Final = 50_000
"""Tasks that are kept: some 100 MB."""


class Shelf:
    """Tasks in the order of their creation."""

    def __init__(self, memories: Mapping[str, Memory], most: int = MOST) -> None:
        self._most = most
        self._memories = memories
        self._tasks: OrderedDict[str, Task] = OrderedDict()
        self._times: dict[str, list[datetime]] = {name: [] for name in memories}
        """When the tasks of each endpoint were created: how many are still known is a matter of counting."""
        self._odd: dict[str, Task] = {}
        """Tasks that are forgotten before their time."""
        self._open: dict[str, None] = {}
        """Tasks that may still be at work."""

    def __len__(self) -> int:
        return len(self._tasks)

    def add(self, task: Task) -> None:
        """Take a new task in."""
        if len(self._tasks) >= self._most:
            self._drop(max(1, self._most // 10))
        self._tasks[task.id] = task
        self._open[task.id] = None
        self._times[task.endpoint.name].append(task.created)
        if task.forgotten_after is not None:
            self._odd[task.id] = task

    def update(self, task: Task) -> None:
        """Take in what became of a task."""
        self._tasks[task.id] = task
        if task.id in self._odd:
            self._odd[task.id] = task

    def find(self, task: str) -> Task | None:
        """Find a task, whatever became of it."""
        return self._tasks.get(task)

    def unfinished(self, now: datetime) -> Iterator[Task]:
        """List the tasks that something may still become of."""
        for name in tuple(self._open):
            task = self._tasks[name]
            if task.over(now):
                del self._open[name]
            else:
                yield task

    def count(self, endpoints: frozenset[str], now: datetime) -> int:
        """Count the tasks of some endpoints that their provider still knows."""
        known = 0
        for name in endpoints:
            times, seconds = self._times[name], self._memories[name].seconds
            known += len(times) - (0 if seconds is None else bisect_right(times, now - timedelta(seconds=seconds)))
        early = (one for one in self._odd.values() if one.endpoint.name in endpoints)
        return known - sum(one.gone(now) and not one.outlived(now) for one in early)

    def latest(self, endpoints: frozenset[str], now: datetime) -> Iterator[Task]:
        """List the tasks of some endpoints that their provider still knows, the latest first."""
        kept = [self._memories[name].seconds for name in endpoints]
        longest = None if None in kept else max(one for one in kept if one is not None)
        for task in reversed(self._tasks.values()):
            if longest is not None and (now - task.created).total_seconds() >= longest:
                return
            if task.endpoint.name in endpoints and not task.gone(now):
                yield task

    def _drop(self, number: int) -> None:
        """Forget the oldest tasks."""
        oldest = tuple(islice(self._tasks.values(), number))
        gone: dict[str, int] = {}
        for task in oldest:
            del self._tasks[task.id]
            self._odd.pop(task.id, None)
            self._open.pop(task.id, None)
            gone[task.endpoint.name] = gone.get(task.endpoint.name, 0) + 1
        for name, dropped in gone.items():
            del self._times[name][:dropped]
