"""The driver that awaits."""

from collections.abc import Callable
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeAlias, TypeVar, cast

from callsheet_runtime.clients.base import AnyClient
from callsheet_runtime.clients.wire import certificates, heed, lane, turn
from callsheet_runtime.clock import AsyncClock
from callsheet_runtime.errors import OutcomeUnknown
from callsheet_runtime.flows.vocabulary import Call, Flow, Local, Pause, Reply
from callsheet_runtime.protocol import Endpoint, Q, R

if TYPE_CHECKING:
    # The HTTP library takes longer to load than all of this package, and whoever only imports a client sends nothing.
    import httpx

    from callsheet_runtime.connection import Connection
    from callsheet_runtime.flows.resuming import Resumed
    from callsheet_runtime.flows.status import TaskStatus
    from callsheet_runtime.http_library import AwaitingHttp
    from callsheet_runtime.observing import Hooks

    # Loaded with the first wait.
    from callsheet_runtime.waiting.scheduler import Scheduler

T = TypeVar("T")
_Http: TypeAlias = "httpx.AsyncClient | AwaitingHttp"


class AsyncClient(AnyClient[_Http, AsyncClock]):
    """An awaiting connection to one provider, for any number of tasks of one event loop. Use it in `async with`.

    Takes the arguments of `Client`; `http` is an `httpx.AsyncClient`, `clock` an `AsyncClock`.
    """

    _kind = "AsyncClient"

    def _new_http(self, proxy: str | None) -> _Http:
        import httpx  # noqa: PLC0415 -- see the top

        return httpx.AsyncClient(verify=certificates(), proxy=proxy)

    def _new_clock(self) -> AsyncClock:
        return AsyncClock()

    def _take(
        self, connection: "Connection", http: _Http, timeout: "float | httpx.Timeout", hooks: "Hooks | None"
    ) -> None:
        super()._take(connection, http, timeout, hooks)
        self._schedulers: dict[tuple[str, str], Scheduler] = {}

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

    def scheduler(self, endpoint: Endpoint[Q, R]) -> "Scheduler":
        """Find what looks at the tasks of an endpoint, for all who wait for one polled at the same address."""
        from callsheet_runtime.waiting.scheduler import Scheduler  # noqa: PLC0415 -- see the top

        context = self.context(endpoint)
        polled = context.address, lane(endpoint.protocol.poll)
        if polled not in self._schedulers:
            self._schedulers[polled] = Scheduler(self, endpoint, context)
        return self._schedulers[polled]

    async def rest(self, seconds: float) -> None:
        """Let others work for so many seconds, by the client's clock."""
        await self._clock.sleep(seconds)

    async def _perform(self, step: Call | Pause | Local) -> Reply | None:
        match step:
            case Pause(seconds):
                await self._clock.sleep(seconds)
                return None
            case Local(do):
                await _to_its_end(do)
                return None
            case Call() as call:
                if rest := turn(self._throttle, call, self._clock.now()):
                    await self._clock.sleep(rest)
                reply = await self._send(call)
                heed(self._throttle, call, reply, self._clock)
                return reply

    async def _send(self, call: Call) -> Reply:
        # The libraries that are taken have one face.
        http, wire = cast("httpx.AsyncClient", self._http), self._wire
        with ExitStack() as files:
            try:
                request = http.build_request(**wire.describe(call, files))
            except wire.http_library.unbuilt as error:
                return wire.unbuilt(error)
            outgoing, begun = wire.show(request, call.unvalidated), self._clock.now()
            try:
                reply: Reply = wire.answered(await http.send(request, follow_redirects=False))
            except Exception as error:  # noqa: BLE001 -- what is none of the network's is raised again
                reply = wire.lost(error)
            if outgoing:
                self._observer.answered(outgoing, reply, self._clock.now() - begun)
            return reply

    async def resume_all(
        self,
        *,
        deadline: float = 900.0,
        every: float | None = None,
        progress: "Callable[[TaskStatus], None] | None" = None,
        label: str | None = None,
        any_key: bool = False,
    ) -> "Resumed":
        """Finish what the journal says is paid for, or may be, at this provider and server. See `Client`."""
        from callsheet_runtime.flows.resuming import resume_all  # noqa: PLC0415 -- few programs resume

        flow = resume_all(
            self._endpoints(),
            self.context,
            deadline=deadline,
            every=every,
            progress=progress,
            label=label,
            any_key=any_key,
        )
        return await self.drive(flow)

    async def aclose(self) -> None:
        """Tell whoever waits so; close the connections and the journal, unless they were given and not opened here."""
        for scheduler in self._schedulers.values():
            await scheduler.close()
        self._close_journal()
        if self._own:
            await cast("httpx.AsyncClient", self._http).aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        await self.aclose()


async def _to_its_end(do: Callable[[], None]) -> None:
    """Do something that blocks, beside the event loop; whoever cancels waits until it is done."""
    import asyncio  # noqa: PLC0415 -- slow to load, and whoever awaits has loaded it

    work = asyncio.ensure_future(asyncio.to_thread(do))
    cancelled: asyncio.CancelledError | None = None
    while not work.done():
        try:
            await asyncio.shield(work)
        except asyncio.CancelledError as error:
            cancelled = error
        except Exception:  # noqa: BLE001 -- it is raised below, from the work itself
            break
    if cancelled is not None:
        if failure := work.exception():
            cancelled.add_note(f"and meanwhile: {failure}")
        raise cancelled
    work.result()
