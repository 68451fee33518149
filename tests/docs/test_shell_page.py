"""The page on the shell is held to the program: its commands run at a simulator, and say what it shows."""

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from callsheet.cli import job_pages
from callsheet.cli.commands import VERBS
from callsheet_contracts import Lose, ManualClock, Simulator
from callsheet_contracts.simulator.film import film
from downloading.web import PUBLIC, Hosted, Web
from support.catalog import real
from support.live import KEYS, OWN_REQUEST, REQUEST, LiveShell, home_of_its_own, simulated
from support.shell import ROOT

PAGE = (ROOT / "docs" / "shell.md").read_text("utf-8")
BLOCKS = re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL)


def typed(shell: LiveShell, line: str) -> str:
    """Run a line as a shell would, with `> file` or a pipe to jq at its end, and tell what a person sees."""
    line, _, filtered = line.partition(" | jq -r .")
    line, _, file = line.partition(" > ")
    name, *arguments = shlex.split(line)
    assert name == "callsheet"
    said = shell(*arguments)
    out = said.out
    if file:
        (shell.folder / file).write_text(out, "utf-8")
        out = ""
    if filtered:
        value: Any = json.loads(out)
        for step in re.findall(r"\w+", filtered):
            value = value[int(step) if step.isdecimal() else step]
        out = f"{value}\n"
    return (said.err + out).replace(str(shell.folder / "state"), "~/.local/state").replace(str(shell.folder), "/films")


def test_what_is_typed_on_the_page_says_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = ManualClock()
    simulator = Simulator(real(), clock=clock, task_seconds=60, seed=1)
    simulated(monkeypatch, simulator, clock)
    home_of_its_own(tmp_path, monkeypatch)
    monkeypatch.setattr(job_pages, "now", clock.now)
    web = Web(monkeypatch)
    web.names["dashscope.aliyuncs.com"] = [PUBLIC]
    web.hosts["dashscope.aliyuncs.com"] = Hosted(film())
    shell = LiveShell(tmp_path, clock, simulator, capsys, monkeypatch)
    shell.write("request.json", {**REQUEST, "input": {"prompt": "A raccoon on a railing."}})
    shell.write("own.json", OWN_REQUEST)
    (tmp_path / "clips").mkdir()
    simulator.script("pixverse", "submit", Lose())
    for block in BLOCKS:
        commands = [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]
        shown = "".join(f"$ {line}\n{typed(shell, line)}" for line in commands)
        assert shown == block


def test_the_page_names_each_key_verb_and_option() -> None:
    assert {name for name in ("submit", "wait", "cancel", "jobs") if f"callsheet {name}" in PAGE} <= set(VERBS)
    for env in KEYS.values():
        assert f"`{env}`" in PAGE
