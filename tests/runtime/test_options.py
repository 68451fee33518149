"""What a client is set up with, what another shares with it, and which HTTP libraries it takes."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import httpx
import httpx2
import pytest

from callsheet_runtime import (
    AsyncTasks,
    Budget,
    CallsheetError,
    Hooks,
    NotSent,
    OutcomeUnknown,
    Repeat,
    Tasks,
    Ticket,
    UnknownServer,
)
from runtime.acme import (
    CREATED,
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
    Wire,
)
from support.wire import Answer, wire

LIBRARIES = pytest.mark.parametrize("library", [httpx, httpx2], ids=["httpx", "httpx2"])
DRIVERS = pytest.mark.parametrize("mode", ["sync", "async"])


def submit(mode: str, library: Any, answer: Callable[[Any], Any], **options: Any) -> Ticket:  # noqa: ANN401 -- either library
    transport = library.MockTransport(answer)
    once: Any = {"key": KEY, "repeat": Repeat(times=0), **options}

    async def main() -> Ticket:
        async with library.AsyncClient(transport=transport) as http:
            return await AsyncTasks(AsyncStudio(http=http, **once), TYPED).submit(Clip())

    if mode == "async":
        return asyncio.run(main())
    with library.Client(transport=transport) as http:
        return Tasks(Studio(http=http, **once), TYPED).submit(Clip())


@LIBRARIES
@DRIVERS
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ConnectError", NotSent),
        ("ConnectTimeout", NotSent),
        ("PoolTimeout", NotSent),
        ("UnsupportedProtocol", NotSent),
        ("LocalProtocolError", NotSent),
        ("ReadTimeout", OutcomeUnknown),
        ("ReadError", OutcomeUnknown),
        ("WriteError", OutcomeUnknown),
        ("RemoteProtocolError", OutcomeUnknown),
        ("ProxyError", OutcomeUnknown),
    ],
)
def test_what_was_never_sent_is_known_of_both_libraries(
    library: Any,  # noqa: ANN401 -- either library
    mode: str,
    name: str,
    expected: type[CallsheetError],
) -> None:
    def fail(_request: object) -> object:
        raise getattr(library, name)("as told")

    with pytest.raises(expected, match=f"{name}: as told"):
        submit(mode, library, fail)


@LIBRARIES
@DRIVERS
def test_calls_say_what_they_are_sent_with(library: Any, mode: str) -> None:  # noqa: ANN401 -- either library
    seen: list[Any] = []

    def answer(request: object) -> object:
        seen.append(request)
        return library.Response(200, json=CREATED.body)

    headers = {"user-agent": "studio/7", "X-Tenant": "t", "x-mode": "mine"}
    options = {"headers": headers, "timeout": httpx.Timeout(5.0, read=30.0)}
    assert submit(mode, library, answer, **options).task == "t-1"
    [request] = seen
    ours, theirs, mine = request.headers["user-agent"].split()
    assert ours.startswith("callsheet/")
    assert theirs == f"{library.__name__}/{library.__version__}"
    assert mine == "studio/7"
    assert request.headers["x-tenant"] == "t"
    assert request.headers.get_list("x-mode") == ["async"], "what the provider asks for goes before"
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert request.extensions["timeout"] == {"connect": 5.0, "read": 30.0, "write": 5.0, "pool": 5.0}


def test_a_client_of_a_derived_class_is_taken() -> None:
    class Mine(httpx2.Client):
        """A client with something of its own."""

    def fail(_request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("no route")

    with Mine(transport=httpx2.MockTransport(fail)) as http, pytest.raises(NotSent):
        Tasks(Studio(key=KEY, http=http, repeat=Repeat(times=0)), TYPED).submit(Clip())


def test_another_kind_of_client_is_refused_before_anything_is_sent() -> None:
    wrong: list[Any] = [object(), httpx.AsyncClient(), httpx2.AsyncClient(), httpx2.MockTransport(lambda _: None)]  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    for one in wrong:
        with pytest.raises(TypeError, match=r"http must be an httpx.Client or httpx2.Client"):
            Studio(key=KEY, http=one)
    with pytest.raises(TypeError, match=r"httpx.AsyncClient or httpx2.AsyncClient"):
        AsyncStudio(key=KEY, http=httpx.Client())  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("Content-Length", "1", "how a call is sent"),
        ("host", "elsewhere.test", "how a call is sent"),
        ("AUTHORIZATION", "Bearer other-secret", "pass key="),
        ("X-Tenant", "two\nlines other-secret", "no header can carry"),
    ],
)
def test_headers_override_neither_key_nor_framing(name: str, value: str, why: str) -> None:
    def fresh() -> Studio:
        return Studio(key=KEY, headers={name: value})

    def another() -> Studio:
        return Studio(key=KEY, http=httpx.Client()).with_options(headers={name: value})

    for attempt in (fresh, another):
        with pytest.raises(ValueError, match=why) as caught:
            attempt()
        assert "other-secret" not in str(caught.value)


def test_a_proxy_is_used_and_belongs_to_one_http_client_only() -> None:
    address = "http://provider.test/v1"
    with wire(Answer(200, {"data": {"id": "t-1"}})) as proxy:
        with Studio(key=KEY, base_url=address, proxy=proxy.url) as studio:
            Tasks(studio, TYPED).submit(Clip())

        async def main() -> None:
            async with AsyncStudio(key=KEY, base_url=address, proxy=proxy.url) as awaiting:
                await AsyncTasks(awaiting, TYPED).submit(Clip())

        asyncio.run(main())
        assert [one.path for one in proxy.heard] == [f"{address}/clips"] * 2
    with pytest.raises(ValueError, match="either http=… or proxy=…"):
        Studio(key=KEY, proxy="http://127.0.0.1:9", http=httpx.Client())


def made(wire: Wire, line: Timeline, **options: Any) -> Studio:  # noqa: ANN401 -- any option
    http = httpx.Client(transport=httpx.MockTransport(wire))
    return Studio(key=KEY, http=http, clock=StillClock(line), **options)


def test_a_client_with_options_shares_the_rest() -> None:
    line = Timeline()
    wire = Wire(line, CREATED)
    told: list[object] = []
    first = made(wire, line, budget="2 EUR", hooks=Hooks(on_request=told.append), headers={"X-Tenant": "a"})
    other = first.with_options(server="south", timeout=3.0, headers={"X-Tenant": "b"})
    assert type(other) is Studio
    Tasks(first, TYPED).submit(Clip())
    Tasks(other, TYPED).submit(Clip())
    assert [request.url.host for request in wire.seen] == ["north.acme.test", "south.acme.test"]
    assert [request.headers["x-tenant"] for request in wire.seen] == ["a", "b"]
    assert [request.extensions["timeout"]["read"] for request in wire.seen] == [60.0, 3.0]
    assert len(told) == 2
    assert other.budget is first.budget
    assert first.budget is not None
    assert first.budget.spent == Decimal("1.00")


def test_each_option_takes_the_place_of_the_one_before() -> None:
    line = Timeline()
    first = made(Wire(line, httpx.ConnectError("no route")), line, budget="2 EUR")
    assert first.with_options(budget=None).budget is None
    assert first.with_options().budget is first.budget
    assert str(first.with_options(budget="3 EUR").budget) == "3 EUR"
    mine = Budget(1, "EUR")
    assert first.with_options(budget=mine).budget is mine
    with pytest.raises(NotSent) as caught:
        Tasks(first.with_options(repeat=Repeat(times=1)), TYPED).submit(Clip())
    assert caught.value.tries == 2
    there = Wire(line, CREATED)
    elsewhere = first.with_options(http=httpx2.Client(transport=httpx2.MockTransport(_of_httpx2(there))))
    assert Tasks(elsewhere, TYPED).submit(Clip()).task == "t-1"
    assert there.count("POST") == 1
    for server in ("west", "private"):
        with pytest.raises(UnknownServer):
            first.with_options(server=server)


def _of_httpx2(wire: Wire) -> Callable[[httpx2.Request], httpx2.Response]:
    def answer(request: httpx2.Request) -> httpx2.Response:
        said = wire(httpx.Request(request.method, str(request.url)))
        return httpx2.Response(said.status_code, content=said.content)

    return answer


def test_shared_connections_are_closed_by_the_client_they_were_made_for() -> None:
    with Studio(key=KEY) as first:
        with first.with_options(timeout=1.0) as other:
            pass
        http = vars(other)["_http"]
        assert http is vars(first)["_http"]
        assert not http.is_closed
    assert http.is_closed


def test_turns_are_shared_as_the_account_is() -> None:
    line = Timeline()
    wire = Wire(line, Say({"data": {"status": "BUSY"}}))
    slow = replace(TYPED, protocol=replace(PROTOCOL, poll=replace(PROTOCOL.poll, per_second=0.5)))
    first = made(wire, line)
    for client in (first, first.with_options(timeout=1.0), first):
        Tasks(client, slow).poll(TICKET)
    assert wire.at == [0, 2, 4]
