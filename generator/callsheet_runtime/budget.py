"""What may be spent, counted as it is committed. Knows no provider and sends nothing.

It counts estimates: what a submit is expected to cost is taken before it is sent, and given back only where nothing was
billed for certain. A submit whose outcome is unknown stays counted, and so does a task that fails later.
"""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from threading import Lock

from callsheet_runtime.errors import BudgetExceeded, PriceUnknown
from callsheet_runtime.pricing import Estimate


class Budget:
    """An amount of money that submits may cost together, for any number of threads and clients.

    Args:
        amount: how much, as a decimal; a text or a `Decimal`, so that nothing is rounded.
        currency: as price lists have it, such as `CNY` or `credits`.
        allow_unknown_price: let submits through whose price no page tells, or only in another currency. They are
            counted in `unknown`, and in nothing else.

    Raises:
        ValueError: the amount is no decimal that is nought or more, or there is no currency.

    """

    def __init__(self, amount: Decimal | int | str, currency: str, *, allow_unknown_price: bool = False) -> None:
        try:
            self.amount = Decimal(amount)
        except InvalidOperation as error:
            raise ValueError(
                f"a budget is an amount and a currency, such as 20 CNY; {amount!r} is no amount"
            ) from error
        if not self.amount.is_finite() or self.amount < 0:
            raise ValueError(f"a budget is nought or more, not {amount}")
        if not currency.strip():
            raise ValueError("a budget has a currency, such as CNY or credits")
        self.currency = currency.strip()
        self.allow_unknown_price = allow_unknown_price
        self._lock = Lock()
        self._spent = Decimal(0)
        self._unknown = 0

    @classmethod
    def parse(cls, words: str, *, allow_unknown_price: bool = False) -> "Budget":
        """Read an amount and a currency, such as `20 CNY` or `500 credits`.

        Raises:
            ValueError: these are not an amount and a currency.

        """
        amount, _, currency = words.strip().partition(" ")
        return cls(amount, currency, allow_unknown_price=allow_unknown_price)

    @property
    def spent(self) -> Decimal:
        """What has been committed so far."""
        with self._lock:
            return self._spent

    @property
    def left(self) -> Decimal:
        """What may still be spent."""
        return self.amount - self.spent

    @property
    def unknown(self) -> int:
        """How many submits went through whose price is unknown."""
        with self._lock:
            return self._unknown

    def hold(self, what: str, price: Estimate) -> "Held":
        """Commit what something is expected to cost, before it is sent.

        Raises:
            BudgetExceeded: it costs more than is left.
            PriceUnknown: nobody can tell whether it does.

        """
        if price.amount is None or price.currency != self.currency:
            if not self.allow_unknown_price:
                raise PriceUnknown(what, why=self._why(price), budget=str(self))
            with self._lock:
                self._unknown += 1
            return Held(self, None)
        with self._lock:
            if self._spent + price.amount > self.amount:
                raise BudgetExceeded(
                    what,
                    price=price.amount,
                    currency=self.currency,
                    left=self.amount - self._spent,
                    budget=str(self),
                )
            self._spent += price.amount
        return Held(self, price.amount)

    def give_back(self, amount: Decimal | None) -> None:
        """Take back what was committed; `None` for an unknown price."""
        with self._lock:
            if amount is None:
                self._unknown -= 1
            else:
                self._spent -= amount

    def _why(self, price: Estimate) -> str:
        if price.amount is None:
            return price.why
        return f"it costs {price.amount} {price.currency}, and the budget is in {self.currency}"

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"

    def __repr__(self) -> str:
        return f"<Budget {self}, {self.spent} spent>"


@dataclass(frozen=True, slots=True)
class Held:
    """What one submit has committed."""

    budget: Budget
    amount: Decimal | None

    def release(self) -> None:
        """Give it back: nothing was billed."""
        self.budget.give_back(self.amount)


def as_budget(budget: Budget | str | None) -> Budget | None:
    """Take a budget, or one in words."""
    return Budget.parse(budget) if isinstance(budget, str) else budget
