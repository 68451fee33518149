"""No draw is thrown away, every list of duties is proved, and what is given wrong is told."""

from collections import Counter

import pytest
from hypothesis import assume
from hypothesis import strategies as st

import callsheet_contracts.strategies as public
from callsheet.model.judge import judge
from callsheet_contracts.endpoints import called, catalog
from callsheet_contracts.obligations import Obligation, Obligations, Verdict, every_obligation, obligations, proof
from callsheet_contracts.strategies import breaking, breaking_one, conforming, covering, health
from callsheet_contracts.strategies.health import counted
from callsheet_runtime.problems import Problem

NAMES = list(called(catalog()))


def test_the_public_names_are_sorted_and_there() -> None:
    names: list[str] = vars(public)["__all__"]
    assert names == sorted(names)
    assert all(hasattr(public, name) for name in names)


@pytest.mark.parametrize("name", NAMES)
def test_no_draw_is_filtered(name: str) -> None:
    for one in health(name, examples=3):
        assert (one.filtered, one.overrun) == (0, 0), one
        assert one.drawn > 0, one


def test_every_strategy_is_looked_at() -> None:
    names = {one.strategy for one in health("pixazo/v6-i2v", examples=1)}
    rules = {f"breaking({rule.name})" for rule in called(catalog())["pixazo/v6-i2v"].every_rule()}
    assert names == {"conforming()", "breaking_one()", "at_the_bounds()", *rules}


def test_a_draw_that_is_filtered_is_counted() -> None:
    def odd(number: int) -> int:
        assume(number % 2)
        return number

    assert counted("odd", st.integers(0, 1000).map(odd), 20).filtered > 0
    assert counted("filter", st.integers(0, 1000).filter(lambda number: number % 5 == 4), 20).filtered > 0
    large = st.integers(0, 3).flatmap(lambda number: st.binary(min_size=4000 * number, max_size=4000 * number))
    assert counted("large", large, 20).overrun > 0


@pytest.fixture(scope="module")
def every() -> list[Obligations]:
    return list(every_obligation(catalog()))


def test_every_wrong_request_breaks_one_constraint_by_the_emitted_validator(every: list[Obligations]) -> None:
    proofs = [proof(one) for one in every]
    assert [one.faults for one in proofs if one.faults] == []
    assert sum(one.single for one in proofs) == sum(one.negatives for one in proofs) > 6000
    assert sum(one.silent for one in proofs) == sum(one.positives for one in proofs) > 1900


def test_a_request_that_breaks_something_else_is_named() -> None:
    duties = obligations("pixazo/v6-t2v")

    def deaf(body: object) -> list[Problem]:
        del body
        return []

    found = proof(duties, deaf)
    assert (found.silent, found.single) == (found.positives, 0)
    assert found.faults == tuple(one.label for one in duties if one.verdict is not Verdict.ACCEPTED)
    with pytest.raises(LookupError, match="no validator is emitted for 'v6-t2v'"):
        proof(obligations(called(catalog())["pixazo/v6-t2v"]))


def test_what_is_broken_is_said_with_its_place() -> None:
    endpoint = called(catalog())["pixverse/fusion"]
    one = breaking_one("pixverse/fusion")
    seen: Counter[str] = Counter()

    def placed(obligation: Obligation) -> None:
        findings = judge(endpoint, obligation.kept)
        assert {two.rule for two in findings} == {obligation.constraint}
        assert obligation.place in {two.at for two in findings}
        seen[obligation.label.rpartition(", ")[2]] += 1

    counted("placed", one.map(placed), 60)
    assert seen["drawn"] > 0


def test_what_is_not_there_is_said() -> None:
    with pytest.raises(LookupError, match="no endpoint is called 'pixazo/v6-t2w': did you mean 'pixazo/v6-t2v'"):
        conforming("pixazo/v6-t2w")
    with pytest.raises(LookupError, match="v6-t2v has no rule 'no-such'; it has "):
        breaking("pixazo/v6-t2v", "no-such")
    with pytest.raises(ValueError, match="1 or more, not 0"):
        covering("pixazo/v6-t2v", strength=0)
