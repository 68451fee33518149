"""The command line. Starts fast: a command loads what it needs when it runs, and nothing before.

Exit codes: 0 fine, 1 findings or not done, 2 wrong usage, 130 Ctrl-C.
"""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]


def main(argv: "Sequence[str] | None" = None) -> int:
    """Run a command and answer its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments in (["--version"], ["-V"]):
        from callsheet.version import __version__  # noqa: PLC0415 -- the quickest of all answers

        sys.stdout.write(f"callsheet {__version__}\n")
        return 0
    if arguments == ["generate", "--check"]:
        from callsheet.cli import freshness  # noqa: PLC0415 -- the next quickest: nothing to do

        if freshness.is_fresh("specs", "generated"):
            return 0
    from callsheet.cli.commands import run  # noqa: PLC0415 -- needs argparse, which is half of a start

    return run(arguments)
