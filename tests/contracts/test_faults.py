"""What goes wrong on demand, call by call."""

import time
from functools import partial

import httpx
import pytest

from callsheet_contracts.simulator import (
    Fault,
    Lose,
    Malformed,
    NoResult,
    Refuse,
    Slow,
    Status,
    TaskFails,
    UnknownFields,
    UnknownStatus,
)
from contracts.calling import ACME_KEY, Acme, DashScope, at, c1, paths


def tasks(dashscope: DashScope) -> int:
    total = dashscope.list().json()["total"]
    assert isinstance(total, int)
    return total


def test_a_lost_answer_leaves_a_task(dashscope: DashScope) -> None:
    dashscope.script("submit", Lose())
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        dashscope.submit()
    entry = dashscope.last()
    assert (entry.call, entry.status) == ("submit", None)
    assert entry.task is not None
    assert dashscope.status(entry.task) == "PENDING"
    assert tasks(dashscope) == 1


@pytest.mark.parametrize("call", ["poll", "cancel", "list"])
def test_any_answer_can_be_lost(dashscope: DashScope, call: str) -> None:
    task = dashscope.create()
    dashscope.script(call, Lose())
    asking: dict[str, partial[httpx.Response]] = {
        "poll": partial(dashscope.poll, task),
        "cancel": partial(dashscope.cancel, task),
        "list": partial(dashscope.list),
    }
    ask = asking[call]
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        ask()
    ask()
    assert dashscope.status(task) == ("CANCELED" if call == "cancel" else "PENDING")


def test_a_slow_answer_outlasts_a_time_out_and_the_work_is_done(dashscope: DashScope) -> None:
    dashscope.script("submit", Slow(30))
    with pytest.raises(httpx.ReadTimeout):
        dashscope.http.post(
            "/services/aigc/video-generation/video-synthesis",
            json=c1(),
            headers={"Authorization": "Bearer k", "X-DashScope-Async": "enable"},
            timeout=0.05,
        )
    assert tasks(dashscope) == 1


def test_a_slow_answer_comes(dashscope: DashScope) -> None:
    dashscope.script("list", Slow(0.05))
    before = time.perf_counter()
    assert dashscope.list().status_code == 200
    assert time.perf_counter() - before >= 0.05
    before = time.perf_counter()
    dashscope.list()
    assert time.perf_counter() - before < 0.05


@pytest.mark.parametrize("accepts", [False, True])
def test_a_bare_status_does_the_work_or_does_not(dashscope: DashScope, accepts: bool) -> None:  # noqa: FBT001 -- from pytest
    dashscope.script("submit", Status(502, accepts=accepts))
    answer = dashscope.submit()
    assert answer.status_code == 502
    body = answer.json()
    assert (body["code"], body["message"]) == ("", "Bad Gateway")
    assert tasks(dashscope) == int(accepts)
    assert (dashscope.simulator.journal.entries(call="submit")[0].task is not None) is accepts


def test_a_bare_status_has_the_body_it_is_given(dashscope: DashScope) -> None:
    dashscope.script("list", Status(503, "<h1>Later</h1>"), Status(599, {"oops": [1]}))
    html, odd = dashscope.list(), dashscope.list()
    assert (html.status_code, html.text) == (503, "<h1>Later</h1>")
    assert html.headers["content-type"].startswith("text/html")
    assert (odd.status_code, odd.json()) == (599, {"oops": [1]})


def test_a_refusal_is_in_the_tables_words_and_nothing_is_done(dashscope: DashScope) -> None:
    dashscope.script("submit", Refuse("Throttling", retry_after=3), Refuse("Arrearage", message="Pay first."))
    first, second = dashscope.submit(), dashscope.submit()
    assert (first.status_code, first.headers["Retry-After"]) == (429, "3")
    assert (first.json()["code"], first.json()["message"]) == ("Throttling", "Requests throttling triggered.")
    assert (second.status_code, second.json()["message"]) == (400, "Pay first.")
    assert "Retry-After" not in second.headers
    assert tasks(dashscope) == 0


def test_a_refusal_takes_the_words_of_a_situation_where_a_code_has_no_others(dashscope: DashScope, acme: Acme) -> None:
    dashscope.script("poll", Refuse("Throttling.RateQuota"))
    assert dashscope.poll("any").json()["message"] == "Requests rate limit exceeded, please try again later."
    acme.script("submit", Refuse("50001"))
    answer = acme.submit()
    assert (answer.status_code, answer.json()) == (451, {"ErrCode": 50001, "ErrMsg": "not on our machines"})


def test_a_malformed_answer_cannot_be_read_and_the_work_is_done(dashscope: DashScope) -> None:
    dashscope.script("submit", Malformed(), Malformed(b"\xff<"))
    first, second = dashscope.submit(), dashscope.submit()
    assert first.status_code == second.status_code == 200
    assert first.text.startswith("{")
    for answer in (first, second):
        with pytest.raises(ValueError, match=r"JSON|Expecting|decode|Unterminated"):
            answer.json()
    assert second.content == b"\xff<"
    assert tasks(dashscope) == 2


def test_a_task_fails_with_a_code(dashscope: DashScope) -> None:
    dashscope.script("submit", TaskFails("DataInspectionFailed"), TaskFails("NewCode", "Too new."))
    first, second, third = dashscope.create(), dashscope.create(), dashscope.create()
    dashscope.clock.advance(59)
    assert [dashscope.status(task) for task in (first, second, third)] == ["RUNNING"] * 3
    dashscope.clock.advance(1)
    assert dashscope.poll(first).status_code == 200
    assert at(dashscope.poll(first).json(), "output") == {
        "task_id": first,
        "task_status": "FAILED",
        "code": "DataInspectionFailed",
        "message": "Input or output data may contain inappropriate content.",
    }
    assert at(dashscope.poll(second).json(), "output.code") == "NewCode"
    assert at(dashscope.poll(second).json(), "output.message") == "Too new."
    assert dashscope.status(third) == "SUCCEEDED"
    assert dashscope.http.get(f"/simulated/media/{first}").status_code == 404


def test_moderation_has_a_state_of_its_own_where_the_machine_has_one(acme: Acme) -> None:
    acme.script("submit", TaskFails("50001"), TaskFails("50002"))
    refused, failed = acme.create(), acme.create()
    acme.clock.advance(60)
    assert acme.poll(refused).json() == {"Resp": {"status": 7, "why": 50001, "words": "not on our machines"}}
    assert acme.poll(failed).json() == {"Resp": {"status": 8, "why": 50002, "words": ""}}


def test_a_task_succeeds_without_a_result(dashscope: DashScope) -> None:
    dashscope.script("submit", NoResult())
    task = dashscope.create()
    dashscope.clock.advance(60)
    answer = dashscope.poll(task).json()
    assert at(answer, "output.task_status") == "SUCCEEDED"
    assert at(answer, "output.orig_prompt") == "A raccoon."
    assert "output.video_url" not in set(paths(answer))
    assert dashscope.http.get(f"/simulated/media/{task}").status_code == 404


def test_without_a_result_all_that_was_made_is_missing(acme: Acme) -> None:
    acme.script("submit", NoResult())
    task = at(acme.post("/sharpen", {"clip": "https://a.example/1.mp4"}, ACME_KEY).json(), "Resp.clip_id")
    acme.clock.advance(60)
    answer = at(acme.get(f"/sharpen/{task}", ACME_KEY).json(), "Resp")
    assert set(paths(answer)) == {"again", "status", "cover", "born"}


def test_an_unknown_status_word_is_given_once(dashscope: DashScope, acme: Acme) -> None:
    dashscope.script("submit", UnknownStatus("QUEUED"))
    dashscope.script("poll", UnknownStatus("SUSPENDED"))
    created = dashscope.submit().json()
    task = str(at(created, "output.task_id"))
    assert at(created, "output.task_status") == "QUEUED"
    assert [dashscope.status(task) for _ in range(2)] == ["SUSPENDED", "PENDING"]
    acme.script("poll", UnknownStatus("42"), UnknownStatus("43"))
    assert acme.status(acme.create()) == 42
    assert "Resp" not in acme.poll("never-was").json(), "an error has no status to be wrong"


def test_fields_are_added_that_nobody_knows(dashscope: DashScope) -> None:
    dashscope.script("poll", UnknownFields(), UnknownFields({"output.eta": 5, "trace.id": "t"}))
    task = dashscope.create()
    everywhere, named, usual = (set(paths(dashscope.poll(task).json())) for _ in range(3))
    assert {path.split(".in")[0] for path in everywhere - usual} == {"added_later", "output.added_later"}
    assert named - usual == {"output.eta", "trace.id"}
    assert usual <= everywhere & named


def test_faults_are_taken_in_order_and_per_kind_of_call(dashscope: DashScope) -> None:
    dashscope.script("list", Status(500), Status(501))
    dashscope.script("list", Status(502))
    dashscope.script("poll", Status(503))
    assert dashscope.submit().status_code == 200
    assert [dashscope.list().status_code for _ in range(4)] == [500, 501, 502, 200]
    assert [dashscope.poll("any").status_code for _ in range(2)] == [503, 200]


def test_faults_of_one_provider_are_not_anothers(dashscope: DashScope, acme: Acme) -> None:
    dashscope.script("submit", Status(500))
    assert acme.submit().status_code == 200
    assert dashscope.submit().status_code == 500


def test_a_call_that_is_refused_anyway_uses_no_fault_up(dashscope: DashScope) -> None:
    dashscope.script("submit", Status(500))
    assert [dashscope.submit({}).status_code, dashscope.submit(headers={}).status_code] == [400, 401]
    assert [dashscope.submit().status_code for _ in range(2)] == [500, 200]


def test_a_cancel_that_comes_too_late_can_still_be_lost(dashscope: DashScope) -> None:
    dashscope.script("cancel", Lose())
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        dashscope.cancel("never-was")


@pytest.mark.parametrize(
    ("provider", "call", "fault", "words"),
    [
        ("nobody", "submit", Lose(), "'nobody' is not served: there are dashscope, acme"),
        ("acme", "sumbit", Lose(), "no call 'sumbit' to script: there are submit, poll, cancel, list"),
        ("acme", "submit", Refuse("InvalidApiKey"), "'InvalidApiKey' is no code of the error table of acme"),
        ("acme", "poll", TaskFails("50002"), "is for submit, not for poll"),
        ("acme", "poll", NoResult(), "is for submit, not for poll"),
        ("acme", "list", UnknownStatus("x"), "is for submit and poll, not for list"),
    ],
)
def test_a_fault_that_makes_no_sense_is_refused_when_it_is_scripted(
    dashscope: DashScope, provider: str, call: str, fault: Fault, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        dashscope.simulator.script(provider, call, fault)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType] -- as somebody without a type checker would


def test_of_several_faults_all_or_none_are_scripted(dashscope: DashScope) -> None:
    with pytest.raises(ValueError, match="not for poll"):
        dashscope.script("poll", Status(500), NoResult())
    assert dashscope.poll("any").status_code == 200
