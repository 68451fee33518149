"""Whoever stops waiting loses nothing, and takes nobody along."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import httpx
import pytest

from callsheet_contracts import virtual_time
from callsheet_runtime import AsyncTasks, ClientClosed, StillRunning, Ticket
from callsheet_runtime.protocol import Endpoint
from runtime.acme import BUSY, CREATED, PROTOCOL, TICKET, TYPED, AsyncStudio, Clip, Rig, Say, Timeline, Video, Wire
from runtime.conftest import MakeRig
from support.crowds import Crowded, Life, ticket

Scene = Callable[[AsyncTasks[Clip, Video], AsyncStudio], Awaitable[None]]
UNENDING: Endpoint[Clip, Video] = replace(TYPED, protocol=replace(PROTOCOL, cancel=None))


def play(server: Crowded, scene: Scene) -> None:
    async def main() -> None:
        http = httpx.AsyncClient(transport=server)
        studio = AsyncStudio(key="sk-0123456789", http=http, clock=server.clock)
        await scene(AsyncTasks(studio, server.endpoint), studio)
        assert asyncio.all_tasks() == {asyncio.current_task()}, "something was left behind"
        await studio.aclose()

    virtual_time.run(main())


def a_few(*ends: float) -> tuple[Crowded, list[Ticket]]:
    drawn = [Life(f"t-{number}", 0.0, end) for number, end in enumerate(ends)]
    return Crowded(TYPED, drawn), [ticket(TYPED, life, "north") for life in drawn]


def test_a_wait_that_is_cancelled_says_how_to_resume_and_leaves_the_others_alone() -> None:
    server, (first, second) = a_few(100.0, 60.0)

    async def scene(tasks: AsyncTasks[Clip, Video], _studio: AsyncStudio) -> None:
        gone, other = asyncio.create_task(tasks.wait(first)), asyncio.create_task(tasks.wait(second))
        await asyncio.sleep(12.05)
        gone.cancel()
        with pytest.raises(asyncio.CancelledError) as caught:
            await gone
        assert first.to_json() in caught.value.__notes__[0]
        assert "is paid for" in caught.value.__notes__[0]
        looks = server.polls
        assert (await other).url is not None
        # Nobody asks about the first any more.
        assert server.polls - looks <= 11
        assert (await tasks.wait(Ticket.from_json(first.to_json()))).url is not None

    play(server, scene)


@pytest.mark.parametrize("after", [0.0, 0.05, 0.1, 0.2, 3.0, 5.1])
def test_a_cancel_at_any_time_leaves_nothing_behind(after: float) -> None:
    server, (only,) = a_few(100.0)

    async def scene(tasks: AsyncTasks[Clip, Video], _studio: AsyncStudio) -> None:
        waiting = asyncio.create_task(tasks.wait(only))
        await asyncio.sleep(after)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting

    play(server, scene)


def test_a_wait_with_a_time_limit_of_asyncio_s_own_ends_in_time() -> None:
    server, (only,) = a_few(100.0)

    async def scene(tasks: AsyncTasks[Clip, Video], _studio: AsyncStudio) -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(7):
                await tasks.wait(only)
        assert server.clock.now() == 7

    play(server, scene)


def test_a_closed_client_tells_everybody_which_task_goes_on() -> None:
    server, tickets = a_few(100.0, 100.0, 100.0)

    async def scene(tasks: AsyncTasks[Clip, Video], studio: AsyncStudio) -> None:
        waits = [asyncio.create_task(tasks.wait(one)) for one in tickets]
        await asyncio.sleep(7)
        await studio.aclose()
        errors = await asyncio.gather(*waits, return_exceptions=True)
        for error, one in zip(errors, tickets, strict=True):
            assert isinstance(error, ClientClosed)
            assert (error.ticket, error.status, error.repeatable) == (one, "QUEUED", True)

    play(server, scene)


def test_an_iterator_that_is_left_early_looks_no_more() -> None:
    server, tickets = a_few(10.0, 100.0, 100.0)

    async def scene(tasks: AsyncTasks[Clip, Video], _studio: AsyncStudio) -> None:
        each = tasks.as_finished(tickets)
        assert (await anext(each)).ticket == tickets[0]
        await each.aclose()
        looks = server.polls
        await asyncio.sleep(60)
        assert server.polls == looks

    play(server, scene)


def test_a_cancelled_iteration_names_the_tasks_that_go_on() -> None:
    server, tickets = a_few(10.0, 100.0, 100.0)

    async def scene(tasks: AsyncTasks[Clip, Video], _studio: AsyncStudio) -> None:
        waiting = asyncio.create_task(tasks.wait_many(tickets))
        await asyncio.sleep(50)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError) as caught:
            await waiting
        (note,) = caught.value.__notes__
        assert "2 tasks go on" in note
        assert [one.to_json() in note for one in tickets] == [False, True, True]

    play(server, scene)


def test_a_bug_in_one_wait_is_its_own() -> None:
    server, (first, second) = a_few(30.0, 30.0)

    def bar(_status: object) -> None:
        raise LookupError("no terminal")

    async def scene(tasks: AsyncTasks[Clip, Video], _studio: AsyncStudio) -> None:
        other = asyncio.create_task(tasks.wait(second))
        with pytest.raises(LookupError) as caught:
            await tasks.wait(first, progress=bar)
        assert len(caught.value.__notes__) == 1
        assert (await other).url is not None

    play(server, scene)


def test_ctrl_c_among_many_names_the_tasks_that_go_on() -> None:
    line = Timeline()
    here = Rig(mode="sync", wire=Wire(line, BUSY, KeyboardInterrupt()), line=line)
    tickets = [Ticket(endpoint="acme/clip", task=f"t-{number}", server="north") for number in range(30)]
    unlisted = replace(TYPED, protocol=replace(PROTOCOL, listing=None))
    here.endpoint = unlisted
    with pytest.raises(KeyboardInterrupt) as caught:
        list(here.tasks().as_finished(tickets))
    assert "30 tasks go on" in caught.value.__notes__[-1]
    assert "and 10 more" in caught.value.__notes__[-1]


def interrupted(here: Rig) -> BaseException:
    """Wait, be interrupted, and cancel at the provider."""
    known = Ticket(endpoint="acme/clip", task="t-1", server="north")
    with pytest.raises((KeyboardInterrupt, asyncio.CancelledError)) as caught:
        here.do(
            lambda tasks: tasks.wait(known, cancel_on_interrupt=True),
            lambda tasks: tasks.wait(known, cancel_on_interrupt=True),
        )
    return caught.value


def test_on_request_an_interrupt_ends_the_task_at_the_provider(rig: MakeRig) -> None:
    stop: BaseException = KeyboardInterrupt() if rig().mode == "sync" else asyncio.CancelledError()
    here = rig(BUSY, stop, Say({}))
    error = interrupted(here)
    assert [request.url.path for request in here.wire.seen][-1] == "/v1/clips/t-1/cancel"
    (note,) = error.__notes__
    assert "took the call to cancel it" in note


def test_a_task_that_cannot_be_ended_is_said_to_go_on(rig: MakeRig) -> None:
    stop: BaseException = KeyboardInterrupt() if rig().mode == "sync" else asyncio.CancelledError()
    for here in (
        rig(BUSY, stop, endpoint=UNENDING),
        rig(BUSY, stop, Say({"code": "12", "message": "too late"}, 400)),
        rig(BUSY, stop, httpx.ReadError("reset")),
    ):
        error = interrupted(here)
        assert "was not cancelled, goes on and is paid for" in error.__notes__[-1]
        assert here.wire.count("POST") == (0 if here.endpoint is UNENDING else 1)


def test_without_that_nothing_is_cancelled(rig: MakeRig) -> None:
    stop: BaseException = KeyboardInterrupt() if rig().mode == "sync" else asyncio.CancelledError()
    here = rig(CREATED, BUSY, stop, Say({}))
    with pytest.raises((KeyboardInterrupt, asyncio.CancelledError)):
        here.run(Clip())
    assert [request.url.path for request in here.wire.seen] == ["/v1/clips", "/v1/clips/t-1", "/v1/clips/t-1"]


def test_a_default_deadline_is_the_provider_s_own(rig: MakeRig) -> None:
    patient = replace(TYPED, protocol=replace(PROTOCOL, poll=replace(PROTOCOL.poll, gives_up=7200.0, every=600.0)))
    for endpoint, seconds in ((patient, 7200), (TYPED, 3600)):
        here = rig(BUSY, endpoint=endpoint)
        with pytest.raises(StillRunning, match=f"not done after {seconds} s"):
            here.do(lambda tasks: tasks.wait(TICKET), lambda tasks: tasks.wait(TICKET))
