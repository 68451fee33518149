"""Every endpoint of every provider, from an accepted example to a finished clip on one simulator."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from callsheet.emit.layout import variable
from callsheet.model.endpoint import Endpoint, Provider
from callsheet.resolve import load
from callsheet_contracts import Simulator
from callsheet_runtime import Tasks, flows
from callsheet_runtime.reading import look

CATALOG = load(Path(__file__).parents[2] / "specs").compile()
CASES = [pytest.param(one, two, id=f"{one.name}/{two.name}") for one, two in CATALOG]


@pytest.fixture(scope="module")
def simulator() -> Iterator[Simulator]:
    """All providers at once, each on its own port."""
    with Simulator(CATALOG, task_seconds=0.05) as served:
        yield served


@pytest.mark.parametrize(("provider", "endpoint"), CASES)
def test_an_accepted_request_becomes_a_clip(simulator: Simulator, provider: Provider, endpoint: Endpoint) -> None:
    body = next(one.body for one in endpoint.requests if not one.breaks)
    client: Any = getattr(import_module(f"callsheet_clients.{variable(provider.name)}"), provider.client)
    before = simulator.journal.count(provider.name, "submit")
    with client(key="k", base_url=simulator.url(provider.name)) as connected:
        tasks: Tasks[Any, Any] = getattr(connected, variable(endpoint.name))
        flow: Any = flows.submit(tasks.endpoint, body, connected.context(tasks.endpoint))
        result = tasks.wait(connected.drive(flow), every=0.02, deadline=30)
    required = next(field for field in endpoint.result if field.required)
    assert getattr(result, required.name) == look(result.answer, ".".join(required.at))
    assert getattr(result, required.name).startswith(simulator.url(provider.name))
    assert simulator.journal.count(provider.name, "submit") == before + 1
