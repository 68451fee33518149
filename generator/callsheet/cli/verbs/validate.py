"""`callsheet validate`."""

import argparse

from callsheet.cli import validating
from callsheet.cli.usage import SOME, formats

EXAMPLE = f"validate {SOME} request.json"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("endpoint", metavar="ENDPOINT")
    parser.add_argument("files", metavar="FILE", nargs="+", help="JSON or JSON Lines; - for standard input")
    parser.add_argument(
        "--jobs", type=int, default=1, help="processes that share JSON Lines; 0 for one a core (default: 1)"
    )
    parser.add_argument("--summary", action="store_true", help="print only how many requests broke which rule")
    parser.add_argument(
        "--stdin-name", metavar="NAME", help="what standard input is called; .jsonl: one request a line"
    )
    parser.add_argument(
        "--fix", action="store_true", help="print the requests mended, for review; the files stay as they are"
    )
    parser.add_argument("--strict", action="store_true", help="warnings count as errors")
    formats(parser, "text", "json", "github", "sarif", "junit")


def run(options: argparse.Namespace) -> int:
    """Answer the exit code."""
    if options.fix:
        from callsheet.cli import fixing  # noqa: PLC0415 -- most runs mend nothing, and start in less without

        return fixing.fix(options.endpoint, options.files, output=options.format, strict=options.strict)
    return validating.validate(
        options.endpoint,
        options.files,
        output=options.format,
        strict=options.strict,
        jobs=options.jobs,
        summary=options.summary,
        stdin_name=options.stdin_name,
    )
