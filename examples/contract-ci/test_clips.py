"""What a clip may cost: made once, paid once, whatever goes wrong on the way. No key, no bill, no waiting."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from callsheet_clients.dashscope import DashScope
from callsheet_contracts import Lose, ManualClock, Refuse, Simulator, TaskFails
from callsheet_contracts.clocks import SteppingClock
from callsheet_runtime import TaskEnded
from clips import clip


@pytest.fixture
def dashscope(simulator: Simulator, callsheet_clock: SteppingClock) -> Iterator[DashScope]:
    """The client that the project uses, at a provider that is compiled from the same specs."""
    with DashScope(key="test", base_url=simulator.url("dashscope"), clock=callsheet_clock) as connected:
        yield connected


def submits(simulator: Simulator) -> int:
    """Count the tasks that were ordered."""
    return simulator.journal.count("dashscope", "submit")


def test_a_clip_is_made_once(simulator: Simulator, dashscope: DashScope, tmp_path: Path) -> None:
    first = clip(dashscope, "teapot", tmp_path)
    assert first is not None
    assert clip(dashscope, "teapot", tmp_path) == first
    assert submits(simulator) == 1


def test_a_lost_answer_is_not_paid_twice(simulator: Simulator, dashscope: DashScope, tmp_path: Path) -> None:
    simulator.script("dashscope", "submit", Lose())
    assert clip(dashscope, "teapot", tmp_path) is None
    assert clip(dashscope, "teapot", tmp_path) is None
    assert submits(simulator) == 1
    assert json.loads((tmp_path / "teapot.lost").read_text("utf-8"))["fingerprint"]


def test_a_busy_provider_is_asked_again(simulator: Simulator, dashscope: DashScope, tmp_path: Path) -> None:
    simulator.script("dashscope", "submit", Refuse("Throttling.RateQuota", retry_after=2))
    assert clip(dashscope, "teapot", tmp_path)


def test_a_clip_that_moderation_ends_is_told(simulator: Simulator, dashscope: DashScope, tmp_path: Path) -> None:
    simulator.script("dashscope", "submit", TaskFails("DataInspectionFailed"))
    with pytest.raises(TaskEnded):
        clip(dashscope, "teapot", tmp_path)


@pytest.mark.callsheet_simulator(by="time", task_seconds=3600)
def test_a_slow_clip_is_fetched_later(simulator: Simulator, dashscope: DashScope, tmp_path: Path) -> None:
    assert clip(dashscope, "teapot", tmp_path) is None  # ten minutes of the clock, none of ours
    assert isinstance(simulator.clock, ManualClock)
    simulator.clock.advance(3600)
    assert clip(dashscope, "teapot", tmp_path)
    assert submits(simulator) == 1
