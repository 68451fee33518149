"""Every answer of the simulator is valid under its own spec: all endpoints, all outcomes, held by conformance.

Drift counts as well: no field that no page names.
"""

from typing import Any, cast

import httpx
import pytest

from callsheet.model.endpoint import CallEndpoint, Catalog, Endpoint, Provider, TaskEndpoint
from callsheet.model.protocol import Call
from callsheet_contracts.simulator import (
    ExpiredLink,
    Fault,
    Flips,
    Forgotten,
    ManualClock,
    NoResult,
    Refuse,
    Regresses,
    Simulator,
    Status,
    Stuck,
    TaskFails,
    UnknownFields,
    UnknownStatus,
)
from callsheet_runtime.protocol import Category
from callsheet_runtime.reading import look
from contracts.recording import Recorder
from support.catalog import real

REAL = real()
TASKS = [pytest.param(one, two, id=f"{one.name}/{two.name}") for one in REAL.providers for two in one.tasks]
CALLS = [pytest.param(one, two, id=f"{one.name}/{two.name}") for one in REAL.providers for two in one.calls]
PROVIDERS = [pytest.param(one, id=one.name) for one in REAL.providers]
CANCELLING = [one for one in REAL.providers if one.tasks[0].protocol.cancel]
Document = dict[str, Any]
SENT: Document = {"$headers": {}, "$path": {}, "$query": {}, "$form": {}, "$files": {}}


class Speaking:
    """Calls one provider as its spec says, and keeps what was said."""

    def __init__(self, provider: Provider, **settings: Any) -> None:  # noqa: ANN401 -- as the simulator takes them
        self.provider = provider
        self.clock = ManualClock()
        self.simulator = Simulator(Catalog((provider,)), seed=1, clock=self.clock, **settings)
        self.recorder = Recorder(self.simulator.transport(provider.name), self.clock)
        server = next(one for one in provider.servers if not one.settings)
        self.http = httpx.Client(transport=self.recorder, base_url=server.url)
        self.key = {provider.key.header: provider.key.form.replace("{key}", "<KEY>")}

    def ask(self, call: Call, body: Document | None = None, *, keyed: bool = True, **holes: str) -> httpx.Response:
        parts: dict[str, Any] = {**SENT, **(body or {})}
        headers = {one.name: one.value or f"trace-{len(self.recorder.exchanges)}" for one in call.headers}
        sent = {name: value for name, value in parts.items() if not name.startswith("$")}
        path = call.path
        for name, value in {**parts["$path"], **holes}.items():
            path = path.replace(f"{{{name}}}", str(value))
        files = {name: (value, b"\x89PNG") for name, value in parts["$files"].items()}
        form = {name: (None, str(value)) for name, value in parts["$form"].items()}
        return self.http.request(
            call.method,
            path,
            json=sent if sent or (call.method == "POST" and body is not None and not {**files, **form}) else None,
            files={**files, **form} or None,
            params=parts["$query"],
            headers={**headers, **(self.key if keyed else {}), **parts["$headers"]},
        )

    def submit(self, endpoint: TaskEndpoint, body: Document | None = None) -> str:
        answer = self.ask(endpoint.protocol.submit, good(endpoint) if body is None else body)
        assert answer.status_code < 300, answer.text
        return str(look(answer.json(), ".".join(endpoint.protocol.submit.task)))

    def poll(self, endpoint: TaskEndpoint, task: str, times: int = 4) -> None:
        for _ in range(times):
            self.ask(endpoint.protocol.poll, task=task)

    def codes(self) -> set[str]:
        return self.recorder.codes(Catalog((self.provider,)))


def good(endpoint: Endpoint) -> Document:
    return documents(endpoint)[0]


def documents(endpoint: Endpoint) -> list[Document]:
    return [cast("Document", one.body) for one in endpoint.requests if not one.breaks]


def outcomes(endpoint: TaskEndpoint) -> list[tuple[Fault | None, set[str]]]:
    """List what may become of a task, and what a recording of it has to show against the spec."""
    by_means = {one.means: one.code for one in endpoint.errors.known}
    failing = [TaskFails(by_means[one]) for one in (Category.MODERATION, Category.SERVER) if one in by_means]
    numbers = all(one.name.isdecimal() for one in endpoint.protocol.machine.states)
    return [
        (None, set()),
        *((one, set[str]()) for one in failing),
        (ExpiredLink(), set()),
        (Stuck(), {"never-ended"}),
        (Regresses(), {"sequence-regressed"}),
        (Flips(), {"terminal-left"}),
        (NoResult(), {"result-missing"}),
        (UnknownStatus("99" if numbers else "ODD"), {"status-undocumented"}),
        (UnknownFields(), {"undocumented-field"}),
    ]


@pytest.mark.parametrize(("provider", "endpoint"), TASKS)
def test_documented_requests_get_valid_answers(provider: Provider, endpoint: TaskEndpoint) -> None:
    speaking = Speaking(provider, by="polls")
    taken = documents(endpoint)[:4]
    for document in taken:
        speaking.poll(endpoint, speaking.submit(endpoint, document))
    assert len(speaking.recorder.exchanges) == 5 * len(taken)
    assert speaking.codes() == set()


@pytest.mark.parametrize(("provider", "endpoint"), TASKS)
def test_every_outcome_shows_what_it_is_and_nothing_else(provider: Provider, endpoint: TaskEndpoint) -> None:
    for fault, shows in outcomes(endpoint):
        speaking = Speaking(provider, by="polls")
        if isinstance(fault, (UnknownStatus, UnknownFields)):
            # As the last word, so that nothing follows from it.
            task = speaking.submit(endpoint)
            speaking.poll(endpoint, task, 5)
            speaking.simulator.script(provider.name, "poll", fault)
            speaking.poll(endpoint, task, 1)
        else:
            if fault is not None:
                speaking.simulator.script(provider.name, "submit", fault)
            task = speaking.submit(endpoint)
            speaking.poll(endpoint, task, 5)
        assert speaking.codes() == shows, fault


@pytest.mark.parametrize("provider", PROVIDERS)
def test_every_refusal_is_valid(provider: Provider) -> None:
    endpoint = provider.tasks[0]
    protocol, codes = endpoint.protocol, {one.code for one in endpoint.errors.known}
    shared = [one for one in codes if all(two.errors.code(one) for two in provider.tasks)]
    for code in shared:
        speaking = Speaking(provider)
        speaking.simulator.script(provider.name, "poll", Refuse(code))
        speaking.poll(endpoint, speaking.submit(endpoint), 3)
        assert speaking.codes() == set(), code
    speaking = Speaking(provider)
    speaking.ask(protocol.submit, good(endpoint), keyed=False)
    speaking.ask(protocol.poll, task="12345", keyed=False)
    speaking.ask(protocol.poll, task="12345")
    assert speaking.codes() == set()


@pytest.mark.parametrize("provider", [pytest.param(one, id=one.name) for one in CANCELLING])
def test_cancels_and_lists_are_valid(provider: Provider) -> None:
    endpoint, speaking = provider.tasks[0], Speaking(provider, by="polls")
    cancel, listing = endpoint.protocol.cancel, endpoint.protocol.listing
    assert cancel is not None
    assert listing is not None
    first, second = speaking.submit(endpoint), speaking.submit(endpoint)
    for task in (first, first, second):
        speaking.ask(cancel, task=task)
    speaking.ask(listing)
    speaking.poll(endpoint, first, 1)
    speaking.ask(listing)
    assert speaking.codes() == set()


@pytest.mark.parametrize(("provider", "endpoint"), CALLS)
def test_every_plain_call_gets_valid_answers(provider: Provider, endpoint: CallEndpoint) -> None:
    for document in documents(endpoint):
        speaking = Speaking(provider)
        answer = speaking.ask(endpoint.call, document)
        assert answer.status_code == 200, answer.text
        # A call that asks about a task asks about one that there is not, here.
        assert speaking.codes() <= {"never-ended"}, document


def test_what_is_not_valid_is_noticed() -> None:
    provider = REAL.providers[0]
    endpoint, speaking = provider.tasks[0], Speaking(provider, by="polls")
    for fault in (Status(299, {"request_id": "1", "output": {"task_id": 7}}), Status(504), Forgotten()):
        if isinstance(fault, Forgotten):
            speaking.simulator.script(provider.name, "submit", fault)
        else:
            speaking.simulator.script(provider.name, "poll", fault)
    speaking.poll(endpoint, speaking.submit(endpoint), 3)
    assert {"wrong-task-id", "status-missing"} & speaking.codes()
