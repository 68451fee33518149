"""The cassette of a test, and coverage of a run: runs of pytest in folders of their own."""

import json
from pathlib import Path

import pytest

pytest_plugins = ("pytester", "support.preloaded")

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
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    """Somebody's project: nothing of this repository's configuration holds there."""
    pytester.syspathinsert()
    pytester.makeini(
        "[pytest]\naddopts = -p no:cacheprovider -p no:hypothesispytest --strict-markers\n"
        f"callsheet_specs = {SPECS.as_posix()}\n"
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


SEES = """
import pytest
from clips import clip

@pytest.mark.parametrize("loud", [True, False])
def test_clip(simulator, callsheet_clock, loud):
    assert clip(simulator.url("acme"), callsheet_clock, polls=3, loud=loud) == 1
"""


def test_a_run_tells_what_it_has_shown(project: pytest.Pytester) -> None:
    project.makepyfile(test_clips=SEES)
    done = project.runpytest_inprocess("--callsheet-coverage")
    done.assert_outcomes(passed=2)
    done.stdout.fnmatch_lines(
        ["*callsheet coverage*", "acme *calls*params*values*", "  long-clip *", "nothing was seen of acme/s*"]
    )
    done.stdout.no_fnmatch_line("*callsheet_coverage*")


def test_nothing_is_told_that_nobody_asked_for(project: pytest.Pytester) -> None:
    project.makepyfile(test_clips=SEES)
    project.runpytest_inprocess().stdout.no_fnmatch_line("*coverage*")
    project.makepyfile(test_clips="def test_it(): pass")
    done = project.runpytest_inprocess("--callsheet-coverage")
    done.stdout.fnmatch_lines(["nothing was seen: no test that ran has used*"])


def test_counts_of_several_processes_are_joined(project: pytest.Pytester) -> None:
    project.makepyfile(test_clips=SEES)
    counts: list[object] = []
    for more in ([], ["-p", "xdist", "-n", "2"]):
        args = ["-p", "no:cacheprovider", "--callsheet-report", "all.json", "--callsheet-only", "acme/long-clip", *more]
        done = project.runpytest_subprocess(*args) if more else project.runpytest_inprocess(*args)
        done.assert_outcomes(passed=2)
        done.stdout.fnmatch_lines(["written to all.json"])
        counts.append(json.loads((project.path / "all.json").read_text("utf-8")))
        (project.path / "all.json").unlink()
    assert counts[0] == counts[1]


def test_reports_and_thresholds(project: pytest.Pytester) -> None:
    project.makepyfile(test_clips=SEES)
    done = project.runpytest_inprocess(
        *("--callsheet-report", "out/page.html", "--callsheet-report", "out/gaps.txt"),
        *("--callsheet-fail-under", "states=10", "--callsheet-fail-under", "99"),
    )
    done.assert_outcomes(passed=2)
    assert done.ret == pytest.ExitCode.TESTS_FAILED
    done.stdout.fnmatch_lines(["FAILED coverage: * and 99 % are asked for"])
    done.stdout.no_fnmatch_line("FAILED states*")
    assert (project.path / "out/page.html").read_text("utf-8").startswith("<!doctype html>")
    assert "  ○ " in (project.path / "out/gaps.txt").read_text("utf-8")
    project.runpytest_inprocess("--callsheet-fail-under", "1").assert_outcomes(passed=2)


@pytest.mark.parametrize(
    ("option", "words"),
    [
        (("--callsheet-fail-under", "most"), "--callsheet-fail-under: most: 0 to 100 are percents"),
        (("--callsheet-report", "page.pdf"), "--callsheet-report page.pdf: end its name in .html, .json, .txt"),
    ],
)
def test_options_that_make_no_sense_are_explained(
    project: pytest.Pytester, option: tuple[str, ...], words: str
) -> None:
    project.makepyfile(test_clips=SEES)
    done = project.runpytest_inprocess(*option)
    assert done.ret == pytest.ExitCode.USAGE_ERROR
    done.stderr.fnmatch_lines([f"ERROR: {words}*"])


def test_a_name_that_there_is_not_fails_at_the_end(project: pytest.Pytester) -> None:
    project.makepyfile(test_clips=SEES)
    done = project.runpytest_inprocess("--callsheet-only", "acme/nothing")
    assert done.ret == pytest.ExitCode.TESTS_FAILED
    done.stdout.fnmatch_lines(["ERROR there is no 'acme/nothing': there are *"])
