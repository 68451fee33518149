"""One look at a task, as a value: the one reading of a status, whatever way it was waited for. Sends nothing."""

from dataclasses import dataclass

from callsheet_runtime.errors import NoResult, TaskEnded
from callsheet_runtime.flows.answers import complaint_of_task, state_of
from callsheet_runtime.machine import ALIVE, Meaning
from callsheet_runtime.protocol import Category, Endpoint, Protocol, Q, R
from callsheet_runtime.reading import Answer, look, word
from callsheet_runtime.ticket import Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskStatus:
    """One look at a task."""

    ticket: Ticket
    status: str | None
    """The provider's word; `None` where the answer has none."""
    means: Meaning
    answer: Answer
    """The whole answer."""

    @property
    def terminal(self) -> bool:
        """Tell whether the task is over; an unheard word is not taken for an end."""
        return self.means not in ALIVE


def read_status(protocol: Protocol, ticket: Ticket, answer: Answer) -> TaskStatus:
    """Read a good answer about a task."""
    status = word(answer, protocol.machine.at)
    means = state_of(protocol, status).means
    if means is Meaning.FAILED and complaint_of_task(protocol, answer).category is Category.MODERATION:
        means = Meaning.REFUSED
    return TaskStatus(ticket=ticket, status=status, means=means, answer=answer)


def read_result(endpoint: Endpoint[Q, R], status: TaskStatus) -> R:
    """Read what was paid for, or say why there is nothing to read.

    Raises:
        TaskEnded: the task ended in another way than by success.
        NoResult: it succeeded, and shows nothing for it.

    """
    protocol, answer = endpoint.protocol, status.answer
    billed = state_of(protocol, status.status).billed
    if status.means is not Meaning.SUCCEEDED:
        raise TaskEnded(
            status.ticket,
            complaint_of_task(protocol, answer),
            meaning=status.means,
            status=status.status,
            billed=billed,
            answer=answer,
        )
    if look(answer, endpoint.result) in (None, "", [], {}):
        raise NoResult(status.ticket, result=endpoint.result, status=status.status, billed=billed, answer=answer)
    return endpoint.read(answer)
