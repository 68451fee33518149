"""Every example answer of every spec, read by the emitted client: the documentation's samples are the test data."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import httpx
import pytest

from callsheet.emit.layout import variable
from callsheet.model.endpoint import AnswerExample, Endpoint, Provider
from callsheet.resolve import load
from callsheet_runtime import NoResult, ProviderError, Repeat, StillRunning, TaskEnded, Tasks, Ticket

ROOT = Path(__file__).parents[2]
CATALOG = load(ROOT / "specs").compile()
CASES = [
    pytest.param(provider, endpoint, example, id=f"{provider.name}/{endpoint.name}:{example.name}")
    for provider, endpoint in CATALOG
    for example in endpoint.answers
]


def tasks(provider: Provider, endpoint: Endpoint, example: AnswerExample) -> Iterator[Tasks[Any, Any]]:
    """A client to which one answer is given, whatever it asks."""

    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(example.http, json=example.body)

    client = getattr(import_module(f"callsheet_clients.{variable(provider.name)}"), provider.client)
    transport = httpx.Client(transport=httpx.MockTransport(answer))
    with client(key="k", http=transport, repeat=Repeat(times=0)) as connected:
        yield getattr(connected, variable(endpoint.name))


def read(provider: Provider, endpoint: Endpoint, example: AnswerExample) -> Mapping[str, object]:
    """Let the client read an answer, and collect all that it can say of it."""
    ticket = Ticket(endpoint=f"{provider.name}/{endpoint.name}", task="t-1", server=endpoint.servers[0])
    fine = next(one.body for one in endpoint.requests if not one.breaks)
    for face in tasks(provider, endpoint, example):
        try:
            match example.to:
                case "submit":
                    created = face.client.drive(_submit(face, fine))
                    return {"task": created.task, "request": created.request_id}
                case "poll":
                    return _polled(face, ticket)
                case "cancel":
                    face.cancel(ticket)
                    return {}
                case _:
                    page = face.list()
                    means = [str(row.means) for row in page.tasks]
                    return {"total": page.total, "tasks": [row.task for row in page.tasks], "means": means}
        except ProviderError as error:
            return {"code": error.code, "message": error.message, "category": str(error.category)}
    raise AssertionError("a client reads or raises")


def _submit(face: Tasks[Any, Any], body: object) -> Any:  # noqa: ANN401 -- a flow of whatever endpoint this is
    flows = import_module("callsheet_runtime.flows")
    return flows.submit(face.endpoint, body, face.client.context(face.endpoint))


def _polled(face: Tasks[Any, Any], ticket: Ticket) -> Mapping[str, object]:
    status = face.poll(ticket)
    seen: dict[str, object] = {"status": status.status, "means": str(status.means)}
    try:
        result = face.wait(ticket, deadline=0)
    except TaskEnded as ended:
        return {**seen, "code": ended.code, "message": ended.message, "category": str(ended.category)}
    except (StillRunning, NoResult):
        return seen
    return {**seen, **{name: _plain(getattr(result, name)) for name in result.__slots__}}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


@pytest.mark.parametrize(("provider", "endpoint", "example"), CASES)
def test_an_example_answer_reads_as_the_spec_says(
    provider: Provider, endpoint: Endpoint, example: AnswerExample
) -> None:
    said = read(provider, endpoint, example)
    assert {name: said.get(name) for name in example.reads} == dict(example.reads)


def test_every_kind_of_answer_has_an_example() -> None:
    for _, endpoint in CATALOG:
        kinds = {example.to for example in endpoint.answers}
        assert kinds >= {"submit", "poll"}, endpoint.name
