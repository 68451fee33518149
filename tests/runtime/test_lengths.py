import io
import struct
import wave

import pytest

from callsheet_runtime import Problem
from callsheet_runtime.media import MissingExtra, Upload, preflight
from callsheet_runtime.protocol import FileField


def box(name: bytes, *parts: bytes) -> bytes:
    data = b"".join(parts)
    return struct.pack(">L", len(data) + 8) + name + data


def head(length: int, scale: int = 1000, *, wide: bool = False) -> bytes:
    if wide:
        return box(b"mvhd", b"\x01", bytes(3 + 16), struct.pack(">LQ", scale, length), bytes(80))
    return box(b"mvhd", bytes(4 + 8), struct.pack(">LL", scale, length), bytes(80))


def mp4(*parts: bytes, brand: bytes = b"isom") -> bytes:
    entry = box(b"avc1", bytes(24), struct.pack(">HH", 16, 9), bytes(50))
    table = box(b"stbl", box(b"stsd", struct.pack(">LL", 0, 1), entry))
    track = box(b"trak", box(b"mdia", box(b"hdlr", bytes(8), b"vide", bytes(13)), box(b"minf", table)))
    return box(b"ftyp", brand, bytes(4)) + box(b"moov", *parts, track)


def fragments(length: int, *, wide: bool = False) -> bytes:
    number = struct.pack(">Q" if wide else ">L", length)
    return box(b"mvex", box(b"mehd", b"\x01" if wide else b"\0", bytes(3), number))


def element(name: bytes, *parts: bytes) -> bytes:
    data = b"".join(parts)
    return name + (len(data) | 1 << 56).to_bytes(8) + data


def webm(*info: bytes) -> bytes:
    picture = element(b"\xe0", element(b"\xb0", b"\x10"), element(b"\xba", b"\x09"))
    tracks = element(b"\x16\x54\xae\x6b", element(b"\xae", element(b"\x83", b"\x01"), picture))
    start = element(b"\x1a\x45\xdf\xa3", element(b"\x42\x82", b"webm"))
    return start + element(b"\x18\x53\x80\x67", element(b"\x15\x49\xa9\x66", *info), tracks)


def units(count: float, *, layout: str = ">d") -> bytes:
    return element(b"\x44\x89", struct.pack(layout, count))


def scale(nanoseconds: int) -> bytes:
    return element(b"\x2a\xd7\xb1", nanoseconds.to_bytes(4))


def wav(seconds: int) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(bytes(8000 * seconds))
    return file.getvalue()


def mp3(frames: int) -> bytes:
    """Make frames of 128 kbit/s at 44.1 kHz, each of 1152 samples."""
    return (b"\xff\xfb\x90\x64" + bytes(413)) * frames


FIELD = FileField(name="file", at="/$files/file", media={}, most_seconds=30)

LASTING_40 = {
    "MP4": mp4(head(40_000)),
    "MP4 of many bits": mp4(head(40 * 90_000, 90_000, wide=True)),
    "MP4 in fragments": mp4(head(0), fragments(40_000)),
    "MP4 in fragments of many bits": mp4(head(0, wide=True), fragments(40_000, wide=True)),
    "MOV": mp4(head(24_000, 600), brand=b"qt  "),
    "WEBM": webm(units(40_000)),
    "WEBM of few bits": webm(units(40_000, layout=">f")),
    "WEBM of another scale": webm(scale(1_000_000_000), units(40)),
    "WAV": wav(40),
}
UNKNOWN = {
    "MP4 without a header": mp4(),
    "MP4 of no length": mp4(head(0)),
    "MP4 of unknown length": mp4(head(0xFFFFFFFF)),
    "MP4 of unknown length, many bits": mp4(head(2**64 - 1, wide=True)),
    "MP4 without a scale": mp4(head(40_000, 0)),
    "WEBM without a length": webm(),
    "WEBM of a length that is none": webm(units(float("nan"))),
    "WEBM of an endless length": webm(units(float("inf"))),
    "WEBM of an odd number": webm(element(b"\x44\x89", b"\1\2\3")),
    "AAC": b"\xff\xf1\x50\x80\x02\x1f\xfc" + bytes(9),
}


def found(content: bytes, field: FileField = FIELD) -> list[Problem]:
    return preflight(field, Upload.of(content))


@pytest.mark.parametrize("content", LASTING_40.values(), ids=LASTING_40)
def test_what_lasts_too_long_is_refused(content: bytes) -> None:
    [problem] = found(content)
    assert (problem.rule.name, problem.level, problem.value) == ("file.seconds", "error", 40)
    assert problem.says == "it lasts 40.00 seconds, and 30 at most are taken"
    assert found(content, FileField(name="file", at="/$files/file", media={}, most_seconds=40)) == []


@pytest.mark.parametrize(
    ("milliseconds", "level"), [(30_000, None), (30_001, "warning"), (30_999, "warning"), (31_000, "error")]
)
def test_a_part_of_a_second_more_is_a_warning(milliseconds: int, level: str | None) -> None:
    assert [problem.level for problem in found(mp4(head(milliseconds)))] == ([level] if level else [])


def test_an_mp3_is_measured_by_its_frames() -> None:
    frames = 1600
    [problem] = found(mp3(frames))
    assert problem.value == pytest.approx(frames * 1152 / 44_100, abs=0.5)
    assert found(mp3(1000)) == []


@pytest.mark.parametrize("content", UNKNOWN.values(), ids=UNKNOWN)
def test_a_length_that_cannot_be_told_is_no_secret(content: bytes) -> None:
    [problem] = found(content)
    assert (problem.rule.name, problem.level, problem.value) == ("file.seconds", "warning", None)
    assert "how long it lasts cannot be told here; it may last 30 seconds at most" in problem.says


def test_an_image_lasts_no_time() -> None:
    assert found(b"GIF89a\x01\0\x01\0\0\0\0\x2c" + bytes(9) + b"\x02\x02\x44\x01\0\x3b") == []


def test_a_wrong_type_is_not_blamed_for_its_length_as_well() -> None:
    field = FileField(name="file", at="/$files/file", media={"audio/mpeg": ("mp3",)}, most_seconds=30)
    assert [problem.rule.name for problem in found(mp4(), field)] == ["file.media"]


def test_a_missing_library_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "tinytag", None)
    with pytest.raises(MissingExtra, match=r"tinytag: pip install 'callsheet\[media\]'"):
        found(mp4(head(1000)))


@pytest.mark.parametrize("content", [*LASTING_40.values(), mp3(3)], ids=[*LASTING_40, "MP3"])
def test_a_file_that_is_cut_short_breaks_nothing(content: bytes) -> None:
    for end in range(1, min(len(content), 400)):
        assert all(problem.says for problem in found(content[:end]))
