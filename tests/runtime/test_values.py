import json
import pickle
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsheet_runtime import (
    LEAVE_OUT,
    Axis,
    Cite,
    Interval,
    Machine,
    Meaning,
    Problem,
    Rule,
    Source,
    State,
    Tariff,
    Ticket,
    estimate,
    reading,
)
from callsheet_runtime.machine import ALIVE
from callsheet_runtime.problems import nearest, show
from runtime.acme import CUT, PROTOCOL, TARIFF, TICKET, TOO_LONG

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=8,
)

# ── problems ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("value", "legal", "near"),
    [
        (12, (5, 8), 8),
        (6.4, (5, 8), 5),
        ("8", (5, 8), 8),
        ("7.9", (5, 8), 8),
        (True, (5, 8), None),
        (None, (5, 8), None),
        (None, (5,), 5),
        ("720P", ("720p", "1080p"), "720p"),
        ("720", ("540p", "720p", "1080p"), "720p"),
        (720, ("720", "1080"), "720"),
        ("zzz", ("720p",), None),
        ("true", (True, False), True),
        ({}, ("a", "b"), None),
        (11, Interval(1, 10), 10),
        (0, Interval(1, 10), 1),
        (99, Interval(1, None), 99),
        (5.5, Interval(1, 10), 6),
        (0.25, Interval(0.5, 1.0), 0.5),
        ("7", Interval(1, 10), 7),
        ("seven", Interval(1, 10), 1),
        (True, Interval(1, 10), 1),
        (float("nan"), Interval(1, 10), 1),
        (float("inf"), Interval(1, None), 1),
        (10**400, Interval(1, 10), 10),
        ("9" * 9999, Interval(1, 10), 1),
        (3, {3: 5}, 5),
        (4, {3: 5}, None),
        ([], {3: 5}, None),
        (3, LEAVE_OUT, None),
        (3, None, None),
    ],
)
def test_the_nearest_legal_value(value: object, legal: object, near: object) -> None:
    found = Problem(("/x", Rule("r", "s", legal=legal), value)).suggest  # type: ignore[arg-type] # pyright: ignore[reportArgumentType] -- a case's value
    assert found == near
    assert type(found) is type(near)


@given(
    JSON, st.lists(st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5), max_size=4)
)
def test_what_is_suggested_is_legal(value: object, legal: list[float | str]) -> None:
    near = nearest(value, tuple(legal))
    assert near is None or near in legal


@given(JSON, st.integers(-9, 9), st.integers(0, 9))
def test_what_is_suggested_lies_within(value: object, low: int, span: int) -> None:
    near = nearest(value, Interval(low, low + span))
    assert isinstance(near, int)
    assert low <= near <= low + span


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "null"),
        (True, "true"),
        (False, "false"),
        (5, "5"),
        (0.5, "0.5"),
        ("a cat", '"a cat"'),
        ('say "no"\n\\', '"say \\"no\\"\\n\\\\"'),
        ({"a": 1}, "an object"),
        ([1], "a list"),
        ("x" * 58, f'"{"x" * 58}"'),
        ("x" * 59, f'"{"x" * 58}…'),
    ],
)
def test_values_are_shown_as_json_and_shortly(value: object, words: str) -> None:
    assert show(value) == words


@given(JSON)
def test_whatever_is_shown_is_one_short_line(value: object) -> None:
    assert len(show(value)) <= 60
    assert "\n" not in show(value)


PAGE = Source("p", "The page", "https://acme.test/p", "official")


def test_a_problem_in_json_and_in_words() -> None:
    rule = Rule("seconds", "{value} s is not 5 or 8", legal=(5, 8), cites=(Cite(PAGE, "5 or 8 s"),))
    problem = Problem(("/seconds", rule, 9))
    assert problem.as_json() == {
        "at": "/seconds",
        "rule": "seconds",
        "level": "error",
        "says": "9 s is not 5 or 8",
        "cite": "“5 or 8 s” The page https://acme.test/p",
        "suggest": 8,
    }
    assert str(problem) == "/seconds: 9 s is not 5 or 8 [seconds] [p] “5 or 8 s”"
    assert str(Problem(("", CUT, "abc"))) == "/: a prompt of 3 characters is cut [prompt-cut]"


def test_to_leave_out_is_a_suggestion_and_no_idea_is_none() -> None:
    gone = Problem(("/x", Rule("r", "s", legal=LEAVE_OUT), 1))
    assert gone.has_suggestion
    assert gone.as_json()["suggest"] is None
    open_ended = Problem(("/x", TOO_LONG, 1))
    assert not open_ended.has_suggestion
    assert "suggest" not in open_ended.as_json()


def test_items_and_fields_are_counted_like_characters() -> None:
    rule = Rule("r", "{length}")
    assert [Problem(("", rule, value)).says for value in ("x" * 1000, [1, 2], {"a": 1}, 5, None)] == [
        "1,000",
        "2",
        "1",
        "",
        "",
    ]


def test_a_problem_survives_pickle() -> None:
    again = pickle.loads(pickle.dumps(Problem(("/x", Rule("r", "s", legal=LEAVE_OUT), 1))))
    assert again.has_suggestion
    assert again.rule.legal is LEAVE_OUT


# ── machine ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_unheard_word_is_unknown_and_alive() -> None:
    state = PROTOCOL.machine.state("POLISHING")
    assert state.means is Meaning.UNKNOWN
    assert not state.terminal
    assert state.billed is None


@pytest.mark.parametrize("means", list(Meaning))
def test_a_state_is_terminal_unless_it_is_alive(means: Meaning) -> None:
    assert State(means=means).terminal is (means not in {Meaning.WAITING, Meaning.RUNNING, Meaning.UNKNOWN})
    assert State(means=means).terminal is (means not in ALIVE)


def test_steps_can_be_missed_and_not_undone() -> None:
    machine = PROTOCOL.machine
    assert machine.reachable("QUEUED") == {"QUEUED", "BUSY", "DONE", "BROKEN", "BARRED", "STOPPED", "GONE"}
    assert machine.reachable("BUSY") == {"BUSY", "DONE", "BROKEN", "BARRED", "GONE"}
    assert machine.reachable("DONE") == {"DONE", "GONE"}


def test_circles_end_and_what_may_come_anytime_may_go_on() -> None:
    states = {
        "a": State(means=Meaning.RUNNING, next=frozenset({"b"})),
        "b": State(means=Meaning.RUNNING, next=frozenset({"a"})),
        "held": State(means=Meaning.WAITING, next=frozenset({"dropped"})),
        "dropped": State(means=Meaning.CANCELLED),
    }
    machine = Machine(at="s", start="a", states=states, anytime=frozenset({"held"}))
    assert machine.reachable("a") == {"a", "b", "held", "dropped"}


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@given(JSON, st.sampled_from(["a", "a.b", "a.b.c", "", "."]))
def test_reading_never_fails(body: object, at: str) -> None:
    reading.look(body, at)
    assert isinstance(reading.text(body, at), str | None)
    assert isinstance(reading.word(body, at), str | None)
    assert isinstance(reading.integer(body, at), int | None)
    assert isinstance(reading.number(body, at), int | float | None)
    assert isinstance(reading.boolean(body, at), bool | None)
    for form in ("iso", "epoch_ms", "%Y-%m-%d %H:%M:%S"):
        read = reading.moment(body, at, form)
        assert read is None or read.tzinfo is not None
    assert isinstance(reading.whole(body), dict)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (5, 5),
        ("5", 5),
        ("-5", -5),
        (5.0, 5),
        (5.5, None),
        (True, None),
        ("", None),
        ("-", None),
        ("--5", None),
        ("5 s", None),
        ("٥", None),
        ("²", None),
        ("9" * 5000, None),
        (float("inf"), None),
        ([], None),
        (None, None),
    ],
)
def test_whole_numbers(value: object, expected: int | None) -> None:
    found = reading.integer({"n": value}, "n")
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.5, 0.5),
        (5, 5),
        ("0.44", 0.44),
        ("x", None),
        (True, None),
        (float("nan"), None),
        ("inf", None),
        (10**400, None),
    ],
)
def test_numbers(value: object, expected: float | None) -> None:
    assert reading.number({"n": value}, "n") == expected


@pytest.mark.parametrize(("value", "expected"), [("a", "a"), (7, "7"), (0, "0"), (True, None), ("", None), (1.5, None)])
def test_words(value: object, expected: str | None) -> None:
    assert reading.word({"w": value}, "w") == expected


def test_texts_and_booleans() -> None:
    body = {"t": "x", "e": "", "n": 5, "yes": True, "one": 1}
    assert [reading.text(body, at) for at in ("t", "e", "n", "t.u")] == ["x", None, None, None]
    assert [reading.boolean(body, at) for at in ("yes", "one", "t")] == [True, None, None]
    assert reading.given(a=1, b=None, c=False) == {"a": 1, "c": False}
    assert reading.whole([1]) == {}
    assert reading.whole(body) is body


FORMS = [("iso", 0.0), ("epoch_ms", 0.0), ("%Y-%m-%d %H:%M:%S.%f", 8.0), ("%Y-%m-%dT%H:%M:%S.%f", -3.5)]


@pytest.mark.parametrize(("form", "zone"), FORMS)
@given(when=st.datetimes(datetime(1971, 1, 1), datetime(2100, 1, 1)), hours=st.integers(-11, 13))  # noqa: DTZ001 -- hypothesis takes bounds without a zone
def test_a_moment_is_read_as_it_was_written(form: str, zone: float, when: datetime, hours: int) -> None:
    moment = when.replace(microsecond=when.microsecond // 1000 * 1000, tzinfo=timezone(timedelta(hours=hours)))
    assert reading.parse_moment(reading.write_moment(moment, form, zone), form, zone) == moment


def test_moments() -> None:
    noon = datetime(2026, 1, 1, 12, tzinfo=UTC)
    assert reading.moment({"t": "2026-01-01 20:00:00"}, "t", "%Y-%m-%d %H:%M:%S", 8) == noon
    assert reading.moment({"t": "2026-01-01T12:00:00Z"}, "t", "iso", 8) == noon
    assert reading.moment({"t": 1767268800000}, "t", "epoch_ms") == noon
    assert reading.write_moment(noon, "%Y-%m-%d %H:%M:%S", 8) == "2026-01-01 20:00:00"
    assert [reading.parse_moment(odd, "epoch_ms") for odd in (None, "x", "inf", 1e300, True)] == [None] * 5
    assert reading.parse_moment("yesterday", "iso") is None


# ── ticket ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@given(st.builds(Ticket, endpoint=st.text(min_size=1), task=st.text(min_size=1), server=st.text(min_size=1)))
def test_a_ticket_is_read_as_it_was_written(ticket: Ticket) -> None:
    line = ticket.to_json()
    assert "\n" not in line
    assert Ticket.from_json(line) == ticket
    assert Ticket.from_json(json.dumps(json.loads(line)).encode()) == ticket


def test_a_newer_ticket_is_read_too() -> None:
    newer = json.dumps({**json.loads(TICKET.to_json()), "colour": "red", "created": None})
    assert Ticket.from_json(newer) == TICKET


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not a ticket"),
        ("{", "not a ticket"),
        (b"\xff", "not a ticket"),
        ("[" * 200_000, "not a ticket"),
        ("[]", "JSON object"),
        ("{}", "'endpoint' is missing"),
        ('{"endpoint": "a/b", "server": "n"}', "'task' is missing"),
        ('{"endpoint": "a/b", "task": "", "server": "n"}', "'task' is missing"),
        ('{"endpoint": "a/b", "task": 5, "server": "n"}', "'task' is no text"),
        ('{"endpoint": "a/b", "task": "5", "server": "n", "model": ["m"]}', "'model' is no text"),
    ],
)
def test_what_is_no_ticket_is_told(text: str | bytes, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Ticket.from_json(text)


def test_the_age_of_a_ticket() -> None:
    now = datetime.now(UTC)
    for created in (now - timedelta(hours=1), (now - timedelta(hours=1)).replace(tzinfo=None)):
        age = Ticket(endpoint="a/b", task="t", server="n", created=created.isoformat()).age
        assert age == pytest.approx(3600, abs=60)
    assert TICKET.age is None
    assert Ticket(endpoint="a/b", task="t", server="n", created="long ago").age is None


# ── pricing ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def tariff(*, name: str = "list", of: str | None = "seconds", by: tuple[Axis, ...] = (), rate: str = "0.44") -> Tariff:
    return Tariff(
        name=name,
        currency="CNY",
        per="second",
        of=of,
        by=by,
        rates={("a",) * len(by): rate},
        confidence="official",
        read="2026-01-01",
        cites=(Cite(PAGE, "0.44 CNY"),),
    )


def test_a_price_is_exact_and_says_how() -> None:
    price = estimate((tariff(),), {"seconds": 3})
    assert price.amount == Decimal("1.32")
    assert str(price) == "1.32 CNY (3 × 0.44 CNY per second; official, read 2026-01-01)"
    assert [str(cite) for cite in price.cites] == ["[p] “0.44 CNY”"]
    assert estimate((tariff(of=None),), {}).amount == Decimal("0.44")


@pytest.mark.parametrize("seconds", [0, -1, None, "5", True, float("nan"), float("inf"), []])
def test_what_counts_nothing_has_no_price(seconds: object) -> None:
    price = estimate((tariff(),), {"seconds": seconds})
    assert price.amount is None
    assert "seconds" in price.why
    assert str(price).startswith("price unknown")


def test_a_price_that_no_page_gives_is_unknown() -> None:
    assert estimate((), {}).amount is None
    assert estimate((TARIFF,), {"model": "m2", "seconds": 5}).why == "no price was found for large"
    assert estimate((TARIFF,), {"model": "m9", "seconds": 5}).why == "the price list does not name this combination"
    assert estimate((TARIFF,), {"model": {}, "seconds": 5}).amount is None
    assert estimate((TARIFF,), None).amount is None


def test_the_first_list_that_has_a_price_is_taken() -> None:
    other = Axis(at="model", groups={"m2": "a"})
    lists = (TARIFF, tariff(name="other", by=(other,)))
    assert estimate(lists, {"model": "m2", "seconds": 1}).amount == Decimal("0.44")
    assert estimate(lists, {"model": "m1", "seconds": 1}).amount == Decimal("0.10")


def test_a_field_that_is_left_out_counts_as_its_default() -> None:
    sound = Axis(at="sound", groups={"false": "a", "true": "b"}, default=False)
    assert estimate((tariff(by=(sound,)),), {"seconds": 1}).amount == Decimal("0.44")
    assert estimate((tariff(by=(sound,)),), {"seconds": 1, "sound": True}).amount is None


@pytest.mark.parametrize(("value", "known"), [("a", True), ("b", False), (1, False), (None, False)])
def test_a_field_may_be_the_price_list_s_word_itself(value: object, known: bool) -> None:  # noqa: FBT001 -- a case's expectation
    price = estimate((tariff(by=(Axis(at="tier"),)),), {"seconds": 1, "tier": value})
    assert (price.amount is not None) is known


def test_a_whole_number_is_one_however_it_is_written() -> None:
    five = Axis(at="seconds", groups={"5": "a"})
    assert estimate((tariff(by=(five,)),), {"seconds": 5.0}).amount == Decimal("2.2")
