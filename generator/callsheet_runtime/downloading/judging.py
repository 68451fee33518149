"""Whether a file that came is what one pays for: media, and all of it. Knows no wire, and no provider.

Needs no library: whoever only downloads has none. It reads headers; whether a film can be played, only a player tells.
"""

import mimetypes
from dataclasses import dataclass
from typing import BinaryIO

from callsheet_runtime.containers import Frugal, boxes_end
from callsheet_runtime.content import film, usual
from callsheet_runtime.lengths import of_film

_HEAD = 1024
_PICTURES = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png", ".png"),
    (0, b"\xff\xd8\xff", "image/jpeg", ".jpg"),
    (0, b"GIF8", "image/gif", ".gif"),
    (8, b"WEBP", "image/webp", ".webp"),
    (4, b"ftypavif", "image/avif", ".avif"),
    (4, b"ftypheic", "image/heic", ".heic"),
    (8, b"WAVE", "audio/wav", ".wav"),
)
"""Where each signature stands, and of what it is one."""
ENDINGS = {
    ".mp4": "video/mp4",
    ".m4v": "video/mp4",
    ".mov": "video/quicktime",
    ".webm": "video/webm",
    ".mkv": "video/x-matroska",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".jpeg": "image/jpeg",
    **{ending: mime for _, _, mime, ending in _PICTURES},
}
"""Types that are told by their content: what has such a name, or is served as such a type, and is none, is refused."""


class Unfit(ValueError):  # noqa: N818 -- what is wrong with a file, in words
    """A file that is not what was paid for; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What a file is."""

    type: str
    ending: str
    seconds: float | None = None
    side: int | None = None
    has_sound: bool | None = None


def judge(opened: BinaryIO, size: int, *, served: str, ending: str) -> Judged:
    """Look into a file: `served` is the type that its server names, `ending` that of its name, if it has one.

    Raises:
        Unfit: it is empty, a page, cut short, or not what it is said to be.

    """
    if not size:
        raise Unfit("it is empty")
    head = Frugal(opened).at(0, _HEAD)
    found = film(opened, size)
    if found and found.mime:
        _refuse_cut(opened, size, found.mime)
        if found.damage:
            raise Unfit(f"it is {found.mime}, and {found.damage}")
        lasts = of_film(opened, size, found.mime)
        return Judged(type=found.mime, ending=found.ending, seconds=lasts, side=found.side, has_sound=found.has_sound)
    for at, signature, mime, usual_ending in _PICTURES:
        if head[at : at + len(signature)] == signature:
            return Judged(type=mime, ending=usual_ending)
    if _is_text(head):
        raise Unfit("it is a page or another text, such as an error that is served as if it were the file")
    served = usual(served)
    if served in ENDINGS.values() or ending.lower() in ENDINGS:
        raise Unfit(f"it is served as {served or 'nothing'}, and by its content it is no media that is known")
    return Judged(type=served or "application/octet-stream", ending=mimetypes.guess_extension(served) or ".bin")


def _refuse_cut(opened: BinaryIO, size: int, mime: str) -> None:
    if mime.endswith(("/mp4", "/quicktime", "/3gpp")) and (end := boxes_end(Frugal(opened), size)) > size:
        raise Unfit(f"it is cut short: it has {size:,} bytes, and by its own count {end:,}")


def _is_text(head: bytes) -> bool:
    """Tell a text by what is in none. The last character may be cut, so that a bad one counts before the end alone."""
    try:
        return "\0" not in head.decode()
    except UnicodeDecodeError as error:
        return b"\0" not in head and error.start > len(head) - 4
