"""Servers that are wrong in one way: the finding says which. And servers that are right: there is none."""

import pytest

from callsheet_contracts.probe import State
from contracts.probe.server_faults import FAULTS, named, probed, seeded
from support.catalog import real

PROVIDERS = [one.name for one in real().providers]
RIGHT = [
    "pixazo/v5.6-t2v",
    "pixverse/balance",
    "pixverse/image-status",
    "pixverse/image-template",
    "pixverse/mimic",
    "pixverse/upload-image",
]
"""Of each kind one, and those that cost little; `make contracts` probes all there are."""


def one_of_each() -> list[tuple[str, str]]:
    """Take the providers in turn, as far as they can be wrong in that way."""
    found: list[tuple[str, str]] = []
    for place, fault in enumerate(FAULTS):
        able = [one.name for one in real().providers if next(seeded(fault, one), None)]
        found.append((fault, able[place % len(able)]))
    return found


def test_there_are_seventeen_and_no_provider_is_left_out() -> None:
    assert len(FAULTS) == 17
    assert {provider for _, provider in one_of_each()} == set(PROVIDERS)


@pytest.mark.parametrize(("fault", "name"), one_of_each())
def test_what_is_wrong_is_named(fault: str, name: str) -> None:
    provider = next(one for one in real().providers if one.name == name)
    endpoint, wrong = next(seeded(fault, provider))
    report = probed(provider, endpoint, wrong)
    assert named(report, wrong), [(one.outcome.code, one.case.label) for one in report.findings]
    assert not report.passes()


@pytest.mark.parametrize("name", RIGHT)
def test_nothing_is_wrong_with_a_server_that_is_right(name: str) -> None:
    found = real().find(name)
    assert found is not None
    provider, endpoint = found
    report = probed(provider, endpoint)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType] -- none of them is a webhook
    assert report.findings == ()
    assert report.passes(strict=True)
    assert report.count(State.PASSED) > 15
