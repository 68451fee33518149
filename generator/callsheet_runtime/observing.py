"""What may be seen of a client at work: log lines, hooks, and the exchanges themselves. Decides nothing, sends nothing.

Nothing here holds a key, and nothing that goes wrong here reaches the flow: a ticket is worth more than a log line.
"""

import json
import logging
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from callsheet_runtime.connection import Connection
from callsheet_runtime.errors import OutcomeUnknown
from callsheet_runtime.flows.vocabulary import Again, Answered, Lost, Reply
from callsheet_runtime.flows.watching import TaskStatus
from callsheet_runtime.reading import whole, word

_LOG = logging.getLogger("callsheet")
# Whoever sets up no logging is told by exceptions; without this, warnings would be printed all the same.
_LOG.addHandler(logging.NullHandler())
_LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A call as it is about to be sent, the key and other secrets blacked out."""

    method: str
    url: str
    """The whole address, query included."""
    headers: Mapping[str, str]
    body: bytes
    """Empty for a form with files, which is not kept."""

    @property
    def path(self) -> str:
        """The address's path, without the query."""
        return urlsplit(self.url).path


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A call and what came of it, the key and other secrets blacked out."""

    request: Outgoing
    status: int | None
    """Of HTTP; `None` where no whole answer came."""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    """Those of the answer, by name in lower case."""
    body: bytes = b""
    """That of the answer."""
    seconds: float
    """From sending to the answer's end."""
    request_id: str | None = None
    """The provider's id of the call, for its support."""
    sent: bool = True
    """Whether the provider may have seen the call."""
    why: str = ""
    """Why there is no answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repetition:
    """A call that is about to be made again."""

    method: str
    path: str
    tries: int
    """How often it has been tried so far."""
    seconds: float
    """How long it rests before."""
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hooks:
    """Plain functions that are told what a client does, as it does it; what they answer is not looked at.

    They are called where the client works, so they should be quick. An exception in one is logged and goes no further.
    """

    on_request: Callable[[Outgoing], object] | None = None
    """Before each call."""
    on_response: Callable[[Exchange], object] | None = None
    """After each call, also where its answer was lost."""
    on_repeat: Callable[[Repetition], object] | None = None
    """Before a call is made again."""
    on_status: Callable[[TaskStatus], object] | None = None
    """After each look at a task."""


class Observer:
    """Tells of one client."""

    def __init__(self, connection: Connection, hooks: Hooks | None = None) -> None:
        self.hooks = hooks or Hooks()
        self._connection = connection
        self._mask = connection.mask

    @property
    def watches(self) -> bool:
        """Whether anybody wants to know of calls."""
        hooks = self.hooks
        return bool(hooks.on_request or hooks.on_response or self._tapes() or _LOG.isEnabledFor(logging.DEBUG))

    def asked(self, method: str, url: str, headers: Mapping[str, str], body: bytes) -> Outgoing:
        """Take notice of a call that is about to be sent."""
        outgoing = Outgoing(
            method=method,
            url=self._mask.text(url),
            headers=self._mask.headers(headers, secret=self._connection.protocol.key.header),
            body=self._mask.body(body),
        )
        self._tell(self.hooks.on_request, outgoing)
        return outgoing

    def answered(self, outgoing: Outgoing, reply: Reply, seconds: float) -> None:
        """Take notice of what came of a call."""
        with suppress(Exception):  # see the top
            exchange = self._exchange(outgoing, reply, seconds)
            for tape in self._tapes():
                tape.append(exchange)
            _debug(exchange)
            self._tell(self.hooks.on_response, exchange)

    def repeats(self, again: Again, seconds: float) -> None:
        """Take notice of a call that is made again."""
        why = again.reply.why if isinstance(again.reply, Lost) else f"HTTP {again.reply.status}"
        path = self._mask.text(urlsplit(again.call.url).path)
        method, tries = again.call.operation.method, again.tries
        _log(logging.WARNING, "%s %s: %s; try %d, again in %.1f s", method, path, why, tries, seconds)
        made = Repetition(method=method, path=path, tries=tries, seconds=seconds, why=why)
        self._tell(self.hooks.on_repeat, made)

    def unknown(self, error: OutcomeUnknown) -> None:
        """Take notice of a submit that may have been paid for."""
        words = "%s: outcome unknown, and not sent again: %s; the request's fingerprint is %s"
        _log(logging.WARNING, words, error.endpoint, error.why, error.fingerprint)

    def saw(self, status: TaskStatus) -> None:
        """Take notice of a look at a task."""
        self._tell(self.hooks.on_status, status)

    @contextmanager
    def tape(self) -> Generator[list[Exchange]]:
        """Keep the exchanges that are made inside, in this thread or asyncio task and those it starts."""
        kept: list[Exchange] = []
        token = _TAPES.set((*_TAPES.get(), (self, kept)))
        try:
            yield kept
        finally:
            _TAPES.reset(token)

    def _tapes(self) -> list[list[Exchange]]:
        return [kept for observer, kept in _TAPES.get() if observer is self]

    def _exchange(self, outgoing: Outgoing, reply: Reply, seconds: float) -> Exchange:
        if isinstance(reply, Lost):
            return Exchange(request=outgoing, status=None, seconds=seconds, sent=reply.sent, why=reply.why)
        return Exchange(
            request=outgoing,
            status=reply.status,
            headers=self._mask.headers(reply.headers, secret=self._connection.protocol.key.header),
            body=reply.body,
            seconds=seconds,
            request_id=self._request_id(reply),
        )

    def _request_id(self, reply: Answered) -> str | None:
        at = self._connection.protocol.errors.request_id
        try:
            read: object = json.loads(reply.body) if at else None
        except (ValueError, RecursionError):
            read = None
        return (word(whole(read), at) if at else None) or reply.headers.get("x-request-id")

    def _tell(self, hook: Callable[..., object] | None, value: object) -> None:
        if hook is None:
            return
        try:
            hook(value)
        except Exception as error:  # noqa: BLE001 -- see the top
            why = self._mask.text(f"{type(error).__name__}: {error}")
            _log(logging.WARNING, "a hook failed on %s: %s", type(value).__name__, why)


_TAPES: ContextVar[tuple[tuple[Observer, list[Exchange]], ...]] = ContextVar("callsheet exchanges", default=())


def _debug(exchange: Exchange) -> None:
    outcome = f"HTTP {exchange.status}" if exchange.status is not None else f"no answer ({exchange.why})"
    request, milliseconds = exchange.request, exchange.seconds * 1000
    words = "%s %s: %s after %.0f ms, request id %s"
    _log(logging.DEBUG, words, request.method, request.path, outcome, milliseconds, exchange.request_id)


def _log(level: int, words: str, *values: object) -> None:
    """Write one line, whatever a provider puts into it."""
    with suppress(Exception):  # a filter may fail; see the top
        _LOG.log(level, words, *(_line(one) if isinstance(one, str) else one for one in values))


def _line(text: str) -> str:
    return "".join(one if one.isprintable() else " " for one in text[:_LONGEST])
