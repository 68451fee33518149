"""What a provider sends, and what came of it. Knows neither how that is checked nor what is done with it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic

from callsheet_runtime.machine import Machine, Meaning
from callsheet_runtime.protocol import R
from callsheet_runtime.reading import Answer
from callsheet_runtime.webhooks.signing import Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Generic[R]):
    """What a provider sends to an address of ours, and where it stands in it."""

    name: str
    """`provider/endpoint`, the same words in YAML, Python and on the command line."""
    machine: Machine
    """The life of the task that this tells about."""
    task: str
    """Dotted path of the task's id in the body."""
    status: str
    """Dotted path of the task's state."""
    id: str | None = None
    """Dotted path of the event's own id."""
    read: Callable[[object], R]
    """Reads the body; leniently, since it is called whatever the state is."""
    signature: Signature | None = None
    """`None` where the provider does not sign."""
    reply: str = ""
    """The body of the answer that counts as taken."""
    within: float | None = None
    """Seconds in which the provider wants its answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Generic[R]):
    """What a provider says about a task. A hint: see `Receiver`."""

    task: str
    """The task's id as text, also where it came as a number."""
    status: str
    """The state in the provider's word; empty where the body has none."""
    means: Meaning
    """What that word means; `UNKNOWN` where no page names it."""
    terminal: bool
    """Whether nothing more is to come. Never true for an unknown word."""
    event: str | None
    """The event's own id, where it has one."""
    result: R
    """The body as read; its fields are `None` where the task has no result."""
    answer: Answer
    """The whole body."""
    signed: bool
    """Whether a signature was checked and right."""
