"""What commands share about how they are asked. Knows no command."""

import argparse

from callsheet_clients.catalog import ENDPOINTS

SOME = next(iter(ENDPOINTS), "provider/endpoint")
"""An endpoint for the examples; which one is the catalog's affair."""

CASSETTES = "contracts/cassettes"
RELEASED = "contracts/released"


class UsageError(Exception):
    """What was asked cannot be done; the message says why and what to do."""


def formats(parser: argparse.ArgumentParser, *offered: str) -> None:
    """Declare `--format`; the first is `text`."""
    parser.add_argument("--format", choices=offered, default="text", help="how to print (default: text)")


def specs(parser: argparse.ArgumentParser) -> None:
    """Declare where specs are read from."""
    parser.add_argument("--specs", metavar="DIR", help="folder of specs (default: ./specs, else those that came along)")
