"""The emitted client against the simulator that is compiled from the same specs: whole lives of tasks, both drivers."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from callsheet_clients.dashscope import AsyncDashScope, DashScope, pixverse_t2v
from callsheet_contracts import (
    Lose,
    ManualClock,
    NoResult,
    Refuse,
    Simulator,
    Status,
    TaskFails,
    UnknownFields,
    UnknownStatus,
)
from callsheet_contracts.clocks import AsyncSteppingClock, SteppingClock, Turnable
from callsheet_runtime import (
    Category,
    Meaning,
    OutcomeUnknown,
    ProviderError,
    Repeat,
    StillRunning,
    TaskEnded,
    TaskStatus,
    Ticket,
)
from callsheet_runtime import (
    NoResult as NoResultError,
)
from support.catalog import real

PROVIDER = "dashscope"
CATALOG = real()
REQUEST = pixverse_t2v.Request(
    model="pixverse/pixverse-v6-t2v", prompt="a cat", size="1280*720", duration=7, audio=True, shot_type="multi"
)


@pytest.fixture
def simulator() -> Iterator[Simulator]:
    """Its time goes on only while a client sleeps: a loaded machine changes nothing."""
    clock = ManualClock()
    with Simulator(CATALOG, providers=[PROVIDER], task_seconds=0.2, clock=clock, key="sk-right", seed=1) as served:
        yield served


class Blocking:
    """The blocking client, by the names that both drivers share."""

    def __init__(self, url: str, clock: Turnable, key: str = "sk-right") -> None:
        self.url, self.clock, self.key = url, clock, key

    def __call__(self, method: str, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401 -- any method of a face
        budget, clock = Repeat(times=2, seconds=5), SteppingClock(self.clock)
        with DashScope(key=self.key, base_url=self.url, timeout=5, repeat=budget, clock=clock) as connected:
            return getattr(connected.pixverse_t2v, method)(*arguments, **named)


class Awaiting(Blocking):
    """The awaitable client, run to its end."""

    def __call__(self, method: str, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401 -- any method of a face
        async def run() -> Any:  # noqa: ANN401
            budget, clock = Repeat(times=2, seconds=5), AsyncSteppingClock(self.clock)
            async with AsyncDashScope(
                key=self.key, base_url=self.url, timeout=5, repeat=budget, clock=clock
            ) as connected:
                work: Callable[..., Awaitable[Any]] = getattr(connected.pixverse_t2v, method)
                return await work(*arguments, **named)

        return asyncio.run(run())


@pytest.fixture(params=[Blocking, Awaiting])
def face(request: pytest.FixtureRequest, simulator: Simulator) -> Blocking:
    made: type[Blocking] = request.param
    assert isinstance(simulator.clock, Turnable)
    return made(simulator.url(PROVIDER), simulator.clock)


def submits(simulator: Simulator) -> int:
    return simulator.journal.count(PROVIDER, "submit")


def test_a_clip_from_request_to_result(face: Blocking, simulator: Simulator) -> None:
    seen: list[str] = []

    def watch(status: TaskStatus) -> None:
        seen.append(str(status.status))

    ticket: Ticket = face("submit", REQUEST)
    result: pixverse_t2v.Result = face("wait", ticket, every=0.03, deadline=20, progress=watch)
    assert list(dict.fromkeys(seen)) == ["PENDING", "RUNNING", "SUCCEEDED"]
    assert result.video_url
    assert (result.prompt, result.billed_seconds, result.size, result.tier) == ("a cat", 7, "1280*720", "720")
    assert (result.has_audio, result.shot_type, result.videos) == (True, "multi", 1)
    assert result.submitted
    assert result.ended
    assert abs(result.ended - simulator.clock.now()) < timedelta(minutes=1)
    assert submits(simulator) == 1


def test_run_is_submit_and_wait(face: Blocking, simulator: Simulator) -> None:
    assert face("run", REQUEST, every=0.03, deadline=20).video_url
    assert submits(simulator) == 1


def test_a_waiting_task_can_be_cancelled_and_a_finished_one_cannot(face: Blocking) -> None:
    ticket = face("submit", REQUEST)
    face("cancel", ticket)
    with pytest.raises(TaskEnded) as ended:
        face("wait", ticket, every=0.03)
    assert (ended.value.meaning, ended.value.billed, ended.value.ticket) == (Meaning.CANCELLED, False, ticket)
    done = face("submit", REQUEST)
    face("wait", done, every=0.03)
    with pytest.raises(ProviderError) as refused:
        face("cancel", done)
    assert refused.value.category is Category.STATE
    assert refused.value.ticket == done


def test_a_lost_answer_is_found_again_in_the_list(face: Blocking, simulator: Simulator) -> None:
    simulator.script(PROVIDER, "submit", Lose())
    with pytest.raises(OutcomeUnknown) as lost:
        face("submit", REQUEST)
    assert submits(simulator) == 1
    around = timedelta(minutes=5)
    page = face("list", model=REQUEST.model, since=lost.value.sent_at - around, until=lost.value.sent_at + around)
    (row,) = page.tasks
    assert row.model == REQUEST.model
    ticket = Ticket(endpoint="dashscope/pixverse-t2v", task=row.task, server=simulator.url(PROVIDER))
    assert face("wait", ticket, every=0.03, deadline=20).video_url
    assert submits(simulator) == 1


def test_a_crash_after_the_work_was_accepted_is_no_reason_to_send_again(face: Blocking, simulator: Simulator) -> None:
    simulator.script(PROVIDER, "submit", Status(502, "<html>", accepts=True))
    with pytest.raises(OutcomeUnknown):
        face("submit", REQUEST)
    assert submits(simulator) == 1


def test_a_rate_limit_is_waited_out(face: Blocking, simulator: Simulator) -> None:
    simulator.script(PROVIDER, "submit", Refuse("Throttling.RateQuota", retry_after=0))
    assert face("submit", REQUEST).task
    assert submits(simulator) == 2


def test_polls_that_fail_do_not_fail_the_task(face: Blocking, simulator: Simulator) -> None:
    ticket = face("submit", REQUEST)
    faults = (Lose(), Status(503), UnknownStatus("DREAMING"), UnknownFields())
    simulator.script(PROVIDER, "poll", *faults)
    assert face("wait", ticket, every=0.01, deadline=30).video_url


def test_a_failure_says_why_and_moderation_is_told_apart(face: Blocking, simulator: Simulator) -> None:
    simulator.script(PROVIDER, "submit", TaskFails("InvalidParameter"), TaskFails("DataInspectionFailed"))
    with pytest.raises(TaskEnded) as failed:
        face("run", REQUEST, every=0.03)
    assert (failed.value.meaning, failed.value.code) == (Meaning.FAILED, "InvalidParameter")
    with pytest.raises(TaskEnded) as moderated:
        face("run", REQUEST, every=0.03)
    assert (moderated.value.meaning, moderated.value.category) == (Meaning.REFUSED, Category.MODERATION)


def test_a_success_without_a_result_is_an_error_of_its_own(face: Blocking, simulator: Simulator) -> None:
    simulator.script(PROVIDER, "submit", NoResult())
    with pytest.raises(NoResultError) as caught:
        face("run", REQUEST, every=0.03)
    assert caught.value.ticket is not None


def test_a_deadline_says_still_running_and_the_same_ticket_goes_on(face: Blocking) -> None:
    ticket = face("submit", REQUEST)
    with pytest.raises(StillRunning) as caught:
        face("wait", ticket, every=0.01, deadline=0)
    assert caught.value.ticket == ticket
    assert face("wait", Ticket.from_json(ticket.to_json()), every=0.03).video_url


def test_a_wrong_key_is_explained(simulator: Simulator) -> None:
    for kind in (Blocking, Awaiting):
        with pytest.raises(ProviderError) as caught:
            kind(simulator.url(PROVIDER), ManualClock(), key="sk-wrong-key")("submit", REQUEST)
        assert caught.value.category is Category.AUTH
        assert "sk-wrong-key" not in str(caught.value)


def test_after_a_day_a_task_is_not_told_of_any_more() -> None:
    clock = ManualClock()
    with Simulator(CATALOG, providers=[PROVIDER], clock=clock) as simulator:
        face = Blocking(simulator.url(PROVIDER), clock)
        ticket = face("submit", REQUEST)
        assert face("poll", ticket).means is Meaning.WAITING
        clock.advance(25 * 3600)
        with pytest.raises(TaskEnded) as ended:
            face("wait", ticket, every=0.01)
    assert (ended.value.meaning, ended.value.billed) == (Meaning.EXPIRED, None)
    assert "again" not in str(ended.value).lower()


def test_the_simulator_refuses_what_the_validator_refuses(simulator: Simulator) -> None:
    """Sent past our own check, a bad request is refused by the simulator with the provider's code."""
    import httpx  # noqa: PLC0415 -- the one test that goes around the client

    bad = replace(REQUEST, model="pixverse/pixverse-v5.6-t2v", shot_type=None)
    headers = {"Authorization": "Bearer sk-right", "X-DashScope-Async": "enable"}
    path = "/services/aigc/video-generation/video-synthesis"
    answer = httpx.post(simulator.url(PROVIDER) + path, json=bad.body(), headers=headers)
    assert answer.status_code == 400
    assert answer.json()["code"] == "InvalidParameter"
    assert "duration" in answer.json()["message"]
