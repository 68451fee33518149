"""The page on webhooks is held to the program: its snippets are type-checked or run, and its tables are whole."""

import asyncio
import json
import logging
import re
from dataclasses import fields
from importlib import import_module
from typing import Any

import httpx
import pytest

from callsheet_clients import pixazo
from callsheet_clients.catalog import ENDPOINTS
from callsheet_contracts.simulator import ManualClock, Simulator
from callsheet_runtime.webhooks import Arrival, TokenFilter
from callsheet_runtime.webhooks.bodies import LARGEST
from support.catalog import real
from support.shell import ROOT

PAGE = (ROOT / "docs" / "webhooks.md").read_text("utf-8")
APP, FILTER, PLAIN = re.findall(r"```python\n(.+?)```", PAGE, re.DOTALL)
TOKEN = "a-token-of-22-characters"
HOME = "https://anywhere.example"


@pytest.fixture
def simulator(monkeypatch: pytest.MonkeyPatch) -> Simulator:
    monkeypatch.setenv("WEBHOOK_TOKEN", TOKEN)
    monkeypatch.setenv("PIXAZO_API_KEY", "k")
    return Simulator(real(), providers=["pixazo"], clock=ManualClock(), by="immediate", seed=7)


def done(task: str) -> bytes:
    return json.dumps({"request_id": task, "status": "COMPLETED"}).encode()


def test_the_application_runs(
    simulator: Simulator, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    awaiting, page = pixazo.AsyncPixazo, dict[str, Any]()

    async def main() -> str:
        async with httpx.AsyncClient(transport=simulator.async_transport("pixazo")) as there:
            monkeypatch.setattr(pixazo, "AsyncPixazo", lambda: awaiting(base_url=HOME, http=there))
            exec(compile(APP, "webhooks.md", "exec"), page)
            await page["make"]("A raccoon.")
            (task,) = page["tickets"]
            here = httpx.ASGITransport(app=page["hook"], root_path="/hooks")
            async with httpx.AsyncClient(transport=here) as knocking:
                (entry,) = simulator.journal.entries(call="submit")
                address = dict(entry.headers)["x-webhook-url"]
                for _ in range(2):
                    assert (await knocking.post(address, content=done(task))).status_code == 200
        return str(task)

    task = asyncio.run(main())
    assert capsys.readouterr().out == f"{task} succeeded {HOME}/simulated/media/{task}\n"


def test_the_application_is_the_type_checked_example() -> None:
    """mypy and pyright read `examples/`; the page shows the same lines."""
    assert (ROOT / "examples" / "receive_webhooks.py").read_text("utf-8").partition("\n\n")[2] == APP


def test_the_filter_stands() -> None:
    logger = logging.getLogger("uvicorn.access")
    exec(FILTER, {"TOKEN": TOKEN})
    (added,) = (one for one in logger.filters if isinstance(one, TokenFilter))
    logger.removeFilter(added)


def test_the_plain_function_runs(simulator: Simulator, capsys: pytest.CaptureFixture[str]) -> None:
    page: dict[str, Any] = {}
    exec(compile(PLAIN, "webhooks.md", "exec"), page)
    http = httpx.Client(transport=simulator.transport("pixazo"))
    with http, pixazo.Pixazo(base_url=HOME, http=http) as client:
        ticket = client.v6_t2v.submit(page["v6_t2v"].Request(prompt="A raccoon."))
        known = {ticket.task: ticket}
        receive, path = page["receive"], f"/hooks/{TOKEN}"
        answers = [receive(path, {}, done(one), client, known) for one in (ticket.task, ticket.task, "another")]
        assert answers == [200, 200, 200]
        assert receive("/hooks/guessed", {}, done(ticket.task), client, known) == 404
        assert receive(path, {}, b"{", client, known) == 400
    assert capsys.readouterr().out == f"{ticket.task} {HOME}/simulated/media/{ticket.task}\n"


def test_every_event_is_in_the_table() -> None:
    rows = {row[0]: row for row in (line.strip("| ").split(" | ") for line in PAGE.splitlines()) if len(row) == 6}
    sending = {f"{one.name}/{webhook.name}" for one in real().providers for webhook in one.webhooks}
    assert {name.strip("`") for name in rows if "/" in name} == sending
    for name in sending:
        package, module = ENDPOINTS[name][0], name.partition("/")[2].replace("-", "_")
        event = import_module(f"callsheet_clients.{package}.{module}").EVENT
        row = rows[f"`{name}`"]
        assert (row[3] == "yes") is (event.signature is not None)
        assert row[4] == (f"{event.within:g} s" if event.within else "no page says")


def test_every_field_that_is_handed_on_is_in_the_table() -> None:
    for one in fields(Arrival):
        assert f"| `{one.name}` |" in PAGE


def test_limits_are_as_they_are_said() -> None:
    assert LARGEST == 1 << 20
    assert "more than 1 MiB" in PAGE
