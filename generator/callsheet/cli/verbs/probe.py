"""`callsheet probe`."""

import argparse

from callsheet.cli.usage import SOME, formats, specs

EXAMPLE = f"probe {SOME} --base http://127.0.0.1:8000"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("endpoint", metavar="ENDPOINT")
    parser.add_argument("--base", metavar="URL", required=True, help="the server's address, as a client's base_url")
    parser.add_argument("--only", metavar="ID", action="append", help="send this case alone; may be given again")
    parser.add_argument("--exhaustive", action="store_true", help="one call for each duty, with all variations")
    parser.add_argument("--limit", metavar="N", type=int, help="make so many calls at most, and say what is left")
    parser.add_argument("--like", metavar="FILE", help="a request that the server takes, for values that do not matter")
    parser.add_argument(
        "--poll-every", metavar="S", type=float, help="seconds between polls (default: 0.1 and growing)"
    )
    parser.add_argument("--timeout", metavar="S", type=float, help="seconds until a task never ends (default: 60)")
    parser.add_argument("--save", metavar="FILE", help="write all calls and answers as HAR, without the key")
    parser.add_argument("--strict", action="store_true", help="fail on drift and warnings as well")
    parser.add_argument("--allow-host", metavar="NAME", help="call this host, which is not this machine")
    parser.add_argument("--budget", metavar="AMOUNT", help="how much may be spent there, in the price list's currency")
    parser.add_argument("--price", metavar="AMOUNT", help="what a request costs at most that has no known price")

    formats(parser, "text", "json", "junit", "github")
    specs(parser)


def run(options: argparse.Namespace) -> int:
    """Answer the exit code."""
    from callsheet.cli import probe  # noqa: PLC0415 -- an extra: without it, --help still works

    return probe.probe(options)
