"""Starting, stopping, addresses, the journal, ids, clocks."""

import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from callsheet.model.endpoint import Catalog
from callsheet_contracts.simulator import (
    CannotServe,
    ManualClock,
    RealClock,
    ScaledClock,
    Simulator,
    Slow,
    Status,
)
from contracts.calling import ASYNC, KEY, SUBMIT, Acme, DashScope, at, c1


@pytest.mark.parametrize("base", ["", "/api/v1"])
@pytest.mark.parametrize("slash", ["", "/"])
def test_it_serves_at_the_root_and_under_the_real_path(dashscope: DashScope, base: str, slash: str) -> None:
    submit = f"{base}{SUBMIT.removeprefix('/api/v1')}{slash}"
    task = at(dashscope.post(submit, c1(), ASYNC).json(), "output.task_id")
    assert at(dashscope.get(f"{base}/tasks/{task}{slash}", KEY).json(), "output.task_status") == "PENDING"
    assert dashscope.get(f"{base}/tasks{slash}", KEY).json()["total"] == 1
    assert dashscope.http.post(f"{base}/tasks/{task}/cancel{slash}", headers=KEY).status_code == 200


def test_another_provider_has_another_path(acme: Acme) -> None:
    assert acme.http.get("/open/v2/clips", headers={"Api-Key": "k"}).status_code == 200
    assert acme.http.get("/api/v1/clips", headers={"Api-Key": "k"}).status_code == 404


def test_nothing_is_left_behind(catalog: Catalog) -> None:
    before = set(threading.enumerate())
    with Simulator(catalog) as simulator:
        assert len(set(threading.enumerate()) - before) == 1
        url = simulator.url("acme")
        with httpx.Client(trust_env=False) as http:
            http.get(url + "/clips")
            simulator.stop()
    assert set(threading.enumerate()) == before
    with pytest.raises(httpx.ConnectError), httpx.Client(trust_env=False) as http:
        http.get(url)


def test_it_can_be_stopped_twice_and_started_again(catalog: Catalog) -> None:
    simulator = Simulator(catalog, providers=["acme"])
    simulator.stop()
    with pytest.raises(RuntimeError, match="not started"):
        simulator.url("acme")
    for _ in range(2):
        with simulator:
            assert httpx.get(simulator.url("acme") + "/clips", trust_env=False).status_code == 401
            simulator.start()
        simulator.stop()
    assert simulator.journal.count("acme", "list") == 2


def test_a_slow_answer_does_not_hold_up_the_stop(catalog: Catalog) -> None:
    with ThreadPoolExecutor() as pool, Simulator(catalog, providers=["acme"]) as simulator:
        simulator.script("acme", "list", Slow(60))
        url = simulator.url("acme") + "/clips"
        waiting = pool.submit(httpx.get, url, headers={"Api-Key": "k"}, trust_env=False, timeout=30)
        while not simulator.journal.count("acme", "list"):
            assert not waiting.done()
        simulator.stop()
        assert waiting.result().status_code == 200


def test_providers_take_the_ports_from_the_first_on(catalog: Catalog) -> None:
    port = _free_pair()
    with Simulator(catalog, providers=["acme", "dashscope"], port=port) as simulator:
        assert simulator.providers == ("acme", "dashscope")
        assert simulator.url("acme") == f"http://127.0.0.1:{port}"
        assert simulator.url("dashscope") == f"http://127.0.0.1:{port + 1}"


def test_a_taken_port_is_named_and_the_others_are_given_back(catalog: Catalog) -> None:
    port = _free_pair()
    with socket.socket() as other:
        other.bind(("127.0.0.1", port + 1))
        other.listen()
        with pytest.raises(CannotServe, match=f"cannot serve acme on port {port + 1}: Address already in use"):
            Simulator(catalog, port=port).start()
    with Simulator(catalog, port=port) as simulator:
        assert simulator.url("dashscope").endswith(f":{port}")


def test_only_loopback_is_listened_on(catalog: Catalog) -> None:
    with Simulator(catalog, providers=["acme"]) as simulator:
        port = int(simulator.url("acme").rpartition(":")[2])
        with socket.socket() as other:
            # Every other address of this machine still has the port free.
            other.bind(("127.0.0.2", port))


@pytest.mark.parametrize("port", [65536, 65535])
def test_there_are_no_more_ports_than_there_are(catalog: Catalog, port: int) -> None:
    with pytest.raises(CannotServe, match="on port 65536: there is no such port"):
        Simulator(catalog, port=port).start()


def test_a_provider_that_is_not_there_is_named(catalog: Catalog) -> None:
    with pytest.raises(CannotServe, match="unknown provider 'acne': there are dashscope, acme"):
        Simulator(catalog, providers=["acme", "acne"])
    with pytest.raises(CannotServe, match="no provider to serve"):
        Simulator(Catalog(()))
    with Simulator(catalog, providers=["acme"]) as simulator, pytest.raises(ValueError, match="is not served"):
        simulator.url("dashscope")


def test_the_same_seed_makes_the_same_ids(catalog: Catalog) -> None:
    clock = ManualClock()

    def ids(seed: int | None, first: str) -> list[str]:
        with Simulator(catalog, clock=clock, seed=seed) as simulator, httpx.Client(trust_env=False) as http:
            http.get(f"{simulator.url(first)}/nowhere")
            dashscope = DashScope("dashscope", simulator, clock, http)
            answers = [dashscope.post(simulator.url("dashscope") + SUBMIT, c1(), ASYNC).json() for _ in range(2)]
            return [str(at(one, path)) for one in answers for path in ("output.task_id", "request_id")]

    assert ids(3, "acme") == ids(3, "acme")
    assert len(set(ids(3, "acme"))) == 4
    assert not set(ids(3, "acme")) & set(ids(4, "acme"))
    assert not set(ids(None, "acme")) & set(ids(None, "acme"))


def test_a_reset_forgets_everything_and_begins_the_ids_anew(dashscope: DashScope) -> None:
    first = dashscope.create()
    dashscope.script("poll", Slow(60))
    dashscope.simulator.reset()
    assert len(dashscope.simulator.journal) == 0
    assert dashscope.status(first) == "UNKNOWN"
    dashscope.simulator.reset()
    assert dashscope.create() == first


def test_many_at_once_each_get_their_own(dashscope: DashScope) -> None:
    with ThreadPoolExecutor(8) as pool:
        tasks = list(pool.map(dashscope.create, [c1()] * 40))
    assert len(set(tasks)) == 40
    assert dashscope.list(page_size="100").json()["total"] == 40
    assert dashscope.simulator.journal.count("dashscope", "submit") == 40


def test_the_journal_tells_what_came_and_how_it_was_answered(dashscope: DashScope, acme: Acme) -> None:
    task = dashscope.create()
    dashscope.list(page_no="2")
    dashscope.submit({})
    acme.submit()
    journal = dashscope.simulator.journal
    assert [entry.call for entry in journal] == ["submit", "list", "submit", "submit"]
    assert journal.count("dashscope", "submit") == 2
    assert journal.count("dashscope") == 3
    assert journal.count(status=400) == 1
    assert [entry.path for entry in journal.entries(task=task)] == [SUBMIT]
    dashscope.script("poll", Status(500))
    dashscope.poll(task)
    assert journal.count(task=task, status=500) == 1, "a call is about a task also where it is not answered"
    created, listed, *_ = journal.entries()
    assert (created.method, created.body, created.status) == ("POST", c1(), 200)
    assert created.header("X-DashScope-Async") == "enable"
    assert created.at == dashscope.clock.now()
    assert (listed.path, listed.body) == ("/api/v1/tasks/?page_no=2", None)


def test_the_journal_holds_no_key(dashscope: DashScope, acme: Acme) -> None:
    dashscope.submit()
    dashscope.submit(headers={"Authorization": "sk-secret"})
    dashscope.http.get("/nowhere", headers=KEY)
    acme.submit()
    journal = dashscope.simulator.journal
    assert "sk-secret" not in repr(journal.entries())
    assert "hush" not in repr(journal.entries())
    shown = [entry.header("authorization") or entry.header("api-key") for entry in journal]
    assert shown == ["Bearer ***", "***", "Bearer ***", "***"]


def test_the_journal_keeps_an_unreadable_body_as_text(dashscope: DashScope) -> None:
    dashscope.http.post(SUBMIT, content=b"{\xff", headers=ASYNC)
    assert dashscope.last().body == "{�"


def test_a_media_address_leads_back_the_way_the_caller_came(dashscope: DashScope) -> None:
    task = dashscope.create()
    dashscope.clock.advance(60)
    answer = dashscope.http.get(f"/tasks/{task}", headers={**KEY, "Host": "provider.test:81"})
    assert at(answer.json(), "output.video_url") == f"http://provider.test:81/simulated/media/{task}"


def test_task_seconds_say_how_long_a_task_takes(catalog: Catalog) -> None:
    for seconds, before, after in ((0.0, "SUCCEEDED", "SUCCEEDED"), (8.0, "PENDING", "RUNNING")):
        clock = ManualClock()
        with Simulator(catalog, clock=clock, task_seconds=seconds, providers=["dashscope"]) as simulator:
            base = simulator.url("dashscope")
            with httpx.Client(base_url=base, trust_env=False) as http:
                dashscope = DashScope("dashscope", simulator, clock, http)
                task = dashscope.create()
                assert dashscope.status(task) == before
                clock.advance(4)
                assert dashscope.status(task) == after


def test_a_task_takes_no_negative_time(catalog: Catalog) -> None:
    with pytest.raises(ValueError, match="cannot take -1 seconds"):
        Simulator(catalog, task_seconds=-1)


def test_the_date_of_an_answer_is_the_clocks(dashscope: DashScope) -> None:
    expected = dashscope.clock.now().strftime("%a, %d %b %Y %H:%M:%S GMT")
    assert dashscope.list().headers["date"] == expected


def test_a_manual_clock_stands_still_until_it_is_advanced() -> None:
    start = datetime(2030, 5, 1, tzinfo=UTC)
    clock = ManualClock(start)
    assert clock.now() == clock.now() == start
    clock.advance(1.5)
    assert clock.now() == start + timedelta(seconds=1.5)
    with pytest.raises(ValueError, match="goes forwards"):
        clock.advance(-1)
    with pytest.raises(ValueError, match="with a zone"):
        ManualClock(datetime(2030, 5, 1))  # noqa: DTZ001 -- what must not be given


def test_other_clocks_go_by_themselves() -> None:
    real, fast = RealClock(), ScaledClock(1_000_000)
    assert abs((real.now() - datetime.now(UTC)).total_seconds()) < 1
    first = fast.now()
    while fast.now() - first < timedelta(hours=1):
        pass
    assert (real.now() - datetime.now(UTC)).total_seconds() < 1
    with pytest.raises(ValueError, match="goes forwards"):
        ScaledClock(0)


def _free_pair() -> int:
    """Find a port that is free, with the next one free too."""
    while True:
        with socket.socket() as one, socket.socket() as two:
            one.bind(("127.0.0.1", 0))
            port = int(one.getsockname()[1])
            try:
                two.bind(("127.0.0.1", port + 1))
            except (OSError, OverflowError):
                continue
            return port
