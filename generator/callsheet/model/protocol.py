"""How a provider is spoken to: addresses, calls, the life of a task, errors. Knows no client."""

from dataclasses import dataclass
from typing import Final

from callsheet.model.source import Cite
from callsheet.span import Span
from callsheet_runtime.machine import ALIVE, Meaning
from callsheet_runtime.protocol import Category

Path = tuple[str, ...]
SITUATIONS: Final = (
    "bad-key",
    "missing-header",
    "unwanted-header",
    "invalid-request",
    "no-model",
    "no-task",
    "no-media",
    "too-many",
    "too-late",
)
"""What can make a provider refuse a call, for the error table's `when`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """One address."""

    name: str
    url: str
    region: str
    settings: tuple[str, ...]
    doc: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """How requests are signed."""

    header: str
    form: str
    env: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """What must not stay in a recording, besides the key."""

    headers: tuple[str, ...] = ()
    fields: tuple[Path, ...] = ()
    """Places in bodies; `*` is each item of a list."""
    query: tuple[str, ...] = ()
    """Query keys of signed addresses, wherever one stands."""
    doc: str = ""
    cites: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A header sent with a call: a constant, or a value made anew each time (`value` is `None`)."""

    name: str
    value: str | None
    needed: bool
    """Whether the provider refuses a call without it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A method and a path, and what goes with them."""

    method: str
    path: str
    headers: tuple[Header, ...] = ()
    per_second: float | None = None
    cites: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Submit(Call):
    """Creates a task."""

    task: Path
    status: Path | None
    doc: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll(Call):
    """Asks how a task is."""

    every: float
    task: Path | None
    refuses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancel(Call):
    """Ends a task early."""

    leads_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """How a point in time is written."""

    form: str
    zone: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ListQuery:
    """The provider's names for the filters of a list."""

    model: str | None
    status: str | None
    since: str | None
    until: str | None
    moment: Moment | None
    page: str | None
    size: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """Where one row of a list holds what."""

    task: str
    status: str
    model: str | None
    created: str | None
    started: str | None
    ended: str | None
    moment: Moment | None
    also: tuple[tuple[str, object], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Call):
    """Lists the tasks of an account."""

    query: ListQuery
    rows: Path
    row: ListRow
    total: Path | None
    pages: Path | None
    page: Path | None
    size: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One state of a task, by the provider's word."""

    name: str
    means: Meaning
    next: tuple[str, ...]
    anytime: bool
    after: float | None
    billed: bool | None
    doc: str
    span: Span

    @property
    def ends(self) -> bool:
        """Tell whether a task that is in it is over."""
        return self.means not in ALIVE

    @property
    def forgotten(self) -> bool:
        """Tell whether the provider no longer tells what became of a task in it."""
        return self.means is Meaning.EXPIRED


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """The life of a task."""

    at: Path
    start: str
    states: tuple[State, ...]
    cites: tuple[Cite, ...]
    span: Span

    def state(self, name: str) -> State | None:
        """Look a state up."""
        return next((one for one in self.states if one.name == name), None)

    def meaning(self, *meanings: Meaning) -> tuple[State, ...]:
        """List the states that mean one of these."""
        return tuple(one for one in self.states if one.means in meanings)

    def way_to_success(self) -> tuple[State, ...]:
        """List the states of the shortest life that succeeds, first to last; empty if there is none."""
        ways: list[tuple[State, ...]] = [(first,) for first in self.states if first.name == self.start]
        seen = {self.start}
        while ways:
            way = ways.pop(0)
            if way[-1].means is Meaning.SUCCEEDED:
                return way
            ahead = [one for one in self.states if one.name in way[-1].next and one.name not in seen]
            seen.update(one.name for one in ahead)
            ways.extend((*way, one) for one in ahead)
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorShape:
    """Where an answer explains what went wrong."""

    code: Path | None
    message: Path
    request_id: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorCode:
    """One code of the provider's error table."""

    code: str
    http: tuple[int, ...]
    means: Category
    repeatable: bool
    before_work: bool
    when: tuple[tuple[str, str], ...]
    """Situations in which a provider answers with it, each with its words then."""
    says: str
    cites: tuple[Cite, ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorTable:
    """How the provider says no."""

    shapes: tuple[ErrorShape, ...]
    """Where an answer explains itself: the usual way first."""
    success: str | None
    """The code that means that nothing is wrong, where answers always have one."""
    known: tuple[ErrorCode, ...]
    cites: tuple[Cite, ...]

    @property
    def usual(self) -> ErrorShape:
        """The way in which nearly all answers explain themselves."""
        return self.shapes[0]

    def error_for(self, situation: str) -> tuple[ErrorCode, str] | None:
        """Find the code a provider answers with in a situation, and its words."""
        return next(((one, words) for one in self.known for named, words in one.when if named == situation), None)

    def code(self, word: str) -> ErrorCode | None:
        """Look a code up."""
        return next((one for one in self.known if one.code == word), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """Everything about the conversation on a task."""

    submit: Submit
    poll: Poll
    cancel: Cancel | None
    listing: Listing | None
    machine: Machine
    failure: ErrorShape
    errors: ErrorTable
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """How an answer that comes in pages is asked for."""

    page: str
    """The parameter that numbers the page."""
    size: str | None
    """The parameter that says how much a page holds."""
    rows: str
    """The result field that holds the rows."""
    total: Path | None
    """Where the answer counts all rows."""
    first: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainCall(Call):
    """A call that is all there is."""

    costs: bool
    """Whether it may be charged, so that it is never repeated where its outcome is unknown."""
    repeatable: bool
    """Whether it does no harm to make it twice."""
    paging: Paging | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """How a provider signs what it sends by itself."""

    signature: str
    timestamp: str | None
    nonce: str | None
    signs: str
    orders: tuple[str, ...]
    method: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What a provider sends by itself, and how it wants to be answered."""

    machine: Machine
    task: Path
    status: Path
    id: Path | None
    signature: Signature | None
    reply: str
    within: float | None
    retries: tuple[float, ...]
    doc: str
    cites: tuple[Cite, ...]
