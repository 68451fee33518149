"""The cassette of a test, and coverage of a run: whole runs of pytest in folders of their own."""

from pathlib import Path

import pytest

pytest_plugins = ("pytester",)

SPECS = Path(__file__).parent / "specs"
KEY = "sk-0123456789abcdef"
CLIP = f"""
import httpx

def clip(url, clock, polls=1, **more):
    with httpx.Client(base_url=url + "/open/v2", headers={{"Api-Key": "{KEY}"}}, trust_env=False) as client:
        body = {{"engine": "slow", "minutes": 3, **more}}
        made = client.post("/clips", json=body, headers={{"X-Trace": "1"}})
        task = made.json()["Resp"]["clip_id"]
        for _ in range(polls):
            clock.sleep(5)
            told = client.get(f"/clips/{{task}}/state").json()
        return told["Resp"]["status"]
"""


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """Somebody's project: nothing of this repository's configuration holds there."""
    monkeypatch.syspath_prepend(pytester.path)
    pytester.makeini(
        f"[pytest]\naddopts = -p no:cacheprovider --strict-markers\ncallsheet_specs = {SPECS.as_posix()}\n"
    )
    pytester.makepyfile(clips=CLIP)
    return pytester


def write_test(project: pytest.Pytester, body: str, *, mark: str = "") -> None:
    project.makepyfile(
        test_clips=f"""
        import pytest
        from clips import clip

        {mark}
        def test_clip(simulator, callsheet_clock, callsheet_cassette):
            url, clock = simulator.url("acme"), callsheet_clock
            {body}
        """
    )


THREE = "assert clip(url, clock, polls=3) == 1"
USUAL = Path("cassettes/test_clips/test_clip.yaml")


def test_a_cassette_is_recorded_once_and_replayed_from_then_on(project: pytest.Pytester) -> None:
    write_test(project, THREE)
    project.runpytest_inprocess("--callsheet-record", "once").assert_outcomes(passed=1)
    text = (project.path / USUAL).read_text("utf-8")
    assert KEY not in text
    assert "origin: simulated" in text
    write_test(project, f"{THREE}; assert not simulator.journal")
    project.runpytest_inprocess().assert_outcomes(passed=1)
    assert (project.path / USUAL).read_text("utf-8") == text


def test_one_poll_more_than_recorded_is_answered_by_the_end(project: pytest.Pytester) -> None:
    write_test(project, THREE)
    project.runpytest_inprocess("--callsheet-record", "once").assert_outcomes(passed=1)
    write_test(project, "assert clip(url, clock, polls=9) == 1")
    project.runpytest_inprocess().assert_outcomes(passed=1)
    write_test(project, "assert clip(url, clock, polls=3, loud=False) == 1")
    done = project.runpytest_inprocess()
    done.assert_outcomes(failed=1)
    done.stdout.fnmatch_lines(["*NotRecorded*has no answer to POST*loud*"])


def test_a_cassette_that_is_not_there_is_named(project: pytest.Pytester) -> None:
    write_test(project, THREE)
    done = project.runpytest_inprocess()
    done.assert_outcomes(errors=1)
    done.stdout.fnmatch_lines([f"*callsheet_cassette*{USUAL.as_posix()} is not there; record it*"])
    assert not (project.path / "cassettes").exists()


def test_what_a_failing_test_recorded_is_no_whole_cassette(project: pytest.Pytester) -> None:
    write_test(project, "clip(url, clock, polls=1)\n            raise KeyError('ours')")
    done = project.runpytest_inprocess("--callsheet-record", "once")
    done.assert_outcomes(failed=1)
    done.stdout.fnmatch_lines(["*KeyError: 'ours'*"])
    assert not (project.path / USUAL).exists()
    assert (project.path / USUAL.with_name("test_clip.partial.yaml")).exists()


def test_a_cassette_that_breaks_the_specs_fails_its_test(project: pytest.Pytester) -> None:
    write_test(project, THREE)
    project.runpytest_inprocess("--callsheet-record", "once").assert_outcomes(passed=1)
    file = project.path / USUAL
    file.write_text(file.read_text("utf-8").replace('"status": 6', '"status": 8'), "utf-8")
    done = project.runpytest_inprocess()
    done.assert_outcomes(passed=1, errors=1)
    done.stdout.fnmatch_lines(["*callsheet_cassette*test_clip.yaml#*"])
    write_test(project, THREE, mark="@pytest.mark.callsheet_cassette(conforms=False)")
    project.runpytest_inprocess().assert_outcomes(passed=1)


def test_marks_say_which_cassette_it_is_and_what_it_must_hold_to(project: pytest.Pytester) -> None:
    mark = "@pytest.mark.callsheet_cassette('tapes/raccoon.yaml', mode='once', all_played=True)"
    write_test(project, THREE, mark=mark)
    project.runpytest_inprocess().assert_outcomes(passed=1)
    assert (project.path / "tapes/raccoon.yaml").exists()
    write_test(project, "assert clip(url, clock, polls=1)", mark=mark)
    done = project.runpytest_inprocess()
    done.assert_outcomes(passed=1, errors=1)
    done.stdout.fnmatch_lines(["*raccoon.yaml, 2 recorded calls were not made*"])


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        ("('a.yaml', 'b.yaml')", "takes one path, not 2"),
        ("(mode='always')", "there is no mode 'always': there are none, once and rewrite"),
        ("(played=True)", "unexpected keyword argument 'played'"),
    ],
)
def test_a_mark_that_makes_no_sense_is_explained(project: pytest.Pytester, mark: str, words: str) -> None:
    write_test(project, THREE, mark=f"@pytest.mark.callsheet_cassette{mark}")
    done = project.runpytest_inprocess()
    done.assert_outcomes(errors=1)
    done.stdout.fnmatch_lines([f"*callsheet_cassette*{words}*"])
