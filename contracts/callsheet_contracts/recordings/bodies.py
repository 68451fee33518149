"""Bodies as they were before they travelled: unpacked, as bytes. Knows no file format."""

import zlib
from collections.abc import Mapping
from typing import Final

MOST: Final = 64 * 1024 * 1024
"""No more of a packed body is opened."""
GZIP: Final = b"\x1f\x8b"


def unpacked(body: bytes, headers: Mapping[str, str]) -> bytes:
    """Open what `Content-Encoding` names; leave what is open already, as recorders keep it, or cannot be opened."""
    for name in reversed(headers.get("content-encoding", "").lower().split(",")):
        match name.strip():
            case "gzip" | "x-gzip" if body.startswith(GZIP):
                body = _inflated(body, zlib.MAX_WBITS | 16)
            case "deflate":
                whole = _inflated(body, zlib.MAX_WBITS)
                body = _inflated(body, -zlib.MAX_WBITS) if whole is body else whole
            case _:
                pass
    return body


def _inflated(body: bytes, window: int) -> bytes:
    opener = zlib.decompressobj(window)
    try:
        opened = opener.decompress(body, MOST)
    except zlib.error:
        return body
    return opened if opener.eof else body


def as_bytes(text: str) -> bytes:
    """Encode a text, half a character in it included."""
    return text.encode("utf-8", "surrogatepass")
