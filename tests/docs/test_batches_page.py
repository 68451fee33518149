"""What the page on batches shows runs as it stands there, at the simulator."""

import argparse
import asyncio
import json
import re
import shlex
from pathlib import Path

import httpx
import pytest

from callsheet.cli.commands import module
from callsheet.cli.commands import run as command
from callsheet_clients import dashscope
from callsheet_contracts import ManualClock, Simulator
from callsheet_contracts.clocks import AsyncSteppingClock
from callsheet_runtime.batches import Stage, batch
from callsheet_runtime.downloading import Destination
from support.catalog import real

PAGE = (Path(__file__).parents[2] / "docs" / "batches.md").read_text("utf-8")
CONSOLE = re.findall(r"```console\n(.+?)```", PAGE, re.DOTALL)[0]
(SCRIPT,) = re.findall(r"```python\n(.+?)```", PAGE, re.DOTALL)


def test_the_command_says_what_the_page_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DASHSCOPE_API_KEY", "sk-any-0123456789")
    _, cat, run, ls = re.split(r"^\$ ", CONSOLE, flags=re.MULTILINE)
    Path("film.jsonl").write_text(cat.partition("\n")[2], "utf-8")
    words, _, shown = run.partition("\n")
    with Simulator(real(), providers=["dashscope"], by="immediate", seed=1) as simulator:
        assert command([*shlex.split(words)[1:], "--base-url", simulator.url("dashscope")]) == 0
    assert capsys.readouterr().out == shown
    assert sorted(path.name for path in Path("clips").iterdir()) == ls.split()[2:]


def test_the_script_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    clock = ManualClock()
    simulator = Simulator(real(), clock=clock, task_seconds=60, seed=1)
    client = dashscope.AsyncDashScope

    def simulated(*, journal: str, budget: str) -> dashscope.AsyncDashScope:
        http = httpx.AsyncClient(transport=simulator.async_transport("dashscope"))
        return client(key="any", http=http, clock=AsyncSteppingClock(clock), journal=journal, budget=budget)

    def destination(path: Path) -> Destination:
        return Destination(path, transport=simulator.async_transport("dashscope"))

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(dashscope, "AsyncDashScope", simulated)
    monkeypatch.setattr(batch, "Destination", destination)
    Path("clips").mkdir()
    Path("film.jsonl").write_text(CONSOLE.partition("\n")[2].partition("\n$")[0], "utf-8")
    exec(SCRIPT, {"asyncio": asyncio})
    said = capsys.readouterr().out
    assert "2 lines: 2 to send\nexpected to cost: 2.70 CNY\n" in said
    assert said.endswith("manifest: clips/film.manifest.jsonl True\n")
    assert simulator.journal.count("dashscope", "submit") == 2
    rows = Path("clips/film.manifest.jsonl").read_text("utf-8").splitlines()
    keys = {key for row in rows for key in json.loads(row)}
    assert keys <= set(re.findall(r"`([a-z0-9]+)`", PAGE))


def test_the_page_names_every_option_and_every_state() -> None:
    parser = argparse.ArgumentParser()
    module("run").declare(parser)
    for action in parser._actions:
        for option in action.option_strings:
            assert option in {"-h", "--help"} or option in PAGE, option
    ends = {Stage.SAVED, Stage.FAILED, Stage.UNSAVED, Stage.OPEN, Stage.UNKNOWN, Stage.UNSENT}
    assert all(f"`{stage}`" in PAGE for stage in ends)
