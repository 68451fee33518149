"""Arazzo documents: their calls are the OpenAPI document's, and their criteria are those of the task's life."""

import re
from typing import Any, cast

import pytest

from callsheet.emit.exports import arazzo, openapi
from callsheet.model.endpoint import Provider
from callsheet_runtime.machine import Meaning
from callsheet_runtime.protocol import Category
from support.catalog import invented, real, staged

PROVIDERS = [one for catalog in (real(), invented(), staged()) for one in catalog.providers if one.tasks]
Said = dict[str, Any]


def workflows(provider: Provider) -> list[Said]:
    return cast("list[Said]", arazzo.document(provider)["workflows"])


def steps(provider: Provider) -> list[tuple[Said, Said]]:
    return [(create, poll) for create, poll in (one["steps"] for one in workflows(provider))]


@pytest.mark.parametrize("provider", PROVIDERS, ids=lambda one: one.name)
def test_each_step_makes_a_call_of_the_other_document(provider: Provider) -> None:
    paths: Said = cast("Said", openapi.document(provider)["paths"])
    known = {one["operationId"]: one for methods in paths.values() for one in methods.values()}
    for pair in steps(provider):
        for step in pair:
            call = known[step["operationId"]]
            needed = {one["name"] for one in call.get("parameters", ()) if one["required"]}
            assert needed <= {one["name"] for one in step.get("parameters", ())}


@pytest.mark.parametrize("provider", PROVIDERS, ids=lambda one: one.name)
def test_every_state_leads_somewhere(provider: Provider) -> None:
    for task, (_, poll) in zip(provider.tasks, steps(provider), strict=True):
        done = stated(poll["successCriteria"][0]["condition"])
        ended, *_, again = poll["onFailure"]
        over = stated(ended["criteria"][0]["condition"])
        assert done == {one.name for one in task.protocol.machine.meaning(Meaning.SUCCEEDED)}
        assert over == {one.name for one in task.protocol.machine.states if one.means not in ALIVE} - done
        assert (again["type"], again["retryAfter"]) == ("retry", task.protocol.poll.every)
        assert again["retryLimit"] * again["retryAfter"] >= arazzo.PATIENCE


ALIVE = {Meaning.WAITING, Meaning.RUNNING, Meaning.UNKNOWN}


def stated(condition: str) -> set[str]:
    return {quoted or plain for quoted, plain in re.findall(r"== (?:'([^']*)'|(\d+))", condition)}


@pytest.mark.parametrize("provider", PROVIDERS, ids=lambda one: one.name)
def test_asking_ends_where_the_answer_stays_no(provider: Provider) -> None:
    for task, (_, poll) in zip(provider.tasks, steps(provider), strict=True):
        told = [one["criteria"][0]["condition"] for one in poll["onFailure"] if one["name"] == "refused"]
        final = {word for condition in told for word in stated(condition)}
        by_code = task.errors.success is not None
        passing = [one for one in task.errors.known if one.repeatable]
        assert not final & {word for one in passing for word in ([one.code] if by_code else map(str, one.http))}
        missing = [one for one in task.errors.known if one.means is Category.NOT_FOUND and not one.repeatable]
        assert bool(final) >= bool(missing)


@pytest.mark.parametrize("provider", PROVIDERS, ids=lambda one: one.name)
def test_a_creation_is_never_repeated(provider: Provider) -> None:
    for create, _ in steps(provider):
        assert [one["type"] for one in create["onFailure"]] == ["end"]


@pytest.mark.parametrize("provider", PROVIDERS, ids=lambda one: one.name)
def test_names_are_as_the_format_wants_them(provider: Provider) -> None:
    names = [one["workflowId"] for one in workflows(provider)] + [
        step["stepId"] for pair in steps(provider) for step in pair
    ]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", name) for name in names)
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+", key) for one in workflows(provider) for key in one["outputs"])
