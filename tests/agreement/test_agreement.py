"""Emitted validator ≡ JSON Schema ≡ evaluator ≡ both glances, on any body, for every endpoint and for an
invented one that uses every kind of parameter and every spelling of a rule."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callsheet.emit import json_schema
from callsheet.model.endpoint import Endpoint, Provider
from callsheet.model.judge import judge
from callsheet_contracts.bodies import bodies, swaps
from callsheet_contracts.glance import glance
from callsheet_runtime.problems import Problem
from support.emitted import PAIRS, emitted, thinned

ROOT = Path(__file__).parents[2]
Validate = Callable[[object], list[Problem]]


class IsValid(Protocol):
    """As much of a JSON Schema validator as is needed; the stubs know nothing of plain objects."""

    def is_valid(self, instance: Any, /) -> bool: ...  # noqa: ANN401 -- anything is what it is asked about


class Readers:
    """All readers of one endpoint."""

    def __init__(self, provider: Provider, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self.validate = emitted(provider, endpoint)
        schema = json_schema.schema(provider, endpoint)
        jsonschema.Draft202012Validator.check_schema(schema)
        self.schema: IsValid = jsonschema.Draft202012Validator(schema)
        quiet = {"$schema": schema["$schema"], "$defs": schema["$defs"], "$ref": "#/$defs/quiet"}
        self.quiet: IsValid = jsonschema.Draft202012Validator(quiet)
        self.left_out = json_schema.left_out(endpoint)
        self.fine, self.silent = glance(endpoint, "error"), glance(endpoint, "warning")

    def agree(self, body: object) -> None:
        problems = self.validate(body)
        found = [(finding.at, finding.rule, finding.level) for finding in judge(self.endpoint, body)]
        assert sorted((one.at, one.rule.name, one.level) for one in problems) == sorted(found)
        assert self.fine(body) is not any(one.level == "error" for one in problems)
        assert self.silent(body) is not bool(problems)
        # Of some rules JSON Schema cannot speak; it must agree on all the others, unless one of those has hidden them.
        said = [one for one in problems if one.rule.name not in self.left_out]
        if any(one.level == "error" for one in problems if one not in said):
            return
        refused = any(one.level == "error" for one in said)
        assert self.schema.is_valid(body) is not refused
        if not refused:
            assert self.quiet.is_valid(body) is not bool(said)
        for problem in problems:
            assert problem.says


READERS = {f"{provider.name}/{endpoint.name}": Readers(provider, endpoint) for provider, endpoint in PAIRS}


EXPLORING = bool(os.environ.get("CALLSHEET_EXPLORE"))
"""Set by `make explore`, which takes its time: then nothing is left out."""
INVENTED = [name for name in READERS if name.startswith("acme/")]
"""The endpoints that use everything that the language has: looked at longest."""
MOST = 1000


@pytest.mark.parametrize("name", READERS)
def test_all_readers_agree_with_every_value_at_every_place(name: str) -> None:
    readers = READERS[name]
    most = sys.maxsize if EXPLORING else 4 * MOST if name in INVENTED else MOST
    chosen = thinned(readers.endpoint, most)
    for label, body in chosen:
        try:
            readers.agree(body)
        except AssertionError as error:
            raise AssertionError(label) from error
    assert len(chosen) > 20


@settings(max_examples=400, derandomize=True, deadline=None, database=None)
@given(data=st.data())
@pytest.mark.parametrize("name", READERS if EXPLORING else INVENTED)
def test_all_readers_agree_on_random_bodies(name: str, data: st.DataObject) -> None:
    readers = READERS[name]
    readers.agree(data.draw(bodies(readers.endpoint)))


@settings(max_examples=60, derandomize=True, deadline=None, database=None)
@given(data=st.data())
@pytest.mark.parametrize("name", [name for name in READERS if name not in INVENTED])
def test_all_readers_agree_on_some_random_bodies(name: str, data: st.DataObject) -> None:
    readers = READERS[name]
    readers.agree(data.draw(bodies(readers.endpoint)))


@pytest.mark.parametrize("name", READERS)
def test_every_example_request_breaks_what_it_says_and_nothing_else(name: str) -> None:
    readers = READERS[name]
    assert readers.endpoint.requests
    for example in readers.endpoint.requests:
        broken = {problem.rule.name for problem in readers.validate(example.body)}
        assert broken == set(example.breaks), example.name


@pytest.mark.parametrize("name", READERS)
def test_every_rule_fires_on_some_swap_and_is_silent_on_another(name: str) -> None:
    readers = READERS[name]
    said = [{problem.rule.name for problem in readers.validate(body)} for _, body in swaps(readers.endpoint)]
    for rule in readers.endpoint.every_rule():
        assert any(rule.name in names for names in said), f"{rule.name} never fires"
        assert any(rule.name not in names for names in said), f"{rule.name} always fires"


def test_the_readers_disagree_where_one_of_them_is_wrong() -> None:
    """The test itself can fail: a validator that forgets one rule is noticed."""
    readers = READERS["dashscope/pixverse-t2v"]
    whole = readers.validate
    forgetful = Readers.__new__(Readers)
    forgetful.__dict__.update(readers.__dict__)

    def forget(body: object) -> list[Problem]:
        return [one for one in whole(body) if one.rule.name != "v56-1080p-durations"]

    forgetful.validate = forget
    body = next(one.body for one in readers.endpoint.requests if one.name == "ten-seconds-at-1080p")
    readers.agree(body)
    with pytest.raises(AssertionError):
        forgetful.agree(body)
