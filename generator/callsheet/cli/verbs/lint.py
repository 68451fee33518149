"""`callsheet lint`."""

import argparse

from callsheet.cli.usage import formats, specs

EXAMPLE = "lint --format github"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    formats(parser, "text", "json", "github")
    specs(parser)


def run(options: argparse.Namespace) -> int:
    """Answer the exit code."""
    from callsheet.cli import compiling  # noqa: PLC0415 -- an extra: without it, --help still works

    return compiling.lint(options.specs, output=options.format)
