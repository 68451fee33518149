"""Every provider that sends something by itself, from the submit to the end that is handed on, in process."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from callsheet_clients.dashscope import AsyncDashScope, pixverse_t2v, task_events
from callsheet_clients.pixazo import AsyncPixazo, v6_t2v
from callsheet_clients.pixazo import webhook as gateway
from callsheet_clients.pixverse import AsyncPixVerse, text_to_video
from callsheet_clients.pixverse import webhook as platform
from callsheet_contracts.simulator import (
    DuplicateEvents,
    EarlyEvents,
    Entry,
    Fault,
    ManualClock,
    Simulator,
    TaskFails,
    UnorderedEvents,
)
from callsheet_runtime import Event, Meaning, Receiver, Ticket
from callsheet_runtime.webhooks import Arrival, WebhookApp, url_for
from support.catalog import real
from webhooks.knocking import TOKEN

REAL = real()
TOLD = url_for("https://told.test/hooks", TOKEN)
ANYWHERE = "https://anywhere.example"


@dataclass(frozen=True)
class Case:
    """How one provider is told where to send, and what its events are."""

    provider: str
    client: Any
    tasks: str
    event: Event[Any]
    request: Any
    secret: str | None = None
    listens: str | None = ""
    """What requests call the address by; empty where it is told of every task, `None` where requests name it."""


CASES = [
    Case(
        "pixazo",
        AsyncPixazo,
        "v6_t2v",
        gateway.EVENT,
        v6_t2v.Request(prompt="A raccoon.", webhook_url=TOLD, webhook_mode="sync"),
        listens=None,
    ),
    Case(
        "pixverse",
        AsyncPixVerse,
        "text_to_video",
        platform.EVENT,
        text_to_video.Request(
            model="v6", prompt="A raccoon.", duration=5, quality="720p", aspect_ratio="16:9", webhook_id="1234"
        ),
        secret="hush",
        listens="1234",
    ),
    Case(
        "dashscope",
        AsyncDashScope,
        "pixverse_t2v",
        task_events.EVENT,
        pixverse_t2v.Request(model="pixverse/pixverse-c1-t2v", prompt="A raccoon.", size="1280*720", duration=5),
    ),
]


class Bridge(httpx.BaseTransport):
    """Takes what a simulator sends, from its thread, to an application of a running loop."""

    app: WebhookApp[Any, Any]

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return asyncio.run_coroutine_threadsafe(self._send(request), self._loop).result(30)

    async def _send(self, request: httpx.Request) -> httpx.Response:
        copy = httpx.Request(request.method, request.url, headers=request.headers, content=request.content)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=self.app, root_path="/hooks")) as http:
            answer = await http.send(copy)
        return httpx.Response(answer.status_code, content=answer.content)


@dataclass
class Studio:
    """A client, a simulated provider, and an application that it sends to."""

    case: Case
    simulator: Simulator
    clock: ManualClock
    tasks: Any
    hook: WebhookApp[Any, Any] = field(init=False)
    told: list[Arrival[Any, Any]] = field(default_factory=list[Arrival[Any, Any]])
    fails: int = 0
    """How often handing on is to fail."""

    def ended(self, arrival: Arrival[Any, Any]) -> None:
        if self.fails:
            self.fails -= 1
            raise RuntimeError("the database is away")
        self.told.append(arrival)

    async def submit(self) -> Ticket:
        made: Ticket = await self.tasks.submit(self.case.request)
        return made

    async def deliver(self, after: float) -> list[int | None]:
        self.clock.advance(after)
        sent: tuple[Entry, ...] = await asyncio.to_thread(self.simulator.deliver)
        return [one.status for one in sent]


@asynccontextmanager
async def studio(case: Case, *faults: Fault) -> AsyncGenerator[Studio]:
    bridge, clock = Bridge(asyncio.get_running_loop()), ManualClock()
    simulator = Simulator(REAL, providers=[case.provider], clock=clock, receiver=bridge, task_seconds=60, seed=7)
    simulator.script(case.provider, "submit", *faults)
    if case.listens is not None:
        simulator.listen(case.provider, TOLD, secret=case.secret, id=case.listens or None)
    async with (
        httpx.AsyncClient(transport=simulator.async_transport(case.provider)) as http,
        case.client(key="k", base_url=ANYWHERE, http=http) as client,
    ):
        receiver = Receiver(case.event, secret=case.secret, now=clock.now)
        made = Studio(case, simulator, clock, getattr(client, case.tasks))
        made.hook = bridge.app = WebhookApp(receiver, made.tasks, token=TOKEN, on_end=made.ended)
        yield made


Story = Callable[[Studio], Awaitable[None]]


def play(case: Case, story: Story, *faults: Fault) -> None:
    async def main() -> None:
        async with studio(case, *faults) as made:
            await story(made)

    asyncio.run(main())


@pytest.fixture(params=CASES, ids=lambda case: case.provider)
def case(request: pytest.FixtureRequest) -> Case:
    found: Case = request.param
    return found


def test_no_provider_that_sends_is_left_out() -> None:
    assert {one.name for one in REAL.providers if one.webhooks} == {case.provider for case in CASES}


@pytest.mark.parametrize("known", ["before", "after"])
def test_an_end_is_handed_on_with_its_result(case: Case, known: str) -> None:
    async def story(made: Studio) -> None:
        ticket = await made.submit()
        if known == "before":
            await made.hook.expect(ticket)
        assert set(await made.deliver(30)) <= {200}
        assert made.told == []
        assert (await made.deliver(30))[-1] == 200
        if known == "after":
            assert made.told == []
            await made.hook.expect(ticket)
        (arrival,) = made.told
        assert (arrival.ticket, arrival.means, arrival.confirmed) == (ticket, Meaning.SUCCEEDED, True)
        assert arrival.result is not None
        assert arrival.result.video_url == f"{ANYWHERE}/simulated/media/{ticket.task}"
        assert arrival.notice.signed is (case.secret is not None)

    play(case, story)


def test_events_that_come_twice_are_handed_on_once(case: Case) -> None:
    async def story(made: Studio) -> None:
        await made.hook.expect(await made.submit())
        answers = await made.deliver(60)
        assert len(answers) >= 2
        assert set(answers) == {200}
        assert len(made.told) == 1

    play(case, story, DuplicateEvents())


def test_a_failure_is_handed_on_with_the_providers_words(case: Case) -> None:
    async def story(made: Studio) -> None:
        await made.hook.expect(await made.submit())
        await made.deliver(60)
        (arrival,) = made.told
        assert arrival.result is None
        assert arrival.error is not None
        assert arrival.means in {Meaning.FAILED, Meaning.REFUSED}

    provider = next(one for one in REAL.providers if one.name == case.provider)
    code = provider.tasks[0].errors.known[0].code
    play(case, story, TaskFails(code))


def test_an_end_that_is_told_too_early_is_not_believed(case: Case) -> None:
    async def story(made: Studio) -> None:
        await made.hook.expect(await made.submit())
        assert await made.deliver(1) == [503]
        assert made.told == []
        for _ in range(8):
            await made.deliver(60)
        # Handed on where the provider sends again; elsewhere a poll has to tell.
        assert len(made.told) == (1 if case.event.reply else 0)

    play(case, story, EarlyEvents())


def test_the_latest_may_come_first(case: Case) -> None:
    async def story(made: Studio) -> None:
        await made.hook.expect(await made.submit())
        assert set(await made.deliver(60)) == {200}
        assert [one.means for one in made.told] == [Meaning.SUCCEEDED]

    play(case, story, UnorderedEvents())


def test_who_was_away_is_sent_it_again() -> None:
    """The platform alone says that it does so, and when."""
    case = next(one for one in CASES if one.provider == "pixverse")

    async def story(made: Studio) -> None:
        await made.hook.expect(await made.submit())
        made.fails = 1
        assert [await made.deliver(60), await made.deliver(2)] == [[500], [200]]
        assert len(made.told) == 1

    play(case, story)
