"""Send one request, once. Standard output holds the ticket and nothing else."""

import sys
from contextlib import ExitStack
from typing import cast

from callsheet.cli import live
from callsheet.cli.failures import give_up_output, say
from callsheet.cli.requests import Document, documents
from callsheet.cli.usage import UsageError
from callsheet.cli.validating import Printer, problems_of, space_of
from callsheet_runtime import flows
from callsheet_runtime.budget import Budget
from callsheet_runtime.clients import Client
from callsheet_runtime.errors import CallsheetError, OutcomeUnknown
from callsheet_runtime.journal.errors import JournalError
from callsheet_runtime.journal.jobs import UNFINISHED
from callsheet_runtime.journal.journal import Journal
from callsheet_runtime.journal.plans import Wish
from callsheet_runtime.pricing import estimate
from callsheet_runtime.protocol import Body
from callsheet_runtime.ticket import Ticket


def submit(
    name: str,
    file: str,
    *,
    way: live.Way,
    budget: Budget | None,
    journal: str | None,
    no_journal: bool,
    wish: Wish,
    output: str,
) -> int:
    """Check a request, say what it costs, send it, and print its ticket."""
    endpoint = live.endpoint_of(name)
    document = _only(file)
    problems = problems_of(space_of(name), document)
    sys.stderr.writelines(f"{line}\n" for line in Printer(name, output, strict=False)(document, problems) if problems)
    if any(problem.level == "error" for problem in problems):
        return 1
    with ExitStack() as opened:
        kept = None if no_journal else _begun(journal)
        if kept:
            opened.enter_context(kept)
        client = opened.enter_context(
            live.connect(Client, endpoint.conventions.provider, way, budget=budget, journal=kept)
        )
        context = client.context(endpoint)
        say(f"{document.place}: {estimate(endpoint.tariffs, document.body, client.region(endpoint))}", output)
        body = cast(Body, document.body)  # what is no object was refused
        try:
            with client.exchanges() as made:
                ticket = client.drive(flows.submit(endpoint, body, context, wish=wish))
        except CallsheetError as error:
            if error.ticket:
                # Whatever else went wrong: the task exists.
                _hand_over(error.ticket)
            _advise(error, kept)
            raise
        code = _hand_over(ticket)
        say(_became(ticket, kept, sent=bool(made)), output)
    return code


def _begun(named: str | None) -> Journal:
    try:
        kept = live.open_journal(named, begin=True)
    except (JournalError, OSError) as error:
        words = f"{error}; nothing was sent. Name another file with --journal, or go without with --no-journal"
        raise UsageError(words) from error
    assert kept is not None, "it was begun"
    return kept


def _only(file: str) -> Document:
    found: list[Document] = []
    for document in documents([file]):
        if found:
            raise UsageError(f"{file} holds more than one request, and one is submitted at a time; nothing was sent")
        found.append(document)
    if not found:
        raise UsageError(f"{file} holds no request")
    return found[0]


def _hand_over(ticket: Ticket) -> int:
    """Print a ticket where it was asked for; where that is not possible, elsewhere: it must not be lost."""
    try:
        sys.stdout.write(ticket.to_json() + "\n")
        sys.stdout.flush()
    except (OSError, ValueError) as error:
        say(f"callsheet: standard output does not take the ticket ({error}); here it is:\n{ticket.to_json()}")
        give_up_output()
        return 1
    return 0


def _became(ticket: Ticket, journal: Journal | None, *, sent: bool) -> str:
    job = journal.find(ticket) if journal else None
    if sent:
        where = f", job {job.id} of the journal {journal.path}" if job and journal else ""
        return f"task {ticket.task} was created{where}"
    assert job is not None, "without a journal everything is sent"
    return (
        f"nothing was sent: the same request is job {job.id} of the journal, task {ticket.task} ({job.state}); "
        f"--again makes another one"
    )


def _advise(error: CallsheetError, journal: Journal | None) -> None:
    """Name the job of a submission whose outcome is unknown."""
    if not (isinstance(error, OutcomeUnknown) and journal):
        return
    alike = [job.id for job in journal.jobs(state=UNFINISHED) if job.fingerprint == error.fingerprint]
    if alike:
        error.add_note(
            f"It is job {alike[-1]} of the journal: `callsheet jobs resume` looks for its task, "
            f"and `callsheet jobs show {alike[-1]}` says what can be done."
        )
