"""The life of a task: the provider's states, and what each means in the words all providers share. Knows no wire."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Meaning(StrEnum):
    """What a state means, whatever the provider calls it. Closed: every client handles each of these."""

    WAITING = "waiting"
    """Accepted, not begun."""
    RUNNING = "running"
    """At work."""
    SUCCEEDED = "succeeded"
    """Done, with a result."""
    FAILED = "failed"
    """Ended without a result."""
    REFUSED = "refused"
    """Ended by moderation."""
    CANCELLED = "cancelled"
    """Ended on request."""
    EXPIRED = "expired"
    """The provider no longer tells: too old, never there, or somebody else's."""
    UNKNOWN = "unknown"
    """A word that no page names. Taken as running, so that no paid task is lost; a deadline decides."""


class Stage(StrEnum):
    """What moderation has refused, as far as a page says."""

    INPUT = "input"
    """What was asked for: the prompt, or media that were handed over."""
    OUTPUT = "output"
    """What was made of it."""
    UNKNOWN = "unknown"
    """No page says, or it may be either."""


ALIVE = frozenset({Meaning.WAITING, Meaning.RUNNING, Meaning.UNKNOWN})
"""What a task may still come out of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One state of the provider's, and the states that may follow it."""

    means: Meaning
    next: frozenset[str] = frozenset()
    billed: bool | None = None
    """Whether a task that ends here is charged; `None` where no page says."""
    stage: Stage = Stage.UNKNOWN
    """What moderation has refused, where it ended the task."""

    @property
    def terminal(self) -> bool:
        """Tell whether waiting longer is of no use."""
        return self.means not in ALIVE


UNCHARTED = State(means=Meaning.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """All states of a task, by the provider's word, and where an answer tells the present one."""

    at: str
    start: str
    states: Mapping[str, State]
    anytime: frozenset[str] = frozenset()
    """States that any other may fall into, such as an expired task."""

    def state(self, word: str) -> State:
        """Look a word up; an unheard one means `UNKNOWN`."""
        return self.states.get(word, UNCHARTED)

    def reachable(self, start: str) -> frozenset[str]:
        """List the states a later poll may show. Polls sample the task: steps can be missed, not undone."""
        seen = {start, *self.anytime}
        ahead = list(seen)
        while ahead:
            fresh = self.state(ahead.pop()).next - seen
            seen |= fresh
            ahead += fresh
        return frozenset(seen)
