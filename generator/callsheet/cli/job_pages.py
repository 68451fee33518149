"""What a journal says of submissions, for people and programs: a table, one job in full, what to do. Asks nobody."""

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from callsheet.cli.verdicts import one_line
from callsheet.terminal import printable
from callsheet_runtime.journal.jobs import Job, JobState

_HEADS = ("job", "age", "endpoint", "model", "state", "price", "task", "file")
_STEPS = ((86400, "d"), (3600, "h"), (60, "min"))
_LONG = 120
"""Characters of a value that a page shows on the line of its name."""


def table(jobs: Sequence[Job], now: datetime) -> Iterator[str]:
    """Write a line for each job, in columns, and what is to be done about those in doubt."""
    rows = [_HEADS, *(_row(job, now) for job in jobs)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
    for job in jobs:
        if job.state is JobState.UNKNOWN:
            yield f"job {job.id}: {advice(job)}"


def page(job: Job) -> Iterator[str]:
    """Write all that is known of a job, and what is to be done about it."""
    for name, value in job.to_dict().items():
        if value is None or value == "":
            continue
        text = value if isinstance(value, str) else one_line(value)
        if len(text) <= _LONG:
            yield f"{name}: {printable(text)}"
        else:
            yield f"{name}:"
            written = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=2)
            yield from (f"    {printable(line)}" for line in written.splitlines())
    if words := advice(job):
        yield f"what to do: {words}"


def advice(job: Job) -> str:
    """Say what to do about a job; nothing where there is nothing to do."""
    match job.state:
        case JobState.UNKNOWN:
            return (
                f"it was sent, and a task may exist and be billed; nothing is sent again by itself. "
                f"`callsheet jobs resume` looks for it where {job.provider} lists tasks. If the console has it: "
                f"`callsheet jobs adopt {job.id} TASK`; if it is not there: `callsheet jobs forget {job.id} --why …`"
            )
        case JobState.OPEN:
            return "`callsheet jobs resume` goes on with it"
        case JobState.SUCCEEDED:
            return "its result is in no file yet: `callsheet jobs resume --download-to DIR` saves it"
        case JobState.PLANNED | JobState.SENDING:
            return f"process {job.owner} is at it"
        case _:
            return ""


def print_json(jobs: Sequence[Job]) -> None:
    """Print each job as one line of JSON."""
    sys.stdout.writelines(f"{one_line(job.to_dict())}\n" for job in jobs)


def _row(job: Job, now: datetime) -> tuple[str, ...]:
    price = "unknown" if job.amount is None else f"{job.amount} {job.currency}"
    cells = (str(job.id), _age((now - job.planned).total_seconds()), job.endpoint, job.model, job.state, price)
    return tuple(printable(cell or "-") for cell in (*cells, job.task, job.file))


def _age(seconds: float) -> str:
    for step, name in _STEPS:
        if seconds >= step:
            return f"{int(seconds // step)} {name}"
    return f"{max(int(seconds), 0)} s"


def now() -> datetime:
    """Tell the time."""
    return datetime.now(UTC)
