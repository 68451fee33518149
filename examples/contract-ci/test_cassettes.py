"""A clip as it was recorded: nothing is sent, nobody waits, and the recording is held to the documentation."""

from pathlib import Path

import pytest

from callsheet_clients.dashscope import DashScope
from callsheet_contracts.cassettes import Cassette
from clips import clip


@pytest.mark.callsheet_cassette("cassettes/teapot.yaml", all_played=True, strict=True)
def test_a_clip_is_made_as_it_was_recorded(callsheet_cassette: Cassette, tmp_path: Path) -> None:
    with DashScope(key="test", clock=callsheet_cassette.clock) as dashscope:
        found = clip(dashscope, "teapot", tmp_path)
    assert found
    assert found.startswith("https://")
