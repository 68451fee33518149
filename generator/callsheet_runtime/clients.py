"""The two drivers of flows: one blocks, one awaits. Decides nothing itself, and knows no endpoint."""

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from functools import cache
from http import HTTPStatus
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, ClassVar, Self, TypeAlias, TypedDict, TypeVar

from callsheet_runtime.budget import Budget, as_budget
from callsheet_runtime.clock import AsyncClock, Clock, Dial
from callsheet_runtime.connection import Connection, connect
from callsheet_runtime.flows.answers import retry_after
from callsheet_runtime.flows.vocabulary import Answered, Call, Context, Flow, Lost, Pause, Repeat, Reply
from callsheet_runtime.protocol import Body, Conventions, Endpoint, Offer, Operation, Q, R
from callsheet_runtime.throttle import Throttle

if TYPE_CHECKING:
    # It takes longer to load than all of this package, and whoever only imports a client sends nothing.
    from ssl import SSLContext

    import httpx

    # Loaded with the first wait.
    from callsheet_runtime.waiting.scheduler import Scheduler

T = TypeVar("T")
_Field: TypeAlias = tuple[str | None, str | BinaryIO]

TIMEOUT = 60.0
"""Seconds for each step of a call: to connect, to send, to wait for the next bytes of the answer."""

REPEAT = Repeat()


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
        budget: what submits may cost together, such as `20 CNY`, or a `Budget`; what would pass it is not sent.

    Raises:
        ValueError: the budget is no amount and currency.
        MissingKey: no key was given and the environment holds none.
        UnknownServer: the provider has no such server, or a setting of its address is missing.

    """

    protocol: ClassVar[Conventions]

    def __init__(  # noqa: PLR0913 -- a client is set up once, by name
        self,
        *,
        key: str | None = None,
        server: str | None = None,
        base_url: str | None = None,
        settings: Mapping[str, str] | None = None,
        http: "httpx.Client | None" = None,
        timeout: float = TIMEOUT,
        repeat: Repeat = REPEAT,
        clock: Clock | None = None,
        budget: Budget | str | None = None,
    ) -> None:
        self._connection = connect(
            self.protocol,
            key=key,
            server=server,
            base_url=base_url,
            settings=settings,
            repeat=repeat,
            budget=as_budget(budget),
        )
        self._clock = clock or Clock()
        self._throttle = Throttle()
        self._timeout = timeout
        import httpx  # noqa: PLC0415 -- see the top

        self._own = http is None
        self._http = http or httpx.Client(verify=_certificates())

    @property
    def budget(self) -> Budget | None:
        """What submits may cost together, and what of it is spent; `None` where there is no limit."""
        return self._connection.budget

    def region(self, endpoint: Offer[Q, R]) -> str:
        """Name the server that an endpoint's models and prices are taken from."""
        return self._connection.region(endpoint)

    def context(self, endpoint: Offer[Q, R]) -> Context:
        """Say where an endpoint's calls go, and what time it is: what a flow needs to know."""
        return replace(self._connection.context(endpoint, self._clock), held=self._held)

    def _held(self, operation: Operation) -> float:
        return self._throttle.held(_lane(operation), self._clock.now())

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
                reply = self._send(call)
                _heed(self._throttle, call, reply, self._clock)
                return reply

    def _send(self, call: Call) -> Reply:
        with ExitStack() as files:
            try:
                request = self._http.build_request(**_described(self._connection, call, files, self._timeout))
            except _unbuilt() as error:
                return _lost(self._connection, error, sent=False)
            try:
                response = self._http.send(request, follow_redirects=False)
            except Exception as error:
                if not _is_failure(error):
                    raise
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

    protocol: ClassVar[Conventions]

    def __init__(  # noqa: PLR0913 -- a client is set up once, by name
        self,
        *,
        key: str | None = None,
        server: str | None = None,
        base_url: str | None = None,
        settings: Mapping[str, str] | None = None,
        http: "httpx.AsyncClient | None" = None,
        timeout: float = TIMEOUT,
        repeat: Repeat = REPEAT,
        clock: AsyncClock | None = None,
        budget: Budget | str | None = None,
    ) -> None:
        self._connection = connect(
            self.protocol,
            key=key,
            server=server,
            base_url=base_url,
            settings=settings,
            repeat=repeat,
            budget=as_budget(budget),
        )
        self._clock = clock or AsyncClock()
        self._throttle = Throttle()
        self._timeout = timeout
        import httpx  # noqa: PLC0415 -- see the top

        self._own = http is None
        self._http = http or httpx.AsyncClient(verify=_certificates())
        self._schedulers: dict[tuple[str, str], Scheduler] = {}

    @property
    def budget(self) -> Budget | None:
        """What submits may cost together, and what of it is spent; `None` where there is no limit."""
        return self._connection.budget

    def region(self, endpoint: Offer[Q, R]) -> str:
        """Name the server that an endpoint's models and prices are taken from."""
        return self._connection.region(endpoint)

    def context(self, endpoint: Offer[Q, R]) -> Context:
        """Say where an endpoint's calls go, and what time it is: what a flow needs to know."""
        return replace(self._connection.context(endpoint, self._clock), held=self._held)

    def _held(self, operation: Operation) -> float:
        return self._throttle.held(_lane(operation), self._clock.now())

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

    def scheduler(self, endpoint: Endpoint[Q, R]) -> "Scheduler":
        """Find what looks at the tasks of an endpoint, for all who wait for one polled at the same address."""
        from callsheet_runtime.waiting.scheduler import Scheduler  # noqa: PLC0415 -- see the top

        context = self.context(endpoint)
        lane = context.address, _lane(endpoint.protocol.poll)
        if lane not in self._schedulers:
            self._schedulers[lane] = Scheduler(self, endpoint, context)
        return self._schedulers[lane]

    async def rest(self, seconds: float) -> None:
        """Let others work for so many seconds, by the client's clock."""
        await self._clock.sleep(seconds)

    async def _perform(self, step: Call | Pause) -> Reply | None:
        match step:
            case Pause(seconds):
                await self._clock.sleep(seconds)
                return None
            case Call() as call:
                if rest := _turn(self._throttle, call, self._clock.now()):
                    await self._clock.sleep(rest)
                reply = await self._send(call)
                _heed(self._throttle, call, reply, self._clock)
                return reply

    async def _send(self, call: Call) -> Reply:
        with ExitStack() as files:
            try:
                request = self._http.build_request(**_described(self._connection, call, files, self._timeout))
            except _unbuilt() as error:
                return _lost(self._connection, error, sent=False)
            try:
                response = await self._http.send(request, follow_redirects=False)
            except Exception as error:
                if not _is_failure(error):
                    raise
                return _lost(self._connection, error)
            return _answered(self._connection, response)

    async def aclose(self) -> None:
        """Tell whoever waits so, and close the connections, unless they are of an HTTP client that was given."""
        for scheduler in self._schedulers.values():
            await scheduler.close()
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


def _turn(throttle: Throttle, call: Call, now: float) -> float:
    """Take a turn under the documented rate; it counts for all calls of one kind, whatever task they are about."""
    return throttle.reserve(_lane(call.operation), call.operation.per_second, now)


def _heed(throttle: Throttle, call: Call, reply: Reply, dial: Dial) -> None:
    """Tell the others of one kind when a call was one too many, and when to try again."""
    if not isinstance(reply, Answered):
        return
    asked = retry_after(reply.headers, dial.today())
    if reply.status == HTTPStatus.TOO_MANY_REQUESTS or (
        reply.status == HTTPStatus.SERVICE_UNAVAILABLE and asked is not None
    ):
        throttle.hold(_lane(call.operation), asked, dial.now())
    elif reply.status < HTTPStatus.BAD_REQUEST:
        throttle.release(_lane(call.operation))


def _lane(operation: Operation) -> str:
    """Name the calls that share a rate: all of one kind, whatever task they are about."""
    return f"{operation.method} {operation.path}"


class _Described(TypedDict):
    """A request as the HTTP library wants it."""

    method: str
    url: str
    params: Mapping[str, str] | None
    json: Body | None
    files: "dict[str, _Field] | None"
    headers: dict[str, str]
    timeout: float


def _described(connection: Connection, call: Call, files: ExitStack, timeout: float) -> _Described:
    return {
        "method": call.operation.method,
        "url": call.url,
        "params": call.params or None,
        "json": call.json,
        "files": _form(call, files),
        "headers": connection.headers(call),
        "timeout": timeout,
    }


def _form(call: Call, files: ExitStack) -> "dict[str, _Field] | None":
    """Write a form as the HTTP library wants it; opened files are closed when the call is over."""
    if call.form is None:
        return None
    return {
        # Without a name, a field is a plain one.
        name: (None, value) if isinstance(value, str) else (value.name, files.enter_context(value.open()))
        for name, value in call.form.items()
    }


def _answered(connection: Connection, response: "httpx.Response") -> Answered:
    return Answered(response.status_code, dict(response.headers), connection.mask(response.content))


def _lost(connection: Connection, error: Exception, *, sent: bool | None = None) -> Lost:
    why = f"{type(error).__name__}: {error}".rstrip(": .")
    left = not isinstance(error, _never_sent()) if sent is None else sent
    return Lost(sent=left, why=connection.mask(why.encode(errors="replace")).decode(errors="replace"))


@cache
def _unbuilt() -> tuple[type[Exception], ...]:
    """List what goes wrong before anything is sent: a file that is gone, a header that cannot be one."""
    import httpx  # noqa: PLC0415 -- see the top

    return OSError, ValueError, TypeError, httpx.InvalidURL


def _is_failure(error: Exception) -> bool:
    """Tell what goes wrong with a call from a bug of ours: a file that changes while it is sent is the former."""
    import httpx  # noqa: PLC0415 -- see the top

    # Some errors of what the HTTP library stands on come through as they are.
    beneath = type(error).__module__.partition(".")[0] in {"httpcore", "h11", "h2"}
    return beneath or isinstance(error, (OSError, httpx.HTTPError, httpx.InvalidURL, httpx.StreamError))


@cache
def _never_sent() -> tuple[type[Exception], ...]:
    """List what goes wrong before the provider can have seen a request. Anything else counts as sent."""
    import httpx  # noqa: PLC0415 -- see the top

    return (
        httpx.ConnectError,
        httpx.ConnectTimeout,
        httpx.PoolTimeout,
        httpx.UnsupportedProtocol,
        httpx.LocalProtocolError,
        httpx.InvalidURL,
    )


def _show(client: Client | AsyncClient, connection: Connection) -> str:
    name = type(client).__name__
    return f"<{name} provider={connection.protocol.provider!r} server={connection.place!r}>"


@cache
def _certificates() -> "SSLContext":
    """Load the certificates once: it is what takes longest about a new HTTP client."""
    import httpx  # noqa: PLC0415 -- see the top

    return httpx.create_ssl_context()
