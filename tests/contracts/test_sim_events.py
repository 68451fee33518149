"""What providers send by themselves: to whom, when, signed how; and what goes wrong with it on demand."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest

from callsheet.model.endpoint import Catalog, Provider, TaskEndpoint
from callsheet_clients.dashscope import task_events
from callsheet_clients.pixazo import webhook as gateway
from callsheet_clients.pixverse import webhook as platform
from callsheet_contracts.simulator import (
    DuplicateEvents,
    EarlyEvents,
    Entry,
    ManualClock,
    Simulator,
    TaskFails,
    UnorderedEvents,
)
from callsheet_runtime import Meaning, Receiver, Verdict
from support.catalog import real

REAL = real()
TOLD = "https://told.example/hook"


@dataclass
class Mailbox:
    """Takes events without a server, and answers as it is told."""

    reply: str = "ok"
    status: int = 200
    came: list[httpx.Request] = field(default_factory=list[httpx.Request])

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.came.append(request)
        return httpx.Response(self.status, text=self.reply)

    def statuses(self) -> list[object]:
        return [json.loads(one.content)["status"] for one in self.came]


@dataclass
class Caller:
    """Submits to one provider, in process."""

    provider: Provider
    simulator: Simulator
    clock: ManualClock
    box: Mailbox

    def submit(self, also: Mapping[str, object] | None = None, headers: Mapping[str, str] | None = None) -> str:
        """Create a task as the first accepted example does; nobody is told but who is named here."""
        endpoint = next(one for one in self.provider.tasks if one.name in {"v6-t2v", "text-to-video", "pixverse-t2v"})
        example: Any = next(one.body for one in endpoint.requests if not one.breaks)
        body = {name: value for name, value in example.items() if not name.startswith("$") and "webhook" not in name}
        answer = self.ask(endpoint, {**body, **(also or {})}, headers or {})
        found = answer
        for key in endpoint.protocol.submit.task:
            found = found[key]
        return str(found)

    def ask(self, endpoint: TaskEndpoint, body: object, headers: Mapping[str, str]) -> Any:  # noqa: ANN401 -- JSON
        key = {self.provider.key.header: self.provider.key.form.replace("{key}", "k")}
        needed = {one.name: one.value or "1" for one in endpoint.protocol.submit.headers}
        transport = self.simulator.transport(self.provider.name)
        with httpx.Client(transport=transport, base_url="https://anywhere.example") as http:
            answer = http.post(endpoint.protocol.submit.path, json=body, headers={**key, **needed, **headers})
        assert answer.status_code < 300, answer.text
        return answer.json()


@pytest.fixture
def caller() -> Callable[..., Caller]:
    def make(name: str, **settings: Any) -> Caller:  # noqa: ANN401 -- of a simulator
        box, clock = Mailbox(), ManualClock()
        receiver = httpx.MockTransport(box)
        given: dict[str, Any] = {"task_seconds": 60, "seed": 7, "receiver": receiver, **settings}
        simulator = Simulator(REAL, providers=[name], clock=clock, **given)
        return Caller(next(one for one in REAL.providers if one.name == name), simulator, clock, box)

    return make


Make = Callable[..., Caller]


# ── an address in the request ──


def test_the_end_is_told_to_the_address_of_the_request(caller: Make) -> None:
    told = caller("pixazo")
    task = told.submit(headers={"X-Webhook-URL": TOLD})
    told.submit()
    assert told.simulator.deliver() == ()
    told.clock.advance(60)
    (entry,) = told.simulator.deliver()
    assert told.simulator.deliver() == (), "once"
    assert (entry.call, entry.method, entry.path, entry.status, entry.task) == ("event", "POST", TOLD, 200, task)
    assert told.simulator.journal.entries(call="event") == (entry,)
    (came,) = told.box.came
    delivery = Receiver(gateway.EVENT).receive(came.headers, came.content)
    assert (delivery.verdict, delivery.notice.task, delivery.notice.means) == (Verdict.NEW, task, Meaning.SUCCEEDED)
    assert delivery.notice.result.video_url == f"https://anywhere.example/simulated/media/{task}"
    assert delivery.notice.result.completed is not None


def test_every_state_is_told_where_the_request_asks_for_it(caller: Make) -> None:
    told = caller("pixazo")
    told.submit(headers={"X-Webhook-URL": TOLD, "X-Webhook-Mode": "sync"})
    for _ in range(4):
        told.simulator.deliver()
        told.clock.advance(30)
    assert told.box.statuses() == ["QUEUED", "PROCESSING", "COMPLETED"]
    told.submit(headers={"X-Webhook-URL": TOLD, "X-Webhook-Mode": "terminal"})
    told.clock.advance(60)
    told.simulator.deliver()
    assert told.box.statuses() == ["QUEUED", "PROCESSING", "COMPLETED", "COMPLETED"]


def test_a_failure_is_told_with_its_words(caller: Make) -> None:
    told = caller("pixazo")
    code = told.provider.tasks[0].errors.known[0].code
    told.simulator.script("pixazo", "submit", TaskFails(code, "No more raccoons."))
    told.submit(headers={"X-Webhook-URL": TOLD})
    told.clock.advance(60)
    told.simulator.deliver()
    notice = Receiver(gateway.EVENT).receive({}, told.box.came[0].content).notice
    assert (notice.means, notice.result.error) == (Meaning.FAILED, "No more raccoons.")
    assert notice.result.video_url is None


# ── an address that was registered ──


def test_a_request_names_a_registered_address_and_it_is_signed(caller: Make) -> None:
    told = caller("pixverse")
    told.simulator.listen("pixverse", TOLD, secret="hush", id="1234")
    told.simulator.listen("pixverse", f"{TOLD}/other", secret="hush", id="99")
    task = told.submit({"webhook_id": "1234"})
    told.submit()
    told.clock.advance(60)
    assert [one.path for one in told.simulator.deliver()] == [TOLD]
    (came,) = told.box.came
    receiver = Receiver(platform.EVENT, secret="hush", now=told.clock.now)
    delivery = receiver.receive(came.headers, came.content)
    assert delivery.notice.signed
    assert (delivery.notice.task, delivery.notice.means) == (task, Meaning.SUCCEEDED)
    body = json.loads(came.content)
    assert (body["id"], body["status"]) == (task, 1), "a text and a number, as its page shows"


def test_without_a_secret_nothing_is_signed(caller: Make) -> None:
    told = caller("pixverse")
    told.simulator.listen("pixverse", TOLD)
    told.submit()
    told.clock.advance(60)
    told.simulator.deliver()
    assert not [name for name in told.box.came[0].headers if name.startswith("webhook-")]


def test_an_account_is_told_of_all_its_tasks(caller: Make) -> None:
    told = caller("dashscope")
    told.simulator.listen("dashscope", TOLD)
    tasks = [told.submit(), told.submit(headers={"X-Test-Id": "a"})]
    told.clock.advance(60)
    sent = told.simulator.deliver()
    assert [(one.task, one.test) for one in sent] == [(tasks[0], None), (tasks[1], "a")]
    receiver = Receiver(task_events.EVENT)
    notices = [receiver.receive(one.headers, one.content).notice for one in told.box.came]
    assert [one.task for one in notices] == tasks
    assert len({one.event for one in notices}) == 2
    assert notices[0].result.version == "1.0"
    told.simulator.reset()
    told.submit()
    told.clock.advance(60)
    assert told.simulator.deliver() == (), "a reset forgets who was told"


def test_an_address_makes_no_sense_everywhere(catalog: Catalog) -> None:
    with pytest.raises(ValueError, match="acme sends nothing by itself"):
        Simulator(catalog).listen("acme", TOLD)
    with pytest.raises(ValueError, match="dashscope signs nothing"):
        Simulator(catalog).listen("dashscope", TOLD, secret="hush")


def test_polls_that_drive_a_task_bring_its_events(caller: Make) -> None:
    told = caller("dashscope", by="immediate")
    told.simulator.listen("dashscope", TOLD)
    told.submit()
    assert [one.status for one in told.simulator.deliver()] == [200]


# ── what goes wrong ──


def test_events_come_twice(caller: Make) -> None:
    told = caller("pixverse")
    told.simulator.listen("pixverse", TOLD, secret="hush")
    told.simulator.script("pixverse", "submit", DuplicateEvents(), DuplicateEvents(3))
    told.submit()
    told.submit()
    told.clock.advance(60)
    receiver = Receiver(platform.EVENT, secret="hush", now=told.clock.now)
    entries = told.simulator.deliver()
    verdicts = [receiver.receive(one.headers, one.content).verdict for one in told.box.came]
    assert verdicts == [Verdict.NEW, Verdict.REPEATED, Verdict.NEW, Verdict.REPEATED, Verdict.REPEATED]
    assert entries[0].fault == "DuplicateEvents(times=2)"


def test_the_end_is_told_before_it_is_there(caller: Make) -> None:
    told = caller("pixazo")
    told.simulator.script("pixazo", "submit", EarlyEvents())
    told.submit(headers={"X-Webhook-URL": TOLD})
    told.simulator.deliver()
    assert told.box.statuses() == ["COMPLETED"]
    told.clock.advance(600)
    assert told.simulator.deliver() == ()


def test_events_come_the_latest_first(caller: Make) -> None:
    told = caller("pixazo")
    told.simulator.script("pixazo", "submit", UnorderedEvents())
    told.submit(headers={"X-Webhook-URL": TOLD})
    told.clock.advance(59)
    assert told.simulator.deliver() == ()
    told.clock.advance(1)
    told.simulator.deliver()
    assert told.box.statuses() == ["COMPLETED", "PROCESSING", "QUEUED"]
    receiver = Receiver(gateway.EVENT)
    verdicts = [receiver.receive({}, one.content).verdict for one in told.box.came]
    assert verdicts == [Verdict.NEW, Verdict.STALE, Verdict.STALE]


@pytest.mark.parametrize(("status", "reply"), [(500, "ok"), (200, "thanks")])
def test_what_is_not_taken_is_sent_again_in_its_time(caller: Make, status: int, reply: str) -> None:
    told = caller("pixverse")
    told.simulator.listen("pixverse", TOLD)
    told.submit()
    told.clock.advance(60)
    told.box.status, told.box.reply = status, reply
    sent = [len(told.simulator.deliver())]
    for seconds in (1, 1, 9, 1):
        told.clock.advance(seconds)
        sent.append(len(told.simulator.deliver()))
    assert sent == [1, 0, 1, 0, 1], "after 2 s, and then after 10"
    told.box.status, told.box.reply = 200, "ok"
    told.clock.advance(30)
    assert len(told.simulator.deliver()) == 1
    told.clock.advance(86400)
    assert told.simulator.deliver() == ()


# ── real addresses ──


@pytest.fixture
def listening() -> Iterator[tuple[str, list[bytes]]]:
    came: list[bytes] = []

    class Taking(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            came.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *given: object) -> None:  # pyright: ignore[reportIncompatibleMethodOverride] -- it says nothing
            del given

    server = ThreadingHTTPServer(("127.0.0.1", 0), Taking)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"127.0.0.1:{server.server_port}", came
    server.shutdown()
    thread.join()
    server.server_close()


def test_an_address_of_this_machine_is_called_without_tls(caller: Make, listening: tuple[str, list[bytes]]) -> None:
    told = caller("pixazo", receiver=None)
    task = told.submit(headers={"X-Webhook-URL": f"https://{listening[0]}/told?token=7"})
    told.clock.advance(60)
    assert [one.status for one in told.simulator.deliver()] == [200]
    assert json.loads(listening[1][0])["request_id"] == task


@pytest.mark.parametrize(
    "url",
    ["https://told.example/", "https://10.0.0.1/", "https://127.0.0.1.told.example/", "https://user@169.254.169.254/"],
)
def test_no_other_machine_is_called(caller: Make, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    def refuse(*given: object) -> None:
        raise AssertionError(f"a connection to {given[1:]}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    told = caller("pixazo", receiver=None)
    told.submit(headers={"X-Webhook-URL": url})
    told.clock.advance(60)
    (entry,) = told.simulator.deliver()
    assert (entry.status, entry.fault) == (None, "not sent: the address is not of this machine")


def test_nobody_has_to_listen(caller: Make) -> None:
    told = caller("pixazo", receiver=None)
    told.submit(headers={"X-Webhook-URL": "https://127.0.0.1:9/"})
    told.clock.advance(60)
    assert [one.status for one in told.simulator.deliver()] == [None]


def test_a_server_sends_by_itself(listening: tuple[str, list[bytes]]) -> None:
    with (
        Simulator(REAL, providers=["dashscope"], task_seconds=0.05) as simulator,
        httpx.Client(base_url=simulator.url("dashscope"), trust_env=False) as http,
    ):
        assert http.post("/simulated/listen", json={"url": f"http://{listening[0]}/"}).json() == {}
        provider = REAL.providers[0]
        endpoint = provider.tasks[0]
        body = next(one.body for one in endpoint.requests if not one.breaks)
        headers = {one.name: one.value or "1" for one in endpoint.protocol.submit.headers}
        path = endpoint.protocol.submit.path
        assert http.post(path, json=body, headers={"Authorization": "Bearer k", **headers}).status_code == 200
        deadline = time.monotonic() + 5
        while not listening[1] and time.monotonic() < deadline:
            time.sleep(0.005)
        sent: tuple[Entry, ...] = simulator.journal.entries(call="event")
    assert len(listening[1]) == 1
    assert len(sent) <= 1


def test_events_can_be_asked_for_from_anywhere(caller: Make) -> None:
    told = caller("pixverse")
    with httpx.Client(transport=told.simulator.transport("pixverse"), base_url="https://anywhere.example") as http:
        assert http.post("/simulated/listen", json={"url": TOLD, "secret": "hush"}).json() == {}
        assert http.post("/simulated/listen", json={"secret": "hush"}).status_code == 400
        assert http.post("/simulated/listen", json={"url": TOLD, "id": 4}).status_code == 400
        task = told.submit()
        told.clock.advance(60)
        (entry,) = http.post("/simulated/deliver").json()["entries"]
    assert (entry["call"], entry["task"], entry["status"]) == ("event", task, 200)
    assert "hush" not in repr(entry)
