import base64
import copy
import hashlib
import hmac
import json
import pickle
import sys
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from threading import Barrier
from urllib.parse import quote_plus

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callsheet_runtime import CallsheetError, Machine, Meaning, State, reading, webhooks
from callsheet_runtime.webhooks import (
    BadSignature,
    Delivery,
    DeliveryRefused,
    Event,
    MemorySeen,
    Notice,
    Receiver,
    Signature,
    UnreadableEvent,
    Verdict,
    judge,
)

SECRET = "test_secret_key"
TIMESTAMP = "1760000000"
NONCE = "abcdefghijklmnopqrstuvwxyz012345"
SENT = datetime.fromtimestamp(int(TIMESTAMP), UTC)

NEW, REPEATED, STALE = Verdict.NEW, Verdict.REPEATED, Verdict.STALE


@dataclass(frozen=True, kw_only=True)
class Clip:
    url: str | None
    seconds: float | None
    ended: datetime | None


def read(body: object) -> Clip:
    return Clip(
        url=reading.text(body, "url"),
        seconds=reading.number(body, "seconds"),
        ended=reading.moment(body, "ended", "iso"),
    )


# States by number, as one provider has them; what is deleted was done before.
NUMBERED = Machine(
    at="status",
    start="5",
    states={
        "5": State(means=Meaning.RUNNING, next=frozenset({"1", "7", "8"})),
        "1": State(means=Meaning.SUCCEEDED, next=frozenset({"6"}), billed=True),
        "7": State(means=Meaning.REFUSED, billed=False),
        "8": State(means=Meaning.FAILED, billed=False),
        "6": State(means=Meaning.EXPIRED),
    },
)
# States by word, as others have them.
WORDED = Machine(
    at="status",
    start="QUEUED",
    states={
        "QUEUED": State(means=Meaning.WAITING, next=frozenset({"BUSY"})),
        "BUSY": State(means=Meaning.RUNNING, next=frozenset({"DONE", "BROKEN"})),
        "DONE": State(means=Meaning.SUCCEEDED, billed=True),
        "BROKEN": State(means=Meaning.FAILED),
        "GONE": State(means=Meaning.EXPIRED),
    },
    anytime=frozenset({"GONE"}),
)
SIGNED = Signature(
    signature="Webhook-Signature",
    timestamp="Webhook-Timestamp",
    nonce="Webhook-Nonce",
    signs="{timestamp}\n{nonce}\n{query}",
    orders=("sorted", "document"),
)
NUMBERS = Event(
    name="acme/clip-ended", machine=NUMBERED, task="id", status="status", read=read, signature=SIGNED, reply="ok"
)
WORDS = Event(name="acme/clip-told", machine=WORDED, task="request_id", status="status", read=read)

BODY = b'{"id":"123456789","status":1,"url":"https://example.com/video.mp4","has_audio":true}'
QUERY = "id=123456789&status=1&url=https%3A%2F%2Fexample.com%2Fvideo.mp4&has_audio=true"


def sign(query: str, *, secret: str = SECRET, timestamp: str = TIMESTAMP) -> str:
    """Sign as the page says, by other means than the receiver's."""
    message = f"{timestamp}\n{NONCE}\n{query}".encode()
    return base64.b64encode(hmac.digest(secret.encode(), message, hashlib.sha256)).decode()


def headers(signature: str, *, timestamp: str = TIMESTAMP) -> dict[str, str]:
    return {
        "Content-Type": "application/json",
        "Webhook-Timestamp": timestamp,
        "Webhook-Nonce": NONCE,
        "Webhook-Signature": signature,
    }


def receiver(event: Event[Clip] = NUMBERS, *, after: float = 1.0, tolerance: float | None = 300.0) -> Receiver[Clip]:
    """Make a receiver that takes place so many seconds after the vectors were signed."""
    return Receiver(event, secret=SECRET, tolerance=tolerance, now=lambda: SENT + timedelta(seconds=after))


def told(status: object, task: object = "r-1", **more: object) -> bytes:
    return json.dumps({"request_id": task, "status": status, **more}).encode()


def verdicts(here: Receiver[Clip], *states: object) -> list[Verdict]:
    return [here.receive({}, told(state)).verdict for state in states]


# ── signatures ───────────────────────────────────────────────────────────────────────────────────────────────────────

SIZED = (
    b'{"id":"123456789","status":1,"url":"https://example.com/video.mp4","size":10.5,"has_audio":true,"credits":100}'
)
VECTORS = {
    "document": (BODY, "gNJiFg0epO7WTOu1N31VW5TXhkxr31Io8T5ryeRoeHY="),
    "sorted": (BODY, "6QYQO7HYVOO83ErXxqWQRtnsOIUc++51J6x7gx4bvRE="),
    "sized, document": (SIZED, "Bo7XA/qkYL0+wjg9yP9MstMFBkUltNwgG9XMq/9h780="),
    "sized, sorted": (SIZED, "a3V5Gd8JTCdyo2HgJx8tR4h7HOYJlgf+t6LnJqVqwiY="),
}


@pytest.mark.parametrize(("body", "signature"), VECTORS.values(), ids=VECTORS)
def test_vectors(body: bytes, signature: str) -> None:
    assert receiver().receive(headers(signature), body) == Delivery(
        verdict=NEW,
        notice=Notice(
            task="123456789",
            status="1",
            means=Meaning.SUCCEEDED,
            terminal=True,
            event=None,
            result=Clip(url="https://example.com/video.mp4", seconds=None, ended=None),
            answer=json.loads(body),
            signed=True,
        ),
        reply="ok",
        http_status=200,
    )


@pytest.mark.parametrize(("body", "signature"), VECTORS.values(), ids=VECTORS)
@pytest.mark.parametrize("order", ["sorted", "document"])
def test_only_the_orders_that_are_declared_are_accepted(body: bytes, signature: str, order: str) -> None:
    event = replace(NUMBERS, signature=replace(SIGNED, orders=(order,)))
    rightly = (body, signature) in [vector for name, vector in VECTORS.items() if name.endswith(order)]
    if rightly:
        assert receiver(event).receive(headers(signature), body).notice.signed
    else:
        with pytest.raises(BadSignature):
            receiver(event).receive(headers(signature), body)


@pytest.mark.parametrize("fold", [str.lower, str.upper, str.title])
def test_case_of_header_names_does_not_matter(fold: Callable[[str], str]) -> None:
    folded = {fold(name): value for name, value in headers(sign(QUERY)).items()}
    assert receiver().receive(folded, BODY).notice.signed


@pytest.mark.parametrize("name", ["Webhook-Timestamp", "Webhook-Nonce", "Webhook-Signature"])
def test_a_missing_header_is_named(name: str) -> None:
    given = headers(sign(QUERY))
    del given[name]
    with pytest.raises(BadSignature, match=f"the header {name} is missing"):
        receiver().receive(given, BODY)


@pytest.mark.parametrize(
    ("tampered", "body"),
    [
        (headers(sign(QUERY)), BODY.replace(b'"status":1', b'"status":8')),
        (headers(sign(QUERY)), BODY.replace(b'"status":1', b'"status":1.0')),
        (headers(sign(QUERY)), BODY.replace(b"}", b',"more":1}')),
        (headers(sign(QUERY)), BODY.replace(b"video.mp4", b"video.mp4&has_audio=true")),
        (headers(sign(QUERY), timestamp="1760000001"), BODY),
        ({**headers(sign(QUERY)), "Webhook-Nonce": "a" * 32}, BODY),
        (headers(sign(QUERY, secret="another")), BODY),
        (headers(sign(QUERY, secret="")), BODY),
        (headers(""), BODY),
        (headers("äöü\ud800"), BODY),
        (headers(sign(QUERY).lower()), BODY),
        (headers(sign(QUERY).rstrip("=")), BODY),
    ],
)
def test_what_was_tampered_with_is_refused_and_not_noted(tampered: dict[str, str], body: bytes) -> None:
    here = receiver()
    with pytest.raises(BadSignature, match="the signature is wrong") as caught:
        here.receive(tampered, body)
    assert caught.value.http_status == 401
    assert sign(QUERY) not in str(caught.value)
    assert here.receive(headers(sign(QUERY)), BODY).verdict is NEW


@pytest.mark.parametrize("seconds", [-300, -1, 0, 300])
def test_a_delivery_of_this_hour_is_taken(seconds: int) -> None:
    assert receiver(after=seconds).receive(headers(sign(QUERY)), BODY).notice.signed


@pytest.mark.parametrize(("seconds", "words"), [(301, "301 s ago; 300 s"), (-301, "301 s ahead; 300 s")])
def test_a_delivery_of_another_hour_is_refused(seconds: int, words: str) -> None:
    with pytest.raises(BadSignature, match=words):
        receiver(after=seconds).receive(headers(sign(QUERY)), BODY)


def test_any_time_is_taken_where_none_is_asked_for() -> None:
    for seconds in (-1e8, 1e8):
        assert receiver(after=seconds, tolerance=None).receive(headers(sign(QUERY)), BODY).notice.signed


@pytest.mark.parametrize("timestamp", ["", "soon", "nan", "inf", "-1", "9" * 400, "1760000000000"])
def test_a_signed_time_that_is_none_is_refused(timestamp: str) -> None:
    with pytest.raises(BadSignature, match=r"no number of seconds|are allowed"):
        receiver().receive(headers(sign(QUERY, timestamp=timestamp), timestamp=timestamp), BODY)


def test_the_real_time_is_the_usual_one() -> None:
    timestamp = str(int(datetime.now(UTC).timestamp()))
    here = Receiver(NUMBERS, secret=SECRET)
    assert here.receive(headers(sign(QUERY, timestamp=timestamp), timestamp=timestamp), BODY).notice.signed
    with pytest.raises(BadSignature, match="ago"):
        here.receive(headers(sign(QUERY)), BODY)


@pytest.mark.parametrize(
    ("value", "spelt"),
    [
        ("10.5", "10.5"),
        ("1.0", "1.0"),
        ("1.50", "1.50"),
        ("1e3", "1e3"),
        ("1E+2", "1E%2B2"),
        ("-0.0", "-0.0"),
        ("-0", "-0"),
        ("0.1000000000000000055511151231257827", "0.1000000000000000055511151231257827"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
        ("true", "true"),
        ("false", "false"),
        ("null", "None"),
        ("null", "null"),
        ("null", "%3Cnil%3E"),
        ('""', ""),
        ('"a b+c&d=e/f?~"', "a+b%2Bc%26d%3De%2Ff%3F~"),
        ('"\\u732b"', "%E7%8C%AB"),
        ('{ "b": 1.0, "a": [null, true, "x y", 2e0] }', quote_plus('{"b":1.0,"a":[null,true,"x y",2e0]}')),
        ("[ ]", "%5B%5D"),
        ('["\\u732b", {}]', quote_plus('["猫",{}]')),
    ],
)
def test_values_are_signed_as_they_stand(value: str, spelt: str) -> None:
    body = f'{{"id": 7, "status": 5, "x y": {value}}}'.encode()
    delivery = receiver().receive(headers(sign(f"id=7&status=5&x+y={spelt}")), body)
    assert delivery.notice.signed
    assert delivery.notice.answer == json.loads(body), "what is read are numbers, not their spelling"


def test_all_nulls_of_a_body_are_spelt_alike() -> None:
    body = b'{"id":"7","a":null,"b":null}'
    for null in ("None", "null", "%3Cnil%3E"):
        assert receiver().receive(headers(sign(f"id=7&a={null}&b={null}")), body).notice.signed
    with pytest.raises(BadSignature):
        receiver().receive(headers(sign("id=7&a=None&b=null")), body)


def test_half_a_character_is_none_of_another() -> None:
    body = b'{"id":"7","x":"?"}'
    with pytest.raises(BadSignature):
        receiver().receive(headers(sign("id=7&x=%3F")), body.replace(b"?", rb"\ud800"))


def test_the_raw_body_can_be_what_is_signed() -> None:
    signature = Signature(signature="X-Signature", signs="v1:{body}", method="hmac-sha256-hex")
    here = receiver(replace(NUMBERS, signature=signature))
    body = b'{ "id": "7", "b": 1, "a": "\xe7\x8c\xab {query}" }'
    right = hmac.new(SECRET.encode(), b"v1:" + body, hashlib.sha256).hexdigest()
    assert here.receive({"x-signature": right}, body).notice.signed
    for wrong in (body.replace(b" ", b""), body + b" "):
        with pytest.raises(BadSignature):
            here.receive({"x-signature": right}, wrong)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"signs": "{timestamp}\n{nonce}"}, "any body would pass"),
        ({"signs": "{timestamp}{nonce}{query}{key}"}, "nothing is called {key}"),
        ({"signs": "{timestamp}{nonce}{}{query}"}, "nothing is called {}"),
        ({"signs": "{nonce}{query}"}, "timestamp: .* need each other"),
        ({"nonce": None}, "nonce: .* need each other"),
        ({"orders": ()}, "choose from document, sorted"),
        ({"orders": ("sorted", "random")}, "choose from document, sorted"),
        ({"method": "md5"}, "choose from hmac-sha256-base64, hmac-sha256-hex"),
    ],
)
def test_a_signature_that_proves_nothing_cannot_be_described(change: dict[str, str], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        replace(SIGNED, **change)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType] -- a case's change


# ── secrets ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("secret", [None, ""])
def test_a_signature_wants_its_secret(secret: str | None) -> None:
    with pytest.raises(ValueError, match="give the secret, or say unverified=True"):
        Receiver(NUMBERS, secret=secret)


def test_a_signature_may_be_left_unchecked_and_is_then_not_claimed() -> None:
    here = Receiver(NUMBERS, unverified=True)
    assert not here.receive({}, BODY).notice.signed
    assert repr(here) == "Receiver('acme/clip-ended', nothing checked)"


def test_a_secret_that_checks_nothing_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="no signature would be checked"):
        Receiver(WORDS, secret=SECRET)
    with pytest.raises(ValueError, match="no signature would be checked"):
        Receiver(NUMBERS, secret=SECRET, unverified=True)


def test_the_secret_is_shown_nowhere() -> None:
    here = receiver()
    assert repr(here) == "Receiver('acme/clip-ended', signatures checked)"
    with pytest.raises(BadSignature) as caught:
        here.receive(headers("wrong"), BODY)
    told_all = "".join(traceback.TracebackException.from_exception(caught.value, capture_locals=True).format())
    shown = [repr(here), str(here), repr(vars(here)), repr(caught.value), repr(vars(caught.value)), told_all]
    assert [one for one in shown if SECRET in one] == []
    with pytest.raises(TypeError):
        pickle.dumps(here)


# ── verdicts ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_provider_that_does_not_sign_is_taken_at_its_word() -> None:
    body = told("DONE", url="https://acme.test/1.mp4", seconds=5)
    delivery = Receiver(WORDS).receive({"Content-Type": "application/json"}, body)
    assert (delivery.verdict, delivery.reply, delivery.http_status) == (NEW, "", 200)
    assert not delivery.notice.signed
    assert delivery.notice.result == Clip(url="https://acme.test/1.mp4", seconds=5, ended=None)


@pytest.mark.parametrize("written", ["2026-05-22T13:19:23.000Z", "2026-05-22 13:19:23"])
def test_moments_of_either_form_are_read(written: str) -> None:
    ended = Receiver(WORDS).receive({}, told("DONE", ended=written)).notice.result.ended
    assert ended == datetime(2026, 5, 22, 13, 19, 23, tzinfo=UTC)


def test_each_state_of_a_task_is_new_once() -> None:
    here = Receiver(WORDS)
    assert verdicts(here, "QUEUED", "BUSY", "BUSY", "BUSY", "DONE") == [NEW, NEW, REPEATED, REPEATED, NEW]


def test_tasks_do_not_touch_each_other() -> None:
    here = Receiver(WORDS)
    assert [here.receive({}, told("DONE", task)).verdict for task in ("a", "b", "a")] == [NEW, NEW, REPEATED]


def test_eight_retries_deliver_once() -> None:
    waits = (0, 2, 10, 30, 60, 300, 900, 3600, 14400)
    here = receiver(tolerance=20_000.0)
    found = [here.receive(headers(sign(QUERY)), BODY) for _ in waits]
    assert [one.verdict for one in found] == [NEW] + [REPEATED] * 8
    assert {(one.reply, one.http_status) for one in found} == {("ok", 200)}, "a repeated one is taken, too"


@pytest.mark.parametrize(
    ("states", "last"),
    [
        (["DONE", "BUSY"], STALE),
        (["DONE", "BROKEN"], STALE),
        (["DONE", "GONE"], STALE),
        (["DONE", "UNHEARD"], STALE),
        (["DONE", None], STALE),
        (["DONE", "DONE"], REPEATED),
        (["BUSY", "DONE", "BUSY"], REPEATED),
        (["BUSY", "QUEUED"], STALE),
        (["BUSY", "QUEUED", "QUEUED"], STALE),
        (["BUSY", "QUEUED", "DONE"], NEW),
        (["QUEUED", "DONE"], NEW),
        (["QUEUED", "GONE"], NEW),
        (["GONE", "DONE"], STALE),
        (["UNHEARD", "QUEUED"], NEW),
        (["UNHEARD", "DONE"], NEW),
        (["BUSY", "UNHEARD", "DONE"], NEW),
        (["BUSY", "UNHEARD", "QUEUED"], STALE),
        (["BUSY", "UNHEARD", "UNHEARD"], REPEATED),
        (["BUSY", "UNHEARD", "UNKNOWN TOO"], NEW),
        (["BUSY", None, "DONE"], NEW),
    ],
)
def test_what_comes_late_is_stale(states: list[object], last: Verdict) -> None:
    assert verdicts(Receiver(WORDS), *states)[-1] is last


def test_a_state_that_comes_back_is_not_told_again() -> None:
    # Where states may alternate, a retry cannot be told from a return.
    swinging = Machine(
        at="s",
        start="A",
        states={
            "A": State(means=Meaning.WAITING, next=frozenset({"B"})),
            "B": State(means=Meaning.RUNNING, next=frozenset({"A", "C"})),
            "C": State(means=Meaning.SUCCEEDED),
        },
    )
    assert [judge(swinging, ("A", "B"), status) for status in "ABC"] == [REPEATED, REPEATED, NEW]
    assert judge(swinging, ("B",), "A") is NEW


@pytest.mark.parametrize(
    ("status", "kept"), [("PAUSED", "PAUSED"), (3, "3"), (None, ""), (True, ""), (5.5, ""), ([], ""), ({}, "")]
)
def test_a_word_that_no_page_names_ends_nothing(status: object, kept: str) -> None:
    notice = Receiver(WORDS).receive({}, told(status)).notice
    assert (notice.status, notice.means, notice.terminal) == (kept, Meaning.UNKNOWN, False)


def test_a_number_and_its_text_are_one() -> None:
    here = Receiver(NUMBERS, unverified=True)
    bodies = [b'{"id": 355, "status": 1}', b'{"id": "355", "status": "1"}', b'{"id": "355", "status": 1}']
    found = [here.receive({}, body) for body in bodies]
    assert [one.verdict for one in found] == [NEW, REPEATED, REPEATED]
    assert {(one.notice.task, one.notice.status, one.notice.means) for one in found} == {
        ("355", "1", Meaning.SUCCEEDED)
    }


def test_an_event_in_an_envelope_has_an_id_of_its_own() -> None:
    event = replace(WORDS, task="data.task_id", status="data.task_status", id="id")
    here = Receiver(event)
    for number, verdict in ((1, NEW), (2, REPEATED)):
        envelope = {"specversion": "1.0", "id": f"e-{number}", "data": {"task_id": "t-1", "task_status": "DONE"}}
        delivery = here.receive({}, json.dumps(envelope).encode())
        assert (delivery.notice.event, delivery.notice.task, delivery.notice.status) == (f"e-{number}", "t-1", "DONE")
        assert delivery.verdict is verdict, "who sends a state anew gives it another id"
    assert here.receive({}, b'{"data": {"task_id": "t-2"}}').notice.event is None


def test_what_cannot_be_read_is_not_noted() -> None:
    moods = iter([RuntimeError("no"), None])

    def moody(body: object) -> Clip:
        if mood := next(moods):
            raise mood
        return read(body)

    here = Receiver(replace(WORDS, read=moody))
    with pytest.raises(RuntimeError):
        here.receive({}, told("DONE"))
    assert here.receive({}, told("DONE")).verdict is NEW


# ── bodies ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "cannot be read"),
        (b"ok", "cannot be read"),
        (b"[]", "a JSON object is expected"),
        (b"null", "a JSON object is expected"),
        (b'"r-1"', "a JSON object is expected"),
        (b'{"request_id": "r-1"', "cannot be read"),
        (b'{"request_id": "r-1"} {}', "cannot be read"),
        (b'{"request_id": "r-1", "x": NaN}', "NaN is not JSON"),
        (b'{"request_id": "r-1", "x": -Infinity}', "-Infinity is not JSON"),
        (b'{"request_id": "\xff"}', "cannot be read"),
        ('{"request_id": "r-1"}'.encode("utf-16"), "cannot be read"),
        (b"{}", "no task's id at request_id"),
        (b'{"request_id": null}', "no task's id"),
        (b'{"request_id": ""}', "no task's id"),
        (b'{"request_id": 1.5}', "no task's id"),
        (b'{"request_id": true}', "no task's id"),
        (b'{"request_id": {"r": 1}}', "no task's id"),
        (told("DONE", "r" * 513), "more than 512 characters"),
        (told("D" * 513), "more than 512 characters"),
        (b'{"request_id": ' + b"9" * 5_000 + b"}", "cannot be read"),
        (told("DONE", more="x" * (1 << 20)), "are too many"),
        (b'{"request_id": "r-1", "x": ' + b"[" * 64 + b"]" * 64 + b"}", "nested more than 64 deep"),
        (b'{"x":' * 500 + b"1" + b"}" * 500, "nested more than 64 deep|recursion"),
        (b'{"request_id": "r-1", "x": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", "cannot be read"),
        (b"[" * 200_000, "cannot be read"),
        (b'{"a":' * 100_000, "cannot be read"),
    ],
    ids=lambda case: str(case)[:40],
)
def test_what_tells_about_no_task_is_refused(body: bytes, words: str) -> None:
    with pytest.raises(UnreadableEvent, match=words) as caught:
        Receiver(WORDS).receive({}, body)
    assert caught.value.http_status == 400
    assert (caught.value.__cause__, caught.value.__context__) == (None, None), "no parser's error is dragged along"
    assert len(str(caught.value)) < 300


def test_a_body_may_be_as_large_and_deep_as_is_said() -> None:
    deep = b'{"request_id": "r-1", "x": ' + b"[" * 63 + b"]" * 63 + b"}"
    assert Receiver(WORDS).receive({}, deep).notice.task == "r-1"
    large = told("DONE", more="")
    large = large.replace(b'""', b'"' + b"x" * ((1 << 20) - len(large)) + b'"')
    assert len(large) == 1 << 20
    assert Receiver(WORDS).receive({}, large).notice.task == "r-1"


def test_a_body_that_is_nearly_too_deep_is_signed_like_any() -> None:
    nested = "[" * 63 + "]" * 63
    query = f"id=7&status=5&x={quote_plus(nested)}"
    delivery = receiver().receive(headers(sign(query)), f'{{"id":7,"status":5,"x":{nested}}}'.encode())
    assert delivery.notice.signed


def test_a_right_signature_makes_no_event_of_a_body() -> None:
    with pytest.raises(UnreadableEvent, match="no task's id"):
        receiver().receive(headers(sign("")), b"{}")


def test_what_is_refused_is_one_family_and_survives_pickle() -> None:
    assert issubclass(DeliveryRefused, CallsheetError)
    for kind, answer in ((BadSignature, 401), (UnreadableEvent, 400)):
        error = kind("acme/clip-told", "no")
        assert isinstance(error, DeliveryRefused)
        for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
            assert type(again) is kind
            assert (str(again), again.event, again.why) == ("acme/clip-told: no", "acme/clip-told", "no")
            assert (again.http_status, again.sent, again.billed, again.repeatable) == (answer, False, None, False)
    drawn = [line.split()[1] for line in str(webhooks.__doc__).splitlines() if line.lstrip().startswith("x ")]
    assert drawn == ["DeliveryRefused", "BadSignature", "UnreadableEvent"]


# ── what was seen ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_state_is_noted_only_after_what_was_known() -> None:
    seen = MemorySeen()
    assert seen.last("a") == ()
    assert seen.note("a", "QUEUED", after=())
    assert not seen.note("a", "BUSY", after=())
    assert seen.note("a", "BUSY", after=("QUEUED",))
    assert seen.last("a") == ("QUEUED", "BUSY")


def test_memory_is_bounded_and_the_oldest_go_first() -> None:
    seen = MemorySeen(2, states=3)
    for task in "abac":
        assert seen.note(task, f"{len(seen.last(task))}", after=seen.last(task))
    assert [seen.last(task) for task in "abc"] == [("0", "1"), (), ("0",)]
    for status in "234":
        assert seen.note("a", status, after=seen.last("a"))
    assert seen.last("a") == ("2", "3", "4")
    assert (len(seen), repr(seen)) == (2, "MemorySeen(2 of 2 tasks)")
    for wrong in (0, -1):
        with pytest.raises(ValueError, match="at least one"):
            MemorySeen(wrong)
        with pytest.raises(ValueError, match="at least one"):
            MemorySeen(states=wrong)


def test_an_end_is_remembered_however_many_words_came_before() -> None:
    here = Receiver(WORDS, seen=MemorySeen(states=2))
    assert verdicts(here, "A", "B", "C", "D", "DONE", "A", "BUSY", "DONE") == [NEW] * 5 + [STALE, STALE, REPEATED]


def test_receivers_can_share_what_was_seen() -> None:
    seen = MemorySeen()
    one, other = Receiver(WORDS, seen=seen), Receiver(WORDS, seen=seen)
    assert (verdicts(one, "DONE"), verdicts(other, "DONE")) == ([NEW], [REPEATED])


class Interrupted(MemorySeen):
    """Lets another delivery come in between the look and the note, once."""

    def __init__(self, between: str) -> None:
        super().__init__()
        self.between: str | None = between

    def note(self, task: str, status: str, *, after: tuple[str, ...]) -> bool:
        between, self.between = self.between, None
        if between is not None:
            assert super().note(task, between, after=after)
        return super().note(task, status, after=after)


@pytest.mark.parametrize(
    ("between", "verdict"), [("BUSY", REPEATED), ("DONE", STALE), ("QUEUED", NEW), ("UNHEARD", NEW)]
)
def test_what_comes_in_between_is_taken_into_account(between: str, verdict: Verdict) -> None:
    assert verdicts(Receiver(WORDS, seen=Interrupted(between)), "BUSY") == [verdict]


@pytest.fixture
def hurry() -> Iterator[None]:
    """Let threads interrupt each other as often as can be."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("hurry")
@pytest.mark.parametrize("again", range(20))
def test_of_many_deliveries_at_once_one_is_new(again: int) -> None:
    threads = 8
    here, start = receiver(), Barrier(threads)

    def deliver(_: int) -> Verdict:
        start.wait()
        return here.receive(headers(sign(QUERY)), BODY).verdict

    with ThreadPoolExecutor(threads) as pool:
        found = sorted(pool.map(deliver, range(threads)))
    assert found == [NEW] + [REPEATED] * (threads - 1), again


@pytest.mark.usefixtures("hurry")
@pytest.mark.parametrize("again", range(20))
def test_of_many_states_at_once_one_end_is_new(again: int) -> None:
    seen = MemorySeen()
    here = Receiver(WORDS, seen=seen)
    states = ["QUEUED", "BUSY", "DONE", "BROKEN", "GONE", "UNHEARD"] * 4
    start = Barrier(len(states))

    def deliver(status: str) -> tuple[str, Verdict]:
        start.wait()
        return status, here.receive({}, told(status)).verdict

    with ThreadPoolExecutor(len(states)) as pool:
        found = list(pool.map(deliver, states))
    news = [status for status, verdict in found if verdict is NEW]
    assert sorted(news) == sorted(seen.last("r-1")), again
    assert [WORDED.state(status).terminal for status in seen.last("r-1")].index(True) == len(news) - 1


# ── whatever comes ───────────────────────────────────────────────────────────────────────────────────────────────────

STATES = st.sampled_from([*WORDED.states, "UNHEARD", "PAUSED", None, 7])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)
BODIES = st.binary(max_size=200) | JSON.map(lambda value: json.dumps(value).encode())
TOLD = st.fixed_dictionaries({"id": JSON, "status": JSON, "url": JSON}).map(lambda value: json.dumps(value).encode())


@given(st.lists(st.tuples(st.sampled_from("ab"), STATES), max_size=20))
@settings(max_examples=200, deadline=None)
def test_no_delivery_leads_out_of_an_end(deliveries: list[tuple[str, object]]) -> None:
    here = Receiver(WORDS)
    news: dict[str, list[Notice[Clip]]] = {"a": [], "b": []}
    for task, status in deliveries:
        delivery = here.receive({}, told(status, task))
        if delivery.verdict is NEW:
            news[task].append(delivery.notice)
    for notices in news.values():
        assert not any(notice.terminal for notice in notices[:-1])
        assert len({notice.status for notice in notices}) == len(notices)
        charted = [notice.status for notice in notices if notice.status in WORDED.states]
        assert all(later in WORDED.reachable(earlier) for earlier, later in pairwise(charted))


@given(st.lists(STATES, max_size=12), st.integers(0, 12))
@settings(max_examples=200, deadline=None)
def test_an_end_is_never_missed(states: list[object], place: int) -> None:
    here = Receiver(WORDS)
    alive = [status for status in states if not WORDED.state(str(status)).terminal]
    found = verdicts(here, *alive[:place], "DONE", *alive[place:])
    assert found[min(place, len(alive))] is NEW
    assert NEW not in found[min(place, len(alive)) + 1 :]


@given(BODIES | TOLD, st.dictionaries(st.sampled_from(list(headers(""))) | st.text(max_size=9), st.text(max_size=40)))
@settings(max_examples=300, deadline=None)
def test_whatever_comes_is_taken_or_refused_in_order(body: bytes, given_headers: dict[str, str]) -> None:
    with pytest.raises((BadSignature, UnreadableEvent)):
        receiver().receive(given_headers, body)
    try:
        taken = Receiver(NUMBERS, unverified=True).receive(given_headers, body)
    except UnreadableEvent:
        return
    assert taken.verdict is NEW
    assert not taken.notice.signed


PLAIN = st.dictionaries(
    st.text("abc é", min_size=1, max_size=4), st.text(max_size=9) | st.integers() | st.booleans(), max_size=5
)


@given(PLAIN)
@settings(max_examples=100, deadline=None)
def test_what_is_signed_rightly_is_taken_in_either_order(fields: dict[str, object]) -> None:
    whole: dict[str, object] = {"id": "7", **fields}
    spelt = {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in whole.items()}
    for names in (list(whole), sorted(whole)):
        query = "&".join(f"{quote_plus(name)}={quote_plus(spelt[name])}" for name in names)
        assert receiver().receive(headers(sign(query)), json.dumps(whole).encode()).notice.signed
