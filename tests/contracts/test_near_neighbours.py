"""What is legal elsewhere is tried here: for another endpoint, for another model, and in the version before."""

import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from callsheet.model.endpoint import Catalog, Endpoint
from callsheet.model.judge import judge
from callsheet.model.request import Whole
from callsheet.resolve import load
from callsheet_contracts.endpoints import called, catalog, catalog_at
from callsheet_contracts.obligations import Duty, Obligation, Obligations, Verdict, every_obligation, obligations
from callsheet_contracts.obligations.space import look

ROOT = Path(__file__).parents[2]
BEFORE = "previous version"


def altered(folder: Path, *changes: tuple[str, str, str]) -> Catalog:
    """Compile a copy of a provider's specs in which some words are others."""
    shutil.copytree(ROOT / "specs" / "pixazo", folder / "pixazo")
    for name, old, new in changes:
        path = folder / "pixazo" / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
    return load(folder).compile()


@pytest.fixture(scope="module")
def now() -> Catalog:
    return catalog()


@pytest.fixture(scope="module")
def every(now: Catalog) -> dict[str, Obligations]:
    return {one.endpoint: one for one in every_obligation(now)}


@pytest.fixture(scope="module")
def changed(now: Catalog, tmp_path_factory: pytest.TempPathFactory) -> list[Obligation]:
    older = altered(
        tmp_path_factory.mktemp("older"),
        ("text-to-video.yaml", "range: [1, 15]", "range: [1, 20]"),
        ("text-to-video.yaml", "cyberpunk: {}}", "cyberpunk: {}, noir: {}}"),
        ("text-to-video.yaml", "  seed:\n    at: seed", "  seed:\n    at: random_seed"),
        ("v6-t2v.yaml", "    sixteen-seconds:", "    twenty-one-seconds:"),
        ("v6-t2v.yaml", "duration: 16}", "duration: 21}"),
    )
    only = Catalog(tuple(one for one in now.providers if one.name == "pixazo"))
    duties = {one.endpoint: one for one in every_obligation(only, previous=older)}
    return [one for one in duties["pixazo/v6-t2v"] if one.origin == BEFORE]


def broken(duties: Iterable[Obligation]) -> set[tuple[str, Duty, Verdict]]:
    return {(one.constraint, one.duty, one.verdict) for one in duties}


def test_what_a_version_before_allowed_is_tried(changed: list[Obligation]) -> None:
    assert ("duration.range", Duty.NEAR, Verdict.REFUSED) in broken(changed)
    assert ("style.values", Duty.NEAR, Verdict.REFUSED) in broken(changed)
    assert ("undocumented", Duty.NEAR, Verdict.WARNED) in broken(changed)
    lengths = {look(one.body, ("duration",)) for one in changed}
    assert {19, 20} <= lengths


def test_just_outside_of_a_bound_may_have_been_inside(changed: list[Obligation]) -> None:
    assert ("duration.range", Duty.NEIGHBOUR, Verdict.REFUSED) in broken(changed)


def test_a_rule_that_is_new_breaks_what_was_right(now: Catalog) -> None:
    endpoint = called(now)["dashscope/pixverse-t2v"]
    older = replace(endpoint, rules=tuple(one for one in endpoint.rules if one.name != "v56-1080p-durations"))
    was_right = [one for one in obligations(endpoint, previous=older) if one.origin == BEFORE]
    assert was_right
    assert {one.constraint for one in was_right} == {"v56-1080p-durations"}
    for one in was_right:
        assert judge(older, one.body) == ()


def test_a_field_that_has_become_required_is_missing_in_what_was_right(now: Catalog) -> None:
    endpoint = called(now)["pixazo/v6-t2v"]
    looser = tuple(replace(one, required=False) if one.name == "prompt" else one for one in endpoint.parameters)
    was_right = [one for one in obligations(endpoint, previous=replace(endpoint, parameters=looser)) if one.origin]
    assert {(one.constraint, one.origin) for one in was_right} >= {("prompt.required", BEFORE)}


def test_every_request_of_before_breaks_one_constraint(changed: list[Obligation], now: Catalog) -> None:
    endpoint = called(now)["pixazo/v6-t2v"]
    for one in changed:
        assert [(two.at, two.rule) for two in judge(endpoint, one.body)] == [(one.place, one.constraint)], one.label
    assert len({one.label for one in changed}) == len(changed)


def test_where_nothing_has_changed_nothing_is_added(now: Catalog) -> None:
    endpoint = called(now)["pixazo/c1-i2v"]
    assert obligations(endpoint, previous=endpoint) == obligations(endpoint)


def test_a_value_of_another_model_is_tried_where_a_rule_refuses_it(now: Catalog) -> None:
    """Ten seconds are for v6 and for lower resolutions; v5.6 refuses them at 1080P."""
    duties = obligations(called(now)["dashscope/pixverse-t2v"])
    assert "v56-1080p-durations, broken, duration = 10" in {one.label for one in duties}


def test_who_allows_a_value_is_named(every: dict[str, Obligations]) -> None:
    near = [one for duties in every.values() for one in duties if one.duty is Duty.NEAR]
    assert all(one.origin in every and one.origin != one.endpoint for one in near)
    origins = {one.origin.partition("/")[0] for one in near if one.endpoint == "dashscope/pixverse-t2v"}
    assert origins == {"dashscope", "pixazo", "pixverse"}


def legal_nowhere(one: Obligation, endpoints: dict[str, Endpoint]) -> bool:
    fields = {field.short: field for field in endpoints[one.origin].every_parameter()}
    return one.about.rpartition(".")[2] not in fields


def test_the_one_who_is_named_has_such_a_field(now: Catalog, every: dict[str, Obligations]) -> None:
    endpoints = called(now)
    for duties in every.values():
        for one in duties:
            if one.duty is Duty.NEAR and one.about:
                assert not legal_nowhere(one, endpoints), one.label


def test_by_its_name_an_endpoint_is_near_to_all_others(now: Catalog) -> None:
    assert any(one.duty is Duty.NEAR for one in obligations("pixazo/v6-t2v"))
    with pytest.raises(LookupError, match="did you mean 'pixazo/v6-t2v'"):
        obligations("pixazo/v6t2v")
    assert called(now).keys() >= {"pixazo/v6-t2v"}


def git(folder: Path, *words: str) -> None:
    own = ("-c", "user.name=a", "-c", "user.email=a@acme.test", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *own, *words], cwd=folder, check=True, capture_output=True)


def test_an_earlier_revision_is_compiled_as_git_has_it(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "specs" / "pixazo", tmp_path / "specs" / "pixazo")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "one")
    shutil.rmtree(tmp_path / "specs")
    found = called(catalog_at("HEAD", repository=tmp_path))["pixazo/v6-t2v"]
    assert found.parameter("duration").kind == Whole(1, 15)
    with pytest.raises(LookupError, match="git cannot show no-such:specs"):
        catalog_at("no-such", repository=tmp_path)
