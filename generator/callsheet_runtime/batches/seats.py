"""Which client makes which kind of task of a batch. Sends nothing."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from callsheet_runtime.clients import AsyncClient
from callsheet_runtime.flows.vocabulary import Context
from callsheet_runtime.protocol import Endpoint

if TYPE_CHECKING:
    from callsheet_runtime.journal.journal import Journal


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """An endpoint, and the client that calls it."""

    client: AsyncClient
    endpoint: Endpoint[Any, Any]
    context: Context


class Seats:
    """The clients of a batch, one for each provider; their endpoints are loaded as they are asked for."""

    def __init__(self, clients: Sequence[AsyncClient]) -> None:
        self.clients: Mapping[str, AsyncClient] = {one.protocol.provider: one for one in clients}
        if len(self.clients) < len(clients):
            raise ValueError("a batch takes one client for each provider")
        self._seats: dict[str, Seat] = {}

    def find(self, endpoint: str) -> Seat:
        """Find who makes tasks of an endpoint.

        Raises:
            LookupError: nobody does; the message says so.
            UnknownServer: it is not offered where the client calls.

        """
        found = self._seats.get(endpoint)
        if found is None:
            client = self.clients.get(endpoint.partition("/")[0])
            face = client.tasks.get(endpoint) if client else None
            if client is None or face is None:
                raise LookupError(self._missing(endpoint))
            kind: Endpoint[Any, Any] = getattr(client, face).endpoint
            found = self._seats[endpoint] = Seat(client=client, endpoint=kind, context=client.context(kind))
        return found

    def journal(self) -> "Journal | None":
        """Find the journal that all keep.

        Raises:
            ValueError: they keep several.

        """
        kept = {one.journal.path: one.journal for one in self.clients.values() if one.journal is not None}
        if len(kept) > 1 or (kept and any(one.journal is None for one in self.clients.values())):
            raise ValueError("the clients of a batch keep one journal: give each the same")
        return next(iter(kept.values()), None)

    def _missing(self, endpoint: str) -> str:
        known = [name for one in self.clients.values() for name in one.tasks]
        near = difflib.get_close_matches(endpoint, known, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"there are those of {', '.join(self.clients)}"
        return f"names no endpoint that creates tasks here: {endpoint!r}; {hint}"
