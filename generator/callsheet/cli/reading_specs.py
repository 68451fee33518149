"""How commands of the compiler read specs, and say what is wrong with them. Knows no command."""

import sys
from pathlib import Path

from callsheet.cli.usage import UsageError
from callsheet.diagnostics import Diagnostic, SpecError, as_annotations, as_json, as_text
from callsheet.resolve import Specs, load


def own_specs() -> Path:
    """Name the folder of specs that is worked on; those that came with the package are nobody's to change.

    Raises:
        UsageError: there is none here.

    """
    folder = Path("specs")
    if not folder.is_dir():
        raise UsageError("there is no folder `specs` here: run it where your specs are")
    return folder


def read_specs(folder: Path) -> Specs | None:
    """Read a folder of specs; `None`, and what is wrong is said, where that cannot be done."""
    try:
        return load(folder)
    except SpecError as error:
        sys.stderr.write(as_text(error.diagnostics, {}))
        return None


def say(findings: tuple[Diagnostic, ...], read: Specs, output: str) -> int:
    """Print findings, and answer the exit code."""
    match output:
        case "json":
            sys.stdout.write(as_json(findings))
        case "github":
            sys.stdout.write(as_annotations(findings))
        case _:
            sys.stdout.write(as_text(findings, read.lines()))
            sys.stdout.write(
                f"{len(findings)} found\n" if findings else f"{len(read.files)} spec files, nothing found\n"
            )
    return 1 if findings else 0
