"""A file while it is not whole: kept beside its later name, taken up again, and only whole put in its place.

Knows no wire. What is written stays after a crash of the program; a state file says what it is a part of.
"""

import contextlib
import hashlib
import json
import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self, cast

from callsheet_runtime.downloading.disk import Different, alone, publish
from callsheet_runtime.downloading.judging import ENDINGS, Judged, Unfit, judge
from callsheet_runtime.downloading.places import Downloaded, Target

_AT_ONCE = 1 << 20
_MOST_STATE = 1 << 14
"""Bytes of a state file that are read: a real one has a few hundred."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a part is a part of."""

    address: str
    """Without its query, which may be another one when the task is asked again."""
    validator: str
    """What tells this file from a later one: its ETag, or when it was last modified; empty where the server tells
    neither.
    """
    total: int | None
    """Bytes of the whole file."""

    @classmethod
    def read(cls, path: Path) -> "Kept | None":
        """Read what was kept; `None` where there is nothing, or something else."""
        try:
            with path.open("rb") as opened:
                found = json.loads(opened.read(_MOST_STATE))
            kept = cls(**found)
        except (OSError, ValueError, TypeError, RecursionError):
            return None
        address, validator, total = cast("tuple[object, ...]", (kept.address, kept.validator, kept.total))
        # It is sent as a header, so that not every text will do.
        fit = (
            isinstance(address, str) and isinstance(validator, str) and validator.isascii() and validator.isprintable()
        )
        return kept if fit and validator and (total is None or (type(total) is int and total >= 0)) else None


class Sink(Protocol):
    """What a download goes into."""

    @property
    def size(self) -> int:
        """Bytes that are there."""
        ...

    def resumable(self, address: str) -> Kept | None:
        """Say what the bytes that are there are a part of, if it can be asked for the rest."""
        ...

    def begin(self, kept: Kept) -> None:
        """Start anew with a file."""
        ...

    def write(self, data: bytes) -> None:
        """Take the next bytes."""
        ...

    def finish(self, served: str) -> Downloaded:
        """Take the file for whole."""
        ...


class Part:
    """A part of a file on disk, written by nobody else. Leaves what can be taken up again, or nothing."""

    def __init__(self, target: Target, *, overwrite: bool) -> None:
        self._target = target
        self._overwrite = overwrite
        self._kept: Kept | None = None
        self._hash = hashlib.sha256()
        self._size = 0

    def __enter__(self) -> Self:
        self._file = alone(self._target.part)
        self._size = self._file.seek(0, os.SEEK_END)
        kept = Kept.read(self._target.state)
        if kept and self._size and (kept.total is None or self._size <= kept.total):
            self._kept = kept
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._file.closed:
            return
        if self._kept is None or not self._kept.validator or not self._size or isinstance(error, (OSError, Unfit)):
            self._discard()
        # What is left in its buffer may find no room any more.
        with contextlib.suppress(OSError):
            self._file.close()

    @property
    def size(self) -> int:
        """Bytes that are there."""
        return self._size

    def resumable(self, address: str) -> Kept | None:
        """Say what the bytes that are there are a part of."""
        kept = self._kept
        return kept if kept and kept.validator and kept.address == address and self._size else None

    def recall(self) -> None:
        """Read what is there already, for the sum over all of it."""
        self._hash = hashlib.sha256()
        self._file.seek(0)
        while data := self._file.read(_AT_ONCE):
            self._hash.update(data)

    def begin(self, kept: Kept) -> None:
        """Start anew."""
        self._file.seek(0)
        self._file.truncate()
        self._hash, self._size, self._kept = hashlib.sha256(), 0, kept
        if kept.validator:
            waiting = self._target.state.with_suffix(".tmp")
            waiting.write_text(json.dumps(asdict(kept)), "utf-8")
            waiting.replace(self._target.state)
        else:
            self._target.state.unlink(missing_ok=True)

    def write(self, data: bytes) -> None:
        """Take the next bytes; they are out of this program's hands when it returns."""
        left = memoryview(data)
        while left:
            left = left[self._file.write(left) :]
        self._hash.update(data)
        self._size += len(data)

    def finish(self, served: str) -> Downloaded:
        """Look into the file, and put it in its place."""
        judged = judge(self._file, self._size, served=served, ending=self._target.ending or "")
        os.fsync(self._file.fileno())
        final = self._target.final(judged.ending)
        if sys.platform == "win32":
            self._file.close()  # what is open cannot be renamed there
        publish(self._target.part, final, overwrite=self._overwrite)
        self._target.state.unlink(missing_ok=True)
        self._file.close()
        return _downloaded(final, self._size, self._hash.hexdigest(), judged)

    def _discard(self) -> None:
        if sys.platform == "win32":
            with contextlib.suppress(OSError):
                self._file.close()
        for path in (self._target.part, self._target.state, self._target.state.with_suffix(".tmp")):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)


class Twin:
    """A file that is there already: what comes is compared with it, and never written."""

    def __init__(self, path: Path, target: Target) -> None:
        self._path = path
        self._target = target
        self._length = path.stat().st_size
        self._hash = hashlib.sha256()
        self._size = 0

    def __enter__(self) -> Self:
        self._file = self._path.open("rb")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    @property
    def size(self) -> int:
        """Bytes that were compared."""
        return self._size

    def resumable(self, address: str) -> Kept | None:  # noqa: ARG002 -- as every sink
        """Compare from the beginning, always."""
        return None

    def begin(self, kept: Kept) -> None:
        """Compare from the beginning."""
        if kept.total is not None and kept.total != self._length:
            raise Different(self._path)
        self._file.seek(0)
        self._hash, self._size = hashlib.sha256(), 0

    def write(self, data: bytes) -> None:
        """Compare the next bytes."""
        if self._file.read(len(data)) != data:
            raise Different(self._path)
        self._hash.update(data)
        self._size += len(data)

    def finish(self, served: str) -> Downloaded:
        """Say that it is the same."""
        if self._size != self._length:
            raise Different(self._path)
        judged = judge(self._file, self._size, served=served, ending=self._path.suffix)
        self._tidy()
        return _downloaded(self._path, self._size, self._hash.hexdigest(), judged, already=True)

    def _tidy(self) -> None:
        """Take away what a program has left that ended just when it had given the file its name."""
        part = self._target.part
        with contextlib.suppress(OSError):
            if part.exists() and part.samefile(self._path):
                part.unlink()
            if not part.exists():
                self._target.state.unlink(missing_ok=True)


def sink_for(target: Target, *, overwrite: bool) -> Part | Twin:
    """Choose where a download goes: into a new file, or beside one that is there and is not to be replaced."""
    names = [target.final("")] if target.ending is not None else [target.final(ending) for ending in ENDINGS]
    there = [] if overwrite else [path for path in names if path.exists()]
    return Twin(there[0], target) if there else Part(target, overwrite=overwrite)


def _downloaded(path: Path, size: int, digest: str, judged: Judged, *, already: bool = False) -> Downloaded:
    return Downloaded(
        path=path,
        bytes=size,
        sha256=digest,
        type=judged.type,
        seconds=judged.seconds,
        side=judged.side,
        has_sound=judged.has_sound,
        already=already,
    )
