"""`callsheet coverage`."""

import argparse

from callsheet.cli.usage import formats, specs

EXAMPLE = "coverage cassettes/*.yaml --format html --out coverage.html --fail-under rules=100"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("files", metavar="FILE", nargs="*", help="a recording; - for standard input")
    parser.add_argument("--journal", metavar="FILE", action="append", default=[], help="a simulator's journal")
    parser.add_argument("--merge", metavar="FILE", action="append", default=[], help="counts that were written as JSON")
    parser.add_argument("--only", metavar="NAME", action="append", default=[], help="a provider, or provider/endpoint")
    parser.add_argument("--missing", action="store_true", help="list all that is missing, with a request for each")
    parser.add_argument("--count-validated", action="store_true", help="count what validators alone have said as well")
    under = "exit 1 below so many percent of all, or of a kind: 90, rules=100"
    parser.add_argument("--fail-under", metavar="[KIND=]PERCENT", action="append", default=[], help=under)
    parser.add_argument("--out", metavar="FILE", help="where to write (default: standard output)")
    formats(parser, "text", "json", "html")
    specs(parser)


def run(options: argparse.Namespace) -> int:
    """Answer the exit code."""
    from callsheet.cli.coverage import coverage  # noqa: PLC0415 -- an extra: without it, --help still works

    return coverage(options)
