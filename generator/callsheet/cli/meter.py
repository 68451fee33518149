"""Show how far a batch has come: one line that changes on a terminal, else a line now and then. Knows no client."""

import sys
import time
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from callsheet_runtime.batches import Progress

OFTEN = 0.2
"""Seconds between two changes of the line on a terminal."""
SELDOM = 30.0
"""Seconds between two lines where nobody may be looking."""


class Meter:
    """Prints progress where people look for it."""

    def __init__(self, stream: TextIO = sys.stderr) -> None:
        self._stream = stream
        self._live = stream.isatty()
        self._last = float("-inf")
        self._said = ""

    def show(self, progress: "Progress") -> None:
        """Print a moment, unless the last one was printed just now."""
        now = time.monotonic()
        if now - self._last < (OFTEN if self._live else SELDOM):
            return
        self._last = now
        self._said = str(progress)
        self._stream.write(f"\r\x1b[K{self._said}" if self._live else f"{self._said}\n")
        self._stream.flush()

    def end(self) -> None:
        """Leave the terminal's line to what follows."""
        if self._live and self._said:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
