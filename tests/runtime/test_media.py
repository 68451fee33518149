import io
import os
import pickle
import struct
import sys
import wave
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

import httpx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from callsheet_runtime import Cite, Problem, Source
from callsheet_runtime.media import MissingExtra, Upload, preflight
from callsheet_runtime.protocol import FileField

# ── files, as small as their formats allow ───────────────────────────────────────────────────────────────────────────


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">L", len(data)) + name + data + struct.pack(">L", zlib.crc32(name + data))


def png(width: int = 1, height: int = 1, *, between: bytes = b"") -> bytes:
    header = chunk(b"IHDR", struct.pack(">LLBBBBB", width, height, 8, 0, 0, 0, 0))
    rows = zlib.compress((b"\0" + bytes(min(width, 99))) * min(height, 99))
    return b"\x89PNG\r\n\x1a\n" + header + between + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def apng(width: int = 1, height: int = 1) -> bytes:
    return png(width, height, between=chunk(b"acTL", struct.pack(">LL", 1, 0)))


def jpeg(width: int = 1, height: int = 1) -> bytes:
    jfif = b"\xff\xe0" + struct.pack(">H5sHBHHBB", 16, b"JFIF\0", 0x101, 0, 1, 1, 0, 0)
    frame = b"\xff\xc0" + struct.pack(">HBHHBBBB", 11, 8, height, width, 1, 1, 0x11, 0)
    return b"\xff\xd8" + jfif + frame + b"\xff\xda\0\x08\x01\x01\0\0\x3f\0\0\xff\xd9"


def gif(width: int = 1, height: int = 1) -> bytes:
    return b"GIF89a" + struct.pack("<HHBBB", width, height, 0, 0, 0) + b"\x2c" + bytes(9) + b"\x02\x02\x44\x01\0\x3b"


def bmp(width: int = 1, height: int = 1) -> bytes:
    header = struct.pack("<LllHHLLllLL", 40, width, height, 1, 24, 0, 4, 0, 0, 0, 0)
    return b"BM" + struct.pack("<LHHL", 58, 0, 0, 54) + header + bytes(4)


def tiff(width: int = 1, height: int = 1) -> bytes:
    entries = struct.pack("<HHLLHHLL", 256, 4, 1, width, 257, 4, 1, height)
    return b"II*\0" + struct.pack("<LH", 8, 2) + entries + bytes(4)


def riff(form: bytes, name: bytes, data: bytes) -> bytes:
    body = form + name + struct.pack("<L", len(data)) + data + bytes(len(data) % 2)
    return b"RIFF" + struct.pack("<L", len(body)) + body


def webp_lossy(width: int = 1, height: int = 1) -> bytes:
    return riff(b"WEBP", b"VP8 ", b"\x10\0\0\x9d\x01\x2a" + struct.pack("<HH", width, height) + bytes(8))


def webp_lossless(width: int = 1, height: int = 1) -> bytes:
    return riff(b"WEBP", b"VP8L", b"\x2f" + struct.pack("<L", (height - 1) << 14 | width - 1) + bytes(8))


def webp_extended(width: int = 1, height: int = 1) -> bytes:
    return riff(b"WEBP", b"VP8X", bytes(4) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little"))


def box(name: bytes, *parts: bytes) -> bytes:
    data = b"".join(parts)
    return struct.pack(">L", len(data) + 8) + name + data


def iso_track(medium: bytes, width: int = 0, height: int = 0) -> bytes:
    entry = box(b"avc1", bytes(24), struct.pack(">HH", width, height), bytes(50))
    table = box(b"stbl", box(b"stsd", struct.pack(">LL", 0, 1), entry))
    return box(b"trak", box(b"mdia", box(b"hdlr", bytes(8), medium, bytes(13)), box(b"minf", table)))


def iso(brand: bytes, *tracks: bytes, others: bytes = b"", ahead: bytes = b"") -> bytes:
    return box(b"ftyp", brand, bytes(4), others) + ahead + box(b"moov", *tracks)


def mp4(width: int = 1, height: int = 1) -> bytes:
    return iso(b"isom", iso_track(b"soun"), iso_track(b"vide", width, height), others=b"isommp41")


def mov(width: int = 1, height: int = 1) -> bytes:
    return iso(b"qt  ", iso_track(b"vide", width, height), iso_track(b"tmcd"), others=b"qt  isom")


def still(brand: bytes, others: bytes, width: int = 1, height: int = 1) -> bytes:
    size = box(b"ispe", bytes(4), struct.pack(">LL", width, height))
    return box(b"ftyp", brand, bytes(4), others) + box(b"meta", bytes(4), box(b"iprp", box(b"ipco", size)))


def element(name: bytes, *parts: bytes, size: bytes | None = None) -> bytes:
    data = b"".join(parts)
    return name + (size or (len(data) | 1 << 56).to_bytes(8)) + data


def matroska(
    doctype: bytes, *kinds: int, width: int = 1, height: int = 1, before: bytes = b"", segment: bytes | None = None
) -> bytes:
    picture = element(b"\xe0", element(b"\xb0", struct.pack(">H", width)), element(b"\xba", struct.pack(">H", height)))
    tracks = [element(b"\xae", element(b"\x83", bytes([kind])), picture if kind == 1 else b"") for kind in kinds]
    head = element(b"\x1a\x45\xdf\xa3", element(b"\x42\x86", b"\x01"), element(b"\x42\x82", doctype))
    return head + element(b"\x18\x53\x80\x67", before, element(b"\x16\x54\xae\x6b", *tracks), size=segment)


def webm(width: int = 1, height: int = 1) -> bytes:
    return matroska(b"webm", 1, 2, width=width, height=height)


def wav() -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(16))
    return file.getvalue()


def id3(size: int, *, footer: bool = False) -> bytes:
    seven = bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x04\0" + (b"\x10" if footer else b"\0") + seven + bytes(size) + (bytes(10) if footer else b"")


MP3 = b"\xff\xfb\x90\x64" + bytes(413)
AAC = b"\xff\xf1\x50\x80\x02\x1f\xfc" + bytes(9)
FLAC = b"fLaC\x80\0\0\x22" + bytes(34)
M4A = iso(b"M4A ", iso_track(b"soun"), others=b"M4A mp42isom")

FILES: dict[str, tuple[bytes, str, str]] = {
    "PNG": (png(), "image/png", ".png"),
    "PNG that moves": (apng(), "image/apng", ".apng"),
    "JPEG": (jpeg(), "image/jpeg", ".jpg"),
    "GIF": (gif(), "image/gif", ".gif"),
    "BMP": (bmp(), "image/bmp", ".bmp"),
    "TIFF": (tiff(), "image/tiff", ".tif"),
    "WEBP, lossy": (webp_lossy(), "image/webp", ".webp"),
    "WEBP, lossless": (webp_lossless(), "image/webp", ".webp"),
    "WEBP, extended": (webp_extended(), "image/webp", ".webp"),
    "HEIC": (still(b"heic", b"mif1heic"), "image/heic", ".heic"),
    "HEIC by its second name": (still(b"mif1", b"mif1heic"), "image/heic", ".heic"),
    "HEIF": (still(b"mif1", b"mif1"), "image/heif", ".heif"),
    "AVIF": (still(b"avif", b"mif1miaf"), "image/avif", ".avif"),
    "MP4": (mp4(), "video/mp4", ".mp4"),
    "MP4 of a camera": (iso(b"MSNV", iso_track(b"vide", 1, 1)), "video/mp4", ".mp4"),
    "MP4 with its data ahead": (
        iso(b"mp42", iso_track(b"vide", 1, 1), ahead=b"\0\0\0\x01mdat" + (99).to_bytes(8) + bytes(83)),
        "video/mp4",
        ".mp4",
    ),
    "MP4 of sound": (iso(b"isom", iso_track(b"soun"), others=b"isommp42"), "audio/mp4", ".m4a"),
    "M4A": (M4A, "audio/mp4", ".m4a"),
    "M4V": (iso(b"M4V ", iso_track(b"vide", 1, 1)), "video/mp4", ".mp4"),
    "MOV": (mov(), "video/quicktime", ".mov"),
    "MOV of old": (box(b"wide") + box(b"moov", iso_track(b"vide", 1, 1)), "video/quicktime", ".mov"),
    "3GP": (iso(b"3gp4", iso_track(b"vide", 1, 1), others=b"3gp4isom"), "video/3gpp", ".3gp"),
    "WEBM": (webm(), "video/webm", ".webm"),
    "WEBM that was sent while recorded": (matroska(b"webm", 1, segment=b"\x01" + b"\xff" * 7), "video/webm", ".webm"),
    "WEBM with a filled name": (matroska(b"webm\0\0\0\0", 1), "video/webm", ".webm"),
    "WEBM with much ahead": (matroska(b"webm", 1, before=element(b"\xec", bytes(20_000))), "video/webm", ".webm"),
    "WEBM of sound": (matroska(b"webm", 2), "audio/webm", ".webm"),
    "MKV": (matroska(b"matroska", 1, 2, 17), "video/x-matroska", ".mkv"),
    "MP3": (MP3, "audio/mpeg", ".mp3"),
    "MP3 with a check": (b"\xff\xfa\x90\x64" + bytes(413), "audio/mpeg", ".mp3"),
    "MP3 of low rate": (b"\xff\xe3\x18\xc4" + bytes(99), "audio/mpeg", ".mp3"),
    "MP3 with ID3": (id3(100) + MP3, "audio/mpeg", ".mp3"),
    "MP3 with a large cover": (id3(100_000) + id3(5, footer=True) + MP3, "audio/mpeg", ".mp3"),
    "MP3 with ID3 and filling": (id3(100) + bytes(1000) + MP3, "audio/mpeg", ".mp3"),
    "WAV": (wav(), "audio/wav", ".wav"),
    "WAV with much ahead": (riff(b"WAVE", b"JUNK", bytes(9001)) + wav()[12:], "audio/wav", ".wav"),
    "AAC": (AAC, "audio/aac", ".aac"),
    "AAC with a check": (b"\xff\xf0\x50\x80\x02\x1f\xfc" + bytes(9), "audio/aac", ".aac"),
    "AAC with ID3": (id3(100) + AAC, "audio/aac", ".aac"),
    "FLAC": (FLAC, "audio/flac", ".flac"),
    "FLAC with ID3": (id3(100) + FLAC, "audio/flac", ".flac"),
}
"""Content, type and usual ending."""

EVERY = {mime: () for _, mime, _ in FILES.values()}


def field(
    *media: str, at: str = "/$files/image", most_bytes: int | None = None, most_side: int | None = None
) -> FileField:
    return FileField(
        name="image", at=at, media=dict.fromkeys(media, ()), most_bytes=most_bytes, most_side=most_side, cites=(CITE,)
    )


CITE = Cite(Source("p", "The page", "https://acme.test/p", "official"), "up to 20 MB")
EVERYTHING = field(*EVERY, most_side=10_000)


def names(problems: list[Problem]) -> list[str]:
    return [problem.rule.name for problem in problems]


def says(field: FileField, content: bytes) -> str:
    return "; ".join(problem.says for problem in preflight(field, Upload.of(content)))


# ── what it is ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("content", "mime", "ending"), FILES.values(), ids=FILES)
def test_each_type_is_told_by_its_content(content: bytes, mime: str, ending: str) -> None:
    assert preflight(field(mime, most_side=1), Upload.of(content)) == []
    assert Upload.of(content).name == f"upload{ending}"
    [problem] = preflight(field("image/none"), Upload.of(content))
    assert problem.rule.name == "image.media"
    assert problem.value == mime
    assert problem.says == f"the file is {mime}; taken are image/none"


@pytest.mark.parametrize(
    ("content", "listed"),
    [
        (jpeg(), "image/jpg"),
        (jpeg(), "IMAGE/JPEG"),
        (apng(), "image/png"),
        (bmp(), "image/x-ms-bmp"),
        (still(b"heic", b""), "image/heif"),
        (wav(), "audio/x-wav"),
        (wav(), "audio/wave"),
        (wav(), "audio/vnd.wave"),
        (MP3, "audio/mp3"),
        (M4A, "audio/x-m4a"),
        (M4A, "audio/m4a"),
        (AAC, "audio/x-aac"),
        (FLAC, "audio/x-flac"),
        (mov(), "video/mov"),
        (mp4(), "video/x-m4v"),
        (webm(), "video/x-matroska"),
    ],
)
def test_a_type_has_several_names(content: bytes, listed: str) -> None:
    assert preflight(field("text/none", listed), Upload.of(content)) == []


@pytest.mark.parametrize(
    ("content", "listed"),
    [
        (png(), "image/apng"),
        (still(b"mif1", b""), "image/heic"),
        (M4A, "audio/mpeg"),
        (M4A, "video/mp4"),
        (mp4(), "audio/mp4"),
        (mp4(), "video/quicktime"),
        (matroska(b"matroska", 1), "video/webm"),
        (matroska(b"webm", 2), "video/webm"),
        (AAC, "audio/mpeg"),
        (id3(9) + AAC, "audio/mpeg"),
    ],
)
def test_what_is_alike_is_not_the_same(content: bytes, listed: str) -> None:
    assert names(preflight(field(listed), Upload.of(content))) == ["image.media"]


def test_the_ending_tells_nothing(tmp_path: Path) -> None:
    path = tmp_path / "cat.png"
    path.write_bytes(jpeg())
    assert preflight(field("image/jpeg"), Upload.of(path)) == []
    assert names(preflight(field("image/png"), Upload.of(path))) == ["image.media"]


@pytest.mark.parametrize(
    "content",
    [
        b"\0",
        b"a cat",
        "ÿþ a text".encode("utf-16"),
        b"BMW is no bitmap, whatever its first two letters are",
        b"M4A is no sound",
        b"ftyp3gp is no video",
        b"fat-free is no video, either",
        b"\xff\xfb\xf0\0\0\0 reserved bits",
        b"\xff\xf1\xfc\0\0\0 reserved rate",
        matroska(b"other", 1),
        b"\x1a\x45\xdf\xa3",
        b"PK\x03\x04 but nothing else",
    ],
)
def test_what_cannot_be_told_is_not_taken(content: bytes) -> None:
    [problem] = preflight(EVERYTHING, Upload.of(content))
    assert problem.rule.name == "image.media"
    assert "no known type" in problem.says or "application/" in problem.says
    assert preflight(field(), Upload.of(content)) == []
    assert preflight(field(most_side=9), Upload.of(content)) == []


def test_other_types_are_named() -> None:
    assert says(field("image/png"), b"%PDF-1.7\n") == "the file is application/pdf; taken are image/png"


def test_types_are_listed_once_with_their_endings() -> None:
    media = {"audio/wav": ("wav",), "audio/x-wav": (".wav", "wave"), "audio/mpeg": ("mp3",), "video/mp4": ()}
    sounds = FileField(name="sound", at="/sound", media=media)
    assert (
        says(sounds, png()) == "the file is image/png; taken are audio/wav (.wav, .wave), audio/mpeg (.mp3), video/mp4"
    )


# ── how large it is ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("count", "most", "words"),
    [
        (101, 100, "the file has 101 bytes, and 100 bytes at most are taken"),
        (
            20 * 1024**2 + 1,
            20 * 1024**2,
            "the file has 20 MiB (20,971,521 bytes), and 20 MiB (20,971,520 bytes) at most are taken",
        ),
        (
            26_528_972,
            20_000_000,
            "the file has 26.53 MB (26,528,972 bytes), and 20 MB (20,000,000 bytes) at most are taken",
        ),
        (1001, 1000, "the file has 1 kB (1,001 bytes), and 1 kB (1,000 bytes) at most are taken"),
    ],
)
def test_both_sizes_are_said(count: int, most: int, words: str) -> None:
    limited = field(most_bytes=most)
    [problem] = preflight(limited, Upload.of(bytes(count)))
    assert problem.as_json() == {
        "at": "/$files/image",
        "rule": "image.bytes",
        "level": "error",
        "says": words,
        "cite": CITE.in_full(),
    }
    assert problem.value == count
    assert preflight(limited, Upload.of(bytes(most))) == []


def heic(width: int, height: int) -> bytes:
    return still(b"heic", b"mif1heic", width, height)


MAKERS = [png, apng, jpeg, gif, bmp, tiff, webp_lossy, webp_lossless, webp_extended, heic, mp4, mov, webm]


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize(("width", "height"), [(4001, 3), (3, 4001)])
def test_pixels_are_counted(make: Callable[[int, int], bytes], width: int, height: int) -> None:
    content = make(width, height)
    [problem] = preflight(field(most_side=4000), Upload.of(content))
    assert problem.rule.name == "image.side"
    assert problem.level == "error"
    assert problem.value == 4001
    assert problem.says == "the longer side has 4,001 pixels, and 4,000 at most are taken"
    assert preflight(field(most_side=4001), Upload.of(content)) == []


@pytest.mark.parametrize("width", [32_767, 32_768, 40_000, 65_535])
def test_a_gif_may_be_wide(width: int) -> None:
    content = gif(width, width)
    assert [problem.value for problem in preflight(field("image/gif", most_side=9), Upload.of(content))] == [width]


def test_a_turned_photo_has_the_same_longer_side() -> None:
    turned = struct.pack(">HHLHHHLHHL", 0x4D4D, 42, 8, 1, 0x0112, 3, 1, 6, 0, 0)
    exif = b"\xff\xe1" + struct.pack(">H", len(turned) + 8) + b"Exif\0\0" + turned
    content = jpeg(30, 20)
    assert says(field(most_side=29), content[:2] + exif + content[2:]).startswith("the longer side has 30 pixels")


def test_the_largest_track_counts() -> None:
    two = iso(b"isom", iso_track(b"vide", 640, 360), iso_track(b"vide", 1280, 720), iso_track(b"soun", 9999, 9999))
    assert [problem.value for problem in preflight(field(most_side=100), Upload.of(two))] == [1280]


def test_a_sound_has_no_side() -> None:
    for content in (MP3, M4A, AAC, wav(), matroska(b"webm", 2)):
        assert preflight(field(*EVERY, most_side=1), Upload.of(content)) == []


@pytest.mark.parametrize(
    "content",
    [
        b"RIFF\x08\0\0\0AVI LIST\0\0\0\0",
        b"8BPS\0\x01" + bytes(20),
        mp4(0, 0),
        iso(b"isom", box(b"trak", box(b"mdia", box(b"hdlr", bytes(8), b"vide")))),
    ],
    ids=["AVI", "PSD", "MP4 of 0 pixels", "MP4 that does not say"],
)
def test_a_side_that_cannot_be_told_is_no_secret(content: bytes) -> None:
    [problem] = preflight(field(most_side=1920), Upload.of(content))
    assert problem.rule.name == "image.side"
    assert problem.level == "warning"
    assert problem.value is None
    assert "cannot be counted here; its longer side may have 1,920 at most" in problem.says


def test_all_that_is_wrong_is_said_at_once() -> None:
    strict = field("image/png", most_bytes=10, most_side=10)
    assert names(preflight(strict, Upload.of(jpeg(11, 11)))) == ["image.bytes", "image.media", "image.side"]
    assert {problem.at for problem in preflight(strict, Upload.of(jpeg(11, 11)))} == {"/$files/image"}


# ── what is broken ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("source", [b"", io.BytesIO()], ids=["bytes", "file"])
def test_an_empty_file(source: bytes | BinaryIO) -> None:
    for one in (field(), EVERYTHING):
        [problem] = preflight(one, Upload.of(source))
        assert (problem.rule.name, problem.value, problem.says) == ("image.empty", 0, "the file is empty")


# A signature is all that is looked at in a FLAC.
LOOKED_INTO = {name: content for name, (content, _, _) in FILES.items() if FLAC not in content}


@pytest.mark.parametrize("content", LOOKED_INTO.values(), ids=LOOKED_INTO)
def test_a_file_that_ends_in_its_header(content: bytes) -> None:
    behind_tags = max(content.find(MP3), content.find(AAC), 0)
    for count in (1, 2, 5, behind_tags + 5):
        assert names(preflight(EVERYTHING, Upload.of(content[:count]))) == ["image.media"], count


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (png()[:20], "begins like image/png, but its size in pixels is not in it: it is damaged or cut short"),
        (png(0, 5), "begins like image/png, but its size in pixels"),
        (jpeg()[:24], "begins like image/jpeg, but its size in pixels"),
        (b"GIFT", "begins like image/gif, but its size in pixels"),
        (webp_lossless()[:22], "begins like image/webp, but its size in pixels"),
        (mp4()[:40], "begins like video/mp4, but neither picture nor sound"),
        (mov()[:40], "begins like video/quicktime, but neither picture nor sound"),
        (M4A[:40], "begins like audio/mp4, but neither picture nor sound"),
        (webm()[:60], "begins like video/webm, but neither picture nor sound"),
        (iso(b"isom", iso_track(b"text")), "begins like video/mp4, but neither picture nor sound"),
        (wav()[:16], "begins like audio/wav, but its format"),
        (id3(100), "begins like audio/mpeg, but no sound follows"),
        (id3(100)[:50], "begins like audio/mpeg, but no sound follows"),
    ],
)
def test_what_is_missing_is_said(content: bytes, words: str) -> None:
    assert words in says(EVERYTHING, content)
    assert names(preflight(EVERYTHING, Upload.of(content))) == ["image.media"]


MANY = 300_000
COSTLY = {
    "filetype calls itself too deeply": bytes.fromhex("502a4d1800000000") * 1024,
    "imagesize reads byte by byte": b"\xff\xd8\xff\xe0\0\2" + bytes(MANY * 9),
    "a million boxes": box(b"ftyp", b"isom", bytes(4)) + box(b"free") * MANY,
    "a million boxes in a still": box(b"ftyp", b"heic", bytes(4)) + box(b"free") * MANY,
    "a million tracks": box(b"ftyp", b"isom", bytes(4)) + box(b"moov", box(b"trak", box(b"mdia")) * MANY),
    "a million elements": matroska(b"webm", 17, before=b"\xec\x80" * MANY),
    "a million chunks": b"RIFF\0\0\0\0WAVE" + b"LIST\0\0\0\0" * MANY,
    "a million tags": id3(0) * MANY,
    "boxes in a circle": box(b"ftyp", b"isom", bytes(4)) + b"\0\0\0\x04moov" * 9,
    "a box without end": box(b"ftyp", b"isom", bytes(4)) + b"\0\0\0\x01moov" + b"\xff" * 9,
}


@pytest.mark.parametrize("content", COSTLY.values(), ids=COSTLY)
def test_a_file_that_is_made_to_cost_time_is_given_up(content: bytes) -> None:
    source = Watched(content)
    assert names(preflight(EVERYTHING, Upload.of(source))) == ["image.media"]
    assert source.furthest < 500_000


class Watched(io.BytesIO):
    furthest = 0

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        self.furthest = max(self.furthest, self.tell())
        return data


BEGINNINGS = [content for content, _, _ in FILES.values()]


@st.composite
def _broken(draw: st.DrawFn) -> bytes:
    content = bytearray(draw(st.sampled_from(BEGINNINGS))[:300])
    for at, byte in draw(st.dictionaries(st.integers(0, len(content) - 1), st.integers(0, 255), max_size=6)).items():
        content[at] = byte
    return bytes(content[: draw(st.integers(0, len(content)))]) + draw(st.binary(max_size=40))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200) | _broken())
@example(b"{}" * 9)
def test_no_content_breaks_it(content: bytes) -> None:
    for one in (EVERYTHING, field(most_side=1), field("image/none", most_bytes=1)):
        for problem in preflight(one, Upload.of(content)):
            assert problem.rule.name in {"image.media", "image.side", "image.empty", "image.bytes"}
            assert str(problem).startswith("/$files/image: ")
            assert problem.as_json()
    assert Upload.of(content).name.startswith("upload")


# ── what cannot be read ──────────────────────────────────────────────────────────────────────────────────────────────


def unreadable(upload: Upload) -> Problem:
    for one in (field(), EVERYTHING):
        [problem] = preflight(one, upload)
        assert problem.rule.name == "image.unreadable"
    return problem


def test_a_missing_file(tmp_path: Path) -> None:
    path = tmp_path / "{value}" / ("x" * 99)
    problem = unreadable(Upload.of(path))
    assert problem.says == f"'{path}' cannot be read: there is no such file"
    assert problem.value == str(path)


def test_a_folder(tmp_path: Path) -> None:
    assert unreadable(Upload.of(str(tmp_path))).says.endswith("it is a folder")
    (tmp_path / "file").touch()
    unreadable(Upload.of(tmp_path / "file" / "below"))


def test_a_file_that_one_may_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path, _mode: str) -> BinaryIO:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "secret").write_bytes(png())
    monkeypatch.setattr(Path, "open", refuse)
    assert unreadable(Upload.of(tmp_path / "secret")).says.endswith("permission is denied")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert unreadable(Upload.of(tmp_path / "pipe")).says.endswith("not a plain file")


def test_a_name_that_no_file_can_have() -> None:
    assert "null" in unreadable(Upload.of("cat\0.png")).says


def test_a_file_that_was_closed_meanwhile() -> None:
    file = io.BytesIO(png())
    upload = Upload.of(file)
    file.close()
    problem = unreadable(upload)
    assert problem.says == "an open file cannot be read: I/O operation on closed file."
    assert problem.value is None


# ── what is uploaded ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(params=["path", "text", "bytes", "bytearray", "memoryview", "file", "file on disk"])
def upload(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Upload]:
    path = tmp_path / "cat.png"
    path.write_bytes(png())
    with path.open("rb") as file:
        sources: dict[str, Path | str | bytes | bytearray | memoryview | BinaryIO] = {
            "path": path,
            "text": str(path),
            "bytes": png(),
            "bytearray": bytearray(png()),
            "memoryview": memoryview(png()),
            "file": io.BytesIO(png()),
            "file on disk": file,
        }
        yield Upload.of(sources[cast("str", request.param)])


def test_it_can_be_read_again_and_again(upload: Upload) -> None:
    for _ in range(2):
        assert upload.head(4) == b"\x89PNG"
        assert upload.size() == len(png())
        with upload.open() as stream:
            assert stream.read() == png()
        assert preflight(EVERYTHING, upload) == []


def test_two_streams_do_not_disturb_each_other(upload: Upload) -> None:
    with upload.open() as one, upload.open() as other:
        assert one.read(3) + other.read(3) + one.read(3) == png()[:3] + png()[:6]


def test_its_name(upload: Upload) -> None:
    assert upload.name == ("cat.png" if isinstance(upload.source, Path) else "upload.png")


def test_a_name_that_is_given_is_taken(tmp_path: Path) -> None:
    for source in (png(), tmp_path / "cat.png", io.BytesIO(png())):
        assert Upload.of(source, name="dog").name == "dog"
    assert Upload.of(b"a cat").name == "upload"


def test_a_name_is_text_on_the_wire() -> None:
    assert Upload.of(os.fsdecode(b"cat\xff.png")).name == "cat?.png"


def test_a_file_is_uploaded_from_where_it_stood() -> None:
    file = io.BytesIO(b"ahead" + png())
    file.seek(5)
    upload = Upload.of(file)
    file.seek(9)
    assert upload.size() == len(png())
    assert upload.head(4) == b"\x89PNG"
    assert preflight(EVERYTHING, upload) == []
    with upload.open() as stream:
        assert (stream.seek(-8, os.SEEK_END), stream.read(4)) == (len(png()) - 8, b"IEND")
        assert (stream.seek(-4, os.SEEK_CUR), stream.tell()) == (len(png()) - 8, len(png()) - 8)
        assert stream.seek(0) == 0
        assert stream.read() == png()
    assert not file.closed
    assert file.tell() == 9


def test_a_file_that_stands_behind_its_end_is_empty() -> None:
    file = io.BytesIO(b"abc")
    file.seek(9)
    assert names(preflight(field(), Upload.of(file))) == ["image.empty"]


def test_it_is_sent_from_where_it_stood(tmp_path: Path) -> None:
    path = tmp_path / "cat.png"
    path.write_bytes(b"ahead" + png())
    with path.open("rb") as file:
        file.seek(5)
        upload = Upload.of(file)
        request = httpx.Request("POST", "https://acme.test", files={"image": (upload.name, upload.open(), "image/png")})
        sent = request.read()
    assert png() in sent
    assert b"ahead" not in sent
    assert int(request.headers["content-length"]) == len(sent)


def test_what_cannot_be_uploaded(tmp_path: Path) -> None:
    class Tape(io.BytesIO):
        def seekable(self) -> bool:
            return False

    closed = io.BytesIO()
    closed.close()
    for source, words in ((Tape(), "cannot go back"), (closed, "closed")):
        with pytest.raises(ValueError, match=words):
            Upload.of(source)
    (tmp_path / "text").touch()
    with (tmp_path / "text").open() as text, pytest.raises(TypeError, match="open as text"):
        Upload.of(cast("BinaryIO", text))


def test_it_does_not_print_its_content() -> None:
    assert repr(Upload.of(bytes(5000))) == "Upload(5,000 bytes)"
    assert repr(Upload.of("cat.png")) == "Upload('cat.png')"
    assert repr(Upload.of(io.BytesIO())) == "Upload(an open file)"


# ── without the extra ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("library", ["filetype", "imagesize"])
def test_a_missing_library_is_said(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    for one in (field("image/png"), field(most_side=1), EVERYTHING):
        for content in (png(), mp4(), MP3, b"a cat"):
            with pytest.raises(MissingExtra, match=rf"{library}: pip install 'callsheet\[media\]'"):
                preflight(one, Upload.of(content))
    with pytest.raises(MissingExtra):
        _ = Upload.of(png()).name


def test_what_needs_no_library_asks_for_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for library in ("filetype", "imagesize"):
        monkeypatch.setitem(sys.modules, library, None)
    assert names(preflight(field(most_bytes=9), Upload.of(png(), name="cat.png"))) == ["image.bytes"]
    assert names(preflight(EVERYTHING, Upload.of(b""))) == ["image.empty"]
    assert Upload.of("cat.png").name == "cat.png"


def test_a_missing_library_survives_pickle() -> None:
    again = pickle.loads(pickle.dumps(MissingExtra("filetype")))
    assert (again.package, str(again)) == ("filetype", str(MissingExtra("filetype")))
