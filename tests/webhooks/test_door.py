"""Who may knock, what it may bring, and what it learns: nothing, without the token."""

import asyncio
import logging
from collections.abc import AsyncIterator, MutableMapping
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from callsheet_clients.pixazo import Pixazo
from callsheet_runtime import Receiver
from callsheet_runtime.webhooks import WebhookApp
from callsheet_runtime.webhooks.bodies import LARGEST
from webhooks.knocking import BASE, EVENT, HOOK, TOKEN, Asked, House, Told, ticket

MARK = "5ecret-in-the-body"
BODY = b'{"task": "t-1", "status": "DONE"}'
JSON = {"content-type": "application/json"}


def knock(method: str, url: str, **request: Any) -> httpx.Response:  # noqa: ANN401 -- as httpx has it
    return asyncio.run(House().knock(method, url, **request))


@pytest.mark.parametrize("method", ["POST", "GET", "DELETE"])
@pytest.mark.parametrize(
    "path",
    ["", "/", "/hooks", f"/{TOKEN[:-1]}", f"/{TOKEN}x", f"/{TOKEN}/", f"//{TOKEN}", f"/a/{TOKEN}", f"/?{TOKEN}", "/ü"],
)
def test_without_the_token_there_is_nothing(method: str, path: str) -> None:
    answer = knock(method, BASE + path, content=BODY, headers=JSON)
    assert (answer.status_code, answer.content, answer.headers.get("allow")) == (404, b"", None)


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "OPTIONS"])
def test_with_it_there_is_one_method(method: str) -> None:
    answer = knock(method, HOOK, headers=JSON)
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("application/json", 200),
        ("Application/JSON; charset=utf-8", 200),
        ("application/cloudevents+json", 200),
        (None, 200),
        ("text/plain", 415),
        ("multipart/form-data; boundary=x", 415),
        ("application/x-www-form-urlencoded", 415),
        ("text/x+json", 415),
    ],
)
def test_a_body_is_json_by_its_own_word(said: str | None, status: int) -> None:
    assert knock("POST", HOOK, content=BODY, headers={"content-type": said} if said else {}).status_code == status


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        f'{{"{MARK}": NaN}}'.encode(),
        f'["{MARK}"]'.encode(),
        f'{{"status": "{MARK}"}}'.encode(),
        b'{"task": "' + b"x" * 600 + b'"}',
        b"[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_what_tells_of_no_task_is_400_and_nothing_is_echoed(body: bytes, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "callsheet")
    answer = knock("POST", HOOK, content=body, headers=JSON)
    assert (answer.status_code, answer.content) == (400, b"")
    assert [record.getMessage() for record in caplog.records] == ["a webhook was refused: UnreadableEvent"]
    assert MARK not in repr(answer.headers)


def test_a_body_may_be_as_large_as_is_said() -> None:
    fits = b'{"task": "t-1", "status": "DONE", "x": "' + b"x" * LARGEST
    fits = fits[: LARGEST - 2] + b'"}'
    assert knock("POST", HOOK, content=fits, headers=JSON).status_code == 200
    assert knock("POST", HOOK, content=fits + b" ", headers=JSON).status_code == 413


def test_a_body_that_does_not_say_how_large_it_is_is_counted() -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 4 * LARGEST:
            sent += LARGEST // 4
            yield b" " * (LARGEST // 4)

    async def main() -> httpx.Response:
        return await House().knock("POST", HOOK, content=endless(), headers=JSON)

    assert asyncio.run(main()).status_code == 413
    assert sent == LARGEST + LARGEST // 4, "no more is read than has to be"


@pytest.mark.parametrize("root", ["", "/api"])
def test_it_can_be_mounted(root: str) -> None:
    house = House(Asked({"t-1": "clip"}))
    outer = Starlette(routes=[Mount("/hooks", app=house.app)])

    async def main() -> list[int]:
        await house.app.expect(ticket())
        transport = httpx.ASGITransport(app=outer, root_path=root)
        async with httpx.AsyncClient(transport=transport, base_url=BASE) as http:
            answers = [
                await http.post(f"{root}{path}", content=BODY, headers=JSON)
                for path in (f"/hooks/{TOKEN}", f"/{TOKEN}", f"/hooks/hooks/{TOKEN}")
            ]
        return [one.status_code for one in answers]

    assert asyncio.run(main()) == [200, 404, 404]
    assert house.told.tasks == ["t-1"]


def test_frameworks_that_give_the_part_below_alone_are_understood() -> None:
    sent: list[MutableMapping[str, object]] = []

    async def receive() -> MutableMapping[str, object]:
        return {"type": "http.request", "body": BODY}

    async def send(message: MutableMapping[str, object]) -> None:
        sent.append(message)

    scope: MutableMapping[str, object] = {
        "type": "http",
        "method": "POST",
        "path": f"/{TOKEN}",
        "root_path": "/hooks",
        "headers": [],
    }
    asyncio.run(House().app(scope, receive, send))
    assert sent[0]["status"] == 200


def test_who_goes_before_the_end_of_the_body_is_not_answered() -> None:
    begins: MutableMapping[str, object] = {"type": "http.request", "body": BODY[:5], "more_body": True}
    goes: MutableMapping[str, object] = {"type": "http.disconnect"}
    messages = iter((begins, goes))
    house = House(Asked({"t-1": "clip"}))

    async def receive() -> MutableMapping[str, object]:
        return next(messages)

    async def send(message: MutableMapping[str, object]) -> None:
        raise AssertionError(f"{message} is said to nobody")

    scope: MutableMapping[str, object] = {"type": "http", "method": "POST", "path": f"/{TOKEN}", "headers": []}
    asyncio.run(house.app(scope, receive, send))
    assert house.told.came == []


def test_a_server_is_told_when_it_lives_and_a_socket_is_closed() -> None:
    async def said(kind: str, *messages: str) -> list[object]:
        coming, sent = iter(messages), list[object]()

        async def receive() -> MutableMapping[str, object]:
            return {"type": next(coming)}

        async def send(message: MutableMapping[str, object]) -> None:
            sent.append(message["type"])

        await House().app({"type": kind, "path": f"/{TOKEN}"}, receive, send)
        return sent

    assert asyncio.run(said("lifespan", "lifespan.startup", "lifespan.shutdown")) == [
        "lifespan.startup.complete",
        "lifespan.shutdown.complete",
    ]
    assert asyncio.run(said("websocket", "websocket.connect")) == ["websocket.close"]
    with pytest.raises(ValueError, match="'carrier-pigeon'"):
        asyncio.run(said("carrier-pigeon"))


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"token": "short"}, "22 to 200 letters"),
        ({"token": "spaces are not for paths, are they"}, "22 to 200 letters"),
        ({"within": 0}, "within must be more than 0"),
        ({"keep": 0}, "at least one task"),
        ({"age": 0.0}, "more than no time"),
    ],
)
def test_what_makes_no_sense_is_refused(settings: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words) as caught:
        House(settings=settings)
    assert str(settings.get("token", "no token")) not in str(caught.value)


def test_somebody_has_to_be_asked() -> None:
    with pytest.raises(ValueError, match="nobody to ask"):
        WebhookApp(Receiver(EVENT), token=TOKEN, on_end=Told())


def test_who_is_asked_has_to_be_awaited() -> None:
    client: Any = Pixazo(key="k")
    with client, pytest.raises(TypeError, match="pixazo/v6-t2v: give the tasks of an awaiting client"):
        WebhookApp(Receiver(EVENT), client.v6_t2v, token=TOKEN, on_end=Told())


def test_it_shows_how_much_it_waits_for_and_no_token() -> None:
    house = House()

    async def main() -> str:
        await house.app.expect(ticket("a"))
        await house.send(task="b")
        return repr(house.app)

    shown = asyncio.run(main())
    assert shown == "<WebhookApp 'acme/webhook': 1 expected, 1 parked>"
    assert TOKEN not in repr(vars(house.app))
