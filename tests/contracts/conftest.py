from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from callsheet.model.endpoint import Catalog
from callsheet_contracts.simulator import ManualClock, Simulator
from contracts.calling import Acme, DashScope
from support.catalog import real, staged

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """One real provider, and the invented one; a further provider changes nothing here."""
    known = tuple(one for one in real().providers if one.name == "dashscope")
    return Catalog((*known, *staged().providers))


@pytest.fixture(scope="session")
def served(catalog: Catalog) -> Iterator[Simulator]:
    with Simulator(catalog, clock=ManualClock(), task_seconds=60, seed=7) as simulator:
        yield simulator


@pytest.fixture(scope="session")
def wires(served: Simulator) -> Iterator[dict[str, httpx.Client]]:
    clients = {name: httpx.Client(base_url=served.url(name), trust_env=False) for name in served.providers}
    yield clients
    for client in clients.values():
        client.close()


@pytest.fixture
def simulator(served: Simulator) -> Simulator:
    """A simulator that has seen nothing; a task takes a minute of the manual clock."""
    served.reset()
    return served


@pytest.fixture
def clock(served: Simulator) -> ManualClock:
    assert isinstance(served.clock, ManualClock)
    return served.clock


@pytest.fixture
def dashscope(simulator: Simulator, clock: ManualClock, wires: dict[str, httpx.Client]) -> DashScope:
    return DashScope("dashscope", simulator, clock, wires["dashscope"])


@pytest.fixture
def acme(simulator: Simulator, clock: ManualClock, wires: dict[str, httpx.Client]) -> Acme:
    return Acme("acme", simulator, clock, wires["acme"])
