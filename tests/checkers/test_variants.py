"""What types let through and what they forbid, against the judge: no right request is red, no listed rule is missed."""

import random
from typing import cast

import pytest

from callsheet.model.endpoint import Endpoint, TaskEndpoint
from callsheet.model.judge import judge
from callsheet.model.request import Rule
from callsheet.model.variants import MOST_VARIANTS, Variant, listed, variants
from checkers.making import Body, accepted_body, changed, errors, value_of
from support.catalog import invented, real

ENDPOINTS = {
    f"{provider.name}/{endpoint.name}": endpoint
    for catalog in (real(), invented())
    for provider in catalog.providers
    for endpoint in provider.tasks
}
DRAWS = 20


def takes(endpoint: Endpoint, variant: Variant, body: Body) -> bool:
    """Tell whether a request is of a variant."""
    for parameter in endpoint.parameters:
        domain, value = variant.domains[parameter.name], value_of(body, parameter)
        if value is None:
            if not domain.absent:
                return False
        elif domain.values is not None and not any(value == one and type(value) is type(one) for one in domain.values):
            return False
    return True


def is_listed(endpoint: Endpoint, rule: Rule) -> bool:
    """Tell whether a rule is about fields only whose values are listed."""
    names = {name for demand in rule.demands for name in rule.fields(demand)} - {"model"}
    every = [endpoint.parameter(name) for name in names]
    return all(one.measured is None and listed(one.kind) is not None for one in every)


@pytest.mark.parametrize("name", ENDPOINTS)
def test_every_right_example_is_of_a_variant(name: str) -> None:
    endpoint = ENDPOINTS[name]
    every = variants(endpoint)
    for example in endpoint.requests:
        body = cast("Body", example.body)
        if not errors(endpoint, body):
            assert any(takes(endpoint, one, body) for one in every), example.name


@pytest.mark.parametrize("name", ENDPOINTS)
def test_listed_fields_are_right_just_where_a_variant_takes_them(name: str) -> None:
    endpoint = ENDPOINTS[name]
    every = variants(endpoint)
    said = {rule.name for rule in endpoint.rules if rule.level == "error" and is_listed(endpoint, rule)}
    draw = random.Random(name)
    for right in [accepted_body(endpoint, variant) for variant in every]:
        for _ in range(DRAWS):
            body = drawn(endpoint, right, draw)
            wrong = {one.rule for one in judge(endpoint, body) if one.level == "error"}
            if not wrong:
                assert any(takes(endpoint, one, body) for one in every), body
            elif wrong & said:
                assert not any(takes(endpoint, one, body) for one in every), (wrong, body)


def drawn(endpoint: TaskEndpoint, body: Body, draw: random.Random) -> Body:
    """Give some listed fields other values, or leave them out where they need not be given."""
    for parameter in endpoint.parameters:
        values = listed(parameter.kind)
        if values is not None and parameter is not endpoint.model and draw.random() < 0.5:
            body = changed(body, parameter, draw.choice([*values, *([] if parameter.required else [None])]))
    return body


@pytest.mark.parametrize("name", ENDPOINTS)
def test_a_model_has_few_variants(name: str) -> None:
    every = [one.model for one in variants(ENDPOINTS[name])]
    assert every
    assert all(every.count(model) <= MOST_VARIANTS for model in every)
