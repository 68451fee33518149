"""Every duty of every endpoint: enumerated, shown by one request each, and proved by the judge and the validator."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

import callsheet_contracts.obligations as public
from callsheet.model.endpoint import Endpoint
from callsheet.model.judge import judge
from callsheet.model.request import Choice, List, Number, Parameter, Shape, Text, Whole
from callsheet_contracts.obligations import Duty, Obligation, Obligations, Verdict, obligations
from support.catalog import invented, real
from support.emitted import PAIRS, Validate, emitted

ROOT = Path(__file__).parents[2]
LEVELS = {Verdict.REFUSED: "error", Verdict.WARNED: "warning"}


class Shown:
    """An endpoint, what reads its requests, and its duties."""

    def __init__(self, endpoint: Endpoint, validate: Validate, near: list[Endpoint]) -> None:
        self.endpoint, self.validate, self.near = endpoint, validate, near
        self.duties: Obligations = obligations(endpoint, near=near)


FOUND = {f"{provider.name}/{endpoint.name}": (provider, endpoint) for provider, endpoint in PAIRS}


class Every(dict[str, Shown]):
    """All endpoints by name, each looked at when it is first asked for."""

    def __missing__(self, name: str) -> Shown:
        provider, endpoint = FOUND[name]
        catalog = next(one for one in (real(), invented()) if provider in one.providers)
        near = [one for _, one in catalog if one.KIND != "webhook"]
        self[name] = Shown(endpoint, emitted(provider, endpoint), near)
        return self[name]


SHOWN = Every()
every_endpoint = pytest.mark.parametrize("name", FOUND)


def in_reach(name: str, constraint: str) -> bool:
    return all(one.constraint != constraint for one in SHOWN[name].duties.unreachable)


def test_the_public_names_are_sorted_and_there() -> None:
    names: list[str] = vars(public)["__all__"]
    assert names == sorted(names)
    assert all(hasattr(public, name) for name in names)


@every_endpoint
def test_every_request_breaks_what_it_says_and_nothing_else(name: str) -> None:
    for one in SHOWN[name].duties:
        findings = judge(SHOWN[name].endpoint, one.body)
        if one.verdict is Verdict.ACCEPTED:
            assert findings == (), one.label
            continue
        assert {(two.rule, two.level) for two in findings} == {(one.constraint, LEVELS[one.verdict])}, one.label
        assert one.place in {two.at for two in findings}, one.label
        # Only where a rule demands several things can it be broken at several places.
        assert len(findings) == 1 or one.duty is Duty.RULE_BROKEN, one.label


@every_endpoint
def test_the_emitted_validator_says_the_same(name: str) -> None:
    for one in SHOWN[name].duties:
        found = {(two.rule.name, two.level) for two in SHOWN[name].validate(one.body)}
        if one.verdict is Verdict.ACCEPTED:
            assert found == set(), one.label
        else:
            assert found == {(one.constraint, LEVELS[one.verdict])}, one.label


@every_endpoint
def test_labels_and_wrong_requests_are_unlike_each_other(name: str) -> None:
    duties = list(SHOWN[name].duties)
    assert len({one.label for one in duties}) == len(duties)
    wrong = [(one.duty, repr(one.kept)) for one in duties if one.verdict is not Verdict.ACCEPTED]
    assert len(set(wrong)) == len(wrong)


@every_endpoint
def test_every_rule_is_there_both_ways(name: str) -> None:
    ways = {(one.constraint, one.duty) for one in SHOWN[name].duties}
    for rule in SHOWN[name].endpoint.every_rule():
        assert (rule.name, Duty.RULE_KEPT) in ways, rule.name
        assert (rule.name, Duty.RULE_BROKEN) in ways, rule.name


def found(name: str, parameter: Parameter) -> Iterator[tuple[Obligation, object]]:
    """List the requests that have a field, with its value."""
    endpoint = SHOWN[name].endpoint
    outer = [one for one, kind in endpoint.lists() if parameter in inside(kind)]
    for one in SHOWN[name].duties:
        bodies = [one.kept] if not outer else items(look(one.kept, outer[0].at))
        for body in bodies:
            yield one, look(body, parameter.at)


def inside(kind: List) -> tuple[Parameter, ...]:
    return kind.item.parameters if isinstance(kind.item, Shape) else (kind.item,)


def items(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else []


def look(body: object, at: tuple[str, ...]) -> object:
    for key in at:
        body = cast("dict[str, object]", body).get(key) if isinstance(body, dict) else None
    return body


def edges(parameter: Parameter) -> Iterator[tuple[str, float, bool]]:
    """List bounds and what is beside them: what is measured, how much, and whether it is inside."""
    match parameter.kind:
        case Whole(low, high) | Number(low, high):
            what, step = "value", 1 if isinstance(parameter.kind, Whole) else 0.125
        case Text(low, high) | List(_, low, high):
            what, step = "length", 1
        case _:
            return
    for edge, sign in ((low, -1), (high, 1)):
        if edge is not None and (what == "value" or edge + sign * step >= 0):
            yield what, edge, True
            yield what, edge + sign * step, False


def measured(what: str, value: object) -> object:
    return len(cast("str | list[object]", value)) if what == "length" and isinstance(value, (str, list)) else value


@every_endpoint
def test_every_value_of_an_enum_is_there(name: str) -> None:
    for parameter in SHOWN[name].endpoint.every_parameter():
        if isinstance(parameter.kind, Choice):
            seen = {value for _, value in found(name, parameter) if isinstance(value, str)}
            assert seen >= set(parameter.kind.words()), parameter.name


@every_endpoint
def test_every_bound_is_there_on_both_sides(name: str) -> None:
    for parameter in SHOWN[name].endpoint.every_parameter():
        for what, edge, inside in edges(parameter):
            about = [
                one
                for one, value in found(name, parameter)
                if measured(what, value) == edge and type(value) is not bool
            ]
            own = [one for one in about if one.constraint.startswith(f"{parameter.name}.")]
            if inside:
                assert about, (parameter.name, edge)
            elif in_reach(name, f"{parameter.name}.cut"):
                assert any(one.verdict is not Verdict.ACCEPTED for one in own), (parameter.name, edge)


@every_endpoint
def test_every_required_field_is_missing_once(name: str) -> None:
    missing = {one.constraint for one in SHOWN[name].duties if one.duty is Duty.MISSING}
    required = (one for one in SHOWN[name].endpoint.every_parameter() if one.required and one.at)
    assert missing == {f"{one.name}.required" for one in required}


@every_endpoint
def test_every_field_is_of_another_type_once(name: str) -> None:
    wrong = {one.constraint for one in SHOWN[name].duties if one.duty is Duty.TYPE}
    for parameter in SHOWN[name].endpoint.every_parameter():
        assert f"{parameter.name}.type" in wrong


@every_endpoint
def test_a_field_that_is_not_documented_is_everywhere_once(name: str) -> None:
    places = {one.place for one in SHOWN[name].duties if one.duty is Duty.UNDOCUMENTED}
    for at in ((), *SHOWN[name].endpoint.sections):
        assert "".join(f"/{key}" for key in (*at, "no_such_field")) in places


def test_what_is_legal_elsewhere_is_tried() -> None:
    near = [one for one in SHOWN["dashscope/pixverse-it2v"].duties if one.duty is Duty.NEAR]
    words = {str(look(one.kept, ("parameters", "resolution"))) for one in near}
    assert {"480P", "2160p"} <= words


@every_endpoint
def test_what_cannot_be_shown_alone_is_said_with_the_reason(name: str) -> None:
    for one in SHOWN[name].duties.unreachable:
        assert one.reason.startswith("breaks "), one
    assert len(SHOWN[name].duties.unreachable) <= 1


@pytest.mark.parametrize(
    "name", ["acme/everything", "dashscope/pixverse-lipsync", "pixverse/fusion", "pixverse/modify"]
)
def test_the_list_is_the_same_twice(name: str) -> None:
    assert obligations(SHOWN[name].endpoint, near=SHOWN[name].near) == SHOWN[name].duties


def test_the_list_does_not_hang_on_the_order_of_sets() -> None:
    code = (
        "import sys, pathlib; from callsheet.resolve import load; "
        "from callsheet_contracts.obligations import obligations; "
        "print([obligations(one) for _, one in load(pathlib.Path(sys.argv[1])).compile()])"
    )
    specs = str(ROOT / "tests" / "contracts" / "specs")
    texts = {
        subprocess.run(
            [sys.executable, "-c", code, specs],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in "12"
    }
    assert len(texts) == 1
    assert "Obligation(" in texts.pop()


def test_a_body_is_ones_own() -> None:
    one = next(one for one in SHOWN["acme/lists"].duties if one.verdict is Verdict.ACCEPTED)
    body = one.body
    assert isinstance(body, dict)
    body.clear()
    assert one.body
