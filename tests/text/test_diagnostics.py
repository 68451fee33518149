import json
import random

import pytest

from callsheet.diagnostics import (
    Diagnostic,
    Diagnostics,
    SpecError,
    as_annotations,
    as_json,
    as_text,
    did_you_mean,
    in_order,
)
from callsheet.span import Span


def _caret(line: str, column: int, width: int = 1) -> str:
    printed = as_text([Diagnostic("c", Span("f", 1, column, width), "words")], {"f": [line]})
    return printed.splitlines()[2].removeprefix("      | ")


@pytest.mark.parametrize(
    ("line", "column", "width", "caret"),
    [
        ("abc", 2, 1, " ^"),
        ("abcdef", 2, 3, " ^^^"),
        ("爱诗: x", 5, 1, "      ^"),
        ("x: 爱诗", 4, 2, "   ^^^^"),
        ("é: x", 4, 1, "   ^"),
        ("“a”: x", 6, 1, "     ^"),
        ("e\u0301: x", 5, 1, "   ^"),
        ("\ta: x", 5, 1, "\t   ^"),
        ("a", 2, 1, " ^"),
    ],
)
def test_caret_stands_under_the_place(line: str, column: int, width: int, caret: str) -> None:
    assert _caret(line, column, width) == caret


def test_a_long_line_is_cut_around_the_place() -> None:
    printed = as_text([Diagnostic("c", Span("f", 1, 501, 3), "words")], {"f": ["a" * 500 + "bcd" + "e" * 500]})
    _, line, caret = printed.splitlines()
    assert len(line) < 170
    assert line[caret.index("^") : caret.rindex("^") + 1] == "bcd"
    assert line.endswith("…")


def test_words_note_and_line_are_printed() -> None:
    one = Diagnostic("code", Span("a/b.yaml", 2, 3, 2), "words", note="do this")
    assert as_text([one], {"a/b.yaml": ["x", "  yy"]}) == (
        "a/b.yaml:2:3: code words\n    2 |   yy\n      |   ^^\n        do this\n"
    )


def test_a_line_that_is_not_there_is_not_printed() -> None:
    assert as_text([Diagnostic("c", Span("f", 9, 1), "w")], {"f": ["x"]}) == "f:9:1: c w\n"
    assert as_text([Diagnostic("c", Span("folder", 0, 0), "w")], {}) == "folder: c w\n"


def test_json() -> None:
    found = json.loads(as_json([Diagnostic("c", Span("f", 1, 2), "“w”", "n", "warning", "it")]))
    place = {"file": "f", "line": 1, "column": 2}
    assert found == [{"code": "c", "severity": "warning", **place, "words": "“w”", "note": "n", "about": "it"}]
    assert as_json([]) == "[]\n"


def test_annotations_are_escaped() -> None:
    one = Diagnostic("c", Span("a,b:c.yaml", 1, 2), "50% of\nit", "and\rso: on", "warning")
    assert as_annotations([one]) == (
        "::warning file=a%2Cb%3Ac.yaml,line=1,col=2,title=c::50%25 of%0Ait. and%0Dso: on\n"
    )


def test_order_is_by_place_and_does_not_depend_on_how_they_came() -> None:
    wanted = [
        Diagnostic("b", Span("a", 1, 1), "w"),
        Diagnostic("a", Span("a", 2, 1), "w"),
        Diagnostic("a", Span("a", 10, 1), "v"),
        Diagnostic("a", Span("a", 10, 1), "w", "m"),
        Diagnostic("a", Span("a", 10, 1), "w", "n"),
        Diagnostic("a", Span("a", 10, 1), "w", "n", "warning"),
        Diagnostic("a", Span("b", 1, 1), "w"),
    ]
    mixed = [*wanted, *wanted]
    random.Random(1).shuffle(mixed)
    assert list(in_order(mixed)) == wanted
    notes = Diagnostics()
    notes.add(mixed)
    assert list(notes) == wanted
    assert SpecError(mixed).diagnostics == tuple(wanted)


@pytest.mark.parametrize(
    ("word", "known", "guess"),
    [
        ("lenght", ["length", "range"], "did you mean 'length'?"),
        ("DONE", ["done", "gone"], "did you mean 'done'?"),
        ("zzz", ["length"], ""),
        ("a", [], ""),
        ("", ["a"], ""),
    ],
)
def test_did_you_mean(word: str, known: list[str], guess: str) -> None:
    assert did_you_mean(word, iter(known)) == guess
