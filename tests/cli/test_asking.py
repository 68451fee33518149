import json
import re
from pathlib import Path
from typing import cast

import pytest

from support.shell import Shell

ENDPOINT = "dashscope/pixverse-t2v"


def request(duration: object = 10, **more: object) -> str:
    parameters = {"size": "1920*1080", "duration": duration, **more}
    body = {"model": "pixverse/pixverse-v5.6-t2v", "input": {"prompt": "x"}, "parameters": parameters}
    return json.dumps(body)


def test_ten_seconds_at_1080p_are_refused_with_place_rule_cite_and_legal_value(shell: Shell) -> None:
    said = shell("validate", ENDPOINT, "-", "--format", "json", stdin=request(10))
    assert said.code == 1
    (row,) = said.rows()
    assert row["endpoint"] == ENDPOINT
    assert row["valid"] is False
    (problem,) = cast("list[dict[str, object]]", row["problems"])
    assert problem["at"] == "/parameters/duration"
    assert problem["rule"] == "v56-1080p-durations"
    assert problem["level"] == "error"
    assert "5 or 8" in str(problem["says"])
    assert "10" in str(problem["says"])
    assert "does not support a 10-second" in str(problem["cite"])
    assert "https://help.aliyun.com/" in str(problem["cite"])
    assert problem["suggest"] == 8


def test_eight_seconds_are_fine(shell: Shell) -> None:
    said = shell("validate", ENDPOINT, "-", "--format", "json", stdin=request(8))
    assert said.code == 0
    assert said.rows() == [{"endpoint": ENDPOINT, "valid": True, "problems": [], "document": "standard input:1"}]


def test_json_lines_give_one_answer_a_line_in_order(shell: Shell, tmp_path: Path) -> None:
    lines = [request(10), request(8), "", "{broken", "[]", request("8"), request(8, color="red")]
    (tmp_path / "batch.jsonl").write_text("\n".join(lines), "utf-8")
    said = shell("validate", ENDPOINT, "batch.jsonl", "--format", "json")
    assert said.code == 1
    rows = said.rows()
    assert [row["valid"] for row in rows] == [False, True, False, False, False, True]
    assert [row["document"] for row in rows] == [f"batch.jsonl:{line}" for line in (1, 2, 4, 5, 6, 7)]
    rules = [[one["rule"] for one in cast("list[dict[str, str]]", row["problems"])] for row in rows]
    assert rules == [["v56-1080p-durations"], [], ["json"], ["body.type"], ["duration.type"], ["undocumented"]]


def test_json_lines_from_standard_input(shell: Shell) -> None:
    said = shell("validate", ENDPOINT, "-", "--format", "json", stdin=f"{request(8)}\n{request(10)}\n")
    assert [row["valid"] for row in said.rows()] == [True, False]


def test_a_request_over_several_lines_is_one_request(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(json.dumps(json.loads(request(8)), indent=2), "utf-8")
    said = shell("validate", ENDPOINT, "one.json", "--format", "json")
    assert said.code == 0
    assert len(said.rows()) == 1


def test_a_broken_request_over_several_lines_is_one_broken_request(shell: Shell) -> None:
    said = shell("validate", ENDPOINT, "-", "--format", "json", stdin='{\n  "model": "x",\n  // no\n}\n')
    assert said.code == 1
    (row,) = said.rows()
    assert row["document"] == "standard input:3"
    assert "comment" in str(row["problems"])


def test_text_names_all_and_says_what_to_try(shell: Shell) -> None:
    said = shell("validate", ENDPOINT, "-", stdin=request(10))
    assert said.code == 1
    assert "error /parameters/duration must be 5 or 8" in said.out
    assert "[v56-1080p-durations]" in said.out
    assert "try: 8" in said.out
    assert "see: “The pixverse-v5.6-t2v model" in said.out
    assert "\x1b" not in said.out


def test_warnings_do_not_refuse(shell: Shell) -> None:
    said = shell("validate", ENDPOINT, "-", "--format", "json", stdin=request(8, seed=None))
    assert said.code == 0
    (row,) = said.rows()
    assert row["valid"] is True
    (problem,) = cast("list[dict[str, object]]", row["problems"])
    assert problem["level"] == "warning"
    assert problem["suggest"] is None


def test_annotations_for_ci(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(request(10), "utf-8")
    said = shell("validate", ENDPOINT, "a.json", "--format", "github")
    assert said.code == 1
    assert said.out.startswith("::error file=a.json,line=1,col=1,title=v56-1080p-durations::")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"\xff\xfe", "is not UTF-8"),
        (b'{"model": NaN}', "NaN is no JSON number"),
        (b'{"model": 1, "model": 2}', "is stated twice"),
        (b"[" * 100_000, "nested too deeply"),
        (b"1" * 5000, "is not JSON"),
        (b"nonsense", "is not JSON"),
        (b'{"a": 1} trailing', "is not JSON"),
    ],
)
def test_hostile_input_gets_an_answer_not_a_traceback(shell: Shell, data: bytes, words: str) -> None:
    said = shell("validate", ENDPOINT, "-", "--format", "json", stdin=data)
    assert said.code == 1
    (row,) = said.rows()
    assert words in str(row["problems"])
    assert "Traceback" not in said.err


def test_a_lone_surrogate_is_printed_escaped(shell: Shell) -> None:
    body = '{"model": "\\ud800", "in\\ud801": 1, "input": {"prompt": "x"}, "parameters": {"size": "\\ud800"}}'
    for output in ("json", "text", "github"):
        said = shell("validate", ENDPOINT, "-", "--format", output, stdin=body)
        assert said.code == 1
        assert "Traceback" not in said.err


def test_an_unknown_endpoint_is_wrong_usage_with_a_hint(shell: Shell) -> None:
    said = shell("validate", "dashscope/pixverse-t3v", "-", stdin="{}")
    assert said.code == 2
    assert "did you mean 'dashscope/pixverse-t2v'?" in said.err


def test_a_file_that_is_not_there_is_wrong_usage(shell: Shell) -> None:
    said = shell("validate", ENDPOINT, "nowhere.json")
    assert said.code == 2
    assert "nowhere.json" in said.err


def test_estimate_prices_and_unknown_stays_unknown(shell: Shell) -> None:
    said = shell("estimate", ENDPOINT, "-", "--format", "json", stdin=request(8))
    assert said.code == 0
    (row,) = said.rows()
    assert (row["amount"], row["currency"]) == ("3.52", "CNY")
    (row,) = shell("estimate", ENDPOINT, "-", "--format", "json", stdin=request(8, audio=True)).rows()
    assert row["amount"] is None
    assert "no price was found" in str(row["why"])


def test_endpoints_as_text_and_json(shell: Shell) -> None:
    lines = [line.split(maxsplit=2) for line in shell("endpoints").out.splitlines()]
    assert [ENDPOINT, "task", "Generate a video from a text prompt."] in lines
    rows = json.loads(shell("endpoints", "--format", "json").out)
    assert {"endpoint": ENDPOINT, "kind": "task", "doc": "Generate a video from a text prompt."} in rows


def test_show_has_parameters_rules_prices_life_doubts_and_sources(shell: Shell) -> None:
    said = shell("show", ENDPOINT)
    assert said.code == 0
    for words in (
        "# dashscope/pixverse-t2v",
        "| duration ",
        "1808*1808",
        "**v56-1080p-durations**",
        "| false | c1 ",
        "stateDiagram-v2",
        "Throttling.RateQuota",
        "## Doubts",
        "`t2v-en` PixVerse text-to-video API reference",
    ):
        assert words in said.out, words


def test_no_command_is_wrong_usage_and_help_has_examples(shell: Shell) -> None:
    assert shell().code == 2
    said = shell("validate", "--help")
    assert said.code == 0
    assert re.search(r"callsheet validate [a-z]+/[a-z0-9.-]+ request\.json", said.out)


def test_the_version_is_told_without_loading_a_parser(shell: Shell) -> None:
    assert shell("--version").out.startswith("callsheet 0.")
    program = "import sys; from callsheet.cli import main; main(['--version']); print('argparse' in sys.modules)"
    assert shell.python(program).splitlines()[-1] == "False"


def test_validating_loads_neither_compiler_nor_http(shell: Shell) -> None:
    program = (
        "import io, sys; from callsheet.cli import main;"
        "sys.stdin = io.TextIOWrapper(io.BytesIO(b'{}'));"
        f"main(['validate', '{ENDPOINT}', '-', '--format', 'json']);"
        "names = ('yaml', 'jinja2', 'httpx', 'asyncio', 'dataclasses');"
        "print([name for name in names if name in sys.modules])"
    )
    assert shell.python(program).splitlines()[-1] == "[]"
