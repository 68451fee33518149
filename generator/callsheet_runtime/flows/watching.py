"""Follows a task to its end, and reads its result. Knows not how a task is created, only that `submit` does it."""

from collections.abc import Callable
from dataclasses import dataclass

from callsheet_runtime.errors import CallFailed, NoResult, ProviderError, StillRunning, end
from callsheet_runtime.flows.answers import complaint_of_task, may_pass, state_of
from callsheet_runtime.flows.exchange import heard, rest_after
from callsheet_runtime.flows.inquiring import Inquiry, ask, inquiry_about, sift
from callsheet_runtime.flows.stakes import at_stake
from callsheet_runtime.flows.submitting import submit
from callsheet_runtime.flows.vocabulary import Again, Context, Flow, Pause, Reply
from callsheet_runtime.machine import ALIVE, Meaning
from callsheet_runtime.protocol import Body, Category, Endpoint, Protocol, Q, R
from callsheet_runtime.reading import Answer, look, word
from callsheet_runtime.ticket import Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskStatus:
    """One look at a task."""

    ticket: Ticket
    status: str | None
    """The provider's word; `None` where the answer has none."""
    means: Meaning
    answer: Answer
    """The whole answer."""


def poll(endpoint: Endpoint[Q, R], ticket: Ticket, context: Context) -> Flow[TaskStatus]:
    """Take one look at a task, repeated within the budget where the look itself fails."""
    inquiry = _look_at(endpoint, ticket, context)
    with at_stake(ticket):
        answer = yield from ask(inquiry)
    return _status(endpoint.protocol, ticket, answer)


def wait(
    endpoint: Endpoint[Q, R],
    ticket: Ticket,
    context: Context,
    *,
    deadline: float,
    every: float | None = None,
    progress: Callable[[TaskStatus], None] | None = None,
) -> Flow[R]:
    """Look at a task until it ends or the deadline, in seconds from now, has passed; answer its result."""
    rhythm = endpoint.protocol.poll.every if every is None else every
    with at_stake(ticket):
        if not (deadline >= 0 and rhythm > 0):
            raise ValueError(f"deadline must be 0 s or more and every more than 0 s, not {deadline} and {rhythm}")
        inquiry = _look_at(endpoint, ticket, context)
        status = yield from _until_ended(endpoint.protocol, inquiry, ticket, deadline, rhythm, progress or _say_nothing)
        return _result(endpoint, status)


def run(
    endpoint: Endpoint[Q, R],
    request: Q | Body,
    context: Context,
    *,
    deadline: float,
    every: float | None = None,
    progress: Callable[[TaskStatus], None] | None = None,
    keep: Callable[[Ticket], None] | None = None,
) -> Flow[R]:
    """Create a task, hand its ticket to `keep` before anything else, and wait for it."""
    ticket = yield from submit(endpoint, request, context)
    if keep:
        with at_stake(ticket):
            keep(ticket)
    return (yield from wait(endpoint, ticket, context, deadline=deadline, every=every, progress=progress))


def _look_at(endpoint: Endpoint[Q, R], ticket: Ticket, context: Context) -> Inquiry:
    protocol = endpoint.protocol
    return inquiry_about(endpoint, protocol.poll, ticket, context, what="the look at", holds=protocol.machine.at)


def _until_ended(
    protocol: Protocol,
    inquiry: Inquiry,
    ticket: Ticket,
    deadline: float,
    every: float,
    progress: Callable[[TaskStatus], None],
) -> Flow[TaskStatus]:
    """Look, rest, look again. A look that fails does not fail the task; the last one is taken at the deadline."""
    context = inquiry.context
    begun, faults, seen, last = context.now(), 0, None, deadline == 0
    while True:
        reply = heard((yield inquiry.call))
        found = _glance(protocol, inquiry, ticket, reply)
        if isinstance(found, TaskStatus):
            progress(found)
            if found.means not in ALIVE:
                return found
            faults, seen = 0, found.status
        else:
            faults += 1
        waited = context.now() - begun
        if last:
            trouble = "" if isinstance(found, TaskStatus) else found.why
            raise StillRunning(ticket, status=seen, waited=waited, trouble=trouble)
        left = max(deadline - waited, 0.0)
        rest = max(every, rest_after(reply, faults, context)) if faults else every
        last = rest >= left
        yield Pause(min(rest, left), Again(inquiry.call, faults, reply) if faults else None)


def _glance(
    protocol: Protocol, inquiry: Inquiry, ticket: Ticket, reply: Reply
) -> TaskStatus | ProviderError | CallFailed:
    """Read one look at a task; raise only what no later look can put right."""
    match sift(inquiry, reply):
        case ProviderError() as error if not (error.repeatable or may_pass(error.complaint.http_status)):
            raise error
        case ProviderError() | CallFailed() as error:
            return error
        case answer:
            return _status(protocol, ticket, answer)


def _status(protocol: Protocol, ticket: Ticket, answer: Answer) -> TaskStatus:
    status = word(answer, protocol.machine.at)
    means = state_of(protocol, status).means
    if means is Meaning.FAILED and complaint_of_task(protocol, answer).category is Category.MODERATION:
        means = Meaning.REFUSED
    return TaskStatus(ticket=ticket, status=status, means=means, answer=answer)


def _result(endpoint: Endpoint[Q, R], status: TaskStatus) -> R:
    """Read what was paid for, or say why there is nothing to read."""
    protocol, answer = endpoint.protocol, status.answer
    billed = state_of(protocol, status.status).billed
    if status.means is not Meaning.SUCCEEDED:
        raise end(
            status.ticket,
            complaint_of_task(protocol, answer),
            meaning=status.means,
            status=status.status,
            billed=billed,
            answer=answer,
        )
    if look(answer, endpoint.result) in (None, "", [], {}):
        raise NoResult(status.ticket, result=endpoint.result, status=status.status, billed=billed, answer=answer)
    return endpoint.read(answer)


def _say_nothing(_status: TaskStatus) -> None:
    """Take no notice of progress."""
