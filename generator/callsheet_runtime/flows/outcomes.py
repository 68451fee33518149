"""What an answer about a task comes to: the one reading of it, whatever way the task was waited for. Sends nothing."""

from dataclasses import replace

from callsheet_runtime.errors import NoResult, end
from callsheet_runtime.flows.answers import complaint_of_task, state_of
from callsheet_runtime.flows.status import TaskStatus
from callsheet_runtime.machine import Meaning, Stage
from callsheet_runtime.protocol import Category, Endpoint, Protocol, Q, R
from callsheet_runtime.reading import Answer, look, word
from callsheet_runtime.ticket import Ticket


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
    billed = billed_by(protocol, status)
    if status.means is not Meaning.SUCCEEDED:
        complaint = complaint_of_task(protocol, answer)
        if complaint.stage is Stage.UNKNOWN:
            complaint = replace(complaint, stage=state_of(protocol, status.status).stage)
        raise end(
            status.ticket,
            complaint,
            meaning=status.means,
            status=status.status,
            billed=billed,
            answer=answer,
        )
    if not shows_result(endpoint, answer):
        raise NoResult(status.ticket, result=endpoint.result, status=status.status, billed=billed, answer=answer)
    return endpoint.read(answer)


def billed_by(protocol: Protocol, status: TaskStatus) -> bool | None:
    """Tell whether a task is charged: by its state, else by the code that it ended with; `None` where no page says."""
    billed = state_of(protocol, status.status).billed
    if billed is None and status.terminal and status.means is not Meaning.SUCCEEDED:
        known = protocol.known.get(complaint_of_task(protocol, status.answer).code)
        return known.billed if known else None
    return billed


def shows_result(endpoint: Endpoint[Q, R], answer: Answer) -> bool:
    """Tell whether an answer holds what was paid for."""
    return look(answer, endpoint.result) not in (None, "", [], {})
