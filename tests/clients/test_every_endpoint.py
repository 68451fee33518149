"""Every endpoint of every provider on one simulator: from an accepted example to a finished clip, or to an answer."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest

from callsheet.emit.layout import variable
from callsheet.model.endpoint import CallEndpoint, Endpoint, Provider, TaskEndpoint
from callsheet_contracts import Simulator
from callsheet_runtime import Calls, Tasks, flows
from callsheet_runtime.media import Upload
from callsheet_runtime.reading import look
from support.catalog import real

CATALOG = real()
TASKS = [pytest.param(one, two, id=f"{one.name}/{two.name}") for one in CATALOG.providers for two in one.tasks]
CALLS = [pytest.param(one, two, id=f"{one.name}/{two.name}") for one in CATALOG.providers for two in one.calls]


@pytest.fixture(scope="module")
def simulator() -> Iterator[Simulator]:
    """All providers at once, each on its own port."""
    with Simulator(CATALOG, task_seconds=0.05) as served:
        yield served


def connected(simulator: Simulator, provider: Provider) -> Any:  # noqa: ANN401 -- a client of whatever provider this is
    client: Any = getattr(import_module(f"callsheet_clients.{variable(provider.name)}"), provider.client)
    return client(key="k", base_url=simulator.url(provider.name))


def accepted(endpoint: Endpoint) -> Any:  # noqa: ANN401 -- JSON
    return next(one.body for one in endpoint.requests if not one.breaks)


@pytest.mark.parametrize(("provider", "endpoint"), TASKS)
def test_an_accepted_request_becomes_a_clip(simulator: Simulator, provider: Provider, endpoint: TaskEndpoint) -> None:
    before = simulator.journal.count(provider.name, "submit")
    with connected(simulator, provider) as client:
        tasks: Tasks[Any, Any] = getattr(client, variable(endpoint.name))
        flow: Any = flows.submit(tasks.endpoint, accepted(endpoint), client.context(tasks.endpoint))
        ticket = client.drive(flow)
        result = tasks.wait(ticket, every=0.02, deadline=30)
    required = next(field for field in endpoint.result if field.required)
    assert getattr(result, required.name) == look(result.answer, ".".join(required.at))
    assert getattr(result, required.name).startswith(simulator.url(provider.name))
    assert simulator.journal.count(provider.name, "submit") == before + 1
    assert simulator.journal.count(provider.name, "poll", task=ticket.task) >= 1


@pytest.mark.parametrize(("provider", "endpoint"), CALLS)
def test_an_accepted_call_is_answered(simulator: Simulator, provider: Provider, endpoint: CallEndpoint) -> None:
    body = accepted(endpoint)
    uploads = {name: Upload.of(b"some bytes", name="cat.png") for name in body.get("$files", {})}
    with connected(simulator, provider) as client:
        calls: Calls[Any, Any] = getattr(client, variable(endpoint.name))
        body = _with_known_ids(endpoint, body, client, provider)
        flow: Any = flows.call(calls.endpoint, body, client.context(calls.endpoint), uploads)
        result = client.drive(flow)
    for field in endpoint.result:
        if field.required:
            assert getattr(result, field.name) is not None, field.name


def _with_known_ids(endpoint: CallEndpoint, body: Any, client: Any, provider: Provider) -> Any:  # noqa: ANN401 -- JSON
    """Put the id of a task that there is where a call asks about one."""
    for parameter in endpoint.parameters:
        if parameter.at[0] == "$path":
            giver = next(one for one in provider.tasks if _polls_at(one, endpoint))
            tasks: Tasks[Any, Any] = getattr(client, variable(giver.name))
            flow: Any = flows.submit(tasks.endpoint, accepted(giver), client.context(tasks.endpoint))
            task = client.drive(flow).task
            return {**body, "$path": {parameter.at[1]: task}}
    return body


def _polls_at(giver: TaskEndpoint, endpoint: CallEndpoint) -> bool:
    asked = endpoint.call.path.partition("{")[0]
    return giver.protocol.poll.path.partition("{")[0] == asked
