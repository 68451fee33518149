"""Looks for what became of submissions whose outcome nobody knows, as `resume_all` does. Submits nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from callsheet_runtime.batches.report import Undecided
from callsheet_runtime.batches.seats import Seats
from callsheet_runtime.flows.reconciling import Left, Search
from callsheet_runtime.journal.jobs import Job

UNLISTED = 60.0
"""Seconds until it is worth another look where no task is listed, and time alone tells that none will be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What is known of a submission now."""

    position: int
    job: int
    created: bool = False
    """Whether its task was found."""
    undecided: Undecided | None = None
    """Why it is not known yet; without it, no task of it was created."""
    later: bool = False
    """Whether more may be known later, without anybody's doing."""
    every: float = 1.0
    """Seconds until it is worth another look."""


async def look_for(seats: Seats, jobs: Sequence[Job]) -> list[Found]:
    """Find out what can be found out, at each provider that these were sent to."""
    found: list[Found] = []
    for provider, client in seats.clients.items():
        ours = [job for job in jobs if job.provider == provider]
        if not ours:
            continue
        mine = {job.endpoint: seats.find(job.endpoint) for job in ours}
        ledger = next(iter(mine.values())).context.ledger
        assert ledger is not None, "a batch keeps a journal"
        search = Search(
            {name: seat.endpoint for name, seat in mine.items()},
            {name: seat.context for name, seat in mine.items()},
            ledger,
        )
        for job, one in zip(ours, await client.drive(search.look(ours)), strict=True):
            every = mine[job.endpoint].endpoint.protocol.poll.every
            found.append(_found(job, one, every))
    return found


def _found(job: Job, one: Job | Left, every: float) -> Found:
    assert job.position is not None, "a line has its place"
    if not isinstance(one, Left):
        return Found(position=job.position, job=one.id, created=one.ticket is not None)
    tasks = tuple(row.task for row in one.tasks if row.task is not None)
    undecided = Undecided(position=job.position, job=job.id, why=one.why, tasks=tasks)
    every = every if tasks else max(every, UNLISTED)
    return Found(position=job.position, job=job.id, undecided=undecided, later=one.later, every=every)
