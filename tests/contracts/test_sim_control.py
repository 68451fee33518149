"""The simulator spoken to by programs in other languages: its own calls, a header, and marks in a prompt."""

from datetime import datetime
from typing import Any, get_args

import httpx
import pytest

from callsheet.model.endpoint import Catalog
from callsheet_contracts.simulator import (
    Clock,
    ExpiredLink,
    Fault,
    Forgotten,
    Malformed,
    ManualClock,
    NoResult,
    RealClock,
    Refuse,
    ScaledClock,
    Simulator,
    Slow,
    Status,
    TaskFails,
    UnknownFields,
    UnknownStatus,
)
from callsheet_contracts.simulator.wording import WORDS, said, written
from contracts.calling import ASYNC, KEY, SUBMIT, TRACED, Acme, DashScope, at, c1

# ── the calls below /simulated/ ──


def control(calling: DashScope | Acme, name: str, body: object = None, test: str | None = None) -> Any:  # noqa: ANN401 -- JSON
    headers = {} if test is None else {"X-Test-Id": test}
    answer = calling.http.post(f"/simulated/{name}", json=body, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_faults_can_be_scripted_from_anywhere(dashscope: DashScope) -> None:
    faults = ["status:503", {"fault": "refuse", "code": "Throttling", "retry_after": 3}, "fail:InvalidParameter"]
    scripted = control(dashscope, "script", {"call": "submit", "faults": faults})
    assert scripted["scripted"][0] == "Status(code=503, body=None, accepts=False)"
    first, second = dashscope.submit(), dashscope.submit()
    assert (first.status_code, second.status_code, second.headers["Retry-After"]) == (503, 429, "3")
    task = dashscope.create()
    dashscope.clock.advance(60)
    assert dashscope.status(task) == "FAILED"


def test_faults_of_one_test_too(dashscope: DashScope) -> None:
    control(dashscope, "script", {"call": "list", "faults": ["status:503"]}, test="a")
    assert dashscope.list().status_code == 200
    assert dashscope.get("/tasks", {**KEY, "X-Test-Id": "a"}).status_code == 503


def test_the_clock_can_be_turned_from_anywhere(dashscope: DashScope) -> None:
    task = dashscope.create()
    before = dashscope.http.get("/simulated/clock").json()["now"]
    after = control(dashscope, "clock", {"advance": 30})["now"]
    assert (datetime.fromisoformat(after) - datetime.fromisoformat(before)).total_seconds() == 30
    assert dashscope.status(task) == "RUNNING"


def test_everything_can_be_forgotten_from_anywhere(dashscope: DashScope) -> None:
    task = dashscope.create()
    control(dashscope, "reset", test="a")
    assert dashscope.status(task) == "PENDING"
    control(dashscope, "reset")
    assert len(dashscope.simulator.journal) == 0
    assert dashscope.status(task) == "UNKNOWN"


def test_the_journal_can_be_read_from_anywhere(dashscope: DashScope, acme: Acme) -> None:
    task = dashscope.create()
    acme.create()
    dashscope.poll(task, {**KEY, "X-Test-Id": "a"})

    def entries(test: str | None = None, **query: str) -> list[dict[str, Any]]:
        headers = {} if test is None else {"X-Test-Id": test}
        return list(dashscope.http.get("/simulated/journal", params=query, headers=headers).json()["entries"])

    assert [one["call"] for one in entries()] == ["submit", "poll"], "those of another provider are with it"
    (one,) = entries(call="submit", task=task, status="200")
    assert (one["method"], one["path"], one["body"], one["test"]) == ("POST", SUBMIT, c1(), None)
    assert one["headers"]["authorization"] == "Bearer ***"
    assert datetime.fromisoformat(one["at"]) == dashscope.clock.now()
    assert [one["call"] for one in entries(test="a")] == ["poll"]
    assert entries(status="500") == []
    assert len(dashscope.simulator.journal) == 3, "these calls are in no journal"


def test_it_tells_what_there_is(dashscope: DashScope) -> None:
    told = dashscope.http.get("/simulated").json()
    assert told == dashscope.http.get("/simulated/").json()
    assert told["provider"] == "dashscope"
    assert told["faults"]["refuse"]["fields"] == {
        "code": "str",
        "retry_after": "float | None",
        "message": "str | None",
    }
    assert all(one["doc"] for one in told["faults"].values())


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("script", {"faults": "stuck"}, "faults: a list such as"),
        ("script", {"faults": ["stukc"]}, "there is no fault 'stukc': did you mean stuck?"),
        ("script", {"faults": [7]}, "a fault is a text such as"),
        ("script", {"faults": [{"fault": "refuse"}]}, "refuse has to know more: code, retry_after, message"),
        ("script", {"faults": ["refuse:Nope"]}, "'Nope' is no code of the error table of dashscope"),
        ("script", {"faults": ["stuck"], "call": "poll"}, "is for submit, not for poll"),
        ("script", {"faults": [], "call": 7}, "there is no call '7' to script"),
        ("script", ["stuck"], "the body is no JSON object"),
        ("clock", {"advance": -1}, "a clock goes forwards"),
        ("clock", {"advance": 1e11}, "a clock goes forwards"),
        ("clock", {"advance": "a day"}, "advance: 'a day' is no number"),
        ("clock", {"advance": True}, "advance: True is no number"),
        ("clock", {"freeze": True}, "a clock has no 'freeze': there are advance and factor"),
        ("clock", {"factor": 2}, "this clock stands still until it is advanced"),
    ],
)
def test_a_slip_is_told(dashscope: DashScope, name: str, body: object, words: str) -> None:
    answer = dashscope.http.post(f"/simulated/{name}", json=body)
    assert (answer.status_code, words in answer.json()["error"]) == (400, True), answer.text


def test_what_is_no_json_or_no_number_is_told(dashscope: DashScope) -> None:
    assert dashscope.http.post("/simulated/clock", content=b"{").status_code == 400
    assert dashscope.http.post("/simulated/clock", content=b"[" * 100_000).status_code == 400
    assert dashscope.http.get("/simulated/journal", params={"status": "x"}).status_code == 400
    assert dashscope.http.get("/simulated/nowhere").status_code == 404


@pytest.mark.parametrize("clock", [RealClock(), ScaledClock(10)])
def test_a_clock_that_goes_can_be_frozen_and_advanced(catalog: Catalog, clock: ScaledClock) -> None:
    simulator = Simulator(catalog, clock=clock)
    with httpx.Client(transport=simulator.transport("acme"), base_url="https://anywhere.example") as http:

        def turn(**body: float) -> datetime:
            return datetime.fromisoformat(http.post("/simulated/clock", json=body).json()["now"])

        frozen = turn(factor=0)
        assert turn() == frozen
        assert (turn(advance=3600) - frozen).total_seconds() == 3600
        assert turn(factor=1e6) > frozen
        assert http.post("/simulated/clock", json={"factor": -1}).status_code == 400


def test_a_clock_of_somebody_elses_cannot_be_turned(catalog: Catalog) -> None:
    class Own:
        def now(self) -> datetime:
            return ManualClock().now()

    own: Clock = Own()
    transport = Simulator(catalog, clock=own).transport("acme")
    with httpx.Client(transport=transport, base_url="https://anywhere.example") as http:
        assert http.post("/simulated/clock", json={"advance": 1}).json() == {"error": "this clock cannot be advanced"}


# ── faults in words ──


def test_every_fault_has_a_word() -> None:
    assert set(WORDS.values()) == set(get_args(Fault))
    assert len(set(WORDS.values())) == len(WORDS)


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("lose", "Lose()"),
        ("slow:0.5", Slow(0.5)),
        ("status:503", Status(503)),
        ("status:503|<h1>Later</h1>|true", Status(503, "<h1>Later</h1>", accepts=True)),
        ("refuse:A code, with: all|3", Refuse("A code, with: all", 3.0)),
        ("refuse:Code||Words.", Refuse("Code", None, "Words.")),
        ("malformed", Malformed()),
        ("malformed:<", Malformed(b"<")),
        ("fail:Code|Words.", TaskFails("Code", "Words.")),
        ("no-result", NoResult()),
        ("unknown-status:ODD", UnknownStatus("ODD")),
        ("unknown-fields", UnknownFields()),
        (" expired-link:404 ", ExpiredLink(404)),
        ("forget:2", Forgotten(2)),
    ],
)
def test_words_make_faults(words: str, fault: object) -> None:
    made = said(words)
    assert (repr(made) if isinstance(fault, str) else made) == fault
    assert written(words) == made


@pytest.mark.parametrize(
    ("document", "fault"),
    [
        ({"fault": "slow", "seconds": 2}, Slow(2)),
        ({"fault": "status", "code": 500, "body": {"a": 1}, "accepts": True}, Status(500, {"a": 1}, accepts=True)),
        ({"fault": "malformed", "body": "<"}, Malformed(b"<")),
        ({"fault": "refuse", "code": "C", "retry_after": 1.5, "message": None}, Refuse("C", 1.5)),
        ({"fault": "unknown-fields", "fields": {"a.b": 1}}, UnknownFields({"a.b": 1})),
    ],
)
def test_documents_make_faults(document: object, fault: Fault) -> None:
    assert written(document) == fault


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("", "there is no fault ''"),
        ("lose:1", "lose takes 0 things to know at most, not 1"),
        ("slow", "slow has to know more: seconds"),
        ("slow:soon", "slow: seconds: 'soon' does not fit"),
        ("status:1|b|maybe", "status: accepts: 'maybe' does not fit"),
        ({"fault": 7}, "there is no fault ''"),
        ({"fault": "stuck", "now": 1}, "stuck has no 'now': there are none"),
        ({"fault": "slow", "seconds": True}, "slow: seconds: True does not fit"),
        ({"fault": "slow", "seconds": None}, "slow: seconds: None does not fit"),
        ({"fault": "status", "code": 1.5}, "status: code: 1.5 does not fit"),
        ({"fault": "status", "code": [5]}, r"status: code: \[5\] does not fit"),
        ({"fault": "fail", "code": 5}, "fail: code: 5 does not fit"),
    ],
)
def test_what_makes_no_fault_is_told(document: object, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        written(document)


# ── a header, and marks in a prompt ──


def test_a_call_can_ask_for_its_own_fault(dashscope: DashScope) -> None:
    dashscope.script("submit", Status(500))
    assert dashscope.submit(headers={**ASYNC, "X-Simulate": "status:503"}).status_code == 503
    assert dashscope.submit().status_code == 500, "what was scripted is still to come"
    assert dashscope.last().fault == "Status(code=500, body=None, accepts=False)"


def test_a_header_can_go_with_every_call(dashscope: DashScope) -> None:
    for words in ("stuck", "submit=stuck", "submit = stuck"):
        with_it = {"X-Simulate": words}
        task = at(dashscope.post(SUBMIT, c1(), {**ASYNC, **with_it}).json(), "output.task_id")
        dashscope.clock.advance(3600)
        assert at(dashscope.poll(str(task), {**KEY, **with_it}).json(), "output.task_status") == "RUNNING"
    spoilt = {**ASYNC, "X-Simulate": "poll=status:500"}
    assert dashscope.submit(headers=spoilt).status_code == 200
    assert dashscope.get("/tasks/any", {**KEY, "X-Simulate": "poll=status:500"}).status_code == 500


def test_a_prompt_can_ask_for_a_fault(dashscope: DashScope, acme: Acme) -> None:
    body = {**c1(), "input": {"prompt": "A raccoon [[fail:DataInspectionFailed]] walks."}}
    task = dashscope.create(body)
    dashscope.clock.advance(60)
    answer = dashscope.poll(task).json()
    assert at(answer, "output.code") == "DataInspectionFailed"
    assert acme.submit({"engine": "quick", "words": "[[refuse:50001]]"}).status_code == 451
    assert acme.submit({"engine": "quick", "words": "[[unknown-status:4]]"}).status_code == 200


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        ("[[stukc]]", "there is no fault 'stukc': did you mean stuck?"),
        ("[[fail]]", "fail has to know more: code, message"),
        ("[[refuse:Nope]]", "'Nope' is no code"),
    ],
)
def test_a_slip_in_a_mark_is_refused(dashscope: DashScope, mark: str, words: str) -> None:
    answers = (
        dashscope.submit({**c1(), "input": {"prompt": mark}}),
        dashscope.submit(headers={**ASYNC, "X-Simulate": mark.strip("[]")}),
    )
    for answer in answers:
        assert answer.status_code == 400
        assert answer.json()["code"] == "InvalidParameter"
        assert words in answer.json()["message"]
    assert dashscope.list().json()["total"] == 0


def test_brackets_that_are_no_mark_are_a_prompt_like_any_other(acme: Acme) -> None:
    for words in ("[stuck]", "[[", "[[]]", "a[[b[c]]"):
        assert acme.submit({"engine": "quick", "words": words}, TRACED).status_code == 200
