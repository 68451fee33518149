"""One submit is one POST, whatever happens on the line. Counted at a real server, over real sockets."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from callsheet_clients.dashscope import AsyncDashScope, DashScope, pixverse_t2v
from callsheet_runtime import (
    Category,
    NotSent,
    OutcomeUnknown,
    ProviderError,
    Repeat,
    RequestRefused,
    Ticket,
)
from support.wire import Action, Answer, Hang, Reset, Truncate, wire

REQUEST = pixverse_t2v.Request(model="pixverse/pixverse-c1-t2v", prompt="a cat", size="640*360", duration=5)
CREATED = Answer(200, {"output": {"task_id": "t-1", "task_status": "PENDING"}, "request_id": "r-1"})
RATE = Answer(429, {"code": "Throttling.RateQuota", "message": "slow down"}, {"retry-after": "0"})
QUICK = Repeat(times=3, seconds=1.0)

Submit = Callable[[str], Ticket]


def blocking(url: str) -> Ticket:
    with DashScope(key="sk-test", base_url=url, timeout=0.5, repeat=QUICK) as dashscope:
        return dashscope.pixverse_t2v.submit(REQUEST)


def awaiting(url: str) -> Ticket:
    async def submit() -> Ticket:
        async with AsyncDashScope(key="sk-test", base_url=url, timeout=0.5, repeat=QUICK) as dashscope:
            return await dashscope.pixverse_t2v.submit(REQUEST)

    return asyncio.run(submit())


BOTH = pytest.mark.parametrize("submit", [blocking, awaiting])


@BOTH
@pytest.mark.parametrize(
    "action",
    [
        Hang(),
        Reset(),
        Truncate(),
        Answer(502, b"<html>Bad Gateway</html>"),
        Answer(500, {"code": "InternalError", "message": "oops"}),
        Answer(503, {"code": "ModelUnavailable", "message": "oops"}),
        Answer(200, b"<html>welcome</html>"),
        Answer(200, {"request_id": "r-1"}),
        Answer(200, b""),
        Answer(302, b"", {"location": "/elsewhere"}),
    ],
    ids=repr,
)
def test_an_unknown_outcome_is_said_so_and_never_sent_again(submit: Submit, action: Action) -> None:
    with wire(action, CREATED) as server, pytest.raises(OutcomeUnknown) as caught:
        submit(server.url)
    assert server.count("POST") == 1
    assert len(caught.value.fingerprint) == 64
    assert caught.value.billed is None
    assert caught.value.repeatable is not True
    assert "list(" in str(caught.value)


@BOTH
def test_a_refusal_before_work_is_repeated_within_the_budget(submit: Submit) -> None:
    with wire(RATE, RATE, CREATED) as server:
        assert submit(server.url).task == "t-1"
    assert server.count("POST") == 3
    assert len({one.body for one in server.heard}) == 1


@BOTH
def test_the_budget_ends(submit: Submit) -> None:
    with wire(RATE) as server, pytest.raises(ProviderError) as caught:
        submit(server.url)
    assert server.count("POST") == 4
    assert caught.value.category is Category.RATE
    assert caught.value.billed is False


@BOTH
def test_a_429_that_is_about_money_is_not_repeated(submit: Submit) -> None:
    broke = Answer(429, {"code": "PrepaidBillOverdue", "message": "pay first"})
    with wire(broke, CREATED) as server, pytest.raises(ProviderError) as caught:
        submit(server.url)
    assert server.count("POST") == 1
    assert caught.value.category is Category.BALANCE


@BOTH
def test_a_refused_key_is_explained_and_not_repeated(submit: Submit) -> None:
    refused = Answer(401, {"code": "InvalidApiKey", "message": "No API-key provided.", "request_id": "r-9"})
    with wire(refused, CREATED) as server, pytest.raises(ProviderError) as caught:
        submit(server.url)
    assert server.count("POST") == 1
    error = caught.value
    assert (error.code, error.request_id, error.http_status) == ("InvalidApiKey", "r-9", 401)
    assert error.category is Category.AUTH
    assert "region" in str(error)
    assert "sk-test" not in str(error)
    assert "sk-test" not in repr(error)


@BOTH
def test_without_a_connection_nothing_was_sent(submit: Submit) -> None:
    with wire(CREATED) as server:
        url = server.url
    with pytest.raises(NotSent) as caught:
        submit(url)
    assert caught.value.sent is False
    assert caught.value.billed is False


def test_a_bad_request_is_not_sent_at_all() -> None:
    request = pixverse_t2v.Request(model="pixverse/pixverse-v5.6-t2v", prompt="x", size="1920*1080", duration=10)
    with wire(CREATED) as server, DashScope(key="sk-test", base_url=server.url) as dashscope:
        with pytest.raises(RequestRefused) as caught:
            dashscope.pixverse_t2v.submit(request)
        assert server.heard == []
    assert [problem.rule.name for problem in caught.value.problems] == ["v56-1080p-durations"]


def test_the_wire_carries_what_the_page_asks_for() -> None:
    with wire(CREATED) as server:
        blocking(server.url)
    (heard,) = server.heard
    assert heard.path == "/services/aigc/video-generation/video-synthesis"
    assert heard.headers["authorization"] == "Bearer sk-test"
    assert heard.headers["x-dashscope-async"] == "enable"
    assert heard.headers["content-type"].startswith("application/json")
    assert json.loads(heard.body) == REQUEST.body()


RESUME = """
import sys
from pathlib import Path
from callsheet_clients.dashscope import DashScope
from callsheet_runtime import Ticket

ticket = Ticket.from_json(Path(sys.argv[1]).read_text("utf-8"))
with DashScope(key="sk-test", base_url=sys.argv[2]) as dashscope:
    print(dashscope.pixverse_t2v.wait(ticket, every=0.01).video_url)
"""


def test_a_ticket_resumes_in_another_process(tmp_path: Path) -> None:
    def state(word: str, **more: object) -> Answer:
        return Answer(200, {"output": {"task_id": "t-1", "task_status": word, **more}, "request_id": "r"})

    done = state("SUCCEEDED", video_url="https://media.example/clip.mp4", brand_new_field={"x": 1})
    with wire(CREATED, state("PENDING"), state("RUNNING"), done) as server:
        (tmp_path / "ticket.json").write_text(blocking(server.url).to_json(), "utf-8")
        command = [sys.executable, "-c", RESUME, str(tmp_path / "ticket.json"), server.url]
        said = subprocess.run(command, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "https://media.example/clip.mp4"
    assert server.count("POST") == 1
    assert server.count("GET") == 3
    assert {one.path for one in server.heard if one.method == "GET"} == {"/tasks/t-1"}
    assert all("x-dashscope-async" not in one.headers for one in server.heard if one.method == "GET")


@pytest.mark.parametrize(
    "odd",
    [
        {"output": {"task_status": "DREAMING"}},
        {"output": {"task_status": None}},
        {"output": {"task_status": 7}},
        {"output": {}},
        {"output": None},
        {"output": []},
        {},
        b"[]",
        b"null",
        b"not json",
        b"",
    ],
    ids=repr,
)
def test_an_odd_answer_never_crashes_the_client_nor_loses_the_task(odd: dict[str, object] | bytes) -> None:
    finished: dict[str, object] = {
        "output": {"task_status": "SUCCEEDED", "video_url": "https://a/b.mp4", "fps": "many"}
    }
    with wire(CREATED, Answer(200, odd), Answer(200, finished)) as server:
        ticket = blocking(server.url)
        with DashScope(key="sk-test", base_url=server.url) as dashscope:
            result = dashscope.pixverse_t2v.wait(ticket, every=0.01, deadline=30)
    assert result.video_url == "https://a/b.mp4"
    assert result.billed_seconds is None
    assert result.answer == finished
