"""Clocks on which nobody waits: a replay takes no time, however long the task took. Knows no cassette."""

from datetime import datetime, timedelta

from callsheet_contracts.simulator.clock import EPOCH
from callsheet_runtime.clock import AsyncClock, Clock


class Stage:
    """What time it is on the stage: it stands still until somebody would wait. Serves a simulator as its clock."""

    def __init__(self, start: datetime = EPOCH) -> None:
        self._start = self._now = start

    def now(self) -> datetime:
        """Tell the time."""
        return self._now

    def advance(self, seconds: float) -> None:
        """Let time pass at once."""
        self._now += timedelta(seconds=seconds)

    def begin(self) -> None:
        """Go back to the beginning; whoever remembers a later time has to forget it."""
        self._now = self._start


class StageClock(Clock):
    """The time on a stage, for a client that blocks."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def now(self) -> float:
        """Tell the time in seconds."""
        return self._stage.now().timestamp()

    def today(self) -> datetime:
        """Tell the time of day."""
        return self._stage.now()

    def sleep(self, seconds: float) -> None:
        """Let time pass at once."""
        self._stage.advance(seconds)

    def chance(self) -> float:
        """Answer the same in every run."""
        return 0.5


class AsyncStageClock(AsyncClock):
    """The same, for a client that awaits."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def now(self) -> float:
        """Tell the time in seconds."""
        return self._stage.now().timestamp()

    def today(self) -> datetime:
        """Tell the time of day."""
        return self._stage.now()

    async def sleep(self, seconds: float) -> None:
        """Let time pass at once, and others work."""
        self._stage.advance(seconds)
        await super().sleep(0)

    def chance(self) -> float:
        """Answer the same in every run."""
        return 0.5
