"""The simulator's own calls below /simulated/, for programs in other languages. Knows no provider's words.

    GET  /simulated/           what there is: the fields of each fault
    POST /simulated/reset      forget tasks, faults and the journal
    GET  /simulated/clock      {"now": "2026-01-01T00:00:00+00:00"}
    POST /simulated/clock      {"advance": 30}, {"factor": 0}
    POST /simulated/script     {"call": "submit", "faults": ["stuck", {"fault": "refuse", "code": "…"}]}
    POST /simulated/listen     {"url": "http://127.0.0.1:8080/told", "secret": "…", "id": "1234"}
    POST /simulated/deliver    send the events that are due: {"entries": […]}
    GET  /simulated/journal    ?call=submit&status=200&task=…

A header X-Test-Id makes reset, script and journal those of one test.
"""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import partial
from http import HTTPStatus
from typing import Final, cast

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from callsheet_contracts.simulator.clock import Clock, ManualClock, ScaledClock
from callsheet_contracts.simulator.faults import CallKind
from callsheet_contracts.simulator.journal import Entry, Journal
from callsheet_contracts.simulator.service import Service
from callsheet_contracts.simulator.settings import TEST
from callsheet_contracts.simulator.wording import WORDS, written

ROOT: Final = "/simulated"


@dataclass(frozen=True, slots=True)
class Controls:
    """What is shared by all providers of one simulator."""

    journal: Journal
    clock: Clock
    reset: Callable[[str | None], None]
    listen: Callable[..., None]
    deliver: Callable[[], tuple[Entry, ...]]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A call to the simulator itself."""

    service: Service
    shared: Controls
    test: str | None
    query: Mapping[str, str]
    body: Mapping[str, object]


def controls(service: Service, shared: Controls) -> tuple[Route, ...]:
    """Make the routes."""

    async def answer(request: Request, *, work: Callable[[_Asked], object]) -> Response:
        try:
            body = await _read(request) if request.method == "POST" else {}
            asked = _Asked(service, shared, request.headers.get(TEST), dict(request.query_params), body)
            # Events may be sent to whoever is answered by this very thread.
            return JSONResponse(await asyncio.to_thread(work, asked))
        except ValueError as error:
            return JSONResponse({"error": str(error)}, HTTPStatus.BAD_REQUEST)

    return tuple(
        Route(ROOT + path, partial(answer, work=work), methods=[method])
        for method, path, work in (
            ("GET", "", _describe),
            ("GET", "/", _describe),
            ("POST", "/reset", _reset),
            ("GET", "/clock", _turn),
            ("POST", "/clock", _turn),
            ("POST", "/script", _script),
            ("GET", "/journal", _entries),
            ("POST", "/listen", _listen),
            ("POST", "/deliver", _deliver),
        )
    )


def _describe(asked: _Asked) -> object:
    return {"provider": asked.service.provider.name, "faults": {name: _described(name) for name in WORDS}}


def _reset(asked: _Asked) -> object:
    asked.shared.reset(asked.test)
    return {}


def _script(asked: _Asked) -> object:
    faults, call = asked.body.get("faults"), asked.body.get("call", "submit")
    if not isinstance(faults, list):
        raise ValueError('faults: a list such as ["stuck"] is needed')  # noqa: TRY004 -- whoever sent it gets the words
    made = [written(one) for one in cast("list[object]", faults)]
    # Whether there is such a call is told by whoever scripts it.
    asked.service.script(cast(CallKind, str(call)), *made, test=asked.test or "")
    return {"scripted": [repr(one) for one in made]}


def _listen(asked: _Asked) -> object:
    given = {name: asked.body.get(name) for name in ("url", "secret", "id")}
    if not isinstance(given["url"], str) or any(not isinstance(one, str) for one in given.values() if one is not None):
        raise ValueError("url: a text is needed; so are secret and id, where there are any")
    asked.shared.listen(asked.service.provider.name, given["url"], secret=given["secret"], id=given["id"])
    return {}


def _deliver(asked: _Asked) -> object:
    return {"entries": [_shown(one) for one in asked.shared.deliver()]}


def _entries(asked: _Asked) -> object:
    status = asked.query.get("status")
    if status is not None and not (status.isascii() and status.isdecimal()):
        raise ValueError(f"status: {status!r} is no number")
    found = asked.shared.journal.entries(
        asked.service.provider.name,
        asked.query.get("call"),
        status=None if status is None else int(status[:4]),
        task=asked.query.get("task"),
        test=asked.test,
    )
    return {"entries": [_shown(one) for one in found]}


def _turn(asked: _Asked) -> object:
    clock, body = asked.shared.clock, asked.body
    seconds, factor = (_number(body, name) for name in ("advance", "factor"))
    unheard = body.keys() - {"advance", "factor"}
    if unheard:
        raise ValueError(f"a clock has no {min(unheard)!r}: there are advance and factor")
    if factor is not None:
        if not isinstance(clock, ScaledClock):
            raise ValueError("this clock stands still until it is advanced")
        clock.go(factor)
    if seconds is not None:
        if not isinstance(clock, (ManualClock, ScaledClock)):
            raise ValueError("this clock cannot be advanced")
        clock.advance(seconds)
    return {"now": clock.now().isoformat()}


def _number(body: Mapping[str, object], name: str) -> float | None:
    value = body.get(name)
    if value is not None and (isinstance(value, bool) or not isinstance(value, (int, float))):
        raise ValueError(f"{name}: {value!r} is no number")
    return value


async def _read(request: Request) -> dict[str, object]:
    try:
        body = cast("object", json.loads(await request.body() or b"{}"))
    except RecursionError as error:
        raise ValueError("the body cannot be read") from error
    if not isinstance(body, dict):
        raise ValueError("the body is no JSON object")  # noqa: TRY004 -- whoever sent it gets the words
    return cast("dict[str, object]", body)


def _described(name: str) -> object:
    kind = WORDS[name]
    needed = {one.name: str(one.type if not isinstance(one.type, type) else one.type.__name__) for one in fields(kind)}
    return {"doc": " ".join((kind.__doc__ or "").split()), "fields": needed}


def _shown(entry: Entry) -> dict[str, object]:
    return {
        **{one.name: getattr(entry, one.name) for one in fields(entry)},
        "at": entry.at.isoformat(),
        "headers": dict(entry.headers),
    }
