"""Open what a text is packed in, layer by layer: gzip, base64, URL and JSON escapes. Knows no secret and no recording.

A key is no less there for being encoded: a signed address in a JSON text in a form in an archive is still an address.
"""

import binascii
import re
import string
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
ESCAPE: Final = re.compile(r'\\(?:u00([0-7][0-9A-Fa-f])|(["\\/bfnrt]))')
"""Escapes that stand for what keys are made of; the others, of Chinese prompts above all, are left as they are."""
PLAIN: Final = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
SHORTEST: Final = 16
"""Whatever is shorter holds no key."""
LETTERS: Final = (string.ascii_letters + string.digits + "+/_-").encode()
"""What base64 is made of, in both of its ways; what fills it up at its end is not needed."""
MASK: Final = bytes(ord("a" if one in LETTERS else " ") for one in range(256))
"""Makes one letter of all that base64 is made of, and a gap of all else: runs are then found without a pattern."""
RUN: Final = b"a" * SHORTEST
IDS: Final = (string.hexdigits + "-").encode()
WORDS: Final = (string.ascii_lowercase + "-_/").encode()
"""A run of nothing but these is an id, or words: not one key in a billion is encoded so."""
FOLDED: Final = re.compile(rb"(?:[A-Za-z0-9+/]{60,76}\r?\n)+[A-Za-z0-9+/]*={0,2}")
"""Base64 in lines, as mail has it."""
ONE_WAY: Final = bytes.maketrans(b"-_", b"+/")
PACKED: Final = ((b"\x1f\x8b", zlib.MAX_WBITS | 16, "gzip"), (b"\x78", zlib.MAX_WBITS, "zlib"))
SIGNS: Final = tuple(sign for sign, _, _ in PACKED)
READABLE: Final = re.compile(rb"[\x20-\x7e\s]{12,}")
"""What a key may stand in, be it in a picture; chance makes nothing of that length."""

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


def is_flat(text: str) -> bool:
    """Tell whether there is nothing in a text to be opened."""
    return next(_inside(text), None) is None


def is_archive(content: bytes) -> bool:
    """Tell whether a content may be packed as a whole."""
    return content.startswith(SIGNS)


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


def _runs(text: str) -> Iterator[bytes]:
    """List what may be base64; a slash is a part of it, or parts the steps of a path."""
    written = text.encode(errors="replace")
    for run in dict.fromkeys(_long_runs(written)):
        if run.strip(IDS) and run.strip(WORDS):
            yield run
            if b"/" in run:
                yield from (step for step in run.split(b"/") if len(step) >= SHORTEST)
    if b"\n" in written:
        yield from (b"".join(folded.split()) for folded in FOLDED.findall(written))


def _long_runs(written: bytes) -> Iterator[bytes]:
    """List the runs of letters of base64 that are long enough to hold a key."""
    mask = written.translate(MASK)
    start = mask.find(RUN)
    while start >= 0:
        end = mask.find(b" ", start)
        if end < 0:
            end = len(written)
        yield written[start:end]
        start = mask.find(RUN, end)


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else PLAIN.get(found[2], found[2])


def _decoded(run: bytes) -> bytes | None:
    """Take a run for base64, if something to be read comes of it: most runs are words and numbers."""
    bare = run.rstrip(b"=")
    try:
        decoded = binascii.a2b_base64(bare.translate(ONE_WAY) + b"=" * (-len(bare) % 4))
    except ValueError:
        return None
    return decoded if is_archive(decoded) or READABLE.search(decoded) else None


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
