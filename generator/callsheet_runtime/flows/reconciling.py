"""Looks for the tasks of submissions whose outcome nobody knows, in the provider's list. Submits nothing, ever.

A task may be what came of a submission where it was created around the time of the send, is of the same model, is no
job's of the journal, and shows nothing else than what was asked for. It is taken for that only where it is the one such
task of the one such submission; of several submissions of the same request, where there are not more such tasks than
submissions. That none was created is concluded only from a complete list, once the time around the send is over, as
long as the provider remembers tasks, and where nothing at all in the list could be it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeAlias

from callsheet_runtime.errors import CallFailed, ProviderError
from callsheet_runtime.flows.managing import TaskRow, list_tasks
from callsheet_runtime.flows.status import TaskStatus
from callsheet_runtime.flows.vocabulary import Context, Flow, locally
from callsheet_runtime.flows.watching import poll
from callsheet_runtime.journal.jobs import Job
from callsheet_runtime.machine import ALIVE, Meaning
from callsheet_runtime.protocol import Endpoint, Listing
from callsheet_runtime.reading import look
from callsheet_runtime.ticket import Ticket

if TYPE_CHECKING:
    # It loads a database, and is the driver's to use.
    from callsheet_runtime.journal.ledger import Ledger

AnyEndpoint: TypeAlias = "Endpoint[Any, Any]"

AROUND = timedelta(minutes=10)
"""How far the provider's clock may be from ours, and how long a task may take to be listed."""
ON_ITS_WAY = timedelta(minutes=15)
"""How long a request may be on its way that nobody has seen an answer to."""
REMEMBERED = 24 * 3600.0
"""Seconds that a provider is taken to remember a task where no page says."""
_MOST_PAGES = 100


class Fit(Enum):
    """How a task and a submission go together."""

    FITS = "fits"
    DIFFERS = "differs"
    RUNS = "runs"
    """It is not over, and shows what was asked for only then."""
    SILENT = "silent"
    """It shows nothing of what was asked for."""


_Pair: TypeAlias = tuple[TaskRow, Fit]


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A job that is not finished, and why."""

    job: Job
    why: str
    tasks: tuple[TaskRow, ...] = ()
    """The tasks that may have come of it, where its outcome is unknown: for a person to choose from."""
    later: bool = True
    """Whether more may be known later, without anybody's doing."""


@dataclass(frozen=True, slots=True)
class _Listed:
    rows: tuple[TaskRow, ...]
    complete: bool
    """Whether that is all there is."""


@dataclass(slots=True)
class Search:
    """A search for what became of submissions; asks about each task that is over only once."""

    endpoints: Mapping[str, AnyEndpoint]
    contexts: Mapping[str, Context]
    ledger: "Ledger"
    seen: dict[tuple[str, str], TaskStatus] = field(default_factory=dict[tuple[str, str], TaskStatus])

    def look(self, jobs: Sequence[Job]) -> Flow[list[Job | Left]]:
        """Find out what can be found out: each job as it is then, or what is left to be known of it."""
        self.seen = {place: status for place, status in self.seen.items() if status.means not in ALIVE}
        lists: dict[int, _Listed] = {}
        found: dict[int, Left] = {}
        fits: dict[int, list[_Pair]] = {}
        for job in jobs:
            listed = yield from self._listed(job)
            if isinstance(listed, Left):
                found[job.id] = listed
                continue
            lists[job.id] = listed
            fits[job.id] = yield from self._fits(job, listed.rows)
        outcome: list[Job | Left] = []
        shares = _shares([job for job in jobs if job.id in fits], fits)
        taken = frozenset(shares.values())
        for job in jobs:
            if job.id in found:
                outcome.append(found[job.id])
            elif job.id in shares:
                outcome.append((yield from self._adopted(job, shares[job.id])))
            else:
                rivals = [pair for other, pairs in fits.items() if other != job.id for pair in pairs]
                listed = replace(lists[job.id], rows=tuple(row for row in lists[job.id].rows if row.task not in taken))
                left = [pair for pair in fits[job.id] if pair[0].task not in taken]
                outcome.append((yield from self._decided(job, listed, left, rivals)))
        return outcome

    def _listed(self, job: Job) -> Flow[_Listed | Left]:
        endpoint, context = self.endpoints[job.endpoint], self.contexts[job.endpoint]
        listing = endpoint.protocol.listing
        if listing is None:
            why = f"{job.provider} lists no tasks: look into its console, then adopt the task or forget the job"
            return Left(job=job, why=why, later=False)
        since, until = window(job)
        try:
            listed = yield from _pages(endpoint, listing, context, since, until)
        except (CallFailed, ProviderError) as error:
            return Left(job=job, why=str(error))
        known = yield from locally(lambda: self.ledger.known_tasks(job.server))
        rows = tuple(row for row in listed.rows if row.task not in known and _may_be(row, job, since, until))
        return _Listed(rows, listed.complete)

    def _fits(self, job: Job, rows: Sequence[TaskRow]) -> Flow[list[_Pair]]:
        """Compare each task with a submission; tasks that plainly are something else are left out."""
        compared: list[_Pair] = []
        for row in rows:
            fit = yield from self._fit(job, row)
            if fit is not Fit.DIFFERS:
                compared.append((row, fit))
        return compared

    def _fit(self, job: Job, row: TaskRow) -> Flow[Fit]:
        endpoint = self.endpoints[job.endpoint]
        if row.task is None:
            return Fit.SILENT
        if not endpoint.echoes:
            return Fit.FITS
        status = self.seen.get((job.server, row.task))
        if status is None:
            try:
                ticket = Ticket(endpoint=job.endpoint, task=row.task, server=job.server)
                status = yield from poll(endpoint, ticket, self.contexts[job.endpoint])
            except (CallFailed, ProviderError):
                return Fit.RUNS
            self.seen[job.server, row.task] = status
        return compare(endpoint, job, status)

    def _decided(self, job: Job, listed: _Listed, fits: Sequence[_Pair], rivals: Sequence[_Pair]) -> Flow[Job | Left]:
        """Decide on a submission by the tasks that may have come of it, and may have come of others as well."""
        rows = tuple(row for row, _ in fits)
        if any(fit is Fit.RUNS for _, fit in fits):
            why = f"{_these(rows)} may have come of it, and shows what it was made from when it is over"
            return Left(job=job, why=why, tasks=rows)
        shared = [fit for row, fit in rivals if row.task in {one.task for one in rows}]
        if len(fits) == 1 and fits[0][1] is Fit.FITS and rows[0].task is not None and not shared:
            return (yield from self._adopted(job, rows[0].task))
        if rows:
            why = f"{_these(rows)} may have come of it: adopt the one that did, or forget the job"
            return Left(job=job, why=why, tasks=rows, later=Fit.RUNS in shared)
        if listed.rows:
            why = f"{_these(listed.rows)} is of that time, and looks like something else: adopt it, or forget the job"
            return Left(job=job, why=why, tasks=listed.rows, later=False)
        return (yield from self._absent(job, listed))

    def _adopted(self, job: Job, task: str) -> Flow[Job | Left]:
        adopted = yield from locally(lambda: self.ledger.adopt(job, task))
        return adopted or Left(job=job, why=f"another process has decided on it or on task {task} meanwhile")

    def _absent(self, job: Job, listed: _Listed) -> Flow[Job | Left]:
        """Conclude from a list in which nothing could be it, if that list is worth a conclusion."""
        endpoint, today = self.endpoints[job.endpoint], self.contexts[job.endpoint].today()
        since, until = window(job)
        if today <= until:
            return Left(job=job, why=f"no task of it is listed; that is sure after {until:%Y-%m-%dT%H:%M:%SZ}")
        kept = endpoint.retention.task if endpoint.retention else None
        remembered = REMEMBERED if kept is None else kept
        if not listed.complete or today - since > timedelta(seconds=remembered):
            lacking = "does not go back that far" if listed.complete else "is not complete"
            why = f"no task of it is listed, and the list {lacking}: adopt a task, or forget the job"
            return Left(job=job, why=why, later=False)
        why = f"no task of it was created: at {today:%Y-%m-%dT%H:%M:%SZ} the provider's list showed none"
        return (yield from locally(lambda: self.ledger.not_created(job, why)))


def _shares(jobs: Sequence[Job], fits: Mapping[int, Sequence[_Pair]]) -> dict[int, str]:
    """Share tasks out among submissions of the same request, by id of the job: any of them may be any one's.

    Only where all of these tasks fit all of these submissions, and no other, and there are not more of them.
    """
    alike: dict[tuple[str, str, str], list[Job]] = {}
    for job in jobs:
        alike.setdefault((job.fingerprint, job.endpoint, job.server), []).append(job)
    shares: dict[int, str] = {}
    for same in alike.values():
        sets = {frozenset((row.task, fit) for row, fit in fits[job.id]) for job in same}
        tasks = sorted(row.task for row, fit in fits[same[0].id] if row.task is not None and fit is Fit.FITS)
        ours = {job.id for job in same}
        others = {row.task for other, pairs in fits.items() if other not in ours for row, _ in pairs}
        sure = len(tasks) == len(fits[same[0].id]) and len(sets) == 1 and others.isdisjoint(tasks)
        if len(same) > 1 and sure and len(tasks) <= len(same):
            shares |= {job.id: task for job, task in zip(same, tasks, strict=False)}
    return shares


def window(job: Job) -> tuple[datetime, datetime]:
    """Tell between which times a task must have been created that came of a submission."""
    sent = job.sent or job.planned
    arrived = sent + ON_ITS_WAY if job.answered is None else min(job.answered, sent + ON_ITS_WAY)
    return sent - AROUND, arrived + AROUND


def compare(endpoint: AnyEndpoint, job: Job, status: TaskStatus) -> Fit:
    """Compare what an answer about a task shows with what was asked for."""
    alike = 0
    for echo in endpoint.echoes:
        asked, shown = look(job.body, echo.asked), look(status.answer, echo.shown)
        asked = echo.usual if asked is None else asked
        if asked is None or shown is None:
            continue
        if not _is_same(asked, shown):
            return Fit.DIFFERS
        alike += 1
    if alike:
        return Fit.FITS
    if status.means in ALIVE:
        return Fit.RUNS
    # What has failed shows nothing, and costs nothing to be taken for it; a clip must say whose it is.
    return Fit.SILENT if status.means in {Meaning.SUCCEEDED, Meaning.EXPIRED} else Fit.FITS


def _is_same(asked: object, shown: object) -> bool:
    if isinstance(asked, bool) or isinstance(shown, bool):
        return asked is shown
    if isinstance(asked, (int, float)):
        try:
            return float(asked) == float(str(shown))
        except ValueError:
            return False
    return str(asked).strip() == str(shown).strip()


def _may_be(row: TaskRow, job: Job, since: datetime, until: datetime) -> bool:
    in_time = row.created is None or since <= row.created <= until
    # Lists shorten names: what counts is what follows the last slash.
    models = {one.rpartition("/")[2] for one in (row.model, job.model) if one}
    return in_time and len(models) <= 1


def _pages(
    endpoint: AnyEndpoint, listing: Listing, context: Context, since: datetime, until: datetime
) -> Flow[_Listed]:
    """Read the list of that time, all its pages."""
    rows: list[TaskRow] = []
    for number in range(1, _MOST_PAGES + 1):
        page = yield from list_tasks(
            endpoint,
            context,
            since=since if listing.query_since else None,
            until=until if listing.query_until else None,
            page=number if listing.query_page else None,
        )
        rows += page.tasks
        if not isinstance(look(page.answer, listing.rows), list):
            break  # a list that is not there is no empty list
        if page.pages is not None or page.total is not None:
            done = number >= page.pages if page.pages is not None else len(rows) >= (page.total or 0)
        else:
            done = not page.tasks
        if done:
            return _Listed(tuple(rows), complete=listing.query_page is not None or page.total == len(rows))
        if not listing.query_page or not page.tasks:
            break
    return _Listed(tuple(rows), complete=False)


def _these(rows: Sequence[TaskRow]) -> str:
    return ("task " if len(rows) == 1 else "one of the tasks ") + ", ".join(row.task or "without an id" for row in rows)
