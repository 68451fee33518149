"""`callsheet lint`."""

import argparse

from callsheet.cli.usage import formats, specs

EXAMPLE = "lint --format github"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    asked = parser.add_mutually_exclusive_group()
    asked.add_argument("--explain", metavar="CODE", help="say what a finding means, with an example; read no spec")
    asked.add_argument("--list", action="store_true", help="list what can be found; read no spec")
    formats(parser, "text", "json", "github")
    specs(parser)


def run(options: argparse.Namespace) -> int:
    """Answer the exit code."""
    from callsheet.cli import linting  # noqa: PLC0415 -- an extra: without it, --help still works

    if options.list:
        return linting.list_rules()
    if options.explain is not None:
        return linting.explain_rule(options.explain)
    return linting.lint(options.specs, output=options.format)
