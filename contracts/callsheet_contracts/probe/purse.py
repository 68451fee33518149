"""How much may be spent: stops before a request could go over it. Knows no provider."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from callsheet_contracts.probe.hosts import CannotProbe

Pricing = Callable[[object], Decimal | None]
"""Tells what a request costs at most if it is accepted; `None`: nobody knows."""


@dataclass(slots=True)
class Purse:
    """A budget, in the currency of the provider's price list."""

    budget: Decimal
    pricing: Pricing
    otherwise: Decimal
    """What a request is reckoned with whose price is not known."""
    spent: Decimal = Decimal(0)

    def price(self, document: object) -> Decimal:
        """Tell what a request may cost: also of one that is to be refused, since a server may accept it by mistake."""
        price = self.pricing(document)
        return self.otherwise if price is None else price

    def affords(self, document: object) -> bool:
        """Tell whether a request can be accepted without going over the budget."""
        return self.spent + self.price(document) <= self.budget

    def pay(self, document: object) -> None:
        """Count a request that was accepted, or of which nobody knows."""
        self.spent += self.price(document)


def purse(budget: Decimal, pricing: Pricing, documents: Iterable[object], price: Decimal | None = None) -> Purse:
    """Make a purse for some requests. What has no known price is reckoned as the dearest of those that have.

    Raises:
        CannotProbe: no request has a known price, and none is stated.

    """
    known = [found for one in documents for found in [pricing(one)] if found is not None]
    otherwise = max(known, default=None) if price is None else price
    if otherwise is None:
        raise CannotProbe(
            "no page gives a price for these requests, so no budget can be kept: say what one costs at most, "
            "with --price"
        )
    return Purse(budget, pricing, otherwise)
