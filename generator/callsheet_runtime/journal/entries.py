"""One submission as it is written down: before the send, after the answer. Sends nothing, and blocks on the disk.

A flow asks a driver to do each of these, in the order: `begin`, `sending` before each try, `resting` after a try that
did nothing, then `created` or `failed`; `release` at the very end.
"""

import time
from collections.abc import Callable
from datetime import datetime

from callsheet_runtime.errors import CallsheetError, NotSent, ProviderError
from callsheet_runtime.journal.errors import JournalError, StateForbids
from callsheet_runtime.journal.jobs import ATTACHED_TO, HOLDS_PLACE, IN_FLIGHT, Job, JobState
from callsheet_runtime.journal.owners import LEASE, me
from callsheet_runtime.journal.plans import Plan
from callsheet_runtime.journal.rows import Flight, change, job_of, land, settle, take_off, written
from callsheet_runtime.journal.store import Connection, Database, Row, dumped
from callsheet_runtime.ticket import Ticket


class Entry:
    """The row of one submission, as long as this process is at it."""

    def __init__(self, store: Database, plan: Plan, account: str, today: Callable[[], datetime]) -> None:
        self._store = store
        self._plan = plan
        self._account = account
        self._today = today
        self._flight = Flight()
        self.id: int | None = None
        """The row that is ours; `None` before `begin`, and where another job stands for the same request."""
        self.found: Job | None = None
        """The job that stands for the same request already."""

    def begin(self) -> None:
        """Find the job that stands for the same request, or plan a new one: both at once, so that nobody is between.

        Raises:
            StateForbids: it has a name of its own, and another request had it, or was refused and may be billed.

        """
        with self._store.writing() as connection:
            wish = self._plan.wish
            if wish.told_by == "name":
                self.found = self._namesake(connection)
            elif not wish.again:
                self.found = self._same(connection)
            if self.found is None:
                self.id = self._insert(connection)

    def sending(self) -> None:
        """Write, before each try, that the request is on its way.

        Raises:
            StateForbids: somebody has given the job up meanwhile; nothing is to be sent.

        """
        with self._store.writing() as connection:
            row = self._row(connection)
            lease = time.time() + LEASE
            if not change(
                connection, row, to=JobState.SENDING, sent=self._now(), tries=row["tries"] + 1, error="", lease=lease
            ):
                why = "it was given up before it was sent, so it is not sent"
                raise StateForbids(self._store.path, row["id"], state=row["state"], why=why)

    def resting(self, why: str) -> None:
        """Write that the last try did nothing, and that there will be another."""
        with self._store.writing() as connection:
            lease = time.time() + LEASE
            change(connection, self._row(connection), to=JobState.PLANNED, error=why, lease=lease)

    def created(self, ticket: Ticket, *, trouble: str = "") -> None:
        """Write that the task exists."""
        with self._store.writing() as connection:
            change(
                connection,
                self._row(connection),
                to=JobState.OPEN,
                answered=self._now(),
                task=ticket.task,
                ticket=ticket.to_json(),
                error=trouble,
            )

    def failed(self, error: BaseException, ticket: Ticket | None = None) -> None:
        """Write why there is no task, or why nobody can know whether there is one; a task that is known stays known."""
        if self.id is None:
            return
        ticket = ticket or (error.ticket if isinstance(error, CallsheetError) else None)
        if ticket is not None:
            self.created(ticket, trouble=_in_words(error))
            return
        with self._store.writing() as connection:
            row = self._row(connection)
            if JobState(row["state"]) not in IN_FLIGHT:
                return
            to = _state_after(error, JobState(row["state"]))
            billed = error.billed if isinstance(error, CallsheetError) and to is not JobState.UNKNOWN else None
            change(
                connection,
                row,
                to=to,
                answered=self._now() if row["sent"] else None,
                billed=False if to is JobState.UNSENT else billed,
                error=_in_words(error),
            )

    def release(self) -> None:
        """Say that this process is at it no more. Touches no disk."""
        if self.id is not None:
            land(self._store.real, self.id)

    def _now(self) -> str:
        return written(self._today())

    def _row(self, connection: Connection) -> Row:
        row: Row | None = connection.execute("SELECT * FROM jobs WHERE id = ?", (self.id,)).fetchone()
        if row is None:
            raise JournalError(self._store.path, f"job {self.id} is gone; somebody else has changed the file")
        return row

    def _same(self, connection: Connection) -> Job | None:
        """Find what stands for the same request: rather a task than a doubt, rather a new job than an old one."""
        settle(connection, self._alike(connection), self._store.real, self._today())
        standing = HOLDS_PLACE if self._plan.wish.told_by == "place" else ATTACHED_TO
        jobs = [job_of(row) for row in self._alike(connection) if JobState(row["state"]) in standing]
        return max(jobs, key=lambda job: (job.ticket is not None, job.state in IN_FLIGHT, job.id), default=None)

    def _namesake(self, connection: Connection) -> Job | None:
        """Find what was submitted under the same name, with any key and at any server."""
        plan, wish = self._plan, self._plan.wish
        settle(connection, self._of_that_name(connection), self._store.real, self._today())
        jobs = [job_of(row) for row in self._of_that_name(connection)]
        over = {JobState.UNSENT, JobState.FORGOTTEN}
        standing = [
            job for job in jobs if job.state not in over and (job.state, job.billed) != (JobState.REFUSED, False)
        ]
        for job in standing:
            if (job.endpoint, job.fingerprint) != (plan.endpoint, plan.fingerprint):
                why = f"it is another request, of the same name {wish.label!r}; give this one a name of its own"
                raise StateForbids(self._store.path, job.id, state=job.state, why=why)
            if job.state is JobState.REFUSED:
                error = StateForbids(self._store.path, job.id, state=job.state, why=job.error)
                error.billed = job.billed
                raise error
        return standing[-1] if standing else None

    def _of_that_name(self, connection: Connection) -> list[Row]:
        wish = self._plan.wish
        rows = connection.execute("SELECT * FROM jobs WHERE label = ? ORDER BY id", (wish.label,)).fetchall()
        return [row for row in rows if row["position"] == wish.position]

    def _alike(self, connection: Connection) -> list[Row]:
        plan, wish = self._plan, self._plan.wish
        if wish.told_by == "place":
            # Whatever the key: a place is paid for once.
            return connection.execute(
                "SELECT * FROM jobs WHERE label = ? AND position = ? AND fingerprint = ? AND endpoint = ?",
                (wish.label, wish.position, plan.fingerprint, plan.endpoint),
            ).fetchall()
        return connection.execute(
            "SELECT * FROM jobs WHERE fingerprint = ? AND endpoint = ? AND server = ? AND account = ?",
            (plan.fingerprint, plan.endpoint, plan.server, self._account),
        ).fetchall()

    def _insert(self, connection: Connection) -> int:
        plan, owner = self._plan, me()
        fields: dict[str, object] = {
            "state": JobState.PLANNED,
            "endpoint": plan.endpoint,
            "server": plan.server,
            "account": self._account,
            "model": plan.model,
            "fingerprint": plan.fingerprint,
            "body": dumped(plan.body),
            "amount": None if plan.price.amount is None else str(plan.price.amount),
            "currency": plan.price.currency,
            "price": plan.price.in_short,
            "label": plan.wish.label,
            "position": plan.wish.position,
            "planned": self._now(),
            "host": owner.host,
            "pid": owner.pid,
            "started": owner.started,
            "lease": time.time() + LEASE,
        }
        names, holes = ", ".join(fields), ", ".join("?" * len(fields))
        connection.execute(f"INSERT INTO jobs ({names}) VALUES ({holes})", tuple(fields.values()))  # noqa: S608 -- the names are ours
        # Numbers only go up, and nobody else writes meanwhile.
        job: int = connection.execute("SELECT max(id) AS id FROM jobs").fetchone()["id"]
        # Before anybody can see the row: it must never look abandoned.
        take_off(self._flight, self._store.real, job)
        return job


def _in_words(error: BaseException) -> str:
    if isinstance(error, CallsheetError):
        return str(error)
    return f"stopped by {type(error).__name__}: {error}".rstrip(": ")


def _state_after(error: BaseException, state: JobState) -> JobState:
    """Tell what became of a submission that ended in an error."""
    if state is JobState.PLANNED or isinstance(error, NotSent):
        return JobState.UNSENT
    return JobState.REFUSED if isinstance(error, ProviderError) else JobState.UNKNOWN
