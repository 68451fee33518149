"""What a download and its driver say to each other. Knows no HTTP library and decides nothing."""

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from typing import TypeAlias, TypeVar, cast

from callsheet_runtime.flows.vocabulary import Flow, Pause
from callsheet_runtime.hosts import Spot

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Resolve:
    """Find the addresses of a host, in numbers; answered with them, or `Broken`."""

    host: str
    port: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """Ask for a file, and read the answer's head; answered with `Opened` or `Broken`. Ends the answer before."""

    spot: Spot
    address: str | None
    """Where to connect to, in numbers, whatever the name leads to by now; `None`: whoever connects may look."""
    proxy: str | None
    headers: Mapping[str, str]
    """All headers, but the one that names the host."""


@dataclass(frozen=True, slots=True)
class Next:
    """Read on; answered with bytes, none at the end, or `Broken`."""


@dataclass(frozen=True, slots=True)
class Work:
    """Do something with a file that takes its time; answered with what it returns."""

    do: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Ask:
    """Let the client run a flow of its own; answered with what comes of it."""

    flow: Flow[object]


@dataclass(frozen=True, slots=True)
class Opened:
    """The head of an answer."""

    status: int
    headers: Mapping[str, str]
    """By name in lower case."""
    peer: str | None
    """Who answers, in numbers, where that is known."""


@dataclass(frozen=True, slots=True)
class Broken:
    """Nothing came, or not all of it."""

    why: str


Step: TypeAlias = Resolve | Open | Next | Work | Ask
Steps: TypeAlias = Generator[Step, object, T]


def resolved(host: str, port: int) -> Steps[tuple[str, ...] | Broken]:
    """Find the addresses of a host."""
    return cast("tuple[str, ...] | Broken", (yield Resolve(host, port)))


def opened(step: Open) -> Steps[Opened | Broken]:
    """Ask for a file."""
    return cast("Opened | Broken", (yield step))


def following() -> Steps[bytes | Broken]:
    """Read the next bytes."""
    return cast("bytes | Broken", (yield Next()))


def worked(do: Callable[[], T]) -> Steps[T]:
    """Do something with a file."""
    return cast("T", (yield Work(do)))


def asked(flow: Flow[T]) -> Steps[T]:
    """Let the client run a flow."""
    return cast("T", (yield Ask(flow)))


def rested(seconds: float) -> Steps[None]:
    """Do nothing for so many seconds."""

    def rest() -> Flow[None]:
        yield Pause(seconds)

    yield from asked(rest())
