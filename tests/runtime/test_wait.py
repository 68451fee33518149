import asyncio
from collections.abc import Callable
from dataclasses import replace

import httpx
import pytest

from callsheet_runtime import (
    CallsheetError,
    Category,
    Meaning,
    NoResult,
    ProviderError,
    StillRunning,
    TaskEnded,
    TaskStatus,
    Ticket,
)
from runtime.acme import (
    BUSY,
    CREATED,
    DONE,
    PROTOCOL,
    QUEUED,
    TICKET,
    TYPED,
    VIDEO,
    Clip,
    Rig,
    Say,
    TornSay,
    Video,
    refusal,
)
from runtime.conftest import MakeRig


def failed(code: object = None, *, status: object = "BROKEN") -> Say:
    return Say({"request": "r-3", "data": {"status": status, "code": code, "message": "it broke"}})


def test_it_looks_at_the_documented_rhythm_until_the_task_is_done(rig: MakeRig) -> None:
    here = rig(QUEUED, BUSY, DONE)
    assert here.wait(TICKET) == VIDEO
    assert here.line.pauses == [5.0, 5.0]
    assert [str(request.url) for request in here.wire.seen] == ["https://north.acme.test/v1/clips/t-1"] * 3


def test_the_rhythm_can_be_chosen(rig: MakeRig) -> None:
    here = rig(BUSY, DONE)
    here.wait(TICKET, every=30)
    assert here.line.pauses == [30]


def test_progress_hears_every_look(rig: MakeRig) -> None:
    heard: list[TaskStatus] = []
    rig(QUEUED, Say(b"?"), Say({"data": {"status": "POLISHING"}}), DONE).wait(TICKET, progress=heard.append)
    assert [(look.status, look.means) for look in heard] == [
        ("QUEUED", Meaning.WAITING),
        ("POLISHING", Meaning.UNKNOWN),
        ("DONE", Meaning.SUCCEEDED),
    ]


@pytest.mark.parametrize(
    "reply",
    [
        Say({"data": {"status": "POLISHING"}}),
        Say({"data": {"status": "done"}}),
        Say({"data": {"status": None}}),
        Say({"data": {"status": {"now": "DONE"}}}),
        Say({"data": {"status": 5}}),
        Say({"data": []}),
        Say({}),
        Say([]),
        Say(b"<html>"),
        Say(b""),
        TornSay(),
        refusal(301),
        refusal(408),
        refusal(425),
        refusal(429),
        refusal(429, "NoMoney"),
        refusal(400, "Shaky"),
        refusal(200, "Shaky"),
        refusal(500),
        refusal(503, "Malformed"),
        Say(b"<html>", 502),
        httpx.ConnectError("refused"),
        httpx.ReadTimeout("slow"),
        httpx.ReadError("reset"),
        httpx.RemoteProtocolError("gone"),
    ],
    ids=lambda reply: str(reply)[:50],
)
def test_no_odd_look_loses_a_paid_task(rig: MakeRig, reply: Say | BaseException) -> None:
    here = rig(reply, reply, BUSY, reply, DONE)
    assert here.wait(TICKET) == VIDEO
    assert here.line.pauses == [5.0] * 4


@pytest.mark.parametrize("reply", [refusal(401), refusal(403), refusal(404), refusal(400), refusal(200, "BadKey")])
def test_what_waiting_does_not_mend_is_raised_with_the_ticket(rig: MakeRig, reply: Say) -> None:
    here = rig(BUSY, reply, DONE)
    with pytest.raises(ProviderError) as caught:
        here.wait(TICKET)
    assert len(here.wire.seen) == 2
    assert caught.value.ticket == TICKET
    assert caught.value.billed is None
    assert caught.value.repeatable is False


def test_faults_in_a_row_are_backed_off_from(rig: MakeRig) -> None:
    here = rig(*[httpx.ReadError("reset")] * 8, BUSY, httpx.ReadError("reset"), DONE)
    here.wait(TICKET)
    assert here.line.pauses == [5, 5, 5, 8, 16, 32, 64, 64, 5, 5]


def test_a_retry_after_is_kept_to_unless_the_rhythm_is_slower(rig: MakeRig) -> None:
    here = rig(refusal(429, headers={"retry-after": "20"}), refusal(503, headers={"retry-after": "1"}), DONE)
    here.wait(TICKET)
    assert here.line.pauses == [20.0, 5.0]


def test_the_last_look_is_at_the_deadline(rig: MakeRig) -> None:
    here = rig(QUEUED, BUSY)
    with pytest.raises(StillRunning) as caught:
        here.wait(TICKET, deadline=12)
    assert here.line.pauses == [5, 5, 2]
    assert here.wire.at == [0, 5, 10, 12]
    error = caught.value
    assert (error.ticket, error.status, error.waited, error.trouble) == (TICKET, "BUSY", 12, "")
    assert (error.sent, error.billed, error.repeatable) == (True, None, True)
    assert "keep the ticket" in str(error)


def test_a_rhythm_that_ends_at_the_deadline_looks_there_once(rig: MakeRig) -> None:
    here = rig(BUSY)
    with pytest.raises(StillRunning):
        here.wait(TICKET, deadline=10)
    assert here.wire.at == [0, 5, 10]


def test_a_task_that_is_done_at_the_deadline_is_done(rig: MakeRig) -> None:
    assert rig(BUSY, DONE).wait(TICKET, deadline=3) == VIDEO


def test_a_deadline_of_nought_is_one_look(rig: MakeRig) -> None:
    assert rig(DONE).wait(TICKET, deadline=0) == VIDEO
    here = rig(BUSY)
    with pytest.raises(StillRunning):
        here.wait(TICKET, deadline=0)
    assert len(here.wire.seen) == 1
    assert here.line.pauses == []


def test_no_pause_outlasts_the_deadline(rig: MakeRig) -> None:
    here = rig(refusal(429, headers={"retry-after": "3600"}), DONE)
    assert here.wait(TICKET, deadline=40) == VIDEO
    assert here.line.pauses == [40]


def test_slow_answers_count_towards_the_deadline(rig: MakeRig) -> None:
    here = rig(Say({"data": {"status": "BUSY"}}, takes=30))
    with pytest.raises(StillRunning) as caught:
        here.wait(TICKET, deadline=40)
    assert here.wire.at == [0, 35, 65]
    assert caught.value.waited == 95


def test_still_running_says_when_the_provider_could_not_be_asked(rig: MakeRig) -> None:
    with pytest.raises(StillRunning, match="ConnectError: refused") as caught:
        rig(httpx.ConnectError("refused")).wait(TICKET, deadline=9)
    assert caught.value.status is None
    assert caught.value.trouble == "ConnectError: refused"
    with pytest.raises(StillRunning, match=r"its last word was 'BUSY'.*Shaky \(HTTP 503"):
        rig(BUSY, refusal(503, "Shaky")).wait(TICKET, deadline=9)


@pytest.mark.parametrize(
    ("reply", "meaning", "billed", "category", "words"),
    [
        (failed("Odd"), Meaning.FAILED, False, Category.OTHER, "Odd: it broke"),
        (failed(), Meaning.FAILED, False, Category.OTHER, "failed"),
        (failed(12), Meaning.FAILED, False, Category.STATE, "12: it broke"),
        (failed("Filtered"), Meaning.REFUSED, False, Category.MODERATION, "moderation"),
        (failed(status=7), Meaning.FAILED, None, Category.OTHER, "failed"),
        (failed(status="BARRED"), Meaning.REFUSED, None, Category.MODERATION, "moderation"),
        (failed(status="STOPPED"), Meaning.CANCELLED, False, Category.OTHER, "cancelled"),
    ],
)
def test_an_end_without_a_result_is_told_in_full(
    rig: MakeRig,
    reply: Say,
    meaning: Meaning,
    billed: bool | None,  # noqa: FBT001 -- a case's expectation
    category: Category,
    words: str,
) -> None:
    here = rig(BUSY, reply)
    with pytest.raises(TaskEnded, match=words) as caught:
        here.wait(TICKET)
    error = caught.value
    assert (error.ticket, error.meaning, error.billed, error.category) == (TICKET, meaning, billed, category)
    assert error.message == "it broke"
    assert error.request_id == "r-3"
    assert error.answer == reply.body
    assert error.repeatable is False
    assert len(here.wire.seen) == 2


def test_an_expired_task_is_not_called_failed(rig: MakeRig) -> None:
    with pytest.raises(TaskEnded) as caught:
        rig(Say({"data": {"status": "GONE"}})).wait(TICKET)
    error = caught.value
    assert error.meaning is Meaning.EXPIRED
    assert error.billed is None
    assert "too old, never existed or is another account's" in str(error)
    assert "fail" not in str(error)
    assert "create" not in str(error)


@pytest.mark.parametrize("url", [None, "", [], {}])
def test_a_success_without_a_result_is_an_error_of_its_own(rig: MakeRig, url: object) -> None:
    with pytest.raises(NoResult, match=r"holds no data\.url") as caught:
        rig(Say({"data": {"status": "DONE", "url": url}})).wait(TICKET)
    assert (caught.value.ticket, caught.value.status, caught.value.billed) == (TICKET, "DONE", True)
    assert caught.value.answer == {"data": {"status": "DONE", "url": url}}


def test_unknown_fields_of_an_answer_are_kept(rig: MakeRig) -> None:
    seen: list[TaskStatus] = []
    rig(Say({"news": 1, "data": {"status": "DONE", "url": "u", "x": [2]}})).wait(TICKET, progress=seen.append)
    assert seen[0].answer == {"news": 1, "data": {"status": "DONE", "url": "u", "x": [2]}}


def test_a_new_client_resumes_from_a_stored_ticket(rig: MakeRig) -> None:
    with pytest.raises(StillRunning) as caught:
        rig(CREATED, BUSY).run(Clip(), deadline=10)
    assert caught.value.ticket is not None
    stored = caught.value.ticket.to_json()
    assert rig(DONE).wait(Ticket.from_json(stored)) == VIDEO


def test_a_ticket_s_id_cannot_lead_elsewhere(rig: MakeRig) -> None:
    odd = {
        "a/b?c#d%2F é": "/v1/clips/a%2Fb%3Fc%23d%252F%20%C3%A9",
        "..": "/v1/clips/%2E%2E",
        ".": "/v1/clips/%2E",
        "{task}": "/v1/clips/%7Btask%7D",
        "\ud800": "/v1/clips/%ED%A0%80",
    }
    for task, path in odd.items():
        here = rig(DONE)
        here.wait(replace(TICKET, task=task))
        assert here.wire.seen[0].url.raw_path.decode() == path


@pytest.mark.parametrize(("deadline", "every"), [(-1, None), (float("nan"), None), (9, 0), (9, -1), (9, float("nan"))])
def test_a_senseless_deadline_or_rhythm_is_refused(rig: MakeRig, deadline: float, every: float | None) -> None:
    here = rig(DONE)
    with pytest.raises(ValueError, match="deadline must be"):
        here.wait(TICKET, deadline=deadline, every=every)
    assert here.wire.seen == []


def break_reader(here: Rig) -> None:
    def read(_answer: object) -> Video:
        raise ZeroDivisionError

    here.endpoint = replace(TYPED, read=read)


def nothing(_here: Rig) -> None:
    """Leave the client as it is."""


@pytest.mark.parametrize(
    ("replies", "prepare"),
    [
        ([KeyboardInterrupt()], nothing),
        ([asyncio.CancelledError()], nothing),
        ([BUSY, RuntimeError("a bug")], nothing),
        ([DONE], break_reader),
    ],
    ids=["ctrl-c", "cancelled", "bug", "reader"],
)
def test_whatever_else_interrupts_a_wait_names_the_ticket(
    rig: MakeRig, replies: list[Say | BaseException], prepare: Callable[[Rig], None]
) -> None:
    here = rig(*replies)
    prepare(here)
    with pytest.raises((KeyboardInterrupt, asyncio.CancelledError, RuntimeError, ZeroDivisionError)) as caught:
        here.wait(TICKET)
    assert TICKET.to_json() in caught.value.__notes__[0]


def test_a_progress_that_fails_names_the_ticket(rig: MakeRig) -> None:
    def bar(_status: TaskStatus) -> None:
        raise LookupError("no terminal")

    with pytest.raises(LookupError) as caught:
        rig(BUSY).wait(TICKET, progress=bar)
    assert TICKET.to_json() in caught.value.__notes__[0]


@pytest.mark.parametrize(
    "replies",
    [
        [failed()],
        [Say({"data": {"status": "DONE"}})],
        [Say({"data": {"status": "GONE"}})],
        [refusal(401)],
        [refusal(404, "x")],
        [BUSY],
        [httpx.ReadError("reset")],
        [refusal(429)],
        [Say(b"")],
    ],
    ids=str,
)
def test_every_error_after_the_submit_carries_the_ticket(rig: MakeRig, replies: list[Say | BaseException]) -> None:
    with pytest.raises(CallsheetError) as caught:
        rig(CREATED, *replies).run(Clip(), deadline=60)
    assert caught.value.ticket is not None
    assert caught.value.ticket.task == "t-1"
    assert caught.value.sent
    assert "t-1" in str(caught.value)


def test_a_machine_that_reads_figures_is_understood(rig: MakeRig) -> None:
    states = {**PROTOCOL.machine.states, "1": PROTOCOL.machine.states["DONE"]}
    protocol = replace(PROTOCOL, machine=replace(PROTOCOL.machine, states=states))
    here = rig(Say({"data": {"status": 1, "url": VIDEO.url}}), endpoint=replace(TYPED, protocol=protocol))
    assert here.wait(TICKET) == VIDEO
