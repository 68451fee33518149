"""`callsheet estimate`."""

import argparse

from callsheet.cli import estimating
from callsheet.cli.usage import SOME, formats

EXAMPLE = f"estimate {SOME} request.json"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("endpoint", metavar="ENDPOINT")
    parser.add_argument("files", metavar="FILE", nargs="+", help="JSON or JSON Lines; - for standard input")
    parser.add_argument("--server", help="whose prices to take (default: the endpoint's usual server)")
    parser.add_argument("--budget", metavar="AMOUNT", help="such as '20 CNY': fail where all of them would pass it")
    parser.add_argument(
        "--allow-unknown-price", action="store_true", help="let what has no known price pass the budget"
    )
    formats(parser, "text", "json")


def run(options: argparse.Namespace) -> int:
    """Answer the exit code."""
    budget = estimating.budget_of(options.budget, allow_unknown_price=options.allow_unknown_price)
    return estimating.estimate(
        options.endpoint, options.files, server=options.server, budget=budget, output=options.format
    )
