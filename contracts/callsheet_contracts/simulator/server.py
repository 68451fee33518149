"""The simulator: a real HTTP server on loopback for each provider, or none and a way into the same applications.

Knows no provider's words.
"""

import math
from collections.abc import Iterable
from threading import Lock
from types import TracebackType
from typing import Final, Self, get_args

import httpx
from starlette.types import ASGIApp

from callsheet.model.endpoint import Catalog, Provider
from callsheet_contracts.simulator.app import application
from callsheet_contracts.simulator.clock import Clock, ManualClock, RealClock
from callsheet_contracts.simulator.control import Controls
from callsheet_contracts.simulator.events import Address
from callsheet_contracts.simulator.faults import CallKind, Fault
from callsheet_contracts.simulator.in_process import AsyncTransport, Transport
from callsheet_contracts.simulator.journal import Entry, Journal
from callsheet_contracts.simulator.post import Post
from callsheet_contracts.simulator.service import Service
from callsheet_contracts.simulator.serving import LOOPBACK, CannotServe, Serving, listen
from callsheet_contracts.simulator.settings import Settings
from callsheet_contracts.simulator.tasks import Pace, Progression


class Simulator:
    """Stands in for providers until it is stopped: `with Simulator(catalog) as simulator: simulator.url("acme")`.

    Or in process, without a start: `httpx.Client(transport=Simulator(catalog).transport("acme"))`.
    """

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
        by: Progression = "time",
        polls: int = 1,
        enforce_rates: bool = False,
        enforce_running: bool = False,
        enforce_fresh: bool = False,
        plan: str | None = None,
        known_ids: bool = False,
        receiver: httpx.BaseTransport | None = None,
        chaos: float = 0.0,
    ) -> None:
        """Prepare one; nothing listens before `start`.

        Args:
            catalog: The compiled specs.
            providers: Names of those to serve, in the order of their ports; all of the catalog if left out.
            port: Port of the first, the next ones following; 0 takes any free port for each.
            key: The one key that is accepted; any that is not empty if left out.
            task_seconds: How long a task takes to succeed, split evenly over its states, where time drives it.
            by: What drives tasks: `time`, by the clock; `polls`, each state being told so many times; or nothing, where
                they have succeeded `immediate`ly.
            polls: How many polls tell each state, where polls drive tasks.
            clock: What time it is; the real time if left out.
            seed: Makes ids the same in every run.
            enforce_rates: Refuse calls over the documented rates.
            enforce_running: Refuse tasks over the documented number that may be at work at once.
            enforce_fresh: Answer a submit whose fresh header was seen before with the task that was made then, where
                provider's pages want such a header to be new with each call.
            plan: The account's plan, where that number depends on it; the smallest one if left out.
            known_ids: Refuse ids that this simulator has not given itself, such as those of uploads.
            receiver: Takes all events, whatever address they are for; no other machine is called then either.
            chaos: The share of calls that something goes wrong with, from 0 to 1; what it is, the seed decides.

        Raises:
            CannotServe: a provider is not in the catalog, or there is none.
            ValueError: `task_seconds` is negative or endless, `polls` less than one, `chaos` no share, or nobody has
                such a plan.

        """
        if not 0 <= task_seconds < math.inf:
            raise ValueError(f"a task cannot take {task_seconds} seconds")
        if not 0 <= chaos <= 1:
            raise ValueError(f"{chaos} is no share of all calls: 0 to 1 are")
        if polls < 1:
            raise ValueError(f"a state cannot be told by {polls} polls")
        if by not in get_args(Progression):
            raise ValueError(f"nothing goes on by {by!r}: choose from {', '.join(get_args(Progression))}")
        known = {one.name: one for one in catalog.providers if one.endpoints}
        names = tuple(dict.fromkeys(known if providers is None else providers))
        for name in names:
            if name not in known:
                raise CannotServe(f"unknown provider {name!r}: there are {', '.join(known) or 'none'}")
        if not names:
            raise CannotServe("there is no provider to serve")
        _check_plan(plan, tuple(known[name] for name in names))
        self.journal: Final = Journal()
        self.clock: Final[Clock] = RealClock() if clock is None else clock
        settings = Settings(
            clock=self.clock,
            key=key,
            pace=Pace(by, task_seconds, polls),
            seed=seed,
            enforce_rates=enforce_rates,
            enforce_running=enforce_running,
            enforce_fresh=enforce_fresh,
            plan=plan,
            known_ids=known_ids,
            chaos=chaos,
        )
        self._services = {name: Service(known[name], settings) for name in names}
        self._post = Post(self._services, self.journal, self.clock, receiver)
        self._shared = Controls(self.journal, self.clock, self.reset, self.listen, self.deliver)
        self._apps: dict[str, ASGIApp] = {}
        self._lock = Lock()
        self._port = port
        self._running: Serving | None = None

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
            sockets = listen(self.providers, self._port)
            self._running = Serving(
                tuple(map(self._app, self.providers)),
                sockets,
                None if isinstance(self.clock, ManualClock) else self._post,
            )

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

    def transport(self, provider: str) -> httpx.BaseTransport:
        """Make a way to a provider that needs no server: `httpx.Client(transport=simulator.transport("acme"))`.

        All calls are answered, whatever host they are for, so that clients may keep the real addresses. Nothing needs
        to be started or stopped.

        Raises:
            ValueError: it does not serve this provider.

        """
        return Transport(self._app(provider))

    def async_transport(self, provider: str) -> httpx.AsyncBaseTransport:
        """Make the same for an `httpx.AsyncClient`.

        Raises:
            ValueError: it does not serve this provider.

        """
        return AsyncTransport(self._app(provider))

    def listen(self, provider: str, url: str, *, secret: str | None = None, id: str | None = None) -> None:  # noqa: A002 -- the word of requests
        """Register an address for events, as one does on a provider's site: of tasks that are created from now on.

        Addresses that requests name themselves need not be registered. With an `id`, only tasks whose request names it
        are told of; with a `secret`, events are signed with it. A reset forgets it.

        Raises:
            ValueError: the provider is not served, sends no events, or signs none.

        """
        self._service(provider).register(Address(url, secret, id))

    def deliver(self) -> tuple[Entry, ...]:
        """Send all events that are due by now, and tell what was sent, as the journal does; `event` is their call.

        Only addresses of this machine are called, without TLS also where they say https. While it is started with a
        clock that goes by itself, this happens by itself.
        """
        return self._post.deliver()

    def script(self, provider: str, call: CallKind, *faults: Fault, test: str = "") -> None:
        """Let something go wrong with the next calls of a kind, one fault for each, in this order.

        With `test`, they wait for the calls that carry this id in the header `X-Test-Id`, which have a world of their
        own: tasks, rates and faults.

        A call that the provider refuses by itself, such as one with a wrong key, uses no fault up.

        Raises:
            ValueError: there is no such provider, call or error code, or a fault makes no sense there.

        """
        self._service(provider).script(call, *faults, test=test)

    def reset(self, test: str | None = None) -> None:
        """Forget all tasks, the journal and the script, and begin the ids anew; the clock goes on.

        With `test`, only what belongs to the test of this id is forgotten.
        """
        for service in self._services.values():
            service.reset(test)
        self.journal.clear(test)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _app(self, provider: str) -> ASGIApp:
        service = self._service(provider)
        with self._lock:
            if provider not in self._apps:
                self._apps[provider] = application(service, self._shared)
            return self._apps[provider]

    def _service(self, provider: str) -> Service:
        if provider not in self._services:
            raise ValueError(f"provider {provider!r} is not served: there are {', '.join(self.providers)}")
        return self._services[provider]


def _check_plan(plan: str | None, providers: tuple[Provider, ...]) -> None:
    limits = (endpoint.limits for provider in providers for endpoint in provider.tasks)
    plans = dict.fromkeys(name for one in limits if one is not None for name, _ in one.plans)
    if plan is not None and plan not in plans:
        raise ValueError(f"nobody has a plan {plan!r}: there are {', '.join(plans) or 'none'}")
