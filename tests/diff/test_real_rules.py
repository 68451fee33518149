"""Every rule of the real specs, taken away: told as a change of requests, with one that shows it."""

from dataclasses import replace

import pytest

from callsheet.diff import Side, compare
from callsheet.model.endpoint import Catalog, Provider
from callsheet.model.request import Rule
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
