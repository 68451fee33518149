"""What a flow is told, and what it and its driver say to each other. Knows no task and decides nothing."""

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from callsheet_runtime.protocol import Body, Operation

if TYPE_CHECKING:
    # Loaded where something is uploaded, which few programs do.
    from callsheet_runtime.budget import Budget
    from callsheet_runtime.media import Upload

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Repeat:
    """How often and how long a call may be repeated, where repeating is harmless."""

    times: int = 3
    """Repeats after the first try; 0 for none."""
    seconds: float = 60.0
    """From the first try to the start of the last. A provider that asks for a longer wait is not waited for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a flow must be told, because it looks at nothing itself."""

    server: str
    """Name of the server, or its address where one was given by hand."""
    address: str
    """Base address, without a slash at its end."""
    by_hand: bool = False
    region: str = ""
    """Where the server stands, in the provider's words; empty where its address was given by hand."""
    offered: tuple[str, ...] = ()
    """The servers that offer the endpoint, where there are several."""
    key_from: str = "the key that was given"
    """Where the key was taken from; never the key."""
    prices: str = ""
    """The server whose prices count, also where another address stands in for it."""
    budget: "Budget | None" = None
    """What may be spent; nothing is counted without one."""
    repeat: Repeat
    now: Callable[[], float]
    """Seconds that only go up."""
    today: Callable[[], datetime]
    """The time of day, aware of its zone."""
    chance: Callable[[], float]
    """From 0 to 1; spreads repeats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One HTTP call to make. The driver adds the key and the fresh headers, and keeps the rate."""

    operation: Operation
    url: str
    params: Mapping[str, str] = field(default_factory=dict[str, str])
    json: Body | None = None
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    """Those that the request itself asks for."""
    form: "Mapping[str, str | Upload] | None" = None
    """Sent as multipart/form-data: texts, and files."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer came, all of it."""

    status: int
    headers: Mapping[str, str]
    """By name in lower case."""
    body: bytes


@dataclass(frozen=True, slots=True)
class Lost:
    """No answer came, or not all of it."""

    sent: bool
    """Whether the provider may have seen the call."""
    why: str


Reply: TypeAlias = Answered | Lost


@dataclass(frozen=True, slots=True)
class Again:
    """Why a call is made again: what came of it so far."""

    call: Call
    tries: int
    reply: Reply


@dataclass(frozen=True, slots=True)
class Pause:
    """Seconds to do nothing for."""

    seconds: float
    again: Again | None = None
    """Where it comes before a call that is repeated, and not before the next look at a task."""


Flow: TypeAlias = Generator[Call | Pause, Reply | None, T]
