"""Requests are drawn by construction: right ones are accepted, wrong ones break one rule, none is thrown away."""

from collections.abc import Callable
from itertools import combinations, permutations
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis.statistics import collector
from hypothesis.strategies import SearchStrategy

from callsheet.model.endpoint import Endpoint
from callsheet.model.judge import judge
from callsheet_contracts.endpoints import called
from callsheet_contracts.obligations import Duty, Obligation, Verdict
from callsheet_contracts.obligations.covering import combined, levels, made, possible
from callsheet_contracts.obligations.layouts import lay_out
from callsheet_contracts.obligations.space import Space
from callsheet_contracts.strategies import at_the_bounds, breaking, breaking_one, conforming, covering
from support.catalog import invented, real

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

T = TypeVar("T")
ROOT = Path(__file__).parents[2]
ENDPOINTS = {name: endpoint for catalog in (real(), invented()) for name, endpoint in called(catalog).items()}
RULES = [
    (name, rule) for name, endpoint in ENDPOINTS.items() for rule in sorted({one.name for one in endpoint.every_rule()})
]
every_endpoint = pytest.mark.parametrize("name", ENDPOINTS)


def draw(strategy: SearchStrategy[T], check: Callable[[T], None], *, times: int) -> None:
    """Check some draws; none may be filtered."""
    told: list[dict[str, object]] = []

    @settings(
        max_examples=times,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(strategy)
    def run(drawn: T) -> None:
        check(drawn)

    # Its annotation knows only of the value that it has at first.
    listening = cast("Callable[[object], AbstractContextManager[None]]", collector.with_value)
    with listening(told.append):
        run()
    assert told
    assert "'invalid'" not in repr(told)


def broken(endpoint: Endpoint, body: object) -> set[str]:
    return {one.rule for one in judge(endpoint, body)}


@every_endpoint
def test_right_requests_are_accepted_without_a_word(name: str) -> None:
    def check(body: object) -> None:
        assert broken(ENDPOINTS[name], body) == set()

    draw(conforming(ENDPOINTS[name]), check, times=10)


@pytest.mark.parametrize(("name", "rule"), RULES)
def test_a_rule_is_broken_and_no_other(name: str, rule: str) -> None:
    def check(body: object) -> None:
        assert broken(ENDPOINTS[name], body) == {rule}

    draw(breaking(ENDPOINTS[name], rule), check, times=3)


@pytest.mark.parametrize("name", ["acme/everything", "dashscope/pixverse-omni", "pixazo/v6-i2v"])
def test_one_constraint_is_broken_and_it_is_named(name: str) -> None:
    def check(one: Obligation) -> None:
        assert broken(ENDPOINTS[name], one.body) == {one.constraint}
        assert one.verdict is not Verdict.ACCEPTED

    draw(breaking_one(ENDPOINTS[name]), check, times=20)


def test_bounds_are_drawn_on_both_sides() -> None:
    endpoint, seen = ENDPOINTS["pixazo/c1-t2v"], set[tuple[object, Verdict]]()

    def check(one: Obligation) -> None:
        assert one.duty in {Duty.BOUND, Duty.NEIGHBOUR}
        seen.add((cast("dict[str, object]", one.body)["duration"], one.verdict))

    draw(at_the_bounds(endpoint, "duration"), check, times=60)
    inside = {(1, Verdict.ACCEPTED), (2, Verdict.ACCEPTED), (14, Verdict.ACCEPTED), (15, Verdict.ACCEPTED)}
    assert seen == {*inside, (0, Verdict.REFUSED), (16, Verdict.REFUSED)}


def test_what_is_not_there_is_said() -> None:
    endpoint = ENDPOINTS["pixazo/c1-t2v"]
    with pytest.raises(LookupError, match="c1-t2v has no rule 'no-such-rule'"):
        breaking(endpoint, "no-such-rule")
    with pytest.raises(ValueError, match="no bounds of style"):
        at_the_bounds(endpoint, "style")


def size(value: object) -> int:
    match value:
        case dict():
            return 1 + sum(map(size, cast("dict[str, object]", value).values()))
        case list():
            return 1 + sum(map(size, cast("list[object]", value)))
        case str():
            return len(value)
        case _:
            return 1


@pytest.mark.parametrize("name", ["acme/everything", "dashscope/pixverse-t2v", "pixazo/v6-i2v", "pixverse/modify"])
def test_what_is_found_shrinks_to_what_is_required(name: str) -> None:
    quick = settings(max_examples=30, derandomize=True, database=None, deadline=None)
    simplest = find(conforming(ENDPOINTS[name]), lambda _: True, settings=quick)
    assert size(simplest) < 60
    assert broken(ENDPOINTS[name], simplest) == set()


def test_a_needless_field_is_left_out_when_it_shrinks() -> None:
    quick = settings(max_examples=300, derandomize=True, database=None, deadline=None)
    drawn = conforming(ENDPOINTS["dashscope/pixverse-t2v"])
    simplest = find(drawn, lambda body: "seed" in parameters(body), settings=quick)
    assert sorted(parameters(simplest)) == ["duration", "seed", "size"]
    assert parameters(simplest)["seed"] == 0


def parameters(body: dict[str, object]) -> dict[str, object]:
    return cast("dict[str, object]", body["parameters"])


@every_endpoint
def test_few_requests_have_every_pair(name: str) -> None:
    endpoint = ENDPOINTS[name]
    space = Space(endpoint, [one.body for one in endpoint.requests if not one.breaks])
    rows, pairs = combined(space, 2)
    for row in rows:
        assert broken(endpoint, made(space, row)) == set()
    assert pairs <= {pair for row in rows for pair in combinations(sorted(row.items()), 2)} | singles(pairs)
    plan = lay_out(space.legal, space.kept())
    assert plan is not None
    assert all(possible(plan, row) for row in rows)
    assert len(rows) <= 2 * fewest(pairs) + 12


def fewest(pairs: set[tuple[tuple[int, int], ...]]) -> int:
    """Count how many rows any list must have: for each level of a field, as many as some other field has beside it."""
    beside: dict[int, dict[int, dict[int, set[int]]]] = {}
    for pair in pairs:
        for (var, mask), (other, also) in permutations(pair, 2):
            beside.setdefault(var, {}).setdefault(mask, {}).setdefault(other, set()).add(also)
    least = (sum(max(map(len, others.values())) for others in masks.values()) for masks in beside.values())
    return max(least, default=1)


def singles(pairs: set[tuple[tuple[int, int], ...]]) -> set[tuple[tuple[int, int], ...]]:
    """Leave out what is no pair: where only one field has several values, there is none."""
    return {pair for pair in pairs if len(pair) < 2}


def test_every_value_is_in_some_row() -> None:
    endpoint = ENDPOINTS["pixazo/v6-t2v"]
    space = Space(endpoint)
    rows, _ = combined(space, 2)
    for var, masks in levels(space).items():
        assert {row.get(var, masks[0]) for row in rows} == set(masks)


def test_three_fields_at_a_time_need_more_requests() -> None:
    endpoint = ENDPOINTS["pixazo/v6-i2v"]
    assert len(covering(endpoint, strength=1)) < len(covering(endpoint)) < len(covering(endpoint, strength=3))


def test_the_covering_list_is_plain_and_the_same_twice() -> None:
    endpoint = ENDPOINTS["pixverse/fusion"]
    bodies = covering(endpoint)
    assert bodies == covering(endpoint)
    assert all(broken(endpoint, body) == set() for body in bodies)
