from dataclasses import replace

import pytest

from callsheet_runtime import (
    CallFailed,
    CallsheetError,
    Category,
    Endpoint,
    ErrorShape,
    KnownError,
    Meaning,
    OutcomeUnknown,
    ProviderError,
    TaskEnded,
)
from callsheet_runtime.media import Upload
from callsheet_runtime.reading import Answer
from runtime.acme import (
    CONVENTIONS,
    LOOK,
    POKE,
    PROTOCOL,
    TICKET,
    TYPED,
    VIDEO,
    Clip,
    Rig,
    Say,
    Video,
    Wish,
)
from runtime.conftest import MakeRig

KNOWN = {
    "400011": KnownError(category=Category.INVALID),
    "400012": KnownError(category=Category.AUTH),
    "500044": KnownError(category=Category.CONCURRENCY, repeatable=True, refused_before_work=True),
    "500052": KnownError(category=Category.MODERATION),
    "500064": KnownError(category=Category.NOT_FOUND),
    "500090": KnownError(category=Category.BALANCE),
    "500100": KnownError(category=Category.SERVER, repeatable=True),
    "99998": KnownError(category=Category.SERVER),
}
USUAL = ErrorShape(code="ErrCode", message="ErrMsg", request_id="Trace")
OTHER = ErrorShape(code="err_code", message="err_msg")

ENVELOPED = replace(
    PROTOCOL, errors=USUAL, other_errors=(OTHER,), success="0", known=KNOWN, failure=ErrorShape(message="ErrMsg")
)
"""Every answer says whether it is one; that of a failed task says so of itself, and of the task only the state."""
TASKS: Endpoint[Clip, Video] = replace(TYPED, protocol=ENVELOPED)

_CALLS = replace(CONVENTIONS, errors=USUAL, other_errors=(OTHER,), success="0", known=KNOWN)
LOOKED = replace(LOOK, protocol=_CALLS)
POKED = replace(POKE, protocol=_CALLS)
BOUGHT = replace(POKED, name="acme/buy", costs=True)
UPLOADED = replace(POKED, name="acme/upload", repeatable=True)

CALLS = (LOOKED, POKED, BOUGHT, UPLOADED)

GOOD: Answer = {"ErrCode": 0, "ErrMsg": "success", "data": {"id": 7}}
FOUND = Say(GOOD)
CREATED = Say({"ErrCode": 0, "ErrMsg": "Success", "Trace": "r-1", "data": {"id": "t-1"}})
BUSY = Say({"ErrCode": 0, "ErrMsg": "success", "data": {"status": "BUSY"}})
DONE = Say({"ErrCode": 0, "ErrMsg": "success", "data": {"status": "DONE", "url": VIDEO.url}})


def no(code: object, message: str = "no", *, status: int = 200, data: object = None) -> Say:
    return Say({"ErrCode": code, "ErrMsg": message, "Trace": "r-9", "data": data}, status)


def lower(code: object, message: str = "no", *, status: int = 500) -> Say:
    return Say({"err_code": code, "err_msg": message}, status)


def failing(failure: ErrorShape) -> Endpoint[Clip, Video]:
    return replace(TASKS, protocol=replace(ENVELOPED, failure=failure))


def picture() -> Wish:
    return Wish(uploads={"image": Upload.of(b"pixels", name="cat.png")})


def poll(here: Rig) -> object:
    return here.poll(TICKET)


def look(here: Rig) -> object:
    return here.call(LOOKED)


def upload(here: Rig) -> object:
    return here.call(UPLOADED, picture())


QUESTIONS = (poll, look, upload)
"""What is repeated wherever that may help."""


def submit(here: Rig) -> object:
    return here.submit(Clip())


def poke(here: Rig) -> object:
    return here.call(POKED)


def buy(here: Rig) -> object:
    return here.call(BOUGHT)


DEEDS = (submit, poke, buy)
"""What is not repeated where its outcome is unknown."""

# ── success ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("code", [0, "0", None, ""], ids=repr)
def test_the_code_for_success_and_none_at_all_are_no_error(rig: MakeRig, code: object) -> None:
    answer = {"ErrCode": code, "ErrMsg": "success", "Trace": "r-1", "data": {"id": 7, "status": "BUSY"}}
    ticket = rig(Say(answer), endpoint=TASKS).submit(Clip())
    assert (ticket.task, ticket.request_id) == ("7", "r-1")
    assert rig(Say(answer), endpoint=TASKS).poll(TICKET).means is Meaning.RUNNING
    for endpoint in CALLS:
        here = rig(Say(answer), FOUND)
        assert here.call(endpoint) == answer
        assert len(here.wire.seen) == 1


def test_a_task_from_submit_to_result_in_envelopes(rig: MakeRig) -> None:
    assert rig(CREATED, BUSY, DONE, endpoint=TASKS).run(Clip()) == VIDEO


def test_where_no_code_means_success_an_unheard_one_is_no_error(rig: MakeRig) -> None:
    for code in (0, 777, "ok"):
        assert rig(Say({"code": code, "data": {"id": 7}})).call(POKE) == {"code": code, "data": {"id": 7}}


# ── another code in a 200, where a question was asked ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("code", "category", "repeatable"),
    [
        (400011, Category.INVALID, False),
        (400012, Category.AUTH, False),
        (500044, Category.CONCURRENCY, True),
        (500052, Category.MODERATION, False),
        ("500090", Category.BALANCE, False),
        (500100, Category.SERVER, True),
        (99998, Category.SERVER, False),
        (777, Category.OTHER, False),
        (-1, Category.OTHER, False),
        (9223372036854775809, Category.OTHER, False),
        ("E-1", Category.OTHER, False),
    ],
)
def test_another_code_is_an_error_whatever_the_status(
    rig: MakeRig, code: object, category: Category, *, repeatable: bool
) -> None:
    for ask in QUESTIONS:
        here = rig(no(code, "so it is", data={"status": "BUSY", "id": 7}), endpoint=TASKS)
        with pytest.raises(ProviderError) as caught:
            ask(here)
        error = caught.value
        assert (error.code, error.message, error.request_id) == (str(code), "so it is", "r-9")
        assert (error.category, error.http_status, error.repeatable) == (category, 200, repeatable)
        assert (error.sent, error.billed) == (True, None)
        assert error.ticket == (TICKET if ask is poll else None)
        assert f"{code}: so it is (HTTP 200, request r-9)" in str(error)
        assert len(here.wire.seen) == (4 if repeatable else 1)


def test_a_code_that_may_pass_does_not_end_a_wait_and_another_one_does(rig: MakeRig) -> None:
    here = rig(no(500100), no(500044), BUSY, DONE, endpoint=TASKS)
    assert here.wait(TICKET) == VIDEO
    for code, category in ((400012, Category.AUTH), (500064, Category.NOT_FOUND), (777, Category.OTHER)):
        over = rig(BUSY, no(code), DONE, endpoint=TASKS)
        with pytest.raises(ProviderError) as caught:
            over.wait(TICKET)
        assert (caught.value.category, caught.value.ticket) == (category, TICKET)
        assert len(over.wire.seen) == 2


# ── … and where something was to be done ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("status", [200, 400])
@pytest.mark.parametrize(
    ("code", "category", "billed", "repeatable"),
    [
        (400011, Category.INVALID, False, False),
        (400012, Category.AUTH, False, False),
        (500044, Category.CONCURRENCY, False, True),
        (500052, Category.MODERATION, None, False),
        (500064, Category.NOT_FOUND, False, False),
        ("500090", Category.BALANCE, False, False),
    ],
)
def test_a_plain_no_says_whether_it_is_billed(
    rig: MakeRig, code: object, category: Category, status: int, *, billed: bool | None, repeatable: bool
) -> None:
    for do in DEEDS:
        here = rig(no(code, "so it is", status=status), endpoint=TASKS)
        with pytest.raises(ProviderError) as caught:
            do(here)
        error = caught.value
        assert (error.code, error.message, error.http_status) == (str(code), "so it is", status)
        assert (error.category, error.billed, error.repeatable) == (category, billed, repeatable)
        assert len(here.wire.seen) == (4 if repeatable else 1)


def test_what_was_refused_before_work_is_done_at_the_next_try(rig: MakeRig) -> None:
    assert rig(no(500044), lower(500044), CREATED, endpoint=TASKS).submit(Clip()).task == "t-1"
    for endpoint in (POKED, BOUGHT):
        assert rig(no(500044), lower(500044), FOUND).call(endpoint) == GOOD


DOUBTFUL = [
    pytest.param(no(500100, "busy"), "500100: busy", id="the server's trouble, to be repeated"),
    pytest.param(no(99998, "oops"), "99998: oops", id="the server's trouble"),
    pytest.param(no(777, "what"), "777: what", id="an unheard code"),
    pytest.param(no("E-1", ""), "E-1", id="an unheard word"),
    pytest.param(no(500090, "broke", status=500), "500090: broke", id="a known code in a 500"),
    pytest.param(no(400011, "bad", status=302), "302", id="a redirect"),
    pytest.param(lower(500100, "busy", status=200), "500100: busy", id="the other shape in a 200"),
    pytest.param(lower(500052, "barred"), "500052: barred", id="the other shape in a 500"),
    pytest.param(lower(777, "what"), "777: what", id="the other shape, unheard"),
]


@pytest.mark.parametrize(("reply", "words"), DOUBTFUL)
def test_a_code_that_is_no_plain_no_leaves_the_outcome_open(rig: MakeRig, reply: Say, words: str) -> None:
    """Money first: the server's trouble and an unheard code do not say that nothing was done."""
    for do, kind, repeatable in (
        (submit, OutcomeUnknown, False),
        (buy, OutcomeUnknown, False),
        (poke, CallFailed, None),
    ):
        here = rig(reply, CREATED, endpoint=TASKS)
        with pytest.raises(kind, match=words) as caught:
            do(here)
        assert (caught.value.sent, caught.value.billed, caught.value.repeatable) == (True, None, repeatable)
        assert len(here.wire.seen) == 1
        assert here.line.pauses == []


def test_an_unheard_code_in_a_400_is_a_plain_no(rig: MakeRig) -> None:
    for do in DEEDS:
        here = rig(no(777, status=400), CREATED, endpoint=TASKS)
        with pytest.raises(ProviderError) as caught:
            do(here)
        error = caught.value
        assert (error.code, error.category, error.billed, error.repeatable) == ("777", Category.INVALID, False, False)
        assert len(here.wire.seen) == 1


def test_a_task_s_id_beside_a_code_is_not_lost(rig: MakeRig) -> None:
    for code, kind in (
        (500090, ProviderError),
        (500044, ProviderError),
        (500100, OutcomeUnknown),
        (777, OutcomeUnknown),
    ):
        here = rig(no(code, data={"id": "t-7"}), CREATED, endpoint=TASKS)
        with pytest.raises(kind) as caught:
            here.submit(Clip())
        assert len(here.wire.seen) == 1
        assert caught.value.ticket is not None
        assert caught.value.ticket.task == "t-7"
        assert caught.value.billed is None
        assert caught.value.repeatable is not True


# ── the other shape ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_other_shape_is_read(rig: MakeRig) -> None:
    for status in (200, 400, 500):
        for ask in QUESTIONS:
            here = rig(lower(500052, "the picture is barred", status=status), endpoint=TASKS)
            with pytest.raises(ProviderError) as caught:
                ask(here)
            error = caught.value
            assert (error.code, error.message) == ("500052", "the picture is barred")
            assert (error.category, error.http_status, error.billed) == (Category.MODERATION, status, None)
    for do in DEEDS:
        with pytest.raises(ProviderError) as caught:
            do(rig(lower("500090", "broke", status=200), endpoint=TASKS))
        assert (caught.value.code, caught.value.message, caught.value.billed) == ("500090", "broke", False)


def test_a_500_of_the_other_shape_is_asked_again(rig: MakeRig) -> None:
    here = rig(lower(500052), FOUND)
    assert here.call(UPLOADED, picture()) == GOOD
    assert len(here.wire.seen) == 2


def test_the_usual_shape_goes_before_the_other(rig: MakeRig) -> None:
    both = Say({"ErrCode": 400012, "ErrMsg": "first", "err_code": 500090, "err_msg": "second"})
    with pytest.raises(ProviderError) as caught:
        rig(both).call(LOOKED)
    assert (caught.value.code, caught.value.message, caught.value.category) == ("400012", "first", Category.AUTH)


def test_words_without_a_code_are_kept(rig: MakeRig) -> None:
    for body, words in (
        ({"ErrMsg": "denied"}, "denied"),
        ({"err_msg": "no entry"}, "no entry"),
        ({"ErrMsg": "denied", "err_code": 500090, "err_msg": "no entry"}, "denied"),
    ):
        with pytest.raises(ProviderError) as caught:
            rig(Say(body, 403)).call(LOOKED)
        assert (caught.value.code, caught.value.message, caught.value.category) == (None, words, Category.PERMISSION)


# ── the words of a success ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("status", [400, 404, 429, 500])
def test_the_words_of_a_success_are_no_reason(rig: MakeRig, status: int) -> None:
    reply = Say({"ErrCode": 0, "ErrMsg": "success", "data": None}, status)
    for ask in (*QUESTIONS, *DEEDS):
        with pytest.raises(CallsheetError) as caught:
            ask(rig(reply, endpoint=TASKS))
        error = caught.value
        assert f"HTTP {status}" in str(error)
        if isinstance(error, ProviderError):
            assert (error.code, error.message == "success") == (None, False)
        assert ": success" not in str(error)


def test_a_success_without_what_was_asked_for_is_told_without_its_words(rig: MakeRig) -> None:
    with pytest.raises(OutcomeUnknown, match="HTTP 200 without the task's id") as caught:
        rig(Say({"ErrCode": 0, "ErrMsg": "success"}), endpoint=TASKS).submit(Clip())
    assert "success" not in str(caught.value)


@pytest.mark.parametrize(
    "failure",
    [
        ErrorShape(code="ErrCode", message="ErrMsg"),
        ErrorShape(message="ErrMsg"),
        ErrorShape(code="data.code", message="data.message"),
    ],
    ids=["the envelope's", "its words only", "its own"],
)
def test_the_words_of_a_success_do_not_say_why_a_task_failed(rig: MakeRig, failure: ErrorShape) -> None:
    broken = Say({"ErrCode": 0, "ErrMsg": "success", "Trace": "r-9", "data": {"status": "BROKEN"}})
    with pytest.raises(TaskEnded) as caught:
        rig(broken, endpoint=failing(failure)).wait(TICKET)
    error = caught.value
    assert (error.code, error.message, error.request_id) == (None, None, "r-9")
    assert (error.meaning, error.billed, error.repeatable) == (Meaning.FAILED, False, False)
    assert "success" not in str(error)
    assert "task t-1 failed (BROKEN). It is not billed" in str(error)


def test_what_a_failed_task_says_of_itself_is_kept(rig: MakeRig) -> None:
    data = {"status": "BROKEN", "code": 500052, "message": "barred"}
    with pytest.raises(TaskEnded) as caught:
        rig(
            Say({"ErrCode": 0, "ErrMsg": "success", "data": data}),
            endpoint=failing(ErrorShape(code="data.code", message="data.message")),
        ).wait(TICKET)
    assert (caught.value.code, caught.value.message) == ("500052", "barred")
    assert caught.value.meaning is Meaning.REFUSED
    with pytest.raises(TaskEnded, match="out of memory"):
        rig(
            Say({"ErrMsg": "out of memory", "data": {"status": "BROKEN"}}),
            endpoint=failing(ErrorShape(message="ErrMsg")),
        ).wait(TICKET)
