"""Calls that ask and do not buy, so that each may be repeated. Knows nothing of what the answer is read for."""

from dataclasses import dataclass
from http import HTTPStatus

from callsheet_runtime.errors import CallFailed, ProviderError, WrongTicket
from callsheet_runtime.flows.answers import open_answer, refusal
from callsheet_runtime.flows.exchange import send, url_of
from callsheet_runtime.flows.vocabulary import Call, Context, Flow, Lost, Reply
from callsheet_runtime.protocol import Conventions, Endpoint, Operation, Q, R
from callsheet_runtime.reading import Answer, look
from callsheet_runtime.ticket import Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """A call that asks and does not buy, so that it may be repeated."""

    what: str
    """What it is, in words."""
    protocol: Conventions
    context: Context
    call: Call
    ticket: Ticket | None
    holds: str | None
    """What a good answer holds; `None` where it may hold anything."""
    silent: bool = False
    """Whether the HTTP status says it all, so that the answer need not even be readable."""


def inquiry_about(
    endpoint: Endpoint[Q, R], operation: Operation, ticket: Ticket, context: Context, *, what: str, holds: str | None
) -> Inquiry:
    """Make the call that asks about a task, once it is clear that this is the place to ask."""
    elsewhere = ticket.server != context.server and not (context.by_hand or "://" in ticket.server)
    if ticket.endpoint != endpoint.name or elsewhere:
        raise WrongTicket(ticket, endpoint=endpoint.name, server=context.server)
    return Inquiry(
        what=f"{what} task {ticket.task}",
        protocol=endpoint.protocol,
        context=context,
        call=Call(operation=operation, url=url_of(operation, context, ticket.task)),
        ticket=ticket,
        holds=holds,
        silent=holds is None,
    )


def ask(inquiry: Inquiry) -> Flow[Answer]:
    """Ask, repeat within the budget, and raise what is still wrong after that."""
    last = yield from send(inquiry.call, inquiry.context, lambda reply: _worth_repeating(sift(inquiry, reply)))
    found = sift(inquiry, last.reply, tries=last.tries)
    if isinstance(found, CallFailed):
        found.sent = last.sent
    if isinstance(found, (ProviderError, CallFailed)):
        raise found
    return found


def sift(inquiry: Inquiry, reply: Reply, *, tries: int = 1) -> Answer | ProviderError | CallFailed:
    """Tell a good answer from what is wrong with a bad one; raise nothing."""
    if isinstance(reply, Lost):
        return CallFailed(inquiry.what, tries=tries, why=reply.why, sent=reply.sent, ticket=inquiry.ticket)
    said = open_answer(inquiry.protocol, reply, inquiry.context)
    # Some providers say no with HTTP 200: then a code that is known stands where the answer should.
    empty = inquiry.holds is None or look(said.answer, inquiry.holds) is None
    if reply.status >= HTTPStatus.BAD_REQUEST or said.refuses or (said.fine and said.known and empty):
        return refusal(said, inquiry.context, ticket=inquiry.ticket, billed=None)
    if not said.fine or not (said.readable or inquiry.silent):
        why = said.in_words if said.fine else f"HTTP {reply.status}, which is not followed"
        return CallFailed(inquiry.what, tries=tries, why=why, sent=True, ticket=inquiry.ticket)
    return said.answer


def _worth_repeating(found: Answer | ProviderError | CallFailed) -> bool:
    match found:
        case ProviderError(complaint=complaint, repeatable=repeatable):
            return bool(repeatable) or complaint.http_status >= HTTPStatus.INTERNAL_SERVER_ERROR
        case CallFailed():
            return True
        case _:
            return False
