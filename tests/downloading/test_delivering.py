"""From a task to a file: what is asked of the provider, how often, and what is said when it fails."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from callsheet_runtime import Downloaded, DownloadFailed, MediaExpired, StillRunning, TaskEnded, Ticket
from callsheet_runtime.downloading import Destination, expires_at
from callsheet_runtime.downloading.expiry import of_address
from callsheet_runtime.protocol import Retention
from downloading.web import CLIP, ENDPOINT, SHOWN, URL, Face, Hosted, Made, Web, listing, made
from runtime.acme import BUSY, CREATED, START, TICKET, Say

DONE = Say({"data": {"status": "DONE", "url": URL}})
FRESH = Say({"data": {"status": "DONE", "url": f"{SHOWN}?Signature=fresh"}})
GONE = Say({"data": {"status": "GONE"}})
BROKEN = Say({"data": {"status": "BROKEN"}})
DAY = 86_400.0


def forgetful(web: Web) -> None:
    """Give the file to a fresh signature alone."""
    web.hosts["cdn.acme.test"] = lambda request: (
        Hosted()(request) if b"fresh" in request.url.query else httpx.Response(403)
    )


def _no(_path: object, _mode: int) -> bool:
    return False


@pytest.mark.usefixtures("web")
def test_a_task_is_awaited_and_its_file_saved(face: Face, tmp_path: Path) -> None:
    face.says(BUSY, DONE)
    files: list[Downloaded] = []
    assert face.wait(Destination(tmp_path, saved=files.append)) == made()
    assert [one.path for one in files] == [tmp_path / "t-1.mp4"]
    assert listing(tmp_path) == ["t-1.mp4"]
    assert face.wire.count("GET") == 2


@pytest.mark.usefixtures("web")
def test_a_task_is_created_awaited_and_its_file_saved(face: Face, tmp_path: Path) -> None:
    face.says(CREATED, BUSY, DONE)
    kept: list[Ticket] = []
    assert face.run(tmp_path / "clip.mp4", keep=kept.append) == made()
    assert [one.task for one in kept] == ["t-1"]
    assert (tmp_path / "clip.mp4").read_bytes() == CLIP
    assert face.wire.count("POST") == 1


@pytest.mark.parametrize("path", ["old.mp4", "none/clip.mp4", "none/", "old.mp4/clip.mp4"])
def test_nothing_is_paid_for_what_cannot_be_saved(face: Face, tmp_path: Path, path: str) -> None:
    (tmp_path / "old.mp4").write_bytes(b"older")
    with pytest.raises(OSError, match=r"already|no such folder"):
        face.run(f"{tmp_path}/{path}")
    assert face.wire.seen == []


def test_nor_where_the_folder_is_not_ours(face: Face, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("callsheet_runtime.downloading.places.os.access", _no)
    with pytest.raises(PermissionError, match="cannot be saved in this folder"):
        face.run(tmp_path)
    assert face.wire.seen == []


def test_an_address_that_expired_is_asked_for_once_more(face: Face, web: Web, tmp_path: Path) -> None:
    forgetful(web)
    face.says(DONE, FRESH)
    assert face.wait(tmp_path) == made(f"{SHOWN}?Signature=fresh")
    assert (tmp_path / "t-1.mp4").read_bytes() == CLIP
    assert face.wire.count("GET") == 2


def test_and_not_more_often(face: Face, web: Web, tmp_path: Path) -> None:
    web.hosts["cdn.acme.test"] = lambda _: httpx.Response(404)
    face.says(CREATED, DONE)
    face.endpoint = replace(ENDPOINT, retention=Retention(task=DAY))
    with pytest.raises(MediaExpired, match="tells of it until about 2026-01-03T03:04:05Z") as told:
        face.run(tmp_path)
    assert told.value.ticket is not None
    assert told.value.ticket.task == "t-1"
    assert (face.wire.count("POST"), face.wire.count("GET"), len(web.asked)) == (1, 2, 2)
    assert listing(tmp_path) == []


def test_where_the_task_is_forgotten_as_well_the_file_is_what_is_missed(face: Face, web: Web, tmp_path: Path) -> None:
    web.hosts["cdn.acme.test"] = lambda _: httpx.Response(404)
    face.says(DONE, GONE)
    with pytest.raises(MediaExpired) as told:
        face.wait(tmp_path)
    assert isinstance(told.value.__cause__, TaskEnded)


def test_a_ticket_is_asked_for_what_it_gives_now(face: Face, web: Web, tmp_path: Path) -> None:
    forgetful(web)
    face.says(FRESH)
    saved = face.download(TICKET, tmp_path)
    assert saved.path == tmp_path / "t-1.mp4"
    assert [request.url.path for request in face.wire.seen] == ["/v1/clips/t-1"]


@pytest.mark.parametrize(("said", "error"), [(BUSY, StillRunning), (BROKEN, TaskEnded)])
def test_a_ticket_without_a_result_says_so(
    face: Face, web: Web, tmp_path: Path, said: Say, error: type[Exception]
) -> None:
    face.says(said)
    with pytest.raises(error):
        face.download(TICKET, tmp_path)
    assert web.asked == []


def test_what_fails_says_which_task_it_was(face: Face, web: Web, tmp_path: Path) -> None:
    web.hosts["cdn.acme.test"] = Hosted(b"<html>")
    face.says(DONE)
    with pytest.raises(DownloadFailed, match="result of task t-1 at https://cdn") as told:
        face.wait(tmp_path)
    assert (told.value.ticket, told.value.sent) == (TICKET, True)
    (tmp_path / "clip.mp4").write_bytes(b"older")
    with pytest.raises(FileExistsError) as other:
        face.wait(tmp_path / "clip.mp4")
    assert TICKET.to_json() in other.value.__notes__[0]


@pytest.mark.parametrize("result", [made(None), made(""), made([]), made([1]), Made("no answer")])
def test_a_result_without_an_address_is_a_mistake(face: Face, tmp_path: Path, result: Made) -> None:
    with pytest.raises(ValueError, match=r"no address at data\.url"):
        face.download(result, tmp_path)


# ── how long it lasts ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "query",
    [
        "Expires=1767323045&Signature=s",
        "X-Amz-Date=20260102T020405Z&X-Amz-Expires=3600&X-Amz-Signature=s",
        "x-oss-expires=3600&x-oss-date=20260102T020405Z",
    ],
)
def test_a_signed_address_says_how_long_it_works(face: Face, web: Web, tmp_path: Path, query: str) -> None:
    result = made(f"{SHOWN}?{query}")
    assert of_address(f"{SHOWN}?{query}") == START
    assert face.expires_at(result) == START
    assert face.download(result, tmp_path).expires_at == START
    assert len(web.asked) == 1


@pytest.mark.parametrize(
    "query",
    ["", "Expires=soon", "Expires=99999999999999999", "x-oss-expires=60", "a-date=today&a-expires=60", "expires"],
)
def test_one_that_does_not_say_so_does_not(query: str) -> None:
    assert of_address(f"{SHOWN}?{query}") is None
    assert of_address("https://[") is None


def test_a_ticket_tells_it_from_the_documentation() -> None:
    kept = replace(ENDPOINT, retention=Retention(media=DAY))
    ticket = replace(TICKET, created="2026-01-02T03:04:05+00:00")
    assert expires_at(kept, ticket) == datetime(2026, 1, 3, 3, 4, 5, tzinfo=UTC)
    assert expires_at(kept, TICKET) is None
    assert expires_at(kept, replace(TICKET, created="2026-01-02T03:04:05")) is None
    assert expires_at(ENDPOINT, ticket) is None
    assert expires_at(replace(ENDPOINT, retention=Retention(task=DAY)), ticket) is None


def test_of_several_addresses_the_first_to_end_counts() -> None:
    several = made([f"{SHOWN}?Expires=1767323046", f"{SHOWN}?Expires=1767323045", SHOWN])
    assert expires_at(ENDPOINT, several) == START
    assert expires_at(ENDPOINT, made()) is None
