"""What becomes of a task, or of the question whether there is one."""

# ruff: noqa: N818 -- an error here is named after what happened; `Error` behind each of them would say nothing
from dataclasses import replace
from datetime import datetime

from callsheet_runtime.errors.basis import KEEP, CallsheetError, Complaint, times
from callsheet_runtime.errors.refusals import Moderated, quote
from callsheet_runtime.machine import Meaning
from callsheet_runtime.protocol import Category
from callsheet_runtime.reading import Answer
from callsheet_runtime.ticket import Ticket


class OutcomeUnknown(CallsheetError):
    """A submit was sent and no answer says what became of it. A task may exist and be billed: look before repeating."""

    sent = True
    repeatable = False

    def __init__(
        self,
        endpoint: str,
        *,
        why: str,
        fingerprint: str,
        model: str | None,
        sent_at: datetime,
        lookup: str,
        fear: str = "A task may exist and be billed",
    ) -> None:
        super().__init__(
            f"{endpoint}: the request was sent at {sent_at:%Y-%m-%dT%H:%M:%SZ} and its outcome is unknown: {why}. "
            f"{fear}, so it is not sent again. {lookup}"
        )
        self.endpoint = endpoint
        self.why = why
        self.fingerprint = fingerprint
        """SHA-256 of the request's canonical JSON, in hex."""
        self.model = model
        self.sent_at = sent_at
        """When it was sent, in UTC."""
        self.lookup = lookup
        """How to find the task, in words."""


class CallFailed(CallsheetError):
    """A call that only asks got no readable answer. The task, if there is one, goes on regardless."""

    repeatable = True

    def __init__(self, what: str, *, tries: int, why: str, sent: bool, ticket: Ticket | None = None) -> None:
        kept = f" Task {ticket.task} is not touched by this: {KEEP}." if ticket else ""
        super().__init__(f"{what} failed, tried {times(tries)}: {why}.{kept}")
        self.tries = tries
        self.why = why
        self.sent = sent
        self.ticket = ticket


class TaskEnded(CallsheetError):
    """The task is over, or lost from the provider's sight, and gives no result."""

    sent = True
    repeatable = False

    def __init__(
        self,
        ticket: Ticket,
        complaint: Complaint,
        *,
        meaning: Meaning,
        status: str | None,
        billed: bool | None,
        answer: Answer,
    ) -> None:
        said = ": ".join(filter(None, (complaint.code, complaint.message)))
        head = _ENDINGS.get(meaning, "task {task} ended ({status})").format(task=ticket.task, status=status)
        super().__init__(f"{head}{': ' if said else ''}{said}. {_BILLED[billed]}")
        self.ticket = ticket
        self.meaning = meaning
        self.status = status
        """The provider's word."""
        self.complaint = complaint
        """All that the provider says of it."""
        quote(self, complaint)
        self.billed = billed
        self.answer = answer
        """The whole answer."""


class TaskModerated(TaskEnded, Moderated):
    """The task was made, and moderation ended it or held its result back."""


class NoResult(CallsheetError):
    """The task succeeded, says the provider, and the answer holds nothing to show for it."""

    sent = True
    repeatable = True

    def __init__(self, ticket: Ticket, *, result: str, status: str | None, billed: bool | None, answer: Answer) -> None:
        super().__init__(
            f"task {ticket.task} succeeded ({status}), and its answer holds no {result}. {_BILLED[billed]} "
            f"Wait on the ticket once more before asking the provider's support"
        )
        self.ticket = ticket
        self.status = status
        self.billed = billed
        self.answer = answer
        """The whole answer."""


class StillRunning(CallsheetError):
    """The deadline passed here; the task goes on there, and is paid for. Wait on the ticket again."""

    sent = True
    repeatable = True

    def __init__(self, ticket: Ticket, *, status: str | None, waited: float, trouble: str = "") -> None:
        last = f"its last word was {status!r}" if status is not None else "it has not said how it is"
        doubt = f" The last look at it failed: {trouble}." if trouble else ""
        super().__init__(f"task {ticket.task} was not done after {waited:g} s; {last}.{doubt} It goes on: {KEEP}")
        self.ticket = ticket
        self.status = status
        """The provider's last word, where it gave one."""
        self.waited = waited
        """Seconds."""
        self.trouble = trouble
        """Why the last look failed, where it did."""


class ClientClosed(CallsheetError):
    """The client was closed while somebody waited; the task goes on, and is paid for. Wait with another client."""

    sent = True
    repeatable = True

    def __init__(self, ticket: Ticket, *, status: str | None) -> None:
        last = f"its last word was {status!r}" if status is not None else "it had not said how it is"
        super().__init__(
            f"the client was closed while task {ticket.task} was waited for; {last}. It goes on and is paid for: {KEEP}"
        )
        self.ticket = ticket
        self.status = status
        """The provider's last word, where it gave one."""


def end(
    ticket: Ticket,
    complaint: Complaint,
    *,
    meaning: Meaning,
    status: str | None,
    billed: bool | None,
    answer: Answer,
) -> TaskEnded:
    """Make the error that a task without a result is; one of its own for moderation."""
    kind = TaskModerated if meaning is Meaning.REFUSED else TaskEnded
    if kind is TaskModerated and complaint.category is not Category.MODERATION:
        complaint = replace(complaint, category=Category.MODERATION)
    return kind(ticket, complaint, meaning=meaning, status=status, billed=billed, answer=answer)


_ENDINGS = {
    Meaning.FAILED: "task {task} failed ({status})",
    Meaning.REFUSED: "task {task} was ended by moderation ({status}); the same content is refused again",
    Meaning.CANCELLED: "task {task} was cancelled ({status})",
    # Not 'failed': whoever reads that creates the task anew, and pays again.
    Meaning.EXPIRED: "the provider no longer tells about task {task} ({status}): it is too old, never existed or is "
    "another account's; whether it ran cannot be known from this",
}


_BILLED = {
    True: "It is billed",
    False: "It is not billed",
    None: "No page says whether it is billed",
}
