"""Open what a text is packed in, layer by layer: gzip, base64, URL and JSON escapes. Knows no secret and no recording.

A key is no less there for being encoded: a signed address in a JSON text in a form in an archive is still an address.
"""

import base64
import binascii
import re
import zlib
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

DEEPEST: Final = 8
"""Layers on top of each other; nobody packs anything deeper by accident."""
MOST: Final = 4096
"""Texts that are looked at, all layers of one content taken together."""
LARGEST: Final = 64 * 1024 * 1024
"""No more of one archive is opened."""
PERCENT: Final = re.compile("%[0-9A-Fa-f]{2}")
ESCAPE: Final = re.compile(r'\\(?:u([0-9A-Fa-f]{4})|(["\\/bfnrt]))')
PLAIN: Final = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
SHORTEST: Final = 16
"""Whatever is shorter holds no key."""
RUN: Final = re.compile(f"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{{{SHORTEST},}}={{0,2}}")
"""What may be base64, of both alphabets."""
FOLDED: Final = re.compile(r"(?:[A-Za-z0-9+/]{60,76}\r?\n)+[A-Za-z0-9+/]*={0,2}")
"""Base64 in lines, as mail has it."""
PACKED: Final = ((b"\x1f\x8b", zlib.MAX_WBITS | 16, "gzip"), (b"\x78", zlib.MAX_WBITS, "zlib"))
UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")

Layer = tuple[str, tuple[str, ...]]
"""A text, and what had to be opened to come to it, outermost first."""


def layers(content: bytes | str) -> Iterator[Layer]:
    """List all texts that a content holds, itself included, each once."""
    waiting: list[tuple[bytes | str, tuple[str, ...]]] = [(content, ())]
    seen: set[str] = set()
    while waiting and len(seen) < MOST:
        packed, trail = waiting.pop()
        text, trail = (packed, trail) if isinstance(packed, str) else _opened(packed, trail)
        if text in seen:
            continue
        seen.add(text)
        yield text, trail
        if len(trail) < DEEPEST:
            waiting += ((inner, (*trail, how)) for inner, how in _inside(text))


def _inside(text: str) -> Iterator[tuple[bytes | str, str]]:
    """List what one more step makes of a text."""
    if "\\" in text:
        plain = ESCAPE.sub(_unescaped, text)
        if plain != text:
            yield plain, "JSON"
    if "%" in text and PERCENT.search(text):
        yield unquote(text, errors="replace"), "URL"
    for run in _runs(text):
        decoded = _decoded(run)
        if decoded is not None:
            yield decoded, "base64"


def _runs(text: str) -> Iterator[str]:
    """List what may be base64; a slash is a part of it, or parts the steps of a path."""
    for run in RUN.findall(text):
        yield run
        if "/" in run:
            yield from (step for step in run.split("/") if len(step) >= SHORTEST)
    if "\n" in text:
        yield from ("".join(folded.split()) for folded in FOLDED.findall(text))


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else PLAIN.get(found[2], found[2])


def _decoded(run: str) -> bytes | None:
    """Take a run for base64, if text or an archive comes of it: most runs are words and numbers."""
    bare = run.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        decoded = base64.b64decode(bare + "=" * (-len(bare) % 4))
    except (binascii.Error, ValueError):
        return None
    if decoded.startswith((PACKED[0][0], PACKED[1][0])):
        return decoded
    try:
        text = decoded.decode()
    except UnicodeDecodeError:
        return None
    return None if UNPRINTABLE.search(text) else decoded


def _opened(content: bytes, trail: tuple[str, ...]) -> Layer:
    """Unpack an archive, and an archive in it, as far as that goes; then take it for text."""
    while len(trail) < DEEPEST:
        found = next(((inner, how) for sign, window, how in PACKED for inner in _inflated(content, sign, window)), None)
        if found is None:
            break
        content, how = found
        trail = (*trail, how)
    return content.decode("utf-8", "replace"), trail


def _inflated(content: bytes, sign: bytes, window: int) -> Iterator[bytes]:
    if content.startswith(sign):
        try:
            yield zlib.decompressobj(window).decompress(content, LARGEST)
        except zlib.error:
            return
