"""Creates a task: sent once, and again only where nothing was done. Knows nothing of the task's life after that.

The money rules live here: a submit is sent again only where the provider is known to have done nothing.
"""

import json
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from callsheet_runtime.errors import CallsheetError, NotSent, OutcomeUnknown, ProviderError, RequestRefused
from callsheet_runtime.flows.answers import Said, open_answer, refusal
from callsheet_runtime.flows.documents import take_apart
from callsheet_runtime.flows.exchange import Last, send, url_of
from callsheet_runtime.flows.recording import recorded
from callsheet_runtime.flows.vocabulary import Answered, Call, Context, Flow, Lost, Reply
from callsheet_runtime.journal.plans import Plan, Wish
from callsheet_runtime.pricing import Estimate
from callsheet_runtime.problems import Problem, Rule
from callsheet_runtime.protocol import Body, Category, Conventions, Endpoint, Offer, Protocol, Q, R
from callsheet_runtime.raw import Raw, document_of, price_of, raw_of, refuse_reserved
from callsheet_runtime.reading import text, word
from callsheet_runtime.ticket import Ticket

if TYPE_CHECKING:
    # Loaded where there is a journal.
    from callsheet_runtime.journal.entries import Entry

_UNCLEAR = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.CONFLICT})
"""Refusals that leave open whether something was done before."""
_PASSING = frozenset({Category.RATE, Category.CONCURRENCY, Category.SERVER, Category.OTHER})
"""What may be over in a while, whatever the request."""


def fingerprint(body: Body) -> str:
    """Compute what is equal for equal requests only: SHA-256, in hex, of JSON with sorted keys and no spaces.

    Raises:
        ValueError, TypeError: the body cannot be written as JSON.

    """
    import hashlib  # noqa: PLC0415 -- slow to load, and not for whoever only imports a client

    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """A request that was found fit to be sent."""

    endpoint: str
    protocol: Protocol
    body: Body
    fingerprint: str
    model: str | None
    context: Context
    path: str | None = None
    """In place of the endpoint's own."""
    unvalidated: tuple[str, ...] = ()

    def unknown(self, why: str, sent_at: datetime) -> OutcomeUnknown:
        return OutcomeUnknown(
            self.endpoint,
            why=why,
            fingerprint=self.fingerprint,
            model=self.model,
            sent_at=sent_at.astimezone(UTC),
            lookup=_lookup(self.protocol),
        )

    def ticket(self, said: Said) -> Ticket | None:
        """Read the task's id, whatever else the answer says: a task that exists must not be lost."""
        task = word(said.answer, self.protocol.submit.task)
        if task is None:
            return None
        return Ticket(
            endpoint=self.endpoint,
            task=task,
            server=self.context.server,
            model=self.model,
            fingerprint=self.fingerprint,
            request_id=said.complaint.request_id,
            created=self.context.today().astimezone(UTC).isoformat(timespec="seconds"),
            unvalidated=self.unvalidated,
        )


def submit(
    endpoint: Endpoint[Q, R], request: Q | Raw[Q] | Body, context: Context, *, wish: Wish | None = None
) -> Flow[Ticket]:
    """Check a request, then create its task: sent once, and again only where nothing was done.

    With a journal, it is written down first; and where a task of the same request is under way, that one is answered.
    """
    order = _order(endpoint, request, context)
    price = price_of(endpoint, request, order.body, context.prices or None)
    if context.ledger is None:
        with held(endpoint.name, price, context):
            return (yield from _sent(endpoint, order, price))
    plan = Plan(
        endpoint=endpoint.name,
        server=context.server,
        model=order.model,
        fingerprint=order.fingerprint,
        body=order.body,
        price=price,
        wish=wish or Wish(),
    )

    def sent(entry: "Entry") -> Flow[Ticket]:
        with held(endpoint.name, price, context):
            return (yield from _sent(endpoint, order, price, entry))

    return (yield from recorded(context.ledger.entry(plan), sent, context, lookup=_lookup(endpoint.protocol)))


@contextmanager
def held(what: str, price: Estimate, context: Context) -> Generator[None, None, None]:
    """Commit the budget to what is sent inside; give it back only where nothing is billed for certain.

    Raises:
        BudgetExceeded: it costs more than is left.
        PriceUnknown: nobody can tell whether it does.

    """
    committed = context.budget.hold(what, price) if context.budget else None
    try:
        yield
    except CallsheetError as error:
        if committed and error.billed is False:
            committed.release()
        raise


def _sent(endpoint: Endpoint[Q, R], order: _Order, price: Estimate, entry: "Entry | None" = None) -> Flow[Ticket]:
    context = order.context
    parts = take_apart(order.body)
    submit = endpoint.protocol.submit
    operation = submit if order.path is None else replace(submit, path=order.path)
    call = Call(
        operation=operation,
        url=url_of(operation, context),
        json=parts.body,
        headers=parts.headers,
        unvalidated=order.unvalidated,
    )
    note = (
        f"{endpoint.name}: stopped while a submit was under way. A task may exist and be billed; "
        f"the request's fingerprint is {order.fingerprint}. {_lookup(endpoint.protocol)}"
    )
    last = yield from send(call, context, lambda reply: _harmless(order, reply), note=note, entry=entry)
    return replace(_created(order, last), price=price.in_short)


def checked(endpoint: Offer[Q, R], request: Q | Raw[Q] | Body) -> tuple[Body, str]:
    """Build a request's document and its fingerprint.

    Raises:
        RequestRefused: the documentation says no, or it cannot be written as JSON.

    """
    body, problems = document_of(endpoint, request)
    if any(problem.level == "error" for problem in problems):
        raise RequestRefused(endpoint.name, problems)
    try:
        return body, fingerprint(body)
    except (ValueError, TypeError, RecursionError) as error:
        unwritable = Rule("json", f"cannot be written as JSON: {str(error).replace('{', '{{').replace('}', '}}')}")
        raise RequestRefused(endpoint.name, [Problem(("", unwritable, None))]) from error


def _order(endpoint: Endpoint[Q, R], request: Q | Raw[Q] | Body, context: Context) -> _Order:
    body, mark = checked(endpoint, request)
    raw = raw_of(request)
    if raw:
        refuse_reserved(body, endpoint.protocol)
    if raw and raw.path is not None:
        # Elsewhere, the same body is another request.
        mark = fingerprint({**body, "$path": raw.path})
    model = text(body, endpoint.model) if endpoint.model else None
    return _Order(
        endpoint=endpoint.name,
        protocol=endpoint.protocol,
        body=body,
        fingerprint=mark,
        model=model,
        context=context,
        path=raw.path if raw else None,
        unvalidated=raw.unvalidated if raw else (),
    )


def _harmless(order: _Order, reply: Reply) -> bool:
    """Tell whether a submit may be sent again: only where the provider did nothing, and may do more next time."""
    if isinstance(reply, Answered):
        answer = open_answer(order.protocol, reply, order.context).answer
        if word(answer, order.protocol.submit.task) is not None:
            return False
    return harmless(order.protocol, reply, order.context)


def harmless(protocol: Conventions, reply: Reply, context: Context) -> bool:
    """Tell whether a call that may be charged may be sent again, as far as the answer is no success."""
    if isinstance(reply, Lost):
        return not reply.sent
    said = open_answer(protocol, reply, context)
    if said.known and said.known.refused_before_work:
        return said.known.repeatable or said.known.category in _PASSING
    return reply.status == HTTPStatus.TOO_MANY_REQUESTS and (said.known is None or said.known.repeatable)


def _created(order: _Order, last: Last) -> Ticket:
    """Read the last answer to a submit. Whatever is not plainly a task or a refusal is of unknown outcome."""
    match last.reply:
        case Lost(sent=False, why=why):
            raise NotSent(f"{order.endpoint}: the request", tries=last.tries, why=why)
        case Lost(why=why):
            raise order.unknown(why, last.sent_at)
        case Answered() as reply:
            said = open_answer(order.protocol, reply, order.context)
    ticket = order.ticket(said)
    if ticket and said.fine:
        return ticket
    if says_no(said):
        raise refused(said, order.context, ticket)
    lacking = " without the task's id" if said.fine and said.readable else ""
    error = order.unknown(said.in_words + lacking, last.sent_at)
    error.ticket = ticket
    raise error


def says_no(said: Said) -> bool:
    """Whether it plainly says no. A server's trouble does not, and neither does a success without a code."""
    if said.blames_request:
        return True
    if said.known is None:
        return False
    # A code that a page calls free is plain under any HTTP status: at worst there is a task that nobody pays for.
    plain = said.arrived or said.known.billed is False
    return said.known.refused_before_work or (plain and said.known.category is not Category.SERVER)


def refused(said: Said, context: Context, ticket: Ticket | None = None) -> ProviderError:
    """Make the error that a plain no is."""
    billed = None if ticket else _billed(said)
    error = refusal(said, context, ticket=ticket, billed=billed)
    if error.repeatable and billed is not False:
        error.repeatable = None
    return error


def _billed(said: Said) -> bool | None:
    """Whether a refused submit is charged."""
    if said.known and said.known.refused_before_work:
        return False
    if said.known and said.known.billed is not None:
        return said.known.billed
    doubtful = said.status in _UNCLEAR or said.complaint.category is Category.MODERATION
    return False if said.blames_request and not doubtful else None


def _lookup(protocol: Protocol) -> str:
    listing = protocol.listing
    if listing is None:
        return f"Look for it in {protocol.provider}'s console before sending the request again"
    if listing.query_since and listing.query_until:
        return "Look for it with list(since=…, until=…) around that time before sending the request again"
    return "Look for it with list() among the tasks of that time before sending the request again"
