"""A job as the file has it: read as a value, changed only as its state allows. Knows no provider."""

import json
import os
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import cast
from weakref import WeakValueDictionary

from callsheet_runtime.journal.jobs import IN_FLIGHT, NEXT, Job, JobState
from callsheet_runtime.journal.owners import Owner, lives, me
from callsheet_runtime.journal.store import Connection, Row
from callsheet_runtime.machine import Meaning
from callsheet_runtime.protocol import Body
from callsheet_runtime.reading import Answer
from callsheet_runtime.ticket import Ticket


class Flight:
    """Stands for a submission that this process is at; when it is gone, so is whoever was at it."""

    __slots__ = ("__weakref__",)


_FLYING: "WeakValueDictionary[tuple[int, str, int], Flight]" = WeakValueDictionary()
"""By process, file and job. A fork inherits those of its parent, and they stay the parent's."""


def take_off(flight: Flight, real: str, job: int) -> None:
    """Note that this process is at a job."""
    _FLYING[os.getpid(), real, job] = flight


def land(real: str, job: int) -> None:
    """Note that this process is at a job no more."""
    _FLYING.pop((os.getpid(), real, job), None)


def is_abandoned(row: Row, real: str) -> bool:
    """Tell whether nobody is at a job that is in flight."""
    owner = Owner(row["host"], row["pid"], row["started"])
    if owner == me():
        return (owner.pid, real, row["id"]) not in _FLYING
    return not lives(owner, row["lease"], now=time.time())


def settle(connection: Connection, rows: Sequence[Row], real: str, now: datetime) -> int:
    """Write down what is known of jobs whose senders are gone: planned is not sent, sending is unknown."""
    settled = 0
    for row in rows:
        if JobState(row["state"]) in IN_FLIGHT and is_abandoned(row, real):
            settled += 1
            if row["state"] == JobState.PLANNED:
                why = "whoever had planned it stopped before it was sent"
                change(connection, row, to=JobState.UNSENT, billed=False, error=row["error"] or why)
            else:
                why = "whoever sent it stopped before an answer was written down"
                change(connection, row, to=JobState.UNKNOWN, answered=written(now), error=why)
    return settled


def change(connection: Connection, row: Row, *, to: JobState | None = None, **fields: object) -> bool:
    """Change what is told of a job, and its state if the new one may follow; tell whether it does."""
    follows = to is not None and to in NEXT[JobState(row["state"])]
    if follows:
        fields["state"] = to
    if fields:
        names = ", ".join(f"{name} = ?" for name in fields)
        connection.execute(f"UPDATE jobs SET {names} WHERE id = ?", (*fields.values(), row["id"]))  # noqa: S608 -- the names are ours
    return follows


def written(when: datetime) -> str:
    """Write a time so that texts sort as times do."""
    return when.astimezone(UTC).isoformat(timespec="microseconds")


def job_of(row: Row) -> Job:
    """Read a job."""
    return Job(
        id=row["id"],
        state=JobState(row["state"]),
        endpoint=row["endpoint"],
        server=row["server"],
        account=row["account"],
        model=row["model"],
        fingerprint=row["fingerprint"],
        body=cast(Body, json.loads(row["body"])),
        amount=None if row["amount"] is None else Decimal(row["amount"]),
        currency=row["currency"],
        price=row["price"],
        label=row["label"],
        position=row["position"],
        planned=datetime.fromisoformat(row["planned"]),
        sent=_time(row["sent"]),
        answered=_time(row["answered"]),
        ended=_time(row["ended"]),
        tries=row["tries"],
        ticket=None if row["ticket"] is None else Ticket.from_json(row["ticket"]),
        status=row["status"],
        means=None if row["means"] is None else Meaning(row["means"]),
        result=None if row["result"] is None else cast(Answer, json.loads(row["result"])),
        billed=None if row["billed"] is None else bool(row["billed"]),
        file=row["file"],
        sha256=row["sha256"],
        bytes=row["bytes"],
        error=row["error"],
        owner=str(Owner(row["host"], row["pid"], row["started"])),
    )


def _time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
