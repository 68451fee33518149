"""A simulator as a server, and the environment in which the providers' own packages run: see `make sdks`."""

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from callsheet.model.endpoint import Catalog
from callsheet.resolve import load
from callsheet_contracts.simulator import Simulator

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
BIN = Path(os.environ.get("CALLSHEET_SDKS", ROOT / ".cache" / "sdks")).absolute() / "bin"
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load(ROOT / "specs").compile()


@pytest.fixture
def simulator(catalog: Catalog) -> Iterator[Simulator]:
    """Each state of a task is told once, so that nothing depends on how long a package waits."""
    with Simulator(catalog, providers=["dashscope", "pixverse"], by="polls", key="sk-right", seed=1) as made:
        yield made


@pytest.fixture
def run(simulator: Simulator, tmp_path: Path) -> Run:
    """Run a program of the packages' environment: what points it to the simulator is its documented settings alone."""
    assert (BIN / "python").exists(), "the providers' packages are not installed: make sdks"

    def runner(*command: str, key: str = "sk-right", expect: int = 0) -> subprocess.CompletedProcess[str]:
        settings = {
            "DASHSCOPE_API_KEY": key,
            "DASHSCOPE_HTTP_BASE_URL": f"{simulator.url('dashscope')}/api/v1",
            "PIXVERSE_API_KEY": key,
            "PIXVERSE_BASE_URL": simulator.url("pixverse"),
        }
        quiet = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "NO_PROXY": "*", "COLUMNS": "200"}
        program = [str(BIN / command[0]), *command[1:]]
        ended = subprocess.run(
            program, env={**quiet, **settings}, capture_output=True, text=True, check=False, timeout=120
        )
        assert ended.returncode == expect, ended.stdout + ended.stderr
        return ended

    return runner


def told(ended: subprocess.CompletedProcess[str]) -> Any:  # noqa: ANN401 -- JSON
    return json.loads(ended.stdout)
