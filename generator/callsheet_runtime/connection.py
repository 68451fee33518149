"""Where a client's calls go, and with what key. Reads the environment once, and sends nothing."""

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from callsheet_runtime.budget import Budget
from callsheet_runtime.clock import Dial
from callsheet_runtime.errors import MissingKey, UnknownServer
from callsheet_runtime.flows.vocabulary import Call, Context, Repeat
from callsheet_runtime.masking import Mask
from callsheet_runtime.protocol import FRAMING, Conventions, Offer, Q, R

if TYPE_CHECKING:
    # Loaded where there is a journal.
    from callsheet_runtime.journal.journal import Journal
    from callsheet_runtime.journal.ledger import Ledger


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
    defaults: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    """Headers of every call, unless the call or the provider says otherwise."""
    mask: Mask = field(repr=False)
    """Blacks out the key: providers quote it in their errors, and errors end up in logs."""
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
            mask=self.mask.text,
            today=dial.today,
        )

    def region(self, endpoint: Offer[Q, R]) -> str:
        """Name the server whose prices and models count, also where another address stands in for it."""
        return self.server or next(iter(endpoint.servers or self.protocol.servers))

    def headers(self, call: Call, *, agent: str) -> dict[str, str]:
        """Write the headers of one call: the key, the constant ones, and new values for the fresh ones.

        `agent` says what it is sent with, and stands before what the client's own headers say of that.
        """
        from uuid import uuid4  # noqa: PLC0415 -- slow to load, and not for whoever only imports a client

        key = self.protocol.key
        own = {
            **call.operation.headers,
            **{name: str(uuid4()) for name in call.operation.fresh},
            key.header: key.form.replace("{key}", self.key),
        }
        asked = _without(call.headers, {*FRAMING, *own})
        defaults = _without(self.defaults, {*own, *asked, "user-agent"})
        agents = [agent, *(value for name, value in self.defaults.items() if name.lower() == "user-agent")]
        return {**defaults, "User-Agent": " ".join(agents), **asked, **own}

    def changed(
        self,
        *,
        server: str | None,
        repeat: Repeat | None,
        budget: Budget | None,
        headers: Mapping[str, str] | None,
    ) -> "Connection":
        """Change some of it; `None` for what stays, the budget aside.

        Raises:
            UnknownServer: the provider has no such server, or a setting of its address is missing.
            ValueError: a header may not be set by hand.

        """
        if server is not None and self.base_url is None:
            address(self.protocol, server, self.settings)
        return replace(
            self,
            server=self.server if server is None else server,
            repeat=self.repeat if repeat is None else repeat,
            budget=budget,
            defaults=self.defaults if headers is None else _own_headers(headers, self.protocol),
        )

    @property
    def place(self) -> str:
        """The server as it was chosen, for people to read."""
        return self.base_url or self.server or next(iter(self.protocol.servers))


def connect(  # noqa: PLR0913 -- as many as a client has options
    protocol: Conventions,
    *,
    key: str | None,
    server: str | None,
    base_url: str | None,
    settings: Mapping[str, str] | None,
    repeat: Repeat,
    budget: Budget | None = None,
    headers: Mapping[str, str] | None = None,
    journal: "Journal | str | os.PathLike[str] | None" = None,
) -> Connection:
    """Find the key and the server.

    Raises:
        MissingKey: no key was given and the environment holds none.
        UnknownServer: the provider has no such server, or a setting of its address is missing.
        ValueError: a header may not be set by hand, or `base_url` holds what may be a secret.
        JournalError: the journal cannot be opened.

    """
    given = dict(settings or {})
    if server is not None and base_url is None:
        address(protocol, server, given)
    usable = _usable(key or os.environ.get(protocol.key.env, ""), protocol.key.env)
    mask = Mask(usable)
    return Connection(
        protocol=protocol,
        key=usable,
        key_from="the key that was given" if key else f"the key in {protocol.key.env}",
        server=server,
        base_url=_whole(base_url, mask) if base_url is not None else None,
        settings=given,
        repeat=repeat,
        budget=budget,
        defaults=_own_headers(headers or {}, protocol),
        mask=mask,
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


def _without(headers: Mapping[str, str], names: Collection[str]) -> dict[str, str]:
    """Leave headers out. Names know no case: two of one name, and the provider may take either."""
    taken = {name.lower() for name in names}
    return {name: value for name, value in headers.items() if name.lower() not in taken}


def _own_headers(headers: Mapping[str, str], protocol: Conventions) -> dict[str, str]:
    """Check headers that a client is to send with every call. Values are not quoted: they may be secret."""
    for name, value in headers.items():
        if name.lower() in FRAMING:
            raise ValueError(f"the header {name} belongs to how a call is sent, and cannot be set by hand")
        if name.lower() == protocol.key.header.lower():
            raise ValueError(f"the header {name} holds the key: pass key=… in its place")
        if not (value.isascii() and value.isprintable()):
            raise ValueError(f"the header {name} has a value that no header can carry")
    return dict(headers)


def _whole(base_url: str, mask: Mask) -> str:
    """Check an address given by hand, before anything is sent to it: tickets, journals and errors name it.

    Raises:
        ValueError: it holds what may be a secret; the words do not repeat it.
        UnknownServer: it is no whole address.

    """
    if any(sign in base_url for sign in "@?#") or mask.text(base_url) != base_url:
        raise ValueError(
            "base_url is scheme, host, port and path alone, since tickets name it: no user and password, no query, and "
            "not the key. Pass key=…, or headers={…} for what a gateway asks for besides"
        )
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
