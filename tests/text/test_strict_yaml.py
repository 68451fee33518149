import re
from collections.abc import Iterator

import pytest
import yaml

from callsheet.diagnostics import SpecError
from callsheet.span import Span
from callsheet.text import Listing, Mapping, Node, Scalar, read, strict_yaml


@pytest.fixture(params=["C", "Python"], autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run every test with both of PyYAML's composers."""
    chosen = getattr(yaml, "CSafeLoader", yaml.SafeLoader) if request.param == "C" else yaml.SafeLoader
    monkeypatch.setattr(strict_yaml, "Loader", chosen)


def _value(text: str) -> Scalar:
    node = read(f"a: {text}", "f")
    assert isinstance(node, Mapping)
    found = node.get("a")
    assert isinstance(found, Scalar)
    return found


@pytest.mark.parametrize(
    "word",
    [
        "16:9",
        "on",
        "off",
        "yes",
        "no",
        "y",
        "n",
        "1_000",
        "2026-11-21",
        "12:30:45",
        "0b1",
        "017x",
        "+",
        ".",
        "1e",
        "v5.6",
    ],
)
def test_stays_text(word: str) -> None:
    assert _value(word).value == word


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("0o17", 15),
        ("0x1F", 31),
        ("017", 17),
        ("-5", -5),
        ("+5", 5),
        ("1e3", 1000.0),
        ("0.30", 0.3),
        (".5", 0.5),
        ("5.", 5.0),
        ("-1.5E-2", -0.015),
        ("true", True),
        ("False", False),
        ("~", None),
        ("null", None),
        ("", None),
    ],
)
def test_is_what_the_core_schema_says(word: str, value: object) -> None:
    found = _value(word)
    assert found.value == value
    assert type(found.value) is type(value)
    assert found.word == word


@pytest.mark.parametrize("quoted", ['"5"', "'5'", '"true"', "'16:9'", '"~"', '""', "'.inf'"])
def test_what_is_quoted_is_text(quoted: str) -> None:
    assert _value(quoted).value == quoted[1:-1]


@pytest.mark.parametrize(
    "word", [".inf", "-.INF", ".NaN", "1e999", "-1e999", "9" * 5000, "0x" + "f" * 5000, "1." + "0" * 5000]
)
def test_numbers_that_are_none_are_refused(word: str) -> None:
    with pytest.raises(SpecError) as caught:
        _value(word)
    assert [one.code for one in caught.value.diagnostics] == ["number"]


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: 1\nb: 2\na: 3", "twice", 3, 1),
        ("a: &x 1", "hidden", 1, 4),
        ("a: *x", "hidden", 1, 4),
        ("a: !!str 1", "hidden", 1, 4),
        ("a: {<<: {b: 1}}", "hidden", 1, 5),
        ("%YAML 1.2\n---\na: 1", "hidden", 1, 1),
        ("a:\n\tb: 1", "tab", 2, 1),
        ("", "empty", 1, 1),
        ("# only a comment", "empty", 1, 1),
        ("? [a]\n: b", "key", 1, 3),
        ("a: 1\nb: \x07", "yaml", 2, 4),
        ("a: \ud800", "yaml", 1, 4),
        ("a: 1\n--- \nb: 2", "yaml", 2, 1),
        ("[" * 102 + "]" * 102, "depth", 1, 102),
    ],
)
def test_is_refused_at_its_place(text: str, code: str, line: int, column: int) -> None:
    with pytest.raises(SpecError) as caught:
        read(text, "f")
    (one,) = caught.value.diagnostics
    assert (one.code, one.span.line, one.span.column) == (code, line, column)


@pytest.mark.parametrize(
    "text", ["a: [1", "a: {b: 1", 'a: "b', "a: b: c", "a: 1\n b: 2", "- a\nb: 1", 'a: "\\U00110000"']
)
def test_what_is_no_yaml_is_reported_inside_of_the_file(text: str) -> None:
    with pytest.raises(SpecError) as caught:
        read(text, "f")
    (one,) = caught.value.diagnostics
    lines = text.splitlines()
    assert one.code == "yaml"
    assert 1 <= one.span.line <= len(lines)
    assert 1 <= one.span.column <= len(lines[one.span.line - 1]) + 1


def test_what_would_exhaust_the_stack_is_refused() -> None:
    with pytest.raises(SpecError) as caught:
        read("[" * 5000 + "]" * 5000, "f")
    assert [one.code for one in caught.value.diagnostics] == ["depth"]


def test_marks_of_what_is_refused_may_stand_in_text() -> None:
    assert _value('"& * ! %"').value == "& * ! %"
    assert _value("a & b * c ! d").value == "a & b * c ! d"


def test_places_count_characters_also_where_they_are_wide() -> None:
    node = read('爱诗: {价格: 5, "a b": [x, 视频]}\nb: c', "f")
    assert [(span.line, span.column, span.width) for span in _spans(node)] == [
        (1, 1, 1),
        (1, 1, 2),
        (1, 5, 27 - 4),
        (1, 6, 2),
        (1, 10, 1),
        (1, 13, 5),
        (1, 20, 7),
        (1, 21, 1),
        (1, 24, 2),
        (2, 1, 1),
        (2, 4, 1),
    ]


def test_a_mark_at_the_start_of_the_file_is_no_part_of_it() -> None:
    node = read("\ufeffa: 1\nb: 2", "f")
    assert isinstance(node, Mapping)
    assert [name for name, _, _ in node] == ["a", "b"]


def _spans(node: Node) -> Iterator[Span]:
    yield node.span
    match node:
        case Mapping():
            for _, span, child in node:
                yield span
                yield from _spans(child)
        case Listing():
            for item in node.items:
                yield from _spans(item)
        case Scalar():
            pass


def test_kinds_in_words() -> None:
    words = [_value(text).kind for text in ("", "true", "1", "1.5", "a")]
    assert words == ["nothing", "true or false", "a whole number", "a number", "text"]
    assert [read(text, "f").kind for text in ("[a]", "{a: b}")] == ["a list", "a mapping"]


def test_a_missing_key_is_nothing() -> None:
    node = read("a: 1", "f")
    assert isinstance(node, Mapping)
    assert node.get("b") is None


def test_words_of_a_scalar_are_kept_as_written() -> None:
    assert re.fullmatch(r"0\.30", _value("0.30").word)
