"""`callsheet cancel`."""

import argparse

from callsheet.cli import live_options
from callsheet.cli.usage import formats

EXAMPLE = "cancel ticket.json"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    words = "a file with a ticket, or one a line; - for standard input; or the id of a task of the journal"
    parser.add_argument("tickets", metavar="TICKET", nargs="+", help=words)
    live_options.declare_address(parser)
    live_options.declare_journal(parser)
    formats(parser, "text", "json")


def run(options: argparse.Namespace) -> int:
    """Answer the exit code."""
    from callsheet.cli import cancelling, failures  # noqa: PLC0415 -- loaded where something is cancelled

    return failures.guarded(
        lambda: cancelling.cancel(
            options.tickets,
            base_url=options.base_url,
            settings=live_options.settings_of(options.setting),
            journal=options.journal,
            output=options.format,
        ),
        options.format,
    )
