"""A simulator as a pytest fixture: `pytest_plugins = ["callsheet_contracts.simulator.fixtures"]`. Knows no provider.

Redefine `callsheet_specs` for specs of your own, and `simulator_settings` for anything that `Simulator` takes.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from callsheet.resolve import find_specs, load
from callsheet_contracts.simulator import ManualClock, Simulator

if TYPE_CHECKING:
    from callsheet.model.endpoint import Catalog


@pytest.fixture(scope="session")
def callsheet_specs() -> Path:
    """Tell the folder of the specs: `./specs`, or those that came along."""
    return find_specs()


@pytest.fixture(scope="session")
def callsheet_catalog(callsheet_specs: Path) -> "Catalog":
    """Compile the specs, once for all tests."""
    return load(callsheet_specs).compile()


@pytest.fixture
def simulator_settings() -> Mapping[str, Any]:
    """Tell what the simulator of a test is made with: a clock that stands still until `simulator.clock.advance`."""
    return {"clock": ManualClock(), "seed": 1}


@pytest.fixture
def simulator(callsheet_catalog: "Catalog", simulator_settings: Mapping[str, Any]) -> Iterator[Simulator]:
    """Make a simulator of its own for each test, in process; `simulator.start()` makes it a server for the test."""
    made = Simulator(callsheet_catalog, **simulator_settings)
    try:
        yield made
    finally:
        made.stop()
