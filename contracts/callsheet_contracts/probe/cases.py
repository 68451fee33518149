"""What is asked of a server, one thing at a time, and what came of it. Neither sends nor judges."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from callsheet_contracts.conformance.findings import Level, Region
from callsheet_contracts.wires import Wire

SHORT: Final = 6
"""Letters of a case's id; of two that begin alike, more."""


class Expected(StrEnum):
    """What is to become of a call."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    EITHER = "accepted or refused"
    """No page says; but the answer has to be a documented one."""
    LAWFUL = "lawful"
    """It is about all answers, not about one call."""


class State(StrEnum):
    """What came of a case."""

    PASSED = "passed"
    FAILED = "failed"
    UNJUDGED = "unjudged"
    """It was sent or could not be, and the answer tells nothing about it."""
    LEFT = "left"
    """It was not sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One thing that a server owes."""

    id: str
    """The same in every run: made of the endpoint and the label."""
    label: str
    """Unlike any other of the endpoint."""
    constraint: str
    """What is kept or broken: a parameter's constraint, a rule, or a law of conversations."""
    expected: Expected
    place: str = ""
    """JSON pointer in the request document."""
    wire: Wire | None = None
    """The call that shows it alone; `None` where several calls show it together."""
    document: object = None
    """The request document that the call was made of."""
    group: str = "request"
    words: str = ""
    """What the spec says."""
    spec: Region | None = None
    cite: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one case."""

    case: Case
    state: State
    code: str = ""
    """Of a failure, as in `callsheet verify` where that has one."""
    level: Level = "error"
    came: str = ""
    """What the server did, or why nothing can be said."""
    advice: str = ""
    wire: Wire | None = None
    """The call that shows the failure, where it is not the case's own."""
    document: object = None
    """The request document that was sent, where it is not the case's own."""
    spec: Region | None = None
    """Where the spec says otherwise, where that is not the case's own place."""
    cite: str = ""

    @property
    def passed(self) -> bool:
        """Whether the server did what it owes."""
        return self.state is State.PASSED


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A failure, with the other cases that fail for the same reason."""

    outcome: Outcome
    curl: str
    """A line for a shell that makes the call again; the key is named by its variable."""
    also: tuple[Case, ...] = ()

    @property
    def case(self) -> Case:
        """The case that shows it most plainly."""
        return self.outcome.case


def named(endpoint: str, label: str, taken: Iterable[str] = ()) -> str:
    """Make the id of a case."""
    whole = hashlib.sha256(f"{endpoint}\n{label}".encode("utf-8", "surrogatepass")).hexdigest()
    known = set(taken)
    return next(whole[:size] for size in range(SHORT, len(whole) + 1) if whole[:size] not in known)
