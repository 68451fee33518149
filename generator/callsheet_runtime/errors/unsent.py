"""What is found out before anything is sent, or while no connection can be made."""

# ruff: noqa: N818 -- an error here is named after what happened; `Error` behind each of them would say nothing
from collections.abc import Sequence
from decimal import Decimal

from callsheet_runtime.errors.basis import CallsheetError, times
from callsheet_runtime.problems import Problem
from callsheet_runtime.ticket import Ticket


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
        super().__init__(f"{what} was not sent, tried {times(tries)}: {why}")
        self.tries = tries
        self.why = why
