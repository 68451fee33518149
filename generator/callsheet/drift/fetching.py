"""Ask for pages at their addresses, politely, and keep them. The only part that sends; knows no spec.

One call at a time and a pause between two of one host; what a host's robots.txt forbids is left alone; a page that was
fetched before is asked for only if it has changed. A page that cannot be had leaves the one that is kept as it was.
"""

import json
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final
from urllib.robotparser import RobotFileParser

import httpx

AGENT: Final = "callsheet-drift (holds documented facts to their pages)"
INDEX: Final = "fetched.json"
OKAY: Final = 200
UNCHANGED: Final = 304
ENDINGS: Final = {"text/html": ".html", "text/markdown": ".md", "application/json": ".json", "text/plain": ".txt"}


def fetch(
    wanted: Iterable[tuple[str, str]],
    folder: Path,
    *,
    delay: float,
    client: httpx.Client | None = None,
    pause: Callable[[float], None] = time.sleep,
) -> Iterator[str]:
    """Fetch pages, each a name such as `provider/key` and an address, and say what became of each.

    Args:
        wanted: names and addresses.
        folder: where pages are kept; `fetched.json` in it holds what makes the next call conditional.
        delay: seconds between two calls of one host.
        client: another client, such as one that answers by itself.
        pause: how to wait.

    """
    with client or httpx.Client(headers={"User-Agent": AGENT}, follow_redirects=True, timeout=30.0) as sender:
        visit = _Visit(sender, delay, pause)
        index = _Index(folder / INDEX)
        for name, address in wanted:
            yield f"{name}: {_one(name, address, folder, visit, index)}"
            index.save()


class _Visit:
    """Hosts that were called, when they may be called again, and what they forbid."""

    def __init__(self, client: httpx.Client, delay: float, pause: Callable[[float], None]) -> None:
        self._client = client
        self._delay = delay
        self._pause = pause
        self._called: set[str] = set()
        self._robots: dict[str, RobotFileParser] = {}

    def get(self, address: str, headers: dict[str, str]) -> httpx.Response:
        host = httpx.URL(address).host
        if host in self._called:
            self._pause(self._delay)
        self._called.add(host)
        return self._client.get(address, headers={"User-Agent": AGENT, **headers})

    def may(self, address: str) -> bool:
        url = httpx.URL(address)
        root = f"{url.scheme}://{url.netloc.decode()}"
        if root not in self._robots:
            rules = RobotFileParser()
            answer = self.get(f"{root}/robots.txt", {})
            rules.parse(answer.text.splitlines() if answer.status_code == OKAY else [])
            self._robots[root] = rules
        return self._robots[root].can_fetch(AGENT, address)


class _Index:
    """What is known of fetched pages: address, file, and what a server wants to be reminded of."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.pages: dict[str, dict[str, str]] = {}
        # What cannot be read any more is forgotten: every page is asked for as if for the first time.
        with suppress(OSError, ValueError):
            self.pages = json.loads(path.read_text("utf-8"))

    def save(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.write_text(json.dumps(self.pages, indent=2, sort_keys=True) + "\n", "utf-8")


def _one(name: str, address: str, folder: Path, visit: _Visit, index: _Index) -> str:
    kept = index.pages.get(name, {})
    if kept.get("address") != address or not (folder / kept.get("file", "")).is_file():
        kept = {}
    asks = {"If-None-Match": kept.get("etag", ""), "If-Modified-Since": kept.get("modified", "")}
    try:
        if not visit.may(address):
            return "its host asks not to be read by programs"
        answer = visit.get(address, {key: value for key, value in asks.items() if value})
    except httpx.HTTPError as error:
        return f"could not be fetched: {str(error) or type(error).__name__}"
    if answer.status_code == UNCHANGED and kept:
        return "unchanged"
    if answer.status_code != OKAY:
        return f"could not be fetched: HTTP {answer.status_code}"
    return _keep(name, address, answer, folder, index)


def _keep(name: str, address: str, answer: httpx.Response, folder: Path, index: _Index) -> str:
    kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().casefold()
    path = folder / f"{name}{ENDINGS.get(kind, '.html')}"
    path.parent.mkdir(parents=True, exist_ok=True)
    before = index.pages.get(name, {}).get("file")
    if before and folder / before != path:
        # Of a page that is of another kind now, only the new file counts.
        (folder / before).unlink(missing_ok=True)
    path.write_bytes(answer.text.encode())
    index.pages[name] = {
        "address": address,
        "file": path.relative_to(folder).as_posix(),
        "etag": answer.headers.get("ETag", ""),
        "modified": answer.headers.get("Last-Modified", ""),
    }
    return f"fetched, {len(answer.content)} bytes"
