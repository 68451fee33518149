"""The journal as one client sees it: with its account, and with what must not be written down. Blocks on the disk."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import cast

from callsheet_runtime.journal.concealing import conceal
from callsheet_runtime.journal.entries import Entry
from callsheet_runtime.journal.errors import StateForbids
from callsheet_runtime.journal.jobs import UNFINISHED, Job, JobState
from callsheet_runtime.journal.journal import Journal
from callsheet_runtime.journal.plans import Plan, Sight
from callsheet_runtime.journal.rows import change, job_of, written
from callsheet_runtime.journal.store import dumped
from callsheet_runtime.protocol import Body, Conventions
from callsheet_runtime.ticket import Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What a client writes into a journal, and what it goes on with."""

    journal: Journal
    account: str
    protocol: Conventions
    mask: Callable[[str], str]
    """Blacks the key out of a text."""
    today: Callable[[], datetime]

    def entry(self, plan: Plan) -> Entry:
        """Make ready to write a submission down."""
        body = cast("Body", conceal(self.protocol, plan.body, self.mask))
        return Entry(self.journal.store, replace(plan, body=body), self.account, self.today)

    def saw(self, ticket: Ticket, sight: Sight) -> None:
        """Write down what a look at a task has shown; nothing where it is no news, or the task is not ours."""
        store = self.journal.store
        query = "SELECT * FROM jobs WHERE task = ? AND endpoint = ? AND server = ? AND account = ? AND state != ?"
        values = (ticket.task, ticket.endpoint, ticket.server, self.account, JobState.FORGOTTEN)
        rows = store.rows(query, values)
        if not rows or all(row["status"] == sight.status and row["state"] == sight.state for row in rows):
            return
        with store.writing() as connection:
            for row in connection.execute(query, values).fetchall():
                fields: dict[str, object] = {"status": sight.status, "means": sight.means, "error": sight.error}
                if sight.result is not None:
                    fields["result"] = dumped(conceal(self.protocol, sight.result, self.mask))
                if sight.state is not JobState.OPEN:
                    fields["ended"] = row["ended"] or written(self.today())
                    fields["billed"] = row["billed"] if sight.billed is None else sight.billed
                change(connection, row, to=sight.state, **fields)

    def saved(self, ticket: Ticket, file: Path, *, sha256: str, size: int) -> None:
        """Write down where what a task has made was saved; nothing where the task is not ours."""
        query = "SELECT id FROM jobs WHERE task = ? AND endpoint = ? AND server = ? AND account = ? AND state IN (?, ?)"
        values = (ticket.task, ticket.endpoint, ticket.server, self.account, JobState.SUCCEEDED, JobState.SAVED)
        for row in self.journal.store.rows(query, values):
            self.journal.saved(row["id"], file.absolute(), sha256=sha256, bytes=size)

    def unfinished(self, servers: Mapping[str, str], *, label: str | None = None, any_key: bool = False) -> list[Job]:
        """List what is to be gone on with, once it is settled what processes that are gone have left.

        Of these endpoints, each on its server. With `any_key`, jobs of other keys become this key's.
        """
        store = self.journal.store
        self.journal.settle(now=self.today())
        found: list[Job] = []
        with store.writing() as connection:
            for state in sorted(UNFINISHED):
                for row in connection.execute("SELECT * FROM jobs WHERE state = ?", (state,)).fetchall():
                    fits = servers.get(row["endpoint"]) == row["server"] and label in {None, row["label"]}
                    if fits and any_key and row["account"] != self.account:
                        change(connection, row, account=self.account)
                    elif not fits or row["account"] != self.account:
                        continue
                    found.append(job_of(row))
        return sorted(found, key=lambda job: job.id)

    def known_tasks(self, server: str) -> frozenset[str]:
        """List the provider's ids of all tasks on a server that the journal knows."""
        query = "SELECT task FROM jobs WHERE task IS NOT NULL AND server = ?"
        return frozenset(row["task"] for row in self.journal.store.rows(query, (server,)))

    def adopt(self, job: Job, task: str) -> Job | None:
        """Take a task for what became of a job; `None` where somebody else was quicker, with the job or the task."""
        try:
            return self.journal.adopt(job.id, task)
        except StateForbids:
            return None

    def not_created(self, job: Job, why: str) -> Job:
        """Write that no task came of a job: it may be submitted anew."""
        with self.journal.store.writing() as connection:
            row = connection.execute("SELECT * FROM jobs WHERE id = ?", (job.id,)).fetchone()
            change(connection, row, to=JobState.UNSENT, billed=False, error=why)
        return self.journal.job(job.id)

    def take_over(self, label: str, endpoints: Collection[str]) -> None:
        """Make the jobs of a batch this key's: those of another key of the same account."""
        holes = ", ".join("?" * len(endpoints))
        with self.journal.store.writing() as connection:
            connection.execute(
                f"UPDATE jobs SET account = ? WHERE label = ? AND account != ? AND endpoint IN ({holes})",  # noqa: S608 -- holes alone
                (self.account, label, self.account, *endpoints),
            )
