"""Writes what came of a batch: one JSON object a line, in the order of the lines, and all of it or nothing."""

import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from callsheet_runtime.batches.plan import Row
from callsheet_runtime.batches.progress import Stage
from callsheet_runtime.batches.report import Trouble
from callsheet_runtime.batches.seats import Seats
from callsheet_runtime.billing import bill
from callsheet_runtime.journal.jobs import Job
from callsheet_runtime.journal.journal import Journal
from callsheet_runtime.journal.standing import first_by_place, standing


def write(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    """Write a file of JSON Lines in one step; whoever reads it meanwhile reads the one before.

    Raises:
        OSError: it cannot be written; the one before stays.

    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            for row in rows:
                # Half a surrogate survives in this alone.
                stream.write(json.dumps(row, ensure_ascii=True) + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def described(
    rows: Iterable[Row],
    stages: Mapping[int, Stage],
    troubles: Mapping[int, Trouble],
    *,
    journal: Journal,
    label: str,
    out: Path,
    seats: Seats,
) -> Iterable[dict[str, Any]]:
    """Describe each line, one at a time, as the journal has it now."""
    jobs = first_by_place(standing(journal.store, label))
    for row in rows:
        job = journal.job(jobs[row.position].id) if row.position in jobs else None
        yield _described(row, stages[row.position], job, troubles.get(row.position), out, seats)


def _described(
    row: Row, stage: Stage, job: Job | None, trouble: Trouble | None, out: Path, seats: Seats
) -> dict[str, Any]:
    error: dict[str, Any] | None = None
    if trouble is not None:
        error = {"words": trouble.words, "category": trouble.category, "advice": trouble.advice}
    elif job is not None and job.error and stage is not Stage.SAVED:
        error = {"words": job.error, "category": None, "advice": None}
    saved = job if job is not None and stage is Stage.SAVED else None
    return {
        "position": row.position,
        "id": row.id,
        "endpoint": row.endpoint,
        "state": stage.value,
        "job": job.id if job else None,
        "task": job.task if job else None,
        "file": _place(saved.file, out) if saved else None,
        "sha256": saved.sha256 if saved else None,
        "bytes": saved.bytes if saved else None,
        "expected": {
            "amount": None if row.amount is None else str(row.amount),
            "currency": row.currency,
            "why": row.why or None,
        },
        "billed": job.billed if job else False if stage is Stage.UNSENT else None,
        "charged": _charged(job, seats),
        "error": error,
    }


def _charged(job: Job | None, seats: Seats) -> list[str]:
    """Say what the provider reports as charged, where its answer shows that."""
    if job is None or job.result is None or job.ticket is None:
        return []
    endpoint = seats.find(job.endpoint).endpoint
    return [str(one) for one in bill(endpoint, job.ticket, endpoint.read(job.result)).charged]


def _place(file: str | None, out: Path) -> str | None:
    """Name a file from its folder on, so that the folder may be moved."""
    if file is None:
        return None
    path = Path(file)
    return path.name if path.parent == out.absolute() or (out / path.name).is_file() else file
