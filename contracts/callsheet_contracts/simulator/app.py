"""A provider's routes over HTTP. Knows what travels; what it means, the service knows.

Whoever runs it puts into each scope's `state` how to `hang_up`, and how to `pause` for some seconds.
"""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from email.utils import format_datetime
from functools import cache, lru_cache, partial
from hashlib import sha256
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
from callsheet_contracts.simulator.control import Controls, controls
from callsheet_contracts.simulator.film import film
from callsheet_contracts.simulator.journal import Entry, mask, readable
from callsheet_contracts.simulator.outcomes import Reply, refusal, reply
from callsheet_contracts.simulator.ranges import Unsatisfiable, part
from callsheet_contracts.simulator.service import Service
from callsheet_contracts.simulator.settings import MEDIA, Received

FILM: Final = "video/mp4"
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


def application(service: Service, shared: Controls) -> Starlette:
    """Make the application of one provider, below the paths of all its addresses and at the root."""
    provider, journal, clock = service.provider, shared.journal, shared.clock
    bases = dict.fromkeys(("", *(urlsplit(server.url).path.rstrip("/") for server in provider.servers)))

    async def call(request: Request, *, line: Line) -> Response:
        received = await _received(request, await request.body())
        given = service.answer(line, received)
        journal.write(_entry(request, service, line.kind, clock, received, given))
        return await _response(request, given, clock)

    async def media(request: Request) -> Response:
        task = request.path_params["task"]
        world = service.owner(task)
        given = replace(_film(request, world.media(task), world.fresh_id()), task=task, test=world.test)
        journal.write(_entry(request, service, "media", clock, await _received(request, b""), given))
        return await _response(request, given, clock)

    async def unheard(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.INTERNAL_SERVER_ERROR
        received = await _received(request, await request.body())
        world = service.world(received.test)
        errors, words = service.book.lines[0].endpoints[0].errors, HTTPStatus(status).phrase
        # Which methods there are, where only the method is wrong.
        also = tuple((error.headers or {}).items()) if isinstance(error, HTTPException) else ()
        given = replace(reply(refusal(errors, status, "", words, world.fresh_id())), test=world.test, also=also)
        journal.write(_entry(request, service, "other", clock, received, given))
        return await _response(request, given, clock)

    # What is asked most stands first: a call looks for its route from the top.
    often = sorted(service.book.lines, key=lambda line: line.kind != "poll")
    calls = ((line, partial(call, line=line)) for line in often)
    routes = [route for line, answering in calls for base in bases for route in _routes(base, line, answering)]
    app = Starlette(
        routes=[*routes, Route(MEDIA, media), *controls(service, shared)], exception_handlers={HTTPException: unheard}
    )
    app.router.redirect_slashes = False
    return app


def _routes(base: str, line: Line, answering: Answering) -> tuple[Route, ...]:
    """Serve a call with and without a slash at its end."""
    path = base + line.call.path.rstrip("/")
    return tuple(Route(one, answering, methods=[line.call.method]) for one in (path, f"{path}/") if one)


async def _received(request: Request, content: bytes) -> Received:
    # Of several headers of one name, the first counts.
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in reversed(request.scope["headers"])}
    form: dict[str, str] | None = None
    files: dict[str, str] = {}
    if headers.get("content-type", "").startswith("multipart/form-data"):
        form = {}
        with suppress(HTTPException):
            async with request.form() as fields:
                for name, value in fields.items():
                    if isinstance(value, str):
                        form[name] = value
                    else:
                        files[name] = value.filename or ""
    sent = Sent(
        headers=headers,
        query=request.query_params if request.scope["query_string"] else {},
        path=cast("Mapping[str, str]", request.path_params),
        content=content,
        form=form,
        files=files,
    )
    return Received(sent=sent, origin=f"{request.scope['scheme']}://{headers.get('host') or request.url.netloc}")


def _entry(request: Request, service: Service, call: str, clock: Clock, received: Received, given: Reply) -> Entry:
    key, scope = service.provider.key, request.scope
    secret, query = key.header.lower(), scope["query_string"].decode("latin-1")
    headers = tuple(
        (name, mask(value, key.form) if name == secret else value)
        for name, value in ((one.decode("latin-1"), two.decode("latin-1")) for one, two in scope["headers"])
    )
    return Entry(
        at=clock.now(),
        provider=service.provider.name,
        call=call,
        method=request.method,
        path=f"{scope['path']}?{query}" if query else scope["path"],
        headers=headers,
        body=readable(received.sent.content) if received.body is None else received.body,
        status=None if given.lost else given.status,
        task=given.task or received.task or None,
        test=received.test or given.test or None,
        fault=None if given.fault is None else repr(given.fault),
        answered=() if given.lost else (("content-type", given.media_type), ("x-request-id", given.request)),
        answer=None if given.lost or given.media_type == FILM else given.content,
    )


def _film(request: Request, found: HTTPStatus, call: str) -> Reply:
    """Answer with the film, or as much of it as is asked for."""
    if found is not HTTPStatus.OK:
        return Reply(content=b"", request=call, status=found, media_type="text/plain")
    whole, tag = film(), _tag()
    size, also = len(whole), (("Accept-Ranges", "bytes"), ("ETag", tag))
    try:
        # Nothing is known of the film that was there before, so a part of it goes with no other.
        same = request.headers.get("if-range", tag) == tag
        asked = part(request.headers.get("range"), size) if same else None
    except Unsatisfiable:
        behind = (*also, ("Content-Range", f"bytes */{size}"))
        status = HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
        return Reply(content=b"", request=call, status=status, media_type=FILM, also=behind)
    if asked is None:
        return Reply(content=whole, request=call, status=HTTPStatus.OK, media_type=FILM, also=also)
    piece = (*also, ("Content-Range", f"bytes {asked.start}-{asked.stop - 1}/{size}"))
    content = whole[asked.start : asked.stop]
    return Reply(content=content, request=call, status=HTTPStatus.PARTIAL_CONTENT, media_type=FILM, also=piece)


@cache
def _tag() -> str:
    """Name the film by its content."""
    return f'"{sha256(film()).hexdigest()[:16]}"'


@lru_cache(maxsize=8)
def _date(moment: datetime) -> str:
    return format_datetime(moment, usegmt=True)


async def _response(request: Request, given: Reply, clock: Clock) -> Response:
    """Send a reply, when it is time to."""
    if given.delay:
        pause = cast("Callable[[float], Awaitable[None]]", request.scope["state"]["pause"])
        await pause(given.delay)
    if given.lost:
        return HungUp()
    headers = {
        "X-Request-ID": given.request,
        "Date": _date(clock.now().replace(microsecond=0)),
        "Server": "callsheet-simulator",
        **dict(given.also),
    }
    if given.retry_after is not None:
        headers["Retry-After"] = f"{given.retry_after:g}"
    return Response(given.content, given.status, headers, given.media_type)
