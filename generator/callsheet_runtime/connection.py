"""Where a client's calls go, and with what key. Reads the environment once, and sends nothing."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from callsheet_runtime.budget import Budget
from callsheet_runtime.clock import Dial
from callsheet_runtime.errors import MissingKey, UnknownServer
from callsheet_runtime.flows.vocabulary import Call, Context, Repeat
from callsheet_runtime.protocol import Conventions, Offer, Q, R

if TYPE_CHECKING:
    # Loaded where there is a journal.
    from callsheet_runtime.journal.journal import Journal
    from callsheet_runtime.journal.ledger import Ledger

_TELLTALE = 8
"""A key shorter than this is no secret, and might be an everyday word."""


_FRAMING = frozenset({"connection", "content-length", "content-type", "host", "transfer-encoding"})
"""Headers that belong to how a call is sent, and to no request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """One provider, one key, one server: fixed for the life of a client."""

    protocol: Conventions
    key: str = field(repr=False)
    key_from: str
    server: str | None
    """The server that was asked for; `None` for each endpoint's usual one."""
    base_url: str | None
    """An address given by hand, in place of the server's."""
    settings: Mapping[str, str]
    repeat: Repeat
    budget: Budget | None = None
    journal: "Journal | None" = None

    def context(self, endpoint: Offer[Q, R], dial: Dial) -> Context:
        """Say where the endpoint's calls go.

        Raises:
            UnknownServer: the server does not offer this endpoint, or a setting of its address is missing.

        """
        server = self.region(endpoint)
        if endpoint.servers and server not in endpoint.servers and self.base_url is None:
            raise UnknownServer(server, why=f"it does not offer {endpoint.name}", known=endpoint.servers)
        return Context(
            server=self.base_url or server,
            address=self.base_url or address(self.protocol, server, self.settings),
            by_hand=self.base_url is not None,
            region=self.protocol.servers[server].region if self.base_url is None else "",
            offered=endpoint.servers if self.base_url is None and len(endpoint.servers) > 1 else (),
            key_from=self.key_from,
            prices=server,
            budget=self.budget,
            ledger=self._ledger(dial),
            repeat=self.repeat,
            now=dial.now,
            today=dial.today,
            chance=dial.chance,
        )

    def _ledger(self, dial: Dial) -> "Ledger | None":
        if self.journal is None:
            return None
        from callsheet_runtime.journal.concealing import account_of  # noqa: PLC0415 -- loaded where there is a journal
        from callsheet_runtime.journal.ledger import Ledger  # noqa: PLC0415 -- likewise

        return Ledger(
            journal=self.journal,
            account=account_of(self.protocol.provider, self.key),
            protocol=self.protocol,
            mask=lambda text: self.mask(text.encode(errors="surrogatepass")).decode(errors="surrogatepass"),
            today=dial.today,
        )

    def region(self, endpoint: Offer[Q, R]) -> str:
        """Name the server whose prices and models count, also where another address stands in for it."""
        return self.server or next(iter(endpoint.servers or self.protocol.servers))

    def headers(self, call: Call) -> dict[str, str]:
        """Write the headers of one call: the key, the constant ones, and new values for the fresh ones."""
        from uuid import uuid4  # noqa: PLC0415 -- slow to load, and not for whoever only imports a client

        key = self.protocol.key
        own = {
            **call.operation.headers,
            **{name: str(uuid4()) for name in call.operation.fresh},
            key.header: key.form.replace("{key}", self.key),
        }
        taken = _FRAMING | {name.lower() for name in own}
        # Names of headers know no case: two of one name, and the provider may take either.
        return {**{name: value for name, value in call.headers.items() if name.lower() not in taken}, **own}

    def mask(self, body: bytes) -> bytes:
        """Black out the key: providers quote it in their errors, and errors end up in logs."""
        return body.replace(self.key.encode(), b"***") if len(self.key) >= _TELLTALE else body

    @property
    def place(self) -> str:
        """The server as it was chosen, for people to read."""
        return self.base_url or self.server or next(iter(self.protocol.servers))


def connect(
    protocol: Conventions,
    *,
    key: str | None,
    server: str | None,
    base_url: str | None,
    settings: Mapping[str, str] | None,
    repeat: Repeat,
    budget: Budget | None = None,
    journal: "Journal | str | os.PathLike[str] | None" = None,
) -> Connection:
    """Find the key and the server.

    Raises:
        MissingKey: no key was given and the environment holds none.
        UnknownServer: the provider has no such server, or a setting of its address is missing.
        JournalError: the journal cannot be opened.

    """
    given = dict(settings or {})
    if server is not None and base_url is None:
        address(protocol, server, given)
    return Connection(
        protocol=protocol,
        key=_usable(key or os.environ.get(protocol.key.env, ""), protocol.key.env),
        key_from="the key that was given" if key else f"the key in {protocol.key.env}",
        server=server,
        base_url=_whole(base_url) if base_url is not None else None,
        settings=given,
        repeat=repeat,
        budget=budget,
        # The last of all: what is opened here must not be left behind by what goes wrong here.
        journal=_opened(journal),
    )


def _opened(journal: "Journal | str | os.PathLike[str] | None") -> "Journal | None":
    if not isinstance(journal, (str, os.PathLike)):
        return journal
    from callsheet_runtime.journal.journal import Journal  # noqa: PLC0415 -- whoever keeps none loads no database

    return Journal(journal)


def address(protocol: Conventions, server: str, settings: Mapping[str, str]) -> str:
    """Complete the base address of a server.

    Raises:
        UnknownServer: there is none of that name, or a setting is missing.

    """
    found = protocol.servers.get(server)
    if found is None:
        raise UnknownServer(server, why=f"{protocol.provider} has none of that name", known=tuple(protocol.servers))
    url = found.url
    for name in found.settings:
        if not settings.get(name):
            raise UnknownServer(server, why=f"its address needs settings={{{name!r}: …}}")
        url = url.replace(f"{{{name}}}", quote(settings[name], safe=""))
    return url.rstrip("/")


def _whole(base_url: str) -> str:
    """Check an address given by hand, before anything is sent to it."""
    try:
        parts = urlsplit(base_url)
        fit = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fit = False
    if not fit:
        raise UnknownServer(base_url, why="base_url must be a whole address, such as https://example.com/v1")
    return base_url.rstrip("/")


def _usable(key: str, env: str) -> str:
    bare = key.strip()
    if not bare:
        raise MissingKey(env)
    if not (bare.isascii() and bare.isprintable()):
        # The header would be refused later, in words that quote it.
        raise MissingKey(env, why="the key holds a character that no header can carry")
    return bare
