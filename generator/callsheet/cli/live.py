"""Clients and the journal for commands that call a provider: made of names and options. Knows no command.

The key comes from the provider's environment variable alone: an argument is seen by everybody who lists processes.
"""

import os
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from callsheet.cli.asking import endpoint_named
from callsheet.cli.live_options import JOURNAL
from callsheet.cli.usage import UsageError
from callsheet_clients.catalog import ENDPOINTS
from callsheet_runtime.budget import Budget
from callsheet_runtime.clients import AsyncClient, Client
from callsheet_runtime.hosts import shown
from callsheet_runtime.journal.errors import JournalError
from callsheet_runtime.journal.journal import Journal
from callsheet_runtime.ticket import Ticket

if TYPE_CHECKING:
    from callsheet_runtime.protocol import Endpoint

C = TypeVar("C", Client, AsyncClient)


@dataclass(frozen=True, slots=True)
class Way:
    """Which server of a provider to call."""

    server: str | None = None
    """By name; `None` for an endpoint's usual one."""
    base_url: str | None = None
    """An address given by hand, in place of the server's."""
    settings: dict[str, str] = field(default_factory=dict[str, str], hash=False, compare=False)
    """What the server's address asks for."""


def connect(
    kind: type[C],
    provider: str,
    way: Way,
    *,
    budget: Budget | None = None,
    journal: Journal | None = None,
    key: str | None = None,
) -> C:
    """Make a client of a provider, of a kind: blocking or awaiting. The key is the environment's by default.

    Raises:
        UsageError: the address is none, or asks for a setting that was not given.
        MissingKey: the environment holds no key.
        UnknownServer: the provider has no such server.

    """
    client = client_of(kind, provider)
    known = client.protocol.servers.get(way.server or "")
    missing = [name for name in known.settings if not way.settings.get(name)] if known and not way.base_url else []
    if missing:
        words = " ".join(f"--setting {name}=…" for name in missing)
        raise UsageError(f"the address of {provider}'s server {way.server} asks for more: write {words}")
    try:
        return client(
            key=key,
            server=way.server,
            base_url=way.base_url,
            settings=way.settings,
            budget=budget,
            journal=journal,
        )
    except ValueError as error:
        raise UsageError(f"--base-url: {error}") from error


def client_of(kind: type[C], provider: str) -> type[C]:
    """Find the class of a provider's clients.

    Raises:
        UsageError: there is no such provider.

    """
    package = next((found for name, (found, *_) in ENDPOINTS.items() if name.partition("/")[0] == provider), None)
    if package is None:
        raise UsageError(f"no provider is called {provider!r}; `callsheet endpoints` lists them")
    module = import_module(f"callsheet_clients.{package}.client")
    return next(
        one
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, kind) and one.__module__ == module.__name__
    )


def endpoint_of(name: str) -> "Endpoint[Any, Any]":
    """Find an endpoint that creates tasks.

    Raises:
        UsageError: there is none of that name, or it creates no tasks.

    """
    package, module, kind = endpoint_named(name, asked=True)
    if kind != "task":
        raise UsageError(f"{name} is one plain call, and creates no task: call it from Python")
    found: Endpoint[Any, Any] = import_module(f"callsheet_clients.{package}.{module}").ENDPOINT
    return found


def way_to(ticket: Ticket, *, base_url: str | None, settings: dict[str, str], journal: Journal | None) -> Way:
    """Tell where a ticket's task is asked for.

    A ticket may come from anywhere, and the key goes to the address that it names: one that no spec has is only asked
    where somebody names it, or where the journal says that it was submitted there from here.

    Raises:
        UsageError: the ticket names such an address.

    """
    if base_url is not None:
        return Way(base_url=base_url, settings=settings)
    if "://" not in ticket.server:
        return Way(server=ticket.server, settings=settings)
    if journal is not None and journal.find(ticket) is not None:
        return Way(base_url=ticket.server, settings=settings)
    raise UsageError(
        f"the ticket of task {ticket.task} names an address of its own, {shown(ticket.server)}, and your key would go "
        f"there: if it is the right one, say so with --base-url"
    )


def journal_path(named: str | None) -> Path:
    """Find the journal: the one that is named, the environment's, or the user's own."""
    given = named or os.environ.get(JOURNAL)
    return Path(given) if given else _folder() / "callsheet" / "journal.db"


def open_journal(named: str | None, *, begin: bool = False) -> Journal | None:
    """Open the journal; `None` where there is none yet, unless one is to be begun.

    Raises:
        JournalError: it cannot be opened.
        OSError: the user's own folder for it cannot be made.

    """
    path = journal_path(named)
    if not path.exists() and not begin:
        return None
    if not (named or os.environ.get(JOURNAL)):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Journal(path)


@contextmanager
def opened(named: str | None) -> Generator[Journal | None]:
    """Open the journal, where there is one, for what is done inside.

    Raises:
        UsageError: one was named that is not there, or it cannot be opened.

    """
    try:
        journal = open_journal(named)
    except JournalError as error:
        raise UsageError(str(error)) from error
    if journal is None:
        if named:
            raise UsageError(f"--journal {named}: there is no such file")
        yield None
        return
    with journal:
        yield journal


def _folder() -> Path:
    """Find where programs keep what a user does not want to lose, and did not write."""
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    state = os.environ.get("XDG_STATE_HOME", "")
    # As the specification has it, a path that is not whole is passed over.
    return Path(state) if state.startswith("/") else Path.home() / ".local" / "state"
