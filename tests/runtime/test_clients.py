import asyncio
import gc
import threading
from dataclasses import replace
from decimal import Decimal

import httpx
import pytest

from callsheet_runtime import AsyncTasks, CallsheetError, MissingKey, Repeat, Tasks, UnknownServer
from callsheet_runtime.flows import Call, Flow, Pause
from callsheet_runtime.throttle import Throttle
from runtime.acme import (
    BUSY,
    CREATED,
    DONE,
    KEY,
    PROTOCOL,
    TICKET,
    TYPED,
    AsyncStudio,
    Clip,
    Say,
    StillClock,
    Studio,
    Timeline,
    Video,
    Wire,
    refusal,
)
from runtime.conftest import MakeRig


def test_without_a_key_there_is_no_client(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in (Studio, AsyncStudio):
        with pytest.raises(MissingKey, match="ACME_API_KEY") as caught:
            kind()
        assert caught.value.env == "ACME_API_KEY"
        monkeypatch.setenv("ACME_API_KEY", " \n")
        with pytest.raises(MissingKey):
            kind(key="")
        monkeypatch.delenv("ACME_API_KEY")


def test_a_key_comes_from_the_environment_once_and_a_given_one_wins(
    rig: MakeRig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACME_API_KEY", "from-the-environment\n")
    here = rig(CREATED, key=None)
    here.submit(Clip())
    assert here.wire.seen[0].headers["authorization"] == "Bearer from-the-environment"
    other = rig(CREATED)
    other.submit(Clip())
    assert other.wire.seen[0].headers["authorization"] == f"Bearer {KEY}"


def test_a_key_that_no_header_can_carry_is_refused_without_quoting_it() -> None:
    for key in ("schlüssel-123", "sk-12\n34567"):
        with pytest.raises(MissingKey, match="no header can carry") as caught:
            Studio(key=key)
        assert key[:5] not in str(caught.value)


def test_a_server_is_chosen_by_name_and_completed_by_settings(rig: MakeRig) -> None:
    here = rig(CREATED, server="private", settings={"workspace": "w-1", "unused": "x"})
    assert here.submit(Clip()).server == "private"
    assert str(here.wire.seen[0].url) == "https://w-1.acme.test/v1/clips"
    odd = rig(CREATED, server="private", settings={"workspace": "evil.test/"})
    assert odd.do(lambda tasks: tasks.client.context(TYPED).address, _address).endswith("evil.test%2F.acme.test/v1")


async def _address(tasks: AsyncTasks[Clip, Video]) -> str:
    return tasks.client.context(tasks.endpoint).address


def test_a_server_that_is_not_there_is_refused_at_once(rig: MakeRig) -> None:
    with pytest.raises(UnknownServer, match="choose from north, south, private"):
        rig(server="west").client()
    with pytest.raises(UnknownServer, match=r"settings=\{'workspace': …"):
        rig(server="private").client()
    with pytest.raises(UnknownServer, match="settings="):
        rig(server="private", settings={"workspace": ""}).client()


@pytest.mark.parametrize("address", ["acme.test/v1", "ftp://acme.test", "https://", "", "http://[", "http://a:99999"])
def test_an_address_must_be_whole(rig: MakeRig, address: str) -> None:
    with pytest.raises(UnknownServer, match="whole address"):
        rig(base_url=address).client()


def test_a_client_shows_where_it_goes_and_not_its_key(rig: MakeRig) -> None:
    here = rig()
    client = here.client()
    assert repr(client) in {
        "<Studio provider='acme' server='north'>",
        "<AsyncStudio provider='acme' server='north'>",
    }
    assert "http://localhost:1" in repr(rig(base_url="http://localhost:1").client())
    shown = f"{client!r} {client} {vars(client)} {here.tasks()!r} {here.awaiting()!r} {client.context(TYPED)}"
    assert KEY not in shown
    assert "Tasks('acme/clip', <Studio" in shown
    assert "AsyncTasks('acme/clip', <AsyncStudio" in shown


@pytest.mark.parametrize(
    "reply",
    [
        refusal(401, "BadKey", f"bad key {KEY}"),
        Say(f"who is {KEY}?".encode(), 403),
        httpx.LocalProtocolError(f"Illegal header value b'Bearer {KEY}'"),
        httpx.ReadError(KEY),
        Say({"data": {"status": "BROKEN", "code": KEY, "message": KEY}}),
        Say({"data": {"status": "DONE", "echo": KEY}}),
        Say({"data": {"status": KEY}}),
    ],
    ids=lambda reply: str(reply)[:30],
)
def test_no_error_holds_the_key(rig: MakeRig, reply: Say | BaseException) -> None:
    for first in ([reply], [CREATED, reply]):
        with pytest.raises(CallsheetError) as caught:
            rig(*first, repeat=Repeat(times=1)).run(Clip(), deadline=20)
        error = caught.value
        assert KEY not in f"{error} {error!r} {vars(error)} {error.__context__} {error.__cause__}"


def test_a_short_key_is_no_reason_to_black_out_words(rig: MakeRig) -> None:
    assert rig(CREATED, key="t").submit(Clip()).task == "t-1"


def test_the_body_may_be_compressed(rig: MakeRig) -> None:
    garbled = Say(b"no gzip", headers={"content-encoding": "gzip"})
    here = rig(CREATED)
    here.wire.script[:] = [garbled]
    with pytest.raises(CallsheetError, match="DecodingError"):
        here.submit(Clip())


def of(client: Studio | AsyncStudio) -> httpx.Client | httpx.AsyncClient:
    found = vars(client)["_http"]
    assert isinstance(found, (httpx.Client, httpx.AsyncClient))
    return found


def test_only_an_http_client_of_its_own_is_closed() -> None:
    theirs = httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(200)))
    with Studio(key=KEY, http=theirs):
        pass
    assert not theirs.is_closed
    with Studio(key=KEY) as own:
        assert not of(own).is_closed
    assert of(own).is_closed

    async def main() -> tuple[bool, bool]:
        given = httpx.AsyncClient(transport=httpx.MockTransport(lambda _: httpx.Response(200)))
        async with AsyncStudio(key=KEY, http=given):
            pass
        async with AsyncStudio(key=KEY) as mine:
            pass
        return given.is_closed, of(mine).is_closed

    assert asyncio.run(main()) == (False, True)


def test_two_clients_share_their_certificates(monkeypatch: pytest.MonkeyPatch) -> None:
    with Studio(key=KEY):
        monkeypatch.setattr(httpx, "create_ssl_context", None)
        Studio(key=KEY).close()


def test_validate_and_estimate_send_nothing(rig: MakeRig) -> None:
    here = rig()
    for tasks in (here.tasks(), here.awaiting()):
        assert [problem.at for problem in tasks.validate(Clip(seconds=11))] == ["/seconds"]
        assert tasks.estimate(Clip()).amount == Decimal("0.50")
        assert tasks.estimate(Clip(model="m2")).amount is None
    assert here.wire.seen == []


def test_a_flow_is_closed_when_the_driver_is_interrupted() -> None:
    closed: list[bool] = []

    def flow() -> Flow[int]:
        try:
            yield Pause(1)
        finally:
            closed.append(True)
        return 1

    class Bell(StillClock):
        def sleep(self, seconds: float) -> None:
            raise KeyboardInterrupt(seconds)

    running = flow()
    with pytest.raises(KeyboardInterrupt):
        Studio(key=KEY, http=httpx.Client(), clock=Bell(Timeline())).drive(running)
    assert closed == [True]
    gc.collect()


def test_an_awaiting_wait_can_be_cancelled() -> None:
    async def main() -> BaseException:
        wire = Wire(Timeline(), BUSY)
        client = AsyncStudio(key=KEY, http=httpx.AsyncClient(transport=httpx.MockTransport(wire)))
        waiting = asyncio.create_task(AsyncTasks(client, TYPED).wait(TICKET))
        for _ in range(100):
            await asyncio.sleep(0)
        assert wire.seen
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError) as caught:
            await waiting
        return caught.value

    assert TICKET.to_json() in asyncio.run(main()).__notes__[0]


def test_turns_are_spaced_evenly_by_name() -> None:
    throttle = Throttle()
    assert [throttle.reserve("a", 2.0, 100.0) for _ in range(3)] == [0.0, 0.5, 1.0]
    assert throttle.reserve("b", 2.0, 100.0) == 0.0
    assert throttle.reserve("a", 2.0, 101.0) == 0.5
    assert throttle.reserve("a", 2.0, 200.0) == 0.0
    assert [throttle.reserve("c", None, 0.0) for _ in range(3)] == [0.0] * 3


def test_turns_are_dealt_once_among_threads() -> None:
    throttle, dealt = Throttle(), list[float]()
    threads = [
        threading.Thread(target=lambda: dealt.extend(throttle.reserve("a", 1.0, 0.0) for _ in range(200)))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(dealt) == [float(turn) for turn in range(1600)]


def test_a_client_keeps_under_the_documented_rate(rig: MakeRig) -> None:
    slow = replace(TYPED, protocol=replace(PROTOCOL, poll=replace(PROTOCOL.poll, per_second=0.1)))
    here = rig(BUSY, BUSY, DONE, endpoint=slow)
    here.wait(TICKET)
    assert here.wire.at == [0, 10, 20]
    assert here.line.pauses == [5, 5, 5, 5]


def test_the_rate_is_shared_by_all_tasks_of_a_client() -> None:
    protocol = replace(PROTOCOL, poll=replace(PROTOCOL.poll, per_second=0.5))
    line = Timeline()
    wire = Wire(line, DONE)
    client = Studio(key=KEY, http=httpx.Client(transport=httpx.MockTransport(wire)), clock=StillClock(line))
    for task in ("a", "b", "c"):
        Tasks(client, replace(TYPED, protocol=protocol)).poll(replace(TICKET, task=task))
    assert wire.at == [0, 2, 4]


def test_a_call_says_all_a_driver_needs() -> None:
    call = Call(operation=PROTOCOL.poll, url="https://north.acme.test/v1/clips/1")
    assert (call.json, dict(call.params)) == (None, {})
