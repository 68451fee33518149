"""What a span says: OpenTelemetry's own words where it has them, and `callsheet.…` where it has none.

https://opentelemetry.io/docs/specs/semconv/http/http-spans/ and …/gen-ai/gen-ai-spans/. The second is not stable yet.
Nothing of a body is written, and no message: providers quote prompts in theirs.
"""

import time
from contextlib import suppress
from contextvars import ContextVar, Token
from dataclasses import dataclass, field
from threading import Lock
from urllib.parse import urlsplit, urlunsplit

from opentelemetry import context, trace
from opentelemetry.trace import Span, SpanKind, Status, StatusCode, TracerProvider
from opentelemetry.util.types import AttributeValue

from callsheet_runtime.activities import Activity, Outcome
from callsheet_runtime.errors import CallsheetError
from callsheet_runtime.flows.status import TaskStatus
from callsheet_runtime.http_library import our_version
from callsheet_runtime.observing import Exchange, Repetition
from callsheet_runtime.ticket import Ticket

_GENERATES = frozenset({"submit", "run"})
"""What makes a model work; the rest asks after it."""
_REFUSED = 400
"""The least status of HTTP that is an error of a client's span."""

_Attributes = dict[str, AttributeValue]


@dataclass(eq=False, slots=True)
class _Open:
    """An activity that has begun, and the span that tells of it."""

    span: Span
    outer: "_Open | None"
    """The one that it is a part of, such as the wait of a run."""
    ticket: Ticket | None = None
    status: str | None = None
    resent: dict[tuple[str, str], int] = field(default_factory=dict[tuple[str, str], int])
    """How often a call has been made so far, by its method and path, where it is about to be made again."""
    ended: bool = False


_CURRENT: ContextVar[_Open | None] = ContextVar("callsheet span", default=None)


def _current() -> _Open | None:
    """Find the activity that something is done for. An asyncio task that was started in one may outlive it."""
    opened = _CURRENT.get()
    return None if opened is None or opened.ended else opened


class Spans:
    """Writes spans of one or more clients; of any number of threads and asyncio tasks."""

    def __init__(self, provider: TracerProvider | None = None) -> None:
        self._tracer = trace.get_tracer("callsheet", our_version(), tracer_provider=provider)
        self._open: dict[Activity, tuple[_Open, Token[context.Context], Token[_Open | None]]] = {}
        self._about: dict[tuple[str, str], list[_Open]] = {}
        """What has begun and is about a task, by its endpoint and id."""
        self._lock = Lock()

    def begin(self, activity: Activity) -> None:
        """Begin the span of an activity; whatever is traced in the same context until its end is below it."""
        generates = activity.name in _GENERATES
        span = self._tracer.start_span(
            f"{activity.name} {activity.endpoint}",
            kind=SpanKind.CLIENT if generates else SpanKind.INTERNAL,
            attributes=_of_activity(activity, generates=generates),
        )
        opened = _Open(span, _current())
        self._open[activity] = opened, context.attach(trace.set_span_in_context(span)), _CURRENT.set(opened)
        if activity.ticket:
            self._know(opened, activity.ticket)

    def end(self, outcome: Outcome) -> None:
        """End the span of an activity."""
        opened, attached, before = self._open.pop(outcome.activity)
        with suppress(ValueError):  # such as a coroutine that is closed from outside
            _CURRENT.reset(before)
        context.detach(attached)
        if outcome.ticket:
            self._know(opened, outcome.ticket)
        if opened.ticket:
            self._forget(opened, opened.ticket)
        opened.ended = True
        span = opened.span
        for charge in outcome.charged:
            span.set_attribute(f"callsheet.charged.{charge.field}", charge.amount)
        if outcome.error is not None:
            span.set_attributes(_of_error(outcome.error))
            span.set_status(Status(StatusCode.ERROR))
        span.end()

    def _know(self, opened: _Open, ticket: Ticket) -> None:
        """Note which task an activity is about, and those that it is a part of, as far as they do not know yet."""
        knows: _Open | None = opened
        with self._lock:
            while knows and knows.ticket is None and not knows.ended:
                knows.ticket = ticket
                knows.span.set_attributes(_of_ticket(ticket))
                self._about.setdefault(_key(ticket), []).append(knows)
                knows = knows.outer

    def _forget(self, opened: _Open, ticket: Ticket) -> None:
        with self._lock:
            about = self._about[_key(ticket)]
            about.remove(opened)
            if not about:
                del self._about[_key(ticket)]

    def _told_of(self, ticket: Ticket) -> list[_Open]:
        with self._lock:
            return list(self._about.get(_key(ticket), ()))

    def exchange(self, made: Exchange) -> None:
        """Write the span of an exchange that is over, below that of the activity."""
        opened, ended = _current(), time.time_ns()
        attributes = _of_exchange(made)
        resent = opened.resent.pop((made.request.method, made.request.path), 0) if opened else 0
        if resent:
            attributes["http.request.resend_count"] = resent
        span = self._tracer.start_span(
            made.request.method,
            kind=SpanKind.CLIENT,
            attributes=attributes,
            start_time=ended - int(made.seconds * 1e9),
        )
        if "error.type" in attributes:
            span.set_status(Status(StatusCode.ERROR))
        span.end(ended)

    def repeat(self, repetition: Repetition) -> None:
        """Note on the activity's span that a call is made again, and how long it rests before."""
        if opened := _current():
            opened.resent[repetition.method, repetition.path] = repetition.tries
            attributes: _Attributes = {"callsheet.tries": repetition.tries, "callsheet.rest": repetition.seconds}
            opened.span.add_event("callsheet.repeat", attributes)

    def status(self, status: TaskStatus) -> None:
        """Note how a task is, and when that changed, on the span of every activity that is about it."""
        # By its task, and not by the context: one look may serve many who wait.
        if not self._told_of(status.ticket) and (current := _current()):
            self._know(current, status.ticket)
        attributes: _Attributes = {
            "callsheet.task.status": status.status or "",
            "callsheet.task.means": status.means.value,
        }
        for opened in self._told_of(status.ticket):
            opened.span.set_attributes(attributes)
            if status.status != opened.status:
                opened.span.add_event("callsheet.task.status", attributes)
            opened.status = status.status


def _key(ticket: Ticket) -> tuple[str, str]:
    return ticket.endpoint, ticket.task


def _of_activity(activity: Activity, *, generates: bool) -> _Attributes:
    attributes: _Attributes = {
        "callsheet.activity": activity.name,
        "callsheet.endpoint": activity.endpoint,
        "callsheet.server": _bare(activity.server),
        "gen_ai.provider.name": activity.provider,
    }
    if generates:
        attributes["gen_ai.operation.name"] = "generate_content"
    if activity.model:
        attributes["gen_ai.request.model"] = activity.model
    return attributes


def _of_ticket(ticket: Ticket) -> _Attributes:
    attributes: _Attributes = {"callsheet.task.id": ticket.task}
    if ticket.price:
        attributes["callsheet.price.expected"] = ticket.price
    return attributes


def _of_error(error: BaseException) -> _Attributes:
    attributes: _Attributes = {"error.type": type(error).__qualname__}
    if isinstance(error, CallsheetError):
        told = {
            "callsheet.error.code": error.code,
            "callsheet.error.category": error.category,
            "callsheet.request_id": error.request_id,
            "callsheet.billed": error.billed,
        }
        attributes |= {name: value for name, value in told.items() if value is not None}
    return attributes


def _of_exchange(made: Exchange) -> _Attributes:
    parts = urlsplit(made.request.url)
    attributes: _Attributes = {
        "http.request.method": made.request.method,
        "url.full": _bare(made.request.url),
        "server.address": parts.hostname or "",
        "server.port": parts.port or (443 if parts.scheme == "https" else 80),
    }
    if made.request_id:
        attributes["callsheet.request_id"] = made.request_id
    if made.status is None:
        # What came of it is told as `Error: words`, and the words may be anybody's.
        attributes["error.type"] = made.why.partition(":")[0] or "_OTHER"
        attributes["callsheet.sent"] = made.sent
    else:
        attributes["http.response.status_code"] = made.status
        if made.status >= _REFUSED:
            attributes["error.type"] = str(made.status)
    return attributes


def _bare(url: str) -> str:
    """Leave out of an address whatever may be secret or somebody's words: its query and fragment."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(query="", fragment=""))
