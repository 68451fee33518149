"""Take down what an httpx client sends and gets, on its way through. Knows no spec."""

from collections.abc import Callable
from datetime import UTC, datetime

import httpx

from callsheet_contracts.recordings import Exchange, Request, Response
from callsheet_contracts.recordings.bodies import unpacked

Take = Callable[[Exchange], object]
"""Gets each exchange when it is over."""


class CoverageTransport(httpx.BaseTransport):
    """Hands every exchange of an `httpx.Client` on to whoever listens: `CoverageTransport(inner, collector.take)`."""

    def __init__(self, inner: httpx.BaseTransport, take: Take) -> None:
        self._inner = inner
        self._take = take

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; one that is not answered is handed on as well, without an answer."""
        asked, when = _asked(request, request.read()), _now()
        try:
            response = self._inner.handle_request(request)
            content = response.read()
        except httpx.TransportError:
            self._take(Exchange(0, 0, asked, None, when, exact=True))
            raise
        self._take(Exchange(0, 0, asked, _answered(response, content), when, exact=True))
        return response

    def close(self) -> None:
        """Close what is inside."""
        self._inner.close()


class AsyncCoverageTransport(httpx.AsyncBaseTransport):
    """Hands every exchange of an `httpx.AsyncClient` on to whoever listens."""

    def __init__(self, inner: httpx.AsyncBaseTransport, take: Take) -> None:
        self._inner = inner
        self._take = take

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; one that is not answered is handed on as well, without an answer."""
        asked, when = _asked(request, await request.aread()), _now()
        try:
            response = await self._inner.handle_async_request(request)
            content = await response.aread()
        except httpx.TransportError:
            self._take(Exchange(0, 0, asked, None, when, exact=True))
            raise
        self._take(Exchange(0, 0, asked, _answered(response, content), when, exact=True))
        return response

    async def aclose(self) -> None:
        """Close what is inside."""
        await self._inner.aclose()


def _asked(request: httpx.Request, content: bytes) -> Request:
    headers = {name.lower(): value for name, value in request.headers.items()}
    return Request(request.method, str(request.url), headers, unpacked(content, headers), 0)


def _answered(response: httpx.Response, content: bytes) -> Response:
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Response(response.status_code, headers, unpacked(content, headers), 0)


def _now() -> float:
    return datetime.now(UTC).timestamp()
