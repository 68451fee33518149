"""One call and what its answer says: opened, judged, repeated where that is harmless. Knows no task's life."""

import json
import math
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import quote

from callsheet_runtime.errors import CallFailed, CallsheetError, Complaint, ProviderError, WrongTicket, advise
from callsheet_runtime.flows.vocabulary import Answered, Call, Context, Flow, Lost, Pause, Reply
from callsheet_runtime.protocol import Category, Endpoint, ErrorShape, KnownError, Operation, Protocol, Q, R
from callsheet_runtime.reading import Answer, look, whole, word
from callsheet_runtime.ticket import Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """A call that asks and does not buy, so that it may be repeated."""

    what: str
    protocol: Protocol
    context: Context
    call: Call
    ticket: Ticket | None
    holds: str | None
    """What a good answer holds; `None` where the HTTP status says it all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Last:
    """The last reply to a call, after how many tries, and when that try was made."""

    reply: Reply
    tries: int
    sent_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An answer, opened."""

    status: int
    answer: Answer
    readable: bool
    """Whether the answer is a JSON object."""
    complaint: Complaint
    known: KnownError | None

    @property
    def fine(self) -> bool:
        """Whether HTTP calls it a success."""
        return HTTPStatus.OK <= self.status < HTTPStatus.MULTIPLE_CHOICES

    @property
    def refused(self) -> bool:
        """Whether it plainly says no. A server's trouble does not, and neither does a success without a code."""
        if HTTPStatus.BAD_REQUEST <= self.status < HTTPStatus.INTERNAL_SERVER_ERROR:
            return True
        return self.known is not None and (self.fine or self.known.refused_before_work)

    @property
    def billed(self) -> bool | None:
        """Whether a refused submit is charged."""
        if self.known and self.known.refused_before_work:
            return False
        clear = HTTPStatus.BAD_REQUEST <= self.status < HTTPStatus.INTERNAL_SERVER_ERROR
        doubtful = self.status in _UNCLEAR or self.complaint.category is Category.MODERATION
        return False if clear and not doubtful else None

    @property
    def in_words(self) -> str:
        """What it says, for people."""
        if not self.fine:
            said = ": ".join(filter(None, (self.complaint.code, self.complaint.message)))
            return f"HTTP {self.status}{', ' if said else ''}{said}"
        return f"HTTP {self.status} " + ("without the task's id" if self.readable else "with an unreadable answer")


def ask(inquiry: Inquiry) -> Flow[Answer]:
    """Ask, repeat within the budget, and raise what is still wrong after that."""
    last = yield from exchange(inquiry.call, inquiry.context, lambda reply: _worth_repeating(sift(inquiry, reply)))
    found = sift(inquiry, last.reply, tries=last.tries)
    if isinstance(found, (ProviderError, CallFailed)):
        raise found
    return found


def _worth_repeating(found: Answer | ProviderError | CallFailed) -> bool:
    match found:
        case ProviderError(http_status=status, repeatable=repeatable):
            return bool(repeatable) or status >= HTTPStatus.INTERNAL_SERVER_ERROR
        case CallFailed():
            return True
        case _:
            return False


def exchange(call: Call, context: Context, again: Callable[[Reply], bool], *, note: str = "") -> Flow[Last]:
    """Send a call, and send it again as long as `again` and the budget allow."""
    begun, tries = context.now(), 0
    while True:
        tries += 1
        sent_at = context.today()
        with noting(note):
            reply = heard((yield call))
        last = Last(reply=reply, tries=tries, sent_at=sent_at)
        if tries > context.repeat.times or not again(reply):
            return last
        rest = rest_after(reply, tries, context)
        if context.now() + rest > begun + context.repeat.seconds:
            return last
        yield Pause(rest)


def heard(reply: Reply | None) -> Reply:
    """Take the reply to a call; a pause has none."""
    assert reply is not None, "a call is answered; only a pause is not"
    return reply


def sift(inquiry: Inquiry, reply: Reply, *, tries: int = 1) -> Answer | ProviderError | CallFailed:
    """Tell a good answer from what is wrong with a bad one; raise nothing."""
    if isinstance(reply, Lost):
        return CallFailed(inquiry.what, tries=tries, why=reply.why, sent=reply.sent, ticket=inquiry.ticket)
    said = opened(inquiry.protocol, reply, inquiry.context)
    # Some providers say no with HTTP 200: then a code that is known stands where the answer should.
    empty = inquiry.holds is None or look(said.answer, inquiry.holds) is None
    if reply.status >= HTTPStatus.BAD_REQUEST or (said.fine and said.known and empty):
        return refusal(said, inquiry.context, ticket=inquiry.ticket, billed=None)
    if not said.fine or not (said.readable or inquiry.holds is None):
        why = said.in_words if said.fine else f"HTTP {reply.status}, which is not followed"
        return CallFailed(inquiry.what, tries=tries, why=why, sent=True, ticket=inquiry.ticket)
    return said.answer


def refusal(said: Said, context: Context, *, ticket: Ticket | None, billed: bool | None) -> ProviderError:
    """Make the error that a bad answer is; `billed` where it is plain."""
    advice = advise(said.complaint.category, server=context.server, key_from=context.key_from)
    repeatable = said.known.repeatable if said.known else may_pass(said.status)
    return ProviderError(said.complaint, billed=billed, repeatable=repeatable, advice=advice, ticket=ticket)


def opened(protocol: Protocol, reply: Answered, context: Context) -> Said:
    """Read an answer as far as it can be read: its object, its complaint, what is known of its code."""
    read = _read(reply.body)
    answer = whole(read)
    code, message, request_id = words_at(answer, protocol.errors)
    if not code and not message and reply.status >= HTTPStatus.BAD_REQUEST:
        # A gateway's page, or another shape than documented: its first words are better than none.
        message = reply.body.decode(errors="replace").strip()[:_EXCERPT]
    known = protocol.known.get(code)
    complaint = Complaint(
        code=code,
        message=message,
        request_id=request_id,
        http_status=reply.status,
        category=known.category if known else _category(reply.status),
        retry_after=_retry_after(reply.headers, context.today()),
    )
    return Said(
        status=reply.status, answer=answer, readable=isinstance(read, Mapping), complaint=complaint, known=known
    )


def _read(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def words_at(answer: Answer, shape: ErrorShape) -> tuple[str, str, str | None]:
    """Read code, message and request id, as far as they are there."""
    request_id = word(answer, shape.request_id) if shape.request_id else None
    code = word(answer, shape.code) if shape.code else None
    return code or "", word(answer, shape.message) or "", request_id


def _category(status: int) -> Category:
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Category.SERVER
    return _CATEGORIES.get(status, Category.OTHER)


def may_pass(status: int) -> bool:
    """Tell whether the same question may be answered later, as far as the HTTP status says."""
    return status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in _FLEETING


def rest_after(reply: Reply, tries: int, context: Context) -> float:
    """Seconds to rest after so many tries: as the provider asks, else 1, 2, 4 … up to 64, half more or less."""
    asked = _retry_after(reply.headers, context.today()) if isinstance(reply, Answered) else None
    return 2.0 ** min(tries - 1, 6) * (0.5 + context.chance()) if asked is None else asked


def _retry_after(headers: Mapping[str, str], today: datetime) -> float | None:
    """Read the header that asks to wait: seconds, or a date. Nonsense counts as absent."""
    written = headers.get("retry-after", "").strip()
    try:
        seconds = float(written)
    except ValueError:
        try:
            when = parsedate_to_datetime(written)
        except ValueError:
            return None
        seconds = max((when.replace(tzinfo=when.tzinfo or UTC) - today).total_seconds(), 0.0)
    return seconds if math.isfinite(seconds) and seconds >= 0 else None


def call_about(endpoint: Endpoint[Q, R], operation: Operation, ticket: Ticket, context: Context) -> Call:
    """Make the call that asks about a task, once it is clear that this is the place to ask."""
    elsewhere = ticket.server != context.server and not (context.by_hand or "://" in ticket.server)
    if ticket.endpoint != endpoint.name or elsewhere:
        raise WrongTicket(ticket, endpoint=endpoint.name, server=context.server)
    return Call(operation=operation, url=url_of(operation, context, ticket.task))


def url_of(operation: Operation, context: Context, task: str = "") -> str:
    """Complete the address of a call; a task's id is quoted."""
    quoted = quote(task, safe="", errors="surrogatepass")
    # A dot is never quoted, and a path of dots leads elsewhere.
    quoted = quoted if quoted.strip(".") else quoted.replace(".", "%2E")
    return context.address + operation.path.replace("{task}", quoted)


@contextmanager
def noting(note: str) -> Generator[None]:
    """Write on whatever is not ours and passes through, such as an interrupt, which task is at stake."""
    try:
        yield
    except CallsheetError:
        raise
    except BaseException as error:
        if note:
            error.add_note(note)
        raise


def at_stake(ticket: Ticket) -> str:
    """Say, for an interrupt, which task goes on."""
    return f"task {ticket.task} goes on and may be billed; its ticket: {ticket.to_json()}"


_EXCERPT = 200
_FLEETING = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS})
_UNCLEAR = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.CONFLICT})
"""Refusals that leave open whether something was done before."""
_CATEGORIES: Mapping[int, Category] = {
    HTTPStatus.BAD_REQUEST: Category.INVALID,
    HTTPStatus.UNAUTHORIZED: Category.AUTH,
    HTTPStatus.PAYMENT_REQUIRED: Category.BALANCE,
    HTTPStatus.FORBIDDEN: Category.PERMISSION,
    HTTPStatus.NOT_FOUND: Category.NOT_FOUND,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: Category.INVALID,
    HTTPStatus.UNPROCESSABLE_ENTITY: Category.INVALID,
    HTTPStatus.TOO_MANY_REQUESTS: Category.RATE,
}
