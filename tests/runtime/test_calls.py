from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import httpx
import pytest

from callsheet_runtime import (
    CallFailed,
    Category,
    Meaning,
    NotSupported,
    ProviderError,
    TaskRow,
    Ticket,
    UnknownServer,
    WrongTicket,
)
from runtime.acme import BUSY, CREATED, DONE, PROTOCOL, TICKET, TYPED, Clip, Say, refusal
from runtime.conftest import MakeRig

FLAWS = [
    httpx.ReadTimeout("slow"),
    httpx.ConnectError("no"),
    refusal(500),
    refusal(503, "Malformed"),
    refusal(429),
    Say(b"", 502),
]


def test_a_look_tells_the_state_and_keeps_the_answer(rig: MakeRig) -> None:
    look = rig(BUSY).poll(TICKET)
    assert (look.ticket, look.status, look.means, look.answer) == (TICKET, "BUSY", Meaning.RUNNING, BUSY.body)


def test_a_look_at_a_moderated_task_says_refused(rig: MakeRig) -> None:
    look = rig(Say({"data": {"status": "BROKEN", "code": "Filtered"}})).poll(TICKET)
    assert look.means is Meaning.REFUSED


def test_a_look_without_a_status_is_unknown(rig: MakeRig) -> None:
    look = rig(Say({"news": 1})).poll(TICKET)
    assert (look.status, look.means) == (None, Meaning.UNKNOWN)


@pytest.mark.parametrize("flaw", FLAWS, ids=str)
def test_a_look_that_fails_is_repeated(rig: MakeRig, flaw: Say | BaseException) -> None:
    here = rig(flaw, flaw, flaw, DONE)
    assert here.poll(TICKET).means is Meaning.SUCCEEDED
    assert here.line.pauses == [1.0, 2.0, 4.0]


def test_a_look_gives_up_after_the_budget_and_keeps_the_ticket(rig: MakeRig) -> None:
    here = rig(httpx.ReadTimeout("slow"))
    with pytest.raises(CallFailed, match="tried 4 times: ReadTimeout: slow") as caught:
        here.poll(TICKET)
    assert len(here.wire.seen) == 4
    error = caught.value
    assert (error.ticket, error.sent, error.billed, error.repeatable) == (TICKET, True, None, True)
    with pytest.raises(CallFailed, match="unreadable answer") as caught:
        rig(Say(b"<html>")).poll(TICKET)
    assert caught.value.ticket == TICKET
    with pytest.raises(CallFailed) as caught:
        rig(httpx.ConnectError("no")).poll(TICKET)
    assert caught.value.sent is False
    with pytest.raises(ProviderError) as refused:
        rig(refusal(503, "x")).poll(TICKET)
    assert (refused.value.ticket, refused.value.category, refused.value.repeatable) == (TICKET, Category.SERVER, True)


@pytest.mark.parametrize("no", [refusal(404), refusal(401, "BadKey"), refusal(429, "NoMoney"), refusal(200, "BadKey")])
def test_a_look_that_is_refused_is_not_repeated(rig: MakeRig, no: Say) -> None:
    here = rig(no, DONE)
    with pytest.raises(ProviderError) as caught:
        here.poll(TICKET)
    assert len(here.wire.seen) == 1
    assert caught.value.ticket == TICKET


def test_a_status_is_believed_before_a_code(rig: MakeRig) -> None:
    assert rig(Say({"code": "BadKey", "data": {"status": "BUSY"}})).poll(TICKET).means is Meaning.RUNNING


@pytest.mark.parametrize("reply", [Say({}), Say(b""), Say(b"", 204), Say(b"OK")])
def test_a_cancel_is_done_when_the_provider_says_so(rig: MakeRig, reply: Say) -> None:
    here = rig(reply)
    here.cancel(TICKET)
    [request] = here.wire.seen
    assert (request.method, request.url.path) == ("POST", "/v1/clips/t-1/cancel")


@pytest.mark.parametrize("flaw", FLAWS, ids=str)
def test_a_cancel_is_repeated(rig: MakeRig, flaw: Say | BaseException) -> None:
    here = rig(flaw, Say({}))
    here.cancel(TICKET)
    assert len(here.wire.seen) == 2


def test_a_cancel_that_comes_too_late_is_told(rig: MakeRig) -> None:
    for reply in (refusal(400, 12), refusal(200, 12)):
        with pytest.raises(ProviderError) as caught:
            rig(reply).cancel(TICKET)
        assert (caught.value.category, caught.value.ticket) == (Category.STATE, TICKET)
    with pytest.raises(CallFailed) as lost:
        rig(refusal(302)).cancel(TICKET)
    assert lost.value.ticket == TICKET


def test_a_provider_without_cancel_or_list_says_so(rig: MakeRig) -> None:
    bare = replace(TYPED, protocol=replace(PROTOCOL, cancel=None, listing=None))
    here = rig(Say({}), endpoint=bare)
    with pytest.raises(NotSupported, match="acme has no documented way to cancel a task"):
        here.cancel(TICKET)
    with pytest.raises(NotSupported, match="list tasks"):
        here.list()
    assert here.wire.seen == []


def test_a_list_is_asked_for_in_the_provider_s_words(rig: MakeRig) -> None:
    here = rig(Say({}))
    since = datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=8)))
    here.list(status="DONE", since=since, until=datetime(2026, 1, 2, 0, 0, 0, 123456, tzinfo=UTC), page=2, size=50)
    assert dict(here.wire.seen[0].url.params) == {
        "state": "DONE",
        "from": "1767196800000",
        "to": "1767312000123",
        "page_no": "2",
        "page_size": "50",
    }
    plain = rig(Say({}))
    plain.list()
    assert str(plain.wire.seen[0].url) == "https://north.acme.test/v1/clips"


def test_a_filter_that_the_provider_has_not_is_named(rig: MakeRig) -> None:
    here = rig(Say({}))
    with pytest.raises(NotSupported, match="by 'model'"):
        here.list(model="m1")
    assert here.wire.seen == []


def test_a_time_without_a_zone_is_refused(rig: MakeRig) -> None:
    with pytest.raises(ValueError, match="since: a time without a zone"):
        rig(Say({})).list(since=datetime(2026, 1, 1))  # noqa: DTZ001 -- the mistake under test


def test_a_list_is_read_leniently(rig: MakeRig) -> None:
    row = {"id": 5, "status": "DONE", "model": "m1", "created": "2026-01-01 08:00:00", "ended": "soon", "x": 1}
    page = rig(Say({"data": {"rows": [row, {}, 7], "total": "3", "pages": 1.0}})).list()
    empty = TaskRow(task=None, status=None, means=Meaning.UNKNOWN, model=None, created=None, ended=None, answer={})
    assert page.tasks == (
        TaskRow(
            task="5",
            status="DONE",
            means=Meaning.SUCCEEDED,
            model="m1",
            created=datetime(2026, 1, 1, tzinfo=UTC),
            ended=None,
            answer=row,
        ),
        empty,
        empty,
    )
    assert (page.total, page.pages) == (3, 1)
    assert rig(Say({"data": {"rows": {"no": "list"}}})).list().tasks == ()


def test_a_list_that_fails_is_told(rig: MakeRig) -> None:
    with pytest.raises(CallFailed, match="the list of tasks failed"):
        rig(Say(b"?")).list()
    with pytest.raises(ProviderError):
        rig(refusal(200, "BadKey")).list()
    here = rig(refusal(500), Say({"data": {"rows": []}}))
    assert here.list().tasks == ()


def test_a_task_that_was_found_can_be_adopted(rig: MakeRig) -> None:
    here = rig(DONE)
    ticket = (here.tasks() if here.mode == "sync" else here.awaiting()).adopt("t-9", model="m1")
    assert ticket == Ticket(endpoint="acme/clip", task="t-9", server="north", model="m1")
    here.wait(ticket)
    assert here.wire.seen[0].url.path == "/v1/clips/t-9"


def test_a_ticket_of_elsewhere_is_refused(rig: MakeRig) -> None:
    for wrong in (replace(TICKET, server="south"), replace(TICKET, endpoint="acme/still")):
        here = rig(DONE)
        for use in (here.wait, here.poll, here.cancel):
            with pytest.raises(WrongTicket) as caught:
                use(wrong)
            assert caught.value.ticket == wrong
            assert caught.value.sent is False
        assert here.wire.seen == []
    with pytest.raises(WrongTicket, match=r"'north'.*'south'"):
        rig(DONE, server="south").wait(TICKET)


def test_an_address_given_by_hand_is_trusted(rig: MakeRig) -> None:
    there = rig(CREATED, DONE, base_url="http://127.0.0.1:8080/v1/")
    ticket = there.submit(Clip())
    assert ticket.server == "http://127.0.0.1:8080/v1"
    there.wait(ticket)
    assert str(there.wire.seen[-1].url) == "http://127.0.0.1:8080/v1/clips/t-1"
    rig(DONE, base_url="http://localhost:1").wait(TICKET)
    rig(DONE).wait(ticket)
    with pytest.raises(WrongTicket):
        rig(DONE, base_url="http://localhost:1").wait(replace(TICKET, endpoint="acme/still"))


def test_an_endpoint_s_usual_server_is_taken_where_none_is_named(rig: MakeRig) -> None:
    southern = replace(TYPED, servers=("south",))
    here = rig(CREATED, endpoint=southern)
    assert here.submit(Clip()).server == "south"
    assert str(here.wire.seen[0].url) == "https://south.acme.test/v1/clips"
    with pytest.raises(UnknownServer, match="does not offer acme/clip; choose from south") as caught:
        rig(CREATED, endpoint=southern, server="north").submit(Clip())
    assert caught.value.known == ("south",)
    everywhere = rig(CREATED, endpoint=replace(TYPED, servers=()))
    assert everywhere.submit(Clip()).server == "north"
