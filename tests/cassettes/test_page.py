"""What the page on cassettes shows is what happens."""

import re
import shlex

import pytest

from callsheet.cli import contracting, record
from callsheet.cli.commands import run
from callsheet.model.endpoint import Catalog
from support.catalog import ROOT, real

PAGE = (ROOT / "docs" / "cassettes.md").read_text("utf-8")
PYTHON = re.findall(r"```python\n(.+?)```", PAGE, re.DOTALL)
SHOWN = [
    (command, output)
    for block in re.findall(r"```console\n(.+?)```", PAGE, re.DOTALL)
    for command, output in re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
]


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("DASHSCOPE_API_KEY", raising=False)
    for command in (record, contracting):
        monkeypatch.setattr(command, "compiled", compiled)


def compiled(specs: str | None) -> Catalog:
    """Compile the specs once for all tests."""
    del specs
    return real()


@pytest.mark.parametrize(("command", "output"), [one for one in SHOWN if one[1]], ids=lambda one: one[:60])
def test_what_a_command_prints(command: str, output: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(shlex.split(command)[1:])
    printed = capsys.readouterr()
    assert printed.out + printed.err == output


def test_commands_without_output_are_those_that_others_run() -> None:
    assert [command for command, output in SHOWN if not output] == [
        "callsheet cassettes --check",
        "callsheet cassettes",
    ]


def test_the_replay_that_is_shown_works() -> None:
    exec(compile(PYTHON[0], "cassettes.md", "exec"), {})


def test_options_and_modes_that_are_named_are_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["record", "--help"]) == 0
    helped = capsys.readouterr().out
    assert set(re.findall(r"`?(--[a-z][a-z-]+)", PAGE)) - {"--check"} <= set(re.findall(r"--[a-z-]+", helped))
