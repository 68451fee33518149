"""Cancel a task, list an account's tasks. Knows no waiting."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from callsheet_runtime.errors import NotSupported
from callsheet_runtime.flows.exchange import Inquiry, ask, at_stake, call_about, noting, url_of
from callsheet_runtime.flows.vocabulary import Call, Context, Flow
from callsheet_runtime.flows.watching import state_of
from callsheet_runtime.machine import Meaning
from callsheet_runtime.protocol import Endpoint, Listing, Moment, Protocol, Q, R
from callsheet_runtime.reading import Answer, integer, look, parse_moment, text, whole, word, write_moment
from callsheet_runtime.ticket import Ticket


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
    protocol = endpoint.protocol
    if protocol.cancel is None:
        raise NotSupported(protocol.provider, "cancel a task")
    inquiry = Inquiry(
        what=f"the cancel of task {ticket.task}",
        protocol=protocol,
        context=context,
        call=call_about(endpoint, protocol.cancel, ticket, context),
        ticket=ticket,
        holds=None,
    )
    with noting(at_stake(ticket)):
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
    filters: tuple[tuple[str, str | None, str | int | datetime | None], ...] = (
        ("model", listing.query_model, model),
        ("status", listing.query_status, status),
        ("since", listing.query_since, since),
        ("until", listing.query_until, until),
        ("page", listing.query_page, page),
        ("size", listing.query_size, size),
    )
    params: dict[str, str] = {}
    for name, query, value in filters:
        if value is None:
            continue
        if query is None:
            raise NotSupported(protocol.provider, f"list tasks by {name!r}")
        params[query] = _write(name, value, listing.query_moment)
    call = Call(operation=listing, url=url_of(listing, context), params=params)
    inquiry = Inquiry(
        what="the list of tasks", protocol=protocol, context=context, call=call, ticket=None, holds=listing.rows
    )
    answer = yield from ask(inquiry)
    return _page(protocol, listing, answer)


def _write(name: str, value: "str | int | datetime", form: Moment | None) -> str:
    if not isinstance(value, datetime):
        return str(value)
    if value.tzinfo is None:
        raise ValueError(f"{name}: a time without a zone is a different moment on every machine; give it one")
    return write_moment(value, form.form if form else "iso", form.zone if form else 0.0)


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
    status = word(row, listing.row_status)
    return TaskRow(
        task=word(row, listing.row_task),
        status=status,
        means=state_of(protocol, status).means,
        model=text(row, listing.row_model) if listing.row_model else None,
        created=_moment(row, listing.row_created, listing.row_moment),
        ended=_moment(row, listing.row_ended, listing.row_moment),
        answer=row,
    )


def _moment(row: Answer, at: str | None, form: Moment | None) -> datetime | None:
    if at is None:
        return None
    return parse_moment(look(row, at), form.form if form else "iso", form.zone if form else 0.0)
