"""Waits for tasks and blocks: one call after the other, in the order that the crowd says. Decides nothing itself."""

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager

from callsheet_runtime import flows
from callsheet_runtime.clients import Client
from callsheet_runtime.errors import CallsheetError
from callsheet_runtime.flows.crowd import Crowd, Entry, Late, Look
from callsheet_runtime.flows.status import TaskStatus
from callsheet_runtime.flows.sweeping import REFUSED, Page, read_page
from callsheet_runtime.flows.vocabulary import Context, Flow, Pause, Repeat
from callsheet_runtime.flows.watching import Watched, begin, look, rest
from callsheet_runtime.protocol import Endpoint, Q, R
from callsheet_runtime.ticket import Ticket
from callsheet_runtime.waiting.finished import Finished, finish
from callsheet_runtime.waiting.interrupts import is_interrupt, leaving, was_cancelled, was_not_cancelled

Progress = Callable[[TaskStatus], None]


def watch(
    client: Client, endpoint: Endpoint[Q, R], ticket: Ticket, *, deadline: float | None, every: float | None
) -> Iterator[TaskStatus]:
    """Look at a task in its rhythm, and give each status, the last one included."""
    seen: list[TaskStatus] = []
    watched = begin(endpoint, ticket, client.context(endpoint), deadline=deadline, every=every, progress=seen.append)
    while (ended := client.drive(_kept(watched, seen))) is None:
        yield from seen
        seen.clear()
        client.drive(rest(watched))
    yield ended


def as_finished(
    client: Client,
    endpoint: Endpoint[Q, R],
    tickets: Iterable[Ticket],
    *,
    deadline: float | None,
    every: float | None,
    progress: Progress | None,
) -> Iterator[Finished[R]]:
    """Wait for many tasks, and give each as it ends."""
    context = client.context(endpoint)
    crowd: Crowd[Entry] = Crowd(protocol=endpoint.protocol, held=lambda: context.held(endpoint.protocol.poll))
    started = [
        begin(endpoint, ticket, context, deadline=deadline, every=every, progress=progress)
        for ticket in dict.fromkeys(tickets)
    ]
    with leaving(lambda: (entry.watched.ticket for entry in crowd.entries)):
        for watched in started:
            crowd.join(Entry(watched=watched), context.now())
        while crowd.entries:
            match crowd.next(context.now()):
                case Look(entry):
                    if (end := _look(client, crowd, entry, context)) is not None:
                        yield finish(endpoint, entry.watched, end)
                case Late(entry):
                    crowd.leave(entry, context.now())
                    yield finish(endpoint, entry.watched, entry.watched.given_up())
                case Page() as page:
                    _list(client, crowd, endpoint, page, context)
                case step:
                    assert step is not None, "nothing is ever under way while the crowd is asked"
                    client.drive(_pause(step.seconds))


@contextmanager
def cancelling(client: Client, endpoint: Endpoint[Q, R], ticket: Ticket) -> Generator[None]:
    """Ask the provider to end the task when the wait for it is interrupted: once, and no second interrupt is caught."""
    try:
        yield
    except BaseException as error:
        if is_interrupt(error):
            error.add_note(_cancel(client, endpoint, ticket, error))
        raise


def _cancel(client: Client, endpoint: Endpoint[Q, R], ticket: Ticket, error: BaseException) -> str:
    try:
        client.drive(flows.cancel(endpoint, ticket, once(client.context(endpoint))))
    except CallsheetError as refusal:
        return was_not_cancelled(ticket, str(refusal))
    return was_cancelled(error, ticket)


def once(context: Context) -> Context:
    """Repeat nothing: somebody wants to leave."""
    from dataclasses import replace  # noqa: PLC0415 -- few are interrupted

    return replace(context, repeat=Repeat(times=0))


def _look(client: Client, crowd: Crowd[Entry], entry: Entry, context: Context) -> TaskStatus | CallsheetError | None:
    try:
        status = client.drive(look(entry.watched))
    except CallsheetError as error:
        crowd.leave(entry, context.now())
        return error
    if status is None:
        crowd.alive(entry)
    else:
        crowd.ended(entry, context.now())
    return status


def _list(client: Client, crowd: Crowd[Entry], endpoint: Endpoint[Q, R], page: Page, context: Context) -> None:
    try:
        listed = client.drive(read_page(endpoint, context, page))
    except REFUSED:
        crowd.unlisted(page, context.now(), for_good=True)
        return
    if listed is None:
        crowd.unlisted(page, context.now(), for_good=False)
    else:
        crowd.listed(page, listed, context.now())


def _kept(watched: Watched, seen: list[TaskStatus]) -> Flow[TaskStatus | None]:
    ended = yield from look(watched)
    if ended is not None:
        seen.clear()
    return ended


def _pause(seconds: float) -> Flow[None]:
    yield Pause(seconds)
