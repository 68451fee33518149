"""Waits for tasks and lets others work: all through their client's scheduler."""

import asyncio
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
from functools import partial

from callsheet_runtime import flows
from callsheet_runtime.clients import AsyncClient
from callsheet_runtime.errors import CallsheetError
from callsheet_runtime.flows.outcomes import read_result
from callsheet_runtime.flows.stakes import at_stake
from callsheet_runtime.flows.status import TaskStatus
from callsheet_runtime.flows.watching import begin
from callsheet_runtime.protocol import Endpoint, Q, R
from callsheet_runtime.ticket import Ticket
from callsheet_runtime.waiting.blocking import Progress, once
from callsheet_runtime.waiting.finished import Finished, finish
from callsheet_runtime.waiting.interrupts import is_interrupt, leaving, was_cancelled, was_not_cancelled
from callsheet_runtime.waiting.scheduler import Waiter

PATIENCE = 10.0
"""Seconds that a cancel may take when the wait was interrupted."""


async def wait(
    client: AsyncClient,
    endpoint: Endpoint[Q, R],
    ticket: Ticket,
    *,
    deadline: float | None,
    every: float | None,
    progress: Progress | None,
) -> R:
    """Wait for one task, and read its result."""
    context = client.context(endpoint)
    watched = begin(endpoint, ticket, context, deadline=deadline, every=every, progress=progress)
    status = await client.scheduler(endpoint).wait(endpoint, watched)
    with at_stake(ticket):
        return read_result(endpoint, status)


async def watch(
    client: AsyncClient, endpoint: Endpoint[Q, R], ticket: Ticket, *, deadline: float | None, every: float | None
) -> AsyncGenerator[TaskStatus, None]:
    """Look at a task in its rhythm, and give each status, the last one included."""
    seen: asyncio.Queue[TaskStatus | None] = asyncio.Queue()
    context = client.context(endpoint)
    watched = begin(endpoint, ticket, context, deadline=deadline, every=every, progress=seen.put_nowait)
    scheduler = client.scheduler(endpoint)
    waiter = scheduler.join(endpoint, watched)
    waiter.end.add_done_callback(lambda _: seen.put_nowait(None))
    try:
        with at_stake(ticket):
            while (status := await seen.get()) is not None:
                yield status
            await waiter.end
    finally:
        await scheduler.leave(waiter)


async def as_finished(
    client: AsyncClient,
    endpoint: Endpoint[Q, R],
    tickets: Iterable[Ticket],
    *,
    deadline: float | None,
    every: float | None,
    progress: Progress | None,
) -> AsyncGenerator[Finished[R], None]:
    """Wait for many tasks, and give each as it ends."""
    context = client.context(endpoint)
    started = [
        begin(endpoint, ticket, context, deadline=deadline, every=every, progress=progress)
        for ticket in dict.fromkeys(tickets)
    ]
    scheduler = client.scheduler(endpoint)
    ready: asyncio.Queue[Waiter] = asyncio.Queue()
    left: dict[Waiter, None] = {}
    try:
        with leaving(lambda: (waiter.watched.ticket for waiter in left)):
            for watched in started:
                waiter = scheduler.join(endpoint, watched)
                left[waiter] = None
                waiter.end.add_done_callback(partial(_hand_over, ready, waiter))
            while left:
                waiter = await ready.get()
                end = await _end(waiter)
                del left[waiter]
                yield finish(endpoint, waiter.watched, end)
    finally:
        await scheduler.leave(*left)


def _hand_over(ready: asyncio.Queue[Waiter], waiter: Waiter, _end: object) -> None:
    ready.put_nowait(waiter)


async def _end(waiter: Waiter) -> TaskStatus | CallsheetError:
    try:
        return await waiter.end
    except CallsheetError as error:
        return error


@asynccontextmanager
async def cancelling(client: AsyncClient, endpoint: Endpoint[Q, R], ticket: Ticket) -> AsyncGenerator[None]:
    """Ask the provider to end the task when the wait for it is cancelled: bounded, and another ends this."""
    try:
        yield
    except BaseException as error:
        if is_interrupt(error):
            error.add_note(await _cancel(client, endpoint, ticket, error))
        raise


async def _cancel(client: AsyncClient, endpoint: Endpoint[Q, R], ticket: Ticket, error: BaseException) -> str:
    call = asyncio.ensure_future(client.drive(flows.cancel(endpoint, ticket, once(client.context(endpoint)))))
    try:
        # Not `wait_for`: that would take the cancel of whoever waits for one of the call.
        await asyncio.wait({call}, timeout=PATIENCE)
    finally:
        if not call.done():
            call.cancel()
    try:
        await call
    except asyncio.CancelledError:
        return was_not_cancelled(ticket, f"no answer came within {PATIENCE:g} s, so that it may yet be")
    except CallsheetError as refusal:
        return was_not_cancelled(ticket, str(refusal))
    return was_cancelled(error, ticket)
