"""What is said quickly of a request is what the judge says at length."""

from pathlib import Path

import pytest

from callsheet.model.endpoint import Endpoint
from callsheet.model.judge import judge
from callsheet.resolve.specs import load
from callsheet_contracts.bodies import swaps
from callsheet_contracts.conformance.quick import Quick
from callsheet_contracts.obligations import Verdict, obligations
from support.catalog import real

INVENTED = load(Path(__file__).parents[1] / "agreement" / "specs").compile()
# Of each real provider the endpoint with most rules; of the invented one, all: they have every spelling.
REAL = [max((*one.tasks, *one.calls), key=lambda two: len(tuple(two.every_rule()))) for one in real().providers]
ENDPOINTS = [*(one for _, one in INVENTED if one.KIND != "webhook"), *REAL]
every = pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda one: one.name)


@every
def test_yes_is_never_wrong(endpoint: Endpoint) -> None:
    fine = Quick(endpoint).fine
    bodies: list[object] = [one.kept for one in obligations(endpoint)]
    if endpoint not in REAL:
        bodies += (body for _, body in swaps(endpoint))
    wrong = [body for body in bodies if fine(body) and judge(endpoint, body)]
    assert wrong == []


@every
def test_a_right_request_is_seldom_left_to_the_judge(endpoint: Endpoint) -> None:
    fine = Quick(endpoint).fine
    right = [one.kept for one in obligations(endpoint) if one.verdict is Verdict.ACCEPTED]
    assert sum(map(fine, right)) == len(right) > 0
