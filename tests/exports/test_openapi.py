"""OpenAPI documents: valid, and of one mind with the judge about every request and answer that the specs show."""

from collections.abc import Iterator
from functools import cache
from typing import Any, Protocol, cast

import jsonschema
import pytest
from openapi_spec_validator import validate

from callsheet.emit.exports import openapi
from callsheet.emit.exports.names import request_name
from callsheet.emit.exports.openapi import document
from callsheet.emit.exports.operations import Operation, asked, operations
from callsheet.emit.exports.requests import unsaid, wire
from callsheet.model.endpoint import CallEndpoint, Provider, TaskEndpoint
from callsheet.model.judge import judge
from callsheet.model.request import OUTSIDE, Choice
from callsheet_contracts.obligations import Verdict, obligations
from support.catalog import invented, real, staged

PROVIDERS = [one for catalog in (real(), invented(), staged()) for one in catalog.providers]
PAIRS = [(provider, endpoint) for provider in PROVIDERS for endpoint in asked(provider)]
SAMPLE = [(provider, endpoint) for provider, endpoint in PAIRS if provider not in invented().providers][::4]
Said = dict[str, Any]


def named(value: object) -> str:
    return cast("str", getattr(value, "name", ""))


@cache
def documents() -> dict[int, Said]:
    # By identity: two catalogs may have a provider of the same name.
    return {id(one): document(one) for one in PROVIDERS}


def said(provider: Provider) -> Said:
    return documents()[id(provider)]


class Checker(Protocol):
    def is_valid(self, instance: object) -> bool: ...
    def validate(self, instance: object) -> None: ...


def validator(provider: Provider, schema: Said) -> Checker:
    whole = {**schema, "components": said(provider)["components"]}
    return cast("Checker", jsonschema.Draft202012Validator(whole))


def operation_of(provider: Provider, endpoint: TaskEndpoint | CallEndpoint) -> Operation:
    return next(one for one in operations(provider) if one.kind in {"create", "call"} and endpoint in one.endpoints)


def body_schema(provider: Provider, endpoint: TaskEndpoint | CallEndpoint) -> Said | None:
    schemas = said(provider)["components"]["schemas"]
    return cast("Said | None", schemas.get(request_name(endpoint)))


@pytest.mark.parametrize("provider", PROVIDERS, ids=named)
def test_the_document_is_valid(provider: Provider) -> None:
    validate(said(provider))


@pytest.mark.parametrize("provider", PROVIDERS, ids=named)
def test_the_same_spec_gives_the_same_document(provider: Provider) -> None:
    assert openapi.document(provider) == said(provider)
    assert str(openapi.document(provider)) == str(said(provider))


def is_about_the_body(at: str, rule: str) -> bool:
    # Of a file, a request document has the name, which may not be empty; a form has its content.
    if at.startswith("/$files"):
        return not rule.endswith((".length", ".type"))
    return not at.startswith(("/$headers", "/$query", "/$path"))


def can_be_sent(request: object) -> bool:
    # Headers, a query or a form that is no object stands in a request document alone.
    if not isinstance(request, dict):
        return False
    whole = cast("dict[str, object]", request)
    return all(isinstance(whole.get(place, {}), dict) for place in OUTSIDE)


@pytest.mark.parametrize(("provider", "endpoint"), PAIRS, ids=named)
def test_requests_that_the_spec_shows_are_right_or_wrong_here_too(
    provider: Provider, endpoint: TaskEndpoint | CallEndpoint
) -> None:
    schema = body_schema(provider, endpoint)
    if schema is None:
        assert all(one.at[0] in OUTSIDE for one in endpoint.parameters), "what has a body has a schema for it"
        return
    silent = {one.name for one in unsaid(endpoint)}
    for one in endpoint.requests:
        if not can_be_sent(one.body):
            continue
        errors = [
            each
            for each in judge(endpoint, one.body)
            if each.level == "error" and is_about_the_body(each.at, each.rule)
        ]
        if silent.isdisjoint(each.rule for each in errors):
            sent = wire(endpoint, one.body)[0]
            assert validator(provider, schema).is_valid(sent) is not bool(errors), one.name


@pytest.mark.parametrize(("provider", "endpoint"), SAMPLE, ids=named)
def test_the_whole_call_owes_what_the_endpoint_owes(provider: Provider, endpoint: TaskEndpoint | CallEndpoint) -> None:
    operation = operation_of(provider, endpoint)
    call = said(provider)["paths"][operation.call.path][operation.call.method.lower()]
    content = call.get("requestBody", {}).get("content")
    if content is None:
        return
    (found,) = content.values()
    whole, own = validator(provider, found["schema"]), validator(provider, body_schema(provider, endpoint) or {})
    silent = {one.name for one in unsaid(endpoint)}
    listed = [one for one in obligations(endpoint) if can_be_sent(one.kept)]
    for one in listed[::5]:
        sent = wire(endpoint, one.body)[0]
        if one.verdict is not Verdict.REFUSED:
            assert own.is_valid(sent), one.label
            assert whole.is_valid(sent), one.label
        elif one.constraint not in silent and is_about_the_body(one.place, one.constraint):
            assert not own.is_valid(sent), one.label


@pytest.mark.parametrize("provider", PROVIDERS, ids=named)
def test_answers_that_pages_show_are_what_the_document_promises(provider: Provider) -> None:
    for operation in operations(provider):
        responses = said(provider)["paths"][operation.call.path][operation.call.method.lower()]["responses"]
        for endpoint in operation.endpoints:
            for one in endpoint.answers:
                if one.to == operation.answered:
                    response = responses[str(one.http)]
                    ref = response.get("$ref", "").rpartition("/")[2]
                    shown = said(provider)["components"]["responses"][ref] if ref else response
                    schema = shown["content"]["application/json"]["schema"]
                    validator(provider, schema).validate(one.body)


def test_events_that_pages_show_are_what_the_document_promises() -> None:
    for provider in real().providers:
        for webhook in provider.webhooks:
            hook = said(provider)["webhooks"][webhook.name]["post"]
            shown = hook["requestBody"]["content"]["application/json"]
            assert shown["examples"]
            for one in webhook.answers:
                validator(provider, shown["schema"]).validate(one.body)


def test_a_success_without_its_result_is_no_answer() -> None:
    provider = next(one for one in real().providers if one.tasks[0].errors.success is None)
    task = provider.tasks[0]
    answer = next(one.body for one in task.answers if one.to == "submit" and one.http < 300)
    create = validator(provider, said(provider)["components"]["schemas"][answer_of(provider, task)])
    assert create.is_valid(answer)
    assert not create.is_valid({})


def answer_of(provider: Provider, task: TaskEndpoint) -> str:
    operation = operation_of(provider, task)
    response = said(provider)["paths"][operation.call.path]["post"]["responses"]
    schema = next(iter(response.values()))["content"]["application/json"]["schema"]
    return cast("str", schema["$ref"]).rpartition("/")[2]


def test_endpoints_that_share_a_call_are_told_apart_by_their_models() -> None:
    shared = [
        (provider, one)
        for provider in real().providers
        for one in operations(provider)
        if one.kind == "create" and len(one.endpoints) > 1
    ]
    assert shared
    for provider, one in shared:
        schema = said(provider)["paths"][one.call.path]["post"]["requestBody"]["content"]["application/json"]["schema"]
        kinds = [each.model.kind for each in one.endpoints if each.model]
        words = [word for kind in kinds if isinstance(kind, Choice) for word in kind.words()]
        if len(set(words)) == len(words) and all(each.model for each in one.endpoints):
            assert set(schema["discriminator"]["mapping"]) == set(words)
        else:
            assert "discriminator" not in schema
            assert len(schema["anyOf"]) == len(one.endpoints)


def test_every_fact_names_its_page() -> None:
    for provider in real().providers:
        pages = said(provider)["x-callsheet-sources"]
        cites = list(every_cite(said(provider)))
        assert len(cites) > 100
        assert {one["source"] for one in cites} <= set(pages)
        assert all("#:~:text=" in one["href"] for one in cites if pages[one["source"]].get("url"))


def every_cite(node: object) -> Iterator[Said]:
    if isinstance(node, dict):
        inner = cast("Said", node)
        if {"source", "words"} <= inner.keys():
            yield inner
        for value in inner.values():
            yield from every_cite(value)
    elif isinstance(node, list):
        for value in cast("list[object]", node):
            yield from every_cite(value)
