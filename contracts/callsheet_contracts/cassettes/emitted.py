"""Find the emitted client of a provider, and what it offers, by the names that specs have."""

from importlib import import_module
from typing import Any, Final

from callsheet.model.endpoint import Endpoint, Provider
from callsheet_runtime import protocol
from callsheet_runtime.clients import Client

Offered = protocol.Endpoint[Any, Any] | protocol.CallEndpoint[Any, Any]
PACKAGE: Final = "callsheet_clients"


class NotEmitted(Exception):  # noqa: N818 -- named after what is the case
    """The specs have an endpoint that the clients do not have yet."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no client is emitted for {name}; run `callsheet generate`")


def offer(provider: Provider, endpoint: Endpoint) -> Offered:
    """Find what the client offers for an endpoint.

    Raises:
        NotEmitted: nothing yet.

    """
    package, module = _home(f"{provider.name}/{endpoint.name}")
    found: Offered = import_module(f"{PACKAGE}.{package}.{module}").ENDPOINT
    return found


def client_class(provider: Provider) -> type[Client]:
    """Find the blocking client of a provider.

    Raises:
        NotEmitted: there is none yet.

    """
    package, _ = _home(f"{provider.name}/{provider.endpoints[0].name}")
    found: type[Client] = getattr(import_module(f"{PACKAGE}.{package}"), provider.client)
    return found


def _home(name: str) -> tuple[str, str]:
    from callsheet_clients.catalog import ENDPOINTS  # noqa: PLC0415 -- they may be emitted anew while this runs

    if name not in ENDPOINTS:
        raise NotEmitted(name)
    package, module, _, _ = ENDPOINTS[name]
    return package, module
