"""What the page on the journal shows runs as it stands there, at the simulator."""

import re
from base64 import b64decode
from pathlib import Path

import httpx
import pytest

from callsheet_clients import dashscope, pixverse
from callsheet_contracts import Lose, ManualClock, Simulator
from callsheet_contracts.clocks import SteppingClock
from callsheet_runtime import JobState, Journal, OutcomeUnknown
from callsheet_runtime.journal.jobs import NEXT
from support.catalog import real

PAGE = (Path(__file__).parents[2] / "docs" / "journal.md").read_text("utf-8")
PICTURE = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==")
"""One pixel."""
RUN, UPLOAD, DECIDE = re.findall(r"```python\n(.+?)```", PAGE, re.DOTALL)


def test_the_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    clock = ManualClock()
    simulator = Simulator(real(), clock=clock, task_seconds=60, seed=1)
    client = dashscope.DashScope

    def simulated(*, journal: str) -> dashscope.DashScope:
        http = httpx.Client(transport=simulator.transport("dashscope"))
        return client(key="any", http=http, clock=SteppingClock(clock), journal=journal)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(dashscope, "DashScope", simulated)
    for _ in range(2):
        exec(RUN, {})
    first, second = capsys.readouterr().out.split()
    assert first == second
    assert simulator.journal.count("dashscope", "submit") == 1
    # Two jobs to decide on, as the second block has it: ids 1 and 2 of another journal.
    (tmp_path / "jobs.db").unlink()
    for prompt in ("A raccoon.", "A cat."):
        simulator.script("dashscope", "submit", Lose())
        request = dashscope.pixverse_t2v.Request(
            model="pixverse/pixverse-v6-t2v", prompt=prompt, size="1280*720", duration=5
        )
        with simulated(journal="jobs.db") as studio, pytest.raises(OutcomeUnknown):
            studio.pixverse_t2v.submit(request)
    exec(DECIDE, {})
    with Journal("jobs.db") as journal:
        assert [job.state for job in journal.jobs()] == ["open", "forgotten"]


def test_the_page_keeps_what_an_upload_gave(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = ManualClock()
    simulator = Simulator(real(), clock=clock, task_seconds=60, seed=1)
    client = pixverse.PixVerse

    def simulated(*, journal: str) -> pixverse.PixVerse:
        http = httpx.Client(transport=simulator.transport("pixverse"))
        return client(key="any", http=http, clock=SteppingClock(clock), journal=journal)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(pixverse, "PixVerse", simulated)
    (tmp_path / "cat.png").write_bytes(PICTURE)
    for _ in range(2):
        exec(UPLOAD, {})
    first, second = capsys.readouterr().out.split()
    assert first == second
    # Without the id that was kept, the same file is another request.
    (kept,) = tmp_path.glob("cat.png.*.id")
    kept.unlink()
    exec(UPLOAD, {})
    assert capsys.readouterr().out.strip() != first
    assert simulator.journal.count("pixverse", "submit") == 2


def test_the_page_names_the_states() -> None:
    named = set(re.findall(r"`([a-z]+)`", PAGE))
    assert {state.value for state in JobState} - {"forgotten", "saved"} <= named
    assert set(NEXT) == set(JobState)
