"""Changes of the real specs that only a request with lists can show; every rule of them, taken away."""

from dataclasses import replace
from typing import cast

import pytest

from callsheet.diff import Side, compare
from callsheet.model.endpoint import Catalog, Provider
from callsheet.model.request import Rule, Whole
from support.catalog import real


def without(provider: Provider, name: str, rule: Rule) -> tuple[Catalog, Catalog]:
    """Compare no more than the endpoint that the rule is taken from."""
    endpoint = next(one for one in provider.endpoints if one.name == name)
    less = replace(endpoint, rules=tuple(one for one in endpoint.rules if one is not rule))
    one, other = (Catalog((replace(provider, endpoints=(end,)),)) for end in (endpoint, less))
    return one, other


@pytest.mark.parametrize("provider", real().providers, ids=lambda one: one.name)
def test_no_rule_is_missed_without_a_request_that_shows_it(provider: Provider) -> None:
    tried = 0
    for endpoint in provider.endpoints:
        for rule in endpoint.rules:
            tried += 1
            found = [one for one in compare(*without(provider, endpoint.name, rule)) if one.about == rule.name]
            assert [one.side for one in found] == [Side.REQUEST if rule.level == "error" else Side.BEHAVIOUR], rule.name
            assert all(one.witnesses for one in found), rule.name
    assert tried


def test_a_bound_that_a_list_asks_for_is_missed() -> None:
    # Seconds are 0 where videos are given, and only there: no other request shows that 0 is refused now.
    pair = real().find("pixverse/fusion")
    assert pair is not None
    provider, endpoint = pair
    duration = next(one for one in endpoint.parameters if one.name == "duration")
    assert isinstance(duration.kind, Whole)
    narrow = replace(duration, kind=replace(duration.kind, low=1))
    fields = tuple(narrow if one is duration else one for one in endpoint.parameters)
    one, other = (
        Catalog((replace(provider, endpoints=(end,)),)) for end in (endpoint, replace(endpoint, parameters=fields))
    )
    (found,) = compare(one, other)
    (witness,) = found.witnesses
    assert (found.kind, found.label) == ("bound-tightened", "request breaking")
    body = cast("dict[str, object]", witness.body)
    assert body["duration"] == 0
    assert "video_references" in body
