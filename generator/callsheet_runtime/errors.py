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
  x CallFailed                    maybe  unknown   yes: it asks, it does not buy
  x TaskEnded                     yes    it says   never by itself
  x NoResult                      yes    it says   wait again, then ask the provider
  x StillRunning                  yes    unknown   `wait` again; never `submit` again
  x ClientClosed                  yes    unknown   `wait` again, with another client

Each answers for itself: `sent`, `billed` and `repeatable` (`None`: nobody can know), and `ticket` wherever a task
exists. `billed` is about the task; to ask costs nothing. No error ever holds a key.
"""

# ruff: noqa: N818 -- an error here is named after what happened; `Error` behind each of them would say nothing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from callsheet_runtime.machine import Meaning
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
        self.code = complaint.code
        self.message = complaint.message
        self.request_id = complaint.request_id
        self.http_status = complaint.http_status
        self.category = complaint.category
        self.retry_after = complaint.retry_after
        self.billed = billed
        self.repeatable = repeatable
        self.ticket = ticket
        self.advice = advice
        """What to do about it."""


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
        self.code = complaint.code
        self.message = complaint.message
        self.request_id = complaint.request_id
        self.category = complaint.category
        self.billed = billed
        self.answer = answer
        """The whole answer."""


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
