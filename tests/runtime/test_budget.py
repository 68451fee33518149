"""A budget stops what would pass it before anything is sent, and counts what may have been billed."""

import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal

import httpx
import pytest

from callsheet_runtime import (
    Budget,
    BudgetExceeded,
    CallsheetError,
    Estimate,
    NotSent,
    OutcomeUnknown,
    PriceUnknown,
    ProviderError,
    RequestRefused,
    TaskEnded,
)
from runtime.acme import CREATED, DONE, POKE, TARIFF, TYPED, Clip, Say, Wish, refusal
from runtime.conftest import MakeRig

FIVE = Clip()
"""Five seconds of m1: 0.50 EUR."""
LARGE = Clip(model="m2")
"""No page says what m2 costs."""


def test_what_would_pass_the_budget_is_not_sent(rig: MakeRig) -> None:
    budget = Budget("1.20", "EUR")
    here = rig(CREATED, budget=budget)
    assert here.submit(FIVE).price == "0.50 EUR (5 × 0.10 EUR per second)"
    here.submit(FIVE)
    with pytest.raises(BudgetExceeded, match=r"0\.50 EUR, and of the budget of 1\.20 EUR 0\.20 EUR are left") as caught:
        here.submit(FIVE)
    assert len(here.wire.seen) == 2
    error = caught.value
    assert (error.sent, error.billed, error.repeatable) == (False, False, False)
    assert (error.price, error.left) == (Decimal("0.50"), Decimal("0.20"))
    assert (budget.spent, budget.left) == (Decimal("1.00"), Decimal("0.20"))


def test_all_of_a_budget_may_be_spent(rig: MakeRig) -> None:
    here = rig(CREATED, budget=Budget("0.50", "EUR"))
    here.submit(FIVE)
    assert len(here.wire.seen) == 1


def test_a_budget_in_words(rig: MakeRig) -> None:
    here = rig(CREATED, budget="0.49 EUR")
    with pytest.raises(BudgetExceeded):
        here.submit(FIVE)
    assert here.wire.seen == []


def test_an_unknown_price_stops_it_unless_allowed(rig: MakeRig) -> None:
    here = rig(CREATED, budget=Budget(100, "EUR"))
    with pytest.raises(PriceUnknown, match="no price was found for large") as caught:
        here.submit(LARGE)
    assert here.wire.seen == []
    assert (caught.value.sent, caught.value.billed) == (False, False)
    allowed = Budget(100, "EUR", allow_unknown_price=True)
    rig(CREATED, budget=allowed).submit(LARGE)
    assert (allowed.spent, allowed.unknown) == (Decimal(0), 1)


def test_another_currency_is_as_good_as_unknown(rig: MakeRig) -> None:
    with pytest.raises(PriceUnknown, match=r"it costs 0\.50 EUR, and the budget is in USD"):
        rig(CREATED, budget="5 USD").submit(FIVE)


def test_prices_are_those_of_the_server_that_is_asked(rig: MakeRig) -> None:
    south = replace(TYPED, tariffs=(replace(TARIFF, servers=("south",)),))
    with pytest.raises(PriceUnknown, match="no price was found for the server north"):
        rig(CREATED, endpoint=south, budget="5 EUR").submit(FIVE)
    budget = Budget(5, "EUR")
    rig(CREATED, endpoint=south, server="south", base_url="http://127.0.0.1:1", budget=budget).submit(FIVE)
    assert budget.spent == Decimal("0.50")


def test_an_unknown_outcome_counts_as_spent(rig: MakeRig) -> None:
    budget = Budget(1, "EUR")
    with pytest.raises(OutcomeUnknown):
        rig(httpx.ReadTimeout("no answer"), budget=budget).submit(FIVE)
    assert budget.spent == Decimal("0.50")


@pytest.mark.parametrize(
    ("answer", "error"),
    [(httpx.ConnectError("no route"), NotSent), (refusal(401, "BadKey"), ProviderError), (refusal(400), ProviderError)],
    ids=["not sent", "no key", "refused"],
)
def test_what_is_not_billed_for_certain_is_given_back(
    rig: MakeRig, answer: Say | BaseException, error: type[CallsheetError]
) -> None:
    budget = Budget(1, "EUR")
    with pytest.raises(error):
        rig(answer, budget=budget).submit(FIVE)
    assert budget.spent == 0


def test_a_refusal_that_may_be_billed_stays_counted(rig: MakeRig) -> None:
    budget = Budget(1, "EUR")
    with pytest.raises(ProviderError) as caught:
        rig(refusal(400, "Filtered"), budget=budget).submit(FIVE)
    assert caught.value.billed is None
    assert budget.spent == Decimal("0.50")


def test_a_bad_request_takes_nothing_and_is_told_first(rig: MakeRig) -> None:
    budget = Budget(0, "EUR")
    with pytest.raises(RequestRefused):
        rig(CREATED, budget=budget).submit(Clip(seconds=99))
    assert budget.spent == 0


def test_an_interrupt_while_a_submit_is_under_way_stays_counted(rig: MakeRig) -> None:
    budget = Budget(1, "EUR")
    with pytest.raises(KeyboardInterrupt):
        rig(KeyboardInterrupt(), budget=budget).submit(FIVE)
    assert budget.spent == Decimal("0.50")


def test_run_counts_once_and_a_task_that_fails_stays_counted(rig: MakeRig) -> None:
    budget = Budget(2, "EUR")
    rig(CREATED, DONE, budget=budget).run(FIVE)
    assert budget.spent == Decimal("0.50")
    with pytest.raises(TaskEnded):
        rig(CREATED, Say({"data": {"status": "7"}}), budget=budget).run(FIVE)
    assert budget.spent == Decimal("1.00")


def test_a_call_that_costs_is_counted_and_one_that_asks_is_not(rig: MakeRig) -> None:
    flat = replace(TARIFF, of=None, by=(), rates={(): "0.30"})
    budget = Budget("0.50", "EUR")
    here = rig(Say({"data": 1}), budget=budget)
    here.call(replace(POKE, costs=True, tariffs=(flat,)), Wish())
    with pytest.raises(BudgetExceeded):
        here.call(replace(POKE, costs=True, tariffs=(flat,)), Wish())
    with pytest.raises(PriceUnknown):
        here.call(replace(POKE, costs=True), Wish())
    here.call(POKE, Wish())
    assert budget.spent == Decimal("0.30")
    assert len(here.wire.seen) == 2


def test_threads_never_spend_more_than_there_is() -> None:
    budget, price = Budget(10, "EUR"), Estimate(amount=Decimal(1), currency="EUR")

    def one(_: int) -> bool:
        try:
            budget.hold("a clip", price)
        except BudgetExceeded:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(one, range(200))) == 10
    assert budget.left == 0


@pytest.mark.parametrize("words", ["", "20", "CNY", "CNY 20", "-1 CNY", "nan CNY", "inf CNY", "1,5 CNY"])
def test_what_is_no_budget_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="budget"):
        Budget.parse(words)


def test_the_errors_travel_between_processes() -> None:
    with pytest.raises(BudgetExceeded) as caught:
        Budget(1, "EUR").hold("a clip", Estimate(amount=Decimal(2), currency="EUR"))
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.left) == (str(caught.value), Decimal(1))
