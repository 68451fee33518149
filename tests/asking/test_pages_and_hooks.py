"""The pages show what the program says; the pre-commit hook and the action run it."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import cast

import pytest
import yaml

from asking.conftest import Run
from support.shell import ROOT

PAGES = ("validating.md", "pricing.md")
SHOWN = [
    shown
    for page in PAGES
    for shown in re.findall(r"```console\n\$ (.+?)```", (ROOT / "docs" / page).read_text("utf-8"), re.DOTALL)
]
GOOD = (
    '{"model": "pixverse/pixverse-v6-t2v", "input": {"prompt": "x"}, "parameters": {"size": "1280*720", "duration": 5}}'
)
BAD = GOOD.replace('"duration": 5', '"duration": 99')


@pytest.mark.parametrize("shown", SHOWN, ids=lambda shown: shown.partition("\n")[0][-60:])
def test_a_page_shows_what_the_program_says(run: Run, shown: str) -> None:
    """Of an answer that goes on, a page may show the beginning."""
    command, _, answer = shown.partition("\n")
    piped = re.fullmatch(r"echo '(.+)' \| (.+)", command)
    words = shlex.split(piped[2] if piped else command)
    assert words[0] == "callsheet"
    _, out, _ = run(*words[1:], stdin=piped[1] if piped else "")
    assert out.startswith(answer)
    assert out


def hook() -> dict[str, str]:
    (found,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    return cast("dict[str, str]", found)


def test_the_hook_validates_the_files_that_it_is_given(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.json").write_text(GOOD, "utf-8")
    (tmp_path / "bad.json").write_text(BAD, "utf-8")
    program, *words = hook()["entry"].split()
    assert program == "callsheet"
    assert hook()["language"] == "python"
    for name, code in (("good.json", 0), ("bad.json", 1)):
        assert re.search(hook()["files"], name)
        assert run(*words, "dashscope/pixverse-t2v", str(tmp_path / name))[0] == code


@pytest.mark.parametrize(
    ("variables", "code", "words"),
    [
        ({"FILES": "a/*.json"}, 0, ""),
        ({"FILES": "**/*.json"}, 1, "::error file=b/c/bad.json"),
        ({"FILES": "a/*.json", "BUDGET": "1 CNY"}, 1, "budget of 1 CNY"),
        ({"FILES": "nothing/*.json"}, 2, "::error::no file"),
        ({"FILES": "a/*.json", "ENDPOINT": "$(touch ran)"}, 2, "no endpoint is called"),
    ],
)
def test_the_action_validates(tmp_path: Path, variables: dict[str, str], code: int, words: str) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b" / "c").mkdir(parents=True)
    (tmp_path / "a" / "good.json").write_text(GOOD, "utf-8")
    (tmp_path / "b" / "c" / "bad.json").write_text(BAD, "utf-8")
    steps = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["runs"]["steps"]
    assert all("${{" not in step.get("run", "") for step in steps), "inputs are no part of a script"
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    known = {"ENDPOINT": "dashscope/pixverse-t2v", "STRICT": "false", "BUDGET": "", "PATH": path}
    # As the runner starts a composite action's `shell: bash`.
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", steps[-1]["run"]]
    done = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, **known, **variables}, capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stderr
    assert words in done.stdout + done.stderr
    assert not (tmp_path / "ran").exists()
