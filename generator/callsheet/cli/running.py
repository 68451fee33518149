"""Make the clients that a command calls providers with: keys from the environment, the rest from its options."""

import argparse
from importlib import import_module
from typing import TYPE_CHECKING

from callsheet.cli.usage import UsageError
from callsheet_clients.catalog import ENDPOINTS

if TYPE_CHECKING:
    from callsheet_runtime.budget import Budget
    from callsheet_runtime.clients import AsyncClient
    from callsheet_runtime.journal.journal import Journal


def places(parser: argparse.ArgumentParser) -> None:
    """Declare where calls go."""
    parser.add_argument("--server", help="which of the provider's servers (default: each endpoint's usual one)")
    parser.add_argument(
        "--set", metavar="NAME=VALUE", action="append", default=[], help="what a server's address asks for"
    )
    parser.add_argument("--base-url", metavar="URL", help="another address in place of the server's: a simulator's")


def settings_of(given: list[str]) -> dict[str, str]:
    """Read settings as the command line has them."""
    pairs = [one.partition("=") for one in given]
    if any(not name or not equals for name, equals, _ in pairs):
        raise UsageError("--set takes a name and a value, such as --set workspace=ws-1")
    return {name: value for name, _, value in pairs}


def async_client(
    provider: str,
    *,
    options: argparse.Namespace,
    budget: "Budget | None",
    journal: "Journal | None",
    key: str | None = None,
) -> "AsyncClient":
    """Make the awaiting client of a provider."""
    from callsheet_runtime.clients import AsyncClient  # noqa: PLC0415 -- few commands call anybody
    from callsheet_runtime.errors import MissingKey, UnknownServer  # noqa: PLC0415 -- likewise

    package = next((package for package, *_ in ENDPOINTS.values() if package == provider.replace("-", "_")), None)
    if package is None:
        raise UsageError(f"there is no provider {provider!r}; `callsheet endpoints` lists what there is")
    module = vars(import_module(f"callsheet_clients.{package}.client"))
    kind: type[AsyncClient] = next(
        one for one in module.values() if isinstance(one, type) and issubclass(one, AsyncClient) and one.tasks
    )
    try:
        return kind(
            key=key,
            server=options.server,
            base_url=options.base_url,
            settings=settings_of(options.set),
            budget=budget,
            journal=journal,
        )
    except MissingKey as error:
        raise UsageError(f"{str(error).partition(',')[0]}. Set this environment variable; nothing was sent") from error
    except (UnknownServer, ValueError) as error:
        raise UsageError(str(error)) from error
