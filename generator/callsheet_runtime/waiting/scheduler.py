"""Waits for tasks in an event loop: one scheduler for all tasks of one kind of poll. Decides nothing itself.

There is one asyncio task that does as the crowd says, and one for each call under way. They end with the last wait:
whoever waits no longer leaves nothing behind.
"""

import asyncio
import contextvars
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from callsheet_runtime.errors import ClientClosed
from callsheet_runtime.flows.crowd import Crowd, Entry, Late, Look, Rest
from callsheet_runtime.flows.stakes import at_stake
from callsheet_runtime.flows.status import TaskStatus
from callsheet_runtime.flows.sweeping import REFUSED, Page, read_page
from callsheet_runtime.flows.vocabulary import Context
from callsheet_runtime.flows.watching import Watched, look
from callsheet_runtime.protocol import Endpoint

if TYPE_CHECKING:
    from callsheet_runtime.clients import AsyncClient

AT_ONCE = 32
"""Calls under way at the same time, well below what a connection pool holds."""


@dataclass(slots=True, eq=False, kw_only=True)
class Waiter(Entry):
    """A task, and who waits for it."""

    endpoint: Endpoint[Any, Any]
    end: asyncio.Future[TaskStatus] = field(default_factory=asyncio.Future[TaskStatus])
    call: "asyncio.Task[None] | None" = None
    around: contextvars.Context = field(default_factory=contextvars.copy_context)
    """What was current where the wait began: looks are taken in it, so that they are seen there."""


class Scheduler:
    """Looks at tasks for all who wait for them."""

    def __init__(self, client: "AsyncClient", endpoint: Endpoint[Any, Any], context: Context) -> None:
        self._client = client
        self._context = context
        self._endpoint = endpoint
        self._crowd: Crowd[Waiter] = Crowd(
            protocol=endpoint.protocol, held=lambda: context.held(endpoint.protocol.poll)
        )
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._calls: set[asyncio.Task[None]] = set()

    async def wait(self, endpoint: Endpoint[Any, Any], watched: Watched) -> TaskStatus:
        """Wait for one task to end.

        Raises:
            ClientClosed: the client was closed meanwhile.
            CallsheetError: what a look raises.

        """
        waiter = self.join(endpoint, watched)
        with at_stake(watched.ticket):
            try:
                return await waiter.end
            finally:
                await self.leave(waiter)

    def join(self, endpoint: Endpoint[Any, Any], watched: Watched) -> Waiter:
        """Begin to look at a task."""
        waiter = Waiter(watched=watched, endpoint=endpoint)
        self._crowd.join(waiter, self._context.now())
        if self._task is None:
            self._task = asyncio.create_task(self._run())
        self._wake.set()
        return waiter

    async def leave(self, *waiters: Waiter) -> None:
        """Look no longer at these tasks; whoever is the last turns out the light."""
        for waiter in waiters:
            self._crowd.leave(waiter, self._context.now())
            if waiter.call is not None:
                waiter.call.cancel()
            if not waiter.end.cancel() and not waiter.end.cancelled():
                # Whoever has gone does not ask; that is no reason for the event loop to complain.
                waiter.end.exception()
        self._wake.set()
        if not self._crowd.entries:
            await self._stop()

    async def close(self) -> None:
        """Tell everybody that nobody looks any more."""
        for waiter in list(self._crowd.entries):
            self._fail(waiter, ClientClosed(waiter.watched.ticket, status=waiter.watched.seen))
        await self._stop()

    async def _stop(self) -> None:
        task, self._task = self._task, None
        mine = {one for one in (task, *self._calls) if one is not None and one is not asyncio.current_task()}
        for one in mine:
            one.cancel()
        if mine:
            await asyncio.wait(mine)

    async def _run(self) -> None:
        try:
            while self._crowd.entries:
                self._wake.clear()
                await self._step()
        except asyncio.CancelledError:
            raise
        except BaseException as error:
            # Nobody would ever be told otherwise.
            for waiter in list(self._crowd.entries):
                self._fail(waiter, error)
            raise
        finally:
            if self._task is asyncio.current_task():
                self._task = None

    async def _step(self) -> None:
        step = self._crowd.next(self._context.now()) if len(self._calls) < AT_ONCE else None
        match step:
            case Look(waiter):
                waiter.call = self._start(self._look(waiter), waiter.around)
            case Page() as page:
                _ = self._start(self._list(page))
            case Late(waiter):
                self._fail(waiter, waiter.watched.given_up())
            case Rest(seconds):
                await self._rest(seconds)
            case None:
                await self._wake.wait()

    async def _rest(self, seconds: float) -> None:
        """Rest until it is time, or something has happened."""
        rest = asyncio.create_task(self._client.rest(seconds))
        news = asyncio.create_task(self._wake.wait())
        both: set[asyncio.Task[Any]] = {rest, news}
        try:
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for one in both:
                one.cancel()
            await asyncio.wait(both)
        with suppress(asyncio.CancelledError):
            rest.result()

    def _start(
        self, work: Coroutine[Any, Any, None], around: contextvars.Context | None = None
    ) -> "asyncio.Task[None]":
        call = asyncio.create_task(work, context=around)
        self._calls.add(call)
        call.add_done_callback(self._done)
        return call

    def _done(self, call: "asyncio.Task[None]") -> None:
        self._calls.discard(call)
        self._wake.set()

    async def _look(self, waiter: Waiter) -> None:
        try:
            status = await self._client.drive(look(waiter.watched))
        except Exception as error:  # noqa: BLE001 -- whoever waits for this task raises it
            self._fail(waiter, error)
        except BaseException as error:
            # Whoever has left cancels; anything else of this kind comes from below, and ends the wait.
            self._fail(waiter, error)
            raise
        else:
            now = self._context.now()
            waiter.call = None
            if status is None:
                self._crowd.alive(waiter)
            else:
                self._crowd.ended(waiter, now)
                if not waiter.end.done():
                    waiter.end.set_result(status)

    async def _list(self, page: Page) -> None:
        try:
            listed = await self._client.drive(read_page(self._endpoint, self._context, page))
        except REFUSED:
            self._crowd.unlisted(page, self._context.now(), for_good=True)
        except Exception as error:  # noqa: BLE001 -- a bug, which would else be nobody's
            for waiter in list(self._crowd.entries):
                self._fail(waiter, error)
        else:
            now = self._context.now()
            if listed is None:
                self._crowd.unlisted(page, now, for_good=False)
            else:
                self._crowd.listed(page, listed, now)

    def _fail(self, waiter: Waiter, error: BaseException) -> None:
        waiter.call = None
        self._crowd.leave(waiter, self._context.now())
        if not waiter.end.done():
            waiter.end.set_exception(error)
