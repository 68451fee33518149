"""An event loop whose time passes only when nothing is left to do, and takes none: hours of waiting are tested at once.

Knows no provider. Nothing that waits for the outside, such as a socket, may run in it.
"""

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any, Final, TypeVar, TypeVarTuple, Unpack

from callsheet_runtime.clock import AsyncClock

T = TypeVar("T")
A = TypeVarTuple("A")

EPOCH: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""What the time of day is when the loop begins."""


class VirtualLoop(asyncio.SelectorEventLoop):
    """Begins at 0 seconds; `asyncio.sleep` takes as long as it says, by this loop's time."""

    def __init__(self) -> None:
        self._seconds = 0.0
        super().__init__(_Skipping(self))

    def time(self) -> float:
        """The seconds that have passed."""
        return self._seconds

    def run_in_executor(self, executor: object, func: Callable[[Unpack[A]], T], *args: *A) -> asyncio.Future[T]:
        """Do what blocks at once, whoever is asked to: no time passes in this loop meanwhile."""
        del executor
        done: asyncio.Future[T] = self.create_future()
        try:
            done.set_result(func(*args))
        except Exception as error:  # noqa: BLE001 -- whoever waits for it raises it
            done.set_exception(error)
        return done

    def skip(self, seconds: float) -> None:
        """Let so many seconds pass."""
        self._seconds += seconds


class VirtualClock(AsyncClock):
    """The time of a virtual loop, for an awaiting client in it."""

    def now(self) -> float:
        """The running loop's time."""
        return asyncio.get_running_loop().time()

    def today(self) -> datetime:
        """The time of day in it."""
        return EPOCH + timedelta(seconds=self.now())

    def chance(self) -> float:
        """Always the same, so that every run of a test is."""
        return 0.5


def run(main: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine in a virtual loop of its own.

    Raises:
        RuntimeError: everybody waits, and nothing will ever happen.

    """
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(main)


class _Skipping(selectors.SelectSelector):
    """Puts the time forward to the next timer instead of waiting for it."""

    def __init__(self, loop: VirtualLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Look for what has come from outside; else skip to the next timer."""
        ready = super().select(0)
        if ready:
            return ready
        if timeout is None:
            raise RuntimeError("everybody waits in this virtual loop, and nothing will ever happen")
        if timeout > 0:
            self._loop.skip(timeout)
        return ready
