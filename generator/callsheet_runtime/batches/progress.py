"""How far a batch has come: counts, money, time left. Knows no client and prints nothing."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from callsheet_runtime.batches.plan import Row, in_money


class Stage(StrEnum):
    """Where a line is. Closed."""

    QUEUED = "queued"
    SENDING = "sending"
    RUNNING = "running"
    SAVING = "saving"
    SAVED = "saved"
    FAILED = "failed"
    """There will be no file: its task has failed, or the provider has refused it."""
    UNSAVED = "unsaved"
    """Its task has succeeded, and the file could not be saved: the same call tries again."""
    UNKNOWN = "unknown"
    """It was sent, and nobody knows what became of it."""
    UNSENT = "unsent"
    """Nothing was sent, and the same call sends it."""
    OPEN = "open"
    """Its task goes on at the provider; the same call waits for it."""


SETTLED = frozenset({Stage.SAVED, Stage.FAILED})
"""Where nothing more will happen, whoever calls again."""
_BUSY = (Stage.QUEUED, Stage.SENDING, Stage.RUNNING, Stage.SAVING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A moment of a run."""

    counts: Mapping[Stage, int]
    total: int
    committed: Mapping[str, Decimal]
    """What is expected to be charged, by currency, earlier runs included."""
    unpriced: int
    """How many requests of unknown price this run has sent."""
    elapsed: float
    """Seconds since the run began."""
    left: float | None
    """Seconds that the rest will take, as long as it goes on like this; `None` before anything has ended."""

    @property
    def over(self) -> int:
        """Lines at which nothing is done any more."""
        return self.total - sum(self.counts.get(stage, 0) for stage in _BUSY)

    def __str__(self) -> str:
        said = ", ".join(f"{number} {stage}" for stage in Stage if (number := self.counts.get(stage, 0)))
        money = in_money(self.committed)
        unknown = f"{self.unpriced} of unknown price" if self.unpriced else ""
        left = f"{in_time(self.left)} left" if self.left is not None and self.over < self.total else ""
        spent = " and ".join(filter(None, (money, unknown)))
        return "; ".join(filter(None, (f"{self.over}/{self.total}: {said}", spent and f"committed {spent}", left)))


class Tally:
    """Keeps count while a batch runs."""

    def __init__(self, rows: tuple[Row, ...], committed: Mapping[str, Decimal], now: Callable[[], float]) -> None:
        self.stages: dict[int, Stage] = {row.position: Stage.QUEUED for row in rows}
        self._counts: Counter[Stage] = Counter({Stage.QUEUED: len(rows)})
        self._committed = dict(committed)
        self._unpriced = 0
        self._now = now
        self._begun = now()
        self._ended = 0

    def move(self, row: Row, to: Stage) -> None:
        """Note where a line is."""
        was = self.stages[row.position]
        self._counts[was] -= 1
        self._counts[to] += 1
        self.stages[row.position] = to
        # What was there before the run says nothing about how long the rest takes.
        if was in {Stage.SENDING, Stage.RUNNING, Stage.SAVING} and to not in _BUSY:
            self._ended += 1

    def commit(self, row: Row) -> None:
        """Note that a line may be charged."""
        if row.amount is None or row.currency is None:
            self._unpriced += 1
        else:
            self._committed[row.currency] = self._committed.get(row.currency, Decimal(0)) + row.amount

    def take_back(self, row: Row) -> None:
        """Note that a line was not charged after all."""
        if row.amount is None or row.currency is None:
            self._unpriced = max(self._unpriced - 1, 0)
        else:
            self._committed[row.currency] = self._committed.get(row.currency, Decimal(0)) - row.amount

    def at(self, stage: Stage) -> int:
        """Count the lines of a stage."""
        return self._counts[stage]

    def progress(self) -> Progress:
        """Say how far it has come."""
        elapsed = self._now() - self._begun
        busy = sum(self._counts[stage] for stage in _BUSY)
        return Progress(
            counts={stage: number for stage, number in self._counts.items() if number},
            total=len(self.stages),
            committed=dict(self._committed),
            unpriced=self._unpriced,
            elapsed=elapsed,
            left=elapsed / self._ended * busy if self._ended else None,
        )


def in_time(seconds: float) -> str:
    """Write a length of time as people say it."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


Told: TypeAlias = Callable[[Tally], None]
"""Called whenever a line has come on."""
