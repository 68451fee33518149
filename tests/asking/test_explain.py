"""`explain`: every rule that can be broken is explained, with its pages, its doubts, and where it is written."""

import json
import re
from typing import Any

import pytest

from asking.conftest import Run
from asking.support import module_of
from callsheet_clients.catalog import ENDPOINTS
from callsheet_runtime import Rule
from support.shell import ROOT

ASKED = [name for name, (_, _, _, kind) in ENDPOINTS.items() if kind != "webhook"]


def explained(run: Run, *arguments: str) -> list[dict[str, Any]]:
    code, out, err = run("explain", *arguments, "--format", "json")
    assert (code, err) == (0, "")
    found: list[dict[str, Any]] = json.loads(out)
    return found


def test_every_rule_of_every_validator_is_explained() -> None:
    for name in ASKED:
        package = ENDPOINTS[name][0]
        file = ROOT / "generated" / "callsheet_clients" / package / "explanations.json"
        known = {one["rule"]: one for one in json.loads(file.read_text("utf-8"))["rules"] if name in one["endpoints"]}
        rules = [value for value in vars(module_of(name, "validators")).values() if isinstance(value, Rule)]
        assert {rule.name for rule in rules} == set(known), name
        for rule in rules:
            cites = [[cite.source.key, cite.words] for cite in rule.cites]
            assert rule.level == known[rule.name]["level"]
            assert cites == known[rule.name]["cites"] or rule.name.endswith(".type"), rule.name


def test_a_rule_with_its_page_its_doubts_and_the_line_of_the_spec(run: Run) -> None:
    (one,) = explained(run, "eight-seconds-at-1080p-on-v4", "--endpoint", "pixverse/transition")
    assert one["level"] == "warning"
    assert one["at"] == "/duration"
    assert one["says"].startswith("When model is v4 or v4.5 and quality is 1080p: duration must not be 8.")
    assert "pixverse/text-to-video" in one["endpoints"]
    assert {"words": "1080p", "page": "mcp", "confidence": "official"}.items() <= one["cites"][1].items()
    assert one["cites"][1]["url"].startswith("https://")
    assert one["since"] == min(cite["read"] for cite in one["cites"])
    assert [doubt["doubt"] for doubt in one["doubts"]] == ["eight-seconds-at-1080p", "c1-at-1080p"]
    assert all(doubt["readings"] for doubt in one["doubts"])
    assert one["example"]["duration"] == 8
    file, _, line = one["written"].partition(":")
    assert (ROOT / file).read_text("utf-8").splitlines()[int(line) - 1].strip() == "eight-seconds-at-1080p-on-v4:"


def test_the_same_name_in_two_files_is_explained_twice(run: Run) -> None:
    both = explained(run, "v56-1080p-durations")
    assert len({one["written"] for one in both}) == 2
    (one,) = explained(run, "v56-1080p-durations", "--endpoint", "dashscope/pixverse-t2v")
    assert one in both


def test_in_words(run: Run) -> None:
    code, out, _ = run("explain", "eight-seconds-at-1080p-on-v4")
    assert code == 0
    for word in ("source", "doubt", "since", "written", "broken by", "in"):
        assert re.search(rf"^    {word}: .", out, re.MULTILINE), word


@pytest.mark.parametrize("name", ["undocumented", "body.type"])
def test_what_holds_everywhere_says_that_it_is_on_no_page(run: Run, name: str) -> None:
    assert {endpoint for one in explained(run, name) for endpoint in one["endpoints"]} == set(ASKED)
    assert "source: none" in run("explain", name)[1]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("duration.rang",), "did you mean 'duration.range'?"),
        (("nothing-like-it-at-all",), "callsheet show ENDPOINT"),
        (("shot-type-is-for-v6", "--endpoint", "pixverse/text-to-video"), "no rule is called"),
        (("duration.range", "--endpoint", "pixverse/text-to-vide"), "did you mean"),
    ],
)
def test_a_rule_that_is_not_there(run: Run, arguments: tuple[str, ...], words: str) -> None:
    code, out, err = run("explain", *arguments)
    assert (code, out) == (2, "")
    assert words in err
