from dataclasses import dataclass

import pytest

from callsheet_contracts.cassettes.scenarios import Absent, Plan, Scenario, plan
from callsheet_contracts.cassettes.shelf import Files, shelf
from cassettes.scenes import called
from support.catalog import real


@dataclass(frozen=True)
class Shelf:
    """All that is made of the specs."""

    files: Files
    plans: dict[tuple[str, Scenario], Plan | Absent]


@pytest.fixture(scope="session")
def made() -> Shelf:
    both = [(provider, endpoint) for provider in real().providers for endpoint in called(provider)]
    plans = {
        (f"{provider.name}/{endpoint.name}", scenario): plan(provider, endpoint, scenario)
        for provider, endpoint in both
        for scenario in Scenario
    }
    return Shelf(shelf(real()), plans)
