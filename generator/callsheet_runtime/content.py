"""What a file is, told by its content and never by its ending. Knows no upload, and no rule about files.

Two libraries of the extra `callsheet[media]` tell most of it: filetype (signatures) and imagesize (pixels). Where they
are known to err, or to look at a signature only, a few boxes and frame headers are read here: MP4 and MOV, WEBM, MP3,
AAC, and the size of a GIF.
"""

from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import BinaryIO, Protocol, cast

from callsheet_runtime.containers import Frugal, Span, boxes, chunks, elements, find

_HEAD = 8192
"""Bytes in which every signature is found."""
_BEHIND_TAG = 4096
"""Bytes behind an ID3 tag in which the first frame of sound is looked for."""


class MissingExtra(RuntimeError):  # noqa: N818 -- named after what is missing
    """A library that an extra brings is not installed; the message says how to get it."""

    def __init__(self, library: str, *, extra: str = "media", to: str = "look into a file") -> None:
        super().__init__(f"to {to} takes the library {library}: pip install 'callsheet[{extra}]'")
        self.package = library
        self.extra = extra
        self._to = to

    def __reduce__(self) -> tuple[object, ...]:
        # The usual way would call the class with the whole message.
        return partial(type(self), extra=self.extra, to=self._to), (self.package,)


# ── the libraries ────────────────────────────────────────────────────────────────────────────────────────────────────

_LIBRARIES = ("filetype", "imagesize")


class _Guess(Protocol):
    @property
    def mime(self) -> str: ...
    @property
    def extension(self) -> str: ...


class _Signatures(Protocol):
    """What is used of filetype."""

    def guess(self, obj: bytes, /) -> _Guess | None: ...


class _Pixels(Protocol):
    """What is used of imagesize. (-1, -1) where it cannot tell; it never raises."""

    def get(self, filepath: Frugal, /, *, exif_rotation: bool) -> tuple[int, int]: ...


def library(name: str) -> object:
    """Load a library of the extra. Raises `MissingExtra` where it is not installed."""
    try:
        return import_module(name)
    except ImportError as error:
        raise MissingExtra(name) from error


def _guess(head: bytes) -> _Guess | None:
    signatures = cast(_Signatures, library("filetype"))
    try:
        return signatures.guess(head)
    except RecursionError:
        # It calls itself for each skippable frame of Zstandard, and a thousand of them fit in a head.
        return None


# ── what it is ───────────────────────────────────────────────────────────────────────────────────────────────────────

_SAME = {
    "image/jpg": "image/jpeg",
    "image/pjpeg": "image/jpeg",
    "image/x-png": "image/png",
    "image/vnd.mozilla.apng": "image/apng",
    "image/x-bmp": "image/bmp",
    "image/x-ms-bmp": "image/bmp",
    "audio/wave": "audio/wav",
    "audio/x-wav": "audio/wav",
    "audio/vnd.wave": "audio/wav",
    "audio/x-pn-wav": "audio/wav",
    "audio/mp3": "audio/mpeg",
    "audio/x-mp3": "audio/mpeg",
    "audio/mpeg3": "audio/mpeg",
    "audio/x-mpeg": "audio/mpeg",
    "audio/m4a": "audio/mp4",
    "audio/x-m4a": "audio/mp4",
    "audio/x-aac": "audio/aac",
    "audio/aacp": "audio/aac",
    "audio/x-flac": "audio/flac",
    "audio/x-aiff": "audio/aiff",
    "video/x-m4v": "video/mp4",
    "video/mov": "video/quicktime",
    "video/x-quicktime": "video/quicktime",
    "video/avi": "video/x-msvideo",
    "video/msvideo": "video/x-msvideo",
    "video/vnd.avi": "video/x-msvideo",
    "video/matroska": "video/x-matroska",
}
"""Names that mean one type, by the one that is used here."""

WIDER = {
    "image/apng": "image/png",
    "image/heic": "image/heif",
    "audio/webm": "audio/x-matroska",
    "video/webm": "video/x-matroska",
}
"""Who takes the second type can read the first."""

_ENDINGS = {
    "audio/aac": ".aac",
    "audio/mp4": ".m4a",
    "audio/mpeg": ".mp3",
    "audio/webm": ".webm",
    "audio/x-matroska": ".mka",
    "audio/3gpp": ".3gp",
    "audio/quicktime": ".mov",
    "video/3gpp": ".3gp",
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
    "video/webm": ".webm",
    "video/x-matroska": ".mkv",
    "image/avif": ".avif",
    "image/heic": ".heic",
    "image/heif": ".heif",
}
"""Usual endings of the types that are told here; a signature alone is not believed for any of them."""

_MEASURED = frozenset(
    f"image/{name}" for name in ("apng", "avif", "bmp", "gif", "heic", "heif", "jpeg", "jpx", "png", "tiff", "webp")
)
"""Images whose pixels can be counted: one of these that has no size is damaged."""

_BITMAP_HEADERS = frozenset({40, 52, 56, 64, 108, 124})
"""Bytes of the header behind `BM`; two letters alone may begin any text."""


def usual(mime: str) -> str:
    """Name a type by the one of its names that is used here."""
    mime = mime.lower()
    return _SAME.get(mime, mime)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What was found in a file."""

    mime: str | None = None
    """`None` where it is of no known type."""
    ending: str = ""
    side: int | None = None
    """Pixels of the longer side, where they can be counted."""
    has_sound: bool | None = None
    """Whether sound is in a film; `None` where it was not looked for."""
    damage: str = ""
    """What is missing in it."""

    @property
    def lasts(self) -> bool:
        """Whether it is something that begins and ends."""
        return (self.mime or "").startswith(("audio/", "video/"))

    @property
    def has_pixels(self) -> bool:
        """Whether it is something to look at."""
        return (self.mime or "").startswith(("image/", "video/"))


_UNKNOWN = Content()


def look(opened: BinaryIO, size: int) -> Content:
    """Look into a file that is open at its beginning and has so many bytes.

    Raises:
        MissingExtra: a library that tells what it is is not installed.

    """
    for name in _LIBRARIES:
        library(name)  # whether a file can be judged must not depend on which file it is
    stream = Frugal(opened)
    head = stream.at(0, _HEAD)
    whole = (0, size)
    if head.startswith(_EBML):
        return _matroska(stream, whole)
    if head[4:8] in _FIRST_BOXES:
        return _iso(stream, whole, head)
    return _sound(stream, head) or _by_signature(stream, whole, head)


def film(opened: BinaryIO, size: int) -> Content | None:
    """Look into a film or a sound that is told without a library; `None` where it is neither."""
    stream = Frugal(opened)
    head = stream.at(0, _HEAD)
    whole = (0, size)
    if head.startswith(_EBML):
        found: Content | None = _matroska(stream, whole)
    elif head[4:8] in _FIRST_BOXES:
        found = None if head[8:12] in _STILLS else _iso(stream, whole, head)
    else:
        found = _sound(stream, head)
    return found if found and found.mime else None


def _by_signature(stream: Frugal, whole: Span, head: bytes) -> Content:
    guess = _guess(head)
    mime = usual(guess.mime) if guess else ""
    if guess is None or mime in _ENDINGS:
        return _UNKNOWN
    if mime == "image/bmp" and int.from_bytes(head[14:18], "little") not in _BITMAP_HEADERS:
        return _UNKNOWN
    ending = f".{guess.extension}"
    if mime in _MEASURED:
        return _picture(stream, mime, ending)
    silent = mime == "audio/wav" and not any(find(chunks, stream, (12, whole[1]), b"fmt "))
    return Content(mime=mime, ending=ending, damage="its format is not in it" if silent else "")


def _picture(stream: Frugal, mime: str, ending: str) -> Content:
    side = _longer_side(stream, mime)
    return Content(mime=mime, ending=ending, side=side, damage="" if side else "its size in pixels is not in it")


def _longer_side(stream: Frugal, mime: str) -> int | None:
    if mime == "image/gif":
        # The library takes these two for signed numbers.
        head = stream.at(0, 10)
        sides = (int.from_bytes(head[6:8], "little"), int.from_bytes(head[8:10], "little"))
        sides = sides if head.startswith(b"GIF8") else (0, 0)
    else:
        # Turned or not, the longer side stays the longer one; and to look whether it is turned takes the whole header.
        sides = cast(_Pixels, library("imagesize")).get(stream, exif_rotation=False)
    return max(sides) if min(sides) > 0 else None


# ── videos ───────────────────────────────────────────────────────────────────────────────────────────────────────────

_Tracks = list[tuple[str, int]]
"""`video` or `audio`, and the pixels of the longer side."""
_FIRST_BOXES = frozenset({b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})
"""An old MOV has no `ftyp` and begins with one of the others."""
_STILLS = {
    b"avif": "image/avif",
    b"avis": "image/avif",
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"heim": "image/heic",
    b"heis": "image/heic",
    b"hevc": "image/heic",
    b"hevx": "image/heic",
    b"mif1": "image/heif",
    b"msf1": "image/heif",
}
_SOUNDS = frozenset({b"M4A ", b"M4B ", b"M4P "})
_MEDIA = {b"vide": "video", b"soun": "audio"}

_EBML = b"\x1a\x45\xdf\xa3"
_DOCTYPE = b"\x42\x82"
_TRACKS = (b"\x18\x53\x80\x67", b"\x16\x54\xae\x6b", b"\xae")
_TRACK_TYPE = b"\x83"
_SIDES = (b"\xb0", b"\xba")
_PICTURE = b"\xe0"
_TYPES = {1: "video", 2: "audio"}


def _iso(stream: Frugal, whole: Span, head: bytes) -> Content:
    size = int.from_bytes(head[:4])
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, min(size, len(head)), 4))]
    named = head[4:8] == b"ftyp"
    if named and brands[0] in _STILLS:
        stills = [_STILLS[brand] for brand in brands if brand in _STILLS]
        mime = next((still for still in stills if still != "image/heif"), "image/heif")
        return _picture(stream, mime, _ENDINGS[mime])
    tracks = _iso_tracks(stream, whole)
    if not named and not tracks:
        return _UNKNOWN
    family = "quicktime" if not named or brands[0] == b"qt  " else "3gpp" if brands[0][:2] == b"3g" else "mp4"
    return _film(family, tracks, medium="audio" if brands[0] in _SOUNDS else "video")


def _iso_tracks(stream: Frugal, whole: Span) -> _Tracks:
    found: _Tracks = []
    for track in find(boxes, stream, whole, b"moov", b"trak"):
        for start, _ in find(boxes, stream, track, b"mdia", b"hdlr"):
            medium = _MEDIA.get(stream.at(start + 8, 4))
            if medium:
                found.append((medium, _iso_side(stream, track) if medium == "video" else 0))
    return found


def _iso_side(stream: Frugal, track: Span) -> int:
    """Read the longer side as it is coded: shown, pixels may be wider than high, and the track's header counts that."""
    for start, _ in find(boxes, stream, track, b"mdia", b"minf", b"stbl", b"stsd"):
        sides = stream.at(start + 40, 4)
        return max(int.from_bytes(sides[:2]), int.from_bytes(sides[2:]))
    return 0


def _matroska(stream: Frugal, whole: Span) -> Content:
    kinds = [stream.at(start, min(end - start, 16)) for start, end in find(elements, stream, whole, _EBML, _DOCTYPE)]
    family = {b"webm": "webm", b"matroska": "x-matroska"}.get(kinds[0].rstrip(b"\0") if kinds else b"")
    return _film(family, _matroska_tracks(stream, whole)) if family else _UNKNOWN


def _matroska_tracks(stream: Frugal, whole: Span) -> _Tracks:
    found: _Tracks = []
    for track in find(elements, stream, whole, *_TRACKS):
        sides = [_count(stream, side) for name in _SIDES for side in find(elements, stream, track, _PICTURE, name)]
        for kind in find(elements, stream, track, _TRACK_TYPE):
            medium = _TYPES.get(_count(stream, kind))
            if medium:
                found.append((medium, max(sides, default=0)))
    return found


def _count(stream: Frugal, span: Span) -> int:
    start, end = span
    return int.from_bytes(stream.at(start, min(end - start, 8)))


def _film(family: str, tracks: _Tracks, *, medium: str = "video") -> Content:
    """Tell a video from a sound by what is in it; `medium` is what it says of itself, for one that shows nothing."""
    if tracks:
        medium = "video" if any(kind == "video" for kind, _ in tracks) else "audio"
    mime = f"{medium}/{family}"
    side = max((side for kind, side in tracks if kind == "video"), default=0)
    damage = "" if tracks else "neither picture nor sound is in it"
    has_sound = any(kind == "audio" for kind, _ in tracks)
    return Content(mime=mime, ending=_ENDINGS[mime], side=side or None, has_sound=has_sound, damage=damage)


# ── sounds ───────────────────────────────────────────────────────────────────────────────────────────────────────────

_FRAME = 6
"""Bytes of a frame's header that are looked at."""
_AAC_RATES = 13


def _sound(stream: Frugal, head: bytes) -> Content | None:
    """Tell MP3, AAC and FLAC by their first frame, behind tags such as a title and a cover; `None` if it is neither."""
    start = _behind_tags(stream)
    if not start:
        mime = _frame(head)
        return Content(mime=mime, ending=_ENDINGS[mime]) if mime else None
    data = stream.at(start, _BEHIND_TAG)
    if data.startswith(b"fLaC"):
        return Content(mime="audio/flac", ending=".flac")
    mime = next(filter(None, (_frame(data[at : at + 6]) for at in range(len(data)))), None)
    damage = "" if mime else "no sound follows its tags"
    return Content(mime=mime or "audio/mpeg", ending=_ENDINGS[mime or "audio/mpeg"], damage=damage)


def _behind_tags(stream: Frugal) -> int:
    """Find the end of the ID3 tags. Their size is written in bytes of seven bits; a flag tells of a footer."""
    start = 0
    while len(tag := stream.at(start, 10)) == len(b"ID3vvfssss") and tag.startswith(b"ID3"):
        size = sum((byte & 0x7F) << shift for byte, shift in zip(tag[6:], (21, 14, 7, 0), strict=True))
        start += 10 + size + (10 if tag[5] & 0x10 else 0)
    return start


def _frame(head: bytes) -> str | None:
    """Tell a frame of sound by its header: eleven ones, and then no value that is reserved."""
    if len(head) < _FRAME or head[0] != 0xFF or head[1] < 0xE0:  # noqa: PLR2004 -- the eleven ones
        return None
    return "audio/aac" if _is_aac(head) else "audio/mpeg" if _is_mp3(head) else None


def _is_aac(head: bytes) -> bool:
    twelve_ones_and_layer_0 = head[1] & 0xF6 == 0xF0  # noqa: PLR2004 -- as named
    length = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5
    return twelve_ones_and_layer_0 and head[2] >> 2 & 15 < _AAC_RATES and length > _FRAME


def _is_mp3(head: bytes) -> bool:
    version, layer, bits, rate = head[1] >> 3 & 3, head[1] >> 1 & 3, head[2] >> 4, head[2] >> 2 & 3
    # Layer 1 is left out: nobody has it, and a text in UTF-16 begins like it.
    return version != 1 and layer in {1, 2} and bits != 15 and rate != 3  # noqa: PLR2004 -- what is reserved
