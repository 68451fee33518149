"""Small files to upload, by the ending of their names. Knows no provider."""

import io
import mimetypes
import struct
import wave
import zlib
from functools import cache

from callsheet_contracts.simulator.film import film


@cache
def content_of(file: str) -> tuple[str, bytes]:
    """Make a file for a name: its type and its content.

    Images in PNG, films and sounds in WAV are real, if small; of other endings the content is filler, which a server
    that looks into files refuses.
    """
    mime = mimetypes.guess_type(file)[0] or "application/octet-stream"
    match file.rpartition(".")[2].lower():
        case "png":
            return mime, _dot()
        case "mp4" | "mov" | "m4v":
            return mime, film()
        case "wav":
            return mime, _silence()
        case _:
            return mime, b"callsheet probe\n"


def _dot() -> bytes:
    """Make an image of one grey pixel."""
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    pixels = _chunk(b"IDAT", zlib.compress(b"\0\x80"))
    return b"\x89PNG\r\n\x1a\n" + header + pixels + _chunk(b"IEND", b"")


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _silence() -> bytes:
    """Make a tenth of a second of silence."""
    made = io.BytesIO()
    with wave.open(made, "wb") as sound:
        sound.setparams((1, 2, 8000, 800, "NONE", ""))
        sound.writeframes(bytes(1600))
    return made.getvalue()
