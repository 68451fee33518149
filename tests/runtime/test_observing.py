import asyncio
import json
import logging
from collections.abc import Callable
from typing import Any, Protocol

import httpx
import pytest

from callsheet_runtime import (
    AsyncTasks,
    Exchange,
    Hooks,
    OutcomeUnknown,
    Outgoing,
    Repeat,
    Repetition,
    Tasks,
    TaskStatus,
    Ticket,
)
from runtime.acme import (
    BUSY,
    CREATED,
    DONE,
    KEY,
    TICKET,
    TYPED,
    VIDEO,
    AsyncStudio,
    Clip,
    Say,
    StillAsyncClock,
    StillClock,
    Studio,
    Timeline,
    Video,
    Wire,
    refusal,
)

Do = Callable[[Any], object]
"""Something with the tasks of either driver."""


class Make(Protocol):
    def __call__(self, do: Do, *script: Say | BaseException, hooks: Hooks | None = None) -> object: ...


@pytest.fixture(params=["sync", "async"])
def make(request: pytest.FixtureRequest) -> Make:
    """Do something with a client over scripted answers: `make(do, CREATED, hooks=…)`, with both drivers."""

    def blocking(do: Do, *script: Say | BaseException, hooks: Hooks | None = None) -> object:
        line = Timeline()
        http = httpx.Client(transport=httpx.MockTransport(Wire(line, *script)))
        return do(Tasks(Studio(key=KEY, http=http, clock=StillClock(line), hooks=hooks), TYPED))

    def awaiting(do: Do, *script: Say | BaseException, hooks: Hooks | None = None) -> object:
        async def main() -> object:
            line = Timeline()
            http = httpx.AsyncClient(transport=httpx.MockTransport(Wire(line, *script)))
            made = do(AsyncTasks(AsyncStudio(key=KEY, http=http, clock=StillAsyncClock(line), hooks=hooks), TYPED))
            return await made if asyncio.iscoroutine(made) else made

        return asyncio.run(main())

    return blocking if request.param == "sync" else awaiting


def lines(caplog: pytest.LogCaptureFixture) -> list[tuple[str, str]]:
    return [(record.levelname, record.message) for record in caplog.records if record.name == "callsheet"]


def test_each_exchange_is_one_line_without_its_query(make: Make, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "callsheet")
    slow = Say({"request": "r-1", "data": {"id": "t-1"}}, takes=0.25)
    make(lambda tasks: tasks.submit(Clip()), slow)
    make(lambda tasks: tasks.list(page=2), Say({"data": {"rows": []}}, headers={"x-request-id": "x-\n2"}))
    assert lines(caplog) == [
        ("DEBUG", "POST /v1/clips: HTTP 200 after 250 ms, request id r-1"),
        ("DEBUG", "GET /v1/clips: HTTP 200 after 0 ms, request id x- 2"),
    ]


def test_repeats_and_unknown_outcomes_are_warned_of(make: Make, caplog: pytest.LogCaptureFixture) -> None:
    script: list[Say | BaseException] = [
        refusal(429, headers={"retry-after": "2"}),
        httpx.ConnectError("no route"),
        httpx.ReadTimeout("slow"),
    ]
    with pytest.raises(OutcomeUnknown) as caught:
        make(lambda tasks: tasks.submit(Clip()), *script)
    assert lines(caplog) == [
        ("WARNING", "POST /v1/clips: HTTP 429; try 1, again in 2.0 s"),
        ("WARNING", "POST /v1/clips: ConnectError: no route; try 2, again in 2.0 s"),
        (
            "WARNING",
            (
                "acme/clip: outcome unknown, and not sent again: ReadTimeout: slow; "
                f"the request's fingerprint is {caught.value.fingerprint}"
            ),
        ),
    ]


def test_a_look_that_fails_is_a_repeat_and_the_next_look_is_none(make: Make) -> None:
    told: list[Repetition] = []
    hooks = Hooks(on_repeat=told.append)
    assert make(lambda tasks: tasks.wait(TICKET), BUSY, refusal(502), BUSY, DONE, hooks=hooks) == VIDEO
    assert told == [Repetition(method="GET", path="/v1/clips/t-1", tries=1, seconds=5.0, why="HTTP 502")]


def test_hooks_are_told_of_all_that_happens(make: Make) -> None:
    told: list[object] = []
    hooks = Hooks(on_request=told.append, on_response=told.append, on_repeat=told.append, on_status=told.append)
    assert make(lambda tasks: tasks.run(Clip()), refusal(429), CREATED, BUSY, DONE, hooks=hooks) == VIDEO
    kinds = [Outgoing, Exchange, Repetition, Outgoing, Exchange, *2 * [Outgoing, Exchange, TaskStatus]]
    assert [type(one) for one in told] == kinds
    first = next(one for one in told if isinstance(one, Outgoing))
    assert (first.method, first.url, first.path) == ("POST", "https://north.acme.test/v1/clips", "/v1/clips")
    assert json.loads(first.body) == Clip().body()
    assert first.headers["authorization"] == "***"
    assert [one.status for one in told if isinstance(one, Exchange)] == [429, 200, 200, 200]
    assert [one.status for one in told if isinstance(one, TaskStatus)] == ["BUSY", "DONE"]


def test_a_look_by_hand_is_told_of_as_well(make: Make) -> None:
    told: list[TaskStatus] = []
    assert make(lambda tasks: tasks.poll(TICKET), BUSY, hooks=Hooks(on_status=told.append)) == told[0]


def test_a_lost_answer_is_told_of(make: Make) -> None:
    told: list[Exchange] = []
    with pytest.raises(OutcomeUnknown):
        make(lambda tasks: tasks.submit(Clip()), httpx.ReadTimeout("slow"), hooks=Hooks(on_response=told.append))
    [one] = told
    assert (one.status, one.sent, one.why, one.body) == (None, True, "ReadTimeout: slow", b"")


class Silly(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        raise ValueError(record)


def test_no_hook_and_no_log_filter_loses_a_ticket(make: Make, caplog: pytest.LogCaptureFixture) -> None:
    def fail(seen: object) -> None:
        raise RuntimeError(f"cannot take {KEY}, says {type(seen).__name__}")

    hooks = Hooks(on_request=fail, on_response=fail, on_repeat=fail, on_status=fail)
    script = [refusal(429), CREATED, DONE]
    assert make(lambda tasks: tasks.run(Clip()), *script, hooks=hooks) == VIDEO
    failures = [words for _, words in lines(caplog) if "hook" in words]
    assert len(failures) == 3 * 2 + 2
    assert failures[0] == "a hook failed on Outgoing: RuntimeError: cannot take ***, says Outgoing"
    silly = Silly()
    logging.getLogger("callsheet").addFilter(silly)
    try:
        assert make(lambda tasks: tasks.run(Clip()), *script, hooks=hooks) == VIDEO
    finally:
        logging.getLogger("callsheet").removeFilter(silly)


def test_exchanges_are_kept_inside_and_of_this_client_only() -> None:
    line = Timeline()

    def studio(*script: Say) -> Tasks[Clip, Video]:
        http = httpx.Client(transport=httpx.MockTransport(Wire(line, *script)))
        return Tasks(Studio(key=KEY, http=http, clock=StillClock(line), repeat=Repeat(times=0)), TYPED)

    mine, other = studio(CREATED, BUSY, DONE), studio(CREATED)
    with mine.client.exchanges() as outer:
        ticket = mine.submit(Clip())
        other.submit(Clip())
        with mine.client.exchanges() as inner:
            mine.poll(ticket)
    mine.poll(ticket)
    assert [(one.request.method, one.status) for one in outer] == [("POST", 200), ("GET", 200)]
    assert inner == outer[1:]
    assert json.loads(inner[0].body) == BUSY.body
    assert outer[0].request_id == "r-1"


def test_exchanges_of_asyncio_tasks_do_not_mix() -> None:
    async def main() -> list[list[str]]:
        line = Timeline()
        wire = Wire(line, BUSY)
        http = httpx.AsyncClient(transport=httpx.MockTransport(wire))
        tasks = AsyncTasks(AsyncStudio(key=KEY, http=http, clock=StillAsyncClock(line)), TYPED)

        async def look(task: str) -> list[str]:
            with tasks.client.exchanges() as made:
                for _ in range(3):
                    await tasks.poll(Ticket(endpoint="acme/clip", task=task, server="north"))
                    await asyncio.sleep(0)
            return [one.request.path for one in made]

        return list(await asyncio.gather(look("a"), look("b")))

    assert asyncio.run(main()) == [["/v1/clips/a"] * 3, ["/v1/clips/b"] * 3]
