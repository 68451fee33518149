"""`callsheet cassettes`."""

import argparse

from callsheet.cli.usage import CASSETTES, specs

EXAMPLE = "cassettes --check"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 and name what is stale")
    parser.add_argument("--out", metavar="DIR", default=CASSETTES, help=f"where to write (default: {CASSETTES})")
    specs(parser)


def run(options: argparse.Namespace) -> int:
    """Answer the exit code."""
    from callsheet.cli import cassettes  # noqa: PLC0415 -- an extra: without it, --help still works

    return cassettes.cassettes(options.specs, options.out, check=options.check)
