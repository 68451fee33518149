from pathlib import Path

import pytest

from callsheet_runtime.journal import store
from journal.house import Desk


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """What survives a loss of power is the disk's to show; who waits for it is slow."""
    monkeypatch.setattr(store, "SYNCHRONOUS", "OFF")


@pytest.fixture(params=["sync", "async"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Desk:
    """Processes at one journal. Every test runs with both drivers."""
    return Desk(mode=str(request.param), path=tmp_path / "jobs.db")
