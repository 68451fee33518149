"""`callsheet record`."""

import argparse

from callsheet.cli.usage import CASSETTES, SOME, specs

EXAMPLE = f"record {SOME} --budget 1.50"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "what", metavar="PROVIDER[/ENDPOINT]", help="the endpoint to call; all of the provider's, if none"
    )
    parser.add_argument("--budget", metavar="AMOUNT", help="what it may cost, in the currency of the prices")
    parser.add_argument("--dry-run", action="store_true", help="say what would be sent and what it costs; send nothing")
    parser.add_argument(
        "--request", metavar="FILE", help="a request to send in place of the cheapest; - for standard input"
    )
    parser.add_argument("--unpriced", metavar="AMOUNT", help="what a request is taken to cost whose price is unknown")
    parser.add_argument("--base", metavar="URL", help="another address in place of the server's, such as a simulator's")
    parser.add_argument("--deadline", type=float, default=900.0, help="seconds to watch a task for (default: 900)")
    parser.add_argument("--out", metavar="DIR", default=CASSETTES, help=f"where to write (default: {CASSETTES})")
    specs(parser)


def run(options: argparse.Namespace) -> int:
    """Answer the exit code."""
    from callsheet.cli import record  # noqa: PLC0415 -- an extra: without it, --help still works

    return record.record(
        options.specs,
        options.what,
        budget=options.budget,
        unpriced=options.unpriced,
        request=options.request,
        out=options.out,
        base=options.base,
        deadline=options.deadline,
        dry=options.dry_run,
    )
