"""What a simulated provider goes by: its calls, and how it reads and answers.

Made ready once for all of its tests, each part when it is first asked for, so that a simulator starts at once.
"""

from functools import cached_property
from typing import Final

from callsheet.model.endpoint import Provider
from callsheet_contracts.simulator.checks import Line, lines
from callsheet_contracts.simulator.choosing import Chooser
from callsheet_contracts.simulator.events import names_addresses
from callsheet_contracts.simulator.tasks import memory
from callsheet_contracts.simulator.wire import Wire


class Book:
    """A provider's spec as the simulator reads it."""

    def __init__(self, provider: Provider) -> None:
        self.provider: Final = provider
        self.lines: Final = lines(provider)
        self.memories: Final = {one.name: memory(one) for one in provider.tasks}
        """How long tasks are remembered, by endpoint."""
        self._tasks = {one.name: one for one in provider.tasks}
        self._choosers: dict[tuple[str, str], Chooser] = {}
        self._wires: dict[str, Wire] = {}

    def chooser(self, line: Line) -> Chooser:
        """Find what reads the requests of a call."""
        found = self._choosers.get(line.place)
        if found is None:
            found = self._choosers[line.place] = Chooser(line.endpoints)
        return found

    def wire(self, endpoint: str) -> Wire:
        """Find what writes the answers of an endpoint whose tasks are asked for."""
        found = self._wires.get(endpoint)
        if found is None:
            found = self._wires[endpoint] = Wire(self.provider, self._tasks[endpoint])
        return found

    def tells(self, endpoint: str) -> bool:
        """Tell whether requests of an endpoint can say who is to be told of their task."""
        return endpoint in self._telling

    @cached_property
    def _telling(self) -> set[str]:
        return {one.name for one in self.provider.tasks if self.provider.webhooks and names_addresses(one)}
