"""What a task was expected to cost, beside what the provider says was charged. Knows no provider, and asks nobody."""

from dataclasses import dataclass

from callsheet_runtime.protocol import Endpoint, Q, R
from callsheet_runtime.ticket import Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """Something that the provider counts as charged."""

    field: str
    """The result's field."""
    amount: float
    unit: str
    """A unit of a price list, such as `second`, or a currency, such as `credits`."""

    def __str__(self) -> str:
        return f"{self.amount:g} {self.unit}{'s' * (self.unit == 'second' and self.amount != 1)} ({self.field})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """An estimate, and what was reported when the task had ended."""

    expected: str
    """As the ticket has it; empty where it is a ticket of an older version, or was adopted."""
    charged: tuple[Charge, ...]
    """What the result shows; empty where it shows nothing of the kind."""

    def __str__(self) -> str:
        said = ", ".join(map(str, self.charged)) or "nothing about it"
        return f"expected: {self.expected or 'not reckoned'}; the provider reports {said}"


def bill(endpoint: Endpoint[Q, R], ticket: Ticket, result: R) -> Bill:
    """Put what a task was expected to cost beside what its result shows."""
    return Bill(expected=ticket.price, charged=charges(endpoint, result))


def charges(endpoint: Endpoint[Q, R], result: R) -> tuple[Charge, ...]:
    """List what a result says was charged."""
    found: list[Charge] = []
    for name, unit in endpoint.billed.items():
        value: object = getattr(result, name, None)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            found.append(Charge(field=name, amount=value, unit=unit))
    return tuple(found)
