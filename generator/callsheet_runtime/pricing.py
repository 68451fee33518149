"""What a request costs, reckoned from documented rates. Knows no provider; an unknown price is a value, never zero."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, Decimal
from typing import cast

from callsheet_runtime.measures import utf8
from callsheet_runtime.problems import Cite, Scalar, whole
from callsheet_runtime.reading import look, number


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """One thing a price depends on: a field of the body, its values grouped as the price list groups them."""

    at: str
    """Dotted path in the body."""
    groups: Mapping[str, str] | None = None
    """From the field's value, written as JSON would, to the price list's word for it; `None`: it is that word."""
    default: Scalar | None = None
    """What the provider takes where the field is left out."""

    def group(self, body: object) -> str | None:
        """Name the group a body falls in; `None` where it falls in none."""
        value = look(body, self.at)
        value = self.default if value is None else value
        if not isinstance(value, (str, int, float)):
            return None
        word = (
            value if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else repr(whole(value))
        )
        return word if self.groups is None else self.groups.get(word)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tariff:
    """A price list: money per unit of some field, by groups of other fields."""

    name: str
    currency: str
    per: str
    """What one unit is, such as `second`."""
    of: str | None
    """Dotted path of the field that counts the units; `None` for a price per task."""
    count: Callable[[object], float | None] | None = None
    """How that field counts them, where it is no number itself."""
    step: int | None = None
    """Units are charged in started steps of so many, the rate being that of a step."""
    afterwards: bool = False
    """Whether only the finished task tells how many units it took."""
    units: float | None = None
    """How many the provider takes where that field is left out; `None` if it is never left out."""
    servers: tuple[str, ...] = ()
    """The servers it holds for; all, if none is named."""
    unless: tuple[str, ...] = ()
    """Dotted paths of fields that change the price: of a request that has one, this list says nothing."""
    by: tuple[Axis, ...]
    rates: Mapping[tuple[str, ...], str]
    """Decimal figures, by the groups of `by`, in order."""
    confidence: str
    """`official`, or `third-party` where no page of the provider's could be read."""
    read: str
    """When the list was read."""
    cites: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A price before the fact. `amount` is `None` where it is not known, and `why` says why."""

    amount: Decimal | None
    currency: str | None = None
    how: str = ""
    """How it was reckoned, such as `10 × 0.44 CNY per second`."""
    why: str = ""
    confidence: str = ""
    read: str = ""
    cites: tuple[Cite, ...] = field(default=())

    @property
    def in_short(self) -> str:
        """The amount, its currency and how it was reckoned; or that it is unknown, and why."""
        return f"unknown: {self.why}" if self.amount is None else f"{self.amount} {self.currency} ({self.how})"

    def as_json(self) -> dict[str, object]:
        """Say it in plain JSON; the amount is a text, so that no reader rounds it."""
        return {
            "amount": None if self.amount is None else str(self.amount),
            "currency": self.currency,
            "how": self.how,
            "why": self.why,
            "confidence": self.confidence,
            "read": self.read,
            "cite": "; ".join(cite.in_full() for cite in self.cites),
        }

    def __str__(self) -> str:
        if self.amount is None:
            return f"price unknown: {self.why}"
        return f"{self.amount} {self.currency} ({self.how}; {self.confidence}, read {self.read})"


def estimate(tariffs: tuple[Tariff, ...], body: object, server: str | None = None) -> Estimate:
    """Reckon the price of a request body. Answers 'unknown' rather than guess.

    Prices differ by region: without a `server`, the first list that knows the combination is taken.
    """
    if not tariffs:
        return Estimate(amount=None, why="no page that was read gives a price")
    why = "the price list does not name this combination"
    held = [one for one in tariffs if server is None or not one.servers or server in one.servers]
    if not held:
        return Estimate(amount=None, why=f"no price was found for the server {server}")
    for tariff in held:
        changed = next((at for at in tariff.unless if look(body, at) is not None), None)
        if changed is not None:
            why = f"{changed} changes the price, and no page that was read says to what"
            continue
        groups = tuple(group for axis in tariff.by if (group := axis.group(body)) is not None)
        if len(groups) < len(tariff.by):
            continue
        figure = tariff.rates.get(groups)
        if figure is not None and (tariff.of is None or _count(tariff, body) is not None):
            return _reckon(tariff, Decimal(figure), body)
        named = ", ".join(groups) or tariff.name
        why = f"{tariff.of} gives no number of {tariff.per}s" if figure else f"no price was found for {named}"
    return Estimate(amount=None, why=why)


def _reckon(tariff: Tariff, rate: Decimal, body: object) -> Estimate:
    each = f"{rate} {tariff.currency} per {tariff.per}"
    if tariff.afterwards:
        return Estimate(amount=None, why=f"{each}, and only the finished task tells how many", cites=tariff.cites)
    if tariff.of is None:
        units, how = Decimal(1), each
    else:
        count = _count(tariff, body)
        # Nought or less stands for 'you choose' where it is legal at all, and never for a clip that costs nothing.
        if isinstance(count, bool) or not isinstance(count, (int, float)) or not 0 < count < float("inf"):
            return Estimate(amount=None, why=f"{tariff.of} gives no number of {tariff.per}s")
        units = Decimal(str(whole(count)))
        if tariff.step is not None:
            units = (units / tariff.step).to_integral_value(ROUND_CEILING)
        how = f"{units} × {each}"
    return Estimate(
        amount=units * rate,
        currency=tariff.currency,
        how=how,
        confidence=tariff.confidence,
        read=tariff.read,
        cites=tariff.cites,
    )


def _count(tariff: Tariff, body: object) -> object:
    if tariff.of is None:
        return None
    value = look(body, tariff.of)
    if value is None:
        return tariff.units
    return value if tariff.count is None else tariff.count(value)


def utf8_bytes(value: object) -> float | None:
    """Count a text's bytes in UTF-8."""
    return utf8(value) if isinstance(value, str) else None


def items(value: object) -> float | None:
    """Count the items of a list."""
    return len(cast("list[object]", value)) if isinstance(value, list) else None


def sum_of(at: str) -> Callable[[object], float | None]:
    """Add up a field of the items of a list."""

    def add(value: object) -> float | None:
        if not isinstance(value, list):
            return None
        numbers = [number(one, at) for one in cast("list[object]", value)]
        known = [one for one in numbers if one is not None]
        # One that is missing is no nought; and figures add up as they are written, not as halves of halves.
        return round(math.fsum(known), 9) if len(known) == len(numbers) else None

    return add
