"""Whatever a task goes through, and whichever way it is waited for, the outcome is one and the same."""

import asyncio
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

import httpx
import pytest

from callsheet_clients.catalog import ENDPOINTS
from callsheet_runtime import (
    AsyncClient,
    AsyncTasks,
    CallsheetError,
    Client,
    Endpoint,
    Machine,
    Meaning,
    Protocol,
    Tasks,
    TaskStatus,
    Ticket,
)
from runtime.acme import StillAsyncClock, StillClock, Timeline
from support.crowds import put

URL = "https://cdn.example.test/1.mp4"
HEARD = "A-WORD-THAT-NO-PAGE-NAMES"
DEADLINE = 60.0


def protocols() -> dict[str, Endpoint[Any, Any]]:
    """One endpoint for each way in which a task's life is told."""
    found: dict[str, Endpoint[Any, Any]] = {}
    told: list[tuple[object, ...]] = []
    for name, (package, module, _, kind) in ENDPOINTS.items():
        if kind == "task":
            endpoint: Endpoint[Any, Any] = import_module(f"callsheet_clients.{package}.{module}").ENDPOINT
            spoken = endpoint.protocol
            life = (spoken.machine, spoken.listing, spoken.failure)
            if life not in told:
                told.append(life)
                found[name] = endpoint
    return found


def lives(machine: Machine) -> Iterator[tuple[str, ...]]:
    """Every way through the machine that is in no state twice; each state is an end of one, at least."""

    def on(path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        yield path
        for word in sorted(machine.state(path[-1]).next - set(path)):
            yield from on((*path, word))

    for path in on((machine.start,)):
        yield path
        yield from ((*path, word) for word in sorted(machine.anytime) if not machine.state(path[-1]).terminal)
    for word in machine.states:
        yield (word,)
        yield (HEARD, word)
    yield (HEARD,)


@dataclass
class Told:
    """Answers looks with one word after the other, the last one for ever, and lists with what fits that."""

    endpoint: Endpoint[Any, Any]
    words: tuple[str, ...]
    shows: bool
    looks: dict[str, int] = field(default_factory=dict[str, int])

    def __call__(self, request: httpx.Request) -> httpx.Response:
        spoken = self.endpoint.protocol
        listing = spoken.listing
        document: dict[str, Any] = {}
        if listing is not None and request.url.path.endswith(listing.path):
            wanted = request.url.params[str(listing.query_status)]
            alive = [task for task in self.looks if self.word(task) == wanted]
            put(document, listing.rows, [{listing.row_task: task, listing.row_status: wanted} for task in alive])
            return httpx.Response(200, json=document)
        task = request.url.path.rpartition("/")[2]
        word = self.word(task)
        self.looks[task] = self.looks.get(task, 0) + 1
        put(document, spoken.machine.at, int(word) if word.isdecimal() else word)
        if self.shows:
            put(document, self.endpoint.result, URL)
        if spoken.machine.state(word).means is Meaning.FAILED and spoken.failure.code:
            put(document, spoken.failure.code, "InternalError")
        return httpx.Response(200, content=json.dumps(document).encode())

    def word(self, task: str) -> str:
        return self.words[min(self.looks.get(task, 0), len(self.words) - 1)]


def ticket(endpoint: Endpoint[Any, Any], number: int = 1) -> Ticket:
    return Ticket(endpoint=endpoint.name, task=f"t{number}", server="https://here.test")


def tickets(endpoint: Endpoint[Any, Any]) -> list[Ticket]:
    """As many as it takes to be told by the list, where there is one."""
    return [ticket(endpoint, number + 1) for number in range(13 if endpoint.protocol.listing else 3)]


def client(kind: type[Any], spoken: Protocol, told: Told) -> Any:  # noqa: ANN401 -- of either kind
    made = type("Made", (kind,), {"protocol": spoken})
    line, blocks = Timeline(), kind is Client
    http = (httpx.Client if blocks else httpx.AsyncClient)(transport=httpx.MockTransport(told))
    clock = (StillClock if blocks else StillAsyncClock)(line)
    return made(key="sk-0123456789", base_url="https://here.test", http=http, clock=clock)


def end_of(error: CallsheetError) -> object:
    """All that an error says, but for how long it was waited: of many, one waits for the others' calls."""
    said = {name: value for name, value in vars(error).items() if name != "waited"}
    return type(error), said, error.sent, error.billed, error.repeatable, error.ticket


def caught(wait: Callable[[], object]) -> object:
    try:
        return wait()
    except CallsheetError as error:
        return end_of(error)


def blocking(endpoint: Endpoint[Any, Any], told: Told) -> object:
    tasks = Tasks(client(Client, endpoint.protocol, told), endpoint)
    return caught(lambda: tasks.wait(ticket(endpoint), deadline=DEADLINE))


def awaiting(endpoint: Endpoint[Any, Any], told: Told) -> object:
    async def main() -> object:
        tasks = AsyncTasks(client(AsyncClient, endpoint.protocol, told), endpoint)
        return await tasks.wait(ticket(endpoint), deadline=DEADLINE)

    return caught(lambda: asyncio.run(main()))


def blocking_many(endpoint: Endpoint[Any, Any], told: Told) -> object:
    tasks = Tasks(client(Client, endpoint.protocol, told), endpoint)
    ended = tasks.wait_many(tickets(endpoint), deadline=DEADLINE)
    return ended[0].made if ended[0].error is None else end_of(ended[0].error)


def awaiting_many(endpoint: Endpoint[Any, Any], told: Told) -> object:
    async def main() -> object:
        tasks = AsyncTasks(client(AsyncClient, endpoint.protocol, told), endpoint)
        ended = await tasks.wait_many(tickets(endpoint), deadline=DEADLINE)
        return ended[0].made if ended[0].error is None else end_of(ended[0].error)

    return asyncio.run(main())


WAYS: Mapping[str, Callable[[Endpoint[Any, Any], Told], object]] = {
    "awaiting": awaiting,
    "many, blocking": blocking_many,
    "many, awaiting": awaiting_many,
}


@pytest.mark.parametrize("endpoint", [pytest.param(one, id=name) for name, one in protocols().items()])
@pytest.mark.parametrize("shows", [True, False], ids=["a result", "no result"])
def test_all_ways_of_waiting_come_to_the_same_end(endpoint: Endpoint[Any, Any], *, shows: bool) -> None:
    machine = endpoint.protocol.machine
    paths = list(dict.fromkeys(lives(machine)))
    assert {path[-1] for path in paths} == {*machine.states, HEARD}
    for path in paths:
        if not shows and machine.state(path[-1]).means is not Meaning.SUCCEEDED:
            continue
        alone = blocking(endpoint, Told(endpoint, path, shows))
        for way, wait in WAYS.items():
            # Many at once are told by the list that they are alive: those take fewer looks, and see fewer words.
            told = path[-1:] if way.startswith("many") and endpoint.protocol.listing else path
            expected = blocking(endpoint, Told(endpoint, told, shows)) if told != path else alone
            assert wait(endpoint, Told(endpoint, told, shows)) == expected, (path, way)


@pytest.mark.parametrize("endpoint", [pytest.param(one, id=name) for name, one in protocols().items()])
def test_watching_shows_each_word_and_ends_with_the_task(endpoint: Endpoint[Any, Any]) -> None:
    async def main(told: Told) -> list[TaskStatus]:
        tasks = AsyncTasks(client(AsyncClient, endpoint.protocol, told), endpoint)
        return [status async for status in tasks.watch(ticket(endpoint), deadline=DEADLINE)]

    machine = endpoint.protocol.machine
    for path in lives(machine):
        if not machine.state(path[-1]).terminal:
            continue
        tasks = Tasks(client(Client, endpoint.protocol, Told(endpoint, path, shows=True)), endpoint)
        shown = list(tasks.watch(ticket(endpoint), deadline=DEADLINE))
        assert [one.status for one in shown] == list(path)
        assert [one.terminal for one in shown] == [False] * (len(path) - 1) + [True]
        assert asyncio.run(main(Told(endpoint, path, shows=True))) == shown
