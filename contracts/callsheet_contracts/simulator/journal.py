"""What a simulator received and how it answered, and what it sent by itself. Holds no secret: the key is masked before
anything is written.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Final

MOST: Final = 20_000
"""Calls that are kept: some 60 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One call."""

    at: datetime
    """When it came, by the simulator's clock."""
    provider: str
    call: str
    """`submit`, `poll`, `cancel`, `list`, `call`, `media`, or `other` for what no page names; `event` for what was sent
    to somebody by itself, with the answer's status.
    """
    method: str
    path: str
    """With its query."""
    headers: tuple[tuple[str, str], ...]
    """Names in small letters; the key's value is masked."""
    body: object
    """JSON where it could be read, else text; `None` where there was none."""
    status: int | None
    """HTTP status of the answer; `None` where the answer was lost on purpose."""
    task: str | None
    """The task it was about, or created."""
    test: str | None = None
    """Id of the test that it was a part of; `None` where it told none."""
    fault: str | None = None
    """What went wrong with it on demand."""

    def header(self, name: str) -> str | None:
        """Look a header up."""
        return next((value for one, value in self.headers if one == name.lower()), None)


class Journal:
    """The latest calls, in the order they were answered. An entry is there before its answer is sent.

    Of more than `most`, the oldest are forgotten, so that a simulator may run for long.
    """

    def __init__(self, most: int = MOST) -> None:
        self._lock = Lock()
        self._entries: deque[Entry] = deque(maxlen=most)

    def write(self, entry: Entry) -> None:
        """Add an entry."""
        with self._lock:
            self._entries.append(entry)

    def entries(
        self,
        provider: str | None = None,
        call: str | None = None,
        *,
        status: int | None = None,
        task: str | None = None,
        test: str | None = None,
    ) -> tuple[Entry, ...]:
        """List the calls that match all that is given."""
        with self._lock:
            found = tuple(self._entries)
        return tuple(
            one
            for one in found
            if (provider is None or one.provider == provider)
            and (call is None or one.call == call)
            and (status is None or one.status == status)
            and (task is None or one.task == task)
            and (test is None or one.test == test)
        )

    def count(
        self,
        provider: str | None = None,
        call: str | None = None,
        *,
        status: int | None = None,
        task: str | None = None,
        test: str | None = None,
    ) -> int:
        """Count the calls that match all that is given."""
        return len(self.entries(provider, call, status=status, task=task, test=test))

    def clear(self, test: str | None = None) -> None:
        """Forget everything, or the calls of one test."""
        with self._lock:
            kept = [one for one in self._entries if test is not None and one.test != test]
            self._entries.clear()
            self._entries.extend(kept)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries())

    def __len__(self) -> int:
        return len(self.entries())


def mask(value: str, form: str) -> str:
    """Hide the key in a header's value, keeping the words around it: `Bearer sk-1` becomes `Bearer ***`."""
    return form.replace("{key}", "***") if presented(value, form) else "***"


def presented(value: str, form: str) -> str:
    """Take the key out of a header's value; empty where the value is not of the form."""
    before, _, after = form.partition("{key}")
    fits = value.startswith(before) and value.endswith(after) and len(value) > len(before) + len(after)
    return value[len(before) : len(value) - len(after)].strip() if fits else ""
