"""A provider says no: to a call, or to what it is asked to make. Knows no task."""

# ruff: noqa: N818 -- an error here is named after what happened; `Error` behind each of them would say nothing
from collections.abc import Mapping, Sequence
from enum import StrEnum

from callsheet_runtime.errors.basis import CallsheetError, Complaint
from callsheet_runtime.machine import Stage
from callsheet_runtime.protocol import Category
from callsheet_runtime.ticket import Ticket


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
        quote(self, complaint)
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


def quote(error: CallsheetError, complaint: Complaint) -> None:
    """Take over what a provider says."""
    error.code = complaint.code or None
    error.message = complaint.message or None
    error.request_id = complaint.request_id
    error.http_status = complaint.http_status
    error.category = complaint.category
    if isinstance(error, Moderated):
        error.stage = complaint.stage


def refuse(
    complaint: Complaint, *, billed: bool | None, repeatable: bool | None, advice: str, ticket: Ticket | None = None
) -> ProviderError:
    """Make the error that an answer is, of the class that its category names."""
    kind = _REFUSALS.get(complaint.category, ProviderError)
    return kind(complaint, billed=billed, repeatable=repeatable, advice=advice, ticket=ticket)


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


_REGIONAL = frozenset({Category.AUTH, Category.PERMISSION, Category.NOT_FOUND})
