"""Every rule of every spec: words, a cite, and advice that holds. The oracle is the model, not the search."""

import json
from collections.abc import Iterator
from copy import deepcopy

import pytest

from asking.support import json_patched, module_of
from callsheet.emit.layout import variable
from callsheet.model.endpoint import Endpoint
from callsheet.model.request import Choice, Flag, List, Parameter, Shape, Whole
from callsheet_clients.catalog import ENDPOINTS
from callsheet_runtime import Change, Problem, Rule, Space, advise, applied, mend, patch
from support.catalog import real
from support.emitted import thinned

PAIRS = {
    f"{provider.name}/{endpoint.name}": (provider, endpoint)
    for provider in real().providers
    for endpoint in (*provider.tasks, *provider.calls)
}
every_endpoint = pytest.mark.parametrize("name", PAIRS)

WITHOUT_A_PAGE = ("body.type", "undocumented")
SWAPS = 6


def space_of(name: str) -> Space:
    space: Space = module_of(name, "spaces").SPACE
    return space


def wrong_bodies(endpoint: Endpoint) -> Iterator[object]:
    """Give every example that breaks something, and requests in which one field is something else."""
    yield from (one.body for one in endpoint.requests if one.breaks)
    yield from (body for _, body in thinned(endpoint, SWAPS))


def keys(problems: list[Problem]) -> list[tuple[str, str]]:
    """Name problems by rule and place; places in lists move when an item is left out, and do not count."""
    return [
        ("/".join(one for one in found.at.split("/") if not one.isdecimal()), found.rule.name) for found in problems
    ]


def ends(space: Space, body: object, problem: Problem, changed: object) -> bool:
    """Tell whether a changed request has this problem no more, and none besides that it had not."""
    before, after = keys(space.validate(body)), keys(space.validate(changed))
    (key,) = keys([problem])
    before.remove(key)
    for one in after:
        if one not in before:
            return False
        before.remove(one)
    return True


def blamed(shape: Shape, at: str) -> Parameter | None:
    """Find the field that a problem is about, in the model."""
    for one in shape.parameters:
        if at == one.pointer:
            return one
        if isinstance(one.kind, List) and at.startswith(f"{one.pointer}/"):
            rest = at.removeprefix(f"{one.pointer}/").partition("/")
            if rest[0].isdecimal() and isinstance(one.kind.item, Shape) and rest[2]:
                return blamed(one.kind.item, f"/{rest[2]}")
    return None


def finite(parameter: Parameter) -> tuple[object, ...]:
    """List what a field can be, where that is a list or a short range."""
    match parameter.kind:
        case Choice() as choice:
            return choice.words()
        case Flag():
            return (True, False)
        case Whole(int() as low, int() as high) if high - low < 100:
            return tuple(range(low, high + 1))
        case _:
            return ()


def tries(endpoint: Endpoint, body: object, problem: Problem) -> Iterator[Change]:
    """List what a search of one's own would try first: every value of the field, and none."""
    parameter = blamed(endpoint, problem.at)
    yield from (Change(problem.at, value) for value in (finite(parameter) if parameter else ()))
    if problem.at and isinstance(body, dict):
        yield Change(problem.at)


@every_endpoint
def test_advice_ends_the_problem_and_there_is_some_where_a_legal_value_exists(name: str) -> None:
    """Where there is none, all that the model says the field can be is tried, and to leave it out: nothing will do."""
    space = space_of(name)
    _, endpoint = PAIRS[name]
    for body in wrong_bodies(endpoint):
        kept = deepcopy(body)
        problems = space.validate(body)
        for problem in problems:
            advice = advise(space, body, problem, problems)
            if advice.changes:
                changed = applied(body, advice.changes)
                assert ends(space, body, problem, changed), (problem, advice.changes)
                assert json_patched(body, patch(body, advice.changes)) == changed
            else:
                assert not any(ends(space, body, problem, one.apply(body)) for one in tries(endpoint, body, problem))
            for value in advice.allowed:
                assert ends(space, body, problem, Change(problem.at, value).apply(body)), (problem, value)
        assert body == kept, "a request is not changed by looking at it"


@every_endpoint
def test_what_is_mended_is_legal_and_what_is_left_is_told(name: str) -> None:
    space = space_of(name)
    _, endpoint = PAIRS[name]
    for one in endpoint.requests:
        if not one.breaks:
            assert not [each for each in mend(space, one.body).changes if not each.moved_from], one.name
            continue
        mended = mend(space, one.body)
        assert mended.body == applied(one.body, mended.changes)
        assert list(map(str, mended.left)) == list(map(str, space.validate(mended.body)))
        assert mended.legal == all(found.level != "error" for found in mended.left)
        # No change is there for nothing.
        for index in range(len(mended.changes)) if mended.legal else ():
            without = applied(one.body, (*mended.changes[:index], *mended.changes[index + 1 :]))
            assert len(space.validate(without)) > len(mended.left), (one.name, mended.changes)


@every_endpoint
def test_every_rule_has_words_and_a_cite(name: str) -> None:
    rules = [value for value in vars(module_of(name, "validators")).values() if isinstance(value, Rule)]
    assert rules
    for rule in rules:
        assert rule.says.format(value="x", length="1"), rule.name
        assert rule.level in {"error", "warning"}
        bare = rule.name in WITHOUT_A_PAGE or (rule.name.endswith(".type") and not rule.legal)
        assert rule.cites or bare, rule.name
        for cite in rule.cites:
            assert cite.words
            assert cite.source.title


def test_every_endpoint_with_requests_has_a_space() -> None:
    assert {name for name, (_, _, _, kind) in ENDPOINTS.items() if kind != "webhook"} == set(PAIRS)


@every_endpoint
def test_a_space_says_what_the_model_says(name: str) -> None:
    space = space_of(name)
    provider, endpoint = PAIRS[name]
    assert space.name == f"{provider.name}/{endpoint.name}" == name
    assert variable(endpoint.name) in space.validate.__module__
    assert len(space.fields) == len([*endpoint.every_parameter()])
    for start in space.starts:
        assert not [one for one in space.validate(start) if one.level == "error"]
        assert json.loads(json.dumps(start)) == start
    for field, parameter in zip(space.fields, endpoint.every_parameter(), strict=True):
        assert field.required == parameter.required or not parameter.at
        assert field.default == parameter.default
        if values := finite(parameter):
            assert set(field.listed()) == set(values)
            assert field.is_listed
