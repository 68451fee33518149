"""`callsheet generate`."""

import argparse

from callsheet.cli.usage import specs

EXAMPLE = "generate --check"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 and name what is stale")
    parser.add_argument("--out", metavar="DIR", default="generated", help="where to write (default: generated)")
    specs(parser)


def run(options: argparse.Namespace) -> int:
    """Answer the exit code."""
    from callsheet.cli import compiling  # noqa: PLC0415 -- an extra: without it, --help still works

    return compiling.generate(options.specs, options.out, check=options.check)
