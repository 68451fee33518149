"""Many workers at one PostgreSQL server, some of them killed."""

import json
import signal
import subprocess
import sys
from pathlib import Path

from durable.expected import ROOT, as_found, check

CLIPS, RUNNING = 60, 6
"""As in `durable.crowd`, which is a program of its own: it loads what forks must not find running."""


def test_a_kill_anywhere_loses_no_clip_and_buys_none_twice(server: str, tmp_path: Path) -> None:
    check(as_found(server, tmp_path, "all"))


def test_workers_that_are_killed_make_all_clips_once(server: str, tmp_path: Path) -> None:
    command = [sys.executable, "tests/durable/crowd.py", str(tmp_path), server]
    ran = subprocess.run(
        command, cwd=ROOT, env={"PYTHONPATH": "tests"}, capture_output=True, text=True, timeout=300, check=False
    )
    assert ran.returncode == 0, ran.stderr
    found = json.loads(ran.stdout)
    killed = [code for code in found["codes"] if code]
    assert killed
    assert set(killed) == {-signal.SIGKILL}
    assert found["odd"] == []
    # What was in flight in a killed worker is told, and nothing else.
    assert found["unknown"] <= len(killed) * RUNNING
    assert found["states"].get("unknown", 0) == found["unknown"]
    # After a person has said what came of it: as many as were asked for, each known, each saved.
    assert (found["made"], found["files"], found["billed and known"]) == (CLIPS, CLIPS, True)
    # Nobody tells the engine when a task ends that nobody knows of.
    assert found["running"] <= RUNNING + found["unknown"]
