"""Go on with everything that the journal says is paid for, or may be, at all providers at once. Submits nothing."""

import asyncio
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from callsheet.cli import failures, job_pages, live
from callsheet.cli.failures import INTERRUPTED, say
from callsheet.cli.usage import UsageError
from callsheet.cli.verdicts import one_line
from callsheet.cli.waiting import changes, check_folder, file_as_json
from callsheet.terminal import printable
from callsheet_runtime import downloading
from callsheet_runtime.clients import AsyncClient
from callsheet_runtime.downloading import Destination, Downloaded
from callsheet_runtime.errors import CallsheetError, MissingKey, UnknownServer
from callsheet_runtime.flows.status import TaskStatus
from callsheet_runtime.journal.jobs import UNFINISHED, Job, JobState
from callsheet_runtime.journal.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet_runtime.flows.resuming import Resumed
    from callsheet_runtime.protocol import Endpoint
    from callsheet_runtime.ticket import Ticket


_FRUITLESS = frozenset({JobState.FAILED, JobState.MODERATED, JobState.CANCELLED, JobState.EXPIRED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How to go on."""

    deadline: float
    """Seconds for all of them together."""
    download_to: str | None
    """A folder for what tasks have made."""
    settings: dict[str, str]
    any_key: bool
    """Whether jobs that were sent with another key are taken over."""
    label: str | None
    output: str


def resume(plan: Plan, *, journal: str | None) -> int:
    """Finish what can be finished; say of the rest why it is not."""
    check_folder(plan.download_to)
    with live.opened(journal) as kept:
        if kept is None:
            say(f"nothing to resume: there is no journal {live.journal_path(journal)}", plan.output)
            return 0
        kept.settle()
        work = _Work(kept, plan)
        try:
            asyncio.run(work.go())
        except KeyboardInterrupt:
            say(
                "stopped: the tasks go on at the provider and are paid for. To go on: callsheet jobs resume",
                plan.output,
            )
            return INTERRUPTED
        return work.told()


@dataclass(slots=True)
class _Work:
    """What is gone on with, and what has come of it."""

    journal: Journal
    plan: Plan
    why: dict[int, str] = field(default_factory=dict[int, str])
    """By job, why it is not finished."""
    tasks: dict[int, tuple[str, ...]] = field(default_factory=dict[int, tuple[str, ...]])
    """By job, the tasks that may have come of it."""
    files: dict[int, list[Downloaded]] = field(default_factory=dict[int, list[Downloaded]])
    jobs: list[int] = field(default_factory=list[int])
    fruitless: int = 0
    """Jobs whose tasks have ended without a result."""

    async def go(self) -> None:
        """Go on at every provider and server at once; what goes wrong at one does not stop the others."""
        wanted = {*UNFINISHED, JobState.SUCCEEDED} if self.plan.download_to is not None else UNFINISHED
        places: dict[tuple[str, str], list[Job]] = {}
        for job in self.journal.jobs(state=wanted, label=self.plan.label):
            places.setdefault((job.provider, job.server), []).append(job)
            self.jobs.append(job.id)
        await asyncio.gather(*(self._at(provider, server, jobs) for (provider, server), jobs in places.items()))

    async def _at(self, provider: str, server: str, jobs: list[Job]) -> None:
        by_hand = "://" in server
        way = live.Way(None if by_hand else server, server if by_hand else None, self.plan.settings)
        try:
            client = live.connect(AsyncClient, provider, way, journal=self.journal)
        except MissingKey as error:
            self._leave(jobs, f"{error.env}: {error.why}. Set this environment variable")
            return
        except (UnknownServer, UsageError) as error:
            self._leave(jobs, str(error))
            return
        self._leave((job for job in jobs if job.endpoint not in client.tasks), "no spec has its endpoint any more")
        jobs = [job for job in jobs if job.endpoint in client.tasks]
        async with client:
            try:
                self._resumed(client, jobs, await self._rest(client))
            except CallsheetError as error:
                self._leave(jobs, str(error))
                return
            if self.plan.download_to is not None:
                for job in jobs:
                    await self._save(client, self.journal.job(job.id), self.plan.download_to)

    async def _rest(self, client: AsyncClient) -> "Resumed":
        plan = self.plan
        return await client.resume_all(
            deadline=plan.deadline, progress=_progress(plan.output), label=plan.label, any_key=plan.any_key
        )

    def _resumed(self, client: AsyncClient, jobs: list[Job], done: "Resumed") -> None:
        for left in done.left:
            self.why[left.job.id] = left.why
            self.tasks[left.job.id] = tuple(row.task for row in left.tasks if row.task)
        looked_at = {job.id for job in done.jobs}
        for job in jobs:
            if job.id not in looked_at and job.state in UNFINISHED:
                self._leave([job], _strange(client, job) or "it was not looked at: look at it again")

    async def _save(self, client: AsyncClient, job: Job, folder: str) -> None:
        """Save what a job has made that is in no file yet."""
        if job.state is not JobState.SUCCEEDED or job.ticket is None:
            return
        if why := _strange(client, job):
            self._leave([job], why)
            return
        endpoint = _endpoint(client, job)
        context = client.context(endpoint)
        place = Destination(folder, saved=self.files.setdefault(job.id, []).append)
        steps = downloading.deliver(endpoint, endpoint.read(job.result), job.ticket, context, place)
        try:
            await downloading.drive_async(client, steps, place)
        except (CallsheetError, OSError) as error:
            self.why[job.id] = f"its result was not saved: {error}"
            failures.tell(error, self.plan.output)

    def _leave(self, jobs: Iterable[Job], why: str) -> None:
        self.why |= {job.id: why for job in jobs}

    def told(self) -> int:
        """Print what has become of each job, and answer the exit code."""
        for number in self.jobs:
            job, why = self.journal.job(number), self.why.get(number, "")
            self.fruitless += job.state in _FRUITLESS
            files = self.files.get(number, [])
            if self.plan.output == "json":
                more = {"left": why or None, "tasks": list(self.tasks.get(number, ()))}
                row = {**job.to_dict(), **more, "files": [file_as_json(one) for one in files]}
                sys.stdout.write(one_line(row) + "\n")
                continue
            sys.stdout.writelines(f"{line}\n" for line in self._in_words(job, why))
        if not self.jobs:
            say("nothing to resume", self.plan.output)
        return 1 if self.why or self.fruitless else 0

    def _in_words(self, job: Job, why: str) -> Iterable[str]:
        saved = f", saved as {job.file}" if job.file else ""
        yield printable(f"job {job.id}: {job.state}{saved} ({job.endpoint}, task {job.task or 'unknown'})")
        if why:
            yield printable(f"    left: {why}")
        if job.error and not why:
            yield printable(f"    {job.error}")
        if candidates := self.tasks.get(job.id):
            yield printable(f"    it may be: {', '.join(candidates)}")
        if why and (words := job_pages.advice(job)):
            yield f"    what to do: {words}"


def _endpoint(client: AsyncClient, job: Job) -> "Endpoint[Any, Any]":
    found: Endpoint[Any, Any] = getattr(client, client.tasks[job.endpoint]).endpoint
    return found


def _strange(client: AsyncClient, job: Job) -> str:
    """Say why a client does not go on with a job; nothing where it does."""
    try:
        ledger = client.context(_endpoint(client, job)).ledger
    except UnknownServer as error:
        return str(error)
    if ledger is not None and ledger.account == job.account:
        return ""
    return "it was sent with another key: --any-key takes it over, if it is of the same account"


def _progress(output: str) -> "Callable[[TaskStatus], None]":
    """Say what each task does, whenever it is something else."""
    heard: dict[Ticket, Callable[[TaskStatus], None]] = {}

    def look(status: TaskStatus) -> None:
        heard.setdefault(status.ticket, changes(status.ticket, output))(status)

    return look
