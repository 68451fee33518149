"""What recording from the live service would send, and what that costs: decided before anything is sent.

Knows no provider, and sends nothing.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, cast

from callsheet.model.endpoint import CallEndpoint, Provider
from callsheet.model.judge import judge
from callsheet.model.request import List, Parameter, Shape, Url
from callsheet_contracts.cassettes.emitted import offer
from callsheet_contracts.obligations import Verdict, obligations
from callsheet_contracts.simulator.checks import Asked
from callsheet_runtime.pricing import Estimate, estimate
from callsheet_runtime.reading import look

Body = dict[str, object]
FREE: Final = Decimal(0)
NOWHERE: Final = re.compile(r"://(?:[^/\s\"]*\.)?(?:test|invalid|example|example\.(?:com|net|org))(?=[/:\"])")
"""An address that nobody can have."""


@dataclass(frozen=True, slots=True)
class Errand:
    """One request to be sent."""

    provider: Provider
    endpoint: Asked
    request: Body
    costs: Decimal
    currency: str
    """Empty where it is free."""
    how: str

    @property
    def name(self) -> str:
        """Name the endpoint as everybody does."""
        return f"{self.provider.name}/{self.endpoint.name}"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An endpoint that nothing is sent to."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Order:
    """All that is to be sent, in its order, and what is left out."""

    errands: tuple[Errand, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def costs(self) -> Decimal:
        """What all of it costs."""
        return sum((one.costs for one in self.errands), FREE)

    @property
    def currency(self) -> str:
        """What that is counted in; empty where all is free."""
        return next((one.currency for one in self.errands if one.currency), "")


def order(
    provider: Provider,
    endpoints: Iterable[Asked],
    budget: Decimal,
    *,
    request: Body | None = None,
    unpriced: Decimal | None = None,
    server: str | None = None,
) -> Order:
    """Decide what is sent: the cheapest request of each endpoint, the cheapest endpoint first, within a budget.

    Args:
        provider: Whose endpoints these are.
        endpoints: What is to be recorded.
        budget: What it may cost, in the currency of the prices.
        request: A request of one's own, for a single endpoint.
        unpriced: What a request is taken to cost whose price no page gives; left out, it is not sent.
        server: Whose prices hold; each endpoint's usual one if left out.

    Raises:
        ValueError: the request is not what the spec lets be sent, or prices are in several currencies.

    """
    errands: list[Errand] = []
    left_out: list[LeftOut] = []
    for endpoint in endpoints:
        found = _errand(provider, endpoint, request, unpriced, server)
        if isinstance(found, Errand):
            errands.append(found)
        else:
            left_out.append(found)
    currencies = sorted({one.currency for one in errands if one.currency})
    if len(currencies) > 1:
        raise ValueError(f"prices are in {' and '.join(currencies)}: one budget cannot hold for all; name an endpoint")
    # With what is cheap first, a budget reaches furthest.
    errands.sort(key=lambda one: one.costs)
    sent: list[Errand] = []
    spent = FREE
    for one in errands:
        if spent + one.costs <= budget:
            spent += one.costs
            sent.append(one)
        else:
            words = f"{one.costs} {one.currency} more would be over the budget of {budget} {one.currency}"
            left_out.append(LeftOut(one.name, words))
    return Order(tuple(sent), tuple(left_out))


def _errand(
    provider: Provider, endpoint: Asked, request: Body | None, unpriced: Decimal | None, server: str | None
) -> Errand | LeftOut:
    name = f"{provider.name}/{endpoint.name}"
    tariffs, where = offer(provider, endpoint).tariffs, server or endpoint.servers[0]
    if request is not None:
        wrong = [f"{one.at or '/'}: {one.rule}" for one in judge(endpoint, request) if one.level == "error"]
        if wrong:
            raise ValueError(f"{name} does not take this request: {'; '.join(wrong)}")
        candidates: tuple[Body, ...] = (request,)
    else:
        candidates = tuple(_sendable(endpoint))
        if not candidates:
            return LeftOut(name, "its requests take a file, an address or an id of yours; pass one with --request")
    if isinstance(endpoint, CallEndpoint) and not endpoint.call.costs:
        return Errand(provider, endpoint, candidates[0], FREE, "", "free")
    priced = [(one, body) for body in candidates for one in [estimate(tariffs, body, where)] if one.amount is not None]
    if priced:
        # Of equally cheap ones, what the pages show comes first.
        cheapest, body = min(priced, key=lambda pair: cast("Decimal", pair[0].amount))
        assert cheapest.amount is not None, "what has no price was left out"
        return Errand(provider, endpoint, body, cheapest.amount, cheapest.currency or "", cheapest.how)
    if unpriced is None:
        return LeftOut(name, f"{_why(estimate(tariffs, candidates[0], where))}; say with --unpriced what it may cost")
    currency = next((one.currency for one in tariffs), "")
    return Errand(provider, endpoint, candidates[0], unpriced, currency, "no price is known; as you said")


def _why(price: Estimate) -> str:
    return f"its price is unknown: {price.why}"


def _sendable(endpoint: Asked) -> Iterator[Body]:
    """List requests that need nothing but a key: what pages show, then what the rules allow.

    Of an endpoint that takes addresses, only what pages show will do: what was made up leads nowhere.
    """
    takes_addresses = any(_is_address(one) for one in endpoint.parameters)
    shown = [one.body for one in endpoint.requests if not one.breaks and (one.cites or not takes_addresses)]
    made = () if takes_addresses else obligations(endpoint)
    bodies = (*shown, *(one.body for one in made if one.verdict is Verdict.ACCEPTED))
    for body in (cast("Body", one) for one in bodies if isinstance(one, dict)):
        if "$files" not in body and not any(_taken(endpoint, body)) and not NOWHERE.search(json.dumps(body)):
            yield body


def _taken(endpoint: Asked, body: object) -> Iterator[bool]:
    """Tell of each parameter that another call's answer gives whether it is in a request."""
    for parameter in endpoint.parameters:
        value = look(body, ".".join(parameter.at))
        if parameter.takes and value is not None:
            yield True
        kind = parameter.kind
        if isinstance(kind, List) and isinstance(kind.item, Shape) and isinstance(value, list):
            fields = [one for one in kind.item.parameters if one.takes]
            items = cast("list[object]", value)
            yield any(look(item, ".".join(one.at)) is not None for item in items for one in fields)


def _is_address(parameter: Parameter) -> bool:
    kind = parameter.kind
    if not isinstance(kind, List):
        return isinstance(kind, Url)
    fields = kind.item.parameters if isinstance(kind.item, Shape) else (kind.item,)
    return any(_is_address(one) for one in fields)
