"""Goes on with what a journal says is paid for, or may be. Submits nothing; knows not how a task is looked for."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from callsheet_runtime.errors import CallsheetError, StillRunning, TaskEnded, UnknownServer
from callsheet_runtime.flows.reconciling import AnyEndpoint, Left, Search
from callsheet_runtime.flows.status import TaskStatus
from callsheet_runtime.flows.vocabulary import Context, Flow, Pause, locally
from callsheet_runtime.flows.watching import wait
from callsheet_runtime.journal.errors import JournalError
from callsheet_runtime.journal.jobs import Job, JobState
from callsheet_runtime.protocol import Offer

if TYPE_CHECKING:
    # It loads a database, and is the driver's to use.
    from callsheet_runtime.journal.ledger import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed:
    """What became of the jobs that were gone on with."""

    jobs: tuple[Job, ...]
    """All of them, as the journal has them now."""
    left: tuple[Left, ...]
    """Those that are not finished, and why."""

    @property
    def succeeded(self) -> tuple[Job, ...]:
        """The jobs that have a result now."""
        return tuple(job for job in self.jobs if job.state is JobState.SUCCEEDED)


@dataclass(slots=True)
class _Round:
    """What is still to be looked at, and what was said of it last."""

    search: Search
    unknown: list[Job]
    watched: list[Job]
    left: dict[int, Left]

    def go(self, progress: Callable[[TaskStatus], None] | None) -> Flow[None]:
        """Take one look at everything."""
        if self.unknown:
            found = yield from self.search.look(self.unknown)
            self.unknown = []
            for one in found:
                if isinstance(one, Left):
                    self.left[one.job.id] = one
                    if one.later:
                        self.unknown.append(one.job)
                else:
                    self.left.pop(one.id, None)
                    self.watched += [one] if one.ticket else []
        watched, self.watched = self.watched, []
        for job in watched:
            left = yield from self._look(job, progress)
            self.left.pop(job.id, None)
            if left is not None:
                self.left[job.id] = left
                self.watched += [job] if left.later else []

    def _look(self, job: Job, progress: Callable[[TaskStatus], None] | None) -> Flow[Left | None]:
        assert job.ticket is not None, "an open job has a ticket"
        endpoint, context = self.search.endpoints[job.endpoint], self.search.contexts[job.endpoint]
        try:
            yield from wait(endpoint, job.ticket, context, deadline=0, progress=progress)
        except StillRunning as error:
            return Left(job=job, why=str(error))
        except TaskEnded:
            return None
        except JournalError:
            raise
        except CallsheetError as error:
            return Left(job=job, why=str(error), later=False)
        return None


def resume_all(
    endpoints: Mapping[str, AnyEndpoint],
    context_of: Callable[[Offer[Any, Any]], Context],
    *,
    deadline: float,
    every: float | None = None,
    progress: Callable[[TaskStatus], None] | None = None,
    label: str | None = None,
    any_key: bool = False,
) -> Flow[Resumed]:
    """Settle what is unknown and wait for what is open, until all is finished or the deadline has passed."""
    if not (deadline >= 0 and (every is None or every > 0)):
        raise ValueError(f"deadline must be 0 s or more and every more than 0 s, not {deadline} and {every}")
    contexts = _contexts(endpoints, context_of)
    ledger = _ledger(contexts.values())
    servers = {name: context.server for name, context in contexts.items()}
    jobs = yield from locally(lambda: ledger.unfinished(servers, label=label, any_key=any_key))
    work = _Round(
        search=Search(endpoints, contexts, ledger),
        unknown=[job for job in jobs if job.ticket is None],
        watched=[job for job in jobs if job.ticket is not None],
        left={},
    )
    rhythm = every or max((endpoints[job.endpoint].protocol.poll.every for job in jobs), default=1.0)
    clock = next(iter(contexts.values()))
    begun, last = clock.now(), deadline == 0
    while True:
        yield from work.go(progress)
        rest = max(deadline - (clock.now() - begun), 0.0)
        if last or not (work.unknown or work.watched):
            break
        last = rhythm >= rest
        yield Pause(min(rhythm, rest))
    after = yield from locally(lambda: tuple(ledger.journal.job(job.id) for job in jobs))
    return Resumed(jobs=after, left=tuple(work.left[job.id] for job in jobs if job.id in work.left))


def reconcile(endpoints: Mapping[str, AnyEndpoint], context_of: Callable[[Offer[Any, Any]], Context]) -> Flow[Resumed]:
    """Look once for the tasks of submissions whose outcome is unknown; what is open is left to whoever waits for it."""
    contexts = _contexts(endpoints, context_of)
    ledger = _ledger(contexts.values())
    servers = {name: context.server for name, context in contexts.items()}
    unfinished = yield from locally(lambda: ledger.unfinished(servers))
    unknown = [job for job in unfinished if job.ticket is None]
    found = yield from Search(endpoints, contexts, ledger).look(unknown)
    after = yield from locally(lambda: tuple(ledger.journal.job(job.id) for job in unknown))
    return Resumed(jobs=after, left=tuple(one for one in found if isinstance(one, Left)))


def _contexts(
    endpoints: Mapping[str, AnyEndpoint], context_of: Callable[[Offer[Any, Any]], Context]
) -> dict[str, Context]:
    contexts: dict[str, Context] = {}
    for name, endpoint in endpoints.items():
        try:
            contexts[name] = context_of(endpoint)
        except UnknownServer:
            continue  # it is not offered there, so that none of its tasks are
    return contexts


def _ledger(contexts: Iterable[Context]) -> "Ledger":
    ledger = next((context.ledger for context in contexts), None)
    if ledger is None:
        raise ValueError("nothing to resume: this client has no journal, or creates no tasks; pass journal=…")
    return ledger
