"""Talk to one server: send a call, keep the exchange, stop where it has to. Knows no spec beyond the key's header."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

import httpx

from callsheet.model.protocol import Key
from callsheet_contracts.conformance.answers import Envelope, Said
from callsheet_contracts.probe.hosts import CannotProbe
from callsheet_contracts.probe.purse import Purse
from callsheet_contracts.recordings import Exchange, Recording, Request, Response
from callsheet_contracts.simulator.journal import mask
from callsheet_contracts.wires import Wire
from callsheet_runtime.protocol import Category

PLACEHOLDER: Final = "probe"
"""The key where none is given: any will do for most servers on one's own machine."""
WRONG: Final = "wrong-key"
SECRET: Final = 8
"""Characters of the shortest key that is worth hiding; a shorter one stands in many a word."""
LONGEST_WAIT: Final = 30.0
"""Seconds that are waited at most where a server asks for patience."""
AGAIN: Final = 3
"""Times that a call is made at most which is refused for its rate: such a call was not taken."""
BUSY: Final = frozenset({Category.RATE, Category.CONCURRENCY})


class StoppedError(Exception):
    """No more may be sent; the message says why."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of one call."""

    index: int
    """Its place among all exchanges, from 1."""
    said: Said | None
    """`None` where no answer came."""
    lost: str = ""
    """Why none came."""


@dataclass(slots=True, kw_only=True)
class Talk:
    """All that is said to one server, in its order."""

    client: httpx.Client
    base: str
    key: Key
    secret: str | None
    envelope: Envelope
    purse: Purse | None = None
    most: int | None = None
    """Calls that may be made at most."""
    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep
    every: float = 0.0
    """Seconds between two calls that create something, so that a documented rate is kept."""
    exchanges: list[Exchange] = field(default_factory=list[Exchange])
    wires: list[Wire] = field(default_factory=list[Wire])
    """The call of each exchange, as it was before its key was put in."""
    _last: float | None = None

    def say(self, wire: Wire, document: object = None) -> Heard:
        """Make a call. With a document, it is one that may be billed.

        Raises:
            StoppedError: the budget or the number of calls does not allow it; it was not made.

        """
        for _ in range(AGAIN - 1):
            heard, wait = self._once(wire, document)
            if heard.said is None or heard.said.accepted or heard.said.category not in BUSY:
                return heard
            self.sleep(min(wait, LONGEST_WAIT))
        return self._once(wire, document)[0]

    def recording(self, file: str) -> Recording:
        """Give all exchanges, as if they had been read from a file. No key is in them."""
        return Recording(file, "har", tuple(self.exchanges))

    def said(self, index: int) -> Said | None:
        """Open the answer of an exchange, counted from 1."""
        response = self.exchanges[index - 1].response
        return self.envelope.open(response) if response else None

    def _once(self, wire: Wire, document: object) -> tuple[Heard, float]:
        if self.most is not None and len(self.exchanges) >= self.most:
            raise StoppedError(f"the limit of {self.most} requests is reached")
        if document is not None:
            self._afford(document)
        request = self._request(wire)
        self.wires.append(wire)
        when = self.now()
        try:
            came = self.client.send(request)
        except httpx.TransportError as error:
            unconnected = isinstance(error, httpx.ConnectError | httpx.ConnectTimeout)
            if unconnected and not self.exchanges:
                words = f"nothing answers at {self.base} ({error}): start the server, or correct the address"
                raise CannotProbe(words) from error
            self._keep(request, None, when)
            if document is not None and self.purse is not None and not unconnected:
                self.purse.pay(document)
            return Heard(len(self.exchanges), None, str(error) or type(error).__name__), 0.0
        response = Response(came.status_code, self._masked(came.headers), self._without_key(came.content), 0)
        self._keep(request, response, when)
        said = self.envelope.open(response)
        if document is not None and self.purse is not None and (said.accepted or not said.outcome_known):
            self.purse.pay(document)
        return Heard(len(self.exchanges), said), _patience(response)

    def _afford(self, document: object) -> None:
        if self.purse is not None and not self.purse.affords(document):
            raise StoppedError(
                f"the budget of {self.purse.budget} does not allow it: {self.purse.spent} may be spent by now, and "
                f"this request may cost {self.purse.price(document)}"
            )
        if self.every and self._last is not None:
            self.sleep(max(0.0, self._last + self.every - self.now()))
        self._last = self.now()

    def _request(self, wire: Wire) -> httpx.Request:
        fresh = str(uuid5(NAMESPACE_URL, f"callsheet-probe/{len(self.exchanges)}"))
        headers = {name: fresh if value is None else value for name, value in wire.headers.items()}
        if wire.signed != "not":
            key = WRONG if wire.signed == "wrong" else self.secret or PLACEHOLDER
            headers[self.key.header] = self.key.form.replace("{key}", key)
        encoded = [(name.encode("ascii"), value.encode("utf-8", "surrogatepass")) for name, value in headers.items()]
        return self.client.build_request(wire.method, self.base + wire.path, headers=encoded, content=wire.content)

    def _keep(self, request: httpx.Request, response: Response | None, when: float) -> None:
        headers = {one.lower(): value for one, value in request.headers.items()}
        name = self.key.header.lower()
        if name in headers:
            headers[name] = mask(headers[name], self.key.form)
        index = len(self.exchanges) + 1
        sent = Request(request.method, str(request.url), headers, request.content, 0)
        self.exchanges.append(Exchange(index, 0, sent, response, when, exact=True))

    def _masked(self, headers: httpx.Headers) -> dict[str, str]:
        return {name.lower(): self._without_key(value.encode()).decode() for name, value in headers.items()}

    def _without_key(self, content: bytes) -> bytes:
        """Take the key out of what a server sends back: some show it, and all of it is kept."""
        secret = (self.secret or "").encode()
        return content.replace(secret, b"***") if len(secret) >= SECRET else content


def path_of(url: str) -> str:
    """Tell the path of an address, with its query."""
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _patience(response: Response) -> float:
    """Read how long a server asks one to wait; a second where it does not say."""
    told: Mapping[str, str] = response.headers
    written = told.get("retry-after", "")
    if written.isdecimal():
        return float(written)
    try:
        return max(0.0, (parsedate_to_datetime(written) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return 1.0
