"""What each provider sends by itself, taken by the receiver with the emitted events: each page's delivery rules."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest

from callsheet_clients.dashscope import task_events
from callsheet_clients.pixazo import webhook as gateway
from callsheet_clients.pixverse import PixVerse, text_to_video
from callsheet_clients.pixverse import webhook as platform
from callsheet_contracts import Simulator
from callsheet_runtime import BadSignature, Meaning, Receiver, Verdict
from support.catalog import real

SECRET = "test_secret_key"
AT = 1760000000
BODY = b'{"id":"123456789","status":1,"url":"https://example.com/video.mp4","has_audio":true}'
# Computed by hand from the documented rule, in the page's two orders.
DOCUMENT_ORDER = "gNJiFg0epO7WTOu1N31VW5TXhkxr31Io8T5ryeRoeHY="
SORTED_ORDER = "6QYQO7HYVOO83ErXxqWQRtnsOIUc++51J6x7gx4bvRE="


def headers(signature: str) -> Mapping[str, str]:
    return {
        "Webhook-Timestamp": str(AT),
        "Webhook-Nonce": "abcdefghijklmnopqrstuvwxyz012345",
        "Webhook-Signature": signature,
        "Ai-Trace-Id": "t-1",
    }


def platform_receiver() -> Receiver[platform.Result]:
    return Receiver(platform.EVENT, secret=SECRET, now=lambda: datetime.fromtimestamp(AT + 3, UTC))


def signed(fields: Mapping[str, str | int]) -> tuple[Mapping[str, str], bytes]:
    """Sign as the provider does: timestamp, nonce and the fields as a query, each on its line."""
    nonce = "abcdefghijklmnopqrstuvwxyz012345"
    said = f"{AT}\n{nonce}\n{urlencode(sorted(fields.items()))}"
    mark = hmac.new(SECRET.encode(), said.encode(), hashlib.sha256).digest()
    return headers(base64.b64encode(mark).decode()), json.dumps(fields).encode()


@pytest.mark.parametrize("signature", [DOCUMENT_ORDER, SORTED_ORDER])
def test_the_platform_signs_in_either_order_and_wants_ok(signature: str) -> None:
    delivery = platform_receiver().receive(headers(signature), BODY)
    assert (delivery.verdict, delivery.notice.means, delivery.notice.task) == (
        Verdict.NEW,
        Meaning.SUCCEEDED,
        "123456789",
    )
    assert delivery.notice.signed
    assert delivery.notice.result.video_url == "https://example.com/video.mp4"
    assert (delivery.http_status, delivery.reply) == (200, "ok")


def test_the_platform_delivers_nine_times_and_it_counts_once() -> None:
    receiver = platform_receiver()
    verdicts = [receiver.receive(headers(SORTED_ORDER), BODY).verdict for _ in range(9)]
    assert verdicts == [Verdict.NEW, *[Verdict.REPEATED] * 8]


def test_the_platform_cannot_be_forged() -> None:
    for body, head in (
        (BODY.replace(b"123456789", b"123456780"), headers(SORTED_ORDER)),
        (BODY, headers("bm90IGl0")),
        (BODY, {**headers(SORTED_ORDER), "Webhook-Timestamp": str(AT - 3600)}),
        (BODY, {name: value for name, value in headers(SORTED_ORDER).items() if name != "Webhook-Nonce"}),
    ):
        with pytest.raises(BadSignature):
            platform_receiver().receive(head, body)


def test_a_success_is_not_undone_by_a_late_failure() -> None:
    receiver = platform_receiver()
    assert receiver.receive(*signed({"id": "7", "status": 1, "url": "https://e.example/v.mp4"})).verdict is Verdict.NEW
    assert receiver.receive(*signed({"id": "7", "status": 8})).verdict is Verdict.STALE
    assert receiver.receive(*signed({"id": "8", "status": 7})).notice.means is Meaning.REFUSED


def gateway_event(status: str, request: str = "pixverse-v6-text-to-video_019d") -> bytes:
    output = {"media_url": ["https://e.example/output.mp4"], "media_type": "video/mp4"}
    return json.dumps(
        {
            "request_id": request,
            "status": status,
            "model_id": "pixverse-v6-text-to-video",
            "error": "it broke" if status in {"ERROR", "FAILED"} else None,
            "output": output if status == "COMPLETED" else None,
            # One delivery shows both ways of writing a time.
            "created_at": "2026-05-22T13:17:32.110Z",
            "updated_at": "2026-05-22 13:19:23",
            "completed_at": "2026-05-22 13:19:23" if status == "COMPLETED" else None,
        }
    ).encode()


def test_the_gateway_tells_every_poll_in_sync_mode_under_one_id() -> None:
    receiver = Receiver(gateway.EVENT)
    said = ["QUEUED", "PROCESSING", "PROCESSING", "COMPLETED", "COMPLETED", "PROCESSING"]
    deliveries = [receiver.receive({}, gateway_event(one)) for one in said]
    assert [one.verdict for one in deliveries] == [
        Verdict.NEW,
        Verdict.NEW,
        Verdict.REPEATED,
        Verdict.NEW,
        Verdict.REPEATED,
        Verdict.REPEATED,
    ], "whoever goes by the id alone drops the end"
    assert all(one.http_status == 200 for one in deliveries)
    assert not deliveries[0].notice.signed


def test_the_gateway_never_steps_back_from_an_end() -> None:
    receiver = Receiver(gateway.EVENT)
    assert receiver.receive({}, gateway_event("COMPLETED")).notice.terminal
    assert receiver.receive({}, gateway_event("PROCESSING")).verdict is Verdict.STALE
    assert receiver.receive({}, gateway_event("ERROR")).verdict is Verdict.STALE


def test_the_gateway_writes_times_in_two_ways_in_one_delivery() -> None:
    result = Receiver(gateway.EVENT).receive({}, gateway_event("COMPLETED")).notice.result
    assert result.created == datetime(2026, 5, 22, 13, 17, 32, 110000, UTC)
    assert result.completed == datetime(2026, 5, 22, 13, 19, 23, tzinfo=UTC)


def test_an_event_of_the_bus_tells_of_the_task_inside_of_it() -> None:
    body = {
        "specversion": "1.0",
        "id": "81765e5b",
        "source": "acs.dashscope",
        "type": "dashscope:System:AsyncTaskFinish",
        # As the page has it, which is no date.
        "time": "2023-1-25T01:45:16.969Z",
        "data": {"task_id": "a154c328", "task_status": "SUCCEEDED", "end_time": "2023-10-25 09:45:16"},
    }
    receiver = Receiver(task_events.EVENT)
    first, again = (receiver.receive({}, json.dumps(body).encode()) for _ in range(2))
    assert (first.verdict, again.verdict) == (Verdict.NEW, Verdict.REPEATED)
    assert (first.notice.task, first.notice.event, first.notice.means) == ("a154c328", "81765e5b", Meaning.SUCCEEDED)
    assert first.notice.result.work_ended is not None
    assert first.notice.result.work_ended.astimezone(UTC) == datetime(2023, 10, 25, 1, 45, 16, tzinfo=UTC)


@pytest.fixture
def simulator() -> Iterator[Simulator]:
    """The platform alone."""
    with Simulator(real(), providers=["pixverse"], task_seconds=0.02) as served:
        yield served


def test_a_notice_is_a_hint_and_a_poll_tells(simulator: Simulator) -> None:
    """Who got word of a task asks the provider: by an id that is text there and a number here."""
    with PixVerse(key="k", base_url=simulator.url("pixverse")) as client:
        request = text_to_video.Request(
            model="v6", prompt="A cat.", duration=5, quality="720p", aspect_ratio="16:9", webhook_id="1234"
        )
        ticket = client.text_to_video.submit(request)
        notice = platform_receiver().receive(*signed({"id": ticket.task, "status": 1})).notice
        result = client.text_to_video.wait(client.text_to_video.adopt(notice.task), every=0.01)
    assert str(result.video_id) == ticket.task
