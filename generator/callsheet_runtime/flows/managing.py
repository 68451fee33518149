"""Ends a task on request, and lists the account's tasks. Knows nothing of results, nor of how a task is created."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias, cast

from callsheet_runtime.errors import NotSupported
from callsheet_runtime.flows.answers import state_of
from callsheet_runtime.flows.exchange import url_of
from callsheet_runtime.flows.inquiring import Inquiry, ask, inquiry_about
from callsheet_runtime.flows.stakes import at_stake
from callsheet_runtime.flows.vocabulary import Call, Context, Flow
from callsheet_runtime.machine import Meaning
from callsheet_runtime.protocol import Endpoint, Listing, Moment, Protocol, Q, R
from callsheet_runtime.reading import Answer, integer, look, parse_moment, text, whole, word, write_moment
from callsheet_runtime.ticket import Ticket

_Filters: TypeAlias = Mapping[str, str | int | datetime | None]

_USUAL = Moment(form="iso")
"""How a point in time is written where the provider's listing does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """One task in a list."""

    task: str | None
    status: str | None
    means: Meaning
    model: str | None
    created: datetime | None
    ended: datetime | None
    answer: Answer
    """The whole row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPage:
    """One page of an account's tasks."""

    tasks: tuple[TaskRow, ...]
    total: int | None
    """How many there are on all pages."""
    pages: int | None
    answer: Answer
    """The whole answer."""


def cancel(endpoint: Endpoint[Q, R], ticket: Ticket, context: Context) -> Flow[None]:
    """Ask the provider to end a task; repeated within the budget, since a second cancel ends nothing else."""
    operation = endpoint.protocol.cancel
    if operation is None:
        raise NotSupported(endpoint.protocol.provider, "cancel a task")
    inquiry = inquiry_about(endpoint, operation, ticket, context, what="the cancel of", holds=None)
    with at_stake(ticket):
        yield from ask(inquiry)


def list_tasks(
    endpoint: Endpoint[Q, R],
    context: Context,
    *,
    model: str | None = None,
    status: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    page: int | None = None,
    size: int | None = None,
) -> Flow[TaskPage]:
    """List the account's tasks, one page."""
    protocol = endpoint.protocol
    listing = protocol.listing
    if listing is None:
        raise NotSupported(protocol.provider, "list tasks")
    filters: _Filters = {
        "model": model,
        "status": status,
        "since": since,
        "until": until,
        "page": page,
        "size": size,
    }
    call = Call(operation=listing, url=url_of(listing, context), params=_params(protocol, listing, filters))
    inquiry = Inquiry(
        what="the list of tasks", protocol=protocol, context=context, call=call, ticket=None, holds=listing.rows
    )
    answer = yield from ask(inquiry)
    return _page(protocol, listing, answer)


def _params(protocol: Protocol, listing: Listing, filters: _Filters) -> dict[str, str]:
    """Write the filters that are given under the provider's names for them."""
    queries = {
        "model": listing.query_model,
        "status": listing.query_status,
        "since": listing.query_since,
        "until": listing.query_until,
        "page": listing.query_page,
        "size": listing.query_size,
    }
    params: dict[str, str] = {}
    for name, value in filters.items():
        if value is None:
            continue
        query = queries[name]
        if query is None:
            raise NotSupported(protocol.provider, f"list tasks by {name!r}")
        params[query] = _write(name, value, listing.query_moment or _USUAL)
    return params


def _write(name: str, value: str | int | datetime, form: Moment) -> str:
    if not isinstance(value, datetime):
        return str(value)
    if value.tzinfo is None:
        raise ValueError(f"{name}: a time without a zone is a different moment on every machine; give it one")
    return write_moment(value, form.form, form.zone)


def _page(protocol: Protocol, listing: Listing, answer: Answer) -> TaskPage:
    found = look(answer, listing.rows)
    rows = cast("list[object]", found) if isinstance(found, list) else []
    return TaskPage(
        tasks=tuple(_row(protocol, listing, whole(row)) for row in rows),
        total=integer(answer, listing.total) if listing.total else None,
        pages=integer(answer, listing.pages) if listing.pages else None,
        answer=answer,
    )


def _row(protocol: Protocol, listing: Listing, row: Answer) -> TaskRow:
    status, form = word(row, listing.row_status), listing.row_moment or _USUAL
    return TaskRow(
        task=word(row, listing.row_task),
        status=status,
        means=state_of(protocol, status).means,
        model=text(row, listing.row_model) if listing.row_model else None,
        created=_moment(row, listing.row_created, form),
        ended=_moment(row, listing.row_ended, form),
        answer=row,
    )


def _moment(row: Answer, at: str | None, form: Moment) -> datetime | None:
    return None if at is None else parse_moment(look(row, at), form.form, form.zone)
