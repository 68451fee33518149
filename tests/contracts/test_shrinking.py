"""What a test finds comes down to a request that can be read: nothing is in it that need not be."""

from typing import cast

import pytest
from hypothesis import Phase, find, settings

from callsheet.model.endpoint import Endpoint
from callsheet.model.judge import judge
from callsheet.model.request import Parameter
from callsheet_contracts.endpoints import called, catalog
from callsheet_contracts.obligations.building import ABSENT, changed
from callsheet_contracts.obligations.space import look
from callsheet_contracts.strategies import breaking, conforming

ENDPOINTS = called(catalog())
QUICK = settings(
    max_examples=200, derandomize=True, database=None, deadline=None, phases=[Phase.generate, Phase.shrink]
)
AT_FAULT = [
    ("pixazo/v6-t2v", "style"),
    ("pixazo/v6-t2v", "seed"),
    ("dashscope/pixverse-t2v", "shot_type"),
    ("pixverse/text-to-video", "camera_movement"),
    ("pixverse/text-to-video", "lip_sync_tts_content"),
    ("dashscope/happyhorse-r2v", "parameters.ratio"),
]


def needless(endpoint: Endpoint, body: object, but: Parameter | None) -> list[str]:
    """List the fields without which a request would be accepted all the same."""
    there = [one for one in endpoint.parameters if one is not but and look(body, one.at) is not None]
    return [one.name for one in there if not judge(endpoint, changed(body, one.at, ABSENT))]


def named(endpoint: Endpoint, name: str) -> Parameter:
    return next(one for one in endpoint.parameters if name in {one.name, ".".join(one.at)})


@pytest.mark.parametrize(("name", "field"), AT_FAULT)
def test_beside_the_field_at_fault_there_is_only_what_it_needs(name: str, field: str) -> None:
    endpoint = ENDPOINTS[name]
    fault = named(endpoint, field)
    body = find(conforming(name), lambda drawn: look(drawn, fault.at) is not None, settings=QUICK)
    assert judge(endpoint, body) == ()
    assert needless(endpoint, body, fault) == []


@pytest.mark.parametrize("name", ["pixazo/c1-i2v", "dashscope/pixverse-r2v", "pixverse/multi-transition"])
def test_the_simplest_request_has_only_what_is_required(name: str) -> None:
    body = find(conforming(name), lambda _: True, settings=QUICK)
    assert needless(ENDPOINTS[name], body, None) == []


def test_the_value_at_fault_comes_down_to_the_least() -> None:
    body = find(conforming("pixazo/v6-t2v"), lambda drawn: cast("int", drawn.get("duration", 0)) > 7, settings=QUICK)
    assert body == {"prompt": "", "duration": 8}


def test_what_breaks_a_rule_comes_down_to_what_the_rule_is_about() -> None:
    name, rule = "dashscope/pixverse-t2v", "v56-1080p-durations"
    body = find(breaking(name, rule), lambda _: True, settings=QUICK)
    assert body["model"] == "pixverse/pixverse-v5.6-t2v"
    assert sorted(cast("dict[str, object]", body["parameters"])) == ["duration", "size"]
    assert body["input"] == {"prompt": "0"}
