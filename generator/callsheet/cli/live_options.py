"""What commands that call a provider may be told on their command line. Loads no client."""

import argparse

from callsheet.cli.usage import UsageError

JOURNAL = "CALLSHEET_JOURNAL"
"""The environment variable that names another journal."""


def declare_address(parser: argparse.ArgumentParser) -> None:
    """Declare what may be said about addresses."""
    parser.add_argument(
        "--base-url", metavar="URL", help="another address in place of the server's; the key goes there"
    )
    declare_settings(parser)


def declare_settings(parser: argparse.ArgumentParser) -> None:
    """Declare what a server's address may ask for."""
    parser.add_argument(
        "--setting",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        help="what the server's address asks for, such as workspace=…; may be given again",
    )


def declare_journal(parser: argparse.ArgumentParser, *, may_do_without: bool = False) -> None:
    """Declare where submissions are written down."""
    where = f"the journal (default: ${JOURNAL}, else the one of this user)"
    parser.add_argument("--journal", metavar="FILE", help=where)
    if may_do_without:
        parser.add_argument(
            "--no-journal", action="store_true", help="write nothing down: the same request may be paid for twice"
        )


def settings_of(written: list[str]) -> dict[str, str]:
    """Read what `--setting` says.

    Raises:
        UsageError: one is no name and value.

    """
    settings: dict[str, str] = {}
    for one in written:
        name, equals, value = one.partition("=")
        if not (name and equals and value):
            raise UsageError(f"--setting is a name and a value, such as workspace=ws-1, not {one!r}")
        settings[name] = value
    return settings
