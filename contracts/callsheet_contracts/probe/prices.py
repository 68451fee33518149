"""What requests cost at most, by the price lists that came with the clients. Knows no provider by name."""

from decimal import Decimal
from importlib import import_module
from typing import Protocol, cast

from callsheet_clients.catalog import ENDPOINTS
from callsheet_contracts.probe.purse import Pricing
from callsheet_runtime.pricing import Tariff, estimate


class _Offered(Protocol):
    """What is used of an emitted endpoint."""

    @property
    def tariffs(self) -> tuple[Tariff, ...]: ...
    @property
    def servers(self) -> tuple[str, ...]: ...


def prices_of(name: str) -> Pricing | None:
    """Find what requests of `provider/endpoint` cost, on the dearest of its servers; `None` where nobody knows."""
    found = ENDPOINTS.get(name)
    if found is None:
        return None
    package, module, _, _ = found
    offered = cast("_Offered | None", getattr(import_module(f"callsheet_clients.{package}.{module}"), "ENDPOINT", None))
    if offered is None:
        return None

    def price(document: object) -> Decimal | None:
        known = (estimate(offered.tariffs, document, one).amount for one in offered.servers)
        return max((one for one in known if one is not None), default=None)

    return price
