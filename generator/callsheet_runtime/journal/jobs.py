"""What a journal tells of a submission, as a value: its states, and which may follow which. Knows no file.

planned -> sending -> unsent | refused | unknown | open
           open    -> succeeded | failed | moderated | cancelled | expired
                      succeeded -> saved
unknown -> open (adopted), or unsent (known not to be there); whatever is not over may be forgotten by a person.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from callsheet_runtime.machine import Meaning
from callsheet_runtime.protocol import Body
from callsheet_runtime.reading import Answer
from callsheet_runtime.ticket import Ticket


class JobState(StrEnum):
    """How far a submission has come, as far as anybody here can know. Closed."""

    PLANNED = "planned"
    """Written down, and certainly not sent, or not taken when it was; somebody is about to send it."""
    SENDING = "sending"
    """On its way. Where whoever sent it is gone, nobody knows what became of it."""
    UNSENT = "unsent"
    """No task was created: it never left, or the provider's list shows that it was not taken."""
    REFUSED = "refused"
    """The provider said no."""
    UNKNOWN = "unknown"
    """It was sent, and no answer says what became of it. A task may exist and be billed."""
    OPEN = "open"
    """The task exists, and has not been seen to end."""
    SUCCEEDED = "succeeded"
    """Done; the result is in the journal, and not yet in a file."""
    FAILED = "failed"
    """Ended without a result."""
    MODERATED = "moderated"
    """Ended by moderation."""
    CANCELLED = "cancelled"
    """Ended on request."""
    EXPIRED = "expired"
    """The provider no longer tells."""
    SAVED = "saved"
    """Done, and the result is in a file."""
    FORGOTTEN = "forgotten"
    """Given up by a person, who said why."""


_ENDS = frozenset(
    {JobState.SUCCEEDED, JobState.FAILED, JobState.MODERATED, JobState.CANCELLED, JobState.EXPIRED, JobState.SAVED}
)

NEXT: Mapping[JobState, frozenset[JobState]] = {
    # Sent again only after an answer which says that nothing was done: then it is planned once more.
    JobState.PLANNED: frozenset({JobState.SENDING, JobState.UNSENT, JobState.FORGOTTEN}),
    JobState.SENDING: frozenset(
        {JobState.PLANNED, JobState.UNSENT, JobState.REFUSED, JobState.UNKNOWN, JobState.OPEN, JobState.FORGOTTEN}
    ),
    JobState.UNSENT: frozenset(),
    JobState.REFUSED: frozenset(),
    # An answer may come after another process has given its sender up.
    JobState.UNKNOWN: frozenset({JobState.OPEN, JobState.UNSENT, JobState.REFUSED, JobState.FORGOTTEN}),
    JobState.OPEN: _ENDS - {JobState.SAVED} | {JobState.FORGOTTEN},
    JobState.SUCCEEDED: frozenset({JobState.SAVED, JobState.EXPIRED, JobState.FORGOTTEN}),
    JobState.FAILED: frozenset(),
    JobState.MODERATED: frozenset(),
    JobState.CANCELLED: frozenset(),
    # A provider that did not tell a moment ago may tell again.
    JobState.EXPIRED: _ENDS - {JobState.SAVED, JobState.EXPIRED} | {JobState.OPEN, JobState.FORGOTTEN},
    JobState.SAVED: frozenset(),
    # A task that exists is not lost, whoever has given it up.
    JobState.FORGOTTEN: frozenset({JobState.OPEN}),
}
"""Which state may follow which."""

IN_FLIGHT = frozenset({JobState.PLANNED, JobState.SENDING})
"""Somebody is at it, or was when it died."""
UNFINISHED = frozenset({JobState.UNKNOWN, JobState.OPEN})
"""What `resume_all` goes on with."""
ATTACHED_TO = frozenset({*IN_FLIGHT, *UNFINISHED, JobState.SUCCEEDED})
"""What the same request is not sent again beside, unless it is asked for."""
HOLDS_PLACE = frozenset({*ATTACHED_TO, JobState.SAVED, JobState.EXPIRED})
"""What nothing else is sent beside for the same place in a batch: it was paid for, or may have been."""


def ended_as(means: Meaning) -> JobState:
    """Name the state that a job is in when its task has been seen like this."""
    return _BY_MEANING.get(means, JobState.OPEN)


_BY_MEANING = {
    Meaning.SUCCEEDED: JobState.SUCCEEDED,
    Meaning.FAILED: JobState.FAILED,
    Meaning.REFUSED: JobState.MODERATED,
    Meaning.CANCELLED: JobState.CANCELLED,
    Meaning.EXPIRED: JobState.EXPIRED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One submission, as the journal has it."""

    id: int
    state: JobState
    endpoint: str
    """`provider/endpoint`."""
    server: str
    """Name of the server, or its address where one was given by hand."""
    account: str
    """Tells keys apart, and is none: the first digits of a hash."""
    model: str | None
    fingerprint: str
    """SHA-256, in hex, of the request's canonical JSON, before anything in it is concealed."""
    body: Body
    """The request; what would let somebody in is `***`."""
    amount: Decimal | None
    """What it was expected to cost; `None` where that is unknown, and `price` says why."""
    currency: str | None
    price: str
    """The estimate in words."""
    label: str
    """Name of the batch that it belongs to; empty where it belongs to none."""
    position: int | None
    """Its place in the batch."""
    planned: datetime
    """When it was written down, in UTC, as are the other times."""
    sent: datetime | None
    """When it was last sent."""
    answered: datetime | None
    """When an answer to it came, or it was clear that none would."""
    ended: datetime | None
    """When its task was first seen to be over."""
    tries: int
    """How often it was sent; more than once only where the provider had done nothing."""
    ticket: Ticket | None
    status: str | None
    """The provider's last word on the task."""
    means: Meaning | None
    """What that word means."""
    result: Answer | None
    """The whole answer about the succeeded task; `endpoint.read` makes the typed result of it."""
    billed: bool | None
    """Whether it is charged; `None` where nobody knows."""
    file: str | None
    """Where the result was saved; of several files, the first."""
    sha256: str | None
    """Of that file, in hex; `None` where whoever saved it did not say."""
    bytes: int | None
    """Of that file."""
    error: str
    """What went wrong, in words; empty where nothing did."""
    owner: str
    """Which process sends it, or did: `host:pid`."""

    @property
    def provider(self) -> str:
        """Name of the provider."""
        return self.endpoint.partition("/")[0]

    @property
    def task(self) -> str | None:
        """The provider's id of the task, once there is one."""
        return self.ticket.task if self.ticket else None

    @property
    def unfinished(self) -> bool:
        """Whether it is paid for, or may be, and has not come to an end: what `resume_all` is for."""
        return self.state in UNFINISHED or self.state in IN_FLIGHT

    def to_dict(self) -> dict[str, object]:
        """Say it in plain JSON: times in ISO 8601, the amount as a text, the ticket as an object."""
        return {one.name: _plain(getattr(self, one.name)) for one in fields(self)}


def _plain(value: object) -> object:
    match value:
        case Ticket():
            return {one.name: getattr(value, one.name) for one in fields(value)}
        case datetime():
            return value.isoformat()
        case Decimal():
            return str(value)
        case StrEnum():
            return value.value
        case _:
            return value
