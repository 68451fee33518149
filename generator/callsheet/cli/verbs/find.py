"""`callsheet find`."""

import argparse

from callsheet.cli import finding
from callsheet.cli.usage import formats

EXAMPLE = "find --duration 10 --resolution 1080p --audio --image"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--duration", type=float, metavar="SECONDS", help="how long")
    parser.add_argument("--resolution", help="how large, such as 1080p")
    parser.add_argument("--ratio", help="of what shape, such as 16:9")
    either = argparse.BooleanOptionalAction
    parser.add_argument("--audio", action=either, help="with sound, or without")
    parser.add_argument("--image", action=either, help="made of an image, or of none")
    parser.add_argument("--video", action=either, help="made of a video, or of none")
    parser.add_argument("--model", metavar="WORD", help="only models with this in their name")
    parser.add_argument("--among", metavar="WORD", help="only endpoints with this in their name, such as a provider")
    parser.add_argument("--server", help="whose prices to take (default: each endpoint's usual server)")
    parser.add_argument(
        "--doubtful", action="store_true", help="also what is accepted with a warning about what is asked"
    )
    parser.add_argument("--show-request", action="store_true", help="print the request that shows it")
    formats(parser, "text", "json")


def run(options: argparse.Namespace) -> int:
    """Answer the exit code."""
    asked = {name: getattr(options, name) for name in (*finding.ASKED, "doubtful")}
    return finding.find(
        asked,
        output=options.format,
        show_request=options.show_request,
        model=options.model,
        among=options.among,
        server=options.server,
    )
