"""`callsheet export`, as a shell would run it."""

import json
from pathlib import Path

import pytest
import yaml

from callsheet.cli.commands import run
from callsheet.emit.exports import arazzo, openapi
from callsheet.text import as_yaml
from support.catalog import real
from support.shell import ROOT, Shell

NAMES = [one.name for one in real().providers]
SPECS = ("--specs", str(ROOT / "specs"))
FEW = ("--specs", str(ROOT / "tests" / "contracts" / "specs"))
"""One provider: quicker to read."""


def test_one_provider_goes_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "openapi", NAMES[0], *SPECS]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(openapi.document(real().providers[0])))


def test_several_go_to_a_folder_and_leave_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    said = Shell(tmp_path)("export", "arazzo", "--out", ".", "--format", "yaml", *SPECS)
    assert (said.code, said.out.splitlines()) == (0, [f"wrote arazzo/{name}.yaml" for name in NAMES])
    assert (tmp_path / "mine.txt").read_text() == "mine"
    written = yaml.safe_load((tmp_path / "arazzo" / f"{NAMES[0]}.yaml").read_text("utf-8"))
    assert written == json.loads(json.dumps(arazzo.document(real().providers[0], suffix="yaml")))
    assert written["sourceDescriptions"][0]["url"] == f"../openapi/{NAMES[0]}.yaml"


def test_wrong_usage_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "openapi", "nobody", *FEW]) == 2
    assert "there is no provider 'nobody': there are acme" in capsys.readouterr().err
    assert run(["export", "postman", *SPECS]) == 2
    assert "name one, or a folder with --out" in capsys.readouterr().err
    assert run(["export", "postman", "acme", "--format", "yaml"]) == 2
    assert "leave --format out" in capsys.readouterr().err
    (tmp_path / "taken").write_text("mine")
    assert run(["export", "postman", "--out", str(tmp_path / "taken"), *FEW]) == 2
    assert "cannot write to" in capsys.readouterr().err


def test_yaml_is_read_back_as_it_was() -> None:
    tricky = {"ratio": "16:9", "on": ["yes", "1e3", "", None, True, 0.5, "数", "a: b", "# no"], "twice": [{"a": 1}] * 2}
    assert yaml.safe_load(as_yaml(tricky)) == tricky
    assert "&" not in as_yaml(tricky)
