"""Calls to simulated providers without a socket: httpx's own way into an application. Knows no provider."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import httpx
from starlette.types import ASGIApp, Receive, Scope, Send


class AsyncTransport(httpx.AsyncBaseTransport):
    """Leads all calls of an `httpx.AsyncClient` into one application, whatever host they are for."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer a call.

        Raises:
            httpx.RemoteProtocolError: the answer is lost on purpose.
            httpx.ReadTimeout: the answer is slower than the client waits; nobody waits for that.

        """
        return await httpx.ASGITransport(_connected(self._app, request)).handle_async_request(request)


class Transport(httpx.BaseTransport):
    """Leads all calls of an `httpx.Client` into one application, whatever host they are for. Holds nothing open."""

    def __init__(self, app: ASGIApp) -> None:
        self._inner = AsyncTransport(app)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answer a call; raises what `AsyncTransport` does."""
        # What a blocking client sends, only it can read.
        whole = httpx.Request(
            request.method, request.url, headers=request.headers, content=request.read(), extensions=request.extensions
        )
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return self._run(whole)
        # Somebody blocks an event loop by this call: it is theirs, so ours runs elsewhere.
        with ThreadPoolExecutor(1) as elsewhere:
            return elsewhere.submit(self._run, whole).result()

    def _run(self, request: httpx.Request) -> httpx.Response:
        # With a factory, the loop of whoever calls stays what it is.
        with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
            return runner.run(self._ask(request))

    async def _ask(self, request: httpx.Request) -> httpx.Response:
        given = await self._inner.handle_async_request(request)
        return httpx.Response(given.status_code, headers=given.headers, content=await given.aread())


def _connected(app: ASGIApp, request: httpx.Request) -> ASGIApp:
    """Give an application what it has of a real connection: it can be closed, and may be waited at."""
    patience = request.extensions.get("timeout", {}).get("read")

    def hang_up() -> None:
        raise httpx.RemoteProtocolError("Server disconnected without sending a response.", request=request)

    async def pause(seconds: float) -> None:
        if patience is not None and seconds >= patience:
            raise httpx.ReadTimeout(f"the answer takes {seconds:g} seconds", request=request)
        await asyncio.sleep(seconds)

    async def connected(scope: Scope, receive: Receive, send: Send) -> None:
        await app({**scope, "state": {"hang_up": hang_up, "pause": pause}}, receive, send)

    return connected
