"""Every example answer of every spec, read by the emitted client: the documentation's samples are the test data."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any, cast

import httpx
import pytest

from callsheet.emit.layout import variable
from callsheet.model.endpoint import (
    AnswerExample,
    Endpoint,
    Provider,
    WebhookEndpoint,
)
from callsheet_runtime import Calls, NoResult, ProviderError, Receiver, Repeat, StillRunning, TaskEnded, Tasks, Ticket
from callsheet_runtime.media import Upload
from callsheet_runtime.reading import look, whole
from support.catalog import real

ROOT = Path(__file__).parents[2]
CATALOG = real()
CASES = [
    pytest.param(provider, endpoint, example, id=f"{provider.name}/{endpoint.name}:{example.name}")
    for provider, endpoint in CATALOG
    for example in endpoint.answers
]


def faces(provider: Provider, endpoint: Endpoint, example: AnswerExample) -> Iterator[Any]:
    """A client to which one answer is given, whatever it asks."""

    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(example.http, json=example.body)

    client = getattr(import_module(f"callsheet_clients.{variable(provider.name)}"), provider.client)
    transport = httpx.Client(transport=httpx.MockTransport(answer))
    with client(key="k", http=transport, repeat=Repeat(times=0)) as connected:
        yield getattr(connected, variable(endpoint.name))


def read(provider: Provider, endpoint: Endpoint, example: AnswerExample) -> Mapping[str, object]:
    """Let the client read an answer, and collect all that it can say of it."""
    if isinstance(endpoint, WebhookEndpoint):
        return _arrived(provider, endpoint, example)
    ticket = Ticket(endpoint=f"{provider.name}/{endpoint.name}", task="t-1", server=endpoint.servers[0])
    fine = next(one.body for one in endpoint.requests if not one.breaks)
    for face in faces(provider, endpoint, example):
        try:
            match example.to:
                case "call":
                    return _fields(face.client.drive(_call(face, fine)))
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


def _call(face: Calls[Any, Any], body: object) -> Any:  # noqa: ANN401 -- a flow of whatever endpoint this is
    flows = import_module("callsheet_runtime.flows")
    uploads = {name: Upload.of(b"bytes", name="a.png") for name in whole(look(body, "$files"))}
    return flows.call(face.endpoint, body, face.client.context(face.endpoint), uploads)


def _arrived(provider: Provider, endpoint: WebhookEndpoint, example: AnswerExample) -> Mapping[str, object]:
    """Let a receiver take what arrives, without its signature: that one is tested by itself."""
    module = import_module(f"callsheet_clients.{variable(provider.name)}.{variable(endpoint.name)}")
    delivery = Receiver(module.EVENT, unverified=True).receive({}, json.dumps(example.body).encode())
    notice = delivery.notice
    seen = {"task": notice.task, "status": notice.status, "means": str(notice.means)}
    return {**_fields(notice.result), **seen}


def _fields(result: Any) -> Mapping[str, object]:  # noqa: ANN401 -- a result of whatever endpoint this is
    return {name: _plain(getattr(result, name)) for name in result.__slots__}


def _polled(face: Tasks[Any, Any], ticket: Ticket) -> Mapping[str, object]:
    status = face.poll(ticket)
    seen: dict[str, object] = {"status": status.status, "means": str(status.means)}
    try:
        result = face.wait(ticket, deadline=0)
    except TaskEnded as ended:
        return {**seen, "code": ended.code, "message": ended.message, "category": str(ended.category)}
    except (StillRunning, NoResult):
        return seen
    return {**seen, **_fields(result)}


def _plain(value: object) -> object:
    """Write a reading as an example does; what clients read as words may be written as numbers there."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in cast("tuple[object, ...]", value)]
    slots: tuple[str, ...] = getattr(value, "__slots__", ())
    return {name: _plain(getattr(value, name)) for name in slots} if slots else value


def _same(said: object, example: object) -> bool:
    """Compare, a number being the word that it is written with."""
    if isinstance(said, list) and isinstance(example, list):
        ours, theirs = cast("list[object]", said), cast("list[object]", example)
        return len(ours) == len(theirs) and all(map(_same, ours, theirs))
    return said == example or (isinstance(said, str) and isinstance(example, int) and said == str(example))


@pytest.mark.parametrize(("provider", "endpoint", "example"), CASES)
def test_an_example_answer_reads_as_the_spec_says(
    provider: Provider, endpoint: Endpoint, example: AnswerExample
) -> None:
    said = read(provider, endpoint, example)
    other = {name: said.get(name) for name, value in example.reads.items() if not _same(said.get(name), value)}
    assert other == {}, dict(example.reads)


def test_every_kind_of_answer_has_an_example() -> None:
    wanted = {"task": {"submit", "poll"}, "call": {"call"}, "webhook": {"event"}}
    for _, endpoint in CATALOG:
        kinds = {example.to for example in endpoint.answers}
        assert kinds >= wanted[endpoint.KIND], endpoint.name
