"""Look at what was submitted from here, and decide what only a person can. Asks no provider."""

import sys

from callsheet.cli import job_pages, live
from callsheet.cli.failures import say
from callsheet.cli.usage import UsageError
from callsheet_runtime.journal.jobs import Job
from callsheet_runtime.journal.journal import Journal


def list_jobs(*, journal: str | None, states: list[str], label: str | None, endpoint: str | None, output: str) -> int:
    """List the jobs that fit, the oldest first."""
    with live.opened(journal) as kept:
        if kept is None:
            say(f"nothing was submitted from here: there is no journal {live.journal_path(journal)}", output)
            return 0
        kept.settle()
        found = kept.jobs(state=states or None, label=label, endpoint=endpoint)
    if output == "json":
        job_pages.print_json(found)
    elif found:
        sys.stdout.writelines(f"{line}\n" for line in job_pages.table(found, job_pages.now()))
    else:
        say("no job fits", output)
    return 0


def show(job: int, *, journal: str | None, output: str) -> int:
    """Print all that the journal knows of one job."""
    with live.opened(journal) as kept:
        there = _there(kept, journal)
        there.settle()
        return _print(there.job(job), output)


def adopt(job: int, task: str, *, journal: str | None, output: str) -> int:
    """Write down which task came of a submission whose outcome is unknown."""
    with live.opened(journal) as kept:
        there = _there(kept, journal)
        try:
            return _print(there.adopt(job, task), output)
        except ValueError as error:
            raise UsageError(str(error)) from error


def forget(job: int, why: str, *, journal: str | None, output: str) -> int:
    """Give a job up, and write down why."""
    with live.opened(journal) as kept:
        there = _there(kept, journal)
        try:
            return _print(there.forget(job, why), output)
        except ValueError as error:
            raise UsageError(str(error)) from error


def _there(kept: Journal | None, named: str | None) -> Journal:
    if kept is None:
        raise UsageError(f"nothing was submitted from here: there is no journal {live.journal_path(named)}")
    return kept


def _print(job: Job, output: str) -> int:
    if output == "json":
        job_pages.print_json([job])
    else:
        sys.stdout.writelines(f"{line}\n" for line in job_pages.page(job))
    return 0
