"""The driver that blocks."""

from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeAlias, TypeVar, cast

from callsheet_runtime.clients.base import AnyClient
from callsheet_runtime.clients.wire import certificates, heed, turn
from callsheet_runtime.clock import Clock
from callsheet_runtime.errors import OutcomeUnknown
from callsheet_runtime.flows.vocabulary import Call, Flow, Local, Pause, Reply

if TYPE_CHECKING:
    # The HTTP library takes longer to load than all of this package, and whoever only imports a client sends nothing.
    from collections.abc import Callable

    import httpx

    from callsheet_runtime.flows.resuming import Resumed
    from callsheet_runtime.flows.status import TaskStatus
    from callsheet_runtime.http_library import BlockingHttp

T = TypeVar("T")
_Http: TypeAlias = "httpx.Client | BlockingHttp"


class Client(AnyClient[_Http, Clock]):
    """A blocking connection to one provider, for any number of threads. Use it in `with`, or `close` it.

    Args:
        key: the provider's key; by default what the provider's environment variable holds.
        server: name of the server, which is to say the region; by default each endpoint's usual one.
        base_url: another address in place of the server's, such as a simulator's: no user, password or query in it, as
            tickets name it.
        settings: what the server's address asks for, such as a workspace.
        http: a client of your own, of httpx or httpx2, for certificates or a transport; you close it yourself.
        proxy: the address of a proxy for all calls; by default what the environment says.
        timeout: seconds for each step of a call, or an `httpx.Timeout`; not for a task.
        repeat: how often and how long what is harmless may be repeated.
        clock: another clock, for tests.
        budget: what submits may cost together, such as `20 CNY`, or a `Budget`; what would pass it is not sent.
        hooks: functions that are told what the client does.
        headers: sent with every call. What the provider asks for goes before, and `User-Agent` is added to.
        journal: where every submission is written down before it is sent: a `Journal`, or the path of one.

    Raises:
        ValueError: the budget is no amount and currency, a header may not be set by hand, `base_url` holds what may be
            a secret, or both `http` and `proxy` were given.
        TypeError: `http` is no client of httpx or httpx2, or of the other kind.
        JournalError: the journal cannot be opened.
        MissingKey: no key was given and the environment holds none.
        UnknownServer: the provider has no such server, or a setting of its address is missing.

    """

    _kind = "Client"

    def _new_http(self, proxy: str | None) -> _Http:
        import httpx  # noqa: PLC0415 -- see the top

        return httpx.Client(verify=certificates(), proxy=proxy)

    def _new_clock(self) -> Clock:
        return Clock()

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

    def _perform(self, step: Call | Pause | Local) -> Reply | None:
        match step:
            case Pause(seconds):
                self._clock.sleep(seconds)
                return None
            case Local(do):
                do()
                return None
            case Call() as call:
                if rest := turn(self._throttle, call, self._clock.now()):
                    self._clock.sleep(rest)
                reply = self._send(call)
                heed(self._throttle, call, reply, self._clock)
                return reply

    def _send(self, call: Call) -> Reply:
        # The libraries that are taken have one face.
        http, wire = cast("httpx.Client", self._http), self._wire
        with ExitStack() as files:
            try:
                request = http.build_request(**wire.describe(call, files))
            except wire.http_library.unbuilt as error:
                return wire.unbuilt(error)
            outgoing, begun = wire.show(request, call.unvalidated), self._clock.now()
            try:
                reply: Reply = wire.answered(http.send(request, follow_redirects=False))
            except Exception as error:  # noqa: BLE001 -- what is none of the network's is raised again
                reply = wire.lost(error)
            if outgoing:
                self._observer.answered(outgoing, reply, self._clock.now() - begun)
            return reply

    def resume_all(
        self,
        *,
        deadline: float = 900.0,
        every: float | None = None,
        progress: "Callable[[TaskStatus], None] | None" = None,
        label: str | None = None,
        any_key: bool = False,
    ) -> "Resumed":
        """Finish what the journal says is paid for, or may be, at this provider and server. Submits nothing.

        What processes that are gone have left is settled first. A submission whose outcome is unknown is looked for in
        the provider's list, where it has one, and adopted where exactly one task fits exactly one submission.

        Args:
            deadline: seconds from now, for all of them together; 0 for one look at each.
            every: seconds between two looks; by default as the provider documents.
            progress: called after every look at a task.
            label: only jobs of this batch.
            any_key: also jobs that were sent with another key, such as before it was changed; they become this key's.

        Raises:
            ValueError: the client has no journal, or the deadline is less than 0.
            JournalError: the journal cannot be read or written.

        """
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
        return self.drive(flow)

    def close(self) -> None:
        """Close the connections and the journal, unless they were given and not opened here."""
        self._close_journal()
        if self._own:
            self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
