"""Every request of this project is one that the provider takes, and is affordable: known before anything is sent."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsheet_clients.dashscope import pixverse_t2v
from callsheet_runtime import Problem
from callsheet_runtime.pricing import estimate
from clips import order

TEMPLATES = sorted((Path(__file__).parent / "requests").glob("*.json"))
BUDGET = Decimal(5)
"""CNY for one clip."""


def errors(body: object) -> list[Problem]:
    """Name what the provider would refuse."""
    return [problem for problem in pixverse_t2v.ENDPOINT.validate(body) if problem.level == "error"]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_a_template_works_and_is_affordable(template: Path) -> None:
    body = json.loads(template.read_text("utf-8"))
    assert errors(body) == []
    price = estimate(pixverse_t2v.ENDPOINT.tariffs, body)
    assert price.amount is not None, price
    assert price.amount <= BUDGET, price


@given(st.text(min_size=1, max_size=80))
def test_whatever_a_product_is_called_its_order_works(product: str) -> None:
    assert errors(order(product).body()) == []
