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
# The real endpoint with most rules, and all of the invented provider: they have every spelling.
REAL = max((one for _, one in real()), key=lambda one: len(tuple(one.every_rule())))
ENDPOINTS = [*(one for _, one in INVENTED if one.KIND != "webhook"), REAL]
DUTIES = {one.name: tuple(obligations(one)) for one in ENDPOINTS}
every = pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda one: one.name)


@every
def test_yes_is_never_wrong(endpoint: Endpoint) -> None:
    fine = Quick(endpoint).fine
    bodies: list[object] = [one.kept for one in DUTIES[endpoint.name]]
    if endpoint is not REAL:
        bodies += (body for _, body in swaps(endpoint))
    wrong = [body for body in bodies if fine(body) and judge(endpoint, body)]
    assert wrong == []


@every
def test_a_right_request_is_seldom_left_to_the_judge(endpoint: Endpoint) -> None:
    fine = Quick(endpoint).fine
    right = [one.kept for one in DUTIES[endpoint.name] if one.verdict is Verdict.ACCEPTED]
    assert sum(map(fine, right)) == len(right) > 0
