"""Has a driver write down what is sent and seen, in an order that survives a crash. Does no I/O, decides no repeat.

Before the send: that it is planned, then that it is on its way. After the answer, before anything else: what became of
it. What cannot be written down afterwards is said in the error that is raised, the ticket included.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from callsheet_runtime.errors import OutcomeUnknown
from callsheet_runtime.flows.answers import complaint_of_task
from callsheet_runtime.flows.outcomes import billed_by, shows_result
from callsheet_runtime.flows.stakes import at_stake
from callsheet_runtime.flows.status import TaskStatus
from callsheet_runtime.flows.vocabulary import Context, Flow, Local, Pause
from callsheet_runtime.journal.errors import JournalError
from callsheet_runtime.journal.jobs import Job, JobState, ended_as
from callsheet_runtime.journal.plans import Sight
from callsheet_runtime.machine import Meaning
from callsheet_runtime.protocol import Endpoint, Q, R
from callsheet_runtime.ticket import Ticket

if TYPE_CHECKING:
    # Loaded where there is a journal.
    from callsheet_runtime.journal.entries import Entry

_REST = 0.25
"""Seconds between two looks at what another process is sending."""
_PATIENCE = 900.0
"""Seconds after which another process that is still sending the same request is no longer waited for."""


def recorded(entry: "Entry", sent: Callable[["Entry"], Flow[Ticket]], context: Context, *, lookup: str) -> Flow[Ticket]:
    """Run a submit between its lines in the journal, unless a task of the same request is under way."""
    ticket: Ticket | None = None
    try:
        attached = yield from _attached(entry, context, lookup)
        if attached is not None:
            return attached
        ticket = yield from sent(entry)
        yield from _kept(entry, ticket)
    except GeneratorExit:
        raise  # nobody is there to write anything; whoever opens the journal next finds that nobody was
    except BaseException as error:
        yield from _said(entry, error, ticket)
        raise
    finally:
        entry.release()
    return ticket


def _attached(entry: "Entry", context: Context, lookup: str) -> Flow[Ticket | None]:
    """Find the task of the same request, or wait for whoever is sending it; `None` where this one is planned now."""
    begun = context.now()
    while True:
        yield Local(entry.begin)
        job = entry.found
        if job is None:
            return None
        if job.ticket is not None:
            return job.ticket
        if job.state is JobState.UNKNOWN or context.now() - begun > _PATIENCE:
            raise _unsettled(job, lookup)
        yield Pause(_REST)


def _unsettled(job: Job, lookup: str) -> OutcomeUnknown:
    doing = "is being sent by another process" if job.state is not JobState.UNKNOWN else job.error
    return OutcomeUnknown(
        job.endpoint,
        why=f"it is job {job.id} of the journal: {doing}",
        fingerprint=job.fingerprint,
        model=job.model,
        sent_at=job.sent or job.planned,
        lookup=f"resume_all() looks for it, adopt() and forget() of the journal decide. {lookup}",
    )


def _kept(entry: "Entry", ticket: Ticket) -> Flow[None]:
    with at_stake(ticket):
        try:
            yield Local(partial(entry.created, ticket))
        except JournalError as error:
            error.ticket, error.sent, error.billed, error.repeatable = ticket, True, None, False
            error.add_note(f"task {ticket.task} was created all the same; its ticket: {ticket.to_json()}")
            raise


def _said(entry: "Entry", error: BaseException, ticket: Ticket | None) -> Flow[None]:
    try:
        yield Local(partial(entry.failed, error, ticket))
    except JournalError as unwritten:
        error.add_note(f"and this could not be written down: {unwritten}")


def noted(endpoint: Endpoint[Q, R], status: TaskStatus, context: Context) -> Flow[None]:
    """Write down what a look at a task has shown, before anybody else hears of it."""
    if context.ledger is not None:
        sight = _sight(endpoint, status)
        try:
            yield Local(partial(context.ledger.saw, status.ticket, sight))
        except JournalError as error:
            error.ticket, error.sent, error.billed = status.ticket, True, sight.billed
            raise


def _sight(endpoint: Endpoint[Q, R], status: TaskStatus) -> Sight:
    said, means, answer = status.status, status.means, status.answer
    if not status.terminal:
        return Sight(status=said, means=means, state=JobState.OPEN)
    billed = billed_by(endpoint.protocol, status)
    if means is not Meaning.SUCCEEDED:
        complaint = complaint_of_task(endpoint.protocol, answer)
        words = ": ".join(filter(None, (complaint.code, complaint.message)))
        return Sight(status=said, means=means, state=ended_as(means), billed=billed, error=words)
    if shows_result(endpoint, answer):
        return Sight(status=said, means=means, state=JobState.SUCCEEDED, billed=billed, result=answer)
    lacking = f"it has succeeded, and its answer holds no {endpoint.result}"
    return Sight(status=said, means=means, state=JobState.OPEN, billed=billed, error=lacking)
