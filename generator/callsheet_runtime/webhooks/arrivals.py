"""From a provider's word that a task has ended to the end itself: read again, and handed on once. Knows no web server.

A notice is a hint. What it is about may not be known yet, may not have ended, and may have been handed on before.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from inspect import isawaitable, iscoroutinefunction
from typing import Generic, Protocol, TypeAlias, TypeVar

from callsheet_runtime.errors import NoResult, StillRunning, TaskEnded
from callsheet_runtime.machine import Meaning
from callsheet_runtime.protocol import R
from callsheet_runtime.ticket import Ticket
from callsheet_runtime.webhooks.events import Notice

E = TypeVar("E")
R_co = TypeVar("R_co", covariant=True)
_V = TypeVar("_V")

_LOG = logging.getLogger("callsheet")
_ALIVE = frozenset({Meaning.WAITING, Meaning.RUNNING})
"""What is not worth a look. A word that no page names may be an end."""


class _Named(Protocol):
    @property
    def name(self) -> str: ...


class TasksOf(Protocol[R_co]):
    """What is used of an awaiting client's tasks, such as `client.text_to_video`."""

    @property
    def endpoint(self) -> _Named:
        """Whose tasks they are."""
        ...

    def wait(self, ticket: Ticket, *, deadline: float) -> Awaitable[R_co]:
        """Read how a task ended."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival(Generic[E, R]):
    """The end of a task that was waited for."""

    ticket: Ticket
    means: Meaning
    """How it ended, in the words all providers share."""
    result: R | None
    """What it made, as `wait` reads it; `None` where there is an error, and where the provider was not asked."""
    error: TaskEnded | NoResult | None
    """What `wait` would raise of it."""
    notice: Notice[E]
    """What the provider sent."""
    confirmed: bool
    """Whether the provider was asked; if not, all there is to go by is the notice."""


OnEnd: TypeAlias = Callable[[Arrival[E, R]], Awaitable[object] | None]
Find: TypeAlias = Callable[[str], Awaitable[Ticket | None] | Ticket | None]


class Taken(Enum):
    """What became of a notice."""

    HANDLED = auto()
    """The task has ended, and its end was handed on: now, or when the same was told before."""
    PARKED = auto()
    """It is about a task that nobody here knows yet."""
    UNDERWAY = auto()
    """The task goes on, says the provider."""


@contextmanager
def _logging(words: str) -> Generator[None]:
    """Log what goes wrong inside: the provider learns of it by a number alone, and whoever asked may have gone."""
    try:
        yield
    except Exception:
        _LOG.exception(words)
        raise


class Inbox(Generic[E, R]):
    """Keeps what is expected, parked and done, each bounded by `keep`; of one event loop."""

    def __init__(
        self,
        tasks: tuple[TasksOf[R], ...],
        on_end: OnEnd[E, R],
        *,
        find: Find | None,
        trust: bool,
        keep: int,
        age: float,
        now: Callable[[], float],
    ) -> None:
        if not tasks and not trust:
            raise ValueError("nobody to ask: give the tasks that are told of, such as client.text_to_video")
        if keep < 1 or age <= 0:
            raise ValueError("keep at least one task, and for more than no time")
        self._tasks = {one.endpoint.name: one for one in tasks}
        if blocking := sorted(name for name, one in self._tasks.items() if not iscoroutinefunction(one.wait)):
            raise TypeError(
                f"{', '.join(blocking)}: give the tasks of an awaiting client; a blocking one has a Receiver"
            )
        self._on_end = on_end
        self._find = find
        self._trust = trust
        self._keep = keep
        self._age = age
        self._now = now
        self.expected: OrderedDict[str, Ticket] = OrderedDict()
        self._parked: OrderedDict[str, tuple[float, Notice[E]]] = OrderedDict()
        self._done: OrderedDict[str, None] = OrderedDict()
        self._running: dict[str, asyncio.Task[Taken]] = {}

    async def expect(self, ticket: Ticket) -> None:
        """Take a task for known, and see to its end if that was told already."""
        self._reader(ticket)
        if ticket.task in self._done:
            return
        self._put(self.expected, ticket.task, ticket)
        if came := self.parked.get(ticket.task):
            await self._settle(ticket, came[1])

    def forget(self, ticket: Ticket) -> None:
        """Take a task for done."""
        self._put(self._done, ticket.task, None)
        self.expected.pop(ticket.task, None)
        self._parked.pop(ticket.task, None)

    async def take(self, notice: Notice[E]) -> Taken:
        """See to what a notice says. Whatever goes wrong is raised, and the notice may come again."""
        if notice.means in _ALIVE or (self._trust and not notice.terminal):
            return Taken.UNDERWAY
        if notice.task in self._done:
            return Taken.HANDLED
        found = self.expected.get(notice.task) or await self._found(notice.task)
        # It may have become known while it was looked for.
        ticket = self.expected.get(notice.task) or found
        if ticket is None:
            if notice.task not in self.parked:  # the first word that a task has ended counts
                self._put(self._parked, notice.task, (self._now(), notice))
            return Taken.PARKED
        return await self._settle(ticket, notice)

    @property
    def parked(self) -> OrderedDict[str, tuple[float, Notice[E]]]:
        """What was told of tasks that nobody knows, and when; the oldest first, and none that is too old."""
        oldest = self._now() - self._age
        while self._parked and next(iter(self._parked.values()))[0] < oldest:
            self._parked.popitem(last=False)
        return self._parked

    async def drain(self) -> None:
        """Wait for what is being handed on."""
        await asyncio.gather(*self._running.values(), return_exceptions=True)

    async def _found(self, task: str) -> Ticket | None:
        with _logging("a ticket could not be looked for"):
            found = self._find(task) if self._find else None
            return found if isinstance(found, Ticket) or found is None else await found

    async def _settle(self, ticket: Ticket, notice: Notice[E]) -> Taken:
        """See to the end of a task, together with whoever does so already; it goes on if one of them leaves."""
        running = self._running.get(ticket.task)
        if running is None:
            running = asyncio.create_task(self._end(ticket, notice))
            self._running[ticket.task] = running
            running.add_done_callback(lambda _: self._running.pop(ticket.task, None))
            # Whoever waits for it may have gone: an error that was logged is not to be complained of once more.
            running.add_done_callback(lambda done: done.cancelled() or done.exception())
        return await asyncio.shield(running)

    async def _end(self, ticket: Ticket, notice: Notice[E]) -> Taken:
        if ticket.task in self._done:
            return Taken.HANDLED
        with _logging(f"{ticket.endpoint}: the end of a task could not be seen to"):
            arrival = await self._arrival(ticket, notice)
            if arrival is None:
                return Taken.UNDERWAY
            answer = self._on_end(arrival)
            if isawaitable(answer):
                await answer
        self.forget(ticket)
        return Taken.HANDLED

    async def _arrival(self, ticket: Ticket, notice: Notice[E]) -> Arrival[E, R] | None:
        """Ask the provider how a task ended; `None` where it has not."""
        reader = self._reader(ticket)
        if reader is None:
            return Arrival(ticket=ticket, means=notice.means, result=None, error=None, notice=notice, confirmed=False)
        result: R | None = None
        error: TaskEnded | NoResult | None = None
        means = Meaning.SUCCEEDED
        try:
            result = await reader.wait(ticket, deadline=0)
        except StillRunning:
            return None
        except TaskEnded as ended:
            error, means = ended, ended.meaning
        except NoResult as nothing:
            error = nothing
        return Arrival(ticket=ticket, means=means, result=result, error=error, notice=notice, confirmed=True)

    def _reader(self, ticket: Ticket) -> TasksOf[R] | None:
        """Find who reads the end of a task; `None` where the notice is taken for it."""
        if self._trust:
            return None
        if ticket.endpoint not in self._tasks:
            known = ", ".join(sorted(self._tasks))
            raise ValueError(f"the ticket is of {ticket.endpoint}, and this webhook was given the tasks of {known}")
        return self._tasks[ticket.endpoint]

    def _put(self, kept: OrderedDict[str, _V], task: str, value: _V) -> None:
        kept[task] = value
        kept.move_to_end(task)
        if len(kept) > self._keep:
            kept.popitem(last=False)
