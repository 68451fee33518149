"""`find`: who can do it, shown by a request that the validator lets pass, with its price."""

import json
from decimal import Decimal
from typing import Any

import pytest

from asking.conftest import Run
from asking.support import module_of
from callsheet.model.endpoint import CAPABILITIES
from callsheet.model.request import Choice
from callsheet_clients.catalog import ENDPOINTS
from callsheet_clients.finding import find
from callsheet_runtime.finding import Found
from callsheet_runtime.space import look as look_at
from support.catalog import real

ASKED: dict[str, Any] = {"duration": 10, "resolution": "1080p", "audio": True, "image": True}


def problems(one: Found, level: str) -> list[str]:
    found = module_of(one.endpoint, "validators").validate(one.request)
    return [str(each) for each in found if each.level == level]


@pytest.mark.parametrize(
    "asked",
    [
        {},
        ASKED,
        {"duration": 8, "resolution": "1080", "ratio": "16:9", "audio": False, "image": False, "video": False},
        {"video": True, "image": True},
        {"resolution": "720P", "audio": False, "video": False},
    ],
    ids=str,
)
def test_each_row_is_shown_by_a_request_that_is_let_through(asked: dict[str, Any]) -> None:
    found = find(**asked)
    assert found
    for one in found:
        assert problems(one, "error") == []
        assert problems(one, "warning") == [str(each) for each in one.warnings]
        assert json.loads(json.dumps(one.request)) == one.request
        if "duration" in asked:
            assert one.duration == asked["duration"]
        if "resolution" in asked:
            assert str(one.resolution).casefold().rstrip("p") == str(asked["resolution"]).casefold().rstrip("p")
        if "ratio" in asked:
            assert one.ratio == asked["ratio"]
        if "audio" in asked:
            assert bool(one.audio) is asked["audio"]
        for name in ("image", "video"):
            if name in asked:
                assert any(each.partition(":")[0] == name for each in one.inputs) is asked[name], one
    assert len({(one.endpoint, one.model) for one in found}) == len(found)


def test_without_a_wish_every_model_of_every_task_is_listed() -> None:
    listed = {(one.endpoint, one.model) for one in find()}
    tasks: set[tuple[str, str | None]] = set()
    for provider in real().providers:
        for endpoint in provider.tasks:
            kind = endpoint.model.kind if endpoint.model else None
            words = kind.words() if isinstance(kind, Choice) else (None,)
            tasks |= {(f"{provider.name}/{endpoint.name}", word) for word in words}
    assert listed == tasks


def test_what_the_rules_forbid_is_not_listed() -> None:
    """v5.6 ends at 1080p after eight seconds, v5 has no sound of its own; v6 and c1 do it all."""
    rows = {(one.endpoint, one.model): one for one in find(**ASKED)}
    assert {model for endpoint, model in rows if endpoint == "pixverse/image-to-video"} == {"v6", "c1"}
    assert ("dashscope/pixverse-it2v", "pixverse/pixverse-v5.6-it2v") not in rows
    assert not [endpoint for endpoint, _ in rows if "t2v" in endpoint and "it2v" not in endpoint]


def test_the_price_is_that_of_the_request_that_is_shown() -> None:
    (one,) = find(**ASKED, model="v6", endpoint="dashscope/pixverse-it2v")
    assert one.price.amount == Decimal("6.80")
    assert one.price.currency == "CNY"
    assert look_at(one.request, "/parameters/duration") == 10
    (other,) = find(**ASKED, endpoint="pixazo/c1-i2v")
    assert other.price.amount is None
    assert other.price.why


def test_another_server_has_other_prices_or_none() -> None:
    (one,) = find(duration=5, endpoint="happyhorse-t2v", model="1.1", resolution="720p")
    (other,) = find(duration=5, endpoint="happyhorse-t2v", model="1.1", resolution="720p", server="singapore")
    assert (one.price.currency, other.price.currency) == ("CNY", "USD")
    assert find(duration=5, server="nowhere") == []


def test_a_warning_about_what_is_asked_is_no_yes() -> None:
    asked: dict[str, Any] = {"duration": 8, "resolution": "1080p", "endpoint": "pixverse/text-to-video"}
    sure = {one.model for one in find(**asked)}
    doubtful = {one.model: one for one in find(**asked, doubtful=True)}
    assert set(doubtful) - sure == {"v4", "v4.5"}
    assert [one.rule.name for one in doubtful["v4"].warnings] == ["eight-seconds-at-1080p-on-v4"]


def test_half_a_second_and_nonsense_find_nothing() -> None:
    for seconds in (7.5, float("nan"), float("inf")):
        assert find(duration=seconds, endpoint="t2v") == []
    assert find(resolution="enormous") == []


def test_every_task_says_all_of_its_capabilities() -> None:
    for name, (_, _, _, kind) in ENDPOINTS.items():
        if kind == "task":
            assert set(module_of(name, "spaces").SPACE.capabilities) == set(CAPABILITIES)


def test_the_table(run: Run) -> None:
    arguments = ("--duration", "10", "--resolution", "1080p", "--audio", "--image", "--among", "pixverse-it2v")
    code, out, err = run("find", *arguments, "--model", "v6", "--show-request")
    assert (code, err) == (0, "")
    head, row, request = out.splitlines()
    assert head.split() == ["endpoint", "model", "seconds", "resolution", "ratio", "audio", "price", "made", "of"]
    assert row.split()[:2] == ["dashscope/pixverse-it2v", "pixverse/pixverse-v6-it2v"]
    assert row.split()[2:7] == ["10", "1080P", "–", "yes", "6.80"]
    shown = run("validate", "dashscope/pixverse-it2v", "-", stdin=request)
    assert shown[0] == 0
    assert "fine" in shown[1]


def test_json_has_a_line_for_each(run: Run) -> None:
    code, out, _ = run("find", "--duration", "5", "--no-image", "--format", "json")
    assert code == 0
    rows = [json.loads(line) for line in out.splitlines()]
    assert len(rows) == len(find(duration=5, image=False))
    assert all(row["request"] and "amount" in row["price"] for row in rows)


def test_nothing_is_said_and_told_by_the_exit_code(run: Run) -> None:
    code, out, err = run("find", "--duration", "99")
    assert (code, out) == (1, "")
    assert "nothing that was read about" in err
