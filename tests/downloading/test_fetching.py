"""One file, from its host to its place: whole or not at all, and never from the beginning without need."""

import asyncio
import hashlib
import json
import resource
import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest

from callsheet_contracts.simulator.film import film
from callsheet_runtime import AsyncTasks, DownloadFailed, MediaExpired
from callsheet_runtime.downloading.judging import judge
from downloading.web import CLIP, ENDPOINT, SHOWN, URL, Face, Hosted, Stream, Web, clip, listing, made
from runtime.acme import KEY, AsyncStudio

HALF = len(CLIP) // 2


def hosted(web: Web, **changes: Any) -> None:  # noqa: ANN401 -- fields of what is hosted
    web.hosts["cdn.acme.test"] = Hosted(**changes)


def torn() -> httpx.ReadError:
    return httpx.ReadError("reset by peer")


def interrupted(face: Face, web: Web, path: Path) -> None:
    """Leave half of a file."""
    hosted(web, breaks=[KeyboardInterrupt()])
    with pytest.raises(KeyboardInterrupt):
        face.download(made(), path)
    assert (path.parent / f"{path.name}.part").stat().st_size == HALF
    assert not path.exists()
    web.asked.clear()


@pytest.mark.usefixtures("web")
def test_a_file_is_saved_whole_and_nothing_beside_it(face: Face, tmp_path: Path) -> None:
    saved = face.download(made(), tmp_path / "clip.mp4")
    assert saved.path.read_bytes() == CLIP
    assert (saved.path, saved.bytes, saved.type) == (tmp_path / "clip.mp4", len(CLIP), "video/mp4")
    assert saved.sha256 == hashlib.sha256(CLIP).hexdigest()
    assert (saved.seconds, saved.side, saved.has_sound, saved.already) == (1.0, 16, False, False)
    assert listing(tmp_path) == ["clip.mp4"]


def test_what_breaks_off_is_taken_up_where_it_stopped(face: Face, web: Web, tmp_path: Path) -> None:
    hosted(web, breaks=[torn(), torn()])
    saved = face.download(made(), tmp_path / "clip.mp4")
    assert saved.path.read_bytes() == CLIP
    assert saved.sha256 == hashlib.sha256(CLIP).hexdigest()
    assert web.ranges() == [None, f"bytes={HALF}-", f"bytes={HALF + HALF // 2}-"]
    assert [request.headers.get("if-range") for request in web.asked] == [None, '"one"', '"one"']
    assert listing(tmp_path) == ["clip.mp4"]


def test_after_an_interrupt_the_next_call_goes_on(face: Face, web: Web, tmp_path: Path) -> None:
    interrupted(face, web, tmp_path / "clip.mp4")
    saved = face.download(made(), tmp_path / "clip.mp4")
    assert web.ranges() == [f"bytes={HALF}-"]
    assert (saved.path.read_bytes(), saved.sha256) == (CLIP, hashlib.sha256(CLIP).hexdigest())
    assert listing(tmp_path) == ["clip.mp4"]


def test_and_after_a_kill_that_ran_nothing_more(face: Face, web: Web, tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    before.mkdir()
    # What lies on disk in the middle of a download is all that a killed program leaves.
    hosted(web, breaks=[lambda: shutil.copytree(before, after)])
    face.download(made(), before / "clip.mp4")
    assert listing(after) == ["clip.mp4.part", "clip.mp4.part.json"]
    web.asked.clear()
    assert face.download(made(), after / "clip.mp4").path.read_bytes() == CLIP
    assert web.ranges() == [f"bytes={HALF}-"]
    assert listing(after) == ["clip.mp4"]


def test_a_fresh_signature_is_no_other_file(face: Face, web: Web, tmp_path: Path) -> None:
    interrupted(face, web, tmp_path / "clip.mp4")
    face.download(made(f"{SHOWN}?Signature=another"), tmp_path / "clip.mp4")
    assert web.ranges() == [f"bytes={HALF}-"]


def test_another_address_is(face: Face, web: Web, tmp_path: Path) -> None:
    interrupted(face, web, tmp_path / "clip.mp4")
    hosted(web, content=clip(200_000))
    saved = face.download(made("https://cdn.acme.test/clips/2.mp4"), tmp_path / "clip.mp4")
    assert web.ranges() == [None]
    assert saved.path.read_bytes() == clip(200_000)


def test_a_host_that_knows_no_ranges_sends_all_of_it(face: Face, web: Web, tmp_path: Path) -> None:
    interrupted(face, web, tmp_path / "clip.mp4")
    hosted(web, ranges=False)
    assert face.download(made(), tmp_path / "clip.mp4").path.read_bytes() == CLIP
    assert web.ranges() == [f"bytes={HALF}-"]


def test_a_file_that_changed_is_fetched_anew(face: Face, web: Web, tmp_path: Path) -> None:
    interrupted(face, web, tmp_path / "clip.mp4")
    other = clip(280_000)
    hosted(web, content=other, tag='"two"')
    saved = face.download(made(), tmp_path / "clip.mp4")
    assert (saved.path.read_bytes(), saved.sha256) == (other, hashlib.sha256(other).hexdigest())


@pytest.mark.parametrize(
    "headers",
    [
        {"ETag": '"two"'},
        {"Content-Range": f"bytes 7-{len(CLIP) - 1}/{len(CLIP)}"},
        {"Content-Range": f"bytes {HALF}-{len(CLIP) - 1}/{len(CLIP) + 1}"},
        {"Content-Range": ""},
    ],
)
def test_a_part_that_was_not_asked_for_is_not_taken(
    face: Face, web: Web, tmp_path: Path, headers: dict[str, str]
) -> None:
    interrupted(face, web, tmp_path / "clip.mp4")
    wrong = Hosted(headers=headers)
    right = Hosted()
    web.hosts["cdn.acme.test"] = lambda request: (wrong if "range" in request.headers else right)(request)
    assert face.download(made(), tmp_path / "clip.mp4").path.read_bytes() == CLIP
    assert web.ranges() == [f"bytes={HALF}-", None]


@pytest.mark.parametrize(
    "state",
    [
        "",
        "null",
        "[" * 9999,
        '{"address": 1}',
        json.dumps({"address": SHOWN, "validator": '"one"', "total": "many"}),
        json.dumps({"address": SHOWN, "validator": '"one"', "total": 10}),
        json.dumps({"address": SHOWN, "validator": '"one"\r\nX-Evil: 1', "total": len(CLIP)}),
        json.dumps({"address": SHOWN, "validator": "", "total": len(CLIP)}),
        json.dumps({"address": SHOWN, "validator": '"one"', "total": None, "more": 1}),
    ],
)
def test_what_a_state_file_says_is_not_just_believed(face: Face, web: Web, tmp_path: Path, state: str) -> None:
    interrupted(face, web, tmp_path / "clip.mp4")
    (tmp_path / "clip.mp4.part.json").write_text(state, "utf-8")
    assert face.download(made(), tmp_path / "clip.mp4").path.read_bytes() == CLIP
    assert web.ranges() == [None]
    assert listing(tmp_path) == ["clip.mp4"]


@pytest.mark.parametrize(
    ("headers", "kept"),
    [
        ({"ETag": ""}, False),
        ({"ETag": 'W/"one"'}, False),
        (
            {"ETag": "", "Last-Modified": "Fri, 02 Jan 2026 03:04:05 GMT", "Date": "Fri, 02 Jan 2026 03:04:05 GMT"},
            False,
        ),
        ({"ETag": "", "Last-Modified": "Fri, 02 Jan 2026 03:04:05 GMT", "Date": "Fri, 02 Jan 2026 03:04:09 GMT"}, True),
        ({"ETag": "", "Last-Modified": "yesterday"}, False),
    ],
)
def test_only_what_can_be_told_from_a_later_file_is_kept(
    face: Face, web: Web, tmp_path: Path, headers: dict[str, str], *, kept: bool
) -> None:
    hosted(web, headers=headers, breaks=[KeyboardInterrupt()])
    with pytest.raises(KeyboardInterrupt):
        face.download(made(), tmp_path / "clip.mp4")
    assert listing(tmp_path) == (["clip.mp4.part", "clip.mp4.part.json"] if kept else [])


def test_a_part_that_lacks_nothing_is_put_in_its_place(face: Face, web: Web, tmp_path: Path) -> None:
    interrupted(face, web, tmp_path / "clip.mp4")
    (tmp_path / "clip.mp4.part").write_bytes(CLIP)
    saved = face.download(made(), tmp_path / "clip.mp4")
    assert (saved.path.read_bytes(), saved.sha256) == (CLIP, hashlib.sha256(CLIP).hexdigest())
    assert web.ranges() == [f"bytes={len(CLIP)}-"]


# ── what is wrong with what comes ────────────────────────────────────────────────────────────────────────────────────


def test_what_always_breaks_off_is_given_up_and_kept(face: Face, web: Web, tmp_path: Path) -> None:
    first = Hosted(breaks=[torn()])
    span = {"Content-Range": f"bytes {HALF}-{len(CLIP) - 1}/{len(CLIP)}"}
    web.hosts["cdn.acme.test"] = lambda request: (
        httpx.Response(206, headers=span, stream=Stream([torn()])) if "range" in request.headers else first(request)
    )
    with pytest.raises(DownloadFailed, match=r"ReadError: reset by peer\. 150,000 bytes of it are kept") as told:
        face.download(made(), tmp_path / "clip.mp4")
    assert (told.value.repeatable, told.value.kept, told.value.sent) == (True, HALF, True)
    assert web.ranges() == [None, f"bytes={HALF}-", f"bytes={HALF}-"]
    assert listing(tmp_path) == ["clip.mp4.part", "clip.mp4.part.json"]


def test_a_file_that_turns_out_shorter_is_fetched_anew_and_given_up(face: Face, web: Web, tmp_path: Path) -> None:
    hosted(web, headers={"Content-Length": str(len(CLIP) + 5)})
    with pytest.raises(DownloadFailed, match="only 300,000 of 300,005 bytes came"):
        face.download(made(), tmp_path / "clip.mp4")
    assert web.ranges() == [None, "bytes=300000-", None]


def test_more_than_was_announced_is_refused(face: Face, web: Web, tmp_path: Path) -> None:
    hosted(web, headers={"Content-Length": str(len(CLIP) - 5)})
    with pytest.raises(DownloadFailed, match="more came than the 299,995 bytes"):
        face.download(made(), tmp_path / "clip.mp4")
    assert listing(tmp_path) == []
    assert len(web.asked) == 1


PAGE = b"<!DOCTYPE html><html><body>AccessDenied</body></html>"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (PAGE, "a page or another text"),
        (PAGE.replace(b"A", "é".encode()) * 40, "a page or another text"),
        (b'<?xml version="1.0"?><Error><Code>SignatureDoesNotMatch</Code></Error>', "a page or another text"),
        (b'{"error": "expired"}', "a page or another text"),
        (b"", "it is empty"),
        (film()[:-9], "cut short: it has"),
        (CLIP[:-1], "cut short: it has 299,999 bytes, and by its own count 300,000"),
        (film()[: film().index(b"moov") - 4], "neither picture nor sound"),
        (bytes(range(256)) * 9, "no media that is known"),
    ],
    ids=["html", "other-letters", "xml", "json", "empty", "cut", "cut-by-one", "no-index", "noise"],
)
def test_what_is_no_clip_is_refused(face: Face, web: Web, tmp_path: Path, content: bytes, says: str) -> None:
    hosted(web, content=content)
    with pytest.raises(DownloadFailed, match=says) as told:
        face.download(made(), tmp_path / "clip.mp4")
    assert told.value.repeatable is False
    assert listing(tmp_path) == []
    assert len(web.asked) == 1


@pytest.mark.parametrize(
    ("content", "served", "name", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(9), "image/png", "1.png", "image/png"),
        (b"\xff\xd8\xff\xe0" + bytes(9), "image/jpeg", "1.jpg", "image/jpeg"),
        (b"FWS\0\1\2\3", "application/x-shockwave-flash", "1.swf", "application/x-shockwave-flash"),
        (b"FWS\0\1\2\3", "", "1.bin", "application/octet-stream"),
        (CLIP, "text/plain", "1.mp4", "video/mp4"),
    ],
)
def test_a_folder_takes_what_comes_under_its_own_ending(
    face: Face, web: Web, tmp_path: Path, content: bytes, served: str, name: str, kind: str
) -> None:
    hosted(web, content=content, headers={"Content-Type": served})
    saved = face.download(made(), tmp_path)
    assert (saved.path.name, saved.type) == (name, kind)
    assert listing(tmp_path) == [name]


def test_what_comes_packed_is_refused(face: Face, web: Web, tmp_path: Path) -> None:
    hosted(web, headers={"Content-Encoding": "gzip"})
    with pytest.raises(DownloadFailed, match="packed"):
        face.download(made(), tmp_path / "clip.mp4")
    assert listing(tmp_path) == []


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_an_address_that_gives_it_no_more_is_named(face: Face, web: Web, tmp_path: Path, status: int) -> None:
    web.hosts["cdn.acme.test"] = lambda _: httpx.Response(status)
    with pytest.raises(
        MediaExpired, match=f"HTTP {status}, and the address says that it works until 2026-01-01"
    ) as told:
        face.download(made(f"{SHOWN}?Expires=1767225600&Signature=top-secret"), tmp_path / "clip.mp4")
    assert (told.value.http_status, told.value.expires_at) == (status, datetime(2026, 1, 1, tzinfo=UTC))
    assert told.value.repeatable is False
    assert len(web.asked) == 1
    assert listing(tmp_path) == []


def test_what_was_fetched_before_it_expired_is_kept(face: Face, web: Web, tmp_path: Path) -> None:
    interrupted(face, web, tmp_path / "clip.mp4")
    web.hosts["cdn.acme.test"] = lambda _: httpx.Response(403)
    with pytest.raises(MediaExpired) as told:
        face.download(made(), tmp_path / "clip.mp4")
    assert told.value.kept == HALF
    assert listing(tmp_path) == ["clip.mp4.part", "clip.mp4.part.json"]


@pytest.mark.parametrize(("status", "asked"), [(500, 3), (503, 3), (429, 3), (408, 3), (400, 1), (300, 1), (206, 1)])
def test_trouble_that_may_pass_is_asked_again_about(
    face: Face, web: Web, tmp_path: Path, status: int, asked: int
) -> None:
    web.hosts["cdn.acme.test"] = lambda _: httpx.Response(status)
    with pytest.raises(DownloadFailed, match=f"HTTP {status}") as told:
        face.download(made(), tmp_path / "clip.mp4")
    assert told.value.repeatable is (asked > 1)
    assert len(web.asked) == asked
    assert face.line.pauses == [1.0, 2.0][: asked - 1]


def test_a_host_that_asks_for_patience_gets_it(face: Face, web: Web, tmp_path: Path) -> None:
    busy = httpx.Response(503, headers={"Retry-After": "7"})
    web.hosts["cdn.acme.test"] = lambda request: busy if len(web.asked) == 1 else Hosted()(request)
    assert face.download(made(), tmp_path / "clip.mp4").bytes == len(CLIP)
    assert face.line.pauses == [7.0]


# ── where it is saved ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_file_that_is_there_and_the_same_is_answered(face: Face, web: Web, tmp_path: Path) -> None:
    for path in (tmp_path / "clip.mp4", tmp_path):
        first = face.download(made("https://cdn.acme.test/clip.mp4"), path)
        written = first.path.stat().st_mtime_ns
        again = face.download(made("https://cdn.acme.test/clip.mp4"), path)
        assert (again.already, again.sha256, again.path) == (True, first.sha256, tmp_path / "clip.mp4")
        assert first.path.stat().st_mtime_ns == written
    assert listing(tmp_path) == ["clip.mp4"]
    assert set(web.ranges()) == {None}


@pytest.mark.parametrize("old", [b"older", CLIP[:-1] + b"x", CLIP + b"x"])
def test_another_file_is_left_as_it_is(face: Face, web: Web, tmp_path: Path, old: bytes) -> None:
    (tmp_path / "clip.mp4").write_bytes(old)
    for length in (None, ""):
        hosted(web, headers={} if length is None else {"Content-Length": length})
        with pytest.raises(FileExistsError, match="overwrite=True"):
            face.download(made(), tmp_path / "clip.mp4")
    assert (tmp_path / "clip.mp4").read_bytes() == old
    assert listing(tmp_path) == ["clip.mp4"]
    assert face.download(made(), tmp_path / "clip.mp4", overwrite=True).path.read_bytes() == CLIP


def test_the_old_file_stays_until_the_new_one_is_whole(face: Face, web: Web, tmp_path: Path) -> None:
    (tmp_path / "clip.mp4").write_bytes(b"older")
    hosted(web, content=PAGE)
    with pytest.raises(DownloadFailed):
        face.download(made(), tmp_path / "clip.mp4", overwrite=True)
    assert (tmp_path / "clip.mp4").read_bytes() == b"older"
    assert listing(tmp_path) == ["clip.mp4"]


def test_nor_is_one_replaced_that_came_meanwhile(face: Face, web: Web, tmp_path: Path) -> None:
    hosted(web, breaks=[lambda: (tmp_path / "clip.mp4").write_bytes(b"newer")])
    with pytest.raises(FileExistsError):
        face.download(made(), tmp_path / "clip.mp4")
    assert (tmp_path / "clip.mp4").read_bytes() == b"newer"


def test_two_at_once_do_not_write_into_each_other(face: Face, web: Web, tmp_path: Path) -> None:
    second = Face("sync")
    told: list[DownloadFailed] = []

    def another() -> None:
        with pytest.raises(DownloadFailed, match="another download writes to this file") as error:
            second.download(made(), tmp_path / "clip.mp4")
        told.append(error.value)

    hosted(web, breaks=[another])
    assert face.download(made(), tmp_path / "clip.mp4").path.read_bytes() == CLIP
    assert [error.repeatable for error in told] == [True]
    assert len(web.asked) == 1
    assert listing(tmp_path) == ["clip.mp4"]


def test_a_part_that_is_already_a_file_of_its_own_is_not_written_to(face: Face, web: Web, tmp_path: Path) -> None:
    # A program was killed after it gave the file its name, and before it took the other one away.
    interrupted(face, web, tmp_path / "clip.mp4")
    (tmp_path / "clip.mp4").hardlink_to(tmp_path / "clip.mp4.part")
    hosted(web, content=PAGE)
    with pytest.raises(DownloadFailed):
        face.download(made(), tmp_path / "clip.mp4", overwrite=True)
    assert (tmp_path / "clip.mp4").read_bytes() == CLIP[:HALF]


def test_what_a_part_points_to_is_not_written_to(face: Face, web: Web, tmp_path: Path) -> None:
    (tmp_path / "theirs").write_bytes(b"older")
    (tmp_path / "clip.mp4.part").symlink_to(tmp_path / "theirs")
    with pytest.raises(DownloadFailed, match="symbolic link"):
        face.download(made(), tmp_path / "clip.mp4")
    assert (tmp_path / "theirs").read_bytes() == b"older"
    assert web.asked == []


@pytest.fixture
def full() -> Iterator[Callable[[], None]]:
    """Let no file grow further than a little, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.usefixtures("web")
def test_a_full_disk_is_left_as_it_was(face: Face, tmp_path: Path, full: Callable[[], None]) -> None:
    full()
    with pytest.raises(DownloadFailed, match="File too large"):
        face.download(made(), tmp_path / "clip.mp4")
    assert listing(tmp_path) == []


@pytest.mark.parametrize("path", ["none/clip.mp4", "none/", "file/clip.mp4", f"{'x' * 300}.mp4"])
def test_where_nothing_can_be_written_nothing_is_asked(face: Face, web: Web, tmp_path: Path, path: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(DownloadFailed, match=r"No such file|Not a directory|name too long"):
        face.download(made(), f"{tmp_path}/{path}")
    assert web.asked == []
    assert listing(tmp_path) == ["file"]


def test_several_files_are_numbered(face: Face, web: Web, tmp_path: Path) -> None:
    other = Hosted(clip(2000))
    web.hosts["cdn.acme.test"] = lambda request: (other if "2" in request.url.path else Hosted())(request)
    result = made([SHOWN, "https://cdn.acme.test/clips/2.mp4", 3])
    saved = face.download(result, tmp_path / "clip.mp4")
    assert [one.bytes for one in (saved, *saved.more)] == [len(CLIP), 2000]
    assert listing(tmp_path) == ["clip-1.mp4", "clip-2.mp4"]


def test_a_name_from_an_address_leads_nowhere_else(face: Face, web: Web, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    saved = face.download(made("https://cdn.acme.test/..%2F..%2F.evil%E2%80%AE.mp4"), tmp_path / "in")
    assert saved.path.parent == tmp_path / "in"
    assert len(web.asked) == 1


# ── what is told, and to whom ────────────────────────────────────────────────────────────────────────────────────────


def _answered(answer: httpx.Response, _request: httpx.Request) -> httpx.Response:
    return answer


def test_a_signature_is_shown_nowhere(face: Face, web: Web, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)
    interrupted(face, web, tmp_path / "clip.mp4")
    assert "secret" not in (tmp_path / "clip.mp4.part.json").read_text("utf-8")
    answers = [httpx.Response(403), httpx.Response(500), httpx.Response(302, headers={"Location": URL})]
    for answer in answers:
        web.hosts["cdn.acme.test"] = partial(_answered, answer)
        with pytest.raises(DownloadFailed) as told:
            face.download(made(), tmp_path / "clip.mp4")
        assert "secret" not in f"{told.value!r} {vars(told.value)} {told.value.__cause__!r}"
        assert told.value.address == SHOWN
    assert "secret" not in caplog.text


def test_a_cancelled_download_leaves_what_can_be_taken_up(web: Web, tmp_path: Path) -> None:
    async def cancelled() -> None:
        async with AsyncStudio(key=KEY) as studio:
            task = asyncio.create_task(AsyncTasks(studio, ENDPOINT).download(made(), tmp_path / "clip.mp4"))
            hosted(web, breaks=[task.cancel])
            await asyncio.wait([task])
            assert task.cancelled()

    asyncio.run(cancelled())
    assert listing(tmp_path) == ["clip.mp4.part", "clip.mp4.part.json"]
    web.asked.clear()
    assert Face("async").download(made(), tmp_path / "clip.mp4").path.read_bytes() == CLIP
    assert web.ranges() == [f"bytes={HALF}-"]


def test_one_that_is_cancelled_too_late_is_whole(web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def cancelled() -> None:
        loop = asyncio.get_running_loop()
        async with AsyncStudio(key=KEY) as studio:
            task = asyncio.create_task(AsyncTasks(studio, ENDPOINT).download(made(), tmp_path / "clip.mp4"))

            def judged_late(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 -- as what it stands for
                asked = threading.Event()
                loop.call_soon_threadsafe(task.cancel)
                loop.call_soon_threadsafe(asked.set)
                asked.wait(9)
                return judge(*arguments, **named)

            monkeypatch.setattr("callsheet_runtime.downloading.parts.judge", judged_late)
            await asyncio.wait([task])
            assert task.cancelled()

    asyncio.run(cancelled())
    assert (tmp_path / "clip.mp4").read_bytes() == CLIP
    assert listing(tmp_path) == ["clip.mp4"]
    assert len(web.asked) == 1


def test_it_is_never_held_whole(face: Face, web: Web, tmp_path: Path) -> None:
    grown: list[int] = []
    part = tmp_path / "clip.mp4.part"
    pieces: list[bytes | BaseException | Callable[[], object]] = []
    for start in range(0, len(CLIP), 100_000):
        pieces += [CLIP[start : start + 100_000], lambda: grown.append(part.stat().st_size)]
    web.hosts["cdn.acme.test"] = lambda _: httpx.Response(200, stream=Stream(pieces))
    face.download(made(), tmp_path / "clip.mp4")
    assert grown == [100_000, 200_000, 300_000], "each piece is on disk before the next one is asked for"
