"""Goes through the provider's list of the tasks that are alive, page by page. Knows not who waits for which.

Tasks move from page to page meanwhile: those that begin push others back, those that end pull them to the front. Which
of the two makes a task be passed over depends on the provider's order, which pages seldom tell; so where many have been
passed over, their state's pages are read the other way round. A task that is passed over costs one look.
"""

from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta

from callsheet_runtime.errors import CallFailed, NotSupported, ProviderError
from callsheet_runtime.flows.managing import list_tasks
from callsheet_runtime.flows.vocabulary import Context, Flow, Repeat
from callsheet_runtime.machine import ALIVE
from callsheet_runtime.protocol import Endpoint, Protocol, Q, R

SIZE = 100
"""Tasks on a page that are asked for; a provider may give fewer."""
WRONG = 0.1
"""How many of the tasks that are not shown may be alive, as a share, before the pages are read the other way round."""
FEW = 3.0
"""So many are never too many."""
FADES = 0.95
FAULTS = 2
"""Passes in a row that may fail before there are no more: meanwhile nobody looks at the tasks."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the tasks in one state, as part of one sweep."""

    status: str
    number: int
    sweep: int
    begun: float
    """When that sweep began, by the client's clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What one page says."""

    alive: frozenset[str]
    """The tasks that are alive."""
    pages: int
    """How many pages of this state there are."""


def read_page(endpoint: Endpoint[Q, R], context: Context, page: Page) -> Flow[Listed | None]:
    """Read one page, once; `None` if that failed in a way that may pass.

    Raises:
        ProviderError: the provider does not list tasks, at least not for this key.

    """
    listing = endpoint.protocol.listing
    size = SIZE if listing is not None and listing.query_size else None
    once = replace(context, repeat=Repeat(times=0))
    # Tasks that are created meanwhile would move the others from page to page.
    begun = context.today() - timedelta(seconds=context.now() - page.begun)
    until = begun if listing is not None and listing.query_until else None
    try:
        found = yield from list_tasks(endpoint, once, status=page.status, until=until, page=page.number, size=size)
    except CallFailed:
        return None
    except ProviderError as error:
        if error.repeatable:
            return None
        raise
    alive = frozenset(row.task for row in found.tasks if row.task is not None and row.means in ALIVE)
    pages = found.pages
    if pages is None and found.total is not None and found.tasks:
        # A short last page would make them look like many.
        pages = -(-found.total // max(len(found.tasks), size or 1))
    return Listed(alive=alive, pages=max(pages or 1, 1))


REFUSED = (ProviderError, NotSupported)
"""What says that there is no list to be had."""


@dataclass(slots=True, eq=False, kw_only=True)
class Sweep:
    """One pass after the other through the list."""

    pages: dict[str, int]
    """How many pages each state had when it was last listed."""
    usable: bool = True
    begun: float = 0.0
    due: float = 0.0
    alive: set[str] = field(default_factory=set[str])
    """The tasks that this pass has shown."""
    _number: int = 0
    _todo: deque[Page] = field(default_factory=deque[Page])
    _asked: int = 0
    _faults: int = 0
    _wrong: Counter[str | None] = field(default_factory=Counter[str | None])
    """By state, the tasks that the pass before has not shown, and that a look has found alive."""
    _backwards: set[str] = field(default_factory=set[str])
    """The states whose pages are read from the last to the first."""
    _read: frozenset[str] = frozenset()
    """Those of the pass before."""
    _passed: dict[tuple[str, bool], float] = field(default_factory=dict[tuple[str, bool], float])
    """By state and way of reading, how many were passed over the last time."""
    _before: float = 0.0
    """When the pass before was over."""

    @classmethod
    def of(cls, protocol: Protocol) -> "Sweep | None":
        """Make one where the provider lists tasks by their state, page by page."""
        listing = protocol.listing
        if listing is None or listing.query_status is None or listing.query_page is None:
            return None
        # In the order of a task's life, so that one that goes on from state to state is not passed over.
        return cls(pages=dict.fromkeys((word for word, one in protocol.machine.states.items() if not one.terminal), 1))

    @property
    def length(self) -> int:
        """How many calls a pass takes."""
        return sum(self.pages.values())

    @property
    def under_way(self) -> bool:
        """Whether a pass has begun and is not over."""
        return bool(self._todo or self._asked)

    def next(self, now: float) -> Page | float | None:
        """Take the next page; or say when the next pass begins; `None` while the last pages are under way."""
        if not self.under_way:
            if now < self.due:
                return self.due
            self._number += 1
            self.begun, self.alive = now, set()
            for status, pages in self.pages.items():
                self._ask(status, range(pages, 0, -1) if status in self._backwards else range(1, pages + 1))
        if not self._todo:
            return None
        self._asked += 1
        return self._todo.popleft()

    def took(self, page: Page, listed: Listed) -> bool:
        """Take notice of a page; tell whether the pass is complete."""
        if page.sweep != self._number:
            return False
        self._asked -= 1
        self.alive |= listed.alive
        known = self.pages[page.status]
        if listed.pages > known:
            self._ask(page.status, range(known + 1, listed.pages + 1))
            self.pages[page.status] = listed.pages
        elif page.number == 1:
            self.pages[page.status] = listed.pages
        self._faults = 0
        return not self.under_way

    def rest(self, ended: int, now: float, *, rate: float, least: float) -> None:
        """Set when the next pass begins: so that passes take no more than this rate, unless many tasks end.

        Args:
            ended: how many tasks this pass has found to be over.
            now: the time.
            rate: pages a second.
            least: seconds from here at the least.

        """
        self._turn_round(ended)
        since = max(now - max(self._before, 0.0), least)
        ends = ended / since
        self._before = now
        self.due = max(now + least, self.begun + self.length / max(rate, ends))

    def _turn_round(self, ended: int) -> None:
        """Choose how to read each state's pages next: the other way where many were passed over, and fewer would be."""
        before, self._read = self._read, frozenset(self._backwards)
        for status in self.pages:
            this, other = (status, status in before), (status, status not in before)
            self._passed[this] = float(self._wrong[status])
            # What was found long ago counts less and less.
            self._passed[other] = FADES * self._passed.get(other, 0.0)
            if self._passed[this] > max(ended * WRONG, FEW, 2 * self._passed[other]):
                self._backwards = (self._backwards - {status}) if status in before else (self._backwards | {status})
        self._wrong.clear()

    def passed_over(self, status: str | None) -> None:
        """Note that a look has found a task alive, in this state, which the pass has not shown."""
        self._wrong[status] += 1

    def failed(self, page: Page, now: float, every: float, *, for_good: bool) -> None:
        """Give this pass up and try another one later; or, the second time in a row, or for good, list no more."""
        if page.sweep != self._number:
            return
        self._number += 1
        self._todo.clear()
        self._asked = 0
        self._faults += 1
        self.usable = self.usable and self._faults < FAULTS and not for_good
        self.due = now + every

    def _ask(self, status: str, numbers: Iterable[int]) -> None:
        self._todo.extend(Page(status, number, self._number, self.begun) for number in numbers)
