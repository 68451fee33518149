"""Brings what a task has made into a folder, and asks the task once more where its address has expired.

Knows no wire. A task that was paid for is never created here, only asked.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import PurePosixPath
from typing import cast

from callsheet_runtime import flows
from callsheet_runtime.downloading import expiry
from callsheet_runtime.downloading.asking import Reach
from callsheet_runtime.downloading.fetching import Wanted, fetch
from callsheet_runtime.downloading.places import Destination, Downloaded
from callsheet_runtime.downloading.vocabulary import Steps, Work, asked
from callsheet_runtime.errors import CallsheetError, MediaExpired
from callsheet_runtime.flows.stakes import noting
from callsheet_runtime.flows.vocabulary import Context
from callsheet_runtime.protocol import Endpoint, Q, R
from callsheet_runtime.reading import look
from callsheet_runtime.ticket import Ticket


def download(
    endpoint: Endpoint[Q, R], what: R | Ticket, context: Context, destination: Destination
) -> Steps[Downloaded]:
    """Save what a result names; of a ticket, what its task names now."""
    if not isinstance(what, Ticket):
        return (yield from _save(endpoint, what, None, context, destination))
    result = yield from asked(flows.wait(endpoint, what, context, deadline=0))
    return (yield from _save(endpoint, result, what, context, destination))


def deliver(
    endpoint: Endpoint[Q, R], result: R, ticket: Ticket, context: Context, destination: Destination
) -> Steps[R]:
    """Save what the result of a task names; answer the result, a fresh one where the address had expired."""
    with noting(f"task {ticket.task} has succeeded and may be billed; its ticket: {ticket.to_json()}"):
        try:
            yield from _save(endpoint, result, ticket, context, destination)
        except MediaExpired as expired:
            # An address may be older than the look that told it. The task may know a fresh one, and to ask is free.
            try:
                result = yield from asked(flows.wait(endpoint, ticket, context, deadline=0))
            except CallsheetError as error:
                raise expired from error
            yield from _save(endpoint, result, ticket, context, destination)
    return result


def expires_at(endpoint: Endpoint[Q, R], what: R | Ticket) -> datetime | None:
    """Tell until when what a task has made can be fetched; `None` where nobody says."""
    if isinstance(what, Ticket):
        kept = endpoint.retention.media if endpoint.retention else None
        return _after(what, kept)
    moments = [found for url in _urls(endpoint, what) if (found := expiry.of_address(url))]
    return min(moments, default=None)


def _after(ticket: Ticket, seconds: float | None) -> datetime | None:
    """Count from a task's creation: what is made of it is younger, so that it lasts at least as long."""
    try:
        created = datetime.fromisoformat(ticket.created)
    except ValueError:
        return None
    return created + timedelta(seconds=seconds) if seconds is not None and created.tzinfo else None


def _save(
    endpoint: Endpoint[Q, R], result: R, ticket: Ticket | None, context: Context, destination: Destination
) -> Steps[Downloaded]:
    urls = _urls(endpoint, result)
    name = ticket.task if ticket else PurePosixPath(urls[0].partition("?")[0]).stem
    by_hand = context.address if context.by_hand else None
    reach = Reach.of(by_hand, allow_private=destination.allow_private, by_others=destination.transport is not None)
    told = endpoint.retention.task if endpoint.retention else None
    files: list[Downloaded] = []
    for url, target in zip(urls, destination.targets(name, len(urls)), strict=True):
        wanted = Wanted(
            url=url,
            target=target,
            overwrite=destination.overwrite,
            reach=reach,
            ticket=ticket,
            told_until=_after(ticket, told) if ticket else None,
        )
        files.append((yield from fetch(wanted, context)))
        if destination.saved:
            destination.saved(files[-1])
    if ticket is not None and context.ledger is not None:
        first = files[0]
        yield Work(partial(context.ledger.saved, ticket, first.path, sha256=first.sha256, size=first.bytes))
    return replace(files[0], more=tuple(files[1:]))


def _urls(endpoint: Endpoint[Q, R], result: R) -> tuple[str, ...]:
    """Find the addresses in a result.

    Raises:
        ValueError: it holds none.

    """
    found = look(getattr(result, "answer", None), endpoint.result)
    several = cast("list[object]", found) if isinstance(found, list) else [found]
    urls = tuple(one for one in several if isinstance(one, str) and one)
    if not urls:
        raise ValueError(f"this is no result of {endpoint.name}: it holds no address at {endpoint.result}")
    return urls
