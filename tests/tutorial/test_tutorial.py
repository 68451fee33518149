"""The tutorial is done as it is written, from an empty folder: every file, every command, everything that it prints."""

import os
import subprocess
import sys
from pathlib import Path

from support.shell import ROOT
from tutorial.steps import Command, File, steps

PAGE = (ROOT / "docs" / "tutorial.md").read_text("utf-8")


def test_it_goes_as_it_is_written(tmp_path: Path) -> None:
    done: list[str] = []
    for step in steps(PAGE):
        match step:
            case File(path, text):
                file = tmp_path / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, "utf-8")
            case Command(line, shown):
                said = run(line, tmp_path)
                assert_shows(said, shown, line)
                done.append(line.split()[0])
    assert done.count("callsheet") == 5
    assert done.count("pytest") == 1


def run(line: str, folder: Path) -> str:
    """Run a command of the tutorial, with the folder that `generate` writes on the path, as its text says."""
    environment = {**os.environ, "PYTHONPATH": str(folder / "generated"), "COLUMNS": "100"}
    # Not to be told apart from a run of its own by what this suite is run with.
    environment = {name: value for name, value in environment.items() if not name.startswith("PYTEST")}
    command = [sys.executable, "-m", *line.split()]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def assert_shows(said: str, shown: str, line: str) -> None:
    """Compare what was printed; … stands for anything."""
    if "…" not in shown:
        assert said == shown, line
        return
    at = 0
    for part in filter(None, (part.strip("\n") for part in shown.split("…"))):
        at = said.find(part, at)
        assert at >= 0, f"{line}: {part!r} is not in\n{said}"
