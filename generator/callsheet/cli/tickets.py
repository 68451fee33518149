"""Find tickets: in files, on standard input, or by their task in the journal. Asks no provider."""

import json
import sys
from pathlib import Path

from callsheet.cli.requests import documents
from callsheet.cli.usage import UsageError
from callsheet_runtime.journal.journal import Journal
from callsheet_runtime.ticket import Ticket


def tickets(named: list[str], journal: Journal | None) -> list[Ticket]:
    """Read all tickets that are named, each once: by a file, `-`, or the id of a task that the journal has.

    Raises:
        UsageError: a name is neither, or a file holds something else.

    """
    found: dict[Ticket, None] = {}
    for name in named:
        found |= dict.fromkeys(_in_file(name) if name == "-" or Path(name).exists() else [_by_task(name, journal)])
    return list(found)


def _in_file(file: str) -> list[Ticket]:
    found: list[Ticket] = []
    for document in documents([file]):
        if document.wrong:
            raise UsageError(f"{document.place}: this is not a ticket: {document.wrong}")
        try:
            found.append(Ticket.from_json(json.dumps(document.body)))
        except ValueError as error:
            raise UsageError(f"{document.place}: {error}") from error
    if not found:
        raise UsageError(f"{file}: it holds no ticket")
    return found


def _by_task(task: str, journal: Journal | None) -> Ticket:
    jobs = [job for job in journal.jobs() if job.task == task] if journal else []
    held = {(job.ticket.endpoint, job.ticket.server): job.ticket for job in jobs if job.ticket}
    if not held:
        where = f"no task of the journal {journal.path}" if journal else "there is no journal that could tell its task"
        raise UsageError(f"{task}: there is no such file, and {where}")
    if len(held) > 1:
        places = " and ".join(f"{endpoint} on {server}" for endpoint, server in held)
        raise UsageError(f"{task}: the journal has a task of this id of {places}: name a file with the ticket")
    return next(iter(held.values()))


def came_from_files(named: list[str]) -> bool:
    """Tell whether all tickets can be read again by whoever wants to go on."""
    return "-" not in named


def print_tickets(left: list[Ticket]) -> None:
    """Print tickets that stand nowhere else on standard error."""
    sys.stderr.writelines(f"{ticket.to_json()}\n" for ticket in left)
    sys.stderr.flush()
