"""An ASGI application that takes webhooks: who may knock, what it may bring, and what is answered. No framework needed.

What a notice leads to is decided in `arrivals`.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from http import HTTPStatus
from typing import Generic, TypeAlias, cast

from callsheet_runtime.protocol import R
from callsheet_runtime.ticket import Ticket
from callsheet_runtime.webhooks.arrivals import E, Find, Inbox, OnEnd, Taken, TasksOf
from callsheet_runtime.webhooks.bodies import LARGEST
from callsheet_runtime.webhooks.receiving import Receiver
from callsheet_runtime.webhooks.refusals import DeliveryRefused
from callsheet_runtime.webhooks.tokens import Token

Message: TypeAlias = MutableMapping[str, object]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]

PATIENCE = 5.0
"""Seconds in which a provider wants its answer, where no page says."""
_MARGIN = 0.8
"""How much of that is used: the way there and back takes some, too."""

_LOG = logging.getLogger("callsheet")


class _Gone(Exception):  # noqa: N818 -- named after what happened
    """The sender did not wait for its answer."""


class WebhookApp(Generic[E, R]):
    """Takes a provider's webhooks as an ASGI 3 application, alone or mounted in another.

    ::

        hook = WebhookApp(Receiver(webhook.EVENT), client.text_to_video, token=token, on_end=ended)
        request = text_to_video.Request(..., webhook_url=url_for("https://example.com/hooks", token))
        await hook.expect(await client.text_to_video.submit(request))

    What is sent is a hint: the task itself is read again, by `wait` of the client, before `on_end` is told. It is told
    once for each task, as far as `keep` reaches back in this process. A task that is not known yet is parked: the
    webhook may be there before the answer to `submit` is. What was parked is lost with the process, and no provider
    sends for ever, so keep the tickets, and `wait` for those that nothing was heard of for long.

    It answers when `on_end` is done: 200 with the words the provider wants; 500 if that failed, and 503 if it takes
    longer than the provider waits, or if the task has not ended after all, so that it is sent again. Without the token
    everything is 404. Nothing of a body is ever answered or logged.

    Args:
        receiver: reads what is sent, and checks its signature where the provider signs. Its `seen` is not used.
        tasks: those that are told of, of an awaiting client, such as `client.text_to_video`.
        token: the last part of the path; see `new_token` and `url_for`.
        on_end: is told how a task ended. Keep it brief, and let it do no harm if it is told twice: processes know
            nothing of each other.
        find: finds a ticket that `expect` was not told of, such as one of another process; `None` if there is none.
        trust: take what is sent for true, and ask nobody. Whoever knows the address then decides how tasks end,
            unless the provider signs.
        within: seconds in which to answer; by default four fifths of what the provider gives.
        keep: tasks that are remembered of those expected, those parked and those done, each.
        age: seconds that something parked is kept.
        now: seconds that only go up.

    Raises:
        ValueError: the token is none, there is nobody to ask, or a number makes no sense.
        TypeError: the tasks are those of a blocking client.

    """

    def __init__(  # noqa: PLR0913 -- it is set up once, by name
        self,
        receiver: Receiver[E],
        *tasks: TasksOf[R],
        token: str,
        on_end: OnEnd[E, R],
        find: Find | None = None,
        trust: bool = False,
        within: float | None = None,
        keep: int = 10_000,
        age: float = 3600.0,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        if within is not None and within <= 0:
            raise ValueError(f"within must be more than 0 s, not {within}")
        self._receiver = receiver
        self._token = Token(token)
        self._inbox: Inbox[E, R] = Inbox(tasks, on_end, find=find, trust=trust, keep=keep, age=age, now=now)
        self._within = within or (receiver.event.within or PATIENCE) * _MARGIN

    async def expect(self, ticket: Ticket) -> None:
        """Say that a task is known. Where its end was told already, `on_end` is told before this returns.

        Raises:
            ValueError: the ticket is of an endpoint whose tasks were not given.
            Exception: what reading the task or `on_end` raised. Expect it again, or `wait` for it.

        """
        await self._inbox.expect(ticket)

    def forget(self, ticket: Ticket) -> None:
        """Say that a task's end was seen to elsewhere, such as by `wait`: `on_end` is not told of it any more."""
        self._inbox.forget(ticket)

    async def drain(self) -> None:
        """Wait until everything that has begun is done, such as before the process ends."""
        await self._inbox.drain()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request, or follow the server's life."""
        match scope["type"]:
            case "lifespan":
                await self._live(receive, send)
            case "http":
                try:
                    status, words = await self._answer(scope, receive)
                except _Gone:
                    return
                await _say(send, status, words)
            case "websocket":
                await send({"type": "websocket.close"})
            case other:
                raise ValueError(f"an ASGI connection of type {other!r} is not known")

    async def _live(self, receive: Receive, send: Send) -> None:
        while (message := await receive())["type"] != "lifespan.shutdown":
            await send({"type": f"{message['type']}.complete"})
        await self.drain()
        await send({"type": "lifespan.shutdown.complete"})

    async def _answer(self, scope: Message, receive: Receive) -> tuple[HTTPStatus, str]:
        if not self._token.opens(_below(scope)):
            return HTTPStatus.NOT_FOUND, ""
        headers = _headers(scope)
        if scope["method"] != "POST":
            return HTTPStatus.METHOD_NOT_ALLOWED, ""
        if not _is_json(headers.get("content-type", "")):
            return HTTPStatus.UNSUPPORTED_MEDIA_TYPE, ""
        body = await _read(headers, receive)
        if body is None:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE, ""
        try:
            notice = self._receiver.read(headers, body)
        except DeliveryRefused as refused:
            _LOG.warning("a webhook was refused: %s", type(refused).__name__)
            return HTTPStatus(refused.http_status), ""
        limit = asyncio.timeout(self._within)
        try:
            async with limit:
                taken = await self._inbox.take(notice)
        except Exception:  # noqa: BLE001 -- whatever it is, it was logged, and is to be sent again
            return HTTPStatus.SERVICE_UNAVAILABLE if limit.expired() else HTTPStatus.INTERNAL_SERVER_ERROR, ""
        if taken is Taken.UNDERWAY and notice.terminal:
            return HTTPStatus.SERVICE_UNAVAILABLE, ""
        return HTTPStatus.OK, self._receiver.event.reply

    def __repr__(self) -> str:
        name, expected, parked = self._receiver.event.name, len(self._inbox.expected), len(self._inbox.parked)
        return f"<WebhookApp {name!r}: {expected} expected, {parked} parked>"


def _below(scope: Message) -> str:
    """Tell the path below where the application is mounted; some frameworks give the whole, and some that part."""
    path, root = str(scope["path"]), str(scope.get("root_path") or "").rstrip("/")
    return path.removeprefix(root) if path.startswith(f"{root}/") else path


def _headers(scope: Message) -> dict[str, str]:
    pairs = cast("Iterable[tuple[bytes, bytes]]", scope["headers"])
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in pairs}


def _is_json(content_type: str) -> bool:
    """Tell whether a body is said to be JSON; one of which nothing is said is looked at."""
    said = content_type.partition(";")[0].strip().lower()
    return said in {"", "application/json"} or (said.startswith("application/") and said.endswith("+json"))


async def _read(headers: dict[str, str], receive: Receive) -> bytes | None:
    """Read a body; `None` where it is larger than any that tells about a task."""
    announced = headers.get("content-length", "0")
    if announced.isdecimal() and int(announced) > LARGEST:
        return None
    parts = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise _Gone
        parts += cast("bytes", message.get("body", b""))
        if len(parts) > LARGEST:
            return None
        if not message.get("more_body", False):
            return bytes(parts)


async def _say(send: Send, status: HTTPStatus, words: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(words.encode())).encode())]
    if status is HTTPStatus.METHOD_NOT_ALLOWED:
        headers.append((b"allow", b"POST"))
    await send({"type": "http.response.start", "status": status.value, "headers": headers})
    await send({"type": "http.response.body", "body": words.encode()})
