"""`callsheet release`."""

import argparse

from callsheet.cli.usage import RELEASED

EXAMPLE = "release"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("providers", metavar="PROVIDER", nargs="*", help="whose specs are released; all if none")
    parser.add_argument(
        "--into", metavar="DIR", default=RELEASED, help=f"where releases are kept (default: {RELEASED})"
    )
    where = "accepted changes: a list of fingerprints with reasons (default: .callsheet-diff-ignore.yaml, if there)"
    parser.add_argument("--ignore", metavar="FILE", help=where)


def run(options: argparse.Namespace) -> int:
    """Answer the exit code."""
    from callsheet.cli import releasing  # noqa: PLC0415 -- an extra: without it, --help still works

    return releasing.release(options.providers, into=options.into, ignore=options.ignore)
