"""What a journal has of a batch, line by line and without the requests: tens of thousands at once. Sends nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from callsheet_runtime.journal.jobs import HOLDS_PLACE, JobState
from callsheet_runtime.journal.store import Database

_FIELDS = "id, state, position, endpoint, server, account, fingerprint, task, billed, amount, currency, file, bytes"
_AT_ONCE = 500
"""As many values may stand in one query everywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A submission of a batch, without its request and its result."""

    id: int
    state: JobState
    position: int | None
    endpoint: str
    server: str
    account: str
    fingerprint: str
    task: str | None
    billed: bool | None
    amount: str | None
    """What it was expected to cost, as a decimal; `None` where that is unknown."""
    currency: str | None
    file: str | None
    bytes: int | None

    @property
    def holds(self) -> bool:
        """Whether nothing else may be sent for the same place: it was paid for, or may have been."""
        return self.state in HOLDS_PLACE

    @property
    def may_cost(self) -> bool:
        """Whether it is billed, as far as anybody knows; in doubt it is."""
        return self.state is not JobState.UNSENT and self.billed is not False


def standing(store: Database, label: str) -> list[Standing]:
    """List the submissions of a batch, the oldest first."""
    rows = store.rows(f"SELECT {_FIELDS} FROM jobs WHERE label = ? ORDER BY id", (label,))  # noqa: S608 -- the names are ours
    return [
        Standing(
            id=row["id"],
            state=JobState(row["state"]),
            position=row["position"],
            endpoint=row["endpoint"],
            server=row["server"],
            account=row["account"],
            fingerprint=row["fingerprint"],
            task=row["task"],
            billed=None if row["billed"] is None else bool(row["billed"]),
            amount=row["amount"],
            currency=row["currency"],
            file=row["file"],
            bytes=row["bytes"],
        )
        for row in rows
    ]


def first_by_place(jobs: Iterable[Standing]) -> dict[int, Standing]:
    """Find what stands for each place: rather what holds it than what came to nothing, rather the newer one."""
    found: dict[int, Standing] = {}
    for job in jobs:
        if job.position is None:
            continue
        other = found.get(job.position)
        if other is None or (job.holds, job.id) > (other.holds, other.id):
            found[job.position] = job
    return found


def other_labels(store: Database, label: str, fingerprints: Iterable[str]) -> dict[str, int]:
    """Count, by label, the jobs of other batches that are of the same requests and were, or may have been, paid for."""
    found: dict[str, int] = {}
    marks = list(dict.fromkeys(fingerprints))
    states = sorted(HOLDS_PLACE)
    for begin in range(0, len(marks), _AT_ONCE):
        some = marks[begin : begin + _AT_ONCE]
        for row in store.rows(
            f"SELECT label, count(*) AS number FROM jobs WHERE fingerprint IN ({_holes(some)}) "  # noqa: S608 -- holes alone
            f"AND state IN ({_holes(states)}) AND label NOT IN (?, '') GROUP BY label",
            (*some, *states, label),
        ):
            found[row["label"]] = found.get(row["label"], 0) + int(row["number"])
    return found


def _holes(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))
