"""`callsheet run`."""

import argparse

from callsheet.cli import live_options
from callsheet.cli.usage import formats

EXAMPLE = "run batch.jsonl --out clips --budget '20 CNY'"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "what",
        metavar="[ENDPOINT] FILE",
        nargs="+",
        help='JSON Lines, {"endpoint": …, "request": …} each; with an ENDPOINT before it, requests alone, or a JSON '
        "file with one; - for standard input",
    )
    parser.add_argument("--out", metavar="DIR", required=True, help="folder for the files, the manifest, the journal")
    parser.add_argument("--label", help="name of the batch (default: the file's, without its ending)")
    parser.add_argument("--journal", metavar="FILE", help="another journal (default: DIR/journal.db)")
    parser.add_argument("--budget", metavar="AMOUNT", help="such as '20 CNY': for all runs of this batch together")
    parser.add_argument(
        "--allow-unknown-price", action="store_true", help="let what has no known price pass the budget"
    )
    parser.add_argument("--concurrency", metavar="N", type=int, help="tasks at work at once, at each provider")
    parser.add_argument("--deadline", metavar="SECONDS", type=float, help="stop then; tasks go on, and so does a rerun")
    parser.add_argument("--retry-failed", action="store_true", help="make failed and cancelled tasks anew, at a price")
    parser.add_argument("--any-key", action="store_true", help="go on with what another key of the account has sent")
    parser.add_argument("--dry-run", action="store_true", help="look it through and say what it costs; send nothing")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.add_argument("--server", help="name of the server, which is to say the region (default: the usual one)")
    live_options.declare_address(parser)
    formats(parser, "text", "json")


def run(options: argparse.Namespace) -> int:
    """Answer the exit code."""
    from callsheet.cli import batching  # noqa: PLC0415 -- --help loads no client

    return batching.run(options)
