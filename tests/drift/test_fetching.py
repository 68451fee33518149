"""Pages are asked for politely: one at a time, with a pause, as robots.txt allows, and only what has changed."""

import json
from pathlib import Path

import httpx
import pytest

from callsheet.drift.fetching import fetch

PAGES = [
    ("acme/guide", "https://acme.test/guide"),
    ("acme/news", "https://acme.test/news"),
    ("acme/far", "https://far.test/a"),
]


class Web:
    """Answers by itself, and remembers what was asked and how long was waited."""

    def __init__(self, *, robots: str = "", status: int = 200) -> None:
        self.robots = robots
        self.status = status
        self.log: list[str] = []
        self.agents: set[str] = set()

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.log.append(str(request.url))
        self.agents.add(request.headers["User-Agent"])
        if request.url.path == "/robots.txt":
            return httpx.Response(200 if self.robots else 404, text=self.robots)
        if request.headers.get("If-None-Match") == "v1":
            return httpx.Response(304)
        if request.url.host == "far.test":
            raise httpx.ConnectError("no such host")
        headers = {"ETag": "v1", "Content-Type": "text/html; charset=utf-8"}
        return httpx.Response(self.status, headers=headers, text="<p>A fact.</p>")

    def fetch(self, folder: Path) -> list[str]:
        client = httpx.Client(transport=httpx.MockTransport(self.answer))
        return list(fetch(PAGES, folder, delay=3, client=client, pause=lambda seconds: self.log.append(f"{seconds} s")))


def test_one_at_a_time_with_a_pause_for_each_host(tmp_path: Path) -> None:
    web = Web()
    said = web.fetch(tmp_path)
    assert web.log == [
        "https://acme.test/robots.txt",
        "3 s",
        "https://acme.test/guide",
        "3 s",
        "https://acme.test/news",
        "https://far.test/robots.txt",
        "3 s",
        "https://far.test/a",
    ]
    assert said == [
        "acme/guide: fetched, 14 bytes",
        "acme/news: fetched, 14 bytes",
        "acme/far: could not be fetched: no such host",
    ]
    assert (tmp_path / "acme/guide.html").read_text() == "<p>A fact.</p>"
    assert all(one.startswith("callsheet-drift") for one in web.agents)


def test_what_has_not_changed_is_not_sent_again(tmp_path: Path) -> None:
    Web().fetch(tmp_path)
    assert Web().fetch(tmp_path)[:2] == ["acme/guide: unchanged", "acme/news: unchanged"]


def test_what_is_kept_under_another_address_is_asked_for_anew(tmp_path: Path) -> None:
    Web().fetch(tmp_path)
    index = tmp_path / "fetched.json"
    index.write_text(index.read_text().replace("https://acme.test/guide", "https://acme.test/old"))
    assert Web().fetch(tmp_path)[0] == "acme/guide: fetched, 14 bytes"


def test_robots_are_respected(tmp_path: Path) -> None:
    web = Web(robots="User-agent: *\nDisallow: /guide")
    assert web.fetch(tmp_path)[:2] == [
        "acme/guide: its host asks not to be read by programs",
        "acme/news: fetched, 14 bytes",
    ]
    assert "https://acme.test/guide" not in web.log


@pytest.mark.parametrize("status", [404, 500, 304])
def test_a_page_that_cannot_be_had_leaves_what_is_kept(tmp_path: Path, status: int) -> None:
    Web().fetch(tmp_path)
    (tmp_path / "fetched.json").write_text("{")
    assert Web(status=status).fetch(tmp_path)[0] == f"acme/guide: could not be fetched: HTTP {status}"
    assert (tmp_path / "acme/guide.html").read_text() == "<p>A fact.</p>"


def test_a_page_of_another_kind_takes_the_old_ones_place(tmp_path: Path) -> None:
    Web().fetch(tmp_path)
    index = tmp_path / "fetched.json"
    pages = json.loads(index.read_text())
    pages["acme/guide"] |= {"file": "acme/guide.txt", "etag": ""}
    index.write_text(json.dumps(pages))
    (tmp_path / "acme/guide.txt").write_text("old")
    Web().fetch(tmp_path)
    assert not (tmp_path / "acme/guide.txt").exists()
    assert (tmp_path / "acme/guide.html").exists()
