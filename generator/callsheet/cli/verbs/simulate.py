"""`callsheet simulate`."""

import argparse

from callsheet.cli import simulating
from callsheet.cli.usage import SOME, specs

EXAMPLE = "simulate"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    simulating.declare(parser, SOME.partition("/")[0])
    specs(parser)


def run(options: argparse.Namespace) -> int:
    """Answer the exit code."""
    return simulating.simulate(options)
