"""`callsheet explain`."""

import argparse

from callsheet.cli import explaining
from callsheet.cli.usage import SOME, formats

EXAMPLE = f"explain duration.range --endpoint {SOME}"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("rule", metavar="RULE", help="its name, as `validate` prints it in brackets")
    parser.add_argument("--endpoint", help="only as it holds for this endpoint")
    formats(parser, "text", "json")


def run(options: argparse.Namespace) -> int:
    """Answer the exit code."""
    return explaining.explain(options.rule, options.endpoint, output=options.format)
