"""What files of sound and film are made of: boxes, elements, chunks. Knows what none of them holds, and reads little.

What is read is bounded, so that a file that is made to cost time is given up.
"""

import os
from collections.abc import Callable, Iterator
from typing import BinaryIO

_MOST_READS = 20_000
"""What a real file needs is a few hundred reads; one that is made to cost time needs millions."""
_MOST_AT_ONCE = 1 << 20


class Frugal:
    """A stream that ends early: after so many reads, and each read after so many bytes.

    A file that is made to be read byte by byte for minutes thus counts as one that is cut short.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._left = _MOST_READS

    def read(self, size: int = -1, /) -> bytes:
        """Read so many bytes, or nothing where enough was read."""
        self._left -= 1
        if self._left < 0:
            return b""
        return self._stream.read(_MOST_AT_ONCE if size < 0 else min(size, _MOST_AT_ONCE))

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Go to a place."""
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        """Say at what place it is."""
        return self._stream.tell()

    def at(self, start: int, count: int) -> bytes:
        """Read so many bytes from a place on."""
        self.seek(start)
        return self.read(count)


Span = tuple[int, int]
"""Where something begins and ends in a file."""
Parts = Callable[[Frugal, int, int], Iterator[tuple[bytes, int, int]]]
"""Lists the parts in a span: the name of each, and the span of what it holds."""


def find(parts: Parts, stream: Frugal, span: Span, *path: bytes) -> Iterator[Span]:
    """Follow names from part to part; yield every span at the end of the way."""
    for name, start, end in parts(stream, *span):
        if name != path[0]:
            continue
        if path[1:]:
            yield from find(parts, stream, (start, end), *path[1:])
        else:
            yield start, end


def boxes(stream: Frugal, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """List the boxes of MP4 and its kin: size, name, content. A size of 1 stands further on, one of 0 is the rest."""
    while start < end:
        header = stream.at(start, 16)
        size, name, content = int.from_bytes(header[:4]), header[4:8], start + 8
        if size == 1:
            size, content = int.from_bytes(header[8:16]), start + 16
        following = start + size if size else end
        if len(name) < len(b"name") or following < content:
            return
        yield name, content, min(following, end)
        start = following


def boxes_end(stream: Frugal, size: int) -> int:
    """Tell where the boxes of a file say that it ends: behind its last byte, it is cut short."""
    start = 0
    while start < size:
        header = stream.at(start, 16)
        length, least = int.from_bytes(header[:4]), 8
        if length == 1:
            length, least = int.from_bytes(header[8:16]), 16
        if length < least or len(header) < least:
            # The last box is the rest, or what follows is none.
            return size
        start += length
    return start


def elements(stream: Frugal, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """List the elements of WEBM and its kin: name and size, each as long as its first byte says, then content."""
    while start < end:
        header = stream.at(start, 12)
        named = _length(header)
        sized = _length(header[named:])
        size = int.from_bytes(header[named : named + sized]) & (1 << 7 * sized) - 1
        content = start + named + sized
        if not named or not sized or len(header) < named + sized:
            return
        # All ones: as long as it lasts, as in what is recorded while it is sent.
        following = end if size == (1 << 7 * sized) - 1 else content + size
        yield header[:named], content, min(following, end)
        start = following


def _length(number: bytes) -> int:
    """Tell how many bytes a number of WEBM has; 0 for none. As many zeros lead as bytes follow the first."""
    return 9 - number[0].bit_length() if number and number[0] else 0


def chunks(stream: Frugal, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """List the chunks of WAV: name, size, content, filled up to an even count."""
    while start < end:
        header = stream.at(start, 8)
        size = int.from_bytes(header[4:8], "little")
        if len(header) < len(b"name") + 4:
            return
        yield header[:4], start + 8, min(start + 8 + size, end)
        start += 8 + size + size % 2
