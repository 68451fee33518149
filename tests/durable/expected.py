"""What is to come of each kill."""

import json
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

on_sqlite = pytest.mark.skipif(
    sys.version_info >= (3, 12) and sqlite3.sqlite_version_info < (3, 42),
    reason=f"with Python 3.12 and later, DBOS asks for SQLite 3.42; this is {sqlite3.sqlite_version}. On PostgreSQL: "
    "make durable",
)
"""For what runs the engine on SQLite."""

DONE = {"a": "a.mp4"}
UNKNOWN = {"a": "OutcomeUnknown"}
SETTLED = {"a unsettled": "OutcomeUnknown", **DONE}


def as_found(server: str | None, folder: Path, which: str) -> "dict[str, dict[str, object]]":
    """Kill the workers, and tell what came of it."""
    command = [sys.executable, "tests/durable/kills.py", str(folder), which, *([server] if server else [])]
    ran = subprocess.run(
        command,
        cwd=ROOT,
        env={"PYTHONPATH": "tests", "PATH": ""},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    found: dict[str, dict[str, object]] = json.loads(ran.stdout)
    return found


def check(found: "dict[str, dict[str, object]]") -> None:
    """Compare: one clip asked for, one billed, one saved; what is unknown is told, and never sent again by itself."""
    assert found.pop("twins") == {"codes": [0, 0], "billed": 1}
    for name, told in found.items():
        unknown = name in {"sending, not sent", "at the provider", "answered, not written"}
        never_left = name == "sending, not sent"
        assert told == {
            "code": 0 if name == "none" else -signal.SIGKILL,
            "again": UNKNOWN if unknown else DONE,
            "billed": 0 if never_left else 1,
            **({"settled": SETTLED, "billed when settled": 1} if unknown else {}),
            "saved": True,
            "states": {"planned": ["unsent", "saved"], "sending, not sent": ["forgotten", "saved"]}.get(
                name, ["saved"]
            ),
        }, name
