"""Tables are held to the spec cell by cell: each cell that says otherwise is one difference, and no other is."""

import pytest

from callsheet.drift.blocks import tables
from callsheet.drift.kinds import kind_of
from callsheet.drift.reading import cells_of, read
from callsheet.drift.sections import compare
from callsheet.drift.shelves import File
from support.pages import DRAW, TEXT, acme


def held(text: str, draw: str = DRAW, name: str = "guide.txt") -> list[tuple[str, str, str]]:
    """Say what differs: code, field, and what has recorded it."""
    file = File(name, text.encode())
    found = compare(acme(draw=draw), {"guide": file})
    return [(it.code, it.field, it.answer) for one in found for it in one.differences]


def test_all_tables_of_the_page_agree() -> None:
    (own, ahead) = compare(acme(), {"guide": File("guide.txt", TEXT.encode())})
    assert (own.endpoint, own.read, own.skipped, own.differences) == ("draw", 5, (), ())
    assert (ahead.endpoint, ahead.read, ahead.skipped) == ("", 0, ())


CELLS = {
    ("| prompt | Yes |", "| prompt | No |"): ("required", "prompt"),
    ("| size | No |", "| size | Yes |"): ("required", "size"),
    ("| steps | No | integer", "| steps | No | string"): ("type", "steps"),
    ("| loud | No | boolean", "| loud | No | integer"): ("type", "loud"),
    ('enum | "16:9" |', 'enum | "1:1" |'): ("default", "size"),
    ('enum | "16:9" |', "enum | — |"): ("default", "size"),
    ("| prompt | Yes | string | — |", '| prompt | Yes | string | "hi" |'): ("default", "prompt"),
    ("boolean | false", "boolean | true"): ("default", "loud"),
    ("integer | 5 |", "integer | 6 |"): ("default", "steps"),
    ("1–9", "1–12"): ("range", "steps"),
    ("1–9", "0–9"): ("range", "steps"),
    ("1–9", "1, 2, 3, 4, 5, 6, 7, 8"): ("value-gone", "steps"),
    ('"16:9", "1:1"', '"16:9", "1:1", "4:3"'): ("value-missing", "size"),
    ('| "16:9", "1:1" |', '| "16:9" |'): ("value-gone", "size"),
    ("| prompt |", "| Prompt_text |"): ("new-parameter", "Prompt_text"),
    ("| X-Key | YOUR_KEY |", "| X-Key | YOUR_KEY |\n| X-New | 1 |"): ("new-header", "X-New"),
    ("| Content-Type | application/json |", "| Content-Type | text/plain |"): ("header", "Content-Type"),
    ("| 402 |", "| 403 |"): ("new-code", "403"),
    ("| 402 | Empty Purse", "| 402 | No Money"): ("code", "402"),
    ("| cost | number |", "| cost | string |"): ("field-type", "cost"),
    ("| cost | number |", "| seed | number |"): ("new-field", "seed"),
    ("$0.02", "$0.03"): ("new-price", "16:9"),
}


@pytest.mark.parametrize("change", CELLS, ids=lambda change: change[1])
def test_each_changed_cell_is_noticed(change: tuple[str, str]) -> None:
    before, after = change
    assert before in TEXT
    found = held(TEXT.replace(before, after, 1))
    gone = {"new-parameter": [("gone-parameter", "prompt", "")], "new-price": [("gone-price", "each", "")]}
    code, field = CELLS[change]
    assert found == [(code, field, ""), *gone.get(code, [])]


def test_a_row_that_is_gone_is_noticed() -> None:
    rows = [line for line in TEXT.splitlines() if "| loud |" not in line]
    assert held("\n".join(rows)) == [("gone-parameter", "loud", "")]


def test_a_table_that_is_gone_is_noticed() -> None:
    rows = [line for line in TEXT.splitlines() if line.count("|") != 7]
    assert held("\n".join(rows)) == [("gone-table", "", "")]


def test_a_heading_is_found_before_the_list_of_contents() -> None:
    html = TEXT.replace("Acme Draw API Documentation\n", "<h1>Acme Draw API Documentation</h1>\n\n", 1)
    lines = [line if line.startswith("|") else f"\n{line}\n" for line in html.splitlines()]
    page = "\n".join(
        ["Contents: Acme Draw API Documentation", "", "| Month | Weather |", "|---|---|", "| May | fair |", *lines]
    )
    own, ahead = compare(acme(), {"guide": File("guide.md", page.encode())})
    assert (own.read, own.skipped, own.differences) == (5, (), ())
    assert [one.columns for one in ahead.skipped] == [("Month", "Weather")]


def test_a_second_table_of_the_same_parameters_is_a_model_that_nobody_has() -> None:
    table = [line for line in TEXT.splitlines() if line.count("|") == 7]
    assert held("\n".join([TEXT, "Request Parameters of Erase", *table])) == [("new-model", "", "")]


DOUBT = """
doubts:
  steps-default: {about: steps, doc: Two defaults., readings: {guide: "| steps | No | integer | 6 |"}}
"""
RULE = """
rules:
  tall: {then: {size: {not: "1:1"}}, level: warning, cite: {guide: '"16:9", "1:1" | Shape'}}
"""


def test_a_difference_that_a_doubt_has_recorded_is_none_to_find() -> None:
    assert held(TEXT.replace("integer | 5 |", "integer | 6 |"), DRAW + DOUBT) == [
        ("default", "steps", "doubt steps-default")
    ]


def test_a_doubt_about_another_row_answers_nothing() -> None:
    assert held(TEXT.replace("boolean | false", "boolean | true"), DRAW + DOUBT) == [("default", "loud", "")]


def test_a_doubt_about_another_cell_of_the_row_answers_nothing() -> None:
    changed = TEXT.replace("integer | 5 |", "integer | 6 |").replace("1–9", "1–12")
    assert held(changed, DRAW + DOUBT) == [("default", "steps", "doubt steps-default"), ("range", "steps", "")]


def test_a_value_that_a_rule_warns_of_is_answered_by_it() -> None:
    assert held(TEXT, DRAW + RULE) == [("value-missing", "size", "rule tall")]


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("| Parameter | Type |", "parameters"),
        ("| Name | Type | Required |", "parameters"),
        ("| Field | Type | Description |", "fields"),
        ("| Header | Value |", "constants"),
        ("| Header | Required |", "headers"),
        ("| Code | Meaning |", "codes"),
        ("| Status | Description |", "states"),
        ("| Resolution | Price (USD) |", "prices"),
        ("| 参数 | 类型 | 必填 |", "parameters"),
        ("| Month | Weather |", ""),
    ],
)
def test_a_table_is_known_by_its_columns(head: str, kind: str) -> None:
    rows = "|---" * (head.count("|") - 1)
    (table,) = tables(read(f"{head}\n{rows}|\n| a | b |", "text"))
    assert kind_of(table) == kind


def test_a_table_that_is_not_understood_is_not_passed_over() -> None:
    file = File("guide.txt", TEXT.replace("| Code | Meaning |", "| Weather | Meaning |").encode())
    own, _ = compare(acme(), {"guide": file})
    assert [one.columns for one in own.skipped] == [("Weather", "Meaning")]


def test_markdown_tables_are_the_same_tables() -> None:
    lines = [line if line.startswith("|") else f"\n{line}\n" for line in TEXT.splitlines()]
    assert held("\n".join(lines), name="guide.md") == []
    assert held("\n".join(lines).replace("1–9", "1–8"), name="guide.md") == [("range", "steps", "")]


def test_html_tables_are_the_same_tables() -> None:
    rows = {line: "".join(f"<td>{cell}</td>" for cell in cells_of(line)) for line in TEXT.splitlines() if "|" in line}
    parts: list[str] = []
    for line in TEXT.splitlines():
        if line not in rows:
            parts.append(f"</table><p>{line}</p><table>")
        elif "---" not in line:
            parts.append(f"<tr>{rows[line]}</tr>")
    html = f"<html><body><table>{''.join(parts)}</table></body></html>"
    assert held(html, name="guide.html") == []
    assert held(html.replace("1–9", "1–8"), name="guide.html") == [("range", "steps", "")]
