"""A cassette for each scenario of each endpoint, or a reason; all are fresh, conform, and are played by the client."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from vcr.serialize import deserialize  # type: ignore[import-untyped] # pyright: ignore -- it has no types
from vcr.serializers import yamlserializer  # type: ignore[import-untyped] # pyright: ignore -- it has no types

from callsheet.model.endpoint import CallEndpoint, Catalog, Provider, TaskEndpoint
from callsheet_contracts.cassettes import cassette
from callsheet_contracts.cassettes.documented import shown
from callsheet_contracts.cassettes.emitted import NotEmitted, client_class, offer
from callsheet_contracts.cassettes.scenarios import Absent, Plan, Scenario, plan, request_for, wrong_request
from callsheet_contracts.cassettes.shelf import INDEX, shelf
from callsheet_contracts.conformance import conform, printed
from callsheet_contracts.recordings import Recording, read
from callsheet_runtime import Meaning, ProviderError, TaskEnded, flows
from cassettes.conftest import Shelf
from cassettes.scenes import called
from support.catalog import ROOT, real, staged

HOME = ROOT / "contracts" / "cassettes"
NAMES = [f"{provider.name}/{endpoint.name}" for provider in real().providers for endpoint in called(provider)]
ENDS = {Scenario.FAILED: Meaning.FAILED, Scenario.CANCELLED: Meaning.CANCELLED, Scenario.EXPIRED: Meaning.EXPIRED}


def test_the_folder_is_what_the_specs_make_of_it(made: Shelf) -> None:
    kept = {
        str(path.relative_to(HOME)): path.read_text("utf-8")
        for path in HOME.rglob("*")
        if path.is_file() and path.name != "MANIFEST.json"
    }
    assert kept.keys() == made.files.keys(), "run `callsheet cassettes`"
    assert kept == made.files, "run `callsheet cassettes`"


def test_made_again_they_are_the_same_bytes_whoever_else_is_in_the_catalog(made: Shelf) -> None:
    provider = min(real().providers, key=lambda one: len(one.endpoints))
    again = shelf(Catalog((provider,)))
    assert len(again) > 10
    assert all(made.files[path] == text for path, text in again.items() if path != INDEX)


@pytest.mark.parametrize("name", NAMES)
def test_each_scenario_has_a_cassette_or_a_reason(made: Shelf, name: str) -> None:
    for scenario in Scenario:
        planned, path = made.plans[name, scenario], f"{name}/{scenario}.yaml"
        if isinstance(planned, Absent):
            assert path not in made.files
            assert f"- **{scenario}**: {planned.reason}: " in made.files[INDEX]
        else:
            assert f"[simulated]({path})" in made.files[INDEX]
            assert metadata(made, path)["scenario"] == scenario
    for scenario in (Scenario.FINISHED, Scenario.REFUSED, Scenario.FAILED, Scenario.RATE_LIMITED):
        assert f"{name}/{scenario}.yaml" in made.files


def metadata(made: Shelf, path: str) -> dict[str, object]:
    return dict(read(made.files[path].encode(), path).metadata)


def test_each_says_where_it_comes_from(made: Shelf) -> None:
    origins: dict[str, int] = {}
    for path in made.files:
        if path != INDEX:
            said = metadata(made, path)
            assert f"{said['provider']}/{said['endpoint']}" == str(Path(path).parent)
            assert ("documented" in Path(path).name) == (said["origin"] == "documented")
            assert said["pages_read"]
            assert ("examples" in said) == (said["origin"] == "documented")
            origins[str(said["origin"])] = origins.get(str(said["origin"]), 0) + 1
    assert origins.keys() == {"simulated", "documented"}
    assert all(count > 80 for count in origins.values())


def test_all_conform_strictly(made: Shelf) -> None:
    recordings = list(tapes(made))
    report = conform(real(), recordings)
    assert report.findings == (), printed(report, "text", strict=True)
    assert sum(one.tasks for one in report.tallies) > 200


def tapes(made: Shelf) -> Iterator[Recording]:
    return (read(text.encode(), path) for path, text in made.files.items() if path != INDEX)


def test_scenarios_are_what_they_are_called(made: Shelf) -> None:
    """By the states and statuses that the answers themselves tell, whoever made them."""
    for recording in tapes(made):
        provider, endpoint = found(f"{recording.metadata['provider']}/{recording.metadata['endpoint']}")
        scenario = Scenario(str(recording.metadata["scenario"]))
        last = recording.exchanges[-1].response
        assert last is not None
        if isinstance(endpoint, TaskEndpoint) and scenario in ENDS and len(recording.exchanges) > 1:
            machine = endpoint.protocol.machine
            state = json.loads(last.body)
            for key in machine.at:
                state = state[key]
            ended = machine.state(str(state))
            assert ended is not None
            assert ended.means is ENDS[scenario], recording.file
        if scenario is Scenario.FINISHED:
            assert last.status == 200
        if scenario is Scenario.RATE_LIMITED and recording.metadata["origin"] == "simulated":
            code = cast("Any", made.plans[f"{provider.name}/{endpoint.name}", scenario]).faults[0][1].code
            answers = [one.response.body.decode() for one in recording.exchanges if one.response]
            assert any(code in one for one in answers), recording.file
            assert len(answers) > 1


def found(name: str) -> tuple[Provider, TaskEndpoint | CallEndpoint]:
    pair = real().find(name)
    assert pair is not None
    assert isinstance(pair[1], (TaskEndpoint, CallEndpoint))
    return pair[0], pair[1]


@pytest.mark.parametrize("name", [one for one in NAMES if isinstance(found(one)[1], TaskEndpoint)])
def test_the_client_meets_on_replay_what_it_met(name: str) -> None:
    """Blocking clients play a life to its end, whichever way it goes, and play all of it."""
    provider, endpoint = found(name)
    offered = cast("Any", offer(provider, endpoint))
    for scenario in (Scenario.FINISHED, Scenario.FAILED, Scenario.MODERATED, Scenario.RATE_LIMITED):
        path = HOME / name / f"{scenario}.yaml"
        if not path.exists():
            continue
        with cassette(path, mode="none", patching=False, all_played=True, catalog=real()) as used:
            http = httpx.Client(transport=used.transport)
            client = client_class(provider)(key="any-key", http=http, clock=used.clock)
            flow = flows.run(offered, request_for(endpoint), client.context(offered), deadline=3600)
            if scenario in {Scenario.FINISHED, Scenario.RATE_LIMITED}:
                assert client.drive(flow) is not None
            else:
                with pytest.raises(TaskEnded) as caught:
                    client.drive(flow)
                wanted = {Scenario.FAILED: Meaning.FAILED, Scenario.MODERATED: Meaning.REFUSED}
                assert caught.value.meaning is wanted[scenario]


def test_a_refusal_is_met_on_replay() -> None:
    name = next(one for one in NAMES if isinstance(found(one)[1], CallEndpoint))
    provider, endpoint = found(name)
    offered = cast("Any", offer(provider, endpoint))
    with cassette(HOME / name / "refused.yaml", mode="none", patching=False, catalog=real()) as used:
        client = client_class(provider)(key="k", http=httpx.Client(transport=used.transport), clock=used.clock)
        with pytest.raises(ProviderError):
            client.drive(flows.call(offered, request_for(endpoint), client.context(offered)))


def test_vcrpy_reads_them_all(made: Shelf) -> None:
    for path in [one for one in made.files if one.endswith(("finished.yaml", "refused.yaml"))]:
        requests, responses, said = cast("Any", deserialize(made.files[path], yamlserializer))
        ours = read(made.files[path].encode(), path)
        assert [one.uri for one in requests] == [one.request.url for one in ours.exchanges]
        assert [one["body"]["string"] for one in responses] == [
            one.response.body for one in ours.exchanges if one.response
        ]
        assert said["origin"] == "simulated"


# Reasons come from the spec.


@pytest.fixture(scope="module")
def acme() -> Catalog:
    """An invented provider: it names no endpoint and no word of a real one."""
    return staged()


def test_a_spec_that_nobody_has_a_client_for_is_told(acme: Catalog) -> None:
    with pytest.raises(NotEmitted, match="no client is emitted for acme/"):
        shelf(acme)


def test_plans_of_an_invented_provider(acme: Catalog) -> None:
    (provider,) = acme.providers
    for endpoint in called(provider):
        planned = {scenario: plan(provider, endpoint, scenario) for scenario in Scenario}
        assert isinstance(planned[Scenario.FINISHED], Plan)
        can_be_cancelled = isinstance(endpoint, TaskEndpoint) and endpoint.protocol.cancel is not None
        assert isinstance(planned[Scenario.CANCELLED], Plan) == can_be_cancelled
        for one in planned.values():
            assert not isinstance(one, Absent) or one.reason


def test_requests_are_those_of_the_pages() -> None:
    for name in NAMES:
        _, endpoint = found(name)
        shown_ones = [one.body for one in endpoint.requests if not one.breaks]
        assert request_for(endpoint) in shown_ones
        wrong = wrong_request(endpoint)
        assert wrong is None or wrong in [one.body for one in endpoint.requests if one.breaks]


def test_documented_answers_are_the_examples_own() -> None:
    for name in NAMES:
        provider, endpoint = found(name)
        examples = {one.name: one for one in endpoint.answers}
        for one in shown(provider, endpoint).values():
            assert len(one.names) == len(one.answers)
            first_status, first_body = one.answers[0]
            assert (first_status, first_body) == (examples[one.names[0]].http, examples[one.names[0]].body)
