"""What an interrupted wait says about the tasks it leaves behind. Knows no driver and sends nothing."""

from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager

from callsheet_runtime.flows.stakes import no_longer_at_stake
from callsheet_runtime.ticket import Ticket

SHOWN = 20
"""Tickets that a note holds at most."""


@contextmanager
def leaving(tickets: Callable[[], Iterable[Ticket]]) -> Generator[None]:
    """Write on whatever ends a wait for many early which tasks go on, and how to find them again."""
    try:
        yield
    except GeneratorExit:
        # Whoever stops asking has the tickets, and no error to read a note on.
        raise
    except BaseException as error:
        left = list(tickets())
        if left:
            more = f"\n… and {len(left) - SHOWN} more" if len(left) > SHOWN else ""
            lines = "\n".join(ticket.to_json() for ticket in left[:SHOWN])
            error.add_note(
                f"{len(left)} tasks go on at the provider and are paid for; nothing here ended them. "
                f"To resume, wait on the tickets again:\n{lines}{more}"
            )
        raise


def is_interrupt(error: BaseException) -> bool:
    """Tell Ctrl-C, a cancelled coroutine and the like from what goes wrong."""
    return not isinstance(error, (Exception, GeneratorExit))


def was_cancelled(error: BaseException, ticket: Ticket) -> str:
    """Say that the provider has been asked to end a task, and took the call; the error no longer says otherwise."""
    no_longer_at_stake(error, ticket)
    return f"task {ticket.task}: the provider took the call to cancel it; what it has cost by then stays spent"


def was_not_cancelled(ticket: Ticket, why: str) -> str:
    """Say that a task could not be ended."""
    return f"task {ticket.task} was not cancelled, goes on and is paid for: {why}"
