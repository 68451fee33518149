"""Make the cassettes of all endpoints, or say what in the folder is stale."""

import sys
from pathlib import Path

from callsheet.cli.contracting import compiled
from callsheet.cli.usage import UsageError
from callsheet.emit.files import stale, with_manifest, write


def cassettes(specs: str | None, out: str, *, check: bool) -> int:
    """Write what the specs make of the folder, or compare it with that."""
    from callsheet_contracts.cassettes.emitted import NotEmitted  # noqa: PLC0415 -- the contracts stand above us
    from callsheet_contracts.cassettes.shelf import COMMAND, shelf  # noqa: PLC0415

    catalog = compiled(specs)
    if catalog is None:
        return 1
    try:
        files = with_manifest(shelf(catalog), by=COMMAND)
    except NotEmitted as error:
        raise UsageError(str(error)) from error
    folder = Path(out)
    if not check:
        for path in write(files, folder):
            sys.stdout.write(f"{'wrote' if path in files else 'removed'} {folder / path}\n")
        return 0
    found = list(stale(files, folder))
    for path in found:
        there = (folder / path).exists()
        words = "is made by no spec any more" if path not in files else "is stale" if there else "is missing"
        sys.stdout.write(f"{folder / path} {words}\n")
    if found:
        sys.stderr.write(f"{len(found)} stale; run `{COMMAND}`\n")
    return 1 if found else 0
