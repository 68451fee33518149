"""Read a simulator's journal for what it shows: calls as exchanges, and what was sent by itself. Knows no server."""

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from callsheet.model.endpoint import Catalog, Provider
from callsheet_contracts.paths import anywhere
from callsheet_contracts.recordings import Exchange, Request, Response
from callsheet_contracts.simulator.journal import Entry, written

if TYPE_CHECKING:
    from callsheet_contracts.coverage.collector import Collector


class NoJournalError(Exception):
    """A file is no journal; the message says what is wrong with it."""


def read_journal(data: bytes, file: str) -> tuple[Entry, ...]:
    """Read what `GET /simulated/journal` answers.

    Raises:
        NoJournalError: it is something else.

    """
    try:
        whole = cast("object", json.loads(data))
        entries = cast("dict[str, object]", whole).get("entries") if isinstance(whole, dict) else None
        if not isinstance(entries, list):
            raise NoJournalError(f"{file} has no `entries`; it is to be what GET /simulated/journal answers")
        return tuple(map(Entry.from_json, cast("list[object]", entries)))
    except (ValueError, RecursionError) as error:
        raise NoJournalError(
            f"{file} is no journal: {error}; it is to be what GET /simulated/journal answers"
        ) from error


def add_journal(collector: "Collector", entries: Iterable[Entry]) -> None:
    """Count what the entries of a journal show, each provider's and each test's tasks by themselves."""
    worlds: dict[tuple[str, str | None], list[Entry]] = {}
    for one in entries:
        if one.call == "event":
            if one.status is not None:
                collector.event(one.provider, one.body)
        else:
            worlds.setdefault((one.provider, one.test), []).append(one)
    for several in worlds.values():
        collector.add(exchanges(several, collector.catalog))


def exchanges(entries: Iterable[Entry], catalog: Catalog) -> Iterator[Exchange]:
    """Make exchanges of calls, as if the real addresses had been called: there, nobody shares a host."""
    providers = {one.name: one for one in catalog.providers}
    for number, one in enumerate(entries, 1):
        provider = providers.get(one.provider)
        if provider is not None:
            yield Exchange(number, number, _request(one, provider), _response(one), one.at.timestamp(), exact=True)


def _request(one: Entry, provider: Provider) -> Request:
    body = b"" if one.body is None else written(one.body)
    return Request(one.method, _url(provider, one.path), dict(one.headers), body, 0)


def _response(one: Entry) -> Response | None:
    if one.status is None:
        return None
    return Response(one.status, dict(one.answered), one.answer or b"", 0)


def _url(provider: Provider, path: str) -> str:
    """Name the real address of a path; a simulator answers below it and at its root."""
    for server in provider.servers:
        base = urlsplit(anywhere(server.url))
        if not base.path.rstrip("/") or path.startswith(f"{base.path.rstrip('/')}/"):
            return f"{base.scheme}://{base.netloc}{path}"
    return anywhere(provider.servers[0].url).rstrip("/") + path
