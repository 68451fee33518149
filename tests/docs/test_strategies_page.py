"""The page about strategies runs as it stands: its tests pass, and its sessions answer what they show."""

import doctest
import re
import subprocess
import sys
from pathlib import Path

from support.shell import ROOT

PAGE = (ROOT / "docs" / "strategies.md").read_text("utf-8")


def test_the_tests_on_the_page_pass(tmp_path: Path) -> None:
    code = "\n\n".join(re.findall(r"```python\n(.+?)```", PAGE, re.DOTALL))
    (tmp_path / "test_page.py").write_text(code, "utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        str(tmp_path),
        "--rootdir",
        str(tmp_path),
    ]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    named = re.findall(r"^def (test_\w+)", code, re.MULTILINE)
    duties = int(re.findall(r"(\d+) passed", told.stdout)[0]) - len(named) + 1
    assert duties > 100


def test_sessions_on_the_page_answer_what_they_show() -> None:
    sessions = "\n".join(re.findall(r"```pycon\n(.+?)```", PAGE, re.DOTALL))
    assert sessions.count(">>>") > 5
    shown = doctest.DocTestParser().get_doctest(sessions, {}, "strategies.md", "strategies.md", 0)
    told: list[str] = []
    assert doctest.DocTestRunner().run(shown, out=told.append).failed == 0, "".join(told)
