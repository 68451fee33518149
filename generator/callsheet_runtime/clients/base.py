"""What both clients have in common: how they are set up, what they share, whom they tell. Sends nothing."""

# ruff: noqa: SLF001 -- a client makes another of its own class, and may look inside
from collections.abc import Mapping
from copy import copy
from dataclasses import replace
from os import PathLike
from types import EllipsisType
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar

from callsheet_runtime.budget import Budget, as_budget
from callsheet_runtime.clients.wire import Wire, lane
from callsheet_runtime.clock import Dial
from callsheet_runtime.connection import connect
from callsheet_runtime.flows.vocabulary import Context, Repeat
from callsheet_runtime.protocol import Conventions, Endpoint, Offer, Operation, Q, R
from callsheet_runtime.throttle import Throttle

if TYPE_CHECKING:
    # The HTTP library takes longer to load than all of this package, and whoever only imports a client sends nothing.
    from contextlib import AbstractContextManager

    import httpx

    from callsheet_runtime.connection import Connection
    from callsheet_runtime.journal.journal import Journal
    from callsheet_runtime.observing import Exchange, Hooks, Observer

TIMEOUT = 60.0
"""Seconds for each step of a call: to connect, to send, to wait for the next bytes of the answer."""

REPEAT = Repeat()

H = TypeVar("H")
"""The HTTP client that sends."""
D = TypeVar("D", bound=Dial)
"""The clock that says for how long to wait."""


class AnyClient(Generic[H, D]):
    """A connection to one provider; `Client` and `AsyncClient` say the rest."""

    protocol: ClassVar[Conventions]
    tasks: ClassVar[Mapping[str, str]] = {}
    """By the name of each endpoint that creates tasks, the property that stands for it."""

    def __init__(  # noqa: PLR0913 -- a client is set up once, by name
        self,
        *,
        key: str | None = None,
        server: str | None = None,
        base_url: str | None = None,
        settings: Mapping[str, str] | None = None,
        http: H | None = None,
        proxy: str | None = None,
        timeout: "float | httpx.Timeout" = TIMEOUT,
        repeat: Repeat = REPEAT,
        clock: D | None = None,
        budget: Budget | str | None = None,
        hooks: "Hooks | None" = None,
        headers: Mapping[str, str] | None = None,
        journal: "Journal | str | PathLike[str] | None" = None,
    ) -> None:
        if http is not None and proxy is not None:
            raise ValueError("a proxy is the HTTP client's own matter: pass either http=… or proxy=…")
        self._own = http is None
        self._own_journal = isinstance(journal, (str, PathLike))
        self._clock: D = clock or self._new_clock()
        self._throttle = Throttle()
        connection = connect(
            self.protocol,
            key=key,
            server=server,
            base_url=base_url,
            settings=settings,
            repeat=repeat,
            budget=as_budget(budget),
            headers=headers,
            journal=journal,
        )
        self._take(connection, http or self._new_http(proxy), timeout, hooks)

    def _new_http(self, proxy: str | None) -> H:
        raise NotImplementedError

    def _new_clock(self) -> D:
        raise NotImplementedError

    def _take(self, connection: "Connection", http: H, timeout: "float | httpx.Timeout", hooks: "Hooks | None") -> None:
        """Take what a client is made of."""
        from callsheet_runtime.http_library import library_of  # noqa: PLC0415 -- see the top

        # Logging takes a while to load, too.
        from callsheet_runtime.observing import Observer  # noqa: PLC0415 -- see the top

        self._http = http
        self._connection = connection
        self._observer: Observer = Observer(connection, hooks)
        self._wire = Wire(
            connection=connection, http_library=library_of(http, self._kind), observer=self._observer, timeout=timeout
        )

    _kind: ClassVar[str]
    """What the HTTP library calls its client of this kind."""

    def with_options(
        self,
        *,
        timeout: "float | httpx.Timeout | None" = None,
        repeat: Repeat | None = None,
        budget: Budget | str | EllipsisType | None = ...,
        http: H | None = None,
        server: str | None = None,
        headers: Mapping[str, str] | None = None,
        hooks: "Hooks | None" = None,
    ) -> Self:
        """Make a client that differs in what is named here, and shares the rest: connections, rate limits, budget.

        `budget=None` lifts the limit; `headers` and `hooks` stand in place of those before. The shared connections and
        the journal are closed with the client they were made for, and not with this one.

        Raises:
            UnknownServer: the provider has no such server, or a setting of its address is missing.
            ValueError: the budget is no amount and currency, or a header may not be set by hand.

        """
        made = copy(self)
        made._own = made._own_journal = False
        connection = self._connection.changed(
            server=server,
            repeat=repeat,
            budget=self.budget if isinstance(budget, EllipsisType) else as_budget(budget),
            headers=headers,
        )
        made._take(
            connection,
            self._http if http is None else http,
            self._wire.timeout if timeout is None else timeout,
            self._observer.hooks if hooks is None else hooks,
        )
        return made

    @property
    def budget(self) -> Budget | None:
        """What submits may cost together, and what of it is spent; `None` where there is no limit."""
        return self._connection.budget

    @property
    def journal(self) -> "Journal | None":
        """Where submissions are written down; `None` where they are not."""
        return self._connection.journal

    def region(self, endpoint: Offer[Q, R]) -> str:
        """Name the server that an endpoint's models and prices are taken from."""
        return self._connection.region(endpoint)

    def context(self, endpoint: Offer[Q, R]) -> Context:
        """Say where an endpoint's calls go, what time it is and whom to tell: what a flow needs to know."""
        context = self._connection.context(endpoint, self._clock)
        observer = self._observer
        return replace(context, held=self._held, seen=observer.saw, repeats=observer.repeats)

    @property
    def observer(self) -> "Observer":
        """What tells the hooks."""
        return self._observer

    def exchanges(self) -> "AbstractContextManager[list[Exchange]]":
        """Keep every exchange made inside: `with client.exchanges() as made:`, secrets blacked out.

        It keeps those of this thread or asyncio task, and of asyncio tasks that are started inside.
        """
        return self._observer.tape()

    def _held(self, operation: Operation) -> float:
        return self._throttle.held(lane(operation), self._clock.now())

    def _endpoints(self) -> "Mapping[str, Endpoint[Any, Any]]":
        """Find the endpoints that create tasks, by name."""
        return {name: getattr(self, face).endpoint for name, face in self.tasks.items()}

    def _close_journal(self) -> None:
        if self._own_journal and self.journal:
            self.journal.close()

    def __repr__(self) -> str:
        connection = self._connection
        return f"<{type(self).__name__} provider={connection.protocol.provider!r} server={connection.place!r}>"
