"""Clocks for clients that are tested: nobody waits, and the time of whoever answers goes on. Knows no provider."""

import math
from datetime import datetime
from typing import Protocol, runtime_checkable

from callsheet_runtime.clock import AsyncClock, Clock


@runtime_checkable
class Turnable(Protocol):
    """A clock that can be put forward, as all of a simulator's can."""

    def now(self) -> datetime:
        """The present moment."""
        ...

    def advance(self, seconds: float) -> None:
        """Put it forward."""
        ...


class SteppingClock(Clock):
    """For a blocking client: to sleep puts another clock forward, such as a simulator's, and takes no time."""

    def __init__(self, clock: Turnable) -> None:
        self._clock = clock

    def now(self) -> float:
        """That clock's time, in seconds since 1970."""
        return self._clock.now().timestamp()

    def today(self) -> datetime:
        """That clock's time of day."""
        return self._clock.now()

    def chance(self) -> float:
        """Always the same, so that every run of a test is."""
        return 0.5

    def sleep(self, seconds: float) -> None:
        """Put that clock forward by so many seconds."""
        # Moments are told in microseconds: of less than one, nothing would pass, and whoever rests until then for ever.
        self._clock.advance(math.ceil(seconds * 1e6) / 1e6)


class AsyncSteppingClock(AsyncClock):
    """The same for an awaiting client."""

    def __init__(self, clock: Turnable) -> None:
        self._inner = SteppingClock(clock)

    def now(self) -> float:
        """That clock's time, in seconds since 1970."""
        return self._inner.now()

    def today(self) -> datetime:
        """That clock's time of day."""
        return self._inner.today()

    def chance(self) -> float:
        """Always the same, so that every run of a test is."""
        return self._inner.chance()

    async def sleep(self, seconds: float) -> None:
        """Put that clock forward by so many seconds, and let others work."""
        self._inner.sleep(seconds)
        await super().sleep(0)
