"""`callsheet update`."""

import argparse

from callsheet.cli.usage import CASSETTES, RELEASED

EXAMPLE = "update acme --pages pages"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("provider", metavar="PROVIDER", help="whose specs to bring up to date")
    where = "folder of pages: text, Markdown, HTML, OpenAPI (default: .cache/pages)"
    parser.add_argument("--pages", metavar="DIR", default=".cache/pages", help=where)
    parser.add_argument("--page", metavar="KEY", action="append", default=[], help="only this page; may be given again")
    parser.add_argument(
        "--accept", action="store_true", help="you have read what drift shows: renew its fingerprints, and go on"
    )
    parser.add_argument("--released", metavar="DIR", default=RELEASED, help=f"specs as released (default: {RELEASED})")
    parser.add_argument("--out", metavar="DIR", default="generated", help="where clients are (default: generated)")
    parser.add_argument("--cassettes", metavar="DIR", default=CASSETTES, help=f"where those are (default: {CASSETTES})")
    parser.add_argument(
        "--changelog", metavar="FILE", help="where the entry is written (default: specs/PROVIDER/CHANGELOG.md)"
    )


def run(options: argparse.Namespace) -> int:
    """Answer the exit code."""
    from callsheet.cli import updating  # noqa: PLC0415 -- extras: without them, --help still works

    return updating.update(options)
