"""`callsheet jobs`: list, show, resume, adopt, forget."""

import argparse

from callsheet.cli import live_options
from callsheet.cli.usage import UsageError, formats

EXAMPLE = "jobs list --state unknown"

STATES = (
    "planned",
    "sending",
    "unsent",
    "refused",
    "unknown",
    "open",
    "succeeded",
    "failed",
    "moderated",
    "cancelled",
    "expired",
    "saved",
    "forgotten",
)
"""Those of `JobState`, written out: help needs no runtime."""


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    does = parser.add_subparsers(dest="does", metavar="WHAT", required=True, title="what to do")
    listing = does.add_parser("list", help="a table of what was submitted from here, the oldest first")
    listing.add_argument(
        "--state", choices=STATES, action="append", default=[], help="only in this state; may be given again"
    )
    listing.add_argument("--label", help="only of this batch")
    listing.add_argument("--endpoint", help="only of this endpoint, or of this provider")
    showing = does.add_parser("show", help="everything about one job")
    resuming = does.add_parser("resume", help="finish what is paid for, at all providers; submits nothing")
    resuming.add_argument("--deadline", type=float, default=900.0, metavar="S", help="seconds (default: 900)")
    resuming.add_argument("--download-to", metavar="DIR", help="save results that are in no file yet in this folder")
    resuming.add_argument("--label", help="only of this batch")
    resuming.add_argument("--any-key", action="store_true", help="take over jobs of another key of the same account")
    live_options.declare_settings(resuming)
    adopting = does.add_parser("adopt", help="say which task came of a job whose outcome is unknown")
    forgetting = does.add_parser("forget", help="give a job up: the same request may be sent again")
    for one in (showing, adopting, forgetting):
        one.add_argument("job", metavar="ID", type=int, help="the job's number")
    adopting.add_argument("task", metavar="TASK", help="the provider's id of the task")
    forgetting.add_argument("--why", required=True, help="who decided so and on what grounds; kept")
    for one in (listing, showing, resuming, adopting, forgetting):
        live_options.declare_journal(one)
        formats(one, "text", "json")


def run(options: argparse.Namespace) -> int:
    """Answer the exit code."""
    from callsheet.cli import failures  # noqa: PLC0415 -- loaded where a journal is opened

    return failures.guarded(lambda: _do(options), options.format)


def _do(options: argparse.Namespace) -> int:
    from callsheet.cli import jobs  # noqa: PLC0415 -- likewise

    journal, output = options.journal, options.format
    match options.does:
        case "list":
            return jobs.list_jobs(
                journal=journal,
                states=options.state,
                label=options.label,
                endpoint=options.endpoint,
                output=output,
            )
        case "show":
            return jobs.show(options.job, journal=journal, output=output)
        case "adopt":
            return jobs.adopt(options.job, options.task, journal=journal, output=output)
        case "forget":
            return jobs.forget(options.job, options.why, journal=journal, output=output)
        case _:
            return _resume(options)


def _resume(options: argparse.Namespace) -> int:
    from callsheet.cli import resuming  # noqa: PLC0415 -- likewise

    if not options.deadline >= 0:
        raise UsageError(f"--deadline is seconds from now, 0 for one look, not {options.deadline}")
    plan = resuming.Plan(
        deadline=options.deadline,
        download_to=options.download_to,
        settings=live_options.settings_of(options.setting),
        any_key=options.any_key,
        label=options.label,
        output=options.format,
    )
    return resuming.resume(plan, journal=options.journal)
