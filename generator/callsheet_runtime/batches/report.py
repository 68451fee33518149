"""What came of a run, as values. Does nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from callsheet_runtime.batches.plan import in_money
from callsheet_runtime.batches.progress import Progress, Stage
from callsheet_runtime.errors import CallsheetError
from callsheet_runtime.protocol import Category


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What went wrong with a line in this run."""

    words: str
    category: Category | None = None
    advice: str | None = None

    @classmethod
    def of(cls, error: BaseException) -> "Trouble":
        """Say it of an error."""
        if isinstance(error, CallsheetError):
            words, task = str(error), error.ticket.task if error.ticket else ""
            # What no journal may have been able to keep.
            words = words if task in words else f"{words} (task {task} was created)"
            return cls(words=words, category=error.category, advice=error.advice)
        return cls(words=f"{type(error).__name__}: {error}".rstrip(": "))


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """A line whose outcome a person has to decide on."""

    position: int
    job: int
    why: str
    tasks: tuple[str, ...] = ()
    """The provider's ids of the tasks that may have come of it."""

    def __str__(self) -> str:
        return f"line {self.position} (job {self.job}): {self.why}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What came of a run."""

    progress: Progress
    manifest: Path
    stopped: tuple[str, ...]
    """Why nothing more was sent, where something was left to send."""
    undecided: tuple[Undecided, ...]
    troubles: Mapping[int, Trouble]
    """By line, what went wrong in this run and was not put right; the manifest says it, too."""

    @property
    def complete(self) -> bool:
        """Whether every line has its file."""
        return self.progress.counts.get(Stage.SAVED, 0) == self.progress.total

    @property
    def resumable(self) -> int:
        """How many lines the same call, made again, goes on with."""
        counts = self.progress.counts
        return sum(counts.get(one, 0) for one in (Stage.UNSAVED, Stage.UNSENT, Stage.OPEN, Stage.UNKNOWN))

    @property
    def committed(self) -> Mapping[str, Decimal]:
        """What is expected to be charged, by currency, earlier runs included."""
        return self.progress.committed

    def summary(self) -> str:
        """Say it in a few lines."""
        counts = self.progress.counts
        said = ", ".join(f"{number} {stage}" for stage in Stage if (number := counts.get(stage, 0)))
        lines = [f"{self.progress.total} lines: {said or 'nothing to do'}"]
        if money := in_money(self.committed):
            lines.append(f"committed: {money}")
        lines += [f"nothing more was sent: {why}" for why in self.stopped]
        if self.undecided:
            lines.append("for you to decide (the journal's adopt or forget, then the same call again):")
            lines += [f"  {one}" for one in self.undecided]
        lines.append(f"manifest: {self.manifest}")
        return "\n".join(lines)
