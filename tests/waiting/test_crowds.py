"""Many tasks at once, in virtual time: what they cost in calls, and how soon an end is known."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import httpx
import pytest

from callsheet_contracts import virtual_time
from callsheet_runtime import AsyncTasks, Endpoint, StillRunning
from callsheet_runtime.flows.durations import Durations
from runtime.acme import PROTOCOL, TYPED, AsyncStudio, Clip, Video
from support.crowds import Crowded, Life, lives, ticket

assert PROTOCOL.listing is not None
ROOMY: Endpoint[Clip, Video] = replace(
    TYPED,
    protocol=replace(
        PROTOCOL,
        poll=replace(PROTOCOL.poll, per_second=20, every=15.0),
        listing=replace(PROTOCOL.listing, per_second=20),
    ),
)
UNLISTED = replace(ROOMY, protocol=replace(ROOMY.protocol, listing=None))

Wait = Callable[[AsyncTasks[Clip, Video], list[Life]], Awaitable[None]]


async def each_by_itself(tasks: AsyncTasks[Clip, Video], drawn: list[Life]) -> None:
    async def one(life: Life) -> None:
        await asyncio.sleep(life.born)
        video = await tasks.wait(ticket(tasks.endpoint, life, "north"), deadline=5000)
        assert video.url == f"https://cdn.example.test/{life.name}.mp4"

    await asyncio.gather(*map(one, drawn))


async def together(tasks: AsyncTasks[Clip, Video], drawn: list[Life]) -> None:
    seen: set[str] = set()
    async for one in tasks.as_finished([ticket(tasks.endpoint, life, "north") for life in drawn], deadline=5000):
        assert one.result.url == f"https://cdn.example.test/{one.ticket.task}.mp4"
        seen.add(one.ticket.task)
    assert seen == {life.name for life in drawn}


def wait(server: Crowded, how: Wait = together) -> Crowded:
    async def main() -> None:
        http = httpx.AsyncClient(transport=server)
        async with AsyncStudio(key="sk-0123456789", http=http, clock=server.clock) as studio:
            await how(AsyncTasks(studio, server.endpoint), list(server.tasks))
            assert asyncio.all_tasks() == {asyncio.current_task()}

    virtual_time.run(main())
    assert len(server.known) == len(server.tasks)
    return server


@pytest.mark.parametrize(
    ("endpoint", "how", "per_second", "comes", "most"),
    [
        # More than the rate allows: tasks end twice as fast as they can be asked about.
        pytest.param(ROOMY, each_by_itself, 1, 2.0, 1.4, id="listed"),
        pytest.param(UNLISTED, each_by_itself, 1, 2.0, 2.2, id="unlisted"),
        pytest.param(ROOMY, together, 1, 0.0, 1.3, id="listed, at once"),
    ],
)
def test_a_crowd_beyond_the_rate(
    endpoint: Endpoint[Clip, Video], how: Wait, per_second: int, comes: float, most: float
) -> None:
    spoken = endpoint.protocol
    listing = replace(spoken.listing, per_second=per_second) if spoken.listing else None
    slow = replace(spoken, poll=replace(spoken.poll, per_second=per_second), listing=listing)
    server = wait(Crowded(replace(endpoint, protocol=slow), lives(500, comes), per_second=per_second), how)
    assert server.refusals == 0
    assert server.calls <= 4 * 500
    assert server.staleness() <= most * server.oracle()


def test_a_crowd_within_the_rate_is_known_within_two_seconds() -> None:
    server = wait(Crowded(ROOMY, lives(500, 0.0)))
    assert server.refusals == 0
    assert server.lists > 0
    assert server.calls <= 4 * 500
    assert server.staleness() <= 2


def test_tasks_that_the_list_does_not_show_are_looked_at_and_not_over_and_over() -> None:
    drawn = lives(60, 0.0)
    server = wait(Crowded(ROOMY, drawn, hide=frozenset(life.name for life in drawn[::3])))
    assert server.refusals == 0
    # Of each hidden one as many looks as its rhythm has, and of all others one.
    assert server.polls <= 20 * (max(life.end for life in drawn) / 13.5 + 2) + 40 + 20


def test_a_few_tasks_are_looked_at_in_their_rhythm() -> None:
    server = wait(Crowded(ROOMY, [Life(f"t-{number}", 0.0, 100.0) for number in range(5)]))
    assert (server.lists, server.polls) == (0, 5 * 8)


@pytest.mark.parametrize("refusal", [400, 403, 404, 500])
def test_without_a_list_that_works_tasks_are_looked_at_one_by_one(refusal: int) -> None:
    class Broken(Crowded):
        def answer(self, request: httpx.Request) -> tuple[int, dict[str, Any]]:
            status, document = super().answer(request)
            return (refusal, {}) if request.url.path.endswith("/clips") else (status, document)

    server = wait(Broken(ROOMY, [Life(f"t-{number}", 0.0, 100.0) for number in range(30)]))
    assert server.refusals == 0
    # Once told that there is none, nobody asks for it again; trouble that may pass is tried once more.
    assert server.lists == (2 if refusal < 500 else 4)


def test_one_refusal_slows_all() -> None:
    drawn = [Life(f"t-{number}", 0.0, 100.0) for number in range(4)]
    asked: list[float] = []

    class Sore(Crowded):
        def answer(self, request: httpx.Request) -> tuple[int, dict[str, Any]]:
            asked.append(self.clock.now())
            if len(asked) == 1:
                return 429, {}
            return super().answer(request)

    wait(Sore(ROOMY, drawn, retry_after="40"))
    # Those that were under way already, and then nobody for as long as was asked for.
    early = [at for at in asked if at < 1]
    assert len(early) == 4
    assert min(at for at in asked if at >= 1) >= 40


def test_a_crowd_past_its_deadline_is_told_so_within_bounds() -> None:
    server = Crowded(replace(UNLISTED), [Life(f"t-{number}", 0.0, 1e6) for number in range(1500)])
    ends: list[float] = []

    async def main() -> None:
        http = httpx.AsyncClient(transport=server)
        async with AsyncStudio(key="sk-0123456789", http=http, clock=server.clock) as studio:
            tasks = AsyncTasks(studio, server.endpoint)
            async for one in tasks.as_finished(
                [ticket(server.endpoint, life, "north") for life in server.tasks], deadline=100
            ):
                assert isinstance(one.error, StillRunning)
                assert one.error.ticket == one.ticket
                ends.append(server.clock.now())

    virtual_time.run(main())
    assert len(ends) == 1500
    assert 100 <= min(ends) <= max(ends) <= 162
    assert server.refusals == 0


def test_durations_count_the_tasks_that_are_still_at_work() -> None:
    known = Durations()
    assert known.worth_a_look(40.0) == 60.0
    for number in range(30):
        known.ended(number, 10.0 + number)
    assert 18 <= known.worth_a_look(0.0) <= 21
    # Of three times as many it is known that they take longer: a short one says little.
    for number in range(90):
        known.alive(100 + number, 200.0)
    assert known.worth_a_look(0.0) > 30
    for number in range(90):
        known.ended(100 + number, 300.0)
    assert known.worth_a_look(39.5) == 300.0


def test_a_virtual_loop_says_when_nothing_will_happen() -> None:
    async def main() -> None:
        await asyncio.Event().wait()

    with pytest.raises(RuntimeError, match="nothing will ever happen"):
        virtual_time.run(main())


def test_a_virtual_loop_takes_no_time() -> None:
    async def main() -> list[float]:
        clock = virtual_time.VirtualClock()

        async def after(seconds: float) -> float:
            await clock.sleep(seconds)
            return clock.now()

        return await asyncio.gather(*(after(seconds) for seconds in (3600.0, 1.5, 60.0)))

    assert virtual_time.run(main()) == [3600.0, 1.5, 60.0]
