"""The two drivers of flows: one blocks, one awaits. Decides nothing itself, and knows no endpoint."""

# ruff: noqa: SLF001 -- a client makes another of its own class, and may look inside
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, ExitStack
from copy import copy
from functools import cache
from types import EllipsisType, TracebackType
from typing import TYPE_CHECKING, BinaryIO, ClassVar, Self, TypeAlias, TypedDict, TypeVar, cast

from callsheet_runtime.budget import Budget, as_budget
from callsheet_runtime.clock import AsyncClock, Clock
from callsheet_runtime.connection import Connection, connect
from callsheet_runtime.errors import OutcomeUnknown
from callsheet_runtime.flows.vocabulary import Answered, Call, Context, Flow, Lost, Pause, Repeat, Reply
from callsheet_runtime.protocol import Body, Conventions, Offer, Q, R
from callsheet_runtime.throttle import Throttle

if TYPE_CHECKING:
    # The HTTP library takes longer to load than all of this package, and whoever only imports a client sends nothing.
    from ssl import SSLContext

    import httpx

    from callsheet_runtime.flows import TaskStatus
    from callsheet_runtime.library import AwaitingHttp, BlockingHttp, Library
    from callsheet_runtime.observing import Exchange, Hooks, Observer, Outgoing

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
        http: a client of your own, of httpx or httpx2, for certificates or a transport; you close it yourself.
        proxy: the address of a proxy for all calls; by default what the environment says.
        timeout: seconds for each step of a call, or an `httpx.Timeout`; not for a task.
        repeat: how often and how long what is harmless may be repeated.
        clock: another clock, for tests.
        budget: what submits may cost together, such as `20 CNY`, or a `Budget`; what would pass it is not sent.
        hooks: functions that are told what the client does.
        headers: sent with every call. What the provider asks for goes before, and `User-Agent` is added to.

    Raises:
        ValueError: the budget is no amount and currency, a header may not be set by hand, or both `http` and `proxy`
            were given.
        TypeError: `http` is no client of httpx or httpx2, or of the other kind.
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
        http: "httpx.Client | BlockingHttp | None" = None,
        proxy: str | None = None,
        timeout: "float | httpx.Timeout" = TIMEOUT,
        repeat: Repeat = REPEAT,
        clock: Clock | None = None,
        budget: Budget | str | None = None,
        hooks: "Hooks | None" = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self._connection = connect(
            self.protocol,
            key=key,
            server=server,
            base_url=base_url,
            settings=settings,
            repeat=repeat,
            budget=as_budget(budget),
            headers=headers,
        )
        self._clock = clock or Clock()
        self._throttle = Throttle()
        self._observer = _observer(self._connection, hooks)
        self._own = http is None
        if http is not None and proxy is not None:
            raise ValueError("a proxy is the HTTP client's own matter: pass either http=… or proxy=…")
        if http is None:
            import httpx  # noqa: PLC0415 -- see the top

            http = httpx.Client(verify=certificates(), proxy=proxy)
        self._take(http)
        self._timeout = timeout

    def _take(self, http: "httpx.Client | BlockingHttp") -> None:
        self._library = _library(http, "Client")
        # The libraries that are taken have one face.
        self._http = cast("httpx.Client", http)

    def with_options(
        self,
        *,
        timeout: "float | httpx.Timeout | None" = None,
        repeat: Repeat | None = None,
        budget: Budget | str | EllipsisType | None = ...,
        http: "httpx.Client | BlockingHttp | None" = None,
        server: str | None = None,
        headers: Mapping[str, str] | None = None,
        hooks: "Hooks | None" = None,
    ) -> Self:
        """Make a client that differs in what is named here, and shares the rest: connections, rate limits, budget.

        `budget=None` lifts the limit; `headers` and `hooks` stand in place of those before. The shared connections are
        closed with the client they were made for, and not with this one.

        Raises:
            UnknownServer: the provider has no such server, or a setting of its address is missing.
            ValueError: the budget is no amount and currency, or a header may not be set by hand.

        """
        made = copy(self)
        made._connection = self._connection.changed(
            server=server,
            repeat=repeat,
            budget=self.budget if isinstance(budget, EllipsisType) else as_budget(budget),
            headers=headers,
        )
        made._observer = _observer(made._connection, self._observer.hooks if hooks is None else hooks)
        made._own = False
        if http is not None:
            made._take(http)
        if timeout is not None:
            made._timeout = timeout
        return made

    @property
    def budget(self) -> Budget | None:
        """What submits may cost together, and what of it is spent; `None` where there is no limit."""
        return self._connection.budget

    def region(self, endpoint: Offer[Q, R]) -> str:
        """Name the server that an endpoint's models and prices are taken from."""
        return self._connection.region(endpoint)

    def context(self, endpoint: Offer[Q, R]) -> Context:
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
        except OutcomeUnknown as error:
            self._observer.unknown(error)
            raise

    def _perform(self, step: Call | Pause) -> Reply | None:
        match step:
            case Pause(seconds, again):
                if again:
                    self._observer.repeats(again, seconds)
                self._clock.sleep(seconds)
                return None
            case Call() as call:
                if rest := _turn(self._throttle, call, self._clock.now()):
                    self._clock.sleep(rest)
                return self._send(call)

    def _send(self, call: Call) -> Reply:
        with ExitStack() as files:
            try:
                request = self._http.build_request(
                    **_described(self._connection, self._library, self._timeout, call, files)
                )
            except self._library.unbuilt as error:
                return _lost(self._connection, error, sent=False)
            outgoing = _outgoing(self._observer, request)
            begun = self._clock.now()
            try:
                reply: Reply = _answered(self._connection, self._http.send(request, follow_redirects=False))
            except Exception as error:
                if not self._library.is_failure(error):
                    raise
                reply = _lost(self._connection, error, sent=not isinstance(error, self._library.never_sent))
            if outgoing:
                self._observer.answered(outgoing, reply, self._clock.now() - begun)
            return reply

    def exchanges(self) -> "AbstractContextManager[list[Exchange]]":
        """Keep every exchange made inside: `with client.exchanges() as made:`, secrets blacked out.

        It keeps those of this thread or asyncio task, and of asyncio tasks that are started inside.
        """
        return self._observer.tape()

    def following(self, progress: "Callable[[TaskStatus], None] | None" = None) -> "Callable[[TaskStatus], None]":
        """Tell the hooks of each look at a task, and `progress` after them."""

        def follow(status: "TaskStatus") -> None:
            self._observer.saw(status)
            if progress:
                progress(status)

        return follow

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
        http: "httpx.AsyncClient | AwaitingHttp | None" = None,
        proxy: str | None = None,
        timeout: "float | httpx.Timeout" = TIMEOUT,
        repeat: Repeat = REPEAT,
        clock: AsyncClock | None = None,
        budget: Budget | str | None = None,
        hooks: "Hooks | None" = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self._connection = connect(
            self.protocol,
            key=key,
            server=server,
            base_url=base_url,
            settings=settings,
            repeat=repeat,
            budget=as_budget(budget),
            headers=headers,
        )
        self._clock = clock or AsyncClock()
        self._throttle = Throttle()
        self._observer = _observer(self._connection, hooks)
        self._own = http is None
        if http is not None and proxy is not None:
            raise ValueError("a proxy is the HTTP client's own matter: pass either http=… or proxy=…")
        if http is None:
            import httpx  # noqa: PLC0415 -- see the top

            http = httpx.AsyncClient(verify=certificates(), proxy=proxy)
        self._take(http)
        self._timeout = timeout

    def _take(self, http: "httpx.AsyncClient | AwaitingHttp") -> None:
        self._library = _library(http, "AsyncClient")
        # The libraries that are taken have one face.
        self._http = cast("httpx.AsyncClient", http)

    def with_options(
        self,
        *,
        timeout: "float | httpx.Timeout | None" = None,
        repeat: Repeat | None = None,
        budget: Budget | str | EllipsisType | None = ...,
        http: "httpx.AsyncClient | AwaitingHttp | None" = None,
        server: str | None = None,
        headers: Mapping[str, str] | None = None,
        hooks: "Hooks | None" = None,
    ) -> Self:
        """Make a client that differs in what is named here, and shares the rest: connections, rate limits, budget.

        `budget=None` lifts the limit; `headers` and `hooks` stand in place of those before. The shared connections are
        closed with the client they were made for, and not with this one.

        Raises:
            UnknownServer: the provider has no such server, or a setting of its address is missing.
            ValueError: the budget is no amount and currency, or a header may not be set by hand.

        """
        made = copy(self)
        made._connection = self._connection.changed(
            server=server,
            repeat=repeat,
            budget=self.budget if isinstance(budget, EllipsisType) else as_budget(budget),
            headers=headers,
        )
        made._observer = _observer(made._connection, self._observer.hooks if hooks is None else hooks)
        made._own = False
        if http is not None:
            made._take(http)
        if timeout is not None:
            made._timeout = timeout
        return made

    @property
    def budget(self) -> Budget | None:
        """What submits may cost together, and what of it is spent; `None` where there is no limit."""
        return self._connection.budget

    def region(self, endpoint: Offer[Q, R]) -> str:
        """Name the server that an endpoint's models and prices are taken from."""
        return self._connection.region(endpoint)

    def context(self, endpoint: Offer[Q, R]) -> Context:
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
        except OutcomeUnknown as error:
            self._observer.unknown(error)
            raise

    async def _perform(self, step: Call | Pause) -> Reply | None:
        match step:
            case Pause(seconds, again):
                if again:
                    self._observer.repeats(again, seconds)
                await self._clock.sleep(seconds)
                return None
            case Call() as call:
                if rest := _turn(self._throttle, call, self._clock.now()):
                    await self._clock.sleep(rest)
                return await self._send(call)

    async def _send(self, call: Call) -> Reply:
        with ExitStack() as files:
            try:
                request = self._http.build_request(
                    **_described(self._connection, self._library, self._timeout, call, files)
                )
            except self._library.unbuilt as error:
                return _lost(self._connection, error, sent=False)
            outgoing = _outgoing(self._observer, request)
            begun = self._clock.now()
            try:
                reply: Reply = _answered(self._connection, await self._http.send(request, follow_redirects=False))
            except Exception as error:
                if not self._library.is_failure(error):
                    raise
                reply = _lost(self._connection, error, sent=not isinstance(error, self._library.never_sent))
            if outgoing:
                self._observer.answered(outgoing, reply, self._clock.now() - begun)
            return reply

    def exchanges(self) -> "AbstractContextManager[list[Exchange]]":
        """Keep every exchange made inside: `with client.exchanges() as made:`, secrets blacked out.

        It keeps those of this thread or asyncio task, and of asyncio tasks that are started inside.
        """
        return self._observer.tape()

    def following(self, progress: "Callable[[TaskStatus], None] | None" = None) -> "Callable[[TaskStatus], None]":
        """Tell the hooks of each look at a task, and `progress` after them."""

        def follow(status: "TaskStatus") -> None:
            self._observer.saw(status)
            if progress:
                progress(status)

        return follow

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


def _turn(throttle: Throttle, call: Call, now: float) -> float:
    """Take a turn under the documented rate; it counts for all calls of one kind, whatever task they are about."""
    operation = call.operation
    return throttle.reserve(f"{operation.method} {operation.path}", operation.per_second, now)


def _library(http: object, kind: str) -> "Library":
    from callsheet_runtime.library import library_of  # noqa: PLC0415 -- see the top

    return library_of(http, kind)


def _observer(connection: Connection, hooks: "Hooks | None") -> "Observer":
    # Logging takes a while to load, too.
    from callsheet_runtime.observing import Observer  # noqa: PLC0415 -- see the top

    return Observer(connection, hooks)


def _outgoing(observer: "Observer", request: "httpx.Request") -> "Outgoing | None":
    """Show a call to who wants to see it; a form with files is sent as it is read, and not kept."""
    if not observer.watches:
        return None
    body = b"" if request.headers.get("content-type", "").startswith("multipart/") else request.content
    return observer.asked(request.method, str(request.url), dict(request.headers), body)


class _Described(TypedDict):
    """A request as the HTTP library wants it."""

    method: str
    url: str
    params: Mapping[str, str] | None
    json: Body | None
    files: "dict[str, _Field] | None"
    headers: dict[str, str]
    timeout: "float | httpx.Timeout"


def _described(
    connection: Connection, library: "Library", timeout: "float | httpx.Timeout", call: Call, files: ExitStack
) -> _Described:
    return {
        "method": call.operation.method,
        "url": call.url,
        "params": call.params or None,
        "json": call.json,
        "files": _form(call, files),
        "headers": connection.headers(call, agent=library.agent),
        "timeout": timeout if isinstance(timeout, (int, float)) else library.module.Timeout(**timeout.as_dict()),
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
    return Answered(response.status_code, dict(response.headers), connection.mask.body(response.content))


def _lost(connection: Connection, error: Exception, *, sent: bool) -> Lost:
    why = f"{type(error).__name__}: {error}".rstrip(": .")
    return Lost(sent=sent, why=connection.mask.text(why.encode(errors="replace").decode()))


def _show(client: Client | AsyncClient, connection: Connection) -> str:
    name = type(client).__name__
    return f"<{name} provider={connection.protocol.provider!r} server={connection.place!r}>"


@cache
def certificates() -> "SSLContext":
    """Load the certificates once: it is what takes longest about a new HTTP client."""
    import httpx  # noqa: PLC0415 -- see the top

    return httpx.create_ssl_context()
