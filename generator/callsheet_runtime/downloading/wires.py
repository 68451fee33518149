"""The two drivers of a download: one blocks, one awaits. Decides nothing itself.

They speak to the media's host below every client, through a transport that has no key, no cookie and no header of its
own, that reads no netrc, and that writes no address into a log.
"""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, ExitStack
from typing import TypeVar, cast

import httpx

from callsheet_runtime.clients import AsyncClient, Client
from callsheet_runtime.clients.wire import certificates
from callsheet_runtime.downloading.places import Destination, Place
from callsheet_runtime.downloading.vocabulary import Ask, Broken, Next, Open, Opened, Resolve, Step, Steps, Work
from callsheet_runtime.http_library import Library

T = TypeVar("T")
X = TypeVar("X", httpx.BaseTransport, httpx.AsyncBaseTransport)
_LIBRARY = Library(httpx)
"""Media is fetched with it, whatever the client was given."""


def ready(place: Place, *, awaiting: bool) -> Destination:
    """Look whether what a task will have made can be saved at a place, before the task is paid for.

    Raises:
        OSError: there is no such folder, it cannot be written, or the file is there already.
        TypeError: its transport is of the other kind of client.

    """
    destination = Destination.of(place)
    if awaiting:
        _given(destination, httpx.AsyncBaseTransport)
    else:
        _given(destination, httpx.BaseTransport)
    destination.check()
    return destination


def _given(destination: Destination, kind: type[X]) -> X | None:
    given = destination.transport
    if given is not None and not isinstance(given, kind):
        client = "an awaiting" if kind is httpx.AsyncBaseTransport else "a blocking"
        raise TypeError(f"{client} client takes an httpx.{kind.__name__}")
    return given


def drive(client: Client, steps: Steps[T], destination: Destination) -> T:
    """Run a download to its end; what it asks the provider for, the client asks."""
    with _Wire(client, destination) as wire:
        try:
            step = next(steps)
            while True:
                try:
                    reply = wire.perform(step)
                except BaseException as error:  # noqa: BLE001 -- the flow raises it again, with what it knows
                    step = steps.throw(error)
                else:
                    step = steps.send(reply)
        except StopIteration as done:
            value: T = done.value
            return value


async def drive_async(client: AsyncClient, steps: Steps[T], destination: Destination) -> T:
    """Run a download to its end; what it asks the provider for, the client asks."""
    async with _AsyncWire(client, destination) as wire:
        try:
            step = next(steps)
            while True:
                try:
                    reply = await wire.perform(step)
                except BaseException as error:  # noqa: BLE001 -- the flow raises it again, with what it knows
                    step = steps.throw(error)
                else:
                    step = steps.send(reply)
        except StopIteration as done:
            value: T = done.value
            return value


class _Wire(ExitStack):
    """Connections of one download, and the answer that is being read."""

    def __init__(self, client: Client, destination: Destination) -> None:
        super().__init__()
        self._client = client
        self._timeout = destination.timeout
        self._given = _given(destination, httpx.BaseTransport)
        self._own: dict[str | None, httpx.HTTPTransport] = {}
        self._answer = self.enter_context(ExitStack())
        self._body: Iterator[bytes] = iter(())

    def perform(self, step: Step) -> object:
        match step:
            case Resolve(host, port):
                return _resolve(host, port)
            case Open() as asked:
                return self._open(asked)
            case Next():
                try:
                    return next(self._body, b"")
                except Exception as error:
                    if not _LIBRARY.is_failure(error):
                        raise
                    return _broken(error)
            case Work(do):
                return do()
            case Ask(flow):
                return self._client.drive(flow)

    def _open(self, asked: Open) -> Opened | Broken:
        self._answer.close()
        try:
            response = self._transport(asked.proxy).handle_request(_request(asked, self._timeout))
        except Exception as error:
            if not _LIBRARY.is_failure(error):
                raise
            return _broken(error)
        self._answer.callback(response.close)
        self._body = _filled(cast("httpx.SyncByteStream", response.stream))
        return _head(response)

    def _transport(self, proxy: str | None) -> httpx.BaseTransport:
        if self._given is not None:
            return self._given
        if proxy not in self._own:
            made = httpx.HTTPTransport(verify=certificates(), trust_env=False, proxy=proxy)
            self._own[proxy] = self.enter_context(made)
        return self._own[proxy]


class _AsyncWire(AsyncExitStack):
    """Connections of one download, and the answer that is being read."""

    def __init__(self, client: AsyncClient, destination: Destination) -> None:
        super().__init__()
        self._client = client
        self._timeout = destination.timeout
        self._given = _given(destination, httpx.AsyncBaseTransport)
        self._own: dict[str | None, httpx.AsyncHTTPTransport] = {}
        self._answer = AsyncExitStack()
        self.push_async_callback(self._close_answer)
        self._body: AsyncIterator[bytes] | None = None

    async def perform(self, step: Step) -> object:
        match step:
            case Resolve(host, port):
                return await _untorn(lambda: _resolve(host, port))
            case Open() as asked:
                return await self._open(asked)
            case Next():
                assert self._body is not None, "something is asked for before it is read"
                try:
                    return await anext(self._body, b"")
                except Exception as error:
                    if not _LIBRARY.is_failure(error):
                        raise
                    return _broken(error)
            case Work(do):
                return await _untorn(do)
            case Ask(flow):
                return await self._client.drive(flow)

    async def _open(self, asked: Open) -> Opened | Broken:
        await self._answer.aclose()
        try:
            transport = await self._transport(asked.proxy)
            response = await transport.handle_async_request(_request(asked, self._timeout))
        except Exception as error:
            if not _LIBRARY.is_failure(error):
                raise
            return _broken(error)
        self._answer.push_async_callback(response.aclose)
        self._body = aiter(_filled_async(cast("httpx.AsyncByteStream", response.stream)))
        return _head(response)

    async def _transport(self, proxy: str | None) -> httpx.AsyncBaseTransport:
        if self._given is not None:
            return self._given
        if proxy not in self._own:
            made = httpx.AsyncHTTPTransport(verify=certificates(), trust_env=False, proxy=proxy)
            self._own[proxy] = await self.enter_async_context(made)
        return self._own[proxy]

    async def _close_answer(self) -> None:
        await self._answer.aclose()


def _filled(stream: httpx.SyncByteStream) -> Iterator[bytes]:
    """Leave out what is empty: nothing means the end."""
    return (data for data in stream if data)


async def _filled_async(stream: httpx.AsyncByteStream) -> AsyncIterator[bytes]:
    async for data in stream:
        if data:
            yield data


async def _untorn(do: Callable[[], object]) -> object:
    """Do in a thread what takes its time. When this is cancelled it still ends first: a thread cannot be stopped."""
    work = asyncio.ensure_future(asyncio.to_thread(do))
    try:
        return await asyncio.shield(work)
    except asyncio.CancelledError:
        await asyncio.wait([work])
        raise


def _resolve(host: str, port: int) -> tuple[str, ...] | Broken:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        return Broken(f"{host} is not found: {error}")
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found)) or Broken(f"{host} is not found")


def _request(asked: Open, timeout: float) -> httpx.Request:
    """Write a request that holds nothing but what it is told to."""
    url = httpx.URL(asked.spot.url)
    # The name stays in the header and in the certificate that is asked for.
    headers: Mapping[str, str] = {"host": asked.spot.named, **asked.headers}
    times = dict.fromkeys(("connect", "read", "write", "pool"), timeout)
    known = {"timeout": times, "sni_hostname": asked.spot.host}
    target = url if asked.address is None else url.copy_with(host=asked.address)
    return httpx.Request("GET", target, headers=headers, extensions=known)


def _head(response: httpx.Response) -> Opened:
    stream = response.extensions.get("network_stream")
    peer = stream.get_extra_info("server_addr") if stream else None
    return Opened(response.status_code, dict(response.headers), str(peer[0]) if peer else None)


def _broken(error: Exception) -> Broken:
    return Broken(f"{type(error).__name__}: {error}".rstrip(": ."))
