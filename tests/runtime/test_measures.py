import unicodedata
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from callsheet_runtime import Axis, Tariff, estimate
from callsheet_runtime.measures import beyond, dangling, is_chinese, repeats, unmentioned, utf8, weight
from callsheet_runtime.pricing import items, sum_of, utf8_bytes
from runtime.acme import TARIFF

# ── characters and bytes ─────────────────────────────────────────────────────────────────────────────────────────────

BLOCKS = [
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
]
"""Unicode's blocks of ideographs, and the two planes that are kept for more of them."""

HEXAGRAMS = [chr(code) for code in range(0x4DC0, 0x4E00)]
"""What stands between the first two."""

EDGES = "".join(chr(code) for low, high in BLOCKS for code in (low - 1, low, high, high + 1))
ODD = [*({*EDGES} - {*HEXAGRAMS}), *"a猫字、。〇あ가é߿ࠀ\uffff😀\ud800\udfff"]
TEXTS = st.text(st.sampled_from(ODD), max_size=9) | st.text(
    st.characters(exclude_categories=[], exclude_characters=HEXAGRAMS), max_size=9
)


def ideograph(char: str) -> bool:
    return any(low <= ord(char) <= high for low, high in BLOCKS)


@given(TEXTS, st.integers(1, 3))
@example("a cat 猫", 2)
@example("\u4dbf\u4e00\u9fff\uf8ff\uf900\ufaff\ufb00\U0001ffff\U00020000\U0003ffff\U00040000", 3)
def test_a_chinese_character_counts_for_several(text: str, chinese: int) -> None:
    assert weight(text, chinese) == sum(chinese if ideograph(char) else 1 for char in text)


def test_between_two_blocks_stand_characters_that_are_not_chinese() -> None:
    """64 signs of the Yijing: none is a unified ideograph, and none stands in a block of them."""
    assert all(unicodedata.name(char).startswith("HEXAGRAM FOR ") for char in HEXAGRAMS)
    assert [char for char in HEXAGRAMS if is_chinese(char)] == []


def test_what_unicode_calls_a_unified_ideograph_is_one() -> None:
    every = map(chr, [*range(0xD800), *range(0xE000, 0x110000)])
    unified = [char for char in every if unicodedata.name(char, "").startswith("CJK UNIFIED IDEOGRAPH")]
    assert len(unified) > 90_000
    assert all(map(is_chinese, unified))
    assert not any(map(is_chinese, "、。〇「」ーあアㄅ가é！１ａＡ　～￥🈚"))


@given(TEXTS)
@example("a" * 100)
@example("é猫😀\ud800")
def test_bytes_are_counted_as_they_would_be_sent(text: str) -> None:
    def size(code: int) -> int:
        if 0xD800 <= code < 0xE000:
            return len(b"?")
        return 1 if code < 0x80 else 2 if code < 0x800 else 3 if code < 0x10000 else 4

    assert utf8(text) == sum(size(ord(char)) for char in text)


# ── names and mentions ───────────────────────────────────────────────────────────────────────────────────────────────

NAMES = st.lists(st.sampled_from(["a", "b", "ab", "a b", "猫", "", "@", "a]", 1, 12, 2]), max_size=4)
FORMS = st.sampled_from(["@{}", "[Image {}]", "<{}>", "img {}"])
SCRAPS = ["@", "[Image ", "<", ">", "]", "img ", "a", "b", "ab", "a b", "猫", "1", "12", " ", "\n", "\u3000", ".", "A"]
SAID = st.lists(st.sampled_from(SCRAPS), max_size=10).map("".join)


def mentions_at(text: str, at: int, form: str, name: object) -> bool:
    """Tell by the rule itself whether a name is mentioned here; a form that ends with the name wants a gap behind."""
    before, after = form.split("{}")
    mention = f"{before}{name}{after}"
    rest = text[at:]
    if rest[: len(mention)] != mention:
        return False
    return bool(after) or not rest[len(mention) :] or rest[len(mention)].isspace()


@given(st.lists(st.sampled_from(["a", "b", "A", "", "猫", 1, 2, 12]), max_size=8))
@example(["a", "b", "a", "a", "b"])
def test_a_value_that_stood_there_before_is_a_repeat(values: list[object]) -> None:
    assert repeats(values) == sum(value in values[:place] for place, value in enumerate(values))


@given(NAMES, SAID, FORMS)
@example(["a", "b"], "look at @a and @b", "@{}")
@example(["a"], "@ab @a. @a", "@{}")
@example(["a"], "@ab @a.", "@{}")
@example(["a"], "@a\u3000", "@{}")
@example([1, 2], "[Image 1] [Image 12]", "[Image {}]")
def test_a_name_that_is_nowhere_mentioned_is_counted(names: list[object], text: str, form: str) -> None:
    missing = [name for name in names if not any(mentions_at(text, at, form, name) for at in range(len(text)))]
    assert unmentioned(names, text, form) == len(missing)


@given(NAMES, SAID, FORMS)
@example(["a", "b"], "@a @b @c", "@{}")
@example(["a"], "@a, @a", "@{}")
@example([], "mail me@home", "@{}")
@example(["@"], "@@ @", "@{}")
@example([1], "[Image 1][Image 2] [Image 1", "[Image {}]")
def test_a_mention_that_no_name_answers_is_counted(names: list[object], text: str, form: str) -> None:
    before = form.split("{}", maxsplit=1)[0]
    begun = [at for at in range(len(text)) if text[at:].startswith(before)]
    lost = [at for at in begun if not any(mentions_at(text, at, form, name) for name in names)]
    assert dangling(names, text, form) == len(lost)


@given(st.integers(0, 15), SAID, FORMS, st.integers(0, 2))
@example(2, "[Image 1] [Image 2] [Image 3] [Image 0]", "[Image {}]", 1)
@example(1, "@0 @1 @00 @01", "@{}", 0)
@example(3, "[Image 1 [Image ] [Image x]", "[Image {}]", 1)
@example(9, f"@{'0' * 5000}9 @{'9' * 5000}", "@{}", 1)
@example(9, "@٣ @²", "@{}", 1)
def test_a_position_that_the_list_does_not_have_is_counted(count: int, text: str, form: str, first: int) -> None:
    before, after = form.split("{}")
    found = 0
    for at in range(len(text)):
        if not text[at:].startswith(before):
            continue
        rest = text[at + len(before) :]
        digits = rest[: len(rest) - len(rest.lstrip("0123456789"))]
        if digits and rest[len(digits) :].startswith(after):
            places = [str(place) for place in range(first, first + count)]
            found += (digits.lstrip("0") or "0") not in places
    assert beyond(count, text, form, first) == found


# ── prices ───────────────────────────────────────────────────────────────────────────────────────────────────────────

Count = Callable[[object], float | None]


def tariff(*, of: str | None = "text", count: Count | None = None, rate: str = "4") -> Tariff:
    return Tariff(
        name="list",
        currency="EUR",
        per="step",
        of=of,
        count=count,
        by=(),
        rates={(): rate},
        confidence="official",
        read="2026-01-01",
    )


def price(one: Tariff, body: object) -> Decimal | None:
    return estimate((one,), body).amount


@pytest.mark.parametrize(
    ("text", "amount"), [("a", 4), ("a" * 15, 4), ("a" * 16, 8), ("猫" * 5, 4), ("猫" * 5 + "a", 8), ("é" * 23, 16)]
)
def test_started_steps_of_bytes_are_charged(text: str, amount: int) -> None:
    stepped = replace(tariff(count=utf8_bytes), step=15)
    assert price(stepped, {"text": text}) == amount
    assert estimate((stepped,), {"text": text}).how == f"{amount // 4} × 4 EUR per step"


@given(st.integers(1, 500), st.integers(1, 20))
def test_a_step_that_was_begun_is_charged_in_full(units: int, step: int) -> None:
    begun = len(range(0, units, step))
    assert price(replace(tariff(rate="0.1"), step=step), {"text": units}) == begun * Decimal("0.1")


@pytest.mark.parametrize(("seconds", "steps"), [(0.1, 1), (5, 1), (5.0, 1), (5.01, 2), (9.99, 2), (10, 2)])
def test_parts_of_a_unit_begin_a_step_too(seconds: float, steps: int) -> None:
    assert price(replace(tariff(rate="1"), step=5), {"text": seconds}) == steps


def test_without_steps_units_are_charged_as_they_are() -> None:
    assert price(tariff(count=utf8_bytes, rate="0.5"), {"text": "猫"}) == Decimal("1.5")
    assert price(tariff(count=items, rate="0.5"), {"text": ["a", "b", None]}) == Decimal("1.5")
    assert price(tariff(count=sum_of("s"), rate="0.5"), {"text": [{"s": 1}, {"s": 2}]}) == Decimal("1.5")
    assert price(tariff(count=sum_of("in.s"), rate="2"), {"text": [{"in": {"s": 4}}]}) == 8


NOTHING: list[tuple[Count, list[object]]] = [
    (utf8_bytes, ["", 5, ["a"]]),
    (items, [[], "abc", {"a": 1}]),
    (sum_of("s"), [[], 5, "5", [{}], [{"s": -1}], [{"s": True}]]),
]


@pytest.mark.parametrize(("count", "values"), NOTHING, ids=["bytes", "items", "sum"])
def test_what_counts_nothing_has_no_price_and_is_not_free(count: Count, values: list[object]) -> None:
    for value in values:
        for one in (tariff(count=count), replace(tariff(count=count), step=15)):
            found = estimate((one,), {"text": value})
            assert found.amount is None
            assert found.why == "text gives no number of steps"


def test_a_sum_in_which_a_number_is_missing_is_not_known() -> None:
    """Left out, it would be taken for nought, and the price for lower than it is."""
    for value in ([{"s": 5}, {}], [{"s": 5}, {"s": None}], [{"s": 5}, {"s": "five"}], [{"s": 5}, 7]):
        assert price(tariff(count=sum_of("s")), {"text": value}) is None


def test_decimal_figures_add_up_as_they_are_written() -> None:
    assert price(tariff(count=sum_of("s"), rate="1"), {"text": [{"s": 0.1}, {"s": 0.2}]}) == Decimal("0.3")


def test_a_field_that_is_left_out_counts_as_documented() -> None:
    assert price(replace(tariff(count=items), units=2), {}) == 8
    assert price(replace(tariff(count=utf8_bytes), units=16, step=15), {"text": None}) == 8
    assert price(tariff(count=utf8_bytes), {}) is None


def test_what_only_the_finished_task_tells_is_not_known_before() -> None:
    later = replace(tariff(of=None, rate="7"), afterwards=True)
    found = estimate((later,), {})
    assert found.amount is None
    assert found.why == "7 EUR per step, and only the finished task tells how many"
    assert estimate((later, tariff(of=None, rate="9")), {}).amount is None


def test_a_field_that_changes_the_price_leaves_it_unknown() -> None:
    changed = replace(tariff(of=None), unless=("own", "more.sound"))
    assert price(changed, {}) == 4
    assert price(changed, {"own": None, "more": {}}) == 4
    for body, at in (({"own": False}, "own"), ({"more": {"sound": "x"}}, "more.sound"), ({"own": 0}, "own")):
        found = estimate((changed,), body)
        assert found.amount is None
        assert found.why == f"{at} changes the price, and no page that was read says to what"


def test_a_list_that_says_nothing_gives_way_to_the_next() -> None:
    spoken = replace(tariff(count=utf8_bytes), step=15, unless=("own",))
    own = replace(tariff(of=None, rate="7"), unless=("text",))
    assert estimate((spoken, own), {"text": "a" * 16}).amount == 8
    assert estimate((spoken, own), {"own": 1}).amount == 7
    assert estimate((spoken, replace(own, afterwards=True)), {"own": 1}).why.startswith("7 EUR per step, and only")
    both = estimate((spoken, own), {"own": 1, "text": "a"})
    assert (both.amount, both.why) == (None, "text changes the price, and no page that was read says to what")


def test_a_list_of_another_server_says_nothing() -> None:
    here, there = replace(TARIFF, servers=("north",)), replace(TARIFF, servers=("south",), rates={("small",): "0.20"})
    body = {"model": "m1", "seconds": 5}
    assert [estimate((here, there), body, server).amount for server in ("north", "south", None)] == [
        Decimal("0.50"),
        Decimal("1.00"),
        Decimal("0.50"),
    ]
    unknown = estimate((here, there), body, "west")
    assert (unknown.amount, unknown.why) == (None, "no price was found for the server west")


def test_groups_and_counts_go_together() -> None:
    by = Axis(at="quality", groups={"hd": "dear", "sd": "cheap"}, default="sd")
    shots = replace(
        tariff(of="shots", count=sum_of("s")), by=(by,), rates={("dear",): "0.2", ("cheap",): "0.1"}, step=5
    )
    assert price(shots, {"shots": [{"s": 3}, {"s": 4}]}) == Decimal("0.2")
    assert price(shots, {"shots": [{"s": 3}, {"s": 4}], "quality": "hd"}) == Decimal("0.4")
    assert estimate((shots,), {"shots": [], "quality": "hd"}).amount is None
    assert estimate((shots,), {"quality": "hd"}).why == "shots gives no number of steps"
