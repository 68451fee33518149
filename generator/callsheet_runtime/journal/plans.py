"""What flows hand over to be written down, as values. Knows no file, and loads none of what writes one."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from callsheet_runtime.journal.jobs import JobState
from callsheet_runtime.machine import Meaning
from callsheet_runtime.pricing import Estimate
from callsheet_runtime.protocol import Body
from callsheet_runtime.reading import Answer

ToldBy: TypeAlias = Literal["request", "place", "name"]
"""`request`: its fingerprint, whatever its label, while a task of it is under way or its result is not saved.

`place`: its label, position and fingerprint. Two lines of a batch that are the same are two tasks, and each line
is one, until that has failed.

`name`: its label and position alone. Once it has been sent, no second one of that name is, whatever came of it; unless
it is known that nothing did, or it was forgotten.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How a submission is to be written down, and whether the same one may be sent again."""

    again: bool = False
    """Send it whatever the journal knows of the same request."""
    label: str = ""
    """Name of the batch that it belongs to."""
    position: int | None = None
    """Its place in the batch."""
    told_by: ToldBy = "request"
    """What makes another submission the same one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A submission before anything was done."""

    endpoint: str
    server: str
    model: str | None
    fingerprint: str
    body: Body
    price: Estimate
    wish: Wish


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What one look at a task has shown."""

    status: str | None
    means: Meaning
    state: JobState
    result: Answer | None = None
    """The answer about a task that has succeeded and has something to show for it."""
    billed: bool | None = None
    error: str = ""
