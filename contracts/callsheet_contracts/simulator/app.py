"""A provider's routes over HTTP. Knows what travels; what it means, the service knows."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from email.utils import format_datetime
from functools import partial
from http import HTTPStatus
from typing import Final, cast
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from callsheet_contracts.simulator.checks import Line, Sent
from callsheet_contracts.simulator.clock import Clock
from callsheet_contracts.simulator.journal import Entry, Journal, mask
from callsheet_contracts.simulator.outcomes import Reply, refusal, reply
from callsheet_contracts.simulator.service import Received, Service

MEDIA: Final = "/simulated/media/{task}"
PLACEHOLDER: Final = b"callsheet simulator: here a provider would have put a video\n"
Answering = Callable[[Request], Awaitable[Response]]


class HungUp(Response):
    """No answer: the connection is closed under the client's request."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Close the connection, and be done when it is."""
        del send
        hang_up = cast("Callable[[], None]", scope["state"]["hang_up"])
        hang_up()
        while (await receive())["type"] != "http.disconnect":
            pass


def application(service: Service, journal: Journal, clock: Clock, stopping: asyncio.Event) -> Starlette:
    """Make the application of one provider, below the paths of all its addresses and at the root."""
    provider = service.provider
    bases = dict.fromkeys(("", *(urlsplit(server.url).path.rstrip("/") for server in provider.servers)))

    async def call(request: Request, *, line: Line) -> Response:
        content = await request.body()
        given = service.answer(line, _received(request, await _sent(request, content)))
        journal.write(_entry(request, service, line.kind, clock, content, given))
        return await _response(given, clock, stopping)

    async def media(request: Request) -> Response:
        found = service.media(request.path_params["task"])
        given = Reply(
            content=PLACEHOLDER if found else b"",
            request=service.fresh_id(),
            status=HTTPStatus.OK if found else HTTPStatus.NOT_FOUND,
            media_type="application/octet-stream",
            task=request.path_params["task"],
        )
        journal.write(_entry(request, service, "media", clock, b"", given))
        return await _response(given, clock, stopping)

    async def unheard(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.INTERNAL_SERVER_ERROR
        content = await request.body()
        errors, words = service.lines[0].endpoints[0].errors, HTTPStatus(status).phrase
        given = reply(refusal(errors, status, "", words, service.fresh_id()))
        journal.write(_entry(request, service, "other", clock, content, given))
        return await _response(given, clock, stopping)

    calls = ((line, partial(call, line=line)) for line in service.lines)
    routes = [route for line, answering in calls for base in bases for route in _routes(base, line, answering)]
    app = Starlette(routes=[*routes, Route(MEDIA, media)], exception_handlers={HTTPException: unheard})
    app.router.redirect_slashes = False
    return app


def _routes(base: str, line: Line, answering: Answering) -> tuple[Route, ...]:
    """Serve a call with and without a slash at its end."""
    path = base + line.call.path.rstrip("/")
    return tuple(Route(one, answering, methods=[line.call.method]) for one in (path, f"{path}/") if one)


def _received(request: Request, sent: Sent) -> Received:
    origin = f"{request.url.scheme}://{request.url.netloc}"
    return Received(sent=sent, media=lambda task: origin + MEDIA.format(task=task))


async def _sent(request: Request, content: bytes) -> Sent:
    form: dict[str, str] | None = None
    files: dict[str, str] = {}
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        form = {}
        with suppress(HTTPException):
            async with request.form() as fields:
                for name, value in fields.items():
                    if isinstance(value, str):
                        form[name] = value
                    else:
                        files[name] = value.filename or ""
    return Sent(
        headers=request.headers,
        query=request.query_params,
        path=cast("Mapping[str, str]", request.path_params),
        content=content,
        form=form,
        files=files,
    )


def _entry(request: Request, service: Service, call: str, clock: Clock, content: bytes, given: Reply) -> Entry:
    key, query = service.provider.key, request.url.query
    headers = tuple(
        (name, mask(value, key.form) if name == key.header.lower() else value)
        for name, value in request.headers.items()
    )
    return Entry(
        at=clock.now(),
        provider=service.provider.name,
        call=call,
        method=request.method,
        path=f"{request.url.path}?{query}" if query else request.url.path,
        headers=headers,
        body=_read(content),
        status=None if given.lost else given.status,
        task=given.task or request.path_params.get("task"),
    )


def _read(content: bytes) -> object:
    if not content:
        return None
    try:
        return cast("object", json.loads(content))
    except (ValueError, RecursionError):
        return content.decode(errors="replace")


async def _response(given: Reply, clock: Clock, stopping: asyncio.Event) -> Response:
    """Send a reply, when it is time to."""
    if given.delay:
        # A stop need not wait for a slow answer.
        with suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), given.delay)
    if given.lost:
        return HungUp()
    headers = {
        "X-Request-ID": given.request,
        "Date": format_datetime(clock.now(), usegmt=True),
        "Server": "callsheet-simulator",
    }
    if given.retry_after is not None:
        headers["Retry-After"] = f"{given.retry_after:g}"
    return Response(given.content, given.status, headers, given.media_type)
