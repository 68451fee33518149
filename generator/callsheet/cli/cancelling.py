"""Ask providers to end tasks, and say what came of it. Creates nothing."""

import sys
from typing import Any

from callsheet.cli import failures, live, tickets
from callsheet.cli.failures import say
from callsheet.cli.verdicts import one_line
from callsheet_runtime.clients import Client
from callsheet_runtime.errors import CallsheetError, NotSupported
from callsheet_runtime.journal.journal import Journal
from callsheet_runtime.tasks import Tasks
from callsheet_runtime.ticket import Ticket


def cancel(
    named: list[str], *, base_url: str | None, settings: dict[str, str], journal: str | None, output: str
) -> int:
    """Cancel all tasks that are named, one after the other."""
    failed = 0
    with live.opened(journal) as kept:
        held = tickets.tickets(named, kept)
        ways = {ticket: live.way_to(ticket, base_url=base_url, settings=settings, journal=kept) for ticket in held}
        for ticket, way in ways.items():
            failed += not _cancelled(ticket, way, kept, output)
    return 1 if failed else 0


def _cancelled(ticket: Ticket, way: live.Way, journal: Journal | None, output: str) -> bool:
    provider = live.endpoint_of(ticket.endpoint).conventions.provider
    with live.connect(Client, provider, way, journal=journal) as client:
        tasks: Tasks[Any, Any] = getattr(client, client.tasks[ticket.endpoint])
        try:
            tasks.cancel(ticket)
        except CallsheetError as error:
            if isinstance(error, NotSupported):
                error.ticket = ticket
                error.add_note("The task goes on and is paid for; `callsheet wait` gets what it makes.")
            failures.tell(error, output)
            return False
        status = _seen(tasks, ticket, output)
    if output == "json":
        said = {"endpoint": ticket.endpoint, "task": ticket.task, "cancelled": True, "status": status}
        sys.stdout.write(one_line(said) + "\n")
    else:
        now = f"; it is {status} now" if status else ""
        sys.stdout.write(
            f"task {ticket.task}: the provider took the call to cancel it{now}; what it has cost by then stays spent\n"
        )
    return True


def _seen(tasks: Tasks[Any, Any], ticket: Ticket, output: str) -> str | None:
    """Take one look at a task, so that the journal hears of its end; that may fail without harm."""
    try:
        return tasks.poll(ticket).status
    except CallsheetError as error:
        say(f"how it ended is not known yet: {error}", output)
        return None
