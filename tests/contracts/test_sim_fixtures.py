"""The simulator as a pytest fixture, for somebody who has only installed the package."""

import pytest

pytest_plugins = ["pytester"]

THEIRS = """
import httpx, pytest

def submit(http):
    body = {"engine": "quick", "words": "Hello."}
    return http.post("/clips", json=body, headers={"Api-Key": "k", "X-Trace": "1"})

def test_in_process(simulator):
    with httpx.Client(transport=simulator.transport("acme"), base_url="https://acme.test/open/v2") as http:
        task = submit(http).json()["Resp"]["clip_id"]
        simulator.clock.advance(60)
        assert http.get(f"/clips/{task}/state", headers={"Api-Key": "k"}).json()["Resp"]["status"] == 1
    assert simulator.journal.count("acme") == 2

def test_a_test_has_a_simulator_of_its_own(simulator):
    assert len(simulator.journal) == 0

def test_as_a_server(simulator):
    simulator.start()
    with httpx.Client(base_url=simulator.url("acme"), trust_env=False) as http:
        assert submit(http).status_code == 200

class TestWithSettings:
    @pytest.fixture
    def simulator_settings(self):
        return {"by": "immediate", "key": "right"}

    def test_they_are_taken(self, simulator):
        with httpx.Client(transport=simulator.transport("acme"), base_url="https://acme.test") as http:
            assert submit(http).status_code == 401
"""


def test_the_fixture_serves_whoever_asks_for_it(pytester: pytest.Pytester, request: pytest.FixtureRequest) -> None:
    specs = request.path.parent / "specs"
    pytester.makeconftest(f"""
import pathlib, pytest
pytest_plugins = ["callsheet_contracts.simulator.fixtures"]

@pytest.fixture(scope="session")
def callsheet_specs():
    return pathlib.Path({str(specs)!r})
""")
    pytester.makepyfile(test_theirs=THEIRS)
    pytester.runpytest_inprocess("-p", "no:cacheprovider").assert_outcomes(passed=4)
