"""`callsheet verify`."""

import argparse

from callsheet.cli.usage import formats, specs

EXAMPLE = "verify cassette.yaml session.har --format sarif"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("files", metavar="FILE", nargs="+", help="a recording; - for standard input")
    parser.add_argument("--strict", action="store_true", help="fail on drift and warnings as well")
    formats(parser, "text", "json", "github", "sarif", "junit")
    specs(parser)


def run(options: argparse.Namespace) -> int:
    """Answer the exit code."""
    from callsheet.cli import contracting  # noqa: PLC0415 -- an extra: without it, --help still works

    return contracting.verify(options.specs, options.files, output=options.format, strict=options.strict)
