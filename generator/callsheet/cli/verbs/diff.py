"""`callsheet diff`."""

import argparse

from callsheet.cli.usage import UsageError, formats

EXAMPLE = "diff HEAD~1:specs specs --fail-on breaking,money"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    what = "a folder of specs, one provider's folder, or a git revision such as v1.2 or HEAD~1:specs"
    parser.add_argument("old", metavar="OLD", help=what)
    parser.add_argument("new", metavar="NEW", nargs="?", help="the same (default: ./specs)")
    classes = "breaking, widening, request, response, money, behaviour, documentation, any or none, joined by commas"
    parser.add_argument("--fail-on", metavar="CLASS", default="breaking", help=f"exit 1 for {classes}")
    where = "accepted changes: a list of fingerprints with reasons (default: .callsheet-diff-ignore.yaml, if there)"
    parser.add_argument("--ignore", metavar="FILE", help=where)
    check = "only ask whether ./specs raised their versions enough since OLD, from LEAST on: major, minor or patch"
    parser.add_argument(
        "--bump-check", nargs="?", const="major", choices=("major", "minor", "patch"), metavar="LEAST", help=check
    )
    formats(parser, "text", "json", "github", "markdown", "sarif")


def run(options: argparse.Namespace) -> int:
    """Answer the exit code."""
    from callsheet.cli import bumping, diffing  # noqa: PLC0415 -- an extra: without it, --help still works

    if options.bump_check is None:
        old, new = options.old, options.new
        return diffing.diff(old, new, fail_on=options.fail_on, ignore=options.ignore, output=options.format)
    if options.new is not None or options.format != "text":
        raise UsageError("--bump-check compares with ./specs, and prints text: leave out NEW and --format")
    return bumping.check(options.old, least=options.bump_check, ignore=options.ignore)
