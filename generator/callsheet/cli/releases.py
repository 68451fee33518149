"""Specs as they were released: a folder of specs, with a list of its files that tells whether they are as written.
Compares nothing.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from callsheet.cli.usage import UsageError
from callsheet.emit.files import MANIFEST, Files, with_manifest, write
from callsheet.resolve import Specs


def check_seal(folder: Path) -> None:
    """Refuse a release that is not as it was written. A folder without a list of files is none, and may be anything.

    Raises:
        UsageError: a file was changed, added or lost since.

    """
    try:
        sealed = json.loads((folder / MANIFEST).read_text("utf-8"))["files"]
    except FileNotFoundError:
        return
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{folder / MANIFEST} is no list of files: restore it, as git has it") from error
    there = {path: sha256(text.encode()).hexdigest() for path, text in texts(folder).items()}
    wrong = sorted({path for path, _ in there.items() ^ sealed.items()})
    if wrong:
        names = ", ".join((folder / one).as_posix() for one in wrong)
        words = "what was released does not change: restore it, as git has it; `callsheet release` alone writes there"
        raise UsageError(f"{names}: not as released; {words}")


def texts(folder: Path) -> Files:
    """Read the files of specs, by their paths in the folder."""
    paths = sorted(folder.glob("*/*.y*ml"))
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8", "replace") for path in paths}


def specs_of(files: Mapping[str, str], folder: Path) -> Specs:
    """Take files as specs that stand in a folder."""
    return Specs(tuple(((folder / path).as_posix(), text) for path, text in files.items()))


def keep(files: Files, folder: Path) -> tuple[str, ...]:
    """Write a release, and the list of its files; say what changed."""
    folder.mkdir(parents=True, exist_ok=True)
    return write(with_manifest(files, by="callsheet release"), folder)
