"""Errors that people branch on: by class, whatever the HTTP status, at submit and when a task ends."""

import pytest

from callsheet_runtime import (
    BalanceExhausted,
    CallsheetError,
    Category,
    ContentRefused,
    KeyRefused,
    Meaning,
    Moderated,
    ProviderError,
    RateExceeded,
    Refund,
    Repeat,
    TaskEnded,
    TaskModerated,
)
from runtime.acme import CREATED, Clip, Say, refusal
from runtime.conftest import MakeRig
from runtime.test_errors import EVERY


@pytest.mark.parametrize("error", EVERY, ids=lambda error: type(error).__name__)
def test_each_answers_the_same_questions(error: CallsheetError) -> None:
    asked = (error.category, error.code, error.message, error.request_id, error.http_status, error.advice)
    assert all(one is None or one != "" for one in asked)
    assert (error.category is None) is not isinstance(error, (ProviderError, TaskEnded))


@pytest.mark.parametrize(
    ("code", "kind"), [("TooFast", RateExceeded), ("NoMoney", BalanceExhausted), ("BadKey", KeyRefused)]
)
def test_one_http_status_is_told_apart_by_the_body(rig: MakeRig, code: str, kind: type[ProviderError]) -> None:
    with pytest.raises(ProviderError) as caught:
        rig(refusal(429, code), repeat=Repeat(times=0)).submit(Clip())
    assert type(caught.value) is kind
    assert caught.value.http_status == 429


def test_a_code_that_no_page_explains_is_a_plain_refusal(rig: MakeRig) -> None:
    with pytest.raises(ProviderError) as caught:
        rig(refusal(418, "Teapot")).submit(Clip())
    assert type(caught.value) is ProviderError
    assert caught.value.category is Category.OTHER


def test_moderation_is_one_catch_at_submit_and_at_the_end(rig: MakeRig) -> None:
    with pytest.raises(Moderated) as at_once:
        rig(refusal(400, "Filtered", "the words of the request")).submit(Clip())
    assert isinstance(at_once.value, ContentRefused)
    assert at_once.value.refund is Refund.UNKNOWN
    with pytest.raises(Moderated) as late:
        rig(CREATED, Say({"data": {"status": "BARRED", "message": "the words of the request"}})).run(Clip())
    assert isinstance(late.value, TaskModerated)
    assert late.value.category is Category.MODERATION
    assert late.value.ticket is not None
    assert late.value.refund is Refund.UNKNOWN
    for caught in (at_once.value, late.value):
        assert caught.repeatable is False
        assert caught.message == "the words of the request"
        assert "the words" not in caught.safe_message


def test_a_failure_with_a_code_of_moderation_is_moderation_and_its_price_is_the_states(rig: MakeRig) -> None:
    with pytest.raises(Moderated) as caught:
        rig(CREATED, Say({"data": {"status": "BROKEN", "code": "Filtered"}})).run(Clip())
    assert isinstance(caught.value, TaskModerated)
    assert caught.value.meaning is Meaning.REFUSED
    assert caught.value.refund is Refund.REFUNDED


def test_any_other_failure_is_not_moderation(rig: MakeRig) -> None:
    with pytest.raises(TaskEnded) as caught:
        rig(CREATED, Say({"data": {"status": "BROKEN"}})).run(Clip())
    assert type(caught.value) is TaskEnded
