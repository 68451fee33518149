"""Every answer is valid under its own spec: at each endpoint of each provider, from the submit to each end."""

from typing import Any

import httpx
import pytest

from callsheet.model.endpoint import Provider, ResultField, TaskEndpoint
from callsheet_contracts.simulator import (
    Fault,
    Flips,
    ManualClock,
    NoResult,
    Refuse,
    Regresses,
    Simulator,
    Stuck,
    TaskFails,
)
from callsheet_runtime.machine import Meaning
from callsheet_runtime.protocol import Category
from callsheet_runtime.reading import look, parse_moment
from support.catalog import real

REAL = real()
TASKS = [pytest.param(one, two, id=f"{one.name}/{two.name}") for one in REAL.providers for two in one.tasks]
ANY = "https://anywhere.example"
KINDS: dict[str, tuple[type, ...]] = {
    "text": (str,),
    "url": (str,),
    "id": (str, int),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "moment": (str, int),
}


class Speaking:
    """Submits to one endpoint and polls it, in process, as its spec says."""

    def __init__(self, provider: Provider, endpoint: TaskEndpoint) -> None:
        self.endpoint = endpoint
        self.simulator = Simulator(REAL, providers=[provider.name], by="polls", seed=1, clock=ManualClock())
        key = {provider.key.header: provider.key.form.replace("{key}", "k")}
        protocol = endpoint.protocol
        example: Any = next(one.body for one in endpoint.requests if not one.breaks)
        self.body = {name: value for name, value in example.items() if not name.startswith("$")}
        self.headers = {
            **{one.name: one.value or "1" for one in protocol.submit.headers},
            **key,
            **example.get("$headers", {}),
        }
        self.asking = {**{one.name: one.value or "1" for one in protocol.poll.headers}, **key}
        self.http = httpx.Client(transport=self.simulator.transport(provider.name), base_url=ANY)

    def submit(self) -> httpx.Response:
        return self.http.post(self.endpoint.protocol.submit.path, json=self.body, headers=self.headers)

    def poll(self, task: object) -> httpx.Response:
        return self.http.get(self.endpoint.protocol.poll.path.replace("{task}", str(task)), headers=self.asking)


def mistakes(endpoint: TaskEndpoint, body: object, *, empty: bool = False) -> list[str]:
    """List what an answer to a poll has wrong."""
    machine = endpoint.protocol.machine
    state = machine.state(str(look(body, ".".join(machine.at))))
    if state is None:
        return ["no state"]
    found = [f"{one.name}: not in {state.name}" for one in endpoint.result if _stray(one, endpoint, state.name, body)]
    for field in endpoint.result:
        value = look(body, ".".join(field.at))
        if value is None:
            missing = field.required and state.name in field.during and not empty
            found += [f"{field.name}: missing"] if missing else []
        elif not isinstance(value, KINDS.get(field.type, (object,))) or (
            isinstance(value, bool) and field.type != "boolean"
        ):
            found.append(f"{field.name}: {value!r} is no {field.type}")
        elif field.type == "moment" and field.moment is not None:
            parsed = parse_moment(value, field.moment.form, field.moment.zone)
            found += [] if parsed else [f"{field.name}: {value!r} is no moment"]
    return found


def _stray(field: ResultField, endpoint: TaskEndpoint, state: str, body: object) -> bool:
    """Tell whether a field stands in a state that has none; several fields may share a place."""
    shared = any(one.at == field.at and state in one.during for one in endpoint.result)
    said = (endpoint.protocol.failure.message, endpoint.protocol.failure.code)
    return not shared and field.at not in said and look(body, ".".join(field.at)) is not None


def lives(endpoint: TaskEndpoint) -> list[Fault | None]:
    codes = {one.means is Category.MODERATION: one.code for one in endpoint.errors.known}
    return [None, Stuck(), Regresses(), Flips(), NoResult(), *map(TaskFails, codes.values())]


@pytest.mark.parametrize(("provider", "endpoint"), TASKS)
def test_every_answer_on_the_way_is_valid(provider: Provider, endpoint: TaskEndpoint) -> None:
    speaking = Speaking(provider, endpoint)
    protocol = endpoint.protocol
    ends: set[Meaning] = set()
    with speaking.http:
        for fault in lives(endpoint):
            if fault is not None:
                speaking.simulator.script(provider.name, "submit", fault)
            created = speaking.submit()
            assert created.status_code < 300, created.text
            task = look(created.json(), ".".join(protocol.submit.task))
            assert isinstance(task, (str, int))
            answers = [speaking.poll(task) for _ in range(4)]
            for answer in answers:
                assert answer.status_code == 200, answer.text
                assert mistakes(endpoint, answer.json(), empty=isinstance(fault, NoResult)) == [], fault
            answer = answers[-1]
            state = protocol.machine.state(str(look(answer.json(), ".".join(protocol.machine.at))))
            assert state is not None
            ends.add(state.means)
    assert {Meaning.SUCCEEDED, Meaning.RUNNING, Meaning.FAILED} <= ends


@pytest.mark.parametrize("provider", REAL.providers, ids=lambda one: one.name)
def test_every_documented_code_is_answered_as_documented(provider: Provider) -> None:
    endpoint = provider.tasks[0]
    speaking, shape = Speaking(provider, endpoint), endpoint.errors.usual
    shared = [one for one in endpoint.errors.known if all(two.errors.code(one.code) for two in provider.tasks)]
    assert shared
    with speaking.http:
        for known in shared:
            speaking.simulator.script(provider.name, "submit", Refuse(known.code))
            answer = speaking.submit()
            assert answer.status_code in known.http
            if shape.code is not None:
                assert str(look(answer.json(), ".".join(shape.code))) == known.code
            assert isinstance(look(answer.json(), ".".join(shape.message)), str)


def test_a_wrong_answer_is_noticed() -> None:
    endpoint = REAL.providers[0].tasks[0]
    machine = endpoint.protocol.machine
    good = machine.meaning(Meaning.SUCCEEDED)[0].name
    required = next(one for one in endpoint.result if one.required)

    def answer(state: str, value: object) -> dict[str, object]:
        body: dict[str, object] = {}
        for at, what in ((machine.at, state), (required.at, value)):
            inner: Any = body
            for key in at[:-1]:
                inner = inner.setdefault(key, {})
            inner[at[-1]] = what
        return body

    assert mistakes(endpoint, answer(good, "https://a.example/1.mp4")) == []
    assert mistakes(endpoint, answer(good, 7)) == [f"{required.name}: 7 is no url"]
    assert mistakes(endpoint, answer(good, None)) == [f"{required.name}: missing"]
    assert mistakes(endpoint, answer("ODD", "x")) == ["no state"]
    assert mistakes(endpoint, answer(machine.start, "x")) == [f"{required.name}: not in {machine.start}"]
