import hashlib
import json
import pickle
import uuid
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from callsheet_runtime import (
    CallsheetError,
    Category,
    NotSent,
    OutcomeUnknown,
    ProviderError,
    Repeat,
    RequestRefused,
    Ticket,
    fingerprint,
)
from runtime.acme import (
    BUSY,
    CREATED,
    CUT,
    DONE,
    KEY,
    PROTOCOL,
    START,
    TOO_LONG,
    TYPED,
    VIDEO,
    Clip,
    Say,
    TornSay,
    refusal,
)
from runtime.conftest import MakeRig


def test_a_submit_is_sent_once_and_answers_a_ticket(rig: MakeRig) -> None:
    here = rig(CREATED)
    ticket = here.submit(Clip())
    assert ticket == Ticket(
        endpoint="acme/clip",
        task="t-1",
        server="north",
        model="m1",
        fingerprint=fingerprint(Clip().body()),
        request_id="r-1",
        created="2026-01-02T03:04:05+00:00",
        price="0.50 EUR (5 × 0.10 EUR per second)",
    )
    [request] = here.wire.seen
    assert request.method == "POST"
    assert str(request.url) == "https://north.acme.test/v1/clips"
    assert json.loads(request.content) == {"model": "m1", "seconds": 5, "prompt": "a cat"}
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert request.headers["x-mode"] == "async"
    assert request.headers["content-type"] == "application/json"


def test_an_id_in_figures_is_kept_as_text(rig: MakeRig) -> None:
    assert rig(Say({"data": {"id": 381208}})).submit(Clip()).task == "381208"


def test_fresh_headers_are_new_in_every_call(rig: MakeRig) -> None:
    here = rig(refusal(429), CREATED, BUSY, DONE)
    here.run(Clip())
    traces = [request.headers["x-trace"] for request in here.wire.seen]
    once = [request.headers["x-once"] for request in here.wire.seen[:2]]
    assert len({*traces, *once}) == 6
    assert all(uuid.UUID(value).version == 4 for value in traces + once)
    assert "x-mode" not in here.wire.seen[-1].headers


def test_a_refused_request_is_not_sent(rig: MakeRig) -> None:
    here = rig(CREATED)
    with pytest.raises(RequestRefused) as caught:
        here.submit(Clip(seconds=11, prompt="x" * 21))
    assert here.wire.seen == []
    error = caught.value
    assert [problem.rule for problem in error.problems] == [TOO_LONG, CUT]
    assert "11 s is too long" in str(error)
    assert "21 characters" in str(error)
    assert (error.sent, error.billed, error.repeatable, error.ticket) == (False, False, False, None)


def test_a_warning_blocks_nothing(rig: MakeRig) -> None:
    assert rig(CREATED).submit(Clip(prompt="x" * 21)).task == "t-1"


@pytest.mark.parametrize("extra", [{1, 2}, float("nan"), "\ud800", {1: 2, "a": 3}], ids=["set", "nan", "half", "keys"])
def test_what_is_no_json_is_refused_before_it_is_sent(rig: MakeRig, extra: object) -> None:
    here = rig(CREATED)
    with pytest.raises(RequestRefused, match="cannot be written as JSON"):
        here.submit(Clip(extra=extra))
    assert here.wire.seen == []


UNKNOWN = [
    httpx.ReadTimeout("slow"),
    httpx.ReadError("reset by peer"),
    httpx.WriteError("broken pipe"),
    httpx.WriteTimeout("slow"),
    httpx.CloseError("close"),
    httpx.RemoteProtocolError("no response"),
    httpx.ProxyError("bad gateway"),
    httpx.DecodingError("not gzip"),
    httpx.HTTPStatusError("a hook", request=httpx.Request("GET", "http://x.test"), response=httpx.Response(500)),
    TornSay(),
    Say(b"<html>", 502),
    refusal(500, "Shaky"),
    refusal(503, headers={"retry-after": "1"}),
    refusal(302, headers={"location": "https://elsewhere.acme.test/"}),
    Say({"data": {}}),
    Say({"data": {"id": ""}}),
    Say({"data": {"id": True}}),
    Say({"data": None}),
    Say([{"data": {"id": "t-1"}}]),
    Say(b"accepted"),
    Say(b""),
    Say(b"[" * 200_000),
    Say(b'{"data": {"id": "t-1"'),
    Say({"code": "unheard of", "data": None}),
]


@pytest.mark.parametrize("reply", UNKNOWN, ids=lambda reply: str(reply)[:40])
def test_an_unknown_outcome_is_never_sent_again(rig: MakeRig, reply: Say | BaseException) -> None:
    here = rig(reply, CREATED)
    with pytest.raises(OutcomeUnknown) as caught:
        here.submit(Clip())
    assert here.wire.count("POST") == 1
    assert here.line.pauses == []
    error = caught.value
    assert (error.sent, error.billed, error.repeatable) == (True, None, False)
    assert (error.fingerprint, error.model, error.sent_at) == (fingerprint(Clip().body()), "m1", START)
    assert "list(since=…, until=…)" in error.lookup
    assert error.lookup in str(error)


def test_the_time_of_sending_is_that_of_the_last_try(rig: MakeRig) -> None:
    here = rig(refusal(429, headers={"retry-after": "7"}), httpx.ReadTimeout("slow"))
    with pytest.raises(OutcomeUnknown) as caught:
        here.submit(Clip())
    assert caught.value.sent_at == START + timedelta(seconds=7)
    assert here.wire.count("POST") == 2


def test_the_way_to_look_a_task_up_depends_on_the_provider(rig: MakeRig) -> None:
    bare = replace(TYPED, protocol=replace(PROTOCOL, listing=None))
    with pytest.raises(OutcomeUnknown, match="acme's console"):
        rig(httpx.ReadError("x"), endpoint=bare).submit(Clip())
    assert PROTOCOL.listing is not None
    timeless = replace(TYPED, protocol=replace(PROTOCOL, listing=replace(PROTOCOL.listing, query_since=None)))
    with pytest.raises(OutcomeUnknown, match=r"list\(\) among"):
        rig(httpx.ReadError("x"), endpoint=timeless).submit(Clip())


def test_the_provider_s_words_survive_an_unknown_outcome(rig: MakeRig) -> None:
    with pytest.raises(OutcomeUnknown, match="HTTP 500, Shaky: try later"):
        rig(refusal(500, "Shaky", "try later")).submit(Clip())


NOT_SENT = [
    httpx.ConnectError("refused"),
    httpx.ConnectTimeout("slow"),
    httpx.PoolTimeout("full"),
    httpx.UnsupportedProtocol("ftp"),
    httpx.LocalProtocolError("header"),
    httpx.InvalidURL("port"),
]


@pytest.mark.parametrize("fault", NOT_SENT, ids=lambda fault: type(fault).__name__)
def test_what_was_not_sent_is_sent_again(rig: MakeRig, fault: BaseException) -> None:
    here = rig(fault, fault, CREATED)
    assert here.submit(Clip()).task == "t-1"
    assert here.wire.count("POST") == 3
    assert here.line.pauses == [1.0, 2.0]


def test_without_a_connection_it_is_not_sent(rig: MakeRig) -> None:
    here = rig(httpx.ConnectError("refused"))
    with pytest.raises(NotSent, match=r"tried 4 times: ConnectError: refused") as caught:
        here.submit(Clip())
    assert here.wire.count("POST") == 4
    assert here.line.pauses == [1.0, 2.0, 4.0]
    assert (caught.value.sent, caught.value.billed, caught.value.repeatable) == (False, False, True)


@pytest.mark.parametrize(
    "reply",
    [refusal(429), refusal(429, "TooFast"), refusal(503, "Full"), refusal(200, "TooFast"), Say(b"slow down", 429)],
    ids=["429", "known 429", "refused before work", "in a 200", "no JSON"],
)
def test_what_was_refused_before_work_is_sent_again(rig: MakeRig, reply: Say) -> None:
    here = rig(reply, reply, CREATED)
    assert here.submit(Clip()).task == "t-1"
    assert here.line.pauses == [1.0, 2.0]


def test_retry_after_is_kept_to_in_seconds_and_as_a_date(rig: MakeRig) -> None:
    here = rig(
        refusal(429, headers={"Retry-After": "9"}),
        refusal(429, headers={"Retry-After": "Fri, 02 Jan 2026 03:04:30 GMT"}),
        CREATED,
    )
    here.submit(Clip())
    assert here.line.pauses == [9.0, 16.0]


def test_a_date_that_has_passed_is_no_reason_to_wait(rig: MakeRig) -> None:
    here = rig(refusal(429, headers={"Retry-After": "Fri, 02 Jan 2026 03:00:00 GMT"}), CREATED)
    here.submit(Clip())
    assert here.line.pauses == [0.0]


@pytest.mark.parametrize("nonsense", ["soon", "-3", "nan", "inf", "", "Fri, 99 Jan 2026"])
def test_a_retry_after_that_says_nothing_is_passed_over(rig: MakeRig, nonsense: str) -> None:
    here = rig(refusal(429, headers={"Retry-After": nonsense}), CREATED)
    here.submit(Clip())
    assert here.line.pauses == [1.0]


def test_a_retry_after_beyond_the_budget_is_not_waited_for(rig: MakeRig) -> None:
    here = rig(refusal(429, "TooFast", headers={"retry-after": "61"}), CREATED)
    with pytest.raises(ProviderError) as caught:
        here.submit(Clip())
    assert here.wire.count("POST") == 1
    assert here.line.pauses == []
    error = caught.value
    assert (error.category, error.retry_after, error.billed, error.repeatable) == (Category.RATE, 61.0, False, True)


def test_the_budget_ends(rig: MakeRig) -> None:
    here = rig(refusal(429, headers={"retry-after": "25"}))
    with pytest.raises(ProviderError):
        here.submit(Clip())
    assert here.line.pauses == [25.0, 25.0]
    once = rig(refusal(429), repeat=Repeat(times=0))
    with pytest.raises(ProviderError):
        once.submit(Clip())
    assert once.wire.count("POST") == 1


@pytest.mark.parametrize(
    ("reply", "category"),
    [
        (refusal(429, "NoMoney"), Category.BALANCE),
        (refusal(400, "Malformed"), Category.INVALID),
        (refusal(400, "what"), Category.INVALID),
        (refusal(401), Category.AUTH),
        (refusal(402), Category.BALANCE),
        (refusal(403), Category.PERMISSION),
        (refusal(404), Category.NOT_FOUND),
        (refusal(409, 12), Category.STATE),
        (refusal(418), Category.OTHER),
        (refusal(200, "NoMoney"), Category.BALANCE),
        (Say(b"no", 422), Category.INVALID),
    ],
)
def test_a_plain_no_is_not_sent_again(rig: MakeRig, reply: Say, category: Category) -> None:
    here = rig(reply, CREATED)
    with pytest.raises(ProviderError) as caught:
        here.submit(Clip())
    assert here.wire.count("POST") == 1
    assert caught.value.category is category
    assert caught.value.repeatable is False
    assert caught.value.sent


@pytest.mark.parametrize(
    ("reply", "billed"),
    [
        (refusal(400), False),
        (refusal(400, "Malformed"), False),
        (refusal(400, "Filtered"), None),
        (refusal(408), None),
        (refusal(200, "NoMoney"), None),
        (refusal(503, "Full"), False),
    ],
)
def test_a_refusal_says_whether_it_is_billed(rig: MakeRig, reply: Say, billed: bool | None) -> None:  # noqa: FBT001 -- a case's expectation
    with pytest.raises(ProviderError) as caught:
        rig(reply).submit(Clip())
    assert caught.value.billed is billed


def test_a_doubtful_refusal_does_not_say_repeat_me(rig: MakeRig) -> None:
    with pytest.raises(ProviderError) as caught:
        rig(refusal(408)).submit(Clip())
    assert caught.value.repeatable is None


def test_the_provider_s_words_are_kept(rig: MakeRig) -> None:
    with pytest.raises(ProviderError) as caught:
        rig(refusal(401, "BadKey", "the key is bad")).submit(Clip())
    error = caught.value
    assert (error.code, error.message, error.request_id, error.http_status) == ("BadKey", "the key is bad", "r-9", 401)
    assert "server 'north' with the key that was given" in str(error)
    assert "r-9" in str(error)


def test_the_advice_names_the_variable_the_key_came_from(rig: MakeRig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACME_API_KEY", KEY)
    with pytest.raises(ProviderError, match="server 'south' with the key in ACME_API_KEY") as caught:
        rig(refusal(401), key=None, server="south").submit(Clip())
    assert KEY not in str(caught.value)


@pytest.mark.parametrize(
    "body", [b"<h1>Forbidden</h1>" + b"x" * 999, b'{"error": "Forbidden"}', b'["Forbidden"]', b"\xff"]
)
def test_an_error_of_another_shape_keeps_its_first_words(rig: MakeRig, body: bytes) -> None:
    with pytest.raises(ProviderError) as caught:
        rig(Say(body, 403)).submit(Clip())
    assert caught.value.code is None
    assert caught.value.message == body.decode(errors="replace")[:200]


def test_an_id_in_an_error_is_not_lost(rig: MakeRig) -> None:
    for reply in (
        Say({"code": "TooFast", "data": {"id": "t-7"}}, 429),
        Say({"data": {"id": "t-7"}}, 400),
        Say({"data": {"id": "t-7"}}, 500),
    ):
        here = rig(reply, CREATED)
        with pytest.raises(CallsheetError) as caught:
            here.submit(Clip())
        assert here.wire.count("POST") == 1
        assert caught.value.ticket is not None
        assert caught.value.ticket.task == "t-7"
        assert caught.value.billed is None


def test_an_id_beside_a_code_is_a_task(rig: MakeRig) -> None:
    assert rig(Say({"code": "TooFast", "data": {"id": "t-1"}})).submit(Clip()).task == "t-1"


def test_a_redirect_is_not_followed(rig: MakeRig) -> None:
    here = rig(refusal(307, headers={"location": "https://elsewhere.acme.test/"}), CREATED)
    with pytest.raises(OutcomeUnknown, match="HTTP 307"):
        here.submit(Clip())
    assert len(here.wire.seen) == 1


@pytest.mark.parametrize(
    "stop", [KeyboardInterrupt(), RuntimeError("the client is closed")], ids=lambda it: type(it).__name__
)
def test_an_interrupted_submit_says_what_is_at_stake(rig: MakeRig, stop: BaseException) -> None:
    here = rig(stop)
    with pytest.raises(type(stop)) as caught:
        here.submit(Clip())
    [note] = caught.value.__notes__
    assert fingerprint(Clip().body()) in note
    assert "may exist" in note
    del stop.__notes__


def test_run_hands_the_ticket_over_before_the_first_look(rig: MakeRig) -> None:
    here = rig(CREATED, DONE)
    kept: list[tuple[Ticket, int]] = []
    assert here.run(Clip(), keep=lambda ticket: kept.append((ticket, len(here.wire.seen)))) == VIDEO
    assert [(ticket.task, calls) for ticket, calls in kept] == [("t-1", 1)]


def test_a_keeper_that_fails_does_not_lose_the_task(rig: MakeRig) -> None:
    def full(_ticket: Ticket) -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full") as caught:
        rig(CREATED, DONE).run(Clip(), keep=full)
    [note] = caught.value.__notes__
    assert '"task": "t-1"' in note


def test_errors_of_a_submit_can_be_pickled(rig: MakeRig) -> None:
    for reply in (httpx.ReadError("x"), httpx.ConnectError("x"), refusal(400, "a", "b")):
        with pytest.raises(CallsheetError) as caught:
            rig(reply).submit(Clip())
        copy = pickle.loads(pickle.dumps(caught.value))
        assert type(copy) is type(caught.value)
        assert str(copy) == str(caught.value)
        assert copy.__dict__ == caught.value.__dict__


def test_the_fingerprint_does_not_depend_on_order_and_tells_requests_apart() -> None:
    assert fingerprint({"a": 1, "b": "é"}) == fingerprint({"b": "é", "a": 1})
    assert fingerprint({"a": 1}) != fingerprint({"a": "1"})
    plain = '{"a":1,"b":"é"}'.encode()
    assert fingerprint({"b": "é", "a": 1}) == hashlib.sha256(plain).hexdigest()
