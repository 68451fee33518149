"""Ways into a cassette for httpx's clients, blocking and awaiting: one answers, one sends on and keeps."""

from typing import Final

import httpx

from callsheet_contracts.cassettes.taping import FRAMING, Playback, Take


class PlaybackTransport(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Answers all calls of a client from a cassette."""

    def __init__(self, playback: Playback) -> None:
        self._playback: Final = playback

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answer a call; raises `NotRecorded` and `PlayedOut`."""
        return self._playback.answer(request, request.read())

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer a call; raises `NotRecorded` and `PlayedOut`."""
        return self._playback.answer(request, await request.aread())


class TakeTransport(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Sends all calls of a client on, and keeps them with their answers."""

    def __init__(self, take: Take, through: httpx.BaseTransport | httpx.AsyncBaseTransport | None = None) -> None:
        """Prepare one. What it sends through is closed with it; left out, it is httpx's own, made when first needed."""
        self._take: Final = take
        self._blocking = through if isinstance(through, httpx.BaseTransport) else None
        self._awaiting = through if isinstance(through, httpx.AsyncBaseTransport) else None
        self._given = through is not None

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a call on; raises what the transport below raises, and keeps nothing then."""
        if self._blocking is None:
            if self._given:
                raise TypeError("this cassette sends through a transport that awaits: use an httpx.AsyncClient")
            self._blocking = httpx.HTTPTransport()
        body, when = request.read(), self._take.begin()
        return kept(self._take, request, body, self._blocking.handle_request(request), when)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a call on; raises what the transport below raises, and keeps nothing then."""
        if self._awaiting is None:
            if self._given:
                raise TypeError("this cassette sends through a transport that blocks: use an httpx.Client")
            self._awaiting = httpx.AsyncHTTPTransport()
        body, when = await request.aread(), self._take.begin()
        return await kept_awaiting(self._take, request, body, await self._awaiting.handle_async_request(request), when)

    def close(self) -> None:
        """Close what it sends through."""
        if self._blocking is not None:
            self._blocking.close()

    async def aclose(self) -> None:
        """Close what it sends through."""
        if self._awaiting is not None:
            await self._awaiting.aclose()


def kept(take: Take, request: httpx.Request, body: bytes, response: httpx.Response, when: float) -> httpx.Response:
    """Keep an answer, and hand it on."""
    try:
        content = response.read()
    finally:
        response.close()
    return _handed_on(take, request, body, response, content, when)


async def kept_awaiting(
    take: Take, request: httpx.Request, body: bytes, response: httpx.Response, when: float
) -> httpx.Response:
    """Keep an answer, and hand it on."""
    try:
        content = await response.aread()
    finally:
        await response.aclose()
    return _handed_on(take, request, body, response, content, when)


def _handed_on(
    take: Take, request: httpx.Request, body: bytes, response: httpx.Response, content: bytes, when: float
) -> httpx.Response:
    take.keep(request, body, response, content, when)
    # The content is unpacked by now, and whole.
    headers = [(name, value) for name, value in response.headers.multi_items() if name.lower() not in FRAMING]
    return httpx.Response(
        response.status_code, headers=headers, content=content, request=request, extensions=response.extensions
    )
