"""The simulator: a real HTTP server on loopback for each provider, all in one thread. Knows no provider's words."""

import asyncio
import socket
import sys
from collections.abc import Iterable
from concurrent.futures import Future
from threading import Thread
from types import TracebackType
from typing import Final, Self

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from callsheet.model.endpoint import Catalog
from callsheet_contracts.simulator.app import application
from callsheet_contracts.simulator.clock import Clock, RealClock
from callsheet_contracts.simulator.faults import CallKind, Fault
from callsheet_contracts.simulator.journal import Journal
from callsheet_contracts.simulator.service import Service, Settings

LOOPBACK: Final = "127.0.0.1"


class CannotServe(Exception):  # noqa: N818 -- named after what happened
    """The simulator cannot be started as asked: a provider is unknown, or a port is taken."""


class Simulator:
    """Stands in for providers until it is stopped: `with Simulator(catalog) as simulator: simulator.url("acme")`."""

    def __init__(  # noqa: PLR0913 -- each is a keyword with a default of its own
        self,
        catalog: Catalog,
        *,
        providers: Iterable[str] | None = None,
        port: int = 0,
        key: str | None = None,
        task_seconds: float = 1.0,
        clock: Clock | None = None,
        seed: int | None = None,
        enforce_rates: bool = False,
        known_ids: bool = False,
    ) -> None:
        """Prepare one; nothing listens before `start`.

        Args:
            catalog: The compiled specs.
            providers: Names of those to serve, in the order of their ports; all of the catalog if left out.
            port: Port of the first, the next ones following; 0 takes any free port for each.
            key: The one key that is accepted; any that is not empty if left out.
            task_seconds: How long a task takes to succeed, split evenly over its states.
            clock: What time it is; the real time if left out.
            seed: Makes ids the same in every run.
            enforce_rates: Refuse calls over the documented rates.
            known_ids: Refuse ids that this simulator has not given itself, such as those of uploads.

        Raises:
            CannotServe: a provider is not in the catalog, or there is none.
            ValueError: `task_seconds` is negative.

        """
        if task_seconds < 0:
            raise ValueError(f"a task cannot take {task_seconds} seconds")
        known = {one.name: one for one in catalog.providers if one.endpoints}
        names = tuple(dict.fromkeys(known if providers is None else providers))
        for name in names:
            if name not in known:
                raise CannotServe(f"unknown provider {name!r}: there are {', '.join(known) or 'none'}")
        if not names:
            raise CannotServe("there is no provider to serve")
        self.journal: Final = Journal()
        self.clock: Final[Clock] = RealClock() if clock is None else clock
        settings = Settings(
            clock=self.clock,
            key=key,
            task_seconds=task_seconds,
            seed=seed,
            enforce_rates=enforce_rates,
            known_ids=known_ids,
        )
        self._services = {name: Service(known[name], settings) for name in names}
        self._port = port
        self._running: _Running | None = None

    @property
    def providers(self) -> tuple[str, ...]:
        """Names of the providers it serves."""
        return tuple(self._services)

    def start(self) -> None:
        """Listen, and be ready for calls on return.

        Raises:
            CannotServe: a port is taken.

        """
        if self._running is None:
            sockets = _listen(self.providers, self._port)
            self._running = _Running(tuple(self._services.values()), sockets, self.journal, self.clock)

    def stop(self) -> None:
        """Stop listening, and leave no thread or port behind. Answers under way are sent at once."""
        if self._running is not None:
            self._running.stop()
            self._running = None

    def url(self, provider: str) -> str:
        """Tell the address that serves a provider: a base address, with or without the path of the real one.

        Raises:
            RuntimeError: the simulator is not started.
            ValueError: it does not serve this provider.

        """
        self._service(provider)
        if self._running is None:
            raise RuntimeError("the simulator is not started: use it in a `with`, or call start()")
        return f"http://{LOOPBACK}:{self._running.ports[self.providers.index(provider)]}"

    def script(self, provider: str, call: CallKind, *faults: Fault) -> None:
        """Let something go wrong with the next calls of a kind, one fault for each, in this order.

        A call that the provider refuses by itself, such as one with a wrong key, uses no fault up.

        Raises:
            ValueError: there is no such provider, call or error code, or a fault makes no sense there.

        """
        self._service(provider).script(call, *faults)

    def reset(self) -> None:
        """Forget all tasks, the journal and the script, and begin the ids anew; the clock goes on."""
        for service in self._services.values():
            service.reset()
        self.journal.clear()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _service(self, provider: str) -> Service:
        if provider not in self._services:
            raise ValueError(f"provider {provider!r} is not served: there are {', '.join(self.providers)}")
        return self._services[provider]


class _Running:
    """The thread that serves, from its start to its stop."""

    def __init__(
        self, services: tuple[Service, ...], sockets: list[socket.socket], journal: Journal, clock: Clock
    ) -> None:
        self.ports = [one.getsockname()[1] for one in sockets]
        self._served = tuple(zip(services, sockets, strict=True))
        self._journal = journal
        self._clock = clock
        self._started: Future[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = Future()
        self._thread = Thread(target=self._run, name="callsheet-simulator", daemon=True)
        self._thread.start()
        self._loop, self._stopping = self._started.result()

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join()

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as error:
            if self._started.done():
                raise
            # Whoever waits for the start is told instead.
            self._started.set_exception(error)

    async def _serve(self) -> None:
        stopping = asyncio.Event()
        servers: list[_Server] = []
        async with asyncio.TaskGroup() as group:
            for service, listening in self._served:
                server = _Server(application(service, self._journal, self._clock, stopping), stopping)
                servers.append(server)
                group.create_task(server.serve(sockets=[listening]))
            for server in servers:
                await server.up.wait()
            self._started.set_result((asyncio.get_running_loop(), stopping))


class _Connection(H11Protocol):
    """A connection that an application can close without an answer."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.app_state = {**self.app_state, "hang_up": transport.close}


class _Server(uvicorn.Server):
    """Serves until an event, instead of asking ten times a second whether to stop."""

    def __init__(self, app: ASGIApp, stopping: asyncio.Event) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http=_Connection,
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


def _listen(providers: tuple[str, ...], port: int) -> list[socket.socket]:
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
