"""What holds for all providers of one simulator, and what a call is when it comes in. Knows no provider."""

from dataclasses import dataclass
from typing import Final

from callsheet_contracts.simulator.checks import Sent
from callsheet_contracts.simulator.clock import Clock
from callsheet_contracts.simulator.tasks import Pace

TEST: Final = "x-test-id"
"""The header that gives a test a world of its own."""
MEDIA: Final = "/simulated/media/{task}"
"""Where the result of a task is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What holds for all providers of one simulator."""

    clock: Clock
    key: str | None
    pace: Pace
    seed: int | None
    enforce_rates: bool
    enforce_running: bool
    enforce_fresh: bool
    plan: str | None
    known_ids: bool
    chaos: float


@dataclass(slots=True, kw_only=True)
class Received:
    """A call as it came in."""

    sent: Sent
    origin: str
    """Scheme and host that it was sent to."""
    body: object = None
    """The JSON in it, once it was read."""

    @property
    def task(self) -> str:
        """The task's id in the path; empty where there is none."""
        return self.sent.path.get("task", "")

    @property
    def test(self) -> str:
        """Id of the test that the call is a part of; empty where it tells none."""
        return self.sent.headers.get(TEST, "")

    def media(self, task: str) -> str:
        """Make the address of a task's result."""
        return self.origin + MEDIA.format(task=task)
