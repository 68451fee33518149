"""Requests by the line: each parser gives the answers of the strict one, whatever it is fed."""

import json
from collections.abc import Iterator
from itertools import islice

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from callsheet_clients.dashscope.validators import pixverse_t2v
from callsheet_runtime.documents import NotJsonError, parse
from callsheet_runtime.lines import BLOCK, strictly, validate_lines
from callsheet_runtime.problems import Problem

PARSERS = ["orjson", "msgspec", "json"]
GOOD = json.dumps(
    {
        "model": "pixverse/pixverse-v5.6-t2v",
        "input": {"prompt": "A raccoon: on a railing, it says \\u003a"},
        "parameters": {"size": "1920*1080", "duration": 8},
    }
).encode()
BAD = GOOD.replace(b": 8", b": 10")
HOSTILE = [
    b"",
    b" ",
    b"{}",
    b"[]",
    b"null",
    b"NaN",
    b'{"model": Infinity}',
    b'{"model": 1, "model": 2}',
    GOOD.replace(b'"duration": 8', b'"duration": 10, "duration": 8'),
    GOOD.replace(b'"duration": 8', b'"duration" :10,"duration":8'),
    GOOD.replace(b'"duration": 8', b'"dur\\u0061tion": 10, "duration": 8'),
    # A doubled key, and an escaped colon that makes up for its colon.
    GOOD.replace(b'"duration": 8', b'"seed": 1, "seed": 2, "duration": 8').replace(b"raccoon:", b"raccoon\\u003A"),
    GOOD.replace(b": 8", b": 100000000000000000001"),
    GOOD.replace(b": 8", b": 8.0"),
    GOOD.replace(b": 8", b": 1e400"),
    GOOD.replace(b": 8", b": " + b"9" * 5000),
    GOOD.replace(b"raccoon", b"\\ud800"),
    GOOD.replace(b"raccoon", b"\xff"),
    GOOD.replace(b"raccoon", "浣熊".encode()),
    b"\xef\xbb\xbf" + GOOD,
    GOOD + b" // what a request",
    b"{" + b'"a": {' * 300 + b"}" * 301,
    b"[" * 10_000,
    b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
    b"[" * 10_000 + b"]" * 10_000,
    GOOD[:-1],
    GOOD + b"}",
]


def said(problems: list[Problem]) -> list[tuple[str, str, str, str]]:
    return [(one.at, one.rule.name, one.level, one.says) for one in problems]


def answers(lines: list[bytes], parser: str) -> list[list[tuple[str, str, str, str]]]:
    return [said(problems) for problems in validate_lines(pixverse_t2v.validate, lines, parser=parser)]


def strict(lines: list[bytes]) -> list[list[tuple[str, str, str, str]]]:
    return [said(strictly(pixverse_t2v.validate, line)) for line in lines]


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("line", HOSTILE, ids=lambda line: repr(line)[:40])
def test_a_hostile_line_gets_the_strict_answer_and_so_do_its_neighbours(line: bytes, parser: str) -> None:
    lines = [GOOD, line, BAD]
    assert answers(lines, parser) == strict(lines)
    assert [len(one) for one in answers([GOOD, BAD], parser)] == [0, 1]


PIECES = st.sampled_from([b'"a"', b":", b",", b"{", b"}", b"[", b"]", b"1", b" ", b'"\\u003a"', b"\\", b"NaN", b"\xff"])
LINES = st.sampled_from(HOSTILE) | st.binary(max_size=20) | st.lists(PIECES, max_size=12).map(b"".join)


@pytest.mark.parametrize("parser", PARSERS)
@given(lines=st.lists(st.sampled_from([GOOD, BAD]) | LINES, max_size=6))
def test_no_parser_changes_an_answer(parser: str, lines: list[bytes]) -> None:
    assert answers(lines, parser) == strict(lines)


@given(st.binary(max_size=60) | LINES)
@example(b"[" * 100_000)
@example(b'"' + b"x" * 10_000_000 + b'"')
def test_whatever_is_read_is_a_document_or_a_reason(data: bytes) -> None:
    try:
        parse(data)
    except NotJsonError as error:
        assert str(error)  # noqa: PT017 -- it is not asked whether there is one


def test_a_prompt_of_ten_megabytes_is_answered_and_not_repeated() -> None:
    (problems,) = answers([GOOD.replace(b"raccoon", b"x" * 10_000_000)], "orjson")
    assert {rule for _, rule, _, _ in problems} == {"prompt.cut", "v56-prompt-is-cut"}
    assert all(len(words) < 200 for *_, words in problems)


def test_text_does_as_well_as_bytes() -> None:
    lines: list[bytes | str] = [GOOD.decode() + "\n", BAD.decode(), BAD]
    assert [len(one) for one in validate_lines(pixverse_t2v.validate, lines)] == [0, 1, 1]


@pytest.mark.parametrize("parser", PARSERS)
def test_there_is_one_answer_a_line_in_order_however_many_blocks_they_fill(parser: str) -> None:
    lines: list[bytes] = [
        BAD if number % 7 == 0 else b"{" if number % 11 == 0 else GOOD for number in range(3 * BLOCK + 5)
    ]
    assert answers(lines, parser) == strict(lines)


def test_no_more_is_read_than_a_block_ahead() -> None:
    taken = 0

    def endless() -> Iterator[bytes]:
        nonlocal taken
        while True:
            taken += 1
            yield GOOD

    assert list(islice(validate_lines(pixverse_t2v.validate, endless()), 3)) == [[], [], []]
    assert taken == BLOCK


def test_a_parser_that_is_not_installed_is_said_to_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "orjson", None)
    with pytest.raises(ModuleNotFoundError):
        list(validate_lines(pixverse_t2v.validate, [GOOD], parser="orjson"))
    assert list(validate_lines(pixverse_t2v.validate, [GOOD])) == [[]]
