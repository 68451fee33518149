"""Local images, videos and sounds that are uploaded with a request, and what is wrong with them before a byte is sent.
Knows no provider and sends nothing: it opens, has it looked at, and answers in problems.
"""

import errno
import io
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, TypeAlias, cast

from callsheet_runtime.content import WIDER, Content, MissingExtra, look, usual
from callsheet_runtime.lengths import seconds
from callsheet_runtime.problems import ERROR, WARNING, Level, Problem, Rule
from callsheet_runtime.protocol import FileField

__all__ = ["FileField", "MissingExtra", "Source", "Upload", "name_of", "preflight"]

# ── what is uploaded ─────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Upload:
    """What is to be uploaded: a file on disk, bytes, or an open file. Made by `Upload.of`."""

    source: Path | bytes | BinaryIO
    given: str | None = None
    """The name that was asked for."""
    start: int = 0
    """Where an open file stood; it is uploaded from there."""

    @classmethod
    def of(
        cls,
        source: "Source",
        *,
        name: str | None = None,
    ) -> "Upload":
        """Take a path, bytes, or a file that is open in binary mode. A path need not exist yet: `preflight` looks.

        Raises `ValueError` for a file that is closed or cannot go back to where it stands, `TypeError` for a text.
        """
        if isinstance(source, Upload):
            return source if name is None else replace(source, given=name)
        if isinstance(source, (bytes, bytearray, memoryview)):
            return cls(bytes(source), name)
        if isinstance(source, (str, os.PathLike)):
            return cls(Path(source), name)
        if not source.seekable():
            raise ValueError("an upload may be read twice, and this file cannot go back: read it, and pass its bytes")
        if not isinstance(cast("object", source.read(0)), bytes):
            raise TypeError("this file is open as text: open it in binary mode, such as open(path, 'rb')")
        return cls(source, name, source.tell())

    @property
    def name(self) -> str:
        """The file name sent with it: what was asked for, else the path's own, else `upload` and the usual ending.

        Raises `MissingExtra` where only the content can tell the ending, and nothing is installed that reads it.
        """
        if self.given:
            return self.given
        if isinstance(self.source, Path):
            # On disk a name need not be text; on the wire it must.
            return self.source.name.encode("utf-8", "replace").decode()
        return f"upload{_look(self).ending}"

    def size(self) -> int:
        """Count the bytes. Raises `OSError` where there is no file to read."""
        if isinstance(self.source, bytes):
            return len(self.source)
        if isinstance(self.source, Path):
            return _size_of(self.source)
        with self.open() as stream:
            return stream.seek(0, os.SEEK_END)

    def head(self, count: int) -> bytes:
        """Read the first bytes, without consuming them."""
        with self.open() as stream:
            return stream.read(count)

    def open(self) -> BinaryIO:
        """Open a stream of its own, at the beginning. To close it leaves a file that was handed over as it was."""
        if isinstance(self.source, bytes):
            return io.BytesIO(self.source)
        if isinstance(self.source, Path):
            return self.source.open("rb")
        return io.BufferedReader(_Window(self.source, self.start))

    def __repr__(self) -> str:
        return f"Upload({_source_words(self.source)})"


Source: TypeAlias = str | os.PathLike[str] | bytes | bytearray | memoryview | BinaryIO | Upload
"""What can be uploaded: a path, bytes, a file that is open in binary mode, or what was made of one."""


def name_of(source: Source | None) -> str | None:
    """Say under what name something is uploaded, if anything is."""
    return None if source is None else Upload.of(source).name


class _Window(io.RawIOBase):
    """An open file from some place on, as if it began there.

    Whoever sends a stream first goes to its position 0: the file itself would be sent from its own beginning. The file
    is put back after each read, so that it never seems to move, and closing the window does not close it.
    """

    def __init__(self, file: BinaryIO, start: int) -> None:
        self._file = file
        self._start = start
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        origin = self._length() if whence == os.SEEK_END else self._at if whence == os.SEEK_CUR else 0
        self._at = max(0, origin + offset)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: object, /) -> int:
        room = memoryview(cast(bytearray, buffer)).cast("B")  # a buffer of any kind, for which 3.11 has no type
        stood = self._file.tell()
        try:
            self._file.seek(self._start + self._at)
            data = self._file.read(len(room))
        finally:
            self._file.seek(stood)
        room[: len(data)] = data
        self._at += len(data)
        return len(data)

    def _length(self) -> int:
        stood = self._file.tell()
        try:
            return max(0, self._file.seek(0, os.SEEK_END) - self._start)
        finally:
            self._file.seek(stood)


def _size_of(path: Path) -> int:
    """Count the bytes of a file. What is no plain file is refused: opening a pipe would wait for its other end."""
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, "it is a folder", str(path))
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "it is not a plain file", str(path))
    return found.st_size


def _source_words(source: Path | bytes | BinaryIO) -> str:
    if isinstance(source, bytes):
        return f"{len(source):,} bytes"
    return repr(str(source)) if isinstance(source, Path) else "an open file"


# ── what a spec says, and what is wrong ──────────────────────────────────────────────────────────────────────────────


def _look(upload: Upload) -> Content:
    with upload.open() as opened:
        return look(opened, upload.size())


def preflight(field: FileField, upload: Upload) -> list[Problem]:
    """List what is wrong with a file. Reads a few kilobytes of it, and blocks while it does.

    Raises `MissingExtra` where its content matters and a library is not installed that tells what it is.
    """
    try:
        size = upload.size()
        if not upload.head(1):
            return [_problem(field, "empty", 0, "the file is empty")]
        return [*_too_large(field, size), *_wrong_content(field, upload)]
    except (OSError, ValueError) as error:  # a path with a NUL in it, a file that was closed: each a ValueError
        where = _source_words(upload.source)
        value = str(upload.source) if isinstance(upload.source, Path) else None
        return [_problem(field, "unreadable", value, f"{where} cannot be read: {_why(error)}")]


def _why(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, PermissionError):
        return "permission is denied"
    return getattr(error, "strerror", None) or str(error)


def _problem(field: FileField, suffix: str, value: object, says: str, *, level: Level = ERROR) -> Problem:
    # The words are final: a brace in a path is no place for a value.
    words = says.replace("{", "{{").replace("}", "}}")
    return Problem((field.at, Rule(f"{field.name}.{suffix}", words, level=level, cites=field.cites), value))


def _too_large(field: FileField, size: int) -> Iterator[Problem]:
    most = field.most_bytes
    if most is not None and size > most:
        says = f"the file has {_readable(size, most)}, and {_readable(most, most)} at most are taken"
        yield _problem(field, "bytes", size, says)


def _readable(count: int, most: int) -> str:
    """Write a count of bytes in the units that the limit is round in, and exactly."""
    step, units = (1000, ("kB", "MB", "GB")) if most % 1000 == 0 else (1024, ("KiB", "MiB", "GiB"))
    power = next((power for power in (3, 2, 1) if count >= step**power), 0)
    if not power:
        return f"{count:,} bytes"
    shown = f"{count / step**power:.2f}".rstrip("0").rstrip(".")
    return f"{shown} {units[power - 1]} ({count:,} bytes)"


def _wrong_content(field: FileField, upload: Upload) -> Iterator[Problem]:
    if not field.media and field.most_side is None and field.most_seconds is None:
        return
    found = _look(upload)
    wrong = _wrong_media(field, found)
    if wrong:
        yield _problem(field, "media", found.mime, wrong)
    if field.most_seconds is not None and found.lasts:
        yield from _too_long(field, upload, found, field.most_seconds, wrong=bool(wrong))
    most = field.most_side
    if most is None or not found.has_pixels:
        return
    if found.side is None and not wrong:
        says = f"{found.mime}: its pixels cannot be counted here; its longer side may have {most:,} at most"
        yield _problem(field, "side", None, says, level=WARNING)
    elif found.side is not None and found.side > most:
        says = f"the longer side has {found.side:,} pixels, and {most:,} at most are taken"
        yield _problem(field, "side", found.side, says)


def _too_long(field: FileField, upload: Upload, found: Content, most: int, *, wrong: bool) -> Iterator[Problem]:
    """Judge how long it lasts. Up to a second more is a warning: no page says whether parts of a second count."""
    with upload.open() as opened:
        lasts = seconds(opened, upload.size(), found.mime or "")
    if lasts is None and not wrong:
        says = f"{found.mime}: how long it lasts cannot be told here; it may last {most:,} seconds at most"
        yield _problem(field, "seconds", None, says, level=WARNING)
    elif lasts is not None and lasts > most:
        says = f"it lasts {lasts:,.2f} seconds, and {most:,} at most are taken"
        yield _problem(field, "seconds", round(lasts, 2), says, level=WARNING if lasts < most + 1 else ERROR)


def _wrong_media(field: FileField, found: Content) -> str:
    """Say in words why the content is not what is taken; empty where it is, or where anything is."""
    if not field.media:
        return ""
    allowed = {usual(mime) for mime in field.media}
    if found.mime is None:
        return f"what the file holds is of no known type; taken are {_listed(field.media)}"
    if found.mime not in allowed and WIDER.get(found.mime) not in allowed:
        return f"the file is {found.mime}; taken are {_listed(field.media)}"
    return f"the file begins like {found.mime}, but {found.damage}: it is damaged or cut short" if found.damage else ""


def _listed(media: Mapping[str, tuple[str, ...]]) -> str:
    """List types with their endings; of several names for one type, the first."""
    named: dict[str, str] = {}
    endings: dict[str, list[str]] = {}
    for mime, suffixes in media.items():
        named.setdefault(usual(mime), mime)
        endings.setdefault(usual(mime), []).extend(f".{ending.lstrip('.')}" for ending in suffixes)
    return ", ".join(
        f"{name} ({', '.join(dict.fromkeys(endings[mime]))})" if endings[mime] else name for mime, name in named.items()
    )
