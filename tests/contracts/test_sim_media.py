"""What a finished task has made: a real film, whole and in parts."""

import subprocess
import sys

import pytest

from callsheet_contracts.simulator.film import film
from callsheet_contracts.simulator.ranges import Unsatisfiable, part
from callsheet_runtime.content import look
from callsheet_runtime.media import Upload, preflight
from callsheet_runtime.protocol import FileField
from contracts.calling import DashScope

MP4 = FileField(name="clip", at="/$files/clip", media={"video/mp4": (".mp4",)}, most_side=16)


@pytest.fixture
def url(dashscope: DashScope) -> str:
    task = dashscope.create()
    dashscope.clock.advance(60)
    return f"/simulated/media/{task}"


def test_the_film_is_an_mp4_by_the_projects_own_judgement() -> None:
    upload = Upload.of(film())
    assert preflight(MP4, upload) == []
    assert upload.name == "upload.mp4"
    with upload.open() as stream:
        found = look(stream, len(film()))
    assert (found.mime, found.side, found.damage) == ("video/mp4", 16, "")
    assert len(film()) < 1000


@pytest.mark.parametrize("cut", [1, 20, 200])
def test_and_what_is_cut_short_is_none(cut: int) -> None:
    assert preflight(MP4, Upload.of(film()[: len(film()) // 2 - cut]))


def test_its_boxes_fill_it_to_the_last_byte() -> None:
    names: list[bytes] = []
    at = 0
    while at < len(film()):
        names.append(film()[at + 4 : at + 8])
        at += int.from_bytes(film()[at : at + 4])
    assert (names, at) == ([b"ftyp", b"moov", b"mdat"], len(film()))
    begins = int.from_bytes(film()[film().index(b"stco") + 12 :][:4])
    assert begins == film().index(b"mdat") + 4
    assert film()[begins + 4] == 0x65, "an intra frame, behind its length"
    assert int.from_bytes(film()[begins:][:4]) == len(film()) - begins - 4


def test_it_is_the_same_in_every_run() -> None:
    code = "from callsheet_contracts.simulator.film import film; print(film().hex())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert bytes.fromhex(done.stdout) == film()


def test_it_comes_whole(dashscope: DashScope, url: str) -> None:
    answer = dashscope.http.get(url)
    assert (answer.status_code, answer.content) == (200, film())
    assert answer.headers["content-length"] == str(len(film()))
    assert answer.headers["accept-ranges"] == "bytes"


def test_its_head_comes_alone(dashscope: DashScope, url: str) -> None:
    answer = dashscope.http.head(url)
    assert (answer.status_code, answer.content) == (200, b"")
    assert (answer.headers["content-length"], answer.headers["content-type"]) == (str(len(film())), "video/mp4")


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-0", 0, 0), ("bytes=4-7", 4, 7), ("bytes=600-", 600, None), ("bytes=-5", -5, None)],
)
def test_a_part_of_it_comes(dashscope: DashScope, url: str, asked: str, first: int, last: int | None) -> None:
    answer = dashscope.http.get(url, headers={"Range": asked})
    expected = film()[first : None if last is None else last + 1]
    assert (answer.status_code, answer.content) == (206, expected)
    assert answer.headers["content-length"] == str(len(expected))
    begin = first % len(film())
    assert answer.headers["content-range"] == f"bytes {begin}-{begin + len(expected) - 1}/{len(film())}"
    assert dashscope.last().status == 206


def test_a_download_can_be_taken_up_again(dashscope: DashScope, url: str) -> None:
    half = dashscope.http.get(url, headers={"Range": "bytes=0-99"}).content
    rest = dashscope.http.get(url, headers={"Range": f"bytes={len(half)}-"}).content
    assert half + rest == film()


@pytest.mark.parametrize("asked", ["bytes=5000-", "bytes=5000-6000", "bytes=-0"])
def test_what_is_behind_the_end_cannot_be_had(dashscope: DashScope, url: str, asked: str) -> None:
    answer = dashscope.http.get(url, headers={"Range": asked})
    assert (answer.status_code, answer.content) == (416, b"")
    assert answer.headers["content-range"] == f"bytes */{len(film())}"


@pytest.mark.parametrize(
    "asked", ["", "bytes", "bytes=", "bytes=-", "lines=0-1", "bytes=9-3", "bytes=0-1,4-5", "bytes=١-٣", "bytes=1-2 "]
)
def test_what_is_not_understood_is_not_heeded(asked: str) -> None:
    assert part(asked, 100) is None
    assert part(None, 100) is None


def test_parts_end_where_the_file_does() -> None:
    assert part("bytes=90-1000", 100) == range(90, 100)
    assert part("bytes=-1000", 100) == range(100)
    with pytest.raises(Unsatisfiable, match="there are 0 bytes"):
        part("bytes=0-", 0)


def test_a_part_of_another_film_is_none_of_this(dashscope: DashScope, url: str) -> None:
    assert dashscope.http.get(url, headers={"Range": "bytes=0-1", "If-Range": '"older"'}).status_code == 200


def test_what_is_not_there_has_no_parts(dashscope: DashScope) -> None:
    answer = dashscope.http.get("/simulated/media/none", headers={"Range": "bytes=0-1"})
    assert (answer.status_code, answer.content) == (404, b"")


def test_a_part_of_the_same_film_is_one(dashscope: DashScope, url: str) -> None:
    tag = dashscope.http.get(url).headers["etag"]
    assert dashscope.http.get(url, headers={"Range": "bytes=0-1", "If-Range": tag}).status_code == 206
