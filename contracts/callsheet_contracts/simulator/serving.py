"""Serve applications on loopback, all in one thread. Knows no provider's words.

With `httptools` and `uvloop` installed, HTTP is read and sent by them: half as fast again, and otherwise the same.
"""

import asyncio
import socket
import sys
from concurrent.futures import Future
from contextlib import suppress
from importlib.util import find_spec
from threading import Thread
from typing import TYPE_CHECKING, Final

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from callsheet_contracts.simulator.post import Post

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from collections.abc import Callable

LOOPBACK: Final = "127.0.0.1"
ROUND: Final = 0.02
"""Seconds between two looks whether an event is due."""


FAST: Final = all(find_spec(name) is not None for name in ("httptools", "uvloop"))
"""Whether what makes it faster is installed."""


class CannotServe(Exception):  # noqa: N818 -- named after what happened
    """The simulator cannot be started as asked: a provider is unknown, or a port is taken."""


class Serving:
    """The thread that serves, from its start to its stop."""

    def __init__(
        self, apps: tuple[ASGIApp, ...], sockets: list[socket.socket], post: Post | None, *, fast: bool = FAST
    ) -> None:
        self._post = post
        self._fast = fast
        self.ports = [one.getsockname()[1] for one in sockets]
        self._served = tuple(zip(apps, sockets, strict=True))
        self._started: Future[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = Future()
        self._thread = Thread(target=self._run, name="callsheet-simulator", daemon=True)
        self._thread.start()
        self._loop, self._stopping = self._started.result()

    def stop(self) -> None:
        """Stop listening, and come back when nothing is left behind."""
        self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join()

    def _run(self) -> None:
        try:
            with asyncio.Runner(loop_factory=_new_loop(fast=self._fast)) as runner:
                runner.run(self._serve())
        except BaseException as error:
            if self._started.done():
                raise
            # Whoever waits for the start is told instead.
            self._started.set_exception(error)

    async def _serve(self) -> None:
        stopping = asyncio.Event()
        servers: list[_Server] = []
        connection = _connection(fast=self._fast)
        async with asyncio.TaskGroup() as group:
            for app, listening in self._served:
                server = _Server(_pausing(app, stopping), stopping, connection)
                servers.append(server)
                group.create_task(server.serve(sockets=[listening]))
            if self._post is not None:
                group.create_task(_carry(self._post, stopping))
            for server in servers:
                await server.up.wait()
            self._started.set_result((asyncio.get_running_loop(), stopping))


async def _carry(post: Post, stopping: asyncio.Event) -> None:
    """Send events in their time, until somebody stops it."""
    while not stopping.is_set():
        with suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), ROUND)
        if post.waits():
            await asyncio.to_thread(post.deliver)


def _pausing(app: ASGIApp, stopping: asyncio.Event) -> ASGIApp:
    """Let an application pause, as long as nobody stops it: a stop need not wait for a slow answer."""

    async def pause(seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), seconds)

    async def pausing(scope: Scope, receive: Receive, send: Send) -> None:
        scope["state"]["pause"] = pause
        await app(scope, receive, send)

    return pausing


def _connection(*, fast: bool) -> type[asyncio.Protocol]:
    """Make the kind of connection that an application can close without an answer."""
    if fast:
        from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol  # noqa: PLC0415 -- optional

        class Quick(HttpToolsProtocol):
            def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
                super().connection_made(transport)
                self.app_state = {**self.app_state, "hang_up": transport.close}

        return Quick

    class Plain(H11Protocol):
        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self.app_state = {**self.app_state, "hang_up": transport.close}

    return Plain


def _new_loop(*, fast: bool) -> "Callable[[], AbstractEventLoop]":
    if not fast:
        return asyncio.new_event_loop
    import uvloop  # noqa: PLC0415 -- optional

    return uvloop.new_event_loop


LOOK: Final = 0.001
LOOKS: Final = 50
"""How often, and how many seconds apart, we look whether answers under way are sent, before uvicorn waits for them."""


class _Server(uvicorn.Server):
    """Serves until an event, instead of asking ten times a second whether to stop."""

    def __init__(self, app: ASGIApp, stopping: asyncio.Event, connection: type[asyncio.Protocol]) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http=connection,
                ws="none",
                lifespan="off",
                # Logging belongs to whoever embeds the simulator; the journal tells what happened.
                log_config=None,
                proxy_headers=False,
                server_header=False,
                date_header=False,
                timeout_graceful_shutdown=1,
            )
        )
        self.up = asyncio.Event()
        self._stopping = stopping

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.up.set()

    async def main_loop(self) -> None:
        await self._stopping.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # uvicorn looks ten times a second, and once in any case: with a simulator for each test, that is most of it.
        for listening in (*self.servers, *(sockets or ())):
            listening.close()
        state = self.server_state
        for connection in list(state.connections):
            connection.shutdown()
        for _ in range(LOOKS):
            if not state.connections and not state.tasks:
                return
            await asyncio.sleep(LOOK)
        await super().shutdown(sockets)


def listen(providers: tuple[str, ...], port: int) -> list[socket.socket]:
    """Take a port for each provider, all or none."""
    taken: list[socket.socket] = []
    try:
        for offset, provider in enumerate(providers):
            taken.append(_bound(port + offset if port else 0, provider))
    except CannotServe:
        for one in taken:
            one.close()
        raise
    return taken


def _bound(port: int, provider: str) -> socket.socket:
    # With the protocol named, asyncio sees a TCP socket and sends small answers without delay.
    one = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if sys.platform != "win32":
        # A port that was just given up may be taken again; on Windows this would share one that is in use.
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        one.bind((LOOPBACK, port))
        # From here on nobody else can bind it.
        one.listen()
    except (OSError, OverflowError) as error:
        one.close()
        words = error.strerror if isinstance(error, OSError) else "there is no such port"
        raise CannotServe(f"cannot serve {provider} on port {port}: {words}") from error
    return one
