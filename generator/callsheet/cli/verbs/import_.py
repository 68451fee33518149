"""`callsheet import`."""

import argparse

EXAMPLE = "import openapi.json --provider acme --endpoint draw --operation 'POST /v1/draw' --out specs"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", metavar="FILE", help="a page as text, Markdown or HTML, or an OpenAPI document")
    parser.add_argument("--provider", metavar="NAME", required=True, help="whose endpoint it is")
    parser.add_argument("--endpoint", metavar="NAME", required=True, help="what to call it")
    parser.add_argument("--page", metavar="KEY", default="page", help="what cites call the page (default: page)")
    parser.add_argument("--table", metavar="WORDS", help="which table: words above it, or of its columns")
    parser.add_argument("--operation", metavar="CALL", help="which operation, as in 'POST /v1/draw'")
    parser.add_argument("--url", help="the page's address, for its source")
    parser.add_argument("--title", help="the page's title, for its source")
    parser.add_argument("--out", metavar="DIR", help="folder of specs to write into (default: print the endpoint)")


def run(options: argparse.Namespace) -> int:
    """Answer the exit code."""
    from callsheet.cli import importing  # noqa: PLC0415 -- an extra: without it, --help still works

    return importing.draft(options)
