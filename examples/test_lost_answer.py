"""A test that nothing is paid twice, as the README shows."""

import pytest

from callsheet_clients.dashscope import DashScope, pixverse_t2v
from callsheet_contracts import Lose, Simulator
from callsheet_contracts.clocks import SteppingClock
from callsheet_runtime import OutcomeUnknown


def test_a_lost_answer_is_not_paid_twice(simulator: Simulator, callsheet_clock: SteppingClock) -> None:
    simulator.script("dashscope", "submit", Lose())
    request = pixverse_t2v.Request(
        model="pixverse/pixverse-v6-t2v", prompt="A raccoon on a railing.", size="1280*720", duration=5
    )
    dashscope = DashScope(key="any", base_url=simulator.url("dashscope"), clock=callsheet_clock)
    with dashscope, pytest.raises(OutcomeUnknown):
        dashscope.pixverse_t2v.run(request)
    assert simulator.journal.count("dashscope", "submit") == 1
