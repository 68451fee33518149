"""One answer, opened: what the provider says, in the words all providers share. Knows not what was asked, nor why.

It raises nothing: what a bad answer is to become is for the asker to say.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus

from callsheet_runtime.errors import Complaint, ProviderError, advise, refuse
from callsheet_runtime.flows.vocabulary import Answered, Context
from callsheet_runtime.machine import UNCHARTED, State
from callsheet_runtime.protocol import Category, Conventions, ErrorShape, KnownError, Protocol
from callsheet_runtime.reading import Answer, whole, word
from callsheet_runtime.ticket import Ticket

_EXCERPT = 200
_FLEETING = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS})
_NOT_THE_REQUEST = frozenset({Category.SERVER, Category.OTHER})
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An answer, opened."""

    status: int
    answer: Answer
    readable: bool
    """Whether the answer is a JSON object."""
    complaint: Complaint
    known: KnownError | None
    refuses: bool
    """Whether the answer itself says no, by a code that is not the one for success."""

    @property
    def arrived(self) -> bool:
        """Whether the HTTP status is a success, whatever the answer says."""
        return HTTPStatus.OK <= self.status < HTTPStatus.MULTIPLE_CHOICES

    @property
    def fine(self) -> bool:
        """Whether the HTTP status is a success, and the answer itself does not say no."""
        return self.arrived and not self.refuses

    @property
    def blames_request(self) -> bool:
        """Whether the fault is laid on the request, and not on the server: by the HTTP status, or in the answer."""
        if HTTPStatus.BAD_REQUEST <= self.status < HTTPStatus.INTERNAL_SERVER_ERROR:
            return True
        return self.arrived and self.refuses and self.complaint.category not in _NOT_THE_REQUEST

    @property
    def in_words(self) -> str:
        """The HTTP status with the complaint; of a success, only whether it can be read."""
        if self.fine:
            return f"HTTP {self.status}" if self.readable else f"HTTP {self.status} with an unreadable answer"
        return ", ".join(filter(None, (f"HTTP {self.status}", self._complaint_in_words)))

    @property
    def _complaint_in_words(self) -> str:
        return ": ".join(filter(None, (self.complaint.code, self.complaint.message)))


def open_answer(protocol: Conventions, reply: Answered, context: Context) -> Said:
    """Read an answer as far as it can be read, a complaint in it included."""
    read = _read(reply.body)
    answer = whole(read)
    code, message, request_id = _explained(answer, protocol)
    refuses = protocol.success is not None and code not in {"", protocol.success}
    if code == protocol.success:
        # It says that nothing is wrong, and its words are those of a success.
        code, message = "", ""
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
        retry_after=retry_after(reply.headers, context.today()),
    )
    return Said(
        status=reply.status,
        answer=answer,
        readable=isinstance(read, Mapping),
        complaint=complaint,
        known=known,
        refuses=refuses,
    )


def refusal(said: Said, context: Context, *, ticket: Ticket | None, billed: bool | None) -> ProviderError:
    """Make the error that a bad answer is; `billed` where it is plain."""
    advice = advise(
        said.complaint.category,
        server=context.server,
        key_from=context.key_from,
        region=context.region,
        offered=context.offered,
    )
    repeatable = said.known.repeatable if said.known else may_pass(said.status)
    return refuse(said.complaint, billed=billed, repeatable=repeatable, advice=advice, ticket=ticket)


def may_pass(status: int) -> bool:
    """Tell whether the same question may be answered later, as far as the HTTP status says."""
    return status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in _FLEETING


def retry_after(headers: Mapping[str, str], today: datetime) -> float | None:
    """Read the header that asks to wait: seconds, or a date. Nonsense counts as absent."""
    written = headers.get("retry-after", "").strip()
    if not written:
        return None
    try:
        seconds = float(written)
    except ValueError:
        from email.utils import parsedate_to_datetime  # noqa: PLC0415 -- slow to load, and few answers hold a date

        try:
            when = parsedate_to_datetime(written)
        except ValueError:
            return None
        seconds = max((when.replace(tzinfo=when.tzinfo or UTC) - today).total_seconds(), 0.0)
    return seconds if math.isfinite(seconds) and seconds >= 0 else None


def complaint_of_task(protocol: Protocol, answer: Answer) -> Complaint:
    """Read why a task failed, in a good answer about it."""
    code, message, request_id = _words(answer, protocol.failure)
    usual = protocol.errors
    if protocol.success is not None and _word(answer, usual.code) == protocol.success:
        # The call went well: what is read at the places for errors of calls does not say why the task did not.
        code = "" if protocol.failure.code == usual.code else code
        message = "" if protocol.failure.message == usual.message else message
    known = protocol.known.get(code)
    return Complaint(
        code=code,
        message=message,
        request_id=request_id or _word(answer, protocol.errors.request_id),
        http_status=HTTPStatus.OK,
        category=known.category if known else Category.OTHER,
    )


def state_of(protocol: Protocol, status: str | None) -> State:
    """Look the provider's word for a state up; none at all is taken like an unheard one."""
    return UNCHARTED if status is None else protocol.machine.state(status)


def _read(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _explained(answer: Answer, protocol: Conventions) -> tuple[str, str, str | None]:
    """Read an explanation where it usually stands, else where it stands now and then."""
    usual = _words(answer, protocol.errors)
    others = (_words(answer, shape) for shape in protocol.other_errors)
    return usual if usual[0] or usual[1] else next((one for one in others if one[0] or one[1]), usual)


def _words(answer: Answer, shape: ErrorShape) -> tuple[str, str, str | None]:
    """Read code, message and request id, as far as they are there."""
    return _word(answer, shape.code) or "", word(answer, shape.message) or "", _word(answer, shape.request_id)


def _word(answer: Answer, at: str | None) -> str | None:
    return word(answer, at) if at else None


def _category(status: int) -> Category:
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Category.SERVER
    return _CATEGORIES.get(status, Category.OTHER)
