"""Tells whatever passes through a flow, such as an interrupt, which task is at stake. Knows no call and no answer."""

from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager

from callsheet_runtime.errors import CallsheetError
from callsheet_runtime.ticket import Ticket


@contextmanager
def noting(note: str) -> Generator[None]:
    """Write a note on whatever passes through; not on what is ours, which says for itself what is at stake."""
    try:
        yield
    except CallsheetError:
        raise
    except BaseException as error:
        if note and note not in getattr(error, "__notes__", ()):
            error.add_note(note)
        raise


def at_stake(ticket: Ticket) -> AbstractContextManager[None]:
    """Write on whatever is not ours and passes through how to find the task again."""
    return noting(_goes_on(ticket))


def no_longer_at_stake(error: BaseException, ticket: Ticket) -> None:
    """Take back that the task goes on: it was ended."""
    notes: list[str] = getattr(error, "__notes__", [])
    if (words := _goes_on(ticket)) in notes:
        notes.remove(words)


def _goes_on(ticket: Ticket) -> str:
    return (
        f"task {ticket.task} goes on at the provider and is paid for; nothing here ended it. "
        f"To resume, wait on Ticket.from_json(…) of: {ticket.to_json()}"
    )
