"""Everything a client raises. Knows no wire and holds plain values, so that every other module may raise from here.

CallsheetError                    sent?  billed?   repeat it?
  x MissingKey                    no     no        when there is a key
  x UnknownServer                 no     no        under another name
  x NotSupported                  no     no        never: the provider has no such call
  x WrongTicket                   no     no        with the client it belongs to
  x RequestRefused                no     no        when the request is mended
  x BudgetExceeded                no     no        with a larger budget, or something cheaper
  x PriceUnknown                  no     no        where unknown prices are allowed
  x NotSent                       no     no        yes
  x OutcomeUnknown                yes    unknown   only after looking the task up
  x ProviderError                 yes    it says   it says
    x KeyRefused                  yes    it says   with the right key, on the server it belongs to
    x NotPermitted                yes    it says   when the account may do it
    x NotFound                    yes    it says   no: no such model, task or address here
    x InvalidRequest              yes    it says   when the request is mended
    x MediaRefused                yes    it says   when the provider can fetch and read the file
    x ContentRefused              yes    it says   no: it is also `Moderated`
    x BalanceExhausted            yes    it says   when the account is topped up
    x RateExceeded                yes    it says   later, and less often
    x ConcurrencyExceeded         yes    it says   when a task has ended
    x WrongState                  yes    it says   no: the task is past it
    x ServerTrouble               yes    it says   it says
  x CallFailed                    maybe  unknown   yes: it asks, it does not buy
  x TaskEnded                     yes    it says   never by itself
    x TaskModerated               yes    it says   no: it is also `Moderated`
  x NoResult                      yes    it says   wait again, then ask the provider
  x StillRunning                  yes    unknown   `wait` again; never `submit` again
  x Moderated                     yes    it says   no: what both kinds of moderation have in common, to be caught
  x DownloadFailed                yes    unknown   it says; the task has succeeded
  x MediaExpired                  yes    unknown   with a fresh address, from the ticket
  x ClientClosed                  yes    unknown   `wait` again, with another client

Each answers for itself: `sent`, `billed` and `repeatable` (`None`: nobody can know), and `ticket` wherever a task
exists. `category`, `code`, `message`, `request_id`, `http_status` and `advice` can be asked of each as well, and are
`None` where there is none. `billed` is about the task; to ask costs nothing. No error ever holds a key.
"""

# ruff: noqa: N818 -- an error here is named after what happened; `Error` behind each of them would say nothing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from callsheet_runtime.machine import Meaning, Stage
from callsheet_runtime.problems import Problem
from callsheet_runtime.protocol import Category
from callsheet_runtime.reading import Answer
from callsheet_runtime.ticket import Ticket

KEEP = "keep the ticket and wait on it again, in this process or another"


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """What a provider says when it refuses, as far as it says anything."""

    code: str = ""
    """The provider's own code; empty where it gives none."""
    message: str = ""
    request_id: str | None = None
    """The id of the call, for the provider's support."""
    http_status: int
    category: Category
    """What the code is about, in the words all providers share."""
    stage: Stage = Stage.UNKNOWN
    """What moderation has refused, where the code says so."""
    retry_after: float | None = None
    """Seconds the provider asks to wait."""


class CallsheetError(Exception):
    """What all errors have in common; catch it to catch them all."""

    sent: bool = False
    """Whether anything reached the provider, or may have."""
    billed: bool | None = None
    """Whether a task is charged; `None` where nobody can know."""
    repeatable: bool | None = None
    """Whether the same call, unchanged, may succeed later and costs nothing extra."""
    ticket: Ticket | None = None
    """The task, once there is one."""
    category: Category | None = None
    """What it is about, in the words all providers share."""
    code: str | None = None
    """The provider's own code."""
    message: str | None = None
    """The provider's own words; not meant for end users."""
    request_id: str | None = None
    """The id of the call, for the provider's support."""
    http_status: int | None = None
    """Of the answer that says so."""
    advice: str | None = None
    """What to do about it."""

    def __reduce__(self) -> tuple[object, ...]:
        # The usual way would call the class with the message alone.
        return _revive, (type(self), self.args, self.__dict__)


def _revive(kind: type[CallsheetError], args: tuple[object, ...], state: Mapping[str, object]) -> CallsheetError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


class MissingKey(CallsheetError):
    """No key was given, and the environment holds none; or what it holds cannot be sent in a header."""

    billed = False
    repeatable = False

    def __init__(self, env: str, *, why: str = "no key was given, and it is empty") -> None:
        super().__init__(f"{env}: {why}. Set this environment variable, or pass key=…")
        self.env = env
        self.why = why


class UnknownServer(CallsheetError):
    """A server that the provider has not, that does not offer the endpoint, or whose address cannot be completed."""

    billed = False
    repeatable = False

    def __init__(self, server: str, *, why: str, known: Sequence[str] = ()) -> None:
        super().__init__(f"server {server!r}: {why}" + (f"; choose from {', '.join(known)}" if known else ""))
        self.server = server
        self.known = tuple(known)


class NotSupported(CallsheetError):
    """The provider offers no such call, or no such filter."""

    billed = False
    repeatable = False

    def __init__(self, provider: str, what: str) -> None:
        super().__init__(f"{provider} has no documented way to {what}")
        self.provider = provider
        self.what = what


class WrongTicket(CallsheetError):
    """The ticket is of another endpoint or another server than the one it was shown to."""

    billed = False
    repeatable = False

    def __init__(self, ticket: Ticket, *, endpoint: str, server: str) -> None:
        super().__init__(
            f"the ticket of task {ticket.task} belongs to {ticket.endpoint} on server {ticket.server!r}, "
            f"and was shown to {endpoint} on server {server!r}"
        )
        self.ticket = ticket
        self.endpoint = endpoint
        self.server = server


class RequestRefused(CallsheetError):
    """The documentation says that the provider would refuse this request. Nothing was sent."""

    billed = False
    repeatable = False

    def __init__(self, endpoint: str, problems: Sequence[Problem]) -> None:
        count = len(problems)
        head = f"{endpoint} would refuse this request ({count} problem{'s' * (count != 1)}); nothing was sent"
        super().__init__("\n  ".join([head, *map(str, problems)]))
        self.endpoint = endpoint
        self.problems = tuple(problems)
        """All problems, warnings included."""


class BudgetExceeded(CallsheetError):
    """It would cost more than the budget has left. Nothing was sent."""

    billed = False
    repeatable = False

    def __init__(self, what: str, *, price: Decimal, currency: str, left: Decimal, budget: str) -> None:
        super().__init__(
            f"{what} is expected to cost {price} {currency}, and of the budget of {budget} {left} {currency} are left; "
            f"nothing was sent"
        )
        self.price = price
        self.currency = currency
        self.left = left


class PriceUnknown(CallsheetError):
    """No page tells what it costs, so that no budget can be kept. Nothing was sent."""

    billed = False
    repeatable = False

    def __init__(self, what: str, *, why: str, budget: str) -> None:
        super().__init__(
            f"nobody can tell whether {what} keeps to the budget of {budget}: {why}. Nothing was sent; "
            f"Budget(…, allow_unknown_price=True) lets it through"
        )
        self.why = why


class NotSent(CallsheetError):
    """No connection could be made, so nothing was asked and nothing is billed."""

    billed = False
    repeatable = True

    def __init__(self, what: str, *, tries: int, why: str) -> None:
        super().__init__(f"{what} was not sent, tried {_times(tries)}: {why}")
        self.tries = tries
        self.why = why


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


class ProviderError(CallsheetError):
    """The provider answered with an error, here in its own words."""

    sent = True

    def __init__(
        self,
        complaint: Complaint,
        *,
        billed: bool | None,
        repeatable: bool | None,
        advice: str,
        ticket: Ticket | None = None,
    ) -> None:
        said = ": ".join(filter(None, (complaint.code, complaint.message))) or "no reason given"
        trace = f", request {complaint.request_id}" if complaint.request_id else ""
        task = f" about task {ticket.task}" if ticket else ""
        self.why = f"{said} (HTTP {complaint.http_status}{trace})"
        super().__init__(f"the provider refused{task}: {self.why}. {advice}")
        self.complaint = complaint
        """All that the provider says of it."""
        _quote(self, complaint)
        self.retry_after = complaint.retry_after
        self.billed = billed
        self.repeatable = repeatable
        self.ticket = ticket
        self.advice = advice


class KeyRefused(ProviderError):
    """The key is missing, wrong, or of another region than the server."""


class NotPermitted(ProviderError):
    """The key is right and may not do this."""


class NotFound(ProviderError):
    """No such model, task or address, on this server or for this key."""


class InvalidRequest(ProviderError):
    """The request breaks a rule of the provider's."""


class MediaRefused(ProviderError):
    """An image, video or sound could not be fetched or used."""


class BalanceExhausted(ProviderError):
    """No money, no quota, or the product is not bought. Some providers say so with HTTP 429."""


class RateExceeded(ProviderError):
    """Too many calls in a while; `retry_after` says how long to wait, where the provider does."""


class ConcurrencyExceeded(ProviderError):
    """Too many tasks at once."""


class WrongState(ProviderError):
    """The task is not in a state that allows this, such as a cancel that comes too late."""


class ServerTrouble(ProviderError):
    """The provider's own trouble."""


class Refund(StrEnum):
    """What becomes of the price of content that moderation refused."""

    CHARGED = "charged"
    REFUNDED = "refunded"
    """Nothing is charged in the end: it never was, or it comes back."""
    UNKNOWN = "unknown"
    """No page says."""


class Moderated(CallsheetError):
    """The content is refused, at once or when the task ends. Catch this for both."""

    safe_message = "This content was refused by the provider's moderation. Change it before trying again."
    """Fit to be shown to end users: it quotes neither the provider nor the request."""
    stage: Stage = Stage.UNKNOWN
    """What was refused: what was asked for, or what was made of it."""

    @property
    def refund(self) -> Refund:
        """What becomes of the price: `billed` in words."""
        return {True: Refund.CHARGED, False: Refund.REFUNDED, None: Refund.UNKNOWN}[self.billed]


class ContentRefused(ProviderError, Moderated):
    """The provider answers a call with a no to its content; of a submit, `billed` says whether that is charged."""


class CallFailed(CallsheetError):
    """A call that only asks got no readable answer. The task, if there is one, goes on regardless."""

    repeatable = True

    def __init__(self, what: str, *, tries: int, why: str, sent: bool, ticket: Ticket | None = None) -> None:
        kept = f" Task {ticket.task} is not touched by this: {KEEP}." if ticket else ""
        super().__init__(f"{what} failed, tried {_times(tries)}: {why}.{kept}")
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
        _quote(self, complaint)
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


def refuse(
    complaint: Complaint, *, billed: bool | None, repeatable: bool | None, advice: str, ticket: Ticket | None = None
) -> ProviderError:
    """Make the error that an answer is, of the class that its category names."""
    kind = _REFUSALS.get(complaint.category, ProviderError)
    return kind(complaint, billed=billed, repeatable=repeatable, advice=advice, ticket=ticket)


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


def _quote(error: CallsheetError, complaint: Complaint) -> None:
    error.code = complaint.code or None
    error.message = complaint.message or None
    error.request_id = complaint.request_id
    error.http_status = complaint.http_status
    error.category = complaint.category
    if isinstance(error, Moderated):
        error.stage = complaint.stage


_REFUSALS: Mapping[Category, type[ProviderError]] = {
    Category.AUTH: KeyRefused,
    Category.PERMISSION: NotPermitted,
    Category.NOT_FOUND: NotFound,
    Category.INVALID: InvalidRequest,
    Category.MEDIA: MediaRefused,
    Category.MODERATION: ContentRefused,
    Category.BALANCE: BalanceExhausted,
    Category.RATE: RateExceeded,
    Category.CONCURRENCY: ConcurrencyExceeded,
    Category.STATE: WrongState,
    Category.SERVER: ServerTrouble,
}
"""The rest, which no page explains, is a plain `ProviderError`."""


class DownloadFailed(CallsheetError):
    """What a task has made could not be saved; the task has succeeded. Addresses are shown without their queries."""

    sent = True

    def __init__(
        self, address: str, *, why: str, repeatable: bool | None, ticket: Ticket | None = None, kept: int = 0
    ) -> None:
        rest = f". {kept:,} bytes of it are kept, and the next download goes on from there" if kept else ""
        task = f" of task {ticket.task}" if ticket else ""
        super().__init__(f"the result{task} at {address} was not saved: {why}{rest}")
        self.address = address
        """Without its query, which may be a signature."""
        self.why = why
        self.repeatable = repeatable
        self.ticket = ticket
        self.kept = kept
        """Bytes that need not be fetched again."""


class MediaExpired(DownloadFailed):
    """The address of a result gives it no more. Where the task can still be asked, it may give a fresh one."""

    def __init__(
        self,
        address: str,
        *,
        http_status: int,
        expires_at: datetime | None,
        ticket: Ticket | None,
        told_until: datetime | None = None,
        kept: int = 0,
    ) -> None:
        over = f", and the address says that it works until {expires_at:%Y-%m-%dT%H:%M:%SZ}" if expires_at else ""
        until = f" The provider tells of it until about {told_until:%Y-%m-%dT%H:%M:%SZ}" if told_until else ""
        advice = f"the task, asked again, may give a fresh address: download its ticket.{until}".rstrip(".")
        why = f"its server answers HTTP {http_status}{over}; {advice}"
        super().__init__(address, why=why, repeatable=False, ticket=ticket, kept=kept)
        self.http_status = http_status
        self.expires_at = expires_at
        """When the address stops to work, in UTC, where it says so."""
        self.told_until = told_until
        """How long the task can be asked for a fresh one, where that is documented."""


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

_ADVICE = {
    Category.PERMISSION: "The key is right and may not do this: ask for access, or look at the account's settings",
    Category.NOT_FOUND: "The provider knows no such model, task or address, on this server or for this key",
    Category.INVALID: "Change the request; unchanged it is refused again",
    Category.MEDIA: "Look whether the provider can reach and read the image or video",
    Category.MODERATION: "The content is refused; unchanged it is refused again",
    Category.BALANCE: "Top the account up, or buy the product; repeating does not help",
    Category.RATE: "Too many calls in a while: call less often",
    Category.CONCURRENCY: "Too many tasks at once: wait until one ends",
    Category.STATE: "The task is not in a state that allows this",
    Category.SERVER: "The trouble is on the provider's side",
    Category.OTHER: "No page that was read explains this",
}


def advise(category: Category, *, server: str, key_from: str, region: str = "", offered: Sequence[str] = ()) -> str:
    """Say what to do about an error. `key_from` says where the key was taken from, never what it is.

    What keys, models and servers of different regions look like to a provider is one of three things: a wrong key, a
    missing permission, or a model that is not there. So each of these says where the call went.
    """
    if category is Category.AUTH:
        advice = f"Key or region: this was server {server!r} with {key_from}; a key of another region is refused too"
    else:
        advice = _ADVICE[category]
    if category not in _REGIONAL or not (region or offered):
        return advice
    where = f" in {region}" if region else ""
    others = [one for one in offered if one != server]
    more = f", and the endpoint is offered on {', '.join(others)} as well" if others else ""
    return f"{advice}. Model, server and key have to be of one region: this was server {server!r}{where}{more}"


_REGIONAL = frozenset({Category.AUTH, Category.PERMISSION, Category.NOT_FOUND})


def _times(tries: int) -> str:
    return "once" if tries == 1 else f"{tries} times"
