"""The page on the simulator is held to the program: its snippet runs, and its tables are whole."""

import json
import re
from typing import Any

import httpx
import pytest

from callsheet_contracts.simulator import ManualClock, Simulator
from callsheet_contracts.simulator.plans import read_plan
from callsheet_contracts.simulator.wording import WORDS, said
from support.catalog import real
from support.shell import ROOT, Shell

PAGE = (ROOT / "docs" / "simulator.md").read_text("utf-8")
ROWS = re.findall(r"^\| `([^`]+)` \| `([^`]+)` \|", PAGE, re.MULTILINE)


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_the_snippet_runs(capsys: pytest.CaptureFixture[str]) -> None:
    whole = next(one for one in blocks("python") if "Simulator(" in one)
    exec(compile(whole, "simulator.md", "exec"), {})
    assert capsys.readouterr().out.strip() == "refused"


def test_every_fault_is_listed_as_it_is_written() -> None:
    listed = {words.partition(":")[0]: (words, python) for words, python in ROWS if "(" in python}
    assert set(listed) == set(WORDS)
    for words, python in listed.values():
        made = said(words.replace("CODE", "X"))
        assert f"{type(made).__name__}(" in python


def test_every_flag_is_one(home: Shell) -> None:
    told = home("simulate", "--help").out
    flags = set(re.findall(r"`(--[a-z-]+)", PAGE))
    assert {"--by", "--speed", "--faults"} <= flags
    assert [one for one in flags if one not in told] == []


def test_the_file_of_faults_can_be_scripted() -> None:
    simulator = Simulator(real(), clock=ManualClock())
    (text,) = blocks("yaml")
    plan = list(read_plan(text))
    assert len(plan) == 2
    for provider, call, faults in plan:
        simulator.script(provider, call, *faults)


def test_every_call_below_simulated_is_one() -> None:
    rows = re.findall(r"^\| `(GET|POST) (/simulated/[a-z]*)` \| ([^|]+) \|", PAGE, re.MULTILINE)
    assert len(rows) == 8
    simulator = Simulator(real(), clock=ManualClock())
    with httpx.Client(transport=simulator.transport("pixverse"), base_url="http://localhost") as http:
        for method, path, does in rows:
            shown = re.match(r"`(\{.*?\})`", does)
            text = shown[1].replace("refuse", "status").replace('"code": "…"', '"code": 503') if shown else "{}"
            body: Any = json.loads(text)
            answer = http.request(method, path, json=body if method == "POST" else None)
            assert answer.status_code == 200, answer.text
