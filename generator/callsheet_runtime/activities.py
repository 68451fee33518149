"""What a client is asked to do, from its beginning to its end. What is sent meanwhile is told elsewhere.

Nothing that goes wrong here reaches what is done: a ticket is worth more than being told of it.
"""

from collections.abc import Callable, Coroutine, Generator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar, cast

from callsheet_runtime.billing import Charge, charges
from callsheet_runtime.errors import CallsheetError
from callsheet_runtime.protocol import Endpoint, Offer
from callsheet_runtime.reading import text
from callsheet_runtime.ticket import Ticket

P = ParamSpec("P")
T = TypeVar("T")

_GIVE_RESULTS = frozenset({"wait", "run"})
"""Methods that answer what a task has made."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Activity:
    """Something that a client was asked to do. One of its own each, so that its end can be told by it."""

    name: str
    """The method: `submit`, `wait`, `run`, `poll`, `download`, `cancel`, `list` or `call`."""
    endpoint: str
    """`provider/endpoint`."""
    provider: str
    server: str
    """Name of the server, or its address where one was given by hand."""
    model: str | None = None
    """As far as the request or the ticket names one."""
    ticket: Ticket | None = None
    """The task that it is about, where it has one from the beginning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How an activity ended."""

    activity: Activity
    ticket: Ticket | None = None
    """The task that it is about, created, or was left with; after `run`, the hook `on_status` knows."""
    charged: tuple[Charge, ...] = ()
    """What the result says was charged."""
    error: BaseException | None = None
    """What was raised, an interrupt included."""


class _Observer(Protocol):
    @property
    def follows(self) -> bool: ...
    @property
    def place(self) -> str: ...
    def begins(self, activity: Activity) -> None: ...
    def ends(self, outcome: Outcome) -> None: ...


class _Client(Protocol):
    @property
    def observer(self) -> _Observer: ...


class _Face(Protocol):
    """What is used of the tasks or the calls of an endpoint."""

    @property
    def client(self) -> _Client: ...
    @property
    def endpoint(self) -> Offer[Any, Any]: ...


class _Writes(Protocol):
    def body(self) -> object: ...


def observed(method: Callable[P, T]) -> Callable[P, T]:
    """Tell the client's hooks when a method begins and how it ends."""

    @wraps(method)
    def told(*given: P.args, **named: P.kwargs) -> T:
        with _telling(method.__name__, given, named) as keep:
            result = method(*given, **named)
            keep(result)
            return result

    return told


def observed_awaiting(method: Callable[P, Coroutine[Any, Any, T]]) -> Callable[P, Coroutine[Any, Any, T]]:
    """Tell the client's hooks when an awaitable method begins and how it ends."""

    @wraps(method)
    async def told(*given: P.args, **named: P.kwargs) -> T:
        with _telling(method.__name__, given, named) as keep:
            result = await method(*given, **named)
            keep(result)
            return result

    return told


@contextmanager
def _telling(
    name: str, given: tuple[object, ...], named: Mapping[str, object]
) -> Generator[Callable[[object], None], None, None]:
    """Tell of the beginning and the end; what is given to the function that this yields is the result."""
    face = cast("_Face", given[0])
    observer = face.client.observer
    kept: list[object] = []
    if not observer.follows:
        yield kept.append
        return
    activity = _activity(face, name, given, named)
    observer.begins(activity)
    try:
        yield kept.append
    except BaseException as error:
        ticket = error.ticket if isinstance(error, CallsheetError) else None
        observer.ends(Outcome(activity=activity, ticket=ticket or activity.ticket, error=error))
        raise
    observer.ends(_outcome(face.endpoint, activity, kept[0]))


def _activity(face: _Face, name: str, given: tuple[object, ...], named: Mapping[str, object]) -> Activity:
    endpoint = face.endpoint
    ticket = next((one for one in (*given, *named.values()) if isinstance(one, Ticket)), None)
    model = ticket.model if ticket else None
    if not ticket and isinstance(endpoint, Endpoint) and endpoint.model:
        request = given[1] if len(given) > 1 else named.get("request")
        with suppress(Exception):  # whatever is wrong with it, the method says
            model = text(cast("_Writes", request).body(), endpoint.model)
    return Activity(
        name=name,
        endpoint=endpoint.name,
        provider=endpoint.conventions.provider,
        server=face.client.observer.place,
        model=model,
        ticket=ticket,
    )


def _outcome(endpoint: Offer[Any, Any], activity: Activity, result: object) -> Outcome:
    ticket = result if isinstance(result, Ticket) else activity.ticket
    charged: tuple[Charge, ...] = ()
    if activity.name in _GIVE_RESULTS and isinstance(endpoint, Endpoint):
        charged = charges(endpoint, result)
    return Outcome(activity=activity, ticket=ticket, charged=charged)
