"""The same answers without a socket."""

import asyncio
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from callsheet.model.endpoint import Catalog
from callsheet_clients.dashscope import AsyncDashScope, DashScope, pixverse_t2v
from callsheet_contracts.simulator import Lose, ManualClock, Simulator, Slow, Status
from callsheet_contracts.simulator.film import film
from contracts.calling import ASYNC, KEY, SUBMIT, at, c1

ANYWHERE = "https://anywhere.example"
REQUEST = pixverse_t2v.Request(model="pixverse/pixverse-c1-t2v", prompt="A cat.", size="1280*720", duration=5)


@pytest.fixture
def simulator(catalog: Catalog) -> Simulator:
    return Simulator(catalog, clock=ManualClock(), by="polls", seed=7)


@pytest.fixture
def no_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*given: object) -> None:
        raise AssertionError(f"a connection to {given[1:]}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "bind", refuse)


@pytest.mark.usefixtures("no_sockets")
def test_a_client_needs_no_address_of_its_own(simulator: Simulator) -> None:
    threads = set(threading.enumerate())
    with (
        httpx.Client(transport=simulator.transport("dashscope")) as http,
        DashScope(key="k", base_url=ANYWHERE, http=http) as client,
    ):
        result = client.pixverse_t2v.run(REQUEST, every=0.001)
        assert result.video_url is not None
        assert http.get(result.video_url).content == film()
    assert set(threading.enumerate()) == threads
    assert [one.call for one in simulator.journal] == ["submit", "poll", "poll", "poll", "media"]


@pytest.mark.usefixtures("no_sockets")
def test_an_awaiting_client_too(simulator: Simulator) -> None:
    async def run() -> str:
        async with (
            httpx.AsyncClient(transport=simulator.async_transport("dashscope")) as http,
            AsyncDashScope(key="k", base_url=ANYWHERE, http=http) as client,
        ):
            result = await client.pixverse_t2v.run(REQUEST, every=0.001)
            assert result.video_url is not None
            assert (await http.get(result.video_url)).content == film()
            return result.video_url

    assert "/simulated/media/" in asyncio.run(run())


def test_a_blocking_client_inside_an_event_loop(simulator: Simulator) -> None:
    async def run() -> int:
        with httpx.Client(transport=simulator.transport("dashscope"), base_url=ANYWHERE) as http:
            return http.post(SUBMIT, json=c1(), headers=ASYNC).status_code  # noqa: ASYNC212 -- what must work all the same

    assert asyncio.run(run()) == 200


def test_the_loop_of_whoever_calls_stays_what_it_is(simulator: Simulator) -> None:
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    try:
        with httpx.Client(transport=simulator.transport("acme"), base_url=ANYWHERE) as http:
            http.get("/clips")
        assert asyncio.get_event_loop() is loop
    finally:
        asyncio.set_event_loop(None)
        loop.close()


def test_a_server_and_a_transport_are_one_provider(catalog: Catalog) -> None:
    with (
        Simulator(catalog, seed=1) as simulator,
        httpx.Client(transport=simulator.transport("dashscope"), base_url=ANYWHERE) as near,
        httpx.Client(base_url=simulator.url("dashscope"), trust_env=False) as far,
    ):
        task = at(near.post(SUBMIT, json=c1(), headers=ASYNC).json(), "output.task_id")
        assert at(far.get(f"/tasks/{task}", headers=KEY).json(), "output.task_status") == "PENDING"


def test_faults_are_the_same(simulator: Simulator) -> None:
    simulator.script("dashscope", "submit", Lose(), Slow(60), Slow(0.01), Status(502))
    before = time.perf_counter()
    with httpx.Client(transport=simulator.transport("dashscope"), base_url=ANYWHERE, timeout=5) as http:
        with pytest.raises(httpx.RemoteProtocolError, match="disconnected") as lost:
            http.post(SUBMIT, json=c1(), headers=ASYNC)
        assert str(lost.value.request.url) == f"{ANYWHERE}{SUBMIT}"
        with pytest.raises(httpx.ReadTimeout, match="takes 60 seconds"):
            http.post(SUBMIT, json=c1(), headers=ASYNC)
        assert [http.post(SUBMIT, json=c1(), headers=ASYNC).status_code for _ in range(2)] == [200, 502]
        assert http.get("/tasks", headers=KEY).json()["total"] == 3
    assert time.perf_counter() - before < 2, "nobody waits for a time-out"


def test_uploads_and_streams_arrive(simulator: Simulator) -> None:
    def pieces() -> list[bytes]:
        return [b'{"engine": "quick", ', b'"words": "Hi."}']

    with httpx.Client(transport=simulator.transport("acme"), base_url=ANYWHERE) as http:
        head = {"Api-Key": "k", "X-Trace": "1", "Content-Type": "application/json"}
        assert http.post("/clips", content=iter(pieces()), headers=head).status_code == 200
        assert (
            http.post("/clips", files={"a": b"some bytes"}, headers={"Api-Key": "k", "X-Trace": "1"}).status_code == 422
        )


def test_many_threads_at_once(simulator: Simulator) -> None:
    with (
        httpx.Client(transport=simulator.transport("dashscope"), base_url=ANYWHERE) as http,
        ThreadPoolExecutor(8) as pool,
    ):
        asked = [pool.submit(http.post, SUBMIT, json=c1(), headers=ASYNC) for _ in range(24)]
        assert len({at(one.result().json(), "output.task_id") for one in asked}) == 24


def test_it_starts_at_once(catalog: Catalog) -> None:
    def start() -> float:
        before = time.perf_counter()
        simulator = Simulator(catalog)
        with httpx.Client(transport=simulator.transport("dashscope"), base_url=ANYWHERE) as http:
            http.get("/tasks", headers=KEY)
        return time.perf_counter() - before

    assert min(start() for _ in range(3)) < 0.05


def test_whoever_is_not_served_has_no_way(simulator: Simulator) -> None:
    for way in (simulator.transport, simulator.async_transport):
        with pytest.raises(ValueError, match="'nobody' is not served"):
            way("nobody")
