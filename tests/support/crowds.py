"""A provider as small as can be, for thousands of tasks on a virtual clock: their ends are drawn before they begin.

It obeys a provider's own task machine, counts calls over a sliding second and refuses what is too many.
"""

import json
import random
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import httpx

from callsheet_contracts.virtual_time import EPOCH, VirtualClock
from callsheet_runtime import Endpoint, Meaning, Ticket
from callsheet_runtime.reading import look, parse_moment

LATENCY = 0.2
PENDING = 0.1


@dataclass(frozen=True)
class Life:
    """A task: when it is created and when it ends, in seconds."""

    name: str
    born: float
    end: float


def lives(count: int, per_second: float, seed: int = 1) -> list[Life]:
    """Draw tasks that come at this rate, and take two minutes or so: half of them 90 to 160 s."""
    draw = random.Random(seed)
    born = [number / per_second if per_second else 0.0 for number in range(count)]
    return [
        Life(f"t-{number:05}", at, at + min(max(draw.lognormvariate(4.8, 0.4), 20.0), 900.0))
        for number, at in enumerate(born)
    ]


@dataclass
class Crowded(httpx.AsyncBaseTransport):
    """Answers polls and lists about tasks whose ends are known to it alone."""

    endpoint: Endpoint[Any, Any]
    tasks: Sequence[Life]
    per_second: int = 20
    refusals: int = 0
    polls: int = 0
    lists: int = 0
    known: dict[str, float] = field(default_factory=dict[str, float])
    """When an answer that a task has ended has arrived."""
    clock: VirtualClock = field(default_factory=VirtualClock)
    hide: frozenset[str] = frozenset()
    """Tasks that the list does not show."""
    retry_after: str | None = None

    def __post_init__(self) -> None:
        self._by_name = {one.name: one for one in self.tasks}
        self._calls: deque[float] = deque()
        states = self.endpoint.protocol.machine.states
        self._words = {means: next(w for w, s in states.items() if s.means is means) for means in _meant(states)}
        start = self.endpoint.protocol.machine.start
        self._pending, self._running = start, self._words.get(Meaning.RUNNING, start)

    @property
    def calls(self) -> int:
        return self.polls + self.lists

    def staleness(self) -> float:
        """The mean time, in seconds, from the end of a task to our knowing it."""
        return sum(at - self._by_name[name].end for name, at in self.known.items()) / len(self.known)

    def oracle(self) -> float:
        """The same for somebody who knows each end, and asks just then, as the rate allows."""
        turn, total = 0.0, 0.0
        for one in sorted(self.tasks, key=lambda one: one.end):
            turn = max(turn + 1 / self.per_second, one.end)
            total += turn + LATENCY - one.end
        return total / len(self.tasks)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer a call, half of whose time passes on the way there."""
        await self.clock.sleep(LATENCY / 2)
        status, document = self.answer(request)
        await self.clock.sleep(LATENCY / 2)
        machine = self.endpoint.protocol.machine
        word = look(document, machine.at)
        if word == self._words[Meaning.SUCCEEDED]:
            self.known.setdefault(self._task(request), self.clock.now())
        headers = {"retry-after": self.retry_after} if status == 429 and self.retry_after else {}
        return httpx.Response(status, headers=headers, content=json.dumps(document).encode())

    def answer(self, request: httpx.Request) -> tuple[int, dict[str, Any]]:
        """Count a call, and answer it."""
        now = self.clock.now()
        while self._calls and now - self._calls[0] >= 1 - 1e-9:
            self._calls.popleft()
        if len(self._calls) >= self.per_second:
            self.refusals += 1
            return 429, {}
        self._calls.append(now)
        listing = self.endpoint.protocol.listing
        if listing is not None and request.url.path.endswith(listing.path):
            self.lists += 1
            return 200, self._list(request, now)
        self.polls += 1
        document: dict[str, Any] = {}
        life = self._by_name[self._task(request)]
        word = self.word(life, now)
        put(document, self.endpoint.protocol.machine.at, word)
        if word == self._words[Meaning.SUCCEEDED]:
            put(document, self.endpoint.result, f"https://cdn.example.test/{life.name}.mp4")
        return 200, document

    def word(self, life: Life, now: float) -> str:
        if now >= life.end:
            return self._words[Meaning.SUCCEEDED]
        return self._pending if now < life.born + PENDING * (life.end - life.born) else self._running

    def _list(self, request: httpx.Request, now: float) -> dict[str, Any]:
        listing, query = self.endpoint.protocol.listing, request.url.params
        assert listing is not None
        assert listing.query_status
        assert listing.query_page
        assert listing.query_size
        size, page = int(query[listing.query_size]), int(query[listing.query_page])
        until = self._until(query.get(listing.query_until or "")) if listing.query_until else now
        fitting = [
            one
            for one in reversed(self.tasks)
            if one.born <= until and one.name not in self.hide and self.word(one, now) == query[listing.query_status]
        ]
        document: dict[str, Any] = {}
        shown = fitting[(page - 1) * size : page * size]
        rows = [{listing.row_task: one.name, listing.row_status: self.word(one, now)} for one in shown]
        put(document, listing.rows, rows)
        if listing.pages:
            put(document, listing.pages, -(-len(fitting) // size))
        if listing.total:
            put(document, listing.total, len(fitting))
        return document

    def _until(self, written: str | None) -> float:
        listing = self.endpoint.protocol.listing
        if written is None or listing is None or listing.query_moment is None:
            return self.clock.now()
        moment = parse_moment(written, listing.query_moment.form, listing.query_moment.zone)
        assert moment is not None
        return (moment - EPOCH).total_seconds()

    def _task(self, request: httpx.Request) -> str:
        return request.url.path.rpartition("/")[2]


def ticket(endpoint: Endpoint[Any, Any], life: Life, server: str) -> Ticket:
    """The ticket of a task, as its submit would have answered it."""
    created = (EPOCH + timedelta(seconds=life.born)).isoformat()
    return Ticket(endpoint=endpoint.name, task=life.name, server=server, created=created)


def _meant(states: Mapping[str, Any]) -> Iterable[Meaning]:
    return dict.fromkeys(state.means for state in states.values())


def put(document: dict[str, Any], path: str, value: object) -> None:
    """Write a value where a path says; a number is the place in a list, of which there is one."""
    *steps, last = path.split(".")
    if last.isdecimal():
        last, value = steps.pop(), [value]
    for step in steps:
        document = document.setdefault(step, {})
    document[last] = value
