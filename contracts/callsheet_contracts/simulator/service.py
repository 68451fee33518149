"""One simulated provider: leads each call to the world of its test. Knows no HTTP server and no other provider."""

from collections import OrderedDict
from threading import Lock
from typing import Final

from callsheet.model.endpoint import Provider
from callsheet_contracts.simulator.book import Book
from callsheet_contracts.simulator.checks import Line
from callsheet_contracts.simulator.events import Address
from callsheet_contracts.simulator.faults import CallKind, Fault
from callsheet_contracts.simulator.outcomes import Reply
from callsheet_contracts.simulator.settings import Received, Settings
from callsheet_contracts.simulator.world import World

MOST_WORLDS: Final = 1000
"""Tests whose worlds are kept at once."""


class Service:
    """A provider's side of every call. Safe to use from many threads."""

    def __init__(self, provider: Provider, settings: Settings) -> None:
        self.provider = provider
        self.book = Book(provider)
        self._settings = settings
        self._lock = Lock()
        self._worlds: OrderedDict[str, World] = OrderedDict()
        self._registered: list[Address] = []

    def world(self, test: str = "") -> World:
        """Find the world of a test, or begin it; calls that tell no test share one.

        Of very many, the one that was not called for longest is forgotten.
        """
        with self._lock:
            if test in self._worlds:
                self._worlds.move_to_end(test)
            else:
                self._worlds[test] = World(self.book, self._settings, test, self._registered)
                if len(self._worlds) > MOST_WORLDS:
                    self._worlds.popitem(last=False)
            return self._worlds[test]

    def worlds(self) -> tuple[World, ...]:
        """List the worlds that were begun."""
        with self._lock:
            return tuple(self._worlds.values())

    def answer(self, line: Line, received: Received) -> Reply:
        """Answer a call."""
        return self.world(received.test).answer(line, received)

    def script(self, kind: CallKind, *faults: Fault, test: str = "") -> None:
        """Script what goes wrong with the next calls of a kind, one fault for each.

        Raises:
            ValueError: the provider has no such call, error code, or failure.

        """
        self.world(test).script(kind, *faults)

    def register(self, address: Address) -> None:
        """Send events about tasks that are created from now on to an address.

        Raises:
            ValueError: the provider sends no events, or signs none.

        """
        webhook, name = next(iter(self.provider.webhooks), None), self.provider.name
        if webhook is None:
            raise ValueError(f"{name} sends nothing by itself")
        if address.secret and webhook.event.signature is None:
            raise ValueError(f"{name} signs nothing: a secret is of no use")
        self._registered.append(address)

    def owner(self, task: str) -> World:
        """Find the world that a task is in; the common one where it is in none."""
        return next((one for one in self.worlds() if one.holds(task)), self.world())

    def reset(self, test: str | None = None) -> None:
        """Forget all tasks, calls, scripted faults and addresses, and begin the ids anew; or one test only."""
        with self._lock:
            if test is None:
                self._worlds.clear()
                self._registered.clear()
            else:
                self._worlds.pop(test, None)
