"""`callsheet new`."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from callsheet.cli.usage import UsageError
from callsheet.scaffold import scaffold

EXAMPLE = "new acme --endpoint text-to-video"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("provider", metavar="PROVIDER", help="its name, such as acme")
    parser.add_argument("--endpoint", default="text-to-video", help="its first endpoint (default: text-to-video)")
    parser.add_argument("--specs", metavar="DIR", default="specs", help="folder of specs (default: specs)")


def run(options: argparse.Namespace) -> int:
    """Write the draft, unless there is something already, and say what comes next."""
    specs = Path(options.specs)
    try:
        drafts = scaffold(options.provider, options.endpoint, today=datetime.now(UTC).date().isoformat())
    except ValueError as error:
        raise UsageError(str(error)) from error
    folder = specs / options.provider
    if folder.exists():
        raise UsageError(f"{folder} is there already; nothing was written. Add an endpoint as a file of its own in it")
    try:
        folder.mkdir(parents=True)
        for path, text in drafts.items():
            (specs / path).write_text(text, "utf-8")
    except OSError as error:
        raise UsageError(f"{folder} cannot be written: {error.strerror or error}") from error
    for path in drafts:
        sys.stdout.write(f"{(specs / path).as_posix()}\n")
    sys.stdout.write(
        "Now replace each TODO by what the provider's pages say, then: callsheet lint; callsheet generate\n"
    )
    return 0
