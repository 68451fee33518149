"""Postman collections: what they send is what the client would, and no key is in them."""

import json
from typing import Any, cast

import pytest

from callsheet.emit.exports import postman
from callsheet.emit.exports.operations import asked
from callsheet.emit.exports.requests import accepted, wire
from callsheet.model.endpoint import Provider
from support.catalog import invented, real, staged

PROVIDERS = [one for catalog in (real(), invented(), staged()) for one in catalog.providers]
Said = dict[str, Any]


def folders(provider: Provider) -> list[Said]:
    return cast("list[Said]", postman.document(provider)["item"])


@pytest.mark.parametrize("provider", PROVIDERS, ids=lambda one: one.name)
def test_each_endpoint_has_a_folder_with_its_examples(provider: Provider) -> None:
    for endpoint, folder in zip(asked(provider), folders(provider), strict=True):
        assert folder["name"] == endpoint.name
        by_name = {one["name"]: one["request"] for one in folder["item"]}
        for example in accepted(endpoint):
            body = by_name[example.name].get("body", {})
            if body.get("mode") == "raw":
                assert json.loads(body["raw"]) == wire(endpoint, example.body)[0]
            else:
                fields = {one["key"] for one in body.get("formdata", ())}
                assert fields == (set(cast("Said", wire(endpoint, example.body)[0])) if fields else set())


@pytest.mark.parametrize("provider", PROVIDERS, ids=lambda one: one.name)
def test_a_creation_notes_the_task_for_which_the_next_request_asks(provider: Provider) -> None:
    tasks = {one.name for one in provider.tasks if accepted(one)}
    for folder in folders(provider):
        if folder["name"] in tasks:
            *created, poll = [one for one in folder["item"] if one["name"] not in {"End the task", "All tasks"}]
            assert all("collectionVariables.set" in str(one["event"]) for one in created)
            assert "{{task}}" in poll["request"]["url"]["raw"]


@pytest.mark.parametrize("provider", PROVIDERS, ids=lambda one: one.name)
def test_the_key_is_a_variable_without_a_value(provider: Provider) -> None:
    said: Said = postman.document(provider)
    values = {one["key"]: one["value"] for one in said["variable"]}
    assert values["key"] == ""
    assert "{{key}}" in str(said["auth"])
    assert provider.key.header not in {header["key"] for one in said["item"] for header in headers(one)}


def headers(folder: Said) -> list[Said]:
    return [header for one in folder["item"] for header in one["request"]["header"]]


def test_holes_of_addresses_are_variables() -> None:
    provider = next(one for one in real().providers if any(server.settings for server in one.servers))
    values = {one["key"] for one in cast("list[Said]", postman.document(provider)["variable"])}
    assert {name for server in provider.servers for name in server.settings} <= values
