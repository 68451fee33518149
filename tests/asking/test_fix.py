"""`validate` and `validate --fix` on the command line: what is advised, what is printed, what is left alone."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from asking.conftest import Run

T2V = "dashscope/pixverse-t2v"


def body(**more: object) -> dict[str, Any]:
    parameters = {"size": "1920*1080", "duration": 10, **more}
    return {"model": "pixverse/pixverse-v5.6-t2v", "input": {"prompt": "x"}, "parameters": parameters}


def request(**more: object) -> str:
    return json.dumps(body(**more))


def test_fix_prints_the_request_mended_and_says_what_it_changed(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "clip.json"
    path.write_text(request(), "utf-8")
    code, out, err = run("validate", "--fix", T2V, str(path))
    assert code == 0
    assert json.loads(out) == body(duration=8)
    assert err == f"{path}:1: changed /parameters/duration: 10 → 8\n"
    assert path.read_text("utf-8") == request(), "the file stays as it is"
    assert run("validate", T2V, "-", stdin=out)[0] == 0


def test_fix_leaves_a_good_request_as_it_is(run: Run) -> None:
    code, out, err = run("validate", "--fix", T2V, "-", stdin=request(duration=8))
    assert (code, json.loads(out)) == (0, body(duration=8))
    assert "nothing to change" in err


def test_fix_makes_nothing_up(run: Run) -> None:
    code, out, err = run("validate", "--fix", T2V, "-", stdin='{"model": "pixverse/pixverse-v6-t2v"}')
    assert code == 1
    assert out == ""
    assert "no legal change found" in err
    assert "left: error /input/prompt is required [prompt.required]" in err


def test_fix_of_several_prints_one_a_line_and_leaves_out_what_it_cannot_mend(run: Run) -> None:
    lines = "\n".join((request(), "{", '{"model": 1}', request(duration=8)))
    code, out, err = run("validate", "--fix", T2V, "-", stdin=lines)
    assert code == 1
    assert [json.loads(line) for line in out.splitlines()] == [body(duration=8), body(duration=8)]
    assert "standard input:2: left: error / is not JSON" in err


def test_fix_in_json_tells_all(run: Run) -> None:
    code, out, _ = run("validate", "--fix", "--format", "json", T2V, "-", stdin=request(watermarc=True))
    assert code == 0
    said = json.loads(out)
    assert said["legal"] is True
    assert said["body"] == body(duration=8, watermark=True)
    assert said["left"] == []
    assert said["changes"] == [
        {"op": "replace", "path": "/parameters/duration", "value": 8},
        {"op": "move", "from": "/parameters/watermarc", "path": "/parameters/watermark"},
    ]


def test_fix_has_two_formats(run: Run) -> None:
    code, out, err = run("validate", "--fix", "--format", "sarif", T2V, "-", stdin=request())
    assert (code, out) == (2, "")
    assert "--format text or json" in err


def test_one_change_is_found_that_ends_two_problems(run: Run) -> None:
    """On v5.6 both are wrong, a duration and a kind of shot; on v6 both are right."""
    stdin = request(duration=9, shot_type="multi", size="1280*720")
    code, out, err = run("validate", "--fix", T2V, "-", stdin=stdin)
    assert code == 0
    assert json.loads(out) == {
        **body(duration=9, shot_type="multi", size="1280*720"),
        "model": "pixverse/pixverse-v6-t2v",
    }
    assert err.count("changed") == 1


def test_strict_mends_warnings_too(run: Run) -> None:
    stdin = request(duration=8, seed=None)
    assert run("validate", T2V, "-", stdin=stdin)[0] == 0
    code, out, _ = run("validate", "--strict", T2V, "-", stdin=stdin)
    assert code == 1
    assert "error /parameters/seed is null" in out
    code, out, _ = run("validate", "--fix", "--strict", T2V, "-", stdin=stdin)
    assert (code, json.loads(out)) == (0, body(duration=8))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"size": "1280x720"}, 'did you mean "1280*720"?'),
        ({"duraton": 5}, "did you mean 'duration'?"),
        ({"watermarc": True}, "try: /parameters/watermarc → /parameters/watermark"),
        ({"duration": "8"}, "try: 8"),
        ({"duration": 12, "size": "1280*720"}, "must be 5, 8 or 10"),
        ({"duration": 99, "size": "1280*720"}, "allowed: 5, 8, 10"),
        ({"shot_type": "multi"}, "try: leave it out"),
        ({"size": "1200*800", "duration": 5}, "allowed: 640*360, 640*480, 640*640"),
    ],
)
def test_advice_in_words(run: Run, changes: dict[str, object], words: str) -> None:
    code, out, _ = run("validate", T2V, "-", stdin=request(**changes))
    assert code == 1
    assert words in out


def test_a_long_prompt_is_cut_where_it_has_to_be(run: Run) -> None:
    endpoint, long = "pixverse/text-to-video", "a" * 5001
    sent = {"model": "v6", "aspect_ratio": "16:9", "duration": 5, "quality": "720p", "prompt": long}
    _, out, _ = run("validate", endpoint, "-", stdin=json.dumps(sent))
    assert "try: the first 2,048 characters" in out
    assert long not in out


def test_json_has_place_rule_words_cite_suggestion_changes_and_what_is_allowed(run: Run) -> None:
    code, out, _ = run("validate", "--format", "json", T2V, "-", stdin=request(duration=99, size="1280*720"))
    assert code == 1
    (problem,) = json.loads(out)["problems"]
    assert problem.pop("cite")
    assert problem == {
        "at": "/parameters/duration",
        "rule": "duration.range",
        "level": "error",
        "says": "must be from 1 to 15, not 99",
        "suggest": 10,
        "changes": [{"op": "replace", "path": "/parameters/duration", "value": 10}],
        "allowed": [5, 8, 10],
    }


def test_the_suggestion_keeps_all_rules_and_not_only_the_broken_one(run: Run) -> None:
    """Of 1.0 to 15 seconds the nearest to 99 is 15; the model knows 5, 8 and 10 alone."""
    stdin = json.dumps({"model": "v3.5", "aspect_ratio": "16:9", "duration": 8, "quality": "1080p", "prompt": "A cat."})
    _, out, _ = run("validate", "--format", "json", "pixverse/text-to-video", "-", stdin=stdin)
    (problem,) = json.loads(out)["problems"]
    assert problem["rule"] == "eight-seconds-at-1080p"
    assert problem["suggest"] == 5


def test_sarif_has_a_rule_with_its_page_and_a_place_for_each_problem(run: Run) -> None:
    code, out, _ = run("validate", "--format", "sarif", T2V, "-", stdin=f"{request()}\n{request(seed=None)}\n")
    assert code == 1
    (ran,) = json.loads(out)["runs"]
    rules = ran["tool"]["driver"]["rules"]
    assert [one["id"] for one in rules] == ["v56-1080p-durations", "seed.null"]
    assert rules[0]["helpUri"].startswith("https://")
    found = [
        (one["ruleId"], one["ruleIndex"], one["level"], one["locations"][0]["physicalLocation"]["region"]["startLine"])
        for one in ran["results"]
    ]
    assert found == [
        ("v56-1080p-durations", 0, "error", 1),
        ("seed.null", 1, "warning", 2),
        ("v56-1080p-durations", 0, "error", 2),
    ]
    prints = {one["partialFingerprints"]["callsheet/v1"] for one in ran["results"]}
    assert len(prints) == 3, "each line is a request of its own"


def test_junit_has_a_case_for_each_request(run: Run) -> None:
    lines = f"{request()}\n{request(duration=8)}\n{request(duration=8, seed=None)}\n"
    code, out, _ = run("validate", "--format", "junit", T2V, "-", stdin=lines)
    assert code == 1
    (suite,) = ET.fromstring(out)
    assert (suite.get("name"), suite.get("tests"), suite.get("failures")) == ("standard input", "3", "1")
    assert [(one.get("name"), [child.tag for child in one]) for one in suite] == [
        ("line 1", ["failure"]),
        ("line 2", []),
        ("line 3", ["system-out"]),
    ]
    assert "try: 8" in str(suite[0][0].text)


def test_annotations_have_the_advice(run: Run) -> None:
    _, out, _ = run("validate", "--format", "github", T2V, "-", stdin=request())
    assert out.startswith("::error file=standard input,line=1,col=1,title=v56-1080p-durations::")
    assert ". try: 8. " in out


def test_hostile_words_stay_words(run: Run) -> None:
    stdin = '{"model": "\\u001b[31m", "a\\u001bb": 1, "~0/": {}}'
    for arguments in ((), ("--fix",), ("--format", "github"), ("--format", "sarif"), ("--format", "junit")):
        _, out, err = run("validate", T2V, "-", *arguments, stdin=stdin)
        assert "\x1b" not in out + err
