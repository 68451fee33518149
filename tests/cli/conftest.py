from pathlib import Path

import pytest

from callsheet_contracts import ManualClock, Simulator
from support.catalog import real
from support.live import KEY, OWN_REQUEST, REQUEST, LiveShell, home_of_its_own, simulated
from support.shell import ROOT, Shell


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A shell in an empty folder."""
    return Shell(tmp_path)


@pytest.fixture
def home() -> Shell:
    """A shell in the repository."""
    return Shell(ROOT)


@pytest.fixture
def live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> LiveShell:
    """The command line in this process, at simulated providers."""
    clock = ManualClock()
    simulator = Simulator(real(), clock=clock, task_seconds=60, key=KEY, seed=1)
    simulated(monkeypatch, simulator, clock)
    home_of_its_own(tmp_path, monkeypatch)
    shell = LiveShell(tmp_path, clock, simulator, capsys, monkeypatch)
    shell.write("request.json", REQUEST)
    shell.write("own.json", OWN_REQUEST)
    return shell
