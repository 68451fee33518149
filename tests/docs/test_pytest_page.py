"""The page about pytest is held to the program: its tests pass, its options and marks are those that there are."""

import inspect
import json
import os
import re
import subprocess
import sys
from pathlib import Path

from callsheet_contracts.testing.tapes import Asked
from support.shell import ROOT

PAGE = (ROOT / "docs" / "pytest.md").read_text("utf-8")
RECORDED = ROOT / "contracts" / "cassettes" / "dashscope" / "pixverse-t2v" / "finished.yaml"
PROMPT = re.compile(r'"prompt": "[^"]+"')


def pytest_says(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:hypothesispytest", *arguments]
    environment = {**os.environ, "PYTEST_ADDOPTS": ""}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_tests_on_the_page_pass(tmp_path: Path) -> None:
    code = "\n\n".join(re.findall(r"```python\n(.+?)```", PAGE, re.DOTALL))
    (tmp_path / "test_page.py").write_text(code, "utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    (tmp_path / "cassettes").mkdir()
    text = PROMPT.sub('"prompt": "A raccoon on a railing."', RECORDED.read_text("utf-8"))
    (tmp_path / "cassettes" / "raccoon.yaml").write_text(text.replace(',\n          "watermark": true', ""), "utf-8")
    report = ("--callsheet-coverage", "--callsheet-report", "coverage.json", "--callsheet-fail-under", "rules=0")
    told = pytest_says(tmp_path, "-q", "--strict-markers", *report)
    assert told.returncode == 0, told.stdout + told.stderr
    assert "3 passed" in told.stdout
    assert json.loads((tmp_path / "coverage.json").read_text("utf-8"))["exchanges"] > 5


def test_options_and_marks_are_those_that_there_are(tmp_path: Path) -> None:
    told = pytest_says(tmp_path, "--help").stdout
    there = set(re.findall(r"^  (--callsheet-[a-z-]+)", told, re.MULTILINE))
    assert set(re.findall(r"--callsheet-[a-z-]+", PAGE)) == there
    marks = re.findall(r"^\| `([a-z_]+)=", PAGE, re.MULTILINE)
    assert {*marks, "path"} == set(inspect.signature(Asked).parameters)
