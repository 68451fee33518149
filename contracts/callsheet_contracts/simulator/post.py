"""Takes events to whoever wants them, on this machine only. Knows no provider's words."""

import json
from collections.abc import Mapping
from dataclasses import replace
from ipaddress import ip_address
from threading import Lock
from typing import Final

import httpx

from callsheet_contracts.simulator.clock import Clock
from callsheet_contracts.simulator.events import Letter
from callsheet_contracts.simulator.journal import Entry, Journal
from callsheet_contracts.simulator.service import Service
from callsheet_contracts.simulator.world import World

PATIENCE: Final = 5.0
"""Seconds that a receiver has for its answer, where no page says."""
ELSEWHERE: Final = "not sent: the address is not of this machine"


class Post:
    """Sends what is due, when it is told to."""

    def __init__(
        self, services: Mapping[str, Service], journal: Journal, clock: Clock, transport: httpx.BaseTransport | None
    ) -> None:
        self._services = services
        self._journal = journal
        self._clock = clock
        self._transport = transport
        self._lock = Lock()

    def waits(self) -> bool:
        """Tell whether anything is due."""
        now = self._clock.now()
        return any(world.waits(now) for service in self._services.values() for world in service.worlds())

    def deliver(self) -> tuple[Entry, ...]:
        """Send all that is due; what is not taken is sent again in its time."""
        if not self.waits():
            return ()
        with self._lock, httpx.Client(transport=self._transport or httpx.HTTPTransport()) as http:
            return tuple(
                self._send(http, name, world, letter)
                for name, service in self._services.items()
                for world in service.worlds()
                for letter in world.letters(self._clock.now())
            )

    def _send(self, http: httpx.Client, provider: str, world: World, letter: Letter) -> Entry:
        event, url = letter.event, letter.event.promise.address.url
        status, fault = None, None
        address = url if self._transport is not None else _here(url)
        if address is None:
            fault = ELSEWHERE
        else:
            status, text = self._ask(http, address, letter)
            told = event.promise.webhook.event
            taken = status is not None and status // 100 == 2 and (not told.reply or text.strip() == told.reply)  # noqa: PLR2004 -- any of the good ones
            if not taken and event.attempt < len(told.retries):
                world.send_again(replace(event, attempt=event.attempt + 1), told.retries[event.attempt])
        spoilt = event.promise.fault
        entry = Entry(
            at=self._clock.now(),
            provider=provider,
            call="event",
            method="POST",
            path=url,
            headers=tuple((name.lower(), value) for name, value in letter.headers.items()),
            body=json.loads(letter.content),
            status=status,
            task=event.promise.task,
            test=world.test or None,
            fault=fault or (None if spoilt is None else repr(spoilt)),
        )
        self._journal.write(entry)
        return entry

    def _ask(self, http: httpx.Client, address: str, letter: Letter) -> tuple[int | None, str]:
        patience = letter.event.promise.webhook.event.within or PATIENCE
        try:
            answer = http.post(address, content=letter.content, headers=dict(letter.headers), timeout=patience)
        except httpx.HTTPError:
            return None, ""
        return answer.status_code, answer.text


def _here(url: str) -> str | None:
    """Write an address of this machine as it can be called: without TLS, since nobody certifies it."""
    try:
        parts = httpx.URL(url)
        here = parts.host == "localhost" or ip_address(parts.host).is_loopback
    except (httpx.InvalidURL, ValueError):
        return None
    return str(parts.copy_with(scheme="http", port=parts.port)) if here and parts.scheme in {"http", "https"} else None
