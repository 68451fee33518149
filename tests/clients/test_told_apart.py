"""What pages say of refusals, told by the emitted clients: moderation with its stage and price, and the three 429s."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from callsheet_clients.dashscope import DashScope, pixverse_t2v
from callsheet_clients.pixazo import Pixazo, v6_t2v
from callsheet_clients.pixverse import PixVerse, text_to_video, upload_image
from callsheet_runtime import (
    BalanceExhausted,
    Category,
    Client,
    ConcurrencyExceeded,
    ContentRefused,
    Moderated,
    ProviderError,
    RateExceeded,
    Refund,
    Repeat,
    Stage,
    TaskEnded,
    TaskModerated,
)
from callsheet_runtime.protocol import Conventions

Body = Mapping[str, object]


@dataclass(frozen=True)
class Provider:
    """A client, one of its endpoints, and how its answers look."""

    client: type[Client]
    face: str
    request: Any
    created: Body

    def ask(self, *answers: tuple[int, Body], repeat: int = 0) -> tuple[Any, list[httpx.Request]]:
        """Run one task over scripted answers, the last one for ever; tell what it raises, and what was sent."""
        script, seen = list(answers), list[httpx.Request]()

        def answer(request: httpx.Request) -> httpx.Response:
            seen.append(request)
            status, body = script[0] if len(script) == 1 else script.pop(0)
            return httpx.Response(status, json=body, headers={"retry-after": "0"})

        http = httpx.Client(transport=httpx.MockTransport(answer))
        client = self.client(key="sk-test-key", http=http, repeat=Repeat(times=repeat))
        with client, pytest.raises((ProviderError, TaskEnded)) as caught:
            getattr(client, self.face).run(self.request)
        return caught.value, seen


PROVIDERS = {
    "dashscope": Provider(
        DashScope,
        "pixverse_t2v",
        pixverse_t2v.Request(model="pixverse/pixverse-v6-t2v", prompt="a cat", size="1280*720", duration=5),
        {"output": {"task_id": "t-1", "task_status": "PENDING"}, "request_id": "r-1"},
    ),
    "pixverse": Provider(
        PixVerse,
        "text_to_video",
        text_to_video.Request(model="v6", prompt="a cat", aspect_ratio="16:9", duration=5, quality="720p"),
        {"ErrCode": 0, "ErrMsg": "success", "Resp": {"video_id": 1}},
    ),
    "pixazo": Provider(Pixazo, "v6_t2v", v6_t2v.Request(prompt="a cat"), {"request_id": "t-1", "status": "QUEUED"}),
}


def code(provider: str, word: str) -> Body:
    """Write a refusal as the provider does."""
    match provider:
        case "dashscope":
            return {"code": word, "message": "in its own words", "request_id": "r-9"}
        case "pixverse":
            return {"ErrCode": int(word), "ErrMsg": "in its own words", "Resp": None}
        case _:
            return {"error": word, "message": "in its own words"}


INPUT, OUTPUT, UNKNOWN = Stage.INPUT, Stage.OUTPUT, Stage.UNKNOWN


@pytest.mark.parametrize(
    ("provider", "status", "word", "stage"),
    [
        ("dashscope", 400, "DataInspectionFailed", UNKNOWN),
        ("dashscope", 400, "data_inspection_failed", UNKNOWN),
        ("dashscope", 400, "IPInfringementSuspect", INPUT),
        ("dashscope", 400, "CustomRoleBlocked", UNKNOWN),
        ("pixverse", 200, "500054", UNKNOWN),
        ("pixverse", 500, "500054", UNKNOWN),
        ("pixverse", 200, "500063", UNKNOWN),
        ("pixverse", 500, "500063", UNKNOWN),
    ],
)
def test_a_submit_that_moderation_refuses(provider: str, status: int, word: str, stage: Stage) -> None:
    error, seen = PROVIDERS[provider].ask((status, code(provider, word)), repeat=3)
    assert type(error) is ContentRefused
    assert (error.code, error.stage, error.refund) == (word, stage, Refund.REFUNDED)
    assert len(seen) == 1


def test_an_upload_that_moderation_refuses() -> None:
    body = {"err_code": 500052, "err_msg": "图片未过审，疑含敏感内容，请修改后重试。", "resp": ""}
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(500, json=body)

    http = httpx.Client(transport=httpx.MockTransport(answer))
    request = upload_image.Request(image_url="https://acme.test/cat.png")
    with PixVerse(key="sk-test-key", http=http) as pixverse, pytest.raises(Moderated) as caught:
        pixverse.upload_image.call(request)
    assert (caught.value.code, caught.value.stage, caught.value.refund) == ("500052", INPUT, Refund.REFUNDED)
    assert len(seen) == 1, "too many of these can cost the account"


@pytest.mark.parametrize(
    ("provider", "ended", "stage"),
    [
        ("dashscope", {"output": {"task_status": "FAILED", "code": "DataInspectionFailed", "message": "m"}}, UNKNOWN),
        ("dashscope", {"output": {"task_status": "FAILED", "code": "IPInfringementSuspect", "message": "m"}}, INPUT),
        ("pixverse", {"ErrCode": 0, "ErrMsg": "success", "Resp": {"id": 1, "status": 7}}, OUTPUT),
    ],
)
def test_a_task_that_moderation_ends(provider: str, ended: Body, stage: Stage) -> None:
    here = PROVIDERS[provider]
    error, _ = here.ask((200, here.created), (200, ended))
    assert type(error) is TaskModerated
    assert (error.stage, error.refund) == (stage, Refund.REFUNDED)
    assert error.ticket is not None


def test_a_failure_in_free_words_is_no_moderation() -> None:
    """This provider has no code for it: what its text means, and what it costs, no page says."""
    here = PROVIDERS["pixazo"]
    error, _ = here.ask((200, here.created), (200, {"status": "FAILED", "error": "content policy", "output": None}))
    assert type(error) is TaskEnded
    assert error.billed is None


@pytest.mark.parametrize(
    ("provider", "status", "word", "kind", "tries"),
    [
        ("dashscope", 429, "Throttling", RateExceeded, 3),
        ("dashscope", 429, "Throttling.RateQuota", RateExceeded, 3),
        ("dashscope", 429, "Throttling.BurstRate", RateExceeded, 3),
        ("dashscope", 429, "Throttling.AllocationQuota", BalanceExhausted, 1),
        ("dashscope", 429, "insufficient_quota", BalanceExhausted, 1),
        ("dashscope", 429, "CommodityNotPurchased", BalanceExhausted, 1),
        ("dashscope", 429, "PrepaidBillOverdue", BalanceExhausted, 1),
        ("dashscope", 429, "PostpaidBillOverdue", BalanceExhausted, 1),
        ("dashscope", 400, "Arrearage", BalanceExhausted, 1),
        ("pixverse", 200, "500044", ConcurrencyExceeded, 3),
        ("pixverse", 429, "500044", ConcurrencyExceeded, 3),
        ("pixverse", 200, "500090", BalanceExhausted, 1),
        ("pixverse", 429, "500090", BalanceExhausted, 1),
        ("pixverse", 429, "500060", BalanceExhausted, 1),
        ("pixazo", 429, "Too Many Requests", RateExceeded, 3),
        ("pixazo", 429, "Rate limit exceeded, please retry later", RateExceeded, 3),
        ("pixazo", 402, "Insufficient Balance", BalanceExhausted, 1),
    ],
)
def test_too_much_is_told_apart_by_the_code(
    provider: str, status: int, word: str, kind: type[ProviderError], tries: int
) -> None:
    error, seen = PROVIDERS[provider].ask((status, code(provider, word)), repeat=2)
    assert type(error) is kind
    assert error.retry_after == 0
    assert len(seen) == tries, "money is not waited for, and the rest is"


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize(
    "body", [{}, {"statusCode": 429, "message": "Rate limit is exceeded."}], ids=["bare", "gateway"]
)
def test_a_429_without_a_code_is_about_the_rate(provider: str, body: Body) -> None:
    error, seen = PROVIDERS[provider].ask((429, body), repeat=2)
    assert type(error) is RateExceeded
    assert len(seen) == 3


RATE, CONCURRENCY, BALANCE = Category.RATE, Category.CONCURRENCY, Category.BALANCE


@pytest.mark.parametrize(
    ("protocol", "has"),
    [
        # Tasks beyond the running limit are not refused: they wait as PENDING.
        (pixverse_t2v.ENDPOINT.protocol, {RATE, BALANCE}),
        # Too many calls have no code: packages expect a bare 429.
        (text_to_video.ENDPOINT.protocol, {CONCURRENCY, BALANCE}),
        # How many tasks may be at work is not said.
        (v6_t2v.ENDPOINT.protocol, {RATE, BALANCE}),
    ],
    ids=PROVIDERS,
)
def test_the_tables_have_what_pages_name(protocol: Conventions, has: set[Category]) -> None:
    assert {one.category for one in protocol.known.values()} & {RATE, CONCURRENCY, BALANCE} == has
