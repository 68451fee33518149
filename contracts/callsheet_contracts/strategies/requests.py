"""The strategies that tests are given: each takes an endpoint, or its name as `provider/endpoint`."""

from dataclasses import replace
from typing import Final

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from callsheet.model.endpoint import Endpoint
from callsheet.model.judge import judge
from callsheet.model.request import List, Number, Text, Whole
from callsheet_contracts.endpoints import endpoint_named
from callsheet_contracts.obligations import Duty, Obligation, Verdict, obligations
from callsheet_contracts.obligations.building import Body
from callsheet_contracts.obligations.covering import combined, made
from callsheet_contracts.obligations.layouts import lay_out
from callsheet_contracts.obligations.space import Space
from callsheet_contracts.strategies.breaking import ways_to_break
from callsheet_contracts.strategies.drawing import drawn_from

MOST_KEPT: Final = 100


def conforming(endpoint: Endpoint | str) -> SearchStrategy[Body]:
    """Draw requests that are accepted without a word. The simplest has only what is required.

    Raises:
        LookupError: no endpoint has that name.

    """
    space = _space(_endpoint(endpoint))
    plan = lay_out(space.legal, space.kept())
    assert plan is not None, "some request is accepted"
    return drawn_from(space, plan)


def breaking(endpoint: Endpoint | str, rule: str) -> SearchStrategy[Body]:
    """Draw requests that break one rule and nothing else.

    Raises:
        LookupError: no endpoint has that name, or it has no such rule.
        ValueError: whoever breaks it breaks another as well.

    """
    one = _endpoint(endpoint)
    rules = list(dict.fromkeys(rule.name for rule in one.every_rule()))
    if rule not in rules:
        raise LookupError(f"{one.name} has no rule {rule!r}; it has {', '.join(rules) or 'none'}")
    ways = ways_to_break(_space(one), rule)
    if not ways:
        raise ValueError(f"whoever breaks {rule} breaks another rule as well")
    return st.one_of(ways)


def breaking_one(endpoint: Endpoint | str) -> SearchStrategy[Obligation]:
    """Draw requests that break one constraint, of a field or of a rule, each with the name of what it breaks.

    Raises:
        LookupError: no endpoint has that name.

    """
    one = _endpoint(endpoint)
    wrong = [duty for duty in obligations(endpoint) if duty.verdict is not Verdict.ACCEPTED]
    rules = {duty.constraint: duty for duty in wrong if duty.duty is Duty.RULE_BROKEN}
    drawn = [_as_obligation(one, breaking(one, name), duty) for name, duty in rules.items()]
    return st.one_of(st.sampled_from(wrong), *drawn)


def _as_obligation(endpoint: Endpoint, drawn: SearchStrategy[Body], like: Obligation) -> SearchStrategy[Obligation]:
    def shown(body: Body) -> Obligation:
        # Which of several demands is broken, and in which item of a list, is drawn as well.
        finding = judge(endpoint, body)[0]
        about = next((one.name for one in endpoint.parameters if one.pointer == finding.at), like.about)
        return replace(like, label=f"{like.constraint}, drawn", place=finding.at, about=about, kept=body)

    return drawn.map(shown)


def at_the_bounds(endpoint: Endpoint | str, parameter: str | None = None) -> SearchStrategy[Obligation]:
    """Draw requests at the bounds of fields, or of one: on each bound, and on both sides of it.

    Raises:
        LookupError: no endpoint has that name.
        ValueError: there are no bounds.

    """
    one = _endpoint(endpoint)
    bounded = {
        field.name
        for field in one.every_parameter()
        if isinstance(field.kind, Whole | Number | Text | List) and parameter in {None, field.name}
    }
    sides = {Duty.BOUND, Duty.NEIGHBOUR}
    edges = [duty for duty in obligations(one) if duty.duty in sides and duty.about in bounded]
    if not edges:
        raise ValueError(f"{one.name} has no bounds" + (f" of {parameter}" if parameter else ""))
    return st.sampled_from(edges)


def covering(endpoint: Endpoint | str, *, strength: int = 2) -> list[Body]:
    """List few accepted requests with each combination of values that any `strength` fields can have together.

    Raises:
        LookupError: no endpoint has that name.
        ValueError: `strength` is less than 1.

    """
    if strength < 1:
        raise ValueError(f"strength is the number of fields that are combined, 1 or more, not {strength}")
    space = _space(_endpoint(endpoint))
    rows, _ = combined(space, strength)
    return [made(space, row) for row in rows]


def _endpoint(endpoint: Endpoint | str) -> Endpoint:
    return endpoint_named(endpoint) if isinstance(endpoint, str) else endpoint


_SPACES: dict[int, tuple[Endpoint, Space]] = {}
"""What was laid out before; each endpoint is kept, so that its id stays its own."""


def _space(endpoint: Endpoint) -> Space:
    if id(endpoint) not in _SPACES:
        if len(_SPACES) >= MOST_KEPT:
            _SPACES.clear()
        usual = [one.body for one in endpoint.requests if not one.breaks]
        _SPACES[id(endpoint)] = endpoint, Space(endpoint, usual)
    return _SPACES[id(endpoint)][1]
