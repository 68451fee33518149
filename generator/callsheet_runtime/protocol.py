"""How a provider is spoken to, as values: the emitted modules hold them, the flows read them. Does no I/O."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar
from typing import Protocol as Shape

from callsheet_runtime.machine import Machine
from callsheet_runtime.pricing import Tariff
from callsheet_runtime.problems import Cite, Problem

Body = dict[str, object]
"""A JSON object, ready to be sent."""


class Category(StrEnum):
    """What an error is about, whatever the provider calls it. Closed: every client handles each of these."""

    AUTH = "auth"
    """The key is missing, wrong, or of another region."""
    PERMISSION = "permission"
    """The key is right and may not do this."""
    NOT_FOUND = "not found"
    """No such model, task or address."""
    INVALID = "invalid"
    """The request breaks a rule of the provider's."""
    MEDIA = "media"
    """An image or video could not be fetched or used."""
    MODERATION = "moderation"
    """The content is refused."""
    BALANCE = "balance"
    """No money, no quota, or the product is not bought."""
    RATE = "rate"
    """Too many calls in a while."""
    CONCURRENCY = "concurrency"
    """Too many tasks at once."""
    STATE = "state"
    """The task is not in a state that allows this, such as a cancel that comes too late."""
    SERVER = "server"
    """The provider's own trouble."""
    OTHER = "other"
    """A code that no page names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """One address of the provider, and the region it stands in."""

    url: str
    """Base address; `{setting}` is filled from the client's settings."""
    region: str
    settings: tuple[str, ...] = ()
    """What the address needs to know, such as a workspace."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """How a request is signed."""

    header: str
    form: str
    """The header's value, with `{key}` in it."""
    env: str
    """The environment variable that is read where no key is given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One HTTP call."""

    method: str
    path: str
    """Below the base address; `{task}` is filled with the task's id, other words from the request."""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    """Constant headers."""
    fresh: tuple[str, ...] = ()
    """Headers that hold a new UUID in every call."""
    per_second: float | None = None
    """Calls allowed in a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submit(Operation):
    """Creates a task: never repeated where the outcome is unknown."""

    task: str
    """Where the answer holds the task's id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll(Operation):
    """Asks how a task is."""

    every: float
    """Seconds between two polls, as documented."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """How a point in time is written: a `strptime` form with its zone, or a count since 1970."""

    form: str
    """A `strptime` form, or `epoch_ms`, or `iso`."""
    zone: float = 0.0
    """Hours ahead of UTC, where the text does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Operation):
    """Lists the tasks of an account. Each `query_…` is the provider's name for that filter."""

    rows: str
    row_task: str
    row_status: str
    row_model: str | None = None
    row_created: str | None = None
    row_ended: str | None = None
    row_moment: Moment | None = None
    total: str | None = None
    pages: str | None = None
    query_model: str | None = None
    query_status: str | None = None
    query_since: str | None = None
    query_until: str | None = None
    query_moment: Moment | None = None
    query_page: str | None = None
    query_size: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorShape:
    """Where an answer explains what went wrong."""

    code: str | None = None
    """`None` where there are only words."""
    message: str
    request_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownError:
    """What a code means."""

    category: Category
    repeatable: bool = False
    """Whether the same call may succeed later, unchanged."""
    refused_before_work: bool = False
    """Whether the provider is known to have done nothing, so that even a submit may be repeated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conventions:
    """What all calls to one provider have in common: addresses, the key, how it says no."""

    provider: str
    servers: Mapping[str, Server]
    key: Key
    errors: ErrorShape
    """Where an answer explains what went wrong."""
    other_errors: tuple[ErrorShape, ...] = ()
    """Where it does so now and then."""
    success: str | None = None
    """The code that means that nothing went wrong; any other one is an error, whatever the HTTP status."""
    known: Mapping[str, KnownError] = field(default_factory=dict[str, KnownError])


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol(Conventions):
    """How one speaks to a provider about tasks."""

    submit: Submit
    poll: Poll
    machine: Machine
    failure: ErrorShape
    """Where the answer about a failed task explains itself."""
    cancel: Operation | None = None
    listing: Listing | None = None


class Bodied(Shape):
    """A typed request: it knows its own wire body."""

    def body(self) -> Body:
        """Build the JSON body, and beside it what does not travel there, under `$headers`, `$query` and the like."""
        ...


Q = TypeVar("Q", bound=Bodied)
R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer(Generic[Q, R]):
    """Something that a provider offers: what endpoints of every kind have in common."""

    name: str
    """`provider/endpoint`, the same words in YAML, Python and on the command line."""
    servers: tuple[str, ...]
    """The servers that offer it, the usual one first."""
    validate: Callable[[object], list[Problem]]
    read: Callable[[object], R]
    """Reads the answer: about a succeeded task, or of a plain call."""
    model: str | None = None
    """Where a request names its model."""
    tariffs: tuple[Tariff, ...] = ()

    @property
    def conventions(self) -> Conventions:
        """What it shares with all calls to the provider."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How long the provider remembers, in seconds; `None`: no end is known."""

    task: float | None = None
    """How long a task can be asked for."""
    media: float | None = None
    """How long what it has made can be fetched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint(Offer[Q, R]):
    """One kind of task a provider offers."""

    protocol: Protocol
    result: str
    """Where the answer about a succeeded task holds what was paid for; a success without it is an error of its own."""
    billed: Mapping[str, str] = field(default_factory=dict[str, str])
    """The result's fields that count what was charged, each with its unit or currency."""
    plans: Mapping[str, int] = field(default_factory=dict[str, int])
    """Tasks at work at once, by the account's plan."""
    retention: Retention | None = None
    """How long the provider remembers; `None` where no page tells."""

    @property
    def conventions(self) -> Conventions:
        """What it shares with all calls to the provider."""
        return self.protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class FileField:
    """What a spec says of a parameter that takes a file."""

    name: str
    """The parameter's name; rules are named after it, such as `image.media`."""
    at: str
    """JSON pointer in the request document, such as `/$files/image`."""
    media: Mapping[str, tuple[str, ...]]
    """Usual endings by MIME type; empty where anything is taken."""
    most_bytes: int | None = None
    most_side: int | None = None
    """Pixels that the longer side of an image or video may have; a sound has none."""
    most_seconds: int | None = None
    """Seconds that a video or sound may last; an image lasts none."""
    cites: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """How an answer that comes in pages is asked for."""

    page: str
    """The request's field that numbers the page."""
    rows: str
    """The result's field that holds the rows."""
    total: str | None = None
    """Where the answer counts the rows of all pages."""
    first: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class CallEndpoint(Offer[Q, R]):
    """One call that a provider offers, and its answer."""

    protocol: Conventions
    operation: Operation
    holds: str | None = None
    """Where a good answer holds something; `None` where it may hold anything."""
    costs: bool = False
    """Whether it may be charged."""
    repeatable: bool = False
    """Whether it does no harm to send it twice."""
    files: tuple[FileField, ...] = ()
    """What may be uploaded with it."""
    paging: Paging | None = None
    empty: Q | None = None
    """The request without any field, where that is one."""

    @property
    def conventions(self) -> Conventions:
        """What it shares with all calls to the provider."""
        return self.protocol
