"""`callsheet show`."""

import argparse

from callsheet.cli import asking
from callsheet.cli.usage import SOME

EXAMPLE = f"show {SOME}"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("endpoint", metavar="ENDPOINT", nargs="?", help="left out: what all of them offer")


def run(options: argparse.Namespace) -> int:
    """Answer the exit code."""
    return asking.show(options.endpoint)
