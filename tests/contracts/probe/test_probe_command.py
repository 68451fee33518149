"""The command, against a server on this machine."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from callsheet.cli import main
from callsheet_contracts.recordings import read
from callsheet_contracts.simulator import Simulator
from support.catalog import staged

SPECS = Path(__file__).parents[1] / "specs"
NAME = "acme/sharpen"
FAST = ("--poll-every", "0.01", "--timeout", "5", "--specs", str(SPECS))


@pytest.fixture(scope="module")
def simulator() -> Iterator[Simulator]:
    with Simulator(staged(), providers=["acme"], task_seconds=0.05, seed=7) as started:
        yield started


@pytest.fixture(autouse=True)
def no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ACME_KEY", raising=False)


def probe(simulator: Simulator, *options: str) -> int:
    return main(["probe", NAME, "--base", simulator.url("acme"), *FAST, *options])


def test_findings_are_told_and_end_with_one(simulator: Simulator, capsys: pytest.CaptureFixture[str]) -> None:
    # The invented provider's table of errors is shorter than what a server has to say.
    assert probe(simulator) == 1
    out = capsys.readouterr().out.splitlines()
    assert out[0].startswith("error ")
    assert "http-status-undocumented" in out[0]
    assert [one.split(":")[0].strip() for one in out[1:5]] == ["expected", "came", "see", "do"]
    assert out[5].strip().startswith("curl -sS -X DELETE")
    assert out[-1].startswith(f"{NAME} at {simulator.url('acme')}: 2 failures")
    assert "requests" in out[-1]


def test_as_json_every_case_is_there(simulator: Simulator, capsys: pytest.CaptureFixture[str]) -> None:
    assert probe(simulator, "--format", "json") == 1
    said = json.loads(capsys.readouterr().out)
    states = {one["state"] for one in said["cases"]}
    assert said["passes"] is False
    assert states == {"passed", "failed", "left"}
    assert {one["id"] for one in said["findings"]} <= {one["id"] for one in said["cases"]}
    assert said["findings"][0]["spec"]["file"].endswith("task.yaml")


def test_as_junit_each_case_is_one(simulator: Simulator, capsys: pytest.CaptureFixture[str]) -> None:
    assert probe(simulator, "--format", "junit") == 1
    suite = ET.fromstring(capsys.readouterr().out)[0]
    assert int(suite.attrib["tests"]) == len(suite)
    assert int(suite.attrib["failures"]) == len(suite.findall("testcase/failure")) > 0
    assert int(suite.attrib["skipped"]) == len(suite.findall("testcase/skipped")) > 0


def test_as_annotations_findings_stand_beside_the_spec(
    simulator: Simulator, capsys: pytest.CaptureFixture[str]
) -> None:
    assert probe(simulator, "--format", "github") == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines
    assert all(one.startswith("::error file=") and "task.yaml,line=" in one for one in lines)


def test_one_case_alone_and_saved(simulator: Simulator, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    probe(simulator, "--format", "json")
    case = next(one for one in json.loads(capsys.readouterr().out)["cases"] if one["label"] == "/clip missing")
    file = tmp_path / "probe.har"
    assert probe(simulator, "--only", case["id"], "--save", str(file)) == 0
    assert "1 case, 1 passed; 1 request" in capsys.readouterr().out
    assert len(read(file.read_bytes(), "probe.har").exchanges) == 1


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--budget", "much"), "--budget is an amount of money"),
        (("--budget", "-1"), "--budget is an amount of money"),
        (("--like", "no-such-file.json"), "no-such-file.json: No such file"),
        (("--only", "abcdef"), "has the id 'abcdef'"),
        (("--save", "no/such/folder/x.har"), "no/such/folder/x.har: there is no such folder"),
    ],
)
def test_wrong_usage_is_said_and_ends_with_two(
    simulator: Simulator, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], words: str
) -> None:
    assert probe(simulator, *options) == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "base", "words"),
    [
        (NAME, "http://192.0.2.1", "--allow-host 192.0.2.1 --budget AMOUNT"),
        (NAME, "http://127.0.0.1:9", "nothing answers at"),
        ("acme/sharpn", "http://127.0.0.1:9", "did you mean 'acme/sharpen'"),
    ],
)
def test_where_nobody_is_to_be_called(capsys: pytest.CaptureFixture[str], name: str, base: str, words: str) -> None:
    assert main(["probe", name, "--base", base, *FAST]) == 2
    assert words in capsys.readouterr().err


def test_the_key_of_the_environment_is_sent_and_told_to_nobody(
    simulator: Simulator, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ACME_KEY", "hush-hush")
    simulator.reset()
    file = tmp_path / "probe.har"
    probe(simulator, "--save", str(file))
    out = capsys.readouterr().out
    assert "key-ignored" in out  # this server takes any
    assert "hush-hush" not in out + file.read_text("utf-8")
    assert "${ACME_KEY:-probe}" in out


def test_the_page_speaks_of_options_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    page = (Path(__file__).parents[3] / "docs" / "probe.md").read_text("utf-8")
    assert main(["probe", "--help"]) == 0
    known = capsys.readouterr().out
    named = set(re.findall(r"--[a-z-]+[a-z]", page)) - {"--port"}
    assert len(named) > 10
    assert all(one in known for one in named), named
