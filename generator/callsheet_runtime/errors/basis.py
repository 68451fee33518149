"""What all errors have in common. Knows none of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from callsheet_runtime.machine import Stage
from callsheet_runtime.protocol import Category
from callsheet_runtime.ticket import Ticket

KEEP = "keep the ticket and wait on it again, in this process or another"


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """What a provider says when it refuses, as far as it says anything."""

    code: str = ""
    """The provider's own code; empty where it gives none."""
    message: str = ""
    request_id: str | None = None
    """The id of the call, for the provider's support."""
    http_status: int
    category: Category
    """What the code is about, in the words all providers share."""
    stage: Stage = Stage.UNKNOWN
    """What moderation has refused, where the code says so."""
    retry_after: float | None = None
    """Seconds the provider asks to wait."""


class CallsheetError(Exception):
    """What all errors have in common; catch it to catch them all."""

    sent: bool = False
    """Whether anything reached the provider, or may have."""
    billed: bool | None = None
    """Whether a task is charged; `None` where nobody can know."""
    repeatable: bool | None = None
    """Whether the same call, unchanged, may succeed later and costs nothing extra."""
    ticket: Ticket | None = None
    """The task, once there is one."""
    category: Category | None = None
    """What it is about, in the words all providers share."""
    code: str | None = None
    """The provider's own code."""
    message: str | None = None
    """The provider's own words; not meant for end users."""
    request_id: str | None = None
    """The id of the call, for the provider's support."""
    http_status: int | None = None
    """Of the answer that says so."""
    advice: str | None = None
    """What to do about it."""

    def __reduce__(self) -> tuple[object, ...]:
        # The usual way would call the class with the message alone.
        return _revive, (type(self), self.args, self.__dict__)


def _revive(kind: type[CallsheetError], args: tuple[object, ...], state: Mapping[str, object]) -> CallsheetError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


def times(tries: int) -> str:
    """Say how often something was tried."""
    return "once" if tries == 1 else f"{tries} times"
