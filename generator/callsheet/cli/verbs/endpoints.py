"""`callsheet endpoints`."""

import argparse

from callsheet.cli import asking
from callsheet.cli.usage import formats

EXAMPLE = "endpoints --format json"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    formats(parser, "text", "json")


def run(options: argparse.Namespace) -> int:
    """Answer the exit code."""
    return asking.endpoints(output=options.format)
