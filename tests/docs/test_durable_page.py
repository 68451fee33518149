"""What the page on durable workflows shows runs as it stands there: at the simulator, on one machine."""

import subprocess
import sys
from pathlib import Path

from durable.expected import on_sqlite

ROOT = Path(__file__).parents[2]


@on_sqlite
def test_the_page_runs_and_what_cannot_be_is_refused(tmp_path: Path) -> None:
    # A process of its own: the engine has one instance a process, and threads that outlive it.
    command = [sys.executable, "tests/durable/asking.py", str(tmp_path)]
    ran = subprocess.run(
        command, cwd=ROOT, env={"PYTHONPATH": "tests"}, capture_output=True, text=True, timeout=300, check=False
    )
    assert ran.returncode == 0, ran.stderr
    # The page's raccoon, and the cat of the refusals: nothing else was submitted.
    assert ran.stdout.splitlines()[-1] == "2"
    assert "simulated/media" in ran.stdout
