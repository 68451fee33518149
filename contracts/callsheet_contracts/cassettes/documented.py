"""Find the answers of a scenario on the pages themselves: what specs keep of them as examples. Knows no provider."""

import copy
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, cast

from callsheet.model.endpoint import AnswerExample, CallEndpoint, Provider, TaskEndpoint
from callsheet.model.protocol import State
from callsheet_contracts.cassettes.scenarios import Plan, Scenario, looked_at_by, request_for, wrong_request
from callsheet_contracts.conformance.answers import Envelope, Said
from callsheet_contracts.conformance.shapes import as_word, at
from callsheet_contracts.paths import holes
from callsheet_contracts.recordings import Response
from callsheet_contracts.simulator.answers import put
from callsheet_contracts.simulator.checks import Asked
from callsheet_runtime.machine import ALIVE, Meaning
from callsheet_runtime.protocol import Category

Body = dict[str, object]
Answers = list[tuple[int, object]]
BY_MEANING: Final = {
    Meaning.SUCCEEDED: Scenario.FINISHED,
    Meaning.FAILED: Scenario.FAILED,
    Meaning.REFUSED: Scenario.MODERATED,
    Meaning.CANCELLED: Scenario.CANCELLED,
    Meaning.EXPIRED: Scenario.EXPIRED,
}
BY_CATEGORY: Final = {
    Category.SERVER: Scenario.FAILED,
    Category.MODERATION: Scenario.MODERATED,
    Category.RATE: Scenario.RATE_LIMITED,
    Category.CONCURRENCY: Scenario.RATE_LIMITED,
}
"""What a refused call shows; any other refusal is just that."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A scenario as pages show it."""

    plan: Plan
    answers: Answers
    names: tuple[str, ...]
    """The examples, by their names in the spec."""


def shown(provider: Provider, endpoint: Asked) -> dict[Scenario, Shown]:
    """Find all scenarios of an endpoint that its pages show, by the first example of each."""
    found: dict[Scenario, Shown] = {}
    for scenario, one in _all(provider, endpoint):
        found.setdefault(scenario, one)
    return found


def _all(provider: Provider, endpoint: Asked) -> Iterator[tuple[Scenario, Shown]]:
    if isinstance(endpoint, TaskEndpoint):
        yield from _lives(endpoint)
        yield from _answered(endpoint, "submit")
        return
    task = looked_at_by(provider, endpoint)
    if task is None:
        yield from _answered(endpoint, "call")
        return
    for example in endpoint.answers:
        state = _state(task, example)
        if state is not None and state.means not in ALIVE:
            asked = as_word(at(example.body, task.protocol.poll.task or ()))
            hole = holes(endpoint.call.path)[0]
            plan = Plan(request={"$path": {hole: asked}}, endpoint=endpoint)
            yield BY_MEANING[state.means], Shown(plan, [(example.http, example.body)], (example.name,))


def _lives(endpoint: TaskEndpoint) -> Iterator[tuple[Scenario, Shown]]:
    """Put lives together: how a task is created, perhaps how it is at work, how it ends."""
    protocol, plan = endpoint.protocol, Plan(request=request_for(endpoint), endpoint=endpoint)
    submits = [one for one in endpoint.answers if one.to == "submit"]
    created = next((one for one in submits if as_word(at(one.body, protocol.submit.task))), None)
    if created is None:
        return
    looks = [(one, state) for one in endpoint.answers if one.to == "poll" and (state := _state(endpoint, one))]
    at_work = [one for one, state in looks if state.means is Meaning.RUNNING][:1]
    for example, state in looks:
        if state.means in ALIVE:
            continue
        scenario = BY_MEANING[state.means]
        if scenario is Scenario.FAILED and _is_moderated(endpoint, example):
            scenario = Scenario.MODERATED
        told = [*at_work, example] if scenario is Scenario.FINISHED else [example]
        task = at(created.body, protocol.submit.task)
        polls = [(one.http, _about(endpoint, task, one.body)) for one in told]
        names = tuple(one.name for one in (created, *told))
        yield scenario, Shown(plan, [(created.http, created.body), *polls], names)


def _answered(endpoint: Asked, to: str) -> Iterator[tuple[Scenario, Shown]]:
    """Take the calls that are over with their first answer."""
    wrong = wrong_request(endpoint)
    for example in endpoint.answers:
        if example.to != to:
            continue
        said = _said(endpoint, example)
        blamed = said.blames_request and said.category is Category.INVALID
        request = wrong if blamed else request_for(endpoint)
        if request is None or said.wrong or (said.accepted and isinstance(endpoint, TaskEndpoint)):
            continue
        # With no category, the call went well.
        scenario = BY_CATEGORY.get(said.category, Scenario.REFUSED) if said.category else Scenario.FINISHED
        plan = Plan(request=request, endpoint=endpoint)
        yield scenario, Shown(plan, [(example.http, example.body)], (example.name,))


def _state(endpoint: TaskEndpoint, example: AnswerExample) -> State | None:
    machine = endpoint.protocol.machine
    return machine.state(as_word(at(example.body, machine.at)))


def _is_moderated(endpoint: TaskEndpoint, example: AnswerExample) -> bool:
    path = endpoint.protocol.failure.code
    known = endpoint.errors.code(as_word(at(example.body, path))) if path else None
    return known is not None and known.means is Category.MODERATION


def _said(endpoint: TaskEndpoint | CallEndpoint, example: AnswerExample) -> Said:
    body = json.dumps(example.body).encode()
    return Envelope(endpoint.errors).open(Response(example.http, {"content-type": "application/json"}, body, 0))


def _about(endpoint: TaskEndpoint, task: object, body: object) -> object:
    """Let an answer be about the task that was created: each page has an id of its own in its sample."""
    path = endpoint.protocol.poll.task
    if path is None or not isinstance(body, dict):
        return body
    changed = copy.deepcopy(cast("Body", body))
    put(changed, path, task)
    return changed
