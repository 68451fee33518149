"""Know again what was found fresh before: same specs, same compiler, same files, so the same answer without compiling.

A seal is a hash over the content of every spec and of every emitted file, kept when a whole check found nothing stale.
No date of a file stands for its content, but for the compiler's own modules: of those Python itself goes by date and
size when it decides what to run. Needs next to nothing, so that it answers at once.
"""

import os
import sys
from hashlib import sha256

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = ".callsheet_cache"
"""Where seals are kept, in the working folder; it tells git to pass it over."""
SHIFTS = ("jinja2-", "markupsafe-", "pyyaml-")
"""Packages whose version may change what is emitted, as their metadata folders are called."""


def is_fresh(specs: str, out: str) -> bool:
    """Tell whether all is as it was when it was found fresh; false, too, where nobody knows."""
    try:
        with open(_place(specs, out), encoding="ascii") as file:
            return file.read() == _seal(specs, out)
    except (OSError, ValueError):
        return False


def seal(specs: str, out: str) -> str:
    """Hash all that the answer depends on; empty where something that was emitted is not there."""
    try:
        return _seal(specs, out)
    except (OSError, ValueError):
        return ""


def keep(specs: str, out: str, before: str) -> None:
    """Remember that all is fresh, unless it is no longer as it was before that was found out.

    Where nothing can be written, nothing is remembered, which only costs time.
    """
    if not before or seal(specs, out) != before:
        return
    try:
        if not os.path.isdir(FOLDER):
            os.mkdir(FOLDER)
            _write(f"{FOLDER}/.gitignore", "*\n")
        _write(_place(specs, out), before)
    except OSError:
        return


def _seal(specs: str, out: str) -> str:
    found = sha256()
    for part in _compiler():
        found.update(part)
    for path in (*sorted(_below(specs)), *(f"{out}/{path}" for path in ("MANIFEST.json", *_emitted(out)))):
        text = _content(path)
        found.update(f"\0{path}\0{len(text)}\0".encode(errors="surrogateescape"))
        found.update(text)
    return found.hexdigest()


def _content(path: str) -> bytes:
    """Read a file whole: a third of the time that a file object takes, and there are hundreds of them."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        size = os.fstat(descriptor).st_size
        parts = [os.read(descriptor, size + 1)]
        while parts[-1] and sum(map(len, parts)) < size:
            parts.append(os.read(descriptor, size))
        return parts[0] if len(parts) == 1 else b"".join(parts)
    finally:
        os.close(descriptor)


def _place(specs: str, out: str) -> str:
    names = "\0".join((os.path.abspath(specs), os.path.abspath(out)))
    return f"{FOLDER}/{sha256(names.encode(errors='surrogateescape')).hexdigest()[:16]}"


def _write(path: str, text: str) -> None:
    with open(path, "w", encoding="ascii") as file:
        file.write(text)


def _emitted(out: str) -> "Iterator[str]":
    """List what the manifest lists, by its lines: whoever writes it writes one file a line."""
    with open(f"{out}/MANIFEST.json", encoding="utf-8") as file:
        for line in file:
            path, colon, digest = line.strip().rstrip(",").partition('": "')
            if colon and len(digest) == sha256().digest_size * 2 + 1:
                yield path[1:]


def _compiler() -> "Iterator[bytes]":
    """Say which compiler this is, and what it runs on."""
    yield sys.version.encode()
    home = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for folder in (home, f"{os.path.dirname(home)}/callsheet_runtime"):
        for path in sorted(_below(folder)):
            if path.endswith(".py"):
                state = os.stat(path)
                yield f"\0{path}\0{state.st_mtime_ns}\0{state.st_size}".encode(errors="surrogateescape")
            elif path.endswith(".jinja"):
                yield path.encode(errors="surrogateescape") + b"\0" + _content(path)
    for folder in sys.path:
        if folder.endswith("-packages") and os.path.isdir(folder):
            names = sorted(name for name in os.listdir(folder) if name.lower().startswith(SHIFTS))
            yield "\0".join((folder, *names)).encode(errors="surrogateescape")


def _below(folder: str) -> "Iterator[str]":
    """List the files below a folder, but for what Python makes of its own."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _below(entry.path)
            else:
                yield entry.path
