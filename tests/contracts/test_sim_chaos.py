"""Chance that a seed decides."""

from typing import Any

import httpx
import pytest

from callsheet.model.endpoint import Catalog, Provider
from callsheet_contracts.simulator import ManualClock, Simulator, Status
from callsheet_contracts.simulator.chaos import ANYWHERE, EVENTS, LIVES
from contracts.calling import ASYNC, KEY, SUBMIT, c1
from support.catalog import real

REAL = real()
ANY = "https://anywhere.example"


def spoilt(catalog: Catalog, calls: int = 60, **settings: Any) -> list[str | None]:  # noqa: ANN401 -- of a simulator
    """Tell what went wrong with each of so many submits."""
    simulator = Simulator(catalog, clock=ManualClock(), **settings)
    with httpx.Client(transport=simulator.transport("dashscope"), base_url=ANY) as http:
        for _ in range(calls):
            try:
                http.post(SUBMIT, json=c1(), headers=ASYNC)
            except httpx.RemoteProtocolError:
                continue
    return [one.fault for one in simulator.journal]


def test_the_same_seed_spoils_the_same(catalog: Catalog) -> None:
    first = spoilt(catalog, seed=3, chaos=0.3)
    assert first == spoilt(catalog, seed=3, chaos=0.3)
    assert first != spoilt(catalog, seed=4, chaos=0.3)
    assert 8 <= len([one for one in first if one]) <= 30


def test_it_spoils_that_share(catalog: Catalog) -> None:
    assert spoilt(catalog, 20) == [None] * 20
    assert None not in spoilt(catalog, 20, chaos=1, seed=1)
    share = len([one for one in spoilt(catalog, 200, chaos=0.1, seed=1) if one]) / 200
    assert 0.05 < share < 0.15


def test_all_kinds_of_faults_come(catalog: Catalog) -> None:
    kinds = {one.partition("(")[0] for one in spoilt(catalog, 200, chaos=1, seed=1) if one}
    assert {type(one).__name__ for one in (*ANYWHERE, *LIVES, *EVENTS)} <= kinds
    assert {"Refuse", "TaskFails", "UnknownStatus"} <= kinds


def test_ids_are_the_same_with_and_without_it(catalog: Catalog) -> None:
    def first(chaos: float) -> object:
        simulator = Simulator(catalog, seed=5, chaos=chaos, clock=ManualClock())
        with httpx.Client(transport=simulator.transport("dashscope"), base_url=ANY) as http:
            return http.post(SUBMIT, json=c1(), headers=ASYNC).json()

    assert first(0) == first(0.001)


def test_what_was_scripted_comes_before_chance(catalog: Catalog) -> None:
    simulator = Simulator(catalog, seed=5, chaos=1, clock=ManualClock())
    simulator.script("dashscope", "list", Status(418))
    with httpx.Client(transport=simulator.transport("dashscope"), base_url=ANY) as http:
        assert http.get("/tasks", headers=KEY).status_code == 418
        assert http.get("/tasks", headers=KEY | {"X-Simulate": "status:451"}).status_code == 451
        assert http.get("/tasks").status_code == 401, "a refusal of its own is no chance"


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
def test_more_than_all_cannot_be_spoilt(catalog: Catalog, share: float) -> None:
    with pytest.raises(ValueError, match="is no share of all calls"):
        Simulator(catalog, chaos=share)


@pytest.mark.parametrize("provider", REAL.providers, ids=lambda one: one.name)
def test_every_provider_stands_it(provider: Provider) -> None:
    """Whatever chance does, the simulator itself does not break."""
    simulator = Simulator(REAL, providers=[provider.name], seed=11, chaos=1, clock=ManualClock(), by="polls")
    key = {provider.key.header: provider.key.form.replace("{key}", "k")}
    with httpx.Client(transport=simulator.transport(provider.name), base_url=ANY, timeout=0.01) as http:
        for endpoint in provider.tasks[:4]:
            call = endpoint.protocol.submit
            headers = {**key, **{one.name: one.value or "1" for one in call.headers}}
            example: Any = next(one.body for one in endpoint.requests if not one.breaks)
            body = {name: value for name, value in example.items() if not name.startswith("$")}
            for _ in range(10):
                try:
                    http.post(call.path, json=body, headers=headers)
                    http.get(endpoint.protocol.poll.path.replace("{task}", "5"), headers=headers)
                except (httpx.RemoteProtocolError, httpx.ReadTimeout):
                    continue
        simulator.deliver()
    assert all(one.fault for one in simulator.journal if one.call == "submit" and one.status == 200)
    assert simulator.journal.count(call="submit") >= 40
