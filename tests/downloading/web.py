"""A web that is scripted: names that lead to addresses, hosts that answer, and who asked them what."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import httpx
import pytest

from callsheet_contracts.simulator.film import film
from callsheet_runtime import AsyncTasks, Downloaded, Endpoint, Repeat, Tasks, Ticket
from callsheet_runtime.downloading import Place
from callsheet_runtime.reading import Answer, text, whole
from runtime.acme import KEY, TICKET, TYPED, AsyncStudio, Clip, Say, StillAsyncClock, StillClock, Studio, Timeline, Wire

T = TypeVar("T")

URL = "https://cdn.acme.test/clips/1.mp4?Signature=top-secret"
SHOWN = "https://cdn.acme.test/clips/1.mp4"
PUBLIC = "93.184.216.34"


def clip(size: int = 300_000) -> bytes:
    """Make a film of so many bytes: what it shows, and a box that is free."""
    free = size - len(film())
    return film() + free.to_bytes(4) + b"free" + bytes(free - 8)


CLIP = clip()


@dataclass(frozen=True)
class Made:
    """A result."""

    url: str | None
    answer: Answer = field(default_factory=dict[str, object])


def made(url: object = URL) -> Made:
    return read({"data": {"status": "DONE", "url": url}})


def read(answer: object) -> Made:
    return Made(text(answer, "data.url"), whole(answer))


ENDPOINT: Endpoint[Clip, Made] = Endpoint(
    **{
        name: getattr(TYPED, name) for name in ("name", "protocol", "servers", "validate", "result", "model", "tariffs")
    },
    read=read,
)


class Stream(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body in pieces; an error in it is raised, something to call is called."""

    def __init__(self, pieces: "list[bytes | BaseException | Callable[[], object]]") -> None:
        self.pieces = pieces

    def __iter__(self) -> Iterator[bytes]:
        for piece in self.pieces:
            if isinstance(piece, BaseException):
                raise piece
            if callable(piece):
                piece()
            else:
                yield piece

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            await asyncio.sleep(0)
            yield piece


Break = BaseException | Callable[[], object]
"""What happens in the middle of an answer: it is raised, or called."""


@dataclass
class Hosted:
    """A file on a host that knows ranges, unless told otherwise."""

    content: bytes = CLIP
    tag: str = '"one"'
    ranges: bool = True
    breaks: list[Break] = field(default_factory=list[Break])
    """What happens in the middle of each of the first answers."""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])

    def __call__(self, request: httpx.Request) -> httpx.Response:
        start = 0
        if self.ranges and "range" in request.headers and request.headers.get("if-range", self.tag) == self.tag:
            start = int(request.headers["range"].removeprefix("bytes=").removesuffix("-"))
        if start >= len(self.content) > 0:
            return httpx.Response(416, headers={"Content-Range": f"bytes */{len(self.content)}"})
        body = self.content[start:]
        headers = {"Content-Type": "video/mp4", "Content-Length": str(len(body)), "ETag": self.tag}
        if start:
            headers["Content-Range"] = f"bytes {start}-{len(self.content) - 1}/{len(self.content)}"
        headers.update(self.headers)
        half = len(body) // 2
        between = [self.breaks.pop(0)] if self.breaks else []
        stream = Stream([body[:half], *between, body[half:]])
        kept = {name: value for name, value in headers.items() if value}
        return httpx.Response(206 if start else 200, headers=kept, stream=stream)


Handler = Callable[[httpx.Request], httpx.Response]


class Web:
    """Stands in for name servers and for the connections that a download makes itself."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.names: dict[str, list[str]] = {"cdn.acme.test": [PUBLIC]}
        self.hosts: dict[str, Handler] = {}
        self.asked: list[httpx.Request] = []
        self.proxies: list[object] = []
        self.extensions: dict[str, object] = {}
        for kind in ("HTTPTransport", "AsyncHTTPTransport"):
            patch.setattr(f"callsheet_runtime.downloading.wires.httpx.{kind}", self._transport)
        patch.setattr("callsheet_runtime.downloading.wires.socket.getaddrinfo", self._resolve)
        for name in ("http", "https", "all", "no"):
            patch.delenv(f"{name}_proxy", raising=False)
            patch.delenv(f"{name}_proxy".upper(), raising=False)

    def _transport(self, *, verify: object, trust_env: bool, proxy: object) -> httpx.MockTransport:
        assert verify
        assert not trust_env
        self.proxies.append(proxy)
        return httpx.MockTransport(self._answer)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        answer = self.hosts[request.headers["host"]](request)
        answer.extensions.update(self.extensions)
        return answer

    def _resolve(
        self, host: str, port: int, **_: object
    ) -> list[tuple[object, object, object, object, tuple[str, int]]]:
        if host not in self.names:
            raise OSError(-2, "Name or service not known")
        return [(0, 0, 0, "", (address, port)) for address in self.names[host]]

    def ranges(self) -> list[str | None]:
        """Tell from where on each call asked."""
        return [request.headers.get("range") for request in self.asked]


@dataclass
class Face:
    """The tasks of one endpoint, whichever driver runs them; time is made up."""

    mode: str
    script: list[Say] = field(default_factory=lambda: [Say()])
    endpoint: Endpoint[Clip, Made] = ENDPOINT
    base_url: str | None = None
    line: Timeline = field(default_factory=Timeline)

    def __post_init__(self) -> None:
        self.wire = Wire(self.line, *self.script)

    def says(self, *script: Say) -> None:
        self.wire.script[:] = script

    def do(
        self, block: Callable[[Tasks[Clip, Made]], T], awaited: Callable[[AsyncTasks[Clip, Made]], Awaitable[T]]
    ) -> T:
        transport, repeat = httpx.MockTransport(self.wire), Repeat(times=2, seconds=30)

        async def main() -> T:
            http = httpx.AsyncClient(transport=transport)
            clock = StillAsyncClock(self.line)
            studio = AsyncStudio(key=KEY, base_url=self.base_url, http=http, clock=clock, repeat=repeat)
            return await awaited(AsyncTasks(studio, self.endpoint))

        if self.mode == "async":
            return asyncio.run(main())
        http, clock = httpx.Client(transport=transport), StillClock(self.line)
        studio = Studio(key=KEY, base_url=self.base_url, http=http, clock=clock, repeat=repeat)
        return block(Tasks(studio, self.endpoint))

    def download(
        self, what: Made | Ticket, path: Place, *, overwrite: bool = False, allow_private: bool = False
    ) -> Downloaded:
        return self.do(
            lambda tasks: tasks.download(what, path, overwrite=overwrite, allow_private=allow_private),
            lambda tasks: tasks.download(what, path, overwrite=overwrite, allow_private=allow_private),
        )

    def expires_at(self, what: Made | Ticket) -> datetime | None:
        async def told(tasks: AsyncTasks[Clip, Made]) -> datetime | None:
            return tasks.expires_at(what)

        return self.do(lambda tasks: tasks.expires_at(what), told)

    def wait(self, path: Place, ticket: Ticket = TICKET) -> Made:
        return self.do(
            lambda tasks: tasks.wait(ticket, download_to=path), lambda tasks: tasks.wait(ticket, download_to=path)
        )

    def run(self, path: Place, keep: Callable[[Ticket], None] | None = None) -> Made:
        return self.do(
            lambda tasks: tasks.run(Clip(), download_to=path, keep=keep),
            lambda tasks: tasks.run(Clip(), download_to=path, keep=keep),
        )


def listing(folder: Path) -> list[str]:
    """Name what lies in a folder."""
    return sorted(path.name for path in folder.iterdir())
