"""What can go wrong, to be scripted call by call. Knows no wire: it says what happens, the service does it."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Final, Literal, get_args

CallKind = Literal["submit", "poll", "cancel", "list", "call"]
CALLS: Final[tuple[CallKind, ...]] = get_args(CallKind)


@dataclass(frozen=True, slots=True)
class Lose:
    """Do the work, then drop the connection without a word: the client cannot know the outcome."""


@dataclass(frozen=True, slots=True)
class Slow:
    """Do the work at once, answer later. These are real seconds, whatever the clock: they are to outlast time-outs."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Status:
    """Answer with a bare HTTP status, as a gateway or a crash does."""

    code: int
    body: str | Mapping[str, object] | None = None
    """A text as it is, an object as JSON; left out, the error shape with an empty code."""
    accepts: bool = False
    """Whether the work was done all the same, such as a task created before the crash."""


@dataclass(frozen=True, slots=True)
class Refuse:
    """Answer with a code of the provider's error table; nothing is done."""

    code: str
    retry_after: float | None = None
    """Seconds for a `Retry-After` header."""
    message: str | None = None
    """Left out, the table's words."""


@dataclass(frozen=True, slots=True)
class Malformed:
    """Do the work and send an answer that nobody can read."""

    body: bytes | None = None
    """Left out, the first half of the right answer."""


@dataclass(frozen=True, slots=True)
class TaskFails:
    """Let the task that this submit creates end in failure, or in the refused state if the code is a moderation's."""

    code: str
    message: str | None = None
    """Left out, the table's words."""


@dataclass(frozen=True, slots=True)
class NoResult:
    """Let the task that this submit creates succeed, and its answer lack what was paid for."""


@dataclass(frozen=True, slots=True)
class UnknownStatus:
    """Let this answer give a status word that no page names. The task itself goes on as it was."""

    word: str


@dataclass(frozen=True, slots=True)
class UnknownFields:
    """Add fields to this answer that no page names."""

    fields: Mapping[str, object] | None = None
    """By dotted path; left out, a field in the answer itself and in each object in it."""


@dataclass(frozen=True, slots=True)
class Stuck:
    """Let the task that this submit creates come to work, and never out of it."""


@dataclass(frozen=True, slots=True)
class Regresses:
    """Let the task that this submit creates fall back: the poll after the first that tells it is at work tells an
    earlier state. From there on it goes a state further with each poll, until it succeeds.
    """


@dataclass(frozen=True, slots=True)
class Flips:
    """Let the task that this submit creates succeed, and have failed in all polls after the first that tells so."""


@dataclass(frozen=True, slots=True)
class ExpiredLink:
    """Let the task that this submit creates succeed, and the address of its result lead nowhere."""

    code: int = 403
    """HTTP status of the address: signed ones are forbidden when their time is over, others not found."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Let the task that this submit creates not be known, though it was accepted."""

    after: int = 0
    """Polls that still know it."""


@dataclass(frozen=True, slots=True)
class DuplicateEvents:
    """Let each event about the task that this submit creates be sent more than once."""

    times: int = 2


@dataclass(frozen=True, slots=True)
class EarlyEvents:
    """Let the end of the task that this submit creates be told of at once, whatever polls say."""


@dataclass(frozen=True, slots=True)
class UnorderedEvents:
    """Let the events about the task that this submit creates come when it has ended, the latest first."""


Fault = (
    Lose
    | Slow
    | Status
    | Refuse
    | Malformed
    | TaskFails
    | NoResult
    | UnknownStatus
    | UnknownFields
    | Stuck
    | Regresses
    | Flips
    | ExpiredLink
    | Forgotten
    | DuplicateEvents
    | EarlyEvents
    | UnorderedEvents
)


class Script:
    """The faults that are still to come, for each kind of call of one provider in the order they were scripted."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: dict[CallKind, deque[Fault]] = {kind: deque() for kind in CALLS}

    def add(self, kind: CallKind, *faults: Fault) -> None:
        """Script the next calls of a kind, one fault for each.

        Raises:
            ValueError: there is no such kind of call, or a fault makes no sense for it.

        """
        if kind not in CALLS:
            raise ValueError(f"there is no call {kind!r} to script: there are {', '.join(CALLS)}")
        for fault in faults:
            if kind not in calls_of(fault):
                raise ValueError(f"{fault} is for {' and '.join(calls_of(fault))}, not for {kind}")
        with self._lock:
            self._waiting[kind].extend(faults)

    def take(self, kind: CallKind) -> Fault | None:
        """Take the fault that is next for a kind of call."""
        with self._lock:
            waiting = self._waiting[kind]
            return waiting.popleft() if waiting else None


def calls_of(fault: Fault) -> tuple[CallKind, ...]:
    """List the kinds of calls that a fault makes sense for."""
    match fault:
        case TaskFails() | NoResult() | Stuck() | Regresses() | Flips() | ExpiredLink() | Forgotten():
            return ("submit",)
        case DuplicateEvents() | EarlyEvents() | UnorderedEvents():
            return ("submit",)
        case UnknownStatus():
            return ("submit", "poll")
        case _:
            return CALLS
