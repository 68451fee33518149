"""What a batch is going to do, as values: its lines, what the journal knows of each, what all costs. Does nothing."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from callsheet_runtime.problems import Problem
from callsheet_runtime.protocol import Body


class Fate(StrEnum):
    """What is to be done about a line, by what the journal knows of it. Closed."""

    NEW = "new"
    """To be sent: nothing was created for it so far."""
    OPEN = "open"
    """Its task exists: to be waited for."""
    MADE = "made"
    """Its task has succeeded: to be saved."""
    SAVED = "saved"
    """Its file is there: nothing to do."""
    UNKNOWN = "unknown"
    """It was sent, and nobody knows what became of it: to be looked for, never to be sent again by itself."""
    OVER = "over"
    """It came to nothing, and may have cost: not sent again by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """What is wrong with a line."""

    position: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line that asks for a task, and was found fit."""

    position: int
    endpoint: str
    fate: Fate
    job: int | None
    """Which one of the journal stands for it."""
    id: str | None
    file: str | None
    """What the file is to be called; where it is `None`, `name` and the usual ending."""
    name: str
    """What the file is called, without an ending."""
    fingerprint: str
    amount: Decimal | None
    """What it is expected to cost; `None` where nobody can tell, and `why` says why."""
    currency: str | None
    why: str = ""
    task: str | None = None
    billed: bool | None = None
    """Of a line that is over: whether that cost something."""
    body: Callable[[], Body] = field(repr=False)
    """Reads the request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A batch that was looked through."""

    rows: tuple[Row, ...]
    wrong: tuple[Wrong, ...]
    """The lines that keep it from being run, with all that is wrong with each."""
    warned: tuple[Wrong, ...]
    """Lines that can be sent, and of which something may be said."""
    costs: Mapping[str, Decimal]
    """What all that is to be sent is expected to cost, by currency; what is of unknown price is not in it."""
    unpriced: tuple[Row, ...]
    """What is to be sent and has no known price."""
    committed: Mapping[str, Decimal]
    """What earlier runs have committed, by currency."""
    strays: tuple[int, ...]
    """Places that the journal has a paid task for, and the batch no line."""
    twins: Mapping[str, int]
    """By the label of another batch of this journal: how many of its tasks are of requests that are to be sent here."""

    @property
    def counts(self) -> Mapping[Fate, int]:
        """How many lines there are of each fate."""
        return Counter(row.fate for row in self.rows)

    @property
    def fit(self) -> bool:
        """Whether it can be run."""
        return not self.wrong

    def summary(self) -> str:
        """Say what will happen, in a few lines."""
        counts, lines = self.counts, [f"{_many(len(self.rows), 'line')}"]
        said = [(Fate.NEW, "to send"), *((fate, _WORDS[fate]) for fate in Fate if fate is not Fate.NEW)]
        lines[0] += ": " + ", ".join(f"{counts[fate]} {words}" for fate, words in said if counts[fate])
        if counts[Fate.NEW]:
            lines.append(f"expected to cost: {in_money(self.costs) or 'nothing that is known'}")
        if self.unpriced:
            whys = Counter(row.why for row in self.unpriced)
            lines += [f"of unknown price, which is in no sum: {number} ({why})" for why, number in whys.most_common(5)]
        if self.committed:
            lines.append(f"committed by earlier runs: {in_money(self.committed)}")
        if self.strays:
            some = ", ".join(map(str, self.strays[:10])) + (", …" if len(self.strays) > 10 else "")  # noqa: PLR2004 -- so many are shown
            lines.append(f"paid for, and no longer in the batch: {_many(len(self.strays), 'line')} ({some})")
        for label, number in self.twins.items():
            lines.append(f"also in batch {label!r} of this journal: {_many(number, 'task')} of the same requests")
        return "\n".join(lines)


_WORDS = {
    Fate.OPEN: "to wait for",
    Fate.MADE: "to save",
    Fate.SAVED: "saved already",
    Fate.UNKNOWN: "of unknown outcome, to look for",
    Fate.OVER: "over without a file, not sent again",
}


def in_money(amounts: Mapping[str, Decimal]) -> str:
    """Write amounts, each with its currency."""
    return " and ".join(f"{amount} {currency}" for currency, amount in sorted(amounts.items()))


def _many(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
