"""Serve providers until a signal: what `callsheet simulate` does. Knows no command line."""

import signal
import sys
from contextlib import contextmanager
from queue import SimpleQueue
from typing import TYPE_CHECKING, Final, TextIO

from callsheet_contracts.simulator import CannotServe, Simulator

if TYPE_CHECKING:
    from collections.abc import Generator
    from types import FrameType

    from callsheet.model.endpoint import Catalog

FINE: Final = 0
WRONG_USAGE: Final = 2


def run(
    catalog: "Catalog", providers: list[str], *, port: int, key: str | None, task_seconds: float, stdout: TextIO
) -> int:
    """Serve providers, each on a port of its own, and print one line for each when all are ready.

    No providers means all. With port 0 each takes any free one, else `port` and the ones after it. Returns the exit
    code: 0 after SIGINT or SIGTERM, 2 where a provider is unknown or a port is taken.
    """
    with _signals() as signals:
        try:
            simulator = Simulator(catalog, providers=providers or None, port=port, key=key, task_seconds=task_seconds)
            simulator.start()
        except (CannotServe, ValueError) as error:
            print(f"callsheet simulate: {error}", file=sys.stderr)  # noqa: T201 -- the command's own words
            return WRONG_USAGE
        try:
            stdout.writelines(f"{name} {simulator.url(name)}\n" for name in simulator.providers)
            stdout.flush()
            signals.get()
        finally:
            simulator.stop()
    return FINE


@contextmanager
def _signals() -> "Generator[SimpleQueue[int]]":
    """Queue the signals that end a program, instead of ending it."""
    # Of all that can be waited for, only this queue may be filled by a signal in the midst of the waiting.
    signals: SimpleQueue[int] = SimpleQueue()

    def note(number: int, frame: "FrameType | None") -> None:
        del frame
        signals.put(number)

    before = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield signals
    finally:
        for number, former in before.items():
            signal.signal(number, former)
