"""What time it is for simulated tasks. Knows no task; a test that turns a manual clock never waits."""

import math
import time
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Final, Protocol

EPOCH: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""Where a manual clock stands at first: any moment will do, as long as it is the same in every run."""
MOST: Final = 1e10
"""Seconds that a clock is advanced by at once: some 300 years, so that it stays within what can be written."""


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The present moment, aware of its zone; never earlier than the one told before."""
        ...


class ScaledClock:
    """Starts now and goes `factor` times as fast as the real time."""

    def __init__(self, factor: float) -> None:
        if factor <= 0:
            raise ValueError(f"a clock goes forwards: {factor} is no factor for it")
        self._factor = factor
        self._start = datetime.now(UTC)
        # The time of day may be set back while we run; this one cannot.
        self._from = time.monotonic()
        self._lock = Lock()

    def now(self) -> datetime:
        """The moment that has come at this speed."""
        with self._lock:
            return self._now()

    def advance(self, seconds: float) -> None:
        """Skip so many seconds, and go on as before.

        Raises:
            ValueError: `seconds` is negative; no task grows younger.

        """
        _check_forwards(seconds)
        with self._lock:
            self._start += timedelta(seconds=seconds)

    def go(self, factor: float) -> None:
        """Go at another speed from now on; at 0 it stands still.

        Raises:
            ValueError: `factor` is negative, or none.

        """
        if not 0 <= factor < math.inf:
            raise ValueError(f"a clock goes forwards: {factor} is no factor for it")
        with self._lock:
            self._start, self._from, self._factor = self._now(), time.monotonic(), factor

    def _now(self) -> datetime:
        return self._start + timedelta(seconds=(time.monotonic() - self._from) * self._factor)


class RealClock(ScaledClock):
    """Goes with the real time."""

    def __init__(self) -> None:
        super().__init__(1.0)


class ManualClock:
    """Stands still until it is advanced."""

    def __init__(self, start: datetime = EPOCH) -> None:
        if start.tzinfo is None:
            raise ValueError("a clock starts at a moment with a zone, such as datetime(2026, 1, 1, tzinfo=UTC)")
        self._now = start
        self._lock = Lock()

    def now(self) -> datetime:
        """The moment it was advanced to."""
        with self._lock:
            return self._now

    def advance(self, seconds: float) -> None:
        """Let so many seconds pass.

        Raises:
            ValueError: `seconds` is negative; no task grows younger.

        """
        _check_forwards(seconds)
        with self._lock:
            self._now += timedelta(seconds=seconds)


def _check_forwards(seconds: float) -> None:
    if not 0 <= seconds < MOST:
        raise ValueError(f"a clock goes forwards: it cannot be advanced by {seconds} seconds")
