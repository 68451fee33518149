"""The ledger of submissions that a person asks and decides by. Sends nothing; what clients write is in `entries`."""

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from callsheet_runtime.journal.errors import JournalError, NoSuchJob, StateForbids
from callsheet_runtime.journal.jobs import IN_FLIGHT, NEXT, Job, JobState
from callsheet_runtime.journal.rows import change, is_abandoned, job_of, settle, written
from callsheet_runtime.journal.store import PATIENCE, Database, Store
from callsheet_runtime.ticket import Ticket


class Journal:
    """A file in which every submission is written down before it is sent, and what became of it at once.

    Any number of clients, threads, tasks and processes may share it. Use it in `with`, or `close` it. It holds prompts
    and addresses of results, and no key; only the user who made it may read it.

    Args:
        path: where it is, or is to be; its folder must be there. Not on a network share: SQLite's locks do not hold
            there.
        patience: seconds that a write waits for those of others.

    Raises:
        JournalError: it cannot be opened, is something else, or was written by a newer version.

    """

    def __init__(self, path: str | os.PathLike[str], *, patience: float = PATIENCE) -> None:
        self.store: Database = Store(path, patience=patience)
        """For clients; not for you."""

    @property
    def path(self) -> str:
        """Where it is."""
        return self.store.path

    def jobs(
        self,
        *,
        state: JobState | str | Iterable[JobState | str] | None = None,
        label: str | None = None,
        endpoint: str | None = None,
    ) -> list[Job]:
        """List submissions, the oldest first; those that fit what is given.

        Args:
            state: one state, or several.
            label: of this batch, by position.
            endpoint: `provider/endpoint`, or a provider.

        Raises:
            ValueError: there is no such state.
            JournalError: the file cannot be read.

        """
        one = (state,) if isinstance(state, str) else state
        states = None if one is None else {JobState(name) for name in one}
        query, values = "SELECT * FROM jobs WHERE TRUE", list[str]()
        if label is not None:
            query, values = f"{query} AND label = ?", [*values, label]
        if states is not None:
            query, values = f"{query} AND state IN ({', '.join('?' * len(states))})", [*values, *sorted(states)]
        found = [
            job_of(row)
            for row in self.store.rows(f"{query} ORDER BY id", values)
            if endpoint in {None, row["endpoint"], row["endpoint"].partition("/")[0]}
        ]
        if label is not None:
            found.sort(key=lambda job: (job.position is None, job.position or 0, job.id))
        return found

    def job(self, job: int) -> Job:
        """Find one submission.

        Raises:
            NoSuchJob: there is none of that id.

        """
        rows = self.store.rows("SELECT * FROM jobs WHERE id = ?", (job,))
        if not rows:
            raise NoSuchJob(self.path, job)
        return job_of(rows[0])

    def settle(self, *, now: datetime | None = None) -> int:
        """Write down what is known of jobs whose processes are gone, and count them.

        What was planned was not sent; what was on its way has an unknown outcome. A job of a living process is left
        alone; of two who settle at once, one does it. `resume_all` begins with this.
        """
        with self.store.writing() as connection:
            rows = connection.execute("SELECT * FROM jobs WHERE state IN ('planned', 'sending')").fetchall()
            return settle(connection, rows, self.store.real, now or datetime.now(UTC))

    def forget(self, job: int, why: str) -> Job:
        """Give a job up: it is not gone on with, and stands in no new submission's way.

        Args:
            job: which one.
            why: who decided so and on what grounds; kept.

        Raises:
            NoSuchJob: there is none of that id.
            StateForbids: it is over, or a living process is sending it.
            ValueError: no reason is given.

        """
        if not why.strip():
            raise ValueError("say why: the journal keeps the reason")
        with self.store.writing() as connection:
            row = connection.execute("SELECT * FROM jobs WHERE id = ?", (job,)).fetchone()
            if row is None:
                raise NoSuchJob(self.path, job)
            if row["state"] in IN_FLIGHT and not is_abandoned(row, self.store.real):
                words = "a process that lives is at it; wait until it is done"
                raise StateForbids(self.path, job, state=row["state"], why=words)
            self._may(row["state"], JobState.FORGOTTEN, job, "there is nothing left to give up")
            change(connection, row, to=JobState.FORGOTTEN, error=why.strip())
        return self.job(job)

    def adopt(self, job: int, task: str) -> Job:
        """Say which task came of a submission whose outcome is unknown. The job is open then: `resume_all` goes on.

        Args:
            job: which one.
            task: the provider's id of the task, from its list or its console.

        Raises:
            NoSuchJob: there is no job of that id.
            StateForbids: its outcome is not unknown, or another job has that task.
            ValueError: the id is empty.

        """
        if not task.strip():
            raise ValueError("a task has an id")
        self.settle()
        with self.store.writing() as connection:
            row = connection.execute("SELECT * FROM jobs WHERE id = ?", (job,)).fetchone()
            if row is None:
                raise NoSuchJob(self.path, job)
            if row["state"] != JobState.UNKNOWN:
                words = "only a job whose outcome is unknown can be given a task"
                raise StateForbids(self.path, job, state=row["state"], why=words)
            taken = connection.execute(
                "SELECT id FROM jobs WHERE task = ? AND server = ? AND id != ?", (task, row["server"], job)
            ).fetchone()
            if taken is not None:
                words = f"task {task} is that of job {taken['id']}"
                raise StateForbids(self.path, job, state=row["state"], why=words)
            ticket = Ticket(
                endpoint=row["endpoint"],
                task=task,
                server=row["server"],
                model=row["model"],
                fingerprint=row["fingerprint"],
                created=row["sent"] or "",
                price=row["price"],
            )
            change(connection, row, to=JobState.OPEN, task=task, ticket=ticket.to_json(), error="")
        return self.job(job)

    def saved(
        self,
        job: int,
        file: str | os.PathLike[str],
        *,
        sha256: str | None = None,
        bytes: int | None = None,  # noqa: A002 -- what it is called wherever a file is told about
    ) -> Job:
        """Note where the result of a job was saved. The same request is a new one after that.

        Args:
            job: which one.
            file: where.
            sha256: of the file, in hex.
            bytes: of the file.

        Raises:
            NoSuchJob: there is none of that id.
            StateForbids: it has not succeeded.

        """
        with self.store.writing() as connection:
            row = connection.execute("SELECT * FROM jobs WHERE id = ?", (job,)).fetchone()
            if row is None:
                raise NoSuchJob(self.path, job)
            if row["state"] != JobState.SAVED:
                self._may(row["state"], JobState.SAVED, job, "only what has succeeded has a result to save")
            change(
                connection,
                row,
                to=JobState.SAVED,
                file=os.fspath(file),
                sha256=sha256,
                bytes=bytes,
                ended=row["ended"] or written(datetime.now(UTC)),
            )
        return self.job(job)

    def find(self, ticket: Ticket) -> Job | None:
        """Find the submission that a ticket came of; `None` where it is not in this journal."""
        rows = self.store.rows(
            "SELECT * FROM jobs WHERE task = ? AND endpoint = ? AND server = ? ORDER BY id DESC LIMIT 1",
            (ticket.task, ticket.endpoint, ticket.server),
        )
        return job_of(rows[0]) if rows else None

    def close(self) -> None:
        """Close the file."""
        self.store.close()

    def _may(self, state: str, to: JobState, job: int, why: str) -> None:
        if to not in NEXT[JobState(state)]:
            raise StateForbids(self.path, job, state=state, why=why)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Journal({self.path!r})"


def as_journal(journal: "Journal | str | os.PathLike[str]") -> Journal:
    """Take a journal, or open the one at a path.

    Raises:
        JournalError: it cannot be opened.

    """
    return journal if isinstance(journal, Journal) else Journal(journal)


__all__ = ["Journal", "JournalError", "as_journal"]
