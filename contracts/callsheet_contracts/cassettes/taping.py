"""One cassette in use: calls are answered from it, or kept with their answers. Knows no transport."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Final

import httpx

from callsheet_contracts.cassettes.errors import HoldsSecret, NoCassette
from callsheet_contracts.cassettes.playing import Player
from callsheet_contracts.cassettes.scrubbing import Scrubber
from callsheet_contracts.cassettes.writing import as_yaml, save
from callsheet_contracts.conformance.law import Law
from callsheet_contracts.conformance.scanning import scan
from callsheet_contracts.conformance.secrets import Secrets
from callsheet_contracts.recordings import Exchange, Request, Response, read

FRAMING: Final = frozenset({"connection", "content-encoding", "content-length", "transfer-encoding"})
"""Headers that belong to how an answer travelled: bodies are kept as they were before."""


class Playback:
    """A cassette that answers."""

    def __init__(self, path: Path, law: Callable[[], Law]) -> None:
        """Read it.

        Raises:
            NoCassette: it is not there.
            Unreadable: it is no recording.

        """
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise NoCassette(path) from None
        self.player: Final = Player(read(data, str(path)), law)

    def answer(self, request: httpx.Request, body: bytes) -> httpx.Response:
        """Answer a call at once: what was waited for then is not waited for again."""
        exchange = self.player.play(request.method, str(request.url), request.headers, body)
        response = exchange.response
        assert response is not None, "only what was answered is played"
        headers = {name: value for name, value in response.headers.items() if name not in FRAMING}
        return httpx.Response(response.status, headers=headers, content=response.body, request=request)


class Take:
    """A cassette that is being recorded. Calls that get no answer are not kept: nothing could be played of them."""

    def __init__(self, scrubber: Scrubber, clock: Callable[[], datetime] | None = None) -> None:
        self._scrubber = scrubber
        self._clock = clock or _now
        self._lock = Lock()
        self._kept: list[Exchange] = []

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """What was kept so far, scrubbed."""
        with self._lock:
            return tuple(self._kept)

    def begin(self) -> float:
        """Tell when a call is sent, in seconds since 1970."""
        return self._clock().timestamp()

    def keep(self, request: httpx.Request, body: bytes, response: httpx.Response, content: bytes, when: float) -> None:
        """Keep a call and its answer, whose content is unpacked."""
        sent = Request(request.method, str(request.url), _headers(request.headers), body, 0)
        came = Response(response.status_code, _headers(response.headers), content, 0)
        with self._lock:
            exchange = Exchange(len(self._kept) + 1, 0, sent, came, when, exact=True)
            self._kept.append(self._scrubber.scrub(exchange))

    def save(self, path: Path, metadata: Mapping[str, object]) -> None:
        """Write it to a file, whole or not at all.

        Raises:
            HoldsSecret: a secret would be in it.
            OSError: it cannot be written.

        """
        save(path, proved(path, self.exchanges, metadata, self._scrubber.secrets))


def proved(path: Path, exchanges: Iterable[Exchange], metadata: Mapping[str, object], secrets: Secrets) -> str:
    """Write exchanges down, read what was written, and prove that it holds no secret.

    Raises:
        HoldsSecret: it does.

    """
    text = as_yaml(exchanges, metadata)
    leaks = scan(read(text.encode(), str(path)), secrets)
    if leaks:
        raise HoldsSecret(path, leaks)
    return text


def _headers(headers: httpx.Headers) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def _now() -> datetime:
    return datetime.now(UTC)
