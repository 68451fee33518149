"""Where a file is saved, and what is known of it afterwards. Knows no wire, and writes nothing."""

import errno
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import httpx

TIMEOUT = 60.0
"""Seconds for each step of a download: to connect, to wait for the next bytes."""

_LONGEST = 100
"""Characters of a file's name that is made here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Downloaded:
    """A file that was saved, all of it."""

    path: Path
    bytes: int
    sha256: str
    """In hex."""
    type: str
    """MIME type, told by the content; as the server says where the content does not tell."""
    seconds: float | None = None
    """How long it lasts, by its own header."""
    side: int | None = None
    """Pixels of a video's longer side, by its own header."""
    has_sound: bool | None = None
    """Whether a video has a track of sound."""
    already: bool = False
    """Whether it was there before, byte for byte."""
    expires_at: datetime | None = None
    """When its address stops to work, where the address says so."""
    more: "tuple[Downloaded, ...]" = ()
    """The other files, where a task has made several."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where to save what a task makes, where a path alone does not say it all."""

    path: "str | os.PathLike[str]"
    """A file, or a folder that exists: there the file is named after its task."""
    overwrite: bool = False
    """Whether to replace a file that is there already."""
    allow_private: bool = False
    """Whether hosts of a private network may be asked."""
    saved: Callable[[Downloaded], None] | None = None
    """Called with each file that was saved."""
    transport: "httpx.BaseTransport | httpx.AsyncBaseTransport | None" = None
    """Another way to the media's host, such as a simulator's. It resolves names itself, so that a private host is known
    by its own spelling alone.
    """
    timeout: float = TIMEOUT
    """Seconds for each step, not for the whole file."""
    name: str | None = None
    """What a file is called in a folder, without its ending; by default after its task."""

    @classmethod
    def of(cls, place: "Place", *, overwrite: bool = False, allow_private: bool = False) -> "Destination":
        """Take a path, or what was made of one; what is allowed beside it is allowed in either case."""
        if not isinstance(place, Destination):
            return cls(place, overwrite, allow_private)
        return replace(
            place, overwrite=place.overwrite or overwrite, allow_private=place.allow_private or allow_private
        )

    def check(self) -> None:
        """Look whether a new file can be saved here, before anything is paid.

        Raises:
            OSError: there is no such folder, it cannot be written, or the file is there already.

        """
        path, folder = Path(self.path), self._folder()
        if not folder.is_dir():
            raise FileNotFoundError(errno.ENOENT, "there is no such folder to save a file in; create it", str(folder))
        if not os.access(folder, os.W_OK):
            raise PermissionError(errno.EACCES, "files cannot be saved in this folder", str(folder))
        if folder != path and path.exists() and not self.overwrite:
            raise FileExistsError(errno.EEXIST, "the file is there already; overwrite=True replaces it", str(path))

    def targets(self, name: str, count: int) -> "tuple[Target, ...]":
        """Name the files; `name` is what they are called in a folder. Several are numbered from 1."""
        path, folder = Path(self.path), self._folder()
        stem, ending = (path.stem, path.suffix) if folder != path else (self.name or _plain(name), "")
        stems = [stem] if count == 1 else [f"{stem}-{number + 1}" for number in range(count)]
        return tuple(Target(folder, one, ending if folder != path else None) for one in stems)

    def _folder(self) -> Path:
        """Find the folder; a path is one if it exists as one, or ends as one."""
        path, separators = Path(self.path), tuple(filter(None, (os.sep, os.altsep)))
        return path if os.path.isdir(path) or os.fspath(self.path).endswith(separators) else path.parent  # noqa: PTH112 -- pathlib raises for a name that is too long


Place: TypeAlias = "str | os.PathLike[str] | Destination"


@dataclass(frozen=True, slots=True)
class Target:
    """One file to be."""

    folder: Path
    stem: str
    ending: str | None
    """`None`: the usual one of what the file turns out to be."""

    def final(self, ending: str) -> Path:
        """Name the file; `ending` is the usual one of what it is."""
        return self.folder / f"{self.stem}{ending if self.ending is None else self.ending}"

    @property
    def part(self) -> Path:
        """Name the file while it is not whole."""
        return self.folder / f"{self.stem}{self.ending or ''}.part"

    @property
    def state(self) -> Path:
        """Name the file that says what the part is a part of."""
        return self.folder / f"{self.part.name}.json"


def _plain(name: str) -> str:
    """Make a name for a file that every system takes, and that leads nowhere else."""
    return re.sub(r"[^A-Za-z0-9_.-]", "_", name)[:_LONGEST].strip(".") or "download"
