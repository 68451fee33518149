"""Show all that can be shown of providers, on simulators in process: every duty of every endpoint, and lives of tasks.

What is missing then is missing from the specs, the obligations or the simulator, and stands in the report.
"""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import httpx

from callsheet.model.endpoint import Catalog, Provider, TaskEndpoint
from callsheet.model.protocol import Machine, State
from callsheet_contracts.coverage.closing import Closing, closing
from callsheet_contracts.coverage.collector import Collector
from callsheet_contracts.coverage.goals import Kind, Side
from callsheet_contracts.coverage.transport import AsyncCoverageTransport
from callsheet_contracts.coverage.wire import NotOnTheWireError, about, asking
from callsheet_contracts.simulator import CallKind, Fault, ManualClock, Refuse, Simulator, TaskFails, UnknownStatus
from callsheet_contracts.simulator.checks import Asked
from callsheet_contracts.simulator.events import ADDRESSES
from callsheet_contracts.simulator.tasks import ending_for
from callsheet_runtime.machine import ALIVE, Meaning
from callsheet_runtime.reading import look

LASTS: Final = 1000.0
"""Seconds that a task takes, by a clock that stands still until it is told to go."""
FORGOTTEN: Final = 400 * 86_400.0
"""Seconds after which no provider remembers a task."""
SOMEWHERE: Final = "http://127.0.0.1:9/told"


@dataclass
class Replay:
    """What a replay has come to."""

    collector: Collector
    unsendable: list[tuple[str, str, str]] = field(default_factory=list[tuple[str, str, str]])
    """Requests that no HTTP call can carry: endpoint, label, reason."""


def replay(catalog: Catalog, *, only: str | None = None) -> Replay:
    """Send every request that shows something of an endpoint, and live through what its tasks can come to.

    All endpoints take some ten seconds; `only` names one `provider/endpoint`.
    """
    done = Replay(Collector(catalog))
    for provider in catalog.providers:
        every: list[Asked] = [*provider.tasks, *provider.calls]
        endpoints = [one for one in every if only in {None, f"{provider.name}/{one.name}"}]
        if endpoints:
            asyncio.run(_Speaking(catalog, provider, done).all(endpoints))
    return done


class _Speaking:
    """Calls one simulated provider."""

    def __init__(self, catalog: Catalog, provider: Provider, done: Replay) -> None:
        self._provider, self._done = provider, done
        self._clock = ManualClock()
        self._simulator = Simulator(
            catalog,
            providers=[provider.name],
            clock=self._clock,
            task_seconds=LASTS,
            seed=1,
            receiver=httpx.MockTransport(self._told),
        )
        if provider.webhooks:
            self._simulator.listen(provider.name, SOMEWHERE)
        self._http = httpx.AsyncClient(
            transport=AsyncCoverageTransport(self._simulator.async_transport(provider.name), done.collector.take)
        )

    async def all(self, endpoints: list[Asked]) -> None:
        """Say everything about some endpoints."""
        async with self._http:
            for place, endpoint in enumerate(endpoints):
                known = closing(endpoint)
                usual = _usual(endpoint, known)
                for one in known.requests:
                    await self._sent(endpoint, one.body, one.label)
                if isinstance(endpoint, TaskEndpoint):
                    for way in ways(endpoint.protocol.machine):
                        await self._life(endpoint, usual, way)
                    await self._forgotten(endpoint, usual)
                if not place:
                    await self._shared(endpoint, usual)

    async def _sent(self, endpoint: Asked, body: object, label: str = "") -> httpx.Response | None:
        try:
            return await self._http.send(asking(self._provider, endpoint, body))
        except NotOnTheWireError as error:
            self._done.unsendable.append((endpoint.name, label, str(error)))
            return None

    async def _life(self, endpoint: TaskEndpoint, body: object, way: tuple[State, ...]) -> None:
        """Let a task go a way, and be asked for in each state. It ends by itself; on the way, its word is scripted."""
        last = way[-1]
        self._script("submit", _ending(endpoint, last))
        task = await self._created(endpoint, body)
        for state in way if last.means in ALIVE else way[:-1]:
            self._script("poll", UnknownStatus(state.name))
            await self._poll(endpoint, task)
        if last.means is Meaning.CANCELLED and endpoint.protocol.cancel is not None:
            await self._http.send(about(self._provider, endpoint, endpoint.protocol.cancel, task))
        self._clock.advance(2 * LASTS)
        self._simulator.deliver()
        if last.means not in ALIVE:
            cancelled = last.means is Meaning.CANCELLED and endpoint.protocol.cancel is not None
            if not cancelled and _natural(endpoint, last) is not last:
                self._script("poll", UnknownStatus(last.name))
            await self._poll(endpoint, task)

    async def _forgotten(self, endpoint: TaskEndpoint, body: object) -> None:
        """Ask for a task when its time is long over."""
        task = await self._created(endpoint, body)
        self._clock.advance(2 * LASTS)
        await self._poll(endpoint, task)
        self._clock.advance(FORGOTTEN)
        await self._poll(endpoint, task)
        for state in endpoint.protocol.machine.states:
            if state.anytime:
                self._script("poll", UnknownStatus(state.name))
                await self._poll(endpoint, task)

    async def _shared(self, endpoint: Asked, body: object) -> None:
        """Show what endpoints share, by one of them: every error, and the list of tasks."""
        for code in dict.fromkeys(code.code for code in endpoint.errors.known):
            self._script("submit" if isinstance(endpoint, TaskEndpoint) else "call", Refuse(code))
            await self._sent(endpoint, body)
        if isinstance(endpoint, TaskEndpoint) and endpoint.protocol.listing is not None:
            await self._http.send(about(self._provider, endpoint, endpoint.protocol.listing, ""))

    async def _created(self, endpoint: TaskEndpoint, body: object) -> str:
        answer = await self._sent(endpoint, body)
        assert answer is not None, "what is accepted can be sent"
        self._simulator.deliver()
        return str(look(answer.json(), ".".join(endpoint.protocol.submit.task)))

    async def _poll(self, endpoint: TaskEndpoint, task: str) -> None:
        await self._http.send(about(self._provider, endpoint, endpoint.protocol.poll, task))

    def _script(self, call: CallKind, fault: Fault | None) -> None:
        if fault is not None:
            self._simulator.script(self._provider.name, call, fault)

    def _told(self, request: httpx.Request) -> httpx.Response:
        self._done.collector.event(self._provider.name, json.loads(request.content))
        return httpx.Response(200, text=self._provider.webhooks[0].event.reply)


def ways(machine: Machine) -> Iterator[tuple[State, ...]]:
    """List ways through a machine that between them take every step: to each step the shortest way there."""
    to: dict[str, tuple[State, ...]] = {one.name: (one,) for one in machine.states if one.name == machine.start}
    waiting = list(to.values())
    while waiting:
        way = waiting.pop(0)
        for name in way[-1].next:
            following = machine.state(name)
            if following is None:
                continue
            yield (*way, following)
            if name not in to:
                to[name] = (*way, following)
                waiting.append(to[name])


def _ending(endpoint: TaskEndpoint, last: State) -> Fault | None:
    """Find what lets a task end so; `None` where nothing has to."""
    if last.means is Meaning.SUCCEEDED or last.means in ALIVE:
        return None
    codes = (one.code for one in endpoint.errors.known)
    found = next((code for code in codes if ending_for(endpoint, code) is last), None)
    return TaskFails(found) if found else None


def _natural(endpoint: TaskEndpoint, last: State) -> State | None:
    """Tell in which state such a task ends by itself."""
    fault = _ending(endpoint, last)
    if isinstance(fault, TaskFails):
        return ending_for(endpoint, fault.code)
    way = endpoint.protocol.machine.way_to_success()
    return way[-1] if way else None


def _usual(endpoint: Asked, known: Closing) -> object:
    """Find a request that is accepted, one that wants to be told of everything if there is any."""
    wanted = [one.pointer for one in endpoint.parameters if one.name.endswith(ADDRESSES)]
    for place in wanted:
        found = known.examples.get((Kind.PARAMETER, place, Side.ACCEPTED))
        if found is not None:
            return found.body
    shown = [one.body for one in endpoint.requests if not one.breaks]
    made = [one.body for (_, _, side), one in known.examples.items() if side is Side.ACCEPTED]
    nothing: list[object] = [{}]
    return (shown + made + nothing)[0]
