"""`callsheet drift`."""

import argparse

from callsheet.cli.usage import formats, specs

EXAMPLE = "drift --pages pages --format markdown"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "providers", metavar="PROVIDER", nargs="*", help="whose facts to hold to their pages; all if none"
    )
    where = "folder of pages: text, Markdown, HTML, OpenAPI (default: .cache/pages)"
    parser.add_argument("--pages", metavar="DIR", default=".cache/pages", help=where)
    parser.add_argument(
        "--fetch", action="store_true", help="first ask the pages' addresses, one by one, into that folder"
    )
    parser.add_argument(
        "--delay", type=float, default=2.0, metavar="S", help="seconds between two calls of a host (default: 2)"
    )
    parser.add_argument("--page", metavar="KEY", action="append", default=[], help="only this page; may be given again")
    parser.add_argument(
        "--fact", metavar="WORD", action="append", default=[], help="only facts with this in their name"
    )
    parser.add_argument("--accept", action="store_true", help="you have read what is shown: renew its fingerprints")
    formats(parser, "text", "json", "github", "markdown")
    specs(parser)


def run(options: argparse.Namespace) -> int:
    """Answer the exit code."""
    from callsheet.cli import drifting  # noqa: PLC0415 -- an extra: without it, --help still works

    return drifting.drift(options)
