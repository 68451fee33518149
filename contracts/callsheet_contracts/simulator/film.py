"""The film that every simulated task makes: an MP4 of one grey frame, a second long. Knows no provider and no HTTP."""

from functools import cache
from typing import Final

SIDE: Final = 16
"""Pixels of each side: one macroblock, the least that H.264 can say."""
SECOND: Final = 1000
"""Ticks of its clock in a second."""
_MATRIX: Final = b"".join(one.to_bytes(4) for one in (0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000))
"""Neither turned nor stretched."""


@cache
def film() -> bytes:
    """Make it: valid H.264 of the baseline profile, in boxes of ISO 14496-12, ready to be played while it is loaded."""
    frame = _length(_unit(0x65, _SLICE), 4)
    brands = _box("ftyp", b"isom", _number(0x200), b"isomiso2avc1mp41")
    # Where the frame begins depends on how long the index is, which does not depend on where it begins.
    begins = len(brands) + len(_index(0, len(frame))) + 8
    return brands + _index(begins, len(frame)) + _box("mdat", frame)


# ── the frame, bit by bit (ITU-T H.264, 7.3) ──


def _golomb(number: int) -> str:
    """Write a number as H.264 does: as many zeros as digits follow the first."""
    digits = f"{number + 1:b}"
    return "0" * (len(digits) - 1) + digits


def _unit(kind: int, bits: str) -> bytes:
    """Close a unit with a one, and zeros up to a whole byte."""
    whole = bits + "1"
    whole += "0" * (-len(whole) % 8)
    return bytes((kind, *(int(whole[at : at + 8], 2) for at in range(0, len(whole), 8))))


def _numbers(*numbers: int) -> str:
    return "".join(map(_golomb, numbers))


# Set 0, frames numbered in 4 bits, order by decoding, no reference frames, 1 by 1 macroblocks, whole frames, no crop.
_SEQUENCE: Final = f"{66:08b}{0b11000000:08b}{10:08b}" + _numbers(0, 0, 2, 0) + "0" + _numbers(0, 0) + "1100"
# Set 0 of sequence 0, codes of variable length, no groups, no weights, usual quantisers, a filter of its own.
_PICTURE: Final = _numbers(0, 0) + "00" + _numbers(0, 0, 0) + "000" + _numbers(0, 0, 0) + "100"
# The first macroblock, all slices intra (7), set 0, frame 0, id 0, no long-term reference, quantiser 0, no filter (1);
# then one macroblock: predicted as a whole from nothing (3, 0), which is grey, quantiser 0, no difference from it (1).
_SLICE: Final = _numbers(0, 7, 0) + "0000" + _numbers(0) + "00" + _numbers(0, 1) + _numbers(3, 0, 0) + "1"

# ── the boxes around it (ISO 14496-12, 14496-14, 14496-15) ──


def _number(value: int, size: int = 4) -> bytes:
    return value.to_bytes(size)


def _length(content: bytes, size: int) -> bytes:
    return _number(len(content), size) + content


def _box(name: str, *content: bytes) -> bytes:
    inside = b"".join(content)
    return _number(len(inside) + 8) + name.encode() + inside


def _full(name: str, *values: int | bytes, flags: int = 0) -> bytes:
    """Make a box with a version and flags; plain numbers have four bytes."""
    return _box(name, _number(flags), *(one if isinstance(one, bytes) else _number(one) for one in values))


def _index(begins: int, size: int) -> bytes:
    """Tell all about the film but its frame, which begins at a byte and has so many."""
    pixels = SIDE << 16
    head = _full("mvhd", 0, 0, SECOND, SECOND, 0x10000, b"\1\0", bytes(10), _MATRIX, bytes(24), 2)
    track = _full("tkhd", 0, 0, 1, 0, SECOND, bytes(16), _MATRIX, pixels, pixels, flags=3)
    media = _full("mdhd", 0, 0, SECOND, SECOND, b"\x55\xc4\0\0")
    named = _full("hdlr", 0, b"vide", bytes(12), b"\0")
    here = _box("dinf", _full("dref", 1, _full("url ", flags=1)))
    looks = _box("minf", _full("vmhd", bytes(8), flags=1), here, _samples(begins, size))
    return _box("moov", head, _box("trak", track, _box("mdia", media, named, looks)))


def _samples(begins: int, size: int) -> bytes:
    sets = (_length(_unit(0x67, _SEQUENCE), 2), _length(_unit(0x68, _PICTURE), 2))
    decoder = _box("avcC", b"\1", bytes((66, 0b11000000, 10)), b"\xff\xe1", sets[0], b"\1", sets[1])
    sides = _number(SIDE, 2) * 2
    deep = _number(1, 2) + bytes(32) + b"\0\x18\xff\xff"
    entry = (bytes(6), b"\0\1", bytes(16), sides, _number(0x480000) * 2, bytes(4), deep)
    tables = (
        _full("stsd", 1, _box("avc1", *entry, decoder)),
        _full("stts", 1, 1, SECOND),
        _full("stsc", 1, 1, 1, 1),
        _full("stsz", size, 1),
        _full("stco", 1, begins),
    )
    return _box("stbl", *tables)
