"""Follows a task to its end. Knows not how a task is created, only that `submit` does it.

Whoever waits for a task, alone or for thousands, blocking or awaiting, takes each look by `look`: what a status, a
fault, a deadline comes to is decided here once.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from callsheet_runtime.errors import CallFailed, ProviderError, StillRunning
from callsheet_runtime.flows.answers import may_pass
from callsheet_runtime.flows.exchange import heard, rest_after
from callsheet_runtime.flows.inquiring import Inquiry, ask, inquiry_about, sift
from callsheet_runtime.flows.outcomes import read_result, read_status
from callsheet_runtime.flows.recording import noted
from callsheet_runtime.flows.stakes import at_stake
from callsheet_runtime.flows.status import TaskStatus
from callsheet_runtime.flows.submitting import submit
from callsheet_runtime.flows.vocabulary import Again, Context, Flow, Pause, Reply
from callsheet_runtime.journal.plans import Wish
from callsheet_runtime.protocol import Body, Endpoint, Q, R
from callsheet_runtime.raw import Raw
from callsheet_runtime.ticket import Ticket

DEADLINE = 3600.0
"""Seconds to wait where neither the caller nor the provider's pages say how long a task may take."""


def say_nothing(_status: TaskStatus) -> None:
    """Take no notice of progress."""


@dataclass(slots=True, eq=False, kw_only=True)
class Watched:
    """One task that somebody waits for: what is known of it, and when to look at it again."""

    endpoint: Endpoint[Any, Any]
    ticket: Ticket
    inquiry: Inquiry
    begun: float
    """When the wait began, by the client's clock."""
    deadline: float
    """Seconds from then."""
    every: float
    progress: Callable[[TaskStatus], None] = field(default=say_nothing)
    born: float | None = None
    """When the task was created, by the client's clock; `None` where the ticket does not say."""
    due: float = 0.0
    last: bool = False
    """Whether the next look is the last."""
    faults: int = 0
    seen: str | None = None
    looked: float | None = None
    """When it was last seen to be alive."""

    @property
    def end(self) -> float:
        """When the wait is over, whether or not the task is."""
        return self.begun + self.deadline

    def put_off(self, until: float) -> None:
        """Look again then, or at the deadline, if that is earlier: it is the last look then."""
        self.last = until >= self.end
        self.due = min(until, max(self.end, self.inquiry.context.now()))

    def heard(self, found: TaskStatus | ProviderError | CallFailed, reply: Reply) -> TaskStatus | None:
        """Take notice of a look; answer how the task ended, if it has, or set the time of the next look.

        Raises:
            StillRunning: it was the last look.

        """
        context = self.inquiry.context
        now = context.now()
        if isinstance(found, TaskStatus):
            if found.terminal:
                return found
            self.faults, self.seen, self.looked = 0, found.status, now
        else:
            self.faults += 1
        if self.last:
            raise self.given_up("" if isinstance(found, TaskStatus) else found.why)
        rest = self.every * (0.9 + 0.2 * context.chance())
        if self.faults:
            rest = max(rest, rest_after(reply, self.faults, context))
        self.put_off(now + rest)
        if self.faults:
            context.repeats(Again(self.inquiry.call, self.faults, reply), self.due - now)
        return None

    def given_up(self, trouble: str = "") -> StillRunning:
        """Say that the deadline has passed."""
        waited = self.inquiry.context.now() - self.begun
        return StillRunning(self.ticket, status=self.seen, waited=waited, trouble=trouble)


def begin(
    endpoint: Endpoint[Q, R],
    ticket: Ticket,
    context: Context,
    *,
    deadline: float | None = None,
    every: float | None = None,
    progress: Callable[[TaskStatus], None] | None = None,
) -> Watched:
    """Begin to wait for a task; sends nothing.

    Raises:
        ValueError: a deadline or a rhythm makes no sense.
        WrongTicket: the ticket is of another endpoint or server.

    """
    poll_ = endpoint.protocol.poll
    rhythm = poll_.every if every is None else every
    patience = (poll_.gives_up or DEADLINE) if deadline is None else deadline
    with at_stake(ticket):
        if not (patience >= 0 and rhythm > 0):
            raise ValueError(f"deadline must be 0 s or more and every more than 0 s, not {patience} and {rhythm}")
        now, age = context.now(), age_of(ticket, context.today())
        return Watched(
            endpoint=endpoint,
            ticket=ticket,
            inquiry=_look_at(endpoint, ticket, context),
            begun=now,
            deadline=patience,
            every=rhythm,
            progress=progress or say_nothing,
            born=None if age is None else now - age,
            due=now,
            last=patience == 0,
        )


def look(watched: Watched) -> Flow[TaskStatus | None]:
    """Take one look at a task that is waited for; answer how it ended, if it has.

    Raises:
        StillRunning: it was the last look.
        ProviderError: the provider refuses to tell, for a reason that no later look can put right.

    """
    inquiry, ticket = watched.inquiry, watched.ticket
    with at_stake(ticket):
        reply = heard((yield inquiry.call))
        match sift(inquiry, reply):
            case ProviderError() as error if not (error.repeatable or may_pass(error.complaint.http_status)):
                raise error
            case ProviderError() | CallFailed() as error:
                return watched.heard(error, reply)
            case answer:
                status = read_status(watched.endpoint.protocol, ticket, answer)
                yield from noted(watched.endpoint, status, inquiry.context)
                inquiry.context.seen(status)
                watched.progress(status)
                return watched.heard(status, reply)


def rest(watched: Watched) -> Flow[None]:
    """Do nothing until the next look; longer, where another task's look was told that it was one too many."""
    context, operation = watched.inquiry.context, watched.inquiry.call.operation
    with at_stake(watched.ticket):
        while True:
            if (left := watched.due - context.now()) > 0:
                yield Pause(left)
            held = context.held(operation)
            if watched.last or not held:
                return
            watched.put_off(context.now() + held)


def poll(endpoint: Endpoint[Q, R], ticket: Ticket, context: Context) -> Flow[TaskStatus]:
    """Take one look at a task, repeated within the budget where the look itself fails."""
    inquiry = _look_at(endpoint, ticket, context)
    with at_stake(ticket):
        answer = yield from ask(inquiry)
        status = read_status(endpoint.protocol, ticket, answer)
        yield from noted(endpoint, status, context)
        context.seen(status)
    return status


def wait(
    endpoint: Endpoint[Q, R],
    ticket: Ticket,
    context: Context,
    *,
    deadline: float | None = None,
    every: float | None = None,
    progress: Callable[[TaskStatus], None] | None = None,
) -> Flow[R]:
    """Look at a task until it ends or the deadline, in seconds from now, has passed; answer its result."""
    watched = begin(endpoint, ticket, context, deadline=deadline, every=every, progress=progress)
    while (status := (yield from look(watched))) is None:
        yield from rest(watched)
    with at_stake(ticket):
        return read_result(endpoint, status)


def run(
    endpoint: Endpoint[Q, R],
    request: Q | Raw[Q] | Body,
    context: Context,
    *,
    deadline: float | None = None,
    every: float | None = None,
    progress: Callable[[TaskStatus], None] | None = None,
    keep: Callable[[Ticket], None] | None = None,
    wish: Wish | None = None,
) -> Flow[R]:
    """Create a task, hand its ticket to `keep` before anything else, and wait for it."""
    ticket = yield from begun(endpoint, request, context, keep=keep, wish=wish)
    return (yield from wait(endpoint, ticket, context, deadline=deadline, every=every, progress=progress))


def begun(
    endpoint: Endpoint[Q, R],
    request: Q | Raw[Q] | Body,
    context: Context,
    *,
    keep: Callable[[Ticket], None] | None = None,
    wish: Wish | None = None,
) -> Flow[Ticket]:
    """Create a task, and hand its ticket to `keep` before anything else."""
    ticket = yield from submit(endpoint, request, context, wish=wish)
    if keep:
        with at_stake(ticket):
            keep(ticket)
    return ticket


def age_of(ticket: Ticket, today: datetime) -> float | None:
    """Say how many seconds ago a task was created; `None` where the ticket does not say."""
    try:
        created = datetime.fromisoformat(ticket.created)
    except ValueError:
        return None
    return max((today - created.replace(tzinfo=created.tzinfo or UTC)).total_seconds(), 0.0)


def _look_at(endpoint: Endpoint[Q, R], ticket: Ticket, context: Context) -> Inquiry:
    protocol = endpoint.protocol
    return inquiry_about(endpoint, protocol.poll, ticket, context, what="the look at", holds=protocol.machine.at)
