from dataclasses import dataclass, field, replace
from decimal import Decimal

import httpx
import pytest

from callsheet_runtime import (
    Body,
    CallFailed,
    CallsheetError,
    Category,
    NotSent,
    NotSupported,
    OutcomeUnknown,
    ProviderError,
    Repeat,
    RequestRefused,
    Rule,
    UnknownServer,
    fingerprint,
)
from callsheet_runtime.calls import AsyncCalls, Calls
from callsheet_runtime.problems import Problem
from callsheet_runtime.protocol import CallEndpoint, Operation, Paging
from callsheet_runtime.reading import Answer, integer, text, texts, whole
from runtime.acme import KEY, LOOK, POKE, START, TARIFF, Say, TornSay, Wish, over_sockets, refusal
from runtime.conftest import MakeRig
from support.wire import Action, Hang, Reset, Truncate, wire
from support.wire import Answer as Reply

BUY = replace(POKE, name="acme/buy", costs=True)
AGAIN = replace(POKE, name="acme/again", repeatable=True)

GOOD: Answer = {"data": {"id": 7}}
FOUND = Say(GOOD)
WISH = Wish(document={"of": "a cat"})


def stakes(error: CallsheetError) -> tuple[bool, bool | None, bool | None]:
    return error.sent, error.billed, error.repeatable


# ── what may be repeated ─────────────────────────────────────────────────────────────────────────────────────────────

PASSING = [
    httpx.ReadTimeout("slow"),
    httpx.ReadError("reset by peer"),
    httpx.ConnectError("no"),
    TornSay(),
    refusal(500),
    refusal(500, "NoMoney"),
    refusal(503, "Shaky"),
    refusal(429),
    refusal(408),
    refusal(200, "Shaky"),
    refusal(302),
    Say(b"<html>", 502),
    Say(b"<html>"),
    Say(b""),
    Say([GOOD]),
]


@pytest.mark.parametrize("flaw", PASSING, ids=str)
@pytest.mark.parametrize("endpoint", [LOOK, AGAIN], ids=lambda it: it.name)
def test_what_does_no_harm_is_repeated(
    rig: MakeRig, endpoint: CallEndpoint[Wish, Answer], flaw: Say | BaseException
) -> None:
    here = rig(flaw, flaw, flaw, FOUND)
    assert here.call(endpoint, WISH) == GOOD
    assert here.line.pauses == [1.0, 2.0, 4.0]
    assert len({(one.method, str(one.url), one.content) for one in here.wire.seen}) == 1


@pytest.mark.parametrize("mode", ["sync", "async"])
@pytest.mark.parametrize("endpoint", [LOOK, AGAIN], ids=lambda it: it.name)
def test_an_answer_that_is_lost_on_the_line_is_asked_for_again(mode: str, endpoint: CallEndpoint[Wish, Answer]) -> None:
    flaws = (Reset(), Truncate(), Reply(500, b"oops"))
    with wire(*flaws, Reply(200, GOOD)) as server:
        assert over_sockets(mode, server.url, endpoint, WISH) == GOOD
    assert server.count(endpoint.operation.method) == 4
    assert len({one.body for one in server.heard}) == 1


@pytest.mark.parametrize("endpoint", [LOOK, AGAIN], ids=lambda it: it.name)
def test_what_is_repeated_in_vain_says_so_after_the_budget(rig: MakeRig, endpoint: CallEndpoint[Wish, Answer]) -> None:
    here = rig(httpx.ReadTimeout("slow"))
    with pytest.raises(CallFailed, match=rf"{endpoint.name} failed, tried 4 times: ReadTimeout: slow") as caught:
        here.call(endpoint)
    assert len(here.wire.seen) == 4
    error = caught.value
    assert (error.sent, error.billed, error.repeatable, error.ticket, error.tries) == (True, None, True, None, 4)
    with pytest.raises(ProviderError) as said:
        rig(refusal(500, "Shaky", "try later")).call(endpoint)
    assert (said.value.code, said.value.category, said.value.repeatable) == ("Shaky", Category.SERVER, True)


@pytest.mark.parametrize("endpoint", [LOOK, AGAIN], ids=lambda it: it.name)
def test_a_plain_no_to_a_question_is_not_asked_again(rig: MakeRig, endpoint: CallEndpoint[Wish, Answer]) -> None:
    for reply in (refusal(400), refusal(401, "BadKey"), refusal(404), refusal(429, "NoMoney"), refusal(200, "BadKey")):
        here = rig(reply, FOUND)
        with pytest.raises(ProviderError) as caught:
            here.call(endpoint)
        assert len(here.wire.seen) == 1
        assert (caught.value.sent, caught.value.repeatable) == (True, False)


def test_a_code_beside_what_was_asked_for_is_no_error(rig: MakeRig) -> None:
    answer = {"code": "NoMoney", "data": {"id": 7}}
    for endpoint in (LOOK, POKE, BUY):
        assert rig(Say(answer)).call(endpoint) == answer


def test_what_was_done_is_not_done_again_whatever_code_stands_beside_it(rig: MakeRig) -> None:
    """As with a submit whose answer holds a task's id: a code that speaks of a refusal does not undo what was done."""
    answer = {"code": "TooFast", "data": {"id": 7}}
    for endpoint in (LOOK, POKE, BUY):
        here = rig(Say(answer), FOUND)
        assert here.call(endpoint) == answer
        assert len(here.wire.seen) == 1


# ── what may not ─────────────────────────────────────────────────────────────────────────────────────────────────────

UNKNOWN = [
    httpx.ReadTimeout("slow"),
    httpx.WriteTimeout("slow"),
    httpx.ReadError("reset by peer"),
    httpx.WriteError("broken pipe"),
    httpx.RemoteProtocolError("no response"),
    httpx.DecodingError("not gzip"),
    TornSay(),
    refusal(500),
    refusal(500, "Shaky"),
    refusal(500, "NoMoney"),
    refusal(503, headers={"retry-after": "1"}),
    refusal(302, headers={"location": "https://elsewhere.acme.test/"}),
    refusal(200, "Shaky"),
    Say(b"<html>", 502),
    Say(b"<html>"),
    Say(b""),
    Say(b'{"data": {"id"'),
    Say([GOOD]),
]


@pytest.mark.parametrize("reply", UNKNOWN, ids=str)
def test_what_may_do_harm_is_not_repeated_where_it_may_have_been_done(rig: MakeRig, reply: Say | BaseException) -> None:
    here = rig(reply, FOUND)
    with pytest.raises(CallFailed, match="the call of acme/poke failed, tried once") as caught:
        here.call(POKE, WISH)
    assert len(here.wire.seen) == 1
    assert here.line.pauses == []
    assert stakes(caught.value) == (True, None, None)


@pytest.mark.parametrize("reply", UNKNOWN, ids=str)
def test_what_may_cost_is_never_repeated_and_its_outcome_is_unknown(rig: MakeRig, reply: Say | BaseException) -> None:
    here = rig(reply, FOUND)
    with pytest.raises(OutcomeUnknown, match="acme/buy: the request was sent at 2026-01-02T03:04:05Z") as caught:
        here.call(BUY, WISH)
    assert len(here.wire.seen) == 1
    assert here.line.pauses == []
    error = caught.value
    assert (error.sent, error.billed, error.repeatable, error.ticket) == (True, None, False, None)
    assert (error.fingerprint, error.model, error.sent_at) == (fingerprint(WISH.body()), None, START)
    assert error.lookup in str(error)


@pytest.mark.parametrize("mode", ["sync", "async"])
@pytest.mark.parametrize("action", [Hang(), Reset(), Truncate(), Reply(502, b"<html>"), Reply(200, b"<html>")], ids=str)
def test_one_call_is_one_post_on_the_line(mode: str, action: Action) -> None:
    for endpoint, kind in ((POKE, CallFailed), (BUY, OutcomeUnknown)):
        with wire(action, Reply(200, GOOD)) as server, pytest.raises(kind) as caught:
            over_sockets(mode, server.url, endpoint, WISH, timeout=0.2)
        assert server.count("POST") == 1
        assert caught.value.sent
        assert caught.value.repeatable is not True
        assert KEY not in str(caught.value)


@pytest.mark.parametrize("endpoint", [LOOK, POKE, BUY, AGAIN], ids=lambda it: it.name)
def test_no_page_of_another_kind_is_taken_for_an_answer_in_which_anything_may_stand(
    rig: MakeRig, endpoint: CallEndpoint[Wish, Answer]
) -> None:
    """A captive portal answers 200 as well; what was paid for would come out empty, and nobody would hear of it."""
    kind = OutcomeUnknown if endpoint.costs else CallFailed
    with pytest.raises(kind, match="HTTP 200 with an unreadable answer"):
        rig(Say(b"<html>welcome</html>")).call(replace(endpoint, holds=None))


def test_an_answer_in_which_anything_may_stand_is_taken_as_it_is(rig: MakeRig) -> None:
    for endpoint in (LOOK, POKE, BUY):
        assert rig(Say({})).call(replace(endpoint, holds=None)) == {}


@pytest.mark.parametrize("endpoint", [POKE, BUY], ids=lambda it: it.name)
@pytest.mark.parametrize(
    "fault",
    [httpx.ConnectError("refused"), httpx.ConnectTimeout("slow"), httpx.PoolTimeout("full"), httpx.InvalidURL("port")],
    ids=lambda it: type(it).__name__,
)
def test_what_was_not_sent_is_sent_again(
    rig: MakeRig, endpoint: CallEndpoint[Wish, Answer], fault: BaseException
) -> None:
    here = rig(fault, fault, FOUND)
    assert here.call(endpoint) == GOOD
    assert here.line.pauses == [1.0, 2.0]
    hopeless = rig(fault)
    with pytest.raises(NotSent, match=f"{endpoint.name}: the call was not sent, tried 4 times") as caught:
        hopeless.call(endpoint)
    assert len(hopeless.wire.seen) == 4
    assert stakes(caught.value) == (False, False, True)


@pytest.mark.parametrize("endpoint", [LOOK, AGAIN], ids=lambda it: it.name)
def test_a_question_that_was_not_sent_says_not_sent_as_well(rig: MakeRig, endpoint: CallEndpoint[Wish, Answer]) -> None:
    """`Calls.call` promises it for every call."""
    here = rig(httpx.ConnectError("refused"))
    with pytest.raises(NotSent, match="tried 4 times: ConnectError: refused") as caught:
        here.call(endpoint)
    assert stakes(caught.value) == (False, False, True)


@pytest.mark.parametrize("first", [httpx.ReadTimeout("slow"), refusal(500), Say(b"<html>")], ids=str)
def test_what_was_asked_once_is_not_called_unsent_for_its_last_try(rig: MakeRig, first: Say | BaseException) -> None:
    """`sent` says whether anything reached the provider, and the first try did."""
    for endpoint in (LOOK, AGAIN):
        with pytest.raises(CallsheetError, match="tried 4 times: ConnectError: refused") as caught:
            rig(first, httpx.ConnectError("refused")).call(endpoint)
        assert stakes(caught.value) == (True, None, True)


@pytest.mark.parametrize("mode", ["sync", "async"])
@pytest.mark.parametrize("endpoint", [LOOK, POKE, BUY], ids=lambda it: it.name)
def test_where_nobody_listens_nothing_was_sent(mode: str, endpoint: CallEndpoint[Wish, Answer]) -> None:
    with wire(Reply(200, GOOD)) as server:
        url = server.url
    with pytest.raises(CallsheetError, match="tried 4 times: ConnectError") as caught:
        over_sockets(mode, url, endpoint)
    assert (caught.value.sent, caught.value.repeatable) == (False, True)


@pytest.mark.parametrize("endpoint", [POKE, BUY], ids=lambda it: it.name)
@pytest.mark.parametrize(
    "reply", [refusal(429), refusal(429, "TooFast"), refusal(503, "Full"), refusal(200, "TooFast"), Say(b"slow", 429)]
)
def test_what_was_refused_before_work_is_sent_again(
    rig: MakeRig, endpoint: CallEndpoint[Wish, Answer], reply: Say
) -> None:
    here = rig(reply, reply, FOUND)
    assert here.call(endpoint) == GOOD
    assert here.line.pauses == [1.0, 2.0]


@pytest.mark.parametrize("endpoint", [LOOK, POKE, BUY, AGAIN], ids=lambda it: it.name)
def test_the_budget_ends(rig: MakeRig, endpoint: CallEndpoint[Wish, Answer]) -> None:
    here = rig(refusal(429, "TooFast", headers={"retry-after": "25"}))
    with pytest.raises(ProviderError) as caught:
        here.call(endpoint)
    assert here.line.pauses == [25.0, 25.0]
    assert (caught.value.category, caught.value.retry_after, caught.value.repeatable) == (Category.RATE, 25.0, True)
    for budget, reply in ((Repeat(times=0), refusal(429)), (Repeat(), refusal(429, headers={"retry-after": "61"}))):
        once = rig(reply, FOUND, repeat=budget)
        with pytest.raises(ProviderError):
            once.call(endpoint)
        assert len(once.wire.seen) == 1


def test_a_429_does_not_make_the_next_try_harmless(rig: MakeRig) -> None:
    here = rig(refusal(429, headers={"retry-after": "7"}), httpx.ReadTimeout("slow"), FOUND)
    with pytest.raises(OutcomeUnknown) as caught:
        here.call(BUY)
    assert len(here.wire.seen) == 2
    assert (caught.value.sent_at - START).total_seconds() == 7


@pytest.mark.parametrize("endpoint", [POKE, BUY], ids=lambda it: it.name)
@pytest.mark.parametrize(
    ("reply", "category", "billed", "repeatable"),
    [
        (refusal(400), Category.INVALID, False, False),
        (refusal(400, "Malformed"), Category.INVALID, False, False),
        (refusal(400, "Filtered"), Category.MODERATION, None, False),
        (refusal(401), Category.AUTH, False, False),
        (refusal(408), Category.OTHER, None, None),
        (refusal(409, 12), Category.STATE, None, False),
        (refusal(429, "NoMoney"), Category.BALANCE, False, False),
        (refusal(200, "NoMoney"), Category.BALANCE, None, False),
        (refusal(200, "Malformed"), Category.INVALID, False, False),
        (Say(b"no", 404), Category.NOT_FOUND, False, False),
    ],
    ids=str,
)
def test_a_plain_no_is_told_and_not_sent_again(
    rig: MakeRig,
    endpoint: CallEndpoint[Wish, Answer],
    reply: Say,
    category: Category,
    *,
    billed: bool | None,
    repeatable: bool | None,
) -> None:
    here = rig(reply, FOUND)
    with pytest.raises(ProviderError) as caught:
        here.call(endpoint)
    assert len(here.wire.seen) == 1
    error = caught.value
    assert (error.category, error.billed, error.repeatable) == (category, billed, repeatable)


@pytest.mark.parametrize(
    "stop", [KeyboardInterrupt(), RuntimeError("the client is closed")], ids=lambda it: type(it).__name__
)
def test_an_interrupted_call_that_may_cost_says_so(rig: MakeRig, stop: BaseException) -> None:
    with pytest.raises(type(stop)) as caught:
        rig(stop).call(BUY)
    [note] = caught.value.__notes__
    assert "acme/buy" in note
    assert "may have been done" in note
    del stop.__notes__
    for endpoint in (LOOK, POKE):
        with pytest.raises(type(stop)) as caught:
            rig(stop).call(endpoint)
        assert not hasattr(caught.value, "__notes__")


# ── what is asked ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_question_has_no_body_and_a_deed_has_one(rig: MakeRig) -> None:
    here = rig(FOUND)
    here.call(LOOK)
    here.call(POKE)
    here.call(POKE, WISH)
    look, bare, full = here.wire.seen
    assert (look.method, str(look.url), look.content) == ("GET", "https://north.acme.test/v1/things", b"")
    assert "content-type" not in look.headers
    assert (bare.method, str(bare.url), bare.content) == ("POST", "https://north.acme.test/v1/pokes", b"{}")
    assert full.content == b'{"of":"a cat"}'
    assert full.headers["content-type"] == "application/json"
    assert {one.headers["authorization"] for one in here.wire.seen} == {f"Bearer {KEY}"}
    assert [one.headers.get("x-mode") for one in here.wire.seen] == [None, "plain", "plain"]


def test_an_answer_is_read(rig: MakeRig) -> None:
    def name(answer: object) -> str | None:
        return text(answer, "data.name")

    named: CallEndpoint[Wish, str | None] = CallEndpoint(
        name="acme/name",
        protocol=LOOK.protocol,
        servers=LOOK.servers,
        validate=LOOK.validate,
        read=name,
        operation=LOOK.operation,
        repeatable=True,
    )
    assert rig(Say({"data": {"name": "Tom"}})).call(named, Wish()) == "Tom"
    assert rig(Say({"data": []})).call(replace(named, repeatable=False), Wish()) is None


def picky(document: object) -> list[Problem]:
    level = {"bad": "error", "odd": "warning"}.get(str(text(document, "of")))
    if level is None:
        return []
    rule = Rule("of", "is {value}", level="error" if level == "error" else "warning")
    return [Problem(("/of", rule, text(document, "of")))]


@pytest.mark.parametrize("endpoint", [LOOK, POKE, BUY, AGAIN], ids=lambda it: it.name)
def test_a_refused_request_is_not_sent_and_a_warning_blocks_nothing(
    rig: MakeRig, endpoint: CallEndpoint[Wish, Answer]
) -> None:
    here = rig(FOUND)
    with pytest.raises(RequestRefused, match=f'{endpoint.name} would refuse .*\n.*is "bad"') as caught:
        here.call(replace(endpoint, validate=picky), Wish(document={"of": "bad"}))
    assert (caught.value.sent, caught.value.billed) == (False, False)
    with pytest.raises(RequestRefused, match="cannot be written as JSON"):
        here.call(endpoint, Wish(document={"of": {1, 2}}))
    assert here.wire.seen == []
    assert here.call(replace(endpoint, validate=picky), Wish(document={"of": "odd"})) == GOOD


def test_where_a_field_is_required_a_call_needs_a_request(rig: MakeRig) -> None:
    here = rig(FOUND)
    with pytest.raises(TypeError, match="acme/poke needs a request"):
        here.call(replace(POKE, empty=None))
    assert here.wire.seen == []


def test_to_validate_and_to_estimate_sends_nothing(rig: MakeRig) -> None:
    here = rig()
    priced = replace(BUY, validate=picky, tariffs=(TARIFF,))
    for calls in (Calls(here.studio(), priced), AsyncCalls(here.async_studio(), priced)):
        assert [one.at for one in calls.validate(Wish(document={"of": "odd"}))] == ["/of"]
        assert calls.validate() == []
        assert calls.estimate(Wish(document={"model": "m1", "seconds": 3})).amount == Decimal("0.30")
        assert calls.estimate().amount is None
    assert here.wire.seen == []


def test_a_server_that_does_not_offer_the_call_is_refused(rig: MakeRig) -> None:
    here = rig(FOUND, server="south")
    here.call(LOOK)
    assert str(here.wire.seen[0].url) == "https://south.acme.test/v1/things"
    with pytest.raises(UnknownServer, match="does not offer acme/look; choose from north"):
        here.call(replace(LOOK, servers=("north",)))
    assert len(here.wire.seen) == 1


def test_a_call_keeps_under_its_rate(rig: MakeRig) -> None:
    here = rig(refusal(500), FOUND, repeat=Repeat(times=1))
    slow = replace(LOOK, operation=Operation(method="GET", path="/things", per_second=0.1))
    here.call(slow)
    assert here.wire.at == [0, 10]


def test_a_face_shows_its_call_and_no_key(rig: MakeRig) -> None:
    here = rig()
    assert repr(Calls(here.studio(), LOOK)) == "Calls('acme/look', <Studio provider='acme' server='north'>)"
    assert "AsyncCalls('acme/look', <AsyncStudio " in repr(AsyncCalls(here.async_studio(), LOOK))


# ── pages ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, kw_only=True)
class Leafing:
    """A request that numbers the page."""

    page: int | None = None
    size: int = 2

    def body(self) -> Body:
        return {"$query": {"page_no": self.page, "size": self.size}}


@dataclass(frozen=True)
class Leaves:
    """A page."""

    names: tuple[str, ...]
    answer: Answer = field(repr=False)


def leaves(answer: object) -> Leaves:
    return Leaves(texts(answer, "data.names"), whole(answer))


LEAF: CallEndpoint[Leafing, Leaves] = CallEndpoint(
    name="acme/leaves",
    protocol=LOOK.protocol,
    servers=("north",),
    validate=LOOK.validate,
    read=leaves,
    operation=Operation(method="GET", path="/leaves"),
    holds="data",
    repeatable=True,
    paging=Paging(page="page", rows="names", total="data.total"),
    empty=Leafing(),
)


def leaf(*names: str, total: object = None) -> Say:
    return Say({"data": {"names": [*names], "total": total}})


def asked(rig_seen: list[httpx.Request]) -> list[str]:
    return [one.url.params["page_no"] for one in rig_seen]


def test_pages_stop_at_the_total(rig: MakeRig) -> None:
    here = rig(leaf("a", "b", total=5), leaf("c", "d", total="5"), leaf("e", total=5), leaf("x", total=5))
    assert [page.names for page in here.pages(LEAF)] == [("a", "b"), ("c", "d"), ("e",)]
    assert asked(here.wire.seen) == ["1", "2", "3"]
    assert {one.url.params["size"] for one in here.wire.seen} == {"2"}


def test_pages_stop_at_an_empty_one(rig: MakeRig) -> None:
    script = (leaf("a", "b"), leaf("c"), leaf(), leaf("x"))
    for endpoint in (LEAF, replace(LEAF, paging=Paging(page="page", rows="names"))):
        here = rig(*script)
        assert [page.names for page in here.pages(endpoint)] == [("a", "b"), ("c",), ()]
        assert asked(here.wire.seen) == ["1", "2", "3"]
    lying = rig(leaf("a", total=99), leaf(total=99), leaf("x", total=99))
    assert [page.names for page in lying.pages(LEAF)] == [("a",), ()]


def test_without_a_place_for_the_total_none_is_read(rig: MakeRig) -> None:
    here = rig(leaf("a", total=1), leaf("b", total=1), leaf())
    assert len(here.pages(replace(LEAF, paging=Paging(page="page", rows="names")))) == 3


def test_pages_begin_at_the_one_that_is_asked_for(rig: MakeRig) -> None:
    here = rig(leaf("g"), leaf("h"), leaf())
    here.pages(LEAF, Leafing(page=7, size=1))
    assert asked(here.wire.seen) == ["7", "8", "9"]
    assert {one.url.params["size"] for one in here.wire.seen} == {"1"}
    from_nought = replace(LEAF, paging=Paging(page="page", rows="names", first=0))
    for request, first in ((Leafing(), "0"), (Leafing(page=0), "0"), (Leafing(page=3), "3"), (None, "0")):
        other = rig(leaf())
        other.pages(from_nought, request)
        assert asked(other.wire.seen) == [first]
    nought = rig(leaf())
    nought.pages(LEAF, Leafing(page=0))
    assert asked(nought.wire.seen) == ["0"]


def test_a_page_is_asked_for_when_it_is_wanted(rig: MakeRig) -> None:
    here = rig(leaf("a"))
    pages = Calls(here.studio(), LEAF).pages()
    assert here.wire.seen == []
    assert next(pages).names == ("a",)
    assert next(pages).names == ("a",)
    assert len(here.wire.seen) == 2


def test_a_page_that_fails_ends_them_and_is_asked_for_again_first(rig: MakeRig) -> None:
    here = rig(leaf("a"), refusal(500), leaf("b"), refusal(401))
    with pytest.raises(ProviderError):
        here.pages(LEAF)
    assert asked(here.wire.seen) == ["1", "2", "2", "3"]
    unread = rig(Say(b"<html>"), repeat=Repeat(times=0))
    with pytest.raises(CallFailed):
        unread.pages(LEAF)


def test_a_page_that_cannot_be_read_is_not_taken_for_the_last_one(rig: MakeRig) -> None:
    here = rig(leaf("a"), Say(b"<html>"), repeat=Repeat(times=0))
    with pytest.raises(CallFailed, match="unreadable answer"):
        here.pages(replace(LEAF, holds=None))


def test_what_does_not_come_in_pages_says_so(rig: MakeRig) -> None:
    here = rig(FOUND)
    with pytest.raises(NotSupported, match="acme has no documented way to ask for pages of acme/look") as caught:
        here.pages(LOOK)
    assert (caught.value.sent, caught.value.billed) == (False, False)
    with pytest.raises(NotSupported, match="acme/leaves"):
        here.pages(replace(LEAF, paging=None), Leafing(page=2))
    assert here.wire.seen == []


def test_a_page_that_the_documentation_does_not_allow_is_not_asked_for(rig: MakeRig) -> None:
    def low(document: object) -> list[Problem]:
        number = integer(document, "$query.page_no")
        return [] if number and number < 3 else [Problem(("/$query/page_no", Rule("page", "is {value}"), number))]

    here = rig(leaf("a"))
    with pytest.raises(RequestRefused, match="is 3"):
        here.pages(replace(LEAF, validate=low))
    assert asked(here.wire.seen) == ["1", "2"]
