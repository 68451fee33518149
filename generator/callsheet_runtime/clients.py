"""The face of a generated client, and the two drivers of its flows: one blocks, one awaits. Decides nothing itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from ssl import SSLContext
from types import TracebackType
from typing import ClassVar, Generic, Self, TypeAlias, TypeVar

import httpx

from callsheet_runtime import flows
from callsheet_runtime.clock import AsyncClock, Clock
from callsheet_runtime.connection import Connection, connect
from callsheet_runtime.flows import Answered, Call, Context, Flow, Lost, Pause, Repeat, Reply, TaskPage, TaskStatus
from callsheet_runtime.pricing import Estimate, estimate
from callsheet_runtime.problems import Problem
from callsheet_runtime.protocol import Endpoint, Protocol, Q, R
from callsheet_runtime.throttle import Throttle
from callsheet_runtime.ticket import Ticket

T = TypeVar("T")

Problems: TypeAlias = list[Problem]

Progress: TypeAlias = Callable[[TaskStatus], None]
"""Called after every look at a task."""

TIMEOUT = 60.0
"""Seconds for each step of a call: to connect, to send, to wait for the next bytes of the answer."""

REPEAT = Repeat()

NEVER_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
    httpx.InvalidURL,
)
"""What goes wrong before the provider can have seen a request. Anything else counts as sent."""


class Client:
    """A blocking connection to one provider, for any number of threads. Use it in `with`, or `close` it.

    Args:
        key: the provider's key; by default what the provider's environment variable holds.
        server: name of the server, which is to say the region; by default each endpoint's usual one.
        base_url: another address in place of the server's, such as a simulator's.
        settings: what the server's address asks for, such as a workspace.
        http: a client of your own, for proxies or certificates; you close it yourself.
        timeout: seconds for each step of a call, not for a task.
        repeat: how often and how long what is harmless may be repeated.
        clock: another clock, for tests.

    Raises:
        MissingKey: no key was given and the environment holds none.
        UnknownServer: the provider has no such server, or a setting of its address is missing.

    """

    protocol: ClassVar[Protocol]

    def __init__(
        self,
        *,
        key: str | None = None,
        server: str | None = None,
        base_url: str | None = None,
        settings: Mapping[str, str] | None = None,
        http: httpx.Client | None = None,
        timeout: float = TIMEOUT,
        repeat: Repeat = REPEAT,
        clock: Clock | None = None,
    ) -> None:
        self._connection = connect(
            self.protocol, key=key, server=server, base_url=base_url, settings=settings, repeat=repeat
        )
        self._clock = clock or Clock()
        self._throttle = Throttle()
        self._timeout = timeout
        self._own = http is None
        self._http = http or httpx.Client(verify=_certificates())

    def region(self, endpoint: Endpoint[Q, R]) -> str:
        """Name the server that an endpoint's models and prices are taken from."""
        return self._connection.region(endpoint)

    def context(self, endpoint: Endpoint[Q, R]) -> Context:
        """Say where an endpoint's calls go, and what time it is: what a flow needs to know."""
        return self._connection.context(endpoint, self._clock)

    def drive(self, flow: Flow[T]) -> T:
        """Run a flow to its end: send what it yields, sleep when it pauses."""
        try:
            step = next(flow)
            while True:
                try:
                    reply = self._perform(step)
                except BaseException as error:  # noqa: BLE001 -- the flow raises it again, with what it knows
                    step = flow.throw(error)
                else:
                    step = flow.send(reply)
        except StopIteration as done:
            value: T = done.value
            return value

    def _perform(self, step: Call | Pause) -> Reply | None:
        match step:
            case Pause(seconds):
                self._clock.sleep(seconds)
                return None
            case Call() as call:
                if rest := _turn(self._throttle, call, self._clock.now()):
                    self._clock.sleep(rest)
                return self._send(call)

    def _send(self, call: Call) -> Reply:
        try:
            response = self._http.request(
                call.operation.method,
                call.url,
                params=call.params or None,
                json=call.json,
                headers=self._connection.headers(call),
                timeout=self._timeout,
                follow_redirects=False,
            )
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            return _lost(self._connection, error)
        return _answered(self._connection, response)

    def close(self) -> None:
        """Close the connections, unless they are of an HTTP client that was given."""
        if self._own:
            self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        return _show(self, self._connection)


class AsyncClient:
    """An awaiting connection to one provider, for any number of tasks of one event loop. Use it in `async with`.

    Takes the arguments of `Client`; `http` is an `httpx.AsyncClient`, `clock` an `AsyncClock`.
    """

    protocol: ClassVar[Protocol]

    def __init__(
        self,
        *,
        key: str | None = None,
        server: str | None = None,
        base_url: str | None = None,
        settings: Mapping[str, str] | None = None,
        http: httpx.AsyncClient | None = None,
        timeout: float = TIMEOUT,
        repeat: Repeat = REPEAT,
        clock: AsyncClock | None = None,
    ) -> None:
        self._connection = connect(
            self.protocol, key=key, server=server, base_url=base_url, settings=settings, repeat=repeat
        )
        self._clock = clock or AsyncClock()
        self._throttle = Throttle()
        self._timeout = timeout
        self._own = http is None
        self._http = http or httpx.AsyncClient(verify=_certificates())

    def region(self, endpoint: Endpoint[Q, R]) -> str:
        """Name the server that an endpoint's models and prices are taken from."""
        return self._connection.region(endpoint)

    def context(self, endpoint: Endpoint[Q, R]) -> Context:
        """Say where an endpoint's calls go, and what time it is: what a flow needs to know."""
        return self._connection.context(endpoint, self._clock)

    async def drive(self, flow: Flow[T]) -> T:
        """Run a flow to its end: send what it yields, sleep when it pauses."""
        try:
            step = next(flow)
            while True:
                try:
                    reply = await self._perform(step)
                except BaseException as error:  # noqa: BLE001 -- the flow raises it again, with what it knows
                    step = flow.throw(error)
                else:
                    step = flow.send(reply)
        except StopIteration as done:
            value: T = done.value
            return value

    async def _perform(self, step: Call | Pause) -> Reply | None:
        match step:
            case Pause(seconds):
                await self._clock.sleep(seconds)
                return None
            case Call() as call:
                if rest := _turn(self._throttle, call, self._clock.now()):
                    await self._clock.sleep(rest)
                return await self._send(call)

    async def _send(self, call: Call) -> Reply:
        try:
            response = await self._http.request(
                call.operation.method,
                call.url,
                params=call.params or None,
                json=call.json,
                headers=self._connection.headers(call),
                timeout=self._timeout,
                follow_redirects=False,
            )
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            return _lost(self._connection, error)
        return _answered(self._connection, response)

    async def aclose(self) -> None:
        """Close the connections, unless they are of an HTTP client that was given."""
        if self._own:
            await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        return _show(self, self._connection)


@dataclass(frozen=True, slots=True, repr=False)
class Tasks(Generic[Q, R]):
    """The tasks of one endpoint, blocking."""

    client: Client
    endpoint: Endpoint[Q, R]

    def validate(self, request: Q) -> Problems:
        """Name every problem the documentation has with a request. Sends nothing."""
        return self.endpoint.validate(request.body())

    def estimate(self, request: Q) -> Estimate:
        """Reckon what a request costs, from documented rates. Sends nothing; an unknown price is said to be unknown."""
        return estimate(self.endpoint.tariffs, request.body(), self.client.region(self.endpoint))

    def submit(self, request: Q) -> Ticket:
        """Check a request, then create its task. Store the ticket before anything else.

        It is sent once, and again only where the provider is known to have done nothing.

        Raises:
            RequestRefused: the documentation says no; nothing was sent.
            NotSent: no connection could be made.
            ProviderError: the provider says no.
            OutcomeUnknown: no answer says what became of it; a task may exist and be billed.

        """
        return self.client.drive(flows.submit(self.endpoint, request, self.client.context(self.endpoint)))

    def wait(
        self, ticket: Ticket, *, deadline: float = 900.0, every: float | None = None, progress: Progress | None = None
    ) -> R:
        """Look at a task until it ends, and read its result. Every error carries the ticket.

        Args:
            ticket: what `submit` answered, in this process or another.
            deadline: seconds from now; the task outlives it. A last call may take the client's timeout longer.
            every: seconds between two looks; by default as the provider documents.
            progress: called after every look.

        Raises:
            StillRunning: the deadline passed. The task goes on: wait again.
            TaskEnded: it failed, was refused or cancelled, or the provider no longer tells.
            NoResult: it succeeded and shows nothing for it.
            ProviderError: the provider refuses to tell, for a reason that waiting does not mend.
            WrongTicket: the ticket is of another endpoint or server.

        """
        context = self.client.context(self.endpoint)
        return self.client.drive(
            flows.wait(self.endpoint, ticket, context, deadline=deadline, every=every, progress=progress)
        )

    def run(
        self,
        request: Q,
        *,
        deadline: float = 900.0,
        every: float | None = None,
        progress: Progress | None = None,
        keep: Callable[[Ticket], None] | None = None,
    ) -> R:
        """Create a task and wait for it: `submit` and `wait` in one, with the arguments and errors of both.

        `keep` is called with the ticket before the first look: store it there, so that a crash loses nothing.
        """
        context = self.client.context(self.endpoint)
        return self.client.drive(
            flows.run(self.endpoint, request, context, deadline=deadline, every=every, progress=progress, keep=keep)
        )

    def poll(self, ticket: Ticket) -> TaskStatus:
        """Take one look at a task.

        Raises:
            CallFailed: no readable answer came; the task is not touched by this.
            ProviderError: the provider refuses to tell.
            WrongTicket: the ticket is of another endpoint or server.

        """
        return self.client.drive(flows.poll(self.endpoint, ticket, self.client.context(self.endpoint)))

    def cancel(self, ticket: Ticket) -> None:
        """Ask the provider to end a task. What it has cost by then stays spent; `poll` tells how it ended.

        Raises:
            NotSupported: the provider has no such call. The task goes on.
            CallFailed: no answer came, so that the task may or may not be cancelled.
            ProviderError: the provider refuses, such as for a task that has begun.
            WrongTicket: the ticket is of another endpoint or server.

        """
        self.client.drive(flows.cancel(self.endpoint, ticket, self.client.context(self.endpoint)))

    def adopt(self, task: str, *, model: str | None = None) -> Ticket:
        """Make a ticket from a task's id, such as one found by `list` or in the provider's console. Sends nothing."""
        server = self.client.context(self.endpoint).server
        return Ticket(endpoint=self.endpoint.name, task=task, server=server, model=model)

    def list(
        self,
        *,
        model: str | None = None,
        status: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        page: int | None = None,
        size: int | None = None,
    ) -> TaskPage:
        """List the account's tasks, one page; other endpoints' tasks may be among them.

        Args:
            model: only of this model.
            status: only in this state, in the provider's word.
            since: only created at or after this time, which must have a zone.
            until: only created before or at this time, which must have a zone.
            page: which page, as the provider counts them.
            size: tasks on a page.

        Raises:
            NotSupported: the provider has no such call, or not this filter.
            CallFailed: no readable answer came.
            ProviderError: the provider refuses.
            ValueError: a time has no zone.

        """
        context = self.client.context(self.endpoint)
        flow = flows.list_tasks(
            self.endpoint, context, model=model, status=status, since=since, until=until, page=page, size=size
        )
        return self.client.drive(flow)

    def __repr__(self) -> str:
        return f"Tasks({self.endpoint.name!r}, {self.client!r})"


@dataclass(frozen=True, slots=True, repr=False)
class AsyncTasks(Generic[Q, R]):
    """The tasks of one endpoint, awaiting. Each method is that of `Tasks`; see there."""

    client: AsyncClient
    endpoint: Endpoint[Q, R]

    def validate(self, request: Q) -> Problems:
        """Name every problem the documentation has with a request. Sends nothing."""
        return self.endpoint.validate(request.body())

    def estimate(self, request: Q) -> Estimate:
        """Reckon what a request costs, from documented rates. Sends nothing; an unknown price is said to be unknown."""
        return estimate(self.endpoint.tariffs, request.body(), self.client.region(self.endpoint))

    async def submit(self, request: Q) -> Ticket:
        """Check a request, then create its task. Store the ticket before anything else."""
        return await self.client.drive(flows.submit(self.endpoint, request, self.client.context(self.endpoint)))

    async def wait(
        self, ticket: Ticket, *, deadline: float = 900.0, every: float | None = None, progress: Progress | None = None
    ) -> R:
        """Look at a task until it ends, and read its result. Every error carries the ticket."""
        context = self.client.context(self.endpoint)
        return await self.client.drive(
            flows.wait(self.endpoint, ticket, context, deadline=deadline, every=every, progress=progress)
        )

    async def run(
        self,
        request: Q,
        *,
        deadline: float = 900.0,
        every: float | None = None,
        progress: Progress | None = None,
        keep: Callable[[Ticket], None] | None = None,
    ) -> R:
        """Create a task and wait for it; `keep` is called with the ticket before the first look."""
        context = self.client.context(self.endpoint)
        return await self.client.drive(
            flows.run(self.endpoint, request, context, deadline=deadline, every=every, progress=progress, keep=keep)
        )

    async def poll(self, ticket: Ticket) -> TaskStatus:
        """Take one look at a task."""
        return await self.client.drive(flows.poll(self.endpoint, ticket, self.client.context(self.endpoint)))

    async def cancel(self, ticket: Ticket) -> None:
        """Ask the provider to end a task."""
        await self.client.drive(flows.cancel(self.endpoint, ticket, self.client.context(self.endpoint)))

    def adopt(self, task: str, *, model: str | None = None) -> Ticket:
        """Make a ticket from a task's id. Sends nothing."""
        server = self.client.context(self.endpoint).server
        return Ticket(endpoint=self.endpoint.name, task=task, server=server, model=model)

    async def list(
        self,
        *,
        model: str | None = None,
        status: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        page: int | None = None,
        size: int | None = None,
    ) -> TaskPage:
        """List the account's tasks, one page; other endpoints' tasks may be among them."""
        context = self.client.context(self.endpoint)
        flow = flows.list_tasks(
            self.endpoint, context, model=model, status=status, since=since, until=until, page=page, size=size
        )
        return await self.client.drive(flow)

    def __repr__(self) -> str:
        return f"AsyncTasks({self.endpoint.name!r}, {self.client!r})"


def _turn(throttle: Throttle, call: Call, now: float) -> float:
    """Take a turn under the documented rate; it counts for all calls of one kind, whatever task they are about."""
    operation = call.operation
    return throttle.reserve(f"{operation.method} {operation.path}", operation.per_second, now)


def _answered(connection: Connection, response: httpx.Response) -> Answered:
    return Answered(response.status_code, dict(response.headers), connection.mask(response.content))


def _lost(connection: Connection, error: Exception) -> Lost:
    why = f"{type(error).__name__}: {error}".rstrip(": .")
    return Lost(sent=not isinstance(error, NEVER_SENT), why=connection.mask(why.encode()).decode())


def _show(client: Client | AsyncClient, connection: Connection) -> str:
    name = type(client).__name__
    return f"<{name} provider={connection.protocol.provider!r} server={connection.place!r}>"


@cache
def _certificates() -> SSLContext:
    """Load the certificates once: it is what takes longest about a new HTTP client."""
    return httpx.create_ssl_context()
