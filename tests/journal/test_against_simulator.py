"""The emitted clients: what their specs say is enough to find a task again whose answer was lost."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from callsheet_clients.catalog import ENDPOINTS
from callsheet_clients.dashscope import DashScope, pixverse_t2v
from callsheet_clients.pixazo import Pixazo, v6_t2v
from callsheet_contracts import Lose, ManualClock, Simulator, Status
from callsheet_contracts.clocks import SteppingClock
from callsheet_runtime import OutcomeUnknown
from support.catalog import real

REQUEST = pixverse_t2v.Request(model="pixverse/pixverse-v6-t2v", prompt="a cat", size="1280*720", duration=7)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def simulator(clock: ManualClock) -> Simulator:
    return Simulator(real(), clock=clock, task_seconds=60, key="sk-right", seed=1)


@pytest.fixture
def dashscope(simulator: Simulator, clock: ManualClock, tmp_path: Path) -> Iterator[DashScope]:
    with (
        httpx.Client(transport=simulator.transport("dashscope")) as http,
        DashScope(key="sk-right", http=http, clock=SteppingClock(clock), journal=tmp_path / "jobs.db") as client,
    ):
        yield client


def test_a_task_whose_answer_was_lost_is_found_in_the_list(simulator: Simulator, dashscope: DashScope) -> None:
    simulator.script("dashscope", "submit", Lose())
    with pytest.raises(OutcomeUnknown):
        dashscope.pixverse_t2v.submit(REQUEST)
    (job,) = dashscope.resume_all().succeeded
    assert pixverse_t2v.ENDPOINT.read(job.result).prompt == "a cat"
    result = dashscope.pixverse_t2v.run(REQUEST)
    assert result.video_url
    assert simulator.journal.count("dashscope", "submit") == 1


def test_a_request_that_never_arrived_is_known_not_to_be_there(simulator: Simulator, dashscope: DashScope) -> None:
    simulator.script("dashscope", "submit", Status(502))
    with pytest.raises(OutcomeUnknown):
        dashscope.pixverse_t2v.submit(REQUEST)
    assert dashscope.resume_all(deadline=60).left[0].later
    (job,) = dashscope.resume_all(deadline=3600).jobs
    assert job.state == "unsent"


def test_where_the_provider_lists_nothing_a_person_decides(
    simulator: Simulator, clock: ManualClock, tmp_path: Path
) -> None:
    simulator.script("pixazo", "submit", Lose())
    with (
        httpx.Client(transport=simulator.transport("pixazo")) as http,
        Pixazo(key="sk-right", http=http, clock=SteppingClock(clock), journal=tmp_path / "jobs.db") as pixazo,
    ):
        with pytest.raises(OutcomeUnknown):
            pixazo.v6_t2v.submit(v6_t2v.Request(prompt="A cat.", duration=5, resolution="720p"))
        (left,) = pixazo.resume_all().left
        assert not left.later
        assert pixazo.journal is not None
        assert pixazo.journal.forget(left.job.id, "the console shows nothing").state == "forgotten"


def test_every_endpoint_that_creates_tasks_can_be_resumed() -> None:
    assert set(DashScope.tasks) == {
        name for name, (package, _, _, kind) in ENDPOINTS.items() if package == "dashscope" and kind == "task"
    }
    with DashScope(key="any") as dashscope:
        for name, face in DashScope.tasks.items():
            assert getattr(dashscope, face).endpoint.name == name
