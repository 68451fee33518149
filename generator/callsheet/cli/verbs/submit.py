"""`callsheet submit`."""

import argparse

from callsheet.cli import live_options
from callsheet.cli.usage import SOME, UsageError, formats

EXAMPLE = f"submit {SOME} request.json --budget '20 CNY'"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("endpoint", metavar="ENDPOINT")
    parser.add_argument("file", metavar="FILE", help="one request in JSON; - for standard input")
    parser.add_argument("--server", help="name of the server, which is to say the region (default: the usual one)")
    live_options.declare_address(parser)
    parser.add_argument("--budget", metavar="AMOUNT", help="such as '20 CNY': what costs more is not sent")
    parser.add_argument(
        "--allow-unknown-price", action="store_true", help="let what has no known price pass the budget"
    )
    live_options.declare_journal(parser, may_do_without=True)
    parser.add_argument("--again", action="store_true", help="make another one of a request that was sent before")
    parser.add_argument("--label", default="", help="name of a batch, for the journal")
    formats(parser, "text", "json")


def run(options: argparse.Namespace) -> int:
    """Answer the exit code."""
    from callsheet.cli import estimating, failures, live, submitting  # noqa: PLC0415 -- loaded where something is sent
    from callsheet_runtime.journal.plans import Wish  # noqa: PLC0415 -- likewise

    if options.journal and options.no_journal:
        raise UsageError("--journal and --no-journal do not go together")
    budget = estimating.budget_of(options.budget, allow_unknown_price=options.allow_unknown_price)
    way = live.Way(options.server, options.base_url, live_options.settings_of(options.setting))
    return failures.guarded(
        lambda: submitting.submit(
            options.endpoint,
            options.file,
            way=way,
            budget=budget,
            journal=options.journal,
            no_journal=options.no_journal,
            wish=Wish(again=options.again, label=options.label),
            output=options.format,
        ),
        options.format,
    )
