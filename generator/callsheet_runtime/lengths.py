"""How long a video or a sound lasts, as its own header tells. Knows no limit, and decodes nothing.

tinytag tells it of sounds. Of films it reads the sound alone, so that their headers are read here: MP4 and MOV, WEBM.
"""

import math
import struct
from typing import BinaryIO, Protocol, cast

from callsheet_runtime.containers import Frugal, Span, boxes, elements, find
from callsheet_runtime.content import library

_ENDINGS = {"audio/mpeg": "a.mp3", "audio/mp4": "a.m4a", "audio/wav": "a.wav", "audio/flac": "a.flac"}
"""What a file of a type is called: by its name the library knows how to read it."""
_ISO = frozenset({"video/mp4", "video/quicktime", "video/3gpp"})
_MATROSKA = frozenset({"video/webm", "video/x-matroska", "audio/webm", "audio/x-matroska"})

_SEGMENT, _INFO = b"\x18\x53\x80\x67", b"\x15\x49\xa9\x66"
_SCALE, _DURATION = b"\x2a\xd7\xb1", b"\x44\x89"
_USUAL_SCALE = 1_000_000
"""Nanoseconds in a unit of time, where a WEBM does not say."""


class _Tag(Protocol):
    @property
    def duration(self) -> float | None: ...


class _Reader(Protocol):
    def get(self, filename: str, file_obj: Frugal, *, tags: bool) -> _Tag: ...


class _Tags(Protocol):
    """What is used of tinytag."""

    @property
    def TinyTag(self) -> _Reader: ...  # noqa: N802 -- the name that it has there
    @property
    def TinyTagException(self) -> type[Exception]: ...  # noqa: N802 -- likewise


def seconds(opened: BinaryIO, size: int, mime: str) -> float | None:
    """Tell how long a file of some type lasts, in seconds; `None` where it does not say, or nobody can read it.

    Raises:
        MissingExtra: the library that tells it of sounds is not installed.

    """
    library("tinytag")  # whether a file can be judged must not depend on which file it is
    if mime in _ISO | _MATROSKA:
        return of_film(opened, size, mime)
    return _sensible(_of_sound(Frugal(opened), mime))


def of_film(opened: BinaryIO, size: int, mime: str) -> float | None:
    """Tell how long a film lasts, in seconds, without a library; `None` where it does not say, or is none."""
    read = _of_iso if mime in _ISO else _of_matroska if mime in _MATROSKA else None
    return _sensible(read(Frugal(opened), (0, size))) if read else None


def _sensible(found: float | None) -> float | None:
    return found if found and found > 0 and math.isfinite(found) else None


def _of_sound(stream: Frugal, mime: str) -> float | None:
    if mime not in _ENDINGS:
        return None
    tinytag = cast(_Tags, library("tinytag"))
    try:
        return tinytag.TinyTag.get(_ENDINGS[mime], stream, tags=False).duration
    except tinytag.TinyTagException:
        return None


def _of_iso(stream: Frugal, whole: Span) -> float | None:
    """Read the header of the film; one in fragments says how long all of them are in a box of its own."""
    for start, _ in find(boxes, stream, whole, b"moov", b"mvhd"):
        wide = stream.at(start, 1) == b"\x01"
        times = stream.at(start + (20 if wide else 12), 12 if wide else 8)
        scale, length = int.from_bytes(times[:4]), _known(times[4:])
        for inner, _ in find(boxes, stream, whole, b"moov", b"mvex", b"mehd"):
            length = _known(stream.at(inner + 4, 8 if stream.at(inner, 1) == b"\x01" else 4))
        return length / scale if scale else None
    return None


def _known(number: bytes) -> int:
    """Read a length; all ones stand for one that is not known."""
    return 0 if number == b"\xff" * len(number) else int.from_bytes(number)


def _of_matroska(stream: Frugal, whole: Span) -> float | None:
    for info in find(elements, stream, whole, _SEGMENT, _INFO):
        scales = [
            int.from_bytes(stream.at(start, min(end - start, 8))) for start, end in find(elements, stream, info, _SCALE)
        ]
        for start, end in find(elements, stream, info, _DURATION):
            number = stream.at(start, min(end - start, 8))
            layout = {4: ">f", 8: ">d"}.get(len(number))
            if layout:
                units: float = struct.unpack(layout, number)[0]
                return units * (scales[0] if scales else _USUAL_SCALE) / 1e9
    return None
