"""A draft loads, lints, and says of its page what drift then finds to be so."""

import json
import os
from pathlib import Path

import pytest

from callsheet.cli import main
from callsheet.drift import drafting, writing
from callsheet.drift.cells import Claim
from callsheet.lint import lint
from callsheet.model.request import Choice, Whole
from callsheet.resolve import load
from callsheet.text import Mapping, Scalar, read
from support.pages import DOCUMENT, TEXT

ASKED = ["--provider", "acme", "--endpoint", "draw", "--page", "guide", "--out", "specs"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("guide.txt").write_text(TEXT, "utf-8")
    Path("api.json").write_text(json.dumps(DOCUMENT), "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "arguments", [["guide.txt"], ["api.json", "--operation", "POST /v1/draw"]], ids=["table", "openapi"]
)
def test_a_draft_loads_and_lacks_examples_only(arguments: list[str]) -> None:
    assert main(["import", *arguments, *ASKED]) == 0
    catalog = load(Path("specs")).compile()
    # No table has a request that shows a parameter: those a person adds.
    assert {one.code for one in lint(catalog)} == {"parameter-without-example"}
    (provider,) = catalog.providers
    (draw,) = provider.endpoints
    assert draw.parameter("prompt").required
    size = draw.parameter("size")
    assert isinstance(size.kind, Choice)
    assert (size.kind.words(), size.default) == (("16:9", "1:1"), "16:9")
    assert draw.parameter("steps").kind == Whole(1, 9)
    assert "TODO" in Path("specs/acme/draw.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    "arguments", [["guide.txt"], ["api.json", "--operation", "POST /v1/draw"]], ids=["table", "openapi"]
)
def test_what_was_drafted_holds_on_its_page(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", *arguments, *ASKED])
    Path("pages").mkdir()
    os.link(arguments[0], f"pages/guide{Path(arguments[0]).suffix}")
    capsys.readouterr()
    main(["drift", "--pages", "pages", "--accept", "--format", "json"])
    (report,) = json.loads(capsys.readouterr().out)
    assert {one["status"] for one in report["cites"]} == {"new"}
    wrong = [one["code"] for one in report["differences"]]
    # A table of parameters tells neither refusals nor answers nor prices: those are what is left to do.
    left = {"guide.txt": ["new-code", "new-field", "new-field", "new-header", "new-price", "new-price"], "api.json": []}
    assert sorted(wrong) == left[arguments[0]]


def test_a_draft_is_printed_where_no_folder_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "guide.txt", *ASKED[:-2]]) == 0
    assert capsys.readouterr().out.startswith("# yaml-language-server:")
    assert not Path("specs").exists()


def test_what_is_there_is_not_written_over(capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", "guide.txt", *ASKED])
    assert main(["import", "guide.txt", *ASKED]) == 2
    assert "specs/acme/draw.yaml is there already" in capsys.readouterr().err
    assert main(["import", "api.json", "--operation", "POST /v1/draw", *ASKED[:3], "paint", *ASKED[4:]]) == 0
    assert [one.name for one in load(Path("specs")).compile().providers[0].endpoints] == ["draw", "paint"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere.txt"], "nowhere.txt cannot be read"),
        (["api.json"], "say which operation with --operation: 'POST /v1/draw', 'DELETE /v1/erase/{id}'"),
        (["guide.txt", "--table", "Weather"], "say which with --table, by words above it:\n  Request Parameters"),
        (["empty.txt"], "there is none of parameters"),
        (["old.json"], "only OpenAPI 3 is read"),
    ],
)
def test_what_cannot_be_drafted_is_said(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("empty.txt").write_text("Nothing.")
    Path("old.json").write_text('{"swagger": "2.0"}')
    assert main(["import", *arguments, *ASKED]) == 2
    assert words in capsys.readouterr().err
    assert not Path("specs").exists()


def test_what_would_not_load_is_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "guide.txt", *ASKED[:3], "Not A Name", *ASKED[4:]]) == 1
    assert "nothing was written" in capsys.readouterr().err
    assert not Path("specs").exists()


@pytest.mark.parametrize(
    "value",
    [
        "16:9",
        "1:1",
        "720p",
        "5",
        "0x10",
        "true",
        "on",
        "null",
        "~",
        "",
        "a: b",
        "- a",
        "#",
        "it's",
        '"',
        "é",
        5,
        0.5,
        True,
    ],
)
def test_a_value_is_read_as_it_was_written(value: str | float) -> None:
    node = read(f"a: {writing.word(value)}\nb: {{{writing.word(str(value))}: 1}}", "x.yaml")
    assert isinstance(node, Mapping)
    first, second = node.entries
    assert isinstance(first[1], Scalar)
    assert (first[1].value, type(first[1].value)) == (value, type(value))
    assert isinstance(second[1], Mapping)
    assert second[1].entries[0][0].value == str(value)


def test_a_cite_has_as_many_words_as_one_may() -> None:
    assert (
        writing.short("| a | b | " + "one two three four five six seven eight nine")
        == "| a | b | one two three four five six"
    )


def test_fields_in_objects_and_headers_find_their_places() -> None:
    draft = drafting.Draft(
        provider="acme",
        endpoint="draw",
        page="guide",
        doc="Draw.",
        call="POST /a/{id}",
        tables="/a",
        sent=(
            ("path", Claim(name="id", required=True, type="string")),
            ("header", Claim(name="X-Trace", type="string")),
            ("header", Claim(name="Authorization", type="string")),
            ("body", Claim(name="input", type="object", required=True)),
            ("body", Claim(name="input.promptText", type="string", required=True, low=3, high=9)),
            ("body", Claim(name="input.tags", type="array", required=True)),
            ("body", Claim(name="input.tags[].name", type="string")),
        ),
    )
    text = drafting.endpoint(draft)
    assert [line.split()[1] for line in text.splitlines() if line.startswith("    at: ")] == [
        "$path.id",
        "$headers.X-Trace",
        "input.promptText",
        "input.tags",
    ]
    assert '{"$path": {"id": "a"}, "input": {"promptText": "aaa", "tags": ["a"]}}' in text
    assert "    length: [3, 9]" in text
