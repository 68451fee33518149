"""Who is to be told of which task, and what was sent. Sends nothing itself."""

from collections.abc import Callable
from datetime import datetime

from callsheet_contracts.simulator.events import Event, Letter, Promise, letter
from callsheet_contracts.simulator.shelf import Shelf


class Mail:
    """The events of one world."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._promised: dict[Promise, int] = {}
        """How many events were sent."""
        self._again: list[tuple[datetime, Event]] = []
        """What nobody took, and when it is sent once more."""

    def promise(self, *promises: Promise) -> None:
        """Note that somebody is to be told of a task."""
        self._promised.update(dict.fromkeys(promises, 0))

    def waits(self, now: datetime) -> bool:
        """Tell whether an event is to be sent now."""
        again = any(when <= now for when, _ in self._again)
        return again or any(len(self._events(one, now)) > sent for one, sent in self._promised.items())

    def take(self, now: datetime, fresh: Callable[[], str]) -> tuple[Letter, ...]:
        """Take the events that are to be sent now; each is given once."""
        due = [event for when, event in self._again if when <= now]
        self._again = [(when, event) for when, event in self._again if when > now]
        for promise, sent in tuple(self._promised.items()):
            events = self._events(promise, now)
            due += events[sent:]
            self._promised[promise] = max(sent, len(events))
            task = self._shelf.find(promise.task)
            if task is None or task.over(now):
                del self._promised[promise]
        tasks = ((one, self._shelf.find(one.promise.task)) for one in due)
        return tuple(letter(one, task, now, fresh) for one, task in tasks if task is not None)

    def again(self, event: Event, when: datetime) -> None:
        """Note that an event is to be sent once more."""
        self._again.append((when, event))

    def _events(self, promise: Promise, now: datetime) -> tuple[Event, ...]:
        task = self._shelf.find(promise.task)
        return () if task is None else promise.events(task, now)
