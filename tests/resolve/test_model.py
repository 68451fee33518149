"""The meaning that every reader is held to: predicates, machines, verdicts."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callsheet.model.endpoint import Catalog, Endpoint
from callsheet.model.judge import Finding, is_url, judge, url_head
from callsheet.model.predicate import (
    ALWAYS,
    All,
    Any,
    Between,
    Given,
    In,
    Not,
    Predicate,
    Scalar,
    both,
    either,
    fields_of,
    holds,
    if_given,
    negated,
    pushed,
)
from callsheet.model.protocol import Machine, State
from callsheet.model.request import pointer
from callsheet.model.words import demand_in_words
from callsheet.span import NOWHERE
from callsheet_runtime.machine import Meaning

FIELDS: Final = ("a", "b", "c")
VALUES: Final = st.sampled_from([0, 1, 2, 3])
TESTS: Final = st.one_of(
    st.builds(Given, st.sampled_from(FIELDS)),
    st.builds(In, st.sampled_from(FIELDS), st.lists(VALUES, max_size=3).map(tuple)),
    st.builds(Between, st.sampled_from(FIELDS), st.none() | VALUES, st.none() | VALUES),
)
PREDICATES: Final = st.recursive(
    TESTS,
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, max_size=3).map(lambda parts: All(tuple(parts))),
        st.lists(inner, max_size=3).map(lambda parts: Any(tuple(parts))),
    ),
    max_leaves=8,
)
REQUESTS: Final = st.dictionaries(st.sampled_from(FIELDS), VALUES)
few = settings(max_examples=200, derandomize=True, database=None, deadline=None)


@few
@given(PREDICATES, REQUESTS)
def test_pushed_keeps_the_meaning(predicate: Predicate, request: dict[str, Scalar]) -> None:
    assert holds(pushed(predicate), request) == holds(predicate, request)


@few
@given(PREDICATES, REQUESTS)
def test_negated_is_the_opposite(predicate: Predicate, request: dict[str, Scalar]) -> None:
    assert holds(negated(predicate), request) != holds(predicate, request)


@few
@given(PREDICATES)
def test_not_is_pushed_down_to_single_tests(predicate: Predicate) -> None:
    for said in (pushed(predicate), negated(predicate)):
        assert _has_only_single_nots(said)
        assert set(fields_of(said)) == set(fields_of(predicate))


@few
@given(PREDICATES, PREDICATES, REQUESTS)
def test_both_and_either(one: Predicate, two: Predicate, request: dict[str, Scalar]) -> None:
    assert holds(both(one, two), request) == (holds(one, request) and holds(two, request))
    assert holds(either(one, two), request) == (holds(one, request) or holds(two, request))


@few
@given(TESTS, REQUESTS)
def test_if_given_binds_only_what_is_given(test: Given | In | Between, request: dict[str, Scalar]) -> None:
    assert holds(if_given(test), request) == (test.field not in request or holds(test, request))


def _has_only_single_nots(predicate: Predicate) -> bool:
    match predicate:
        case Not(of):
            return isinstance(of, (Given, In, Between))
        case All(of) | Any(of):
            return all(map(_has_only_single_nots, of))
        case _:
            return True


@pytest.mark.parametrize(
    "predicate", [Given("a"), In("a", (1,)), Between("a", None, None), Between("a", 0, 9, of_length=True), Any(())]
)
def test_nothing_is_said_of_a_field_that_is_not_given(predicate: Predicate) -> None:
    assert not holds(predicate, {})
    assert holds(Not(predicate), {})
    assert holds(ALWAYS, {})


def test_between_measures_numbers_and_lengths() -> None:
    assert holds(Between("a", 1, 2), {"a": 2})
    assert not holds(Between("a", 1, 2), {"a": 2.5})
    assert holds(Between("a", None, 3, of_length=True), {"a": "爱诗x"})
    assert not holds(Between("a", 4, None, of_length=True), {"a": "爱诗x"})


def _machine(start: str, **states: tuple[Meaning, str]) -> Machine:
    made = (
        State(
            name=name,
            means=means,
            next=tuple(follow.split()),
            anytime=False,
            after=None,
            billed=None,
            stage=None,
            doc="",
            span=NOWHERE,
        )
        for name, (means, follow) in states.items()
    )
    return Machine(at=("state",), start=start, states=tuple(made), cites=(), span=NOWHERE)


def _way(machine: Machine) -> list[str]:
    return [state.name for state in machine.way_to_success()]


def test_way_to_success_is_the_shortest() -> None:
    machine = _machine(
        "a",
        a=(Meaning.WAITING, "b c"),
        b=(Meaning.RUNNING, "c d"),
        c=(Meaning.RUNNING, "a d"),
        d=(Meaning.SUCCEEDED, ""),
        e=(Meaning.SUCCEEDED, ""),
    )
    assert _way(machine) == ["a", "b", "d"]


def test_way_to_success_may_be_none() -> None:
    assert _way(_machine("a", a=(Meaning.WAITING, "b"), b=(Meaning.RUNNING, "a"), c=(Meaning.SUCCEEDED, ""))) == []
    assert _way(_machine("x", a=(Meaning.SUCCEEDED, ""))) == []
    assert _way(_machine("a", a=(Meaning.SUCCEEDED, ""))) == ["a"]


def test_machine_finds_states() -> None:
    machine = _machine("a", a=(Meaning.WAITING, "b"), b=(Meaning.FAILED, ""))
    assert machine.state("zzz") is None
    assert [state.name for state in machine.meaning(Meaning.FAILED, Meaning.REFUSED)] == ["b"]


@pytest.fixture
def draw(compose: Callable[..., Path], compiled: Callable[[], Catalog]) -> Endpoint:
    compose()
    found = compiled().find("acme/draw")
    assert found is not None
    return found[1]


RIGHT: Final[dict[str, object]] = {"input": {"prompt": "a ball"}, "shape": "circle"}


@pytest.mark.parametrize(
    ("body", "findings"),
    [
        (RIGHT, []),
        ("text", [("", "body.type", "error")]),
        ({}, [("/input/prompt", "prompt.required", "error"), ("/shape", "shape.required", "error")]),
        ({**RIGHT, "input": 5}, [("/input", "input.type", "error")]),
        ({**RIGHT, "input": {"prompt": ""}}, [("/input/prompt", "prompt.length", "error")]),
        ({**RIGHT, "shape": None}, [("/shape", "shape.required", "error")]),
        ({**RIGHT, "shape": "oval"}, [("/shape", "shape.values", "error")]),
        ({**RIGHT, "seconds": True}, [("/seconds", "seconds.type", "error")]),
        ({**RIGHT, "seconds": "5"}, [("/seconds", "seconds.type", "error")]),
        ({**RIGHT, "seconds": 5.0}, []),
        ({**RIGHT, "seconds": 99}, [("/seconds", "seconds.range", "error")]),
        ({**RIGHT, "seconds": None}, [("/seconds", "seconds.null", "warning")]),
        ({**RIGHT, "loud": 1}, [("/loud", "loud.type", "error")]),
        ({**RIGHT, "a~/b": 1}, [("/a~0~1b", "undocumented", "warning")]),
        ({**RIGHT, "size": "40*40", "seconds": 6}, [("/seconds", "big-is-short", "error")]),
        # A field with an error of its own takes no part in rules: one mistake, one problem.
        ({**RIGHT, "size": "40*40", "seconds": 99}, [("/seconds", "seconds.range", "error")]),
        ({**RIGHT, "size": "40*40"}, []),
    ],
)
def test_judge(draw: Endpoint, body: object, findings: list[tuple[str, str, str]]) -> None:
    assert [(one.at, one.rule, one.level) for one in judge(draw, body)] == findings


def test_findings_have_an_order() -> None:
    assert min(Finding("/b", "x", "error"), Finding("/a", "y", "error")).at == "/a"


@pytest.mark.parametrize(
    ("value", "schemes", "verdict"),
    [
        ("https://a", ("http", "https"), True),
        ("https://", ("https",), False),
        ("ftp://a", ("https",), False),
        ("data:image/png;base64,x", ("data",), True),
        (5, ("https",), False),
    ],
)
def test_addresses_are_judged_by_form(value: object, schemes: tuple[str, ...], *, verdict: bool) -> None:
    assert is_url(value, schemes) is verdict
    assert url_head("data") == "data:"


def test_pointer_escapes() -> None:
    assert pointer(("a/b", "c~d")) == "/a~1b/c~0d"
    assert pointer(()) == ""


@pytest.mark.parametrize(
    ("must", "words"),
    [
        (either(both(Given("a"), Given("b")), both(Not(Given("a")), Not(Given("b")))), "and b come together"),
        (either(Not(Given("a")), Not(Given("b"))), "and a exclude each other"),
        (
            both(either(Given("a"), Given("b")), either(Not(Given("a")), Not(Given("b")))),
            "or b must be given, and not both",
        ),
    ],
)
def test_what_is_said_of_several_fields_is_said_plainly(must: Predicate, words: str) -> None:
    assert words in demand_in_words(must)
