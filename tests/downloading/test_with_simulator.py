"""Emitted clients, simulated providers, real sockets: what a task has made ends up in a folder."""

import asyncio
import json
import logging
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import httpx
import pytest

from callsheet.emit.layout import variable
from callsheet.model.endpoint import Provider, TaskEndpoint
from callsheet_contracts import ManualClock, Simulator
from callsheet_contracts.clocks import AsyncSteppingClock, SteppingClock
from callsheet_contracts.simulator.film import film
from callsheet_runtime import Downloaded, MediaExpired, Tasks, Ticket, flows
from callsheet_runtime.downloading import Destination
from callsheet_runtime.reading import look
from downloading.web import listing
from support.catalog import real

CATALOG = real()
FIRST = [pytest.param(one, one.tasks[0], id=one.name) for one in CATALOG.providers]
"""One endpoint of each provider."""


@pytest.fixture(scope="module")
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture(scope="module")
def simulator(clock: ManualClock) -> Iterator[Simulator]:
    with Simulator(CATALOG, task_seconds=0.2, clock=clock, seed=1) as served:
        yield served


def client_of(simulator: Simulator, provider: Provider, *, awaiting: bool = False) -> Any:  # noqa: ANN401 -- any client
    assert isinstance(simulator.clock, ManualClock)
    name = f"{'Async' if awaiting else ''}{provider.client}"
    client: Any = getattr(import_module(f"callsheet_clients.{variable(provider.name)}"), name)
    clock: Any = AsyncSteppingClock(simulator.clock) if awaiting else SteppingClock(simulator.clock)
    return client(key="sk-right-0123456789", base_url=simulator.url(provider.name), clock=clock)


def submitted(client: Any, endpoint: TaskEndpoint) -> tuple[Tasks[Any, Any], Ticket]:  # noqa: ANN401 -- any client
    tasks: Tasks[Any, Any] = getattr(client, variable(endpoint.name))
    body = next(one.body for one in endpoint.requests if not one.breaks)
    flow: Any = flows.submit(tasks.endpoint, body, client.context(tasks.endpoint))
    return tasks, client.drive(flow)


@pytest.mark.parametrize(("provider", "endpoint"), FIRST)
def test_a_clip_is_made_and_saved(
    simulator: Simulator,
    provider: Provider,
    endpoint: TaskEndpoint,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    files: list[Downloaded] = []
    with client_of(simulator, provider) as client:
        tasks, ticket = submitted(client, endpoint)
        result = tasks.wait(ticket, every=0.1, download_to=Destination(tmp_path, saved=files.append))
        assert tasks.download(result, files[0].path).already
        assert tasks.download(ticket, tmp_path).already
    assert [(one.type, one.seconds, one.side) for one in files] == [("video/mp4", 1.0, 16)]
    assert files[0].path.read_bytes() == film()
    assert listing(tmp_path) == [f"{ticket.task}.mp4"]
    asked = [one for one in simulator.journal.entries(provider.name) if one.call == "media" and one.task == ticket.task]
    assert [one.status for one in asked] == [200, 200, 200]
    for one in asked:
        assert {name for name, _ in one.headers} == {"host", "accept", "accept-encoding", "user-agent"}
    ours = [one.getMessage() for one in caplog.records if one.name.startswith("http")]
    assert ours
    assert not [line for line in ours if "/simulated/media" in line], "an address may be signed, and is in no log"


@pytest.mark.parametrize(("provider", "endpoint"), FIRST)
def test_the_awaiting_client_does_the_same(
    simulator: Simulator, provider: Provider, endpoint: TaskEndpoint, tmp_path: Path
) -> None:
    async def main() -> Downloaded:
        async with client_of(simulator, provider, awaiting=True) as client:
            with client_of(simulator, provider) as other:
                _, ticket = submitted(other, endpoint)
            tasks = getattr(client, variable(endpoint.name))
            await tasks.wait(ticket, every=0.1, download_to=tmp_path)
            saved: Downloaded = await tasks.download(ticket, tmp_path / "again.mp4")
            return saved

    assert asyncio.run(main()).path.read_bytes() == film()
    assert len(listing(tmp_path)) == 2


def test_half_a_film_is_taken_up_again(simulator: Simulator, tmp_path: Path) -> None:
    provider = CATALOG.providers[0]
    with client_of(simulator, provider) as client:
        tasks, ticket = submitted(client, provider.tasks[0])
        result = tasks.wait(ticket, every=0.1)
        url = str(look(result.answer, tasks.endpoint.result))
        tag = httpx.get(url, trust_env=False).headers["etag"]
        (tmp_path / "clip.mp4.part").write_bytes(film()[:300])
        state = {"address": url, "validator": tag, "total": len(film())}
        (tmp_path / "clip.mp4.part.json").write_text(json.dumps(state), "utf-8")
        assert tasks.download(result, tmp_path / "clip.mp4").path.read_bytes() == film()
    assert simulator.journal.entries(provider.name)[-1].status == 206


def test_a_film_that_was_purged_is_named(simulator: Simulator, clock: ManualClock, tmp_path: Path) -> None:
    provider, endpoint = next(
        (one, two) for one in CATALOG.providers for two in one.tasks if two.retention and two.retention.media
    )
    with client_of(simulator, provider) as client:
        tasks, ticket = submitted(client, endpoint)
        result = tasks.wait(ticket, every=0.1)
        assert tasks.expires_at(ticket) is not None
        assert endpoint.retention
        clock.advance(endpoint.retention.media or 0.0)
        with pytest.raises(MediaExpired, match="HTTP 404"):
            tasks.download(result, tmp_path)
    assert listing(tmp_path) == []
