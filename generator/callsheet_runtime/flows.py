"""What to send, in what order, and when to rest: all that a client does. Does no I/O and knows no HTTP library.

A flow is a generator. It yields a `Call` and is sent the `Reply`, or yields a `Pause` and is sent `None`; a driver does
the sending and the sleeping, blocking or awaiting. What goes wrong inside the driver itself (an interrupt, say) it
throws into the flow, so that the flow can say which task is at stake.

The money rules live here: a submit is sent again only where the provider is known to have done nothing.
"""

import hashlib
import json
import math
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TypeAlias, TypeVar, cast
from urllib.parse import quote

from callsheet_runtime.errors import (
    CallFailed,
    CallsheetError,
    Complaint,
    NoResult,
    NotSent,
    NotSupported,
    OutcomeUnknown,
    ProviderError,
    RequestRefused,
    StillRunning,
    TaskEnded,
    WrongTicket,
    advise,
)
from callsheet_runtime.machine import ALIVE, UNCHARTED, Meaning, State
from callsheet_runtime.problems import Problem, Rule
from callsheet_runtime.protocol import (
    Body,
    Category,
    Endpoint,
    ErrorShape,
    KnownError,
    Listing,
    Moment,
    Operation,
    Protocol,
    Q,
    R,
)
from callsheet_runtime.reading import Answer, integer, look, parse_moment, text, whole, word, write_moment
from callsheet_runtime.ticket import Ticket

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Repeat:
    """How often and how long a call may be repeated, where repeating is harmless."""

    times: int = 3
    """Repeats after the first try; 0 for none."""
    seconds: float = 60.0
    """From the first try to the start of the last. A provider that asks for a longer wait is not waited for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a flow must be told, because it looks at nothing itself."""

    server: str
    """Name of the server, or its address where one was given by hand."""
    address: str
    """Base address, without a slash at its end."""
    by_hand: bool = False
    key_from: str = "the key that was given"
    """Where the key was taken from; never the key."""
    repeat: Repeat
    now: Callable[[], float]
    """Seconds that only go up."""
    today: Callable[[], datetime]
    """The time of day, aware of its zone."""
    chance: Callable[[], float]
    """From 0 to 1; spreads repeats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One HTTP call to make. The driver adds the key and the fresh headers, and keeps the rate."""

    operation: Operation
    url: str
    params: Mapping[str, str] = field(default_factory=dict[str, str])
    json: Body | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """Seconds to do nothing for."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer came, all of it."""

    status: int
    headers: Mapping[str, str]
    """By name in lower case."""
    body: bytes


@dataclass(frozen=True, slots=True)
class Lost:
    """No answer came, or not all of it."""

    sent: bool
    """Whether the provider may have seen the call."""
    why: str


Reply: TypeAlias = Answered | Lost
Flow: TypeAlias = Generator[Call | Pause, Reply | None, T]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskStatus:
    """One look at a task."""

    ticket: Ticket
    status: str | None
    """The provider's word; `None` where the answer has none."""
    means: Meaning
    answer: Answer
    """The whole answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """One task in a list."""

    task: str | None
    status: str | None
    means: Meaning
    model: str | None
    created: datetime | None
    ended: datetime | None
    answer: Answer
    """The whole row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPage:
    """One page of an account's tasks."""

    tasks: tuple[TaskRow, ...]
    total: int | None
    """How many there are on all pages."""
    pages: int | None
    answer: Answer
    """The whole answer."""


def fingerprint(body: Body) -> str:
    """Compute what is equal for equal requests only: SHA-256, in hex, of JSON with sorted keys and no spaces.

    Raises:
        ValueError, TypeError: the body cannot be written as JSON.

    """
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


# ── create ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """A request that was found fit to be sent."""

    endpoint: str
    protocol: Protocol
    body: Body
    fingerprint: str
    model: str | None
    context: Context

    def unknown(self, why: str, sent_at: datetime) -> OutcomeUnknown:
        return OutcomeUnknown(
            self.endpoint,
            why=why,
            fingerprint=self.fingerprint,
            model=self.model,
            sent_at=sent_at.astimezone(UTC),
            lookup=_lookup(self.protocol),
        )

    def ticket(self, answer: Answer) -> Ticket | None:
        """Read the task's id, whatever else the answer says: a task that exists must not be lost."""
        task, request_id = word(answer, self.protocol.submit.task), self.protocol.errors.request_id
        if task is None:
            return None
        return Ticket(
            endpoint=self.endpoint,
            task=task,
            server=self.context.server,
            model=self.model,
            fingerprint=self.fingerprint,
            request_id=word(answer, request_id) if request_id else None,
            created=self.context.today().astimezone(UTC).isoformat(timespec="seconds"),
        )


def submit(endpoint: Endpoint[Q, R], request: Q | Body, context: Context) -> Flow[Ticket]:
    """Check a request, then create its task: sent once, and again only where nothing was done."""
    order = _order(endpoint, request, context)
    call = Call(operation=endpoint.protocol.submit, url=_url(endpoint.protocol.submit, context), json=order.body)
    note = (
        f"{endpoint.name}: stopped while a submit was under way. A task may exist and be billed; "
        f"the request's fingerprint is {order.fingerprint}. {_lookup(endpoint.protocol)}"
    )
    last = yield from _exchange(call, context, lambda reply: _harmless(order, reply), note=note)
    return _created(order, last)


def _order(endpoint: Endpoint[Q, R], request: Q | Body, context: Context) -> _Order:
    body = request if isinstance(request, dict) else request.body()
    problems = endpoint.validate(body)
    if any(problem.level == "error" for problem in problems):
        raise RequestRefused(endpoint.name, problems)
    try:
        mark = fingerprint(body)
    except (ValueError, TypeError, RecursionError) as error:
        unwritable = Rule("json", f"cannot be written as JSON: {str(error).replace('{', '{{').replace('}', '}}')}")
        raise RequestRefused(endpoint.name, [Problem(("", unwritable, None))]) from error
    model = text(body, endpoint.model) if endpoint.model else None
    return _Order(
        endpoint=endpoint.name,
        protocol=endpoint.protocol,
        body=body,
        fingerprint=mark,
        model=model,
        context=context,
    )


def _harmless(order: _Order, reply: Reply) -> bool:
    """Tell whether a submit may be sent again: only where the provider did nothing, and may do more next time."""
    if isinstance(reply, Lost):
        return not reply.sent
    said = _open(order.protocol, reply, order.context)
    if word(said.answer, order.protocol.submit.task) is not None:
        return False
    if said.known and said.known.refused_before_work:
        return said.known.repeatable or said.known.category in _PASSING
    return reply.status == HTTPStatus.TOO_MANY_REQUESTS and (said.known is None or said.known.repeatable)


def _created(order: _Order, last: "_Last") -> Ticket:
    """Read the last answer to a submit. Whatever is not plainly a task or a refusal is of unknown outcome."""
    match last.reply:
        case Lost(sent=False, why=why):
            raise NotSent(f"{order.endpoint}: the request", tries=last.tries, why=why)
        case Lost(why=why):
            raise order.unknown(why, last.sent_at)
        case Answered() as reply:
            said = _open(order.protocol, reply, order.context)
    ticket = order.ticket(said.answer)
    if ticket and said.fine:
        return ticket
    if said.refused:
        raise _refused(order, said, ticket)
    error = order.unknown(said.in_words, last.sent_at)
    error.ticket = ticket
    raise error


def _refused(order: _Order, said: "_Said", ticket: Ticket | None) -> ProviderError:
    billed = None if ticket else said.billed
    error = _refusal(said, order.context, ticket=ticket, billed=billed)
    if error.repeatable and billed is not False:
        error.repeatable = None
    return error


def _lookup(protocol: Protocol) -> str:
    listing = protocol.listing
    if listing is None:
        return f"Look for it in {protocol.provider}'s console before sending the request again"
    if listing.query_since and listing.query_until:
        return "Look for it with list(since=…, until=…) around that time before sending the request again"
    return "Look for it with list() among the tasks of that time before sending the request again"


# ── watch ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def poll(endpoint: Endpoint[Q, R], ticket: Ticket, context: Context) -> Flow[TaskStatus]:
    """Take one look at a task, repeated within the budget where the look itself fails."""
    inquiry = _look_at(endpoint, ticket, context)
    with _noting(_at_stake(ticket)):
        answer = yield from _ask(inquiry)
    return _status(endpoint.protocol, ticket, answer)


def wait(
    endpoint: Endpoint[Q, R],
    ticket: Ticket,
    context: Context,
    *,
    deadline: float,
    every: float | None = None,
    progress: Callable[[TaskStatus], None] | None = None,
) -> Flow[R]:
    """Look at a task until it ends or the deadline, in seconds from now, has passed; answer its result."""
    rhythm = endpoint.protocol.poll.every if every is None else every
    with _noting(_at_stake(ticket)):
        if not (deadline >= 0 and rhythm > 0):
            raise ValueError(f"deadline must be 0 s or more and every more than 0 s, not {deadline} and {rhythm}")
        inquiry = _look_at(endpoint, ticket, context)
        status = yield from _until_ended(inquiry, ticket, deadline, rhythm, progress or _say_nothing)
        return _result(endpoint, status)


def run(
    endpoint: Endpoint[Q, R],
    request: Q | Body,
    context: Context,
    *,
    deadline: float,
    every: float | None = None,
    progress: Callable[[TaskStatus], None] | None = None,
    keep: Callable[[Ticket], None] | None = None,
) -> Flow[R]:
    """Create a task, hand its ticket to `keep` before anything else, and wait for it."""
    ticket = yield from submit(endpoint, request, context)
    if keep:
        with _noting(_at_stake(ticket)):
            keep(ticket)
    return (yield from wait(endpoint, ticket, context, deadline=deadline, every=every, progress=progress))


def _until_ended(
    inquiry: "_Inquiry",
    ticket: Ticket,
    deadline: float,
    every: float,
    progress: Callable[[TaskStatus], None],
) -> Flow[TaskStatus]:
    """Look, rest, look again. A look that fails does not fail the task; the last one is taken at the deadline."""
    context = inquiry.context
    begun, faults, seen, last = context.now(), 0, None, deadline == 0
    while True:
        reply = yield inquiry.call
        found = _glance(inquiry, ticket, _heard(reply))
        if isinstance(found, TaskStatus):
            progress(found)
            if found.means not in ALIVE:
                return found
            faults, seen = 0, found.status
        else:
            faults += 1
        waited = context.now() - begun
        if last:
            trouble = "" if isinstance(found, TaskStatus) else found.why
            raise StillRunning(ticket, status=seen, waited=waited, trouble=trouble)
        left = max(deadline - waited, 0.0)
        rest = max(every, _rest(_heard(reply), faults, context)) if faults else every
        last = rest >= left
        yield Pause(min(rest, left))


def _glance(inquiry: "_Inquiry", ticket: Ticket, reply: "Reply") -> "TaskStatus | ProviderError | CallFailed":
    """Read one look at a task; raise only what no later look can put right."""
    match _sift(inquiry, reply):
        case ProviderError() as error if not (error.repeatable or _may_pass(error.http_status)):
            raise error
        case ProviderError() | CallFailed() as error:
            return error
        case answer:
            return _status(inquiry.protocol, ticket, answer)


def _status(protocol: Protocol, ticket: Ticket, answer: Answer) -> TaskStatus:
    status = word(answer, protocol.machine.at)
    means = _state(protocol, status).means
    if means is Meaning.FAILED and _complaint_of_task(protocol, answer).category is Category.MODERATION:
        means = Meaning.REFUSED
    return TaskStatus(ticket=ticket, status=status, means=means, answer=answer)


def _state(protocol: Protocol, status: str | None) -> State:
    return UNCHARTED if status is None else protocol.machine.state(status)


def _result(endpoint: Endpoint[Q, R], status: TaskStatus) -> R:
    """Read what was paid for, or say why there is nothing to read."""
    protocol, answer = endpoint.protocol, status.answer
    billed = _state(protocol, status.status).billed
    if status.means is not Meaning.SUCCEEDED:
        raise TaskEnded(
            status.ticket,
            _complaint_of_task(protocol, answer),
            meaning=status.means,
            status=status.status,
            billed=billed,
            answer=answer,
        )
    if look(answer, endpoint.result) in (None, "", [], {}):
        raise NoResult(status.ticket, result=endpoint.result, status=status.status, billed=billed, answer=answer)
    return endpoint.read(answer)


def _complaint_of_task(protocol: Protocol, answer: Answer) -> Complaint:
    code, message, request_id = _words(answer, protocol.failure)
    known = protocol.known.get(code)
    return Complaint(
        code=code,
        message=message,
        request_id=request_id or _words(answer, protocol.errors)[2],
        http_status=HTTPStatus.OK,
        category=known.category if known else Category.OTHER,
    )


def _look_at(endpoint: Endpoint[Q, R], ticket: Ticket, context: Context) -> "_Inquiry":
    protocol = endpoint.protocol
    return _Inquiry(
        what=f"the look at task {ticket.task}",
        protocol=protocol,
        context=context,
        call=_call_about(endpoint, protocol.poll, ticket, context),
        ticket=ticket,
        holds=protocol.machine.at,
    )


def _say_nothing(_status: TaskStatus) -> None:
    """Take no notice of progress."""


# ── cancel and list ──────────────────────────────────────────────────────────────────────────────────────────────────


def cancel(endpoint: Endpoint[Q, R], ticket: Ticket, context: Context) -> Flow[None]:
    """Ask the provider to end a task; repeated within the budget, since a second cancel ends nothing else."""
    protocol = endpoint.protocol
    if protocol.cancel is None:
        raise NotSupported(protocol.provider, "cancel a task")
    inquiry = _Inquiry(
        what=f"the cancel of task {ticket.task}",
        protocol=protocol,
        context=context,
        call=_call_about(endpoint, protocol.cancel, ticket, context),
        ticket=ticket,
        holds=None,
    )
    with _noting(_at_stake(ticket)):
        yield from _ask(inquiry)


def list_tasks(
    endpoint: Endpoint[Q, R],
    context: Context,
    *,
    model: str | None = None,
    status: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    page: int | None = None,
    size: int | None = None,
) -> Flow[TaskPage]:
    """List the account's tasks, one page."""
    protocol = endpoint.protocol
    listing = protocol.listing
    if listing is None:
        raise NotSupported(protocol.provider, "list tasks")
    filters: tuple[tuple[str, str | None, str | int | datetime | None], ...] = (
        ("model", listing.query_model, model),
        ("status", listing.query_status, status),
        ("since", listing.query_since, since),
        ("until", listing.query_until, until),
        ("page", listing.query_page, page),
        ("size", listing.query_size, size),
    )
    params: dict[str, str] = {}
    for name, query, value in filters:
        if value is None:
            continue
        if query is None:
            raise NotSupported(protocol.provider, f"list tasks by {name!r}")
        params[query] = _write(name, value, listing.query_moment)
    call = Call(operation=listing, url=_url(listing, context), params=params)
    inquiry = _Inquiry(
        what="the list of tasks", protocol=protocol, context=context, call=call, ticket=None, holds=listing.rows
    )
    answer = yield from _ask(inquiry)
    return _page(protocol, listing, answer)


def _write(name: str, value: "str | int | datetime", form: Moment | None) -> str:
    if not isinstance(value, datetime):
        return str(value)
    if value.tzinfo is None:
        raise ValueError(f"{name}: a time without a zone is a different moment on every machine; give it one")
    return write_moment(value, form.form if form else "iso", form.zone if form else 0.0)


def _page(protocol: Protocol, listing: Listing, answer: Answer) -> TaskPage:
    found = look(answer, listing.rows)
    rows = cast("list[object]", found) if isinstance(found, list) else []
    return TaskPage(
        tasks=tuple(_row(protocol, listing, whole(row)) for row in rows),
        total=integer(answer, listing.total) if listing.total else None,
        pages=integer(answer, listing.pages) if listing.pages else None,
        answer=answer,
    )


def _row(protocol: Protocol, listing: Listing, row: Answer) -> TaskRow:
    status = word(row, listing.row_status)
    return TaskRow(
        task=word(row, listing.row_task),
        status=status,
        means=_state(protocol, status).means,
        model=text(row, listing.row_model) if listing.row_model else None,
        created=_moment(row, listing.row_created, listing.row_moment),
        ended=_moment(row, listing.row_ended, listing.row_moment),
        answer=row,
    )


def _moment(row: Answer, at: str | None, form: Moment | None) -> datetime | None:
    if at is None:
        return None
    return parse_moment(look(row, at), form.form if form else "iso", form.zone if form else 0.0)


# ── one call and its answer ──────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class _Inquiry:
    """A call that asks and does not buy, so that it may be repeated."""

    what: str
    protocol: Protocol
    context: Context
    call: Call
    ticket: Ticket | None
    holds: str | None
    """What a good answer holds; `None` where the HTTP status says it all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Last:
    """The last reply to a call, after how many tries, and when that try was made."""

    reply: Reply
    tries: int
    sent_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """An answer, opened."""

    status: int
    answer: Answer
    readable: bool
    """Whether the answer is a JSON object."""
    complaint: Complaint
    known: KnownError | None

    @property
    def fine(self) -> bool:
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
        if not self.fine:
            said = ": ".join(filter(None, (self.complaint.code, self.complaint.message)))
            return f"HTTP {self.status}{', ' if said else ''}{said}"
        return f"HTTP {self.status} " + ("without the task's id" if self.readable else "with an unreadable answer")


def _ask(inquiry: _Inquiry) -> Flow[Answer]:
    """Ask, repeat within the budget, and raise what is still wrong after that."""
    last = yield from _exchange(inquiry.call, inquiry.context, lambda reply: _worth_repeating(_sift(inquiry, reply)))
    found = _sift(inquiry, last.reply, tries=last.tries)
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


def _exchange(call: Call, context: Context, again: Callable[[Reply], bool], *, note: str = "") -> Flow[_Last]:
    """Send a call, and send it again as long as `again` and the budget allow."""
    begun, tries = context.now(), 0
    while True:
        tries += 1
        sent_at = context.today()
        with _noting(note):
            reply = _heard((yield call))
        last = _Last(reply=reply, tries=tries, sent_at=sent_at)
        if tries > context.repeat.times or not again(reply):
            return last
        rest = _rest(reply, tries, context)
        if context.now() + rest > begun + context.repeat.seconds:
            return last
        yield Pause(rest)


def _heard(reply: Reply | None) -> Reply:
    assert reply is not None, "a call is answered; only a pause is not"
    return reply


def _sift(inquiry: _Inquiry, reply: Reply, *, tries: int = 1) -> Answer | ProviderError | CallFailed:
    """Tell a good answer from what is wrong with a bad one; raise nothing."""
    if isinstance(reply, Lost):
        return CallFailed(inquiry.what, tries=tries, why=reply.why, sent=reply.sent, ticket=inquiry.ticket)
    said = _open(inquiry.protocol, reply, inquiry.context)
    # Some providers say no with HTTP 200: then a code that is known stands where the answer should.
    empty = inquiry.holds is None or look(said.answer, inquiry.holds) is None
    if reply.status >= HTTPStatus.BAD_REQUEST or (said.fine and said.known and empty):
        return _refusal(said, inquiry.context, ticket=inquiry.ticket, billed=None)
    if not said.fine or not (said.readable or inquiry.holds is None):
        why = said.in_words if said.fine else f"HTTP {reply.status}, which is not followed"
        return CallFailed(inquiry.what, tries=tries, why=why, sent=True, ticket=inquiry.ticket)
    return said.answer


def _refusal(said: _Said, context: Context, *, ticket: Ticket | None, billed: bool | None) -> ProviderError:
    """Make the error that a bad answer is; `billed` where it is plain."""
    advice = advise(said.complaint.category, server=context.server, key_from=context.key_from)
    repeatable = said.known.repeatable if said.known else _may_pass(said.status)
    return ProviderError(said.complaint, billed=billed, repeatable=repeatable, advice=advice, ticket=ticket)


def _open(protocol: Protocol, reply: Answered, context: Context) -> _Said:
    read = _read(reply.body)
    answer = whole(read)
    code, message, request_id = _words(answer, protocol.errors)
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
    return _Said(
        status=reply.status, answer=answer, readable=isinstance(read, Mapping), complaint=complaint, known=known
    )


def _read(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _words(answer: Answer, shape: ErrorShape) -> tuple[str, str, str | None]:
    """Read code, message and request id, as far as they are there."""
    request_id = word(answer, shape.request_id) if shape.request_id else None
    code = word(answer, shape.code) if shape.code else None
    return code or "", word(answer, shape.message) or "", request_id


def _category(status: int) -> Category:
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Category.SERVER
    return _CATEGORIES.get(status, Category.OTHER)


def _may_pass(status: int) -> bool:
    """Tell whether the same question may be answered later, as far as the HTTP status says."""
    return status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in _FLEETING


def _rest(reply: Reply, tries: int, context: Context) -> float:
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


def _call_about(endpoint: Endpoint[Q, R], operation: Operation, ticket: Ticket, context: Context) -> Call:
    """Make the call that asks about a task, once it is clear that this is the place to ask."""
    elsewhere = ticket.server != context.server and not (context.by_hand or "://" in ticket.server)
    if ticket.endpoint != endpoint.name or elsewhere:
        raise WrongTicket(ticket, endpoint=endpoint.name, server=context.server)
    return Call(operation=operation, url=_url(operation, context, ticket.task))


def _url(operation: Operation, context: Context, task: str = "") -> str:
    quoted = quote(task, safe="", errors="surrogatepass")
    # A dot is never quoted, and a path of dots leads elsewhere.
    quoted = quoted if quoted.strip(".") else quoted.replace(".", "%2E")
    return context.address + operation.path.replace("{task}", quoted)


@contextmanager
def _noting(note: str) -> Generator[None]:
    """Write on whatever is not ours and passes through, such as an interrupt, which task is at stake."""
    try:
        yield
    except CallsheetError:
        raise
    except BaseException as error:
        if note:
            error.add_note(note)
        raise


def _at_stake(ticket: Ticket) -> str:
    return f"task {ticket.task} goes on and may be billed; its ticket: {ticket.to_json()}"


_EXCERPT = 200
_FLEETING = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS})
_UNCLEAR = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.CONFLICT})
"""Refusals that leave open whether something was done before."""
_PASSING = frozenset({Category.RATE, Category.CONCURRENCY, Category.SERVER, Category.OTHER})
"""What may be over in a while, whatever the request."""
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
