"""`callsheet wait`."""

import argparse

from callsheet.cli import live_options
from callsheet.cli.usage import UsageError, formats

EXAMPLE = "wait ticket.json --download-to clips"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    words = "a file with a ticket, or one a line; - for standard input; or the id of a task of the journal"
    parser.add_argument("tickets", metavar="TICKET", nargs="+", help=words)
    parser.add_argument("--download-to", metavar="DIR", help="save what they have made in this folder")
    parser.add_argument(
        "--deadline", type=float, metavar="S", help="seconds; tasks outlive it (default: as documented)"
    )
    parser.add_argument(
        "--cancel-on-interrupt", action="store_true", help="ask the provider to end the tasks on Ctrl-C, too"
    )
    live_options.declare_address(parser)
    live_options.declare_journal(parser)
    formats(parser, "text", "json")


def run(options: argparse.Namespace) -> int:
    """Answer the exit code."""
    from callsheet.cli import failures, waiting  # noqa: PLC0415 -- loaded where somebody waits

    if options.deadline is not None and not options.deadline >= 0:
        raise UsageError(f"--deadline is seconds from now, 0 for one look, not {options.deadline}")
    patience = waiting.Patience(
        deadline=options.deadline,
        download_to=options.download_to,
        cancel_on_interrupt=options.cancel_on_interrupt,
        output=options.format,
    )
    return failures.guarded(
        lambda: waiting.wait(
            options.tickets,
            base_url=options.base_url,
            settings=live_options.settings_of(options.setting),
            journal=options.journal,
            patience=patience,
        ),
        options.format,
    )
