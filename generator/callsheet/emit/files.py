"""Files as values: targets make them, `write` and `stale` compare them with a folder. Knows no target."""

import contextlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

Files = dict[str, str]
"""Texts by path, relative to the folder they belong in."""

MANIFEST = "MANIFEST.json"
"""Lists what was emitted, so that what no spec makes any more can be removed, and nothing else ever is."""


def with_manifest(files: Mapping[str, str], *, by: str = "callsheet generate") -> Files:
    """Add the list of all files, with their hashes."""
    hashes = {path: sha256(text.encode()).hexdigest() for path, text in sorted(files.items())}
    words = {"written by": by, "files": hashes}
    return {**files, MANIFEST: json.dumps(words, indent=2) + "\n"}


def write(files: Mapping[str, str], folder: Path) -> tuple[str, ...]:
    """Bring a folder up to date: each file whole or not at all, and none that no spec makes. Lists what changed."""
    changed = tuple(stale(files, folder))
    for path in changed:
        target = folder / path
        if path not in files:
            target.unlink()
            _prune(target.parent, folder)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            replace(target, files[path])
    return changed


def stale(files: Mapping[str, str], folder: Path) -> Iterator[str]:
    """List what differs from the folder: missing, changed, or left over from an earlier spec."""
    for path, text in sorted(files.items()):
        target = folder / path
        if not target.is_file() or target.read_bytes() != text.encode():
            yield path
    for path in sorted(_listed(folder) - set(files)):
        if (folder / path).is_file():
            yield path


def replace(target: Path, text: str) -> None:
    """Write a file so that a reader sees the old one or the new one, never half of it."""
    descriptor, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode())
        # mkstemp makes files private; a source file is as readable as its neighbours.
        Path(temporary).chmod(0o644)
        Path(temporary).replace(target)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(temporary).unlink()
        raise


def _listed(folder: Path) -> set[str]:
    try:
        read = json.loads((folder / MANIFEST).read_text("utf-8"))
        return {path for path in read["files"] if ".." not in Path(path).parts and not Path(path).is_absolute()}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _prune(folder: Path, top: Path) -> None:
    """Remove folders that the removal of a file left empty."""
    while folder != top and top in folder.parents:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent
