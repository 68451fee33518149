"""Many tasks that are waited for at once: which to ask about next, and when. Does no I/O and looks at no clock.

A few tasks are looked at in the documented rhythm, each by itself. Of many, the provider's list tells which are over,
and only those are looked at; where there is no list, a task is looked at when it has probably ended. All looks share
one rate.
"""

import heapq
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeAlias, TypeVar

from callsheet_runtime.flows.durations import Durations
from callsheet_runtime.flows.sweeping import Listed, Page, Sweep
from callsheet_runtime.flows.watching import Watched
from callsheet_runtime.protocol import Protocol

E = TypeVar("E", bound="Entry")

RATE = 10.0
"""Looks a second, where no page tells how many are allowed."""
CROWD = 12
"""Tasks from which on the provider's list is worth more than single looks."""
BACK_TO_FEW = 6
"""Tasks from which on it no longer is; fewer than before, so that it does not change with every task."""
SHARE = 1 / 3
"""How much of the rate goes into lists. The rest is for looks at what has ended."""
LEAST = 0.1
"""How long to rest between two passes through the list at the least, as a share of the documented rhythm."""
SPACING = 1.001
"""How far calls are apart, as a multiple of what is allowed."""
GRACE = 5.0
"""Seconds after which a new task should be on the list."""
LATE = 60.0
"""Seconds after its deadline that a task's last look may have to wait for its turn."""


@dataclass(slots=True, eq=False, kw_only=True)
class Entry:
    """A task in the crowd."""

    watched: Watched
    token: int = 0
    """Which of the heap's words about it is the last."""
    busy: bool = False
    """Whether a look is under way."""
    over: bool = False
    """Whether the list says that it has ended."""
    unlisted: bool = False
    """Whether it is alive and the list does not show it, so that it needs looks of its own."""
    joined: float = 0.0


@dataclass(frozen=True, slots=True)
class Rest:
    """Do nothing for so many seconds, unless something happens."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Look(Generic[E]):
    """Look at this task."""

    entry: E


@dataclass(frozen=True, slots=True)
class Late(Generic[E]):
    """Look no more at this task: its deadline is long past, and its turn has not come."""

    entry: E


_Kind: TypeAlias = tuple[str, str | None]
"""An endpoint and a model: tasks of one kind take about as long."""

Step: TypeAlias = Look[E] | Late[E] | Page | Rest | None


@dataclass(slots=True, eq=False, kw_only=True)
class Crowd(Generic[E]):
    """Decides what to ask next about the tasks of one kind of poll."""

    protocol: Protocol
    held: Callable[[], float]
    """Seconds to wait because the provider refused a look as one too many."""
    entries: dict[E, None] = field(default_factory=dict[E, None])
    """Who is waited for, in the order in which they came."""
    _durations: dict[_Kind, Durations] = field(default_factory=dict[_Kind, Durations])
    _heap: list[tuple[float, int, E]] = field(default_factory=list[tuple[float, int, E]])
    _over: deque[E] = field(default_factory=deque[E])
    _tokens: int = 0
    _turn: float = 0.0
    _sweep: Sweep | None = None
    _sweeping: bool = False

    def __post_init__(self) -> None:
        self._sweep = Sweep.of(self.protocol)

    def join(self, entry: E, now: float) -> None:
        """Wait for one task more."""
        entry.joined = now
        self.entries[entry] = None
        self._choose(now)
        if not entry.watched.last:
            self._plan(entry)
        self._queue(entry)

    def leave(self, entry: E, now: float) -> None:
        """Wait no longer for a task, whether it is over or somebody gave up."""
        if entry in self.entries:
            del self.entries[entry]
            self._known(entry.watched).forget(entry)
            self._choose(now)

    def alive(self, entry: E) -> None:
        """Note that a look has found a task alive, or has found nothing out."""
        entry.busy = False
        if entry not in self.entries:
            return
        watched = entry.watched
        if not watched.faults:
            if watched.born is not None and watched.looked is not None:
                self._known(watched).alive(entry, watched.looked - watched.born)
            if entry.over and self._sweep is not None:
                # Where the list was wrong about it, or behind, it needs looks of its own.
                entry.unlisted = True
                self._sweep.passed_over(watched.seen)
        entry.over = False
        self._plan(entry)
        self._queue(entry)

    def ended(self, entry: E, now: float) -> None:
        """Learn from a task that has ended how long such tasks take, and wait for it no longer."""
        watched = entry.watched
        if watched.born is not None:
            alive_at = watched.born if watched.looked is None else watched.looked
            # It ended at some time since it was last seen alive.
            self._known(watched).ended(entry, (alive_at + now) / 2 - watched.born)
        self.leave(entry, now)

    def next(self, now: float) -> "Step[E]":
        """Say what to do now; `None`: nothing, before something that is under way has come back."""
        if (left := self._turn - now) > 0 and len(self.entries) > 1:
            return Rest(left)
        if (held := self.held()) > 0:
            return self._while_held(now, held)
        while self._over:
            entry = self._over.popleft()
            if entry in self.entries and not entry.busy:
                return self._look(entry, now)
        first = self._first(now)
        if isinstance(first, (Look, Late)) or not self._sweeping or self._sweep is None:
            return first
        listed = self._sweep.next(now)
        if isinstance(listed, Page):
            self._spend(now)
            return listed
        if listed is None:
            return first
        return Rest(min(listed - now, first.seconds) if first else listed - now)

    def listed(self, page: Page, listed: Listed, now: float) -> None:
        """Take notice of one page of the list; after the last one, of who was on none."""
        sweep = self._sweep
        assert sweep is not None, "a page is asked for by a sweep"
        if not sweep.took(page, listed):
            return
        ended = 0
        for entry in self.entries:
            watched = entry.watched
            if watched.ticket.task in sweep.alive:
                entry.unlisted = False
                watched.looked = max(watched.looked or sweep.begun, sweep.begun)
            elif not (entry.busy or entry.over or entry.unlisted) and _listable(entry) <= sweep.begun:
                entry.over = True
                self._over.append(entry)
                ended += 1
        sweep.rest(ended, now, rate=self._rate * SHARE, least=self.protocol.poll.every * LEAST)
        self._choose(now)

    def unlisted(self, page: Page, now: float, *, for_good: bool) -> None:
        """Take notice that a page of the list could not be read: now, or ever."""
        assert self._sweep is not None, "a page is asked for by a sweep"
        self._sweep.failed(page, now, self.protocol.poll.every, for_good=for_good)
        self._choose(now)

    @property
    def _rate(self) -> float:
        """Calls a second. Looks and lists are one account's: the lower of their rates holds for both together."""
        listing = self.protocol.listing
        rates = (self.protocol.poll.per_second, listing.per_second if listing and self._sweeping else None)
        return min((one for one in rates if one), default=RATE)

    @property
    def _crowded(self) -> bool:
        """Whether there are more tasks than can be looked at in their rhythm."""
        return len(self.entries) > self._rate * self.protocol.poll.every

    def _choose(self, now: float) -> None:
        """Decide between the list and single looks, and plan all tasks anew where that changes."""
        sweep = self._sweep
        few = BACK_TO_FEW if self._sweeping else CROWD
        useful = sweep is not None and sweep.usable and len(self.entries) >= max(few, sweep.length)
        if useful is self._sweeping:
            return
        self._sweeping = useful
        for entry in self.entries:
            if not (entry.busy or entry.over):
                looked = entry.watched.looked
                entry.watched.due = now if looked is None else max(now, looked + entry.watched.every)
                self._plan(entry)
                self._queue(entry)

    def _plan(self, entry: E) -> None:
        """Set when to look at a task by itself."""
        watched = entry.watched
        if self._sweeping and not entry.unlisted and not watched.faults:
            # The list tells when it is over; without that, only the deadline brings a look.
            watched.put_off(watched.end)
            return
        watched.put_off(max(watched.due, self._worth_a_look(watched)) if self._crowded else watched.due)

    def _worth_a_look(self, watched: Watched) -> float:
        if watched.born is None:
            return watched.due
        alive_at = 0.0 if watched.looked is None else watched.looked - watched.born
        return watched.born + max(self._known(watched).worth_a_look(alive_at), watched.every)

    def _known(self, watched: Watched) -> Durations:
        return self._durations.setdefault((watched.ticket.endpoint, watched.ticket.model), Durations())

    def _queue(self, entry: E) -> None:
        self._tokens += 1
        entry.token = self._tokens
        heapq.heappush(self._heap, (entry.watched.due, entry.token, entry))

    def _top(self) -> E | None:
        """Find whose time comes first; what the heap says of others that is out of date is dropped."""
        while self._heap:
            _, token, entry = self._heap[0]
            if token == entry.token and not entry.busy and entry in self.entries:
                return entry
            heapq.heappop(self._heap)
        return None

    def _first(self, now: float) -> "Look[E] | Late[E] | Rest | None":
        """Take the first task whose time has come."""
        while (entry := self._top()) is not None:
            watched = entry.watched
            if watched.due > now:
                return Rest(watched.due - now)
            heapq.heappop(self._heap)
            if now < watched.end and self._crowded:
                # By now more may be known of how long such tasks take.
                self._plan(entry)
                if watched.due > now:
                    self._queue(entry)
                    continue
            return Late(entry) if now > watched.end + LATE else self._look(entry, now)
        return None

    def _while_held(self, now: float, held: float) -> "Look[E] | Late[E] | Rest | None":
        """Take no look while looks are refused, but for the last ones, which cannot wait."""
        while (entry := self._top()) is not None and entry.watched.due <= now:
            if now >= entry.watched.end:
                return self._first(now)
            heapq.heappop(self._heap)
            entry.watched.put_off(now + held)
            self._queue(entry)
        soonest = held if self._over or self._sweeping else None
        if entry is None:
            return None if soonest is None else Rest(soonest)
        left = entry.watched.due - now
        return Rest(left if soonest is None else min(left, soonest))

    def _look(self, entry: E, now: float) -> Look[E]:
        entry.busy = True
        # A look that the list asked for may come long before the deadline.
        entry.watched.last = now >= entry.watched.end
        self._spend(now)
        return Look(entry)

    def _spend(self, now: float) -> None:
        """Take a turn. There are a few less than allowed: the provider's clock is not ours."""
        self._turn = max(self._turn, now) + SPACING / self._rate


def _listable(entry: Entry) -> float:
    """Say from when on a list should show a task: the provider's clock is not ours, and its list may be behind."""
    born = entry.watched.born
    return entry.joined if born is None else max(entry.joined, born + GRACE)
