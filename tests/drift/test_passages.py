"""Words are found however a page sets them, and the passage is what one reads to learn the fact."""

import pytest

from callsheet.drift.blocks import sentences
from callsheet.drift.passages import Page
from callsheet.drift.reading import read
from callsheet.drift.wording import folded

TEXT = """\
A picture is kept for 7 days. After that it is deleted (see e.g. the FAQ). Nobody "can" bring it back.
| Name | Type | What |
|---|---|---|
| size | string|null | `wide`, or tall |
| steps | integer | 15 of them |
"status": "QUEUED",
"id": 5
A sentence of some length that was cut in two
by whoever extracted it. And another one.
图片保存7天。之后删除。
"""

HTML = """\
<!doctype html><html><head><title>No fact</title><style>p {}</style></head><body><nav>Menu</nav>
<p>A picture is <b>kept</b> for 7&nbsp;days. After that it is deleted
   (see e.g. the FAQ). Nobody “can” bring it back.</p><script>let x = "A picture"</script>
<table><tr><th>Name</th><th>Type</th><th>What</th></tr>
<tr><td><code>size</code></td><td>string|null</td><td><code>wide</code>, or tall</td></tr>
<tr><td>steps</td><td>integer</td><td>15 of them</td></tr></table>
<pre>"status": "QUEUED",
"id": 5</pre>
<div>A sentence of some length that was cut in two by whoever extracted it. And another one.
<p>图片保存 7 天。之后删除。</p></div></body></html>
"""

MARKDOWN = """\
A picture is **kept** for 7 days. After that it is deleted
(see e.g. the FAQ). Nobody “can” bring it back.

| Name | Type | What |
| --- | --- | --- |
| `size` | string\\|null | `wide`, or tall |
| steps | integer | 15 of them |

```json
"status": "QUEUED",
"id": 5
```

A sentence of some length that was cut in two
by whoever extracted it. And another one.

图片保存 7 天。之后删除。
"""

PASSAGES = {
    "picture is kept": "A picture is kept for 7 days.",
    "deleted (see": "After that it is deleted (see e.g. the FAQ).",
    'Nobody "can"': 'Nobody "can" bring it back.',
    "7 days. After": "A picture is kept for 7 days. After that it is deleted (see e.g. the FAQ).",
    "| size | string|null |": "size string null wide, or tall",
    "`wide`, or": "size string null wide, or tall",
    '"status": "QUEUED", "id": 5': '"status": "QUEUED", "id": 5',
    "5": '"id": 5',
    "cut in two by": "A sentence of some length that was cut in two by whoever extracted it.",
    "保存 7 天": "图片保存7天。",
}


PAGES = {
    "text": Page(read(TEXT, "text")),
    "html": Page(read(HTML, "html")),
    "markdown": Page(read(MARKDOWN, "markdown")),
}


@pytest.mark.parametrize("fragment", PASSAGES)
@pytest.mark.parametrize("form", PAGES)
def test_a_passage_is_the_same_in_every_format(form: str, fragment: str) -> None:
    assert [one.words for one in PAGES[form].find(fragment)] == [PASSAGES[fragment]]


def test_what_merely_contains_the_words_counts_only_where_nothing_else_does() -> None:
    page = Page(read("It takes 5 steps.\nOr 15.", "text"))
    assert [one.words for one in page.find("5")] == ["It takes 5 steps."]
    assert [one.words for one in page.find("1")] == ["Or 15."]


def test_the_same_line_is_one_passage_and_is_counted() -> None:
    (one,) = Page(read("a: 1\nb: 2\na: 1", "text")).find("a: 1")
    assert (one.times, one.at, one.line) == (2, 0, 1)


def test_words_on_no_page_are_not_found_and_the_nearest_are_named() -> None:
    page = PAGES["text"]
    assert page.find("A picture is kept for 9 days") == ()
    near = page.nearest("A picture is kept for 9 days")
    assert near is not None
    assert near.words == "A picture is kept for 7 days."
    assert page.nearest("something else entirely") is None
    assert page.find("") == ()


def test_what_is_hidden_is_not_read() -> None:
    assert PAGES["html"].find("let x") == ()
    assert PAGES["html"].find("No fact") == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1–15", "1-15"),
        ("“can’t”", '"can\'t"'),
        ("| a | b |", "a b"),
        ("ｗｉｄｅ", "wide"),
        ("7\u00a0days\n\n now", "7 days now"),
        ("soft\u00adhyphen\u200b", "softhyphen"),
        ("保存 7 天", "保存7天"),
    ],
)
def test_taste_is_not_compared(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_case_and_figures_are() -> None:
    assert folded("720p") != folded("720P")
    assert folded("1-15") != folded("1-16")


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("One. Two! Three? four", ("One.", "Two!", "Three? four")),
        ("It costs 0.5 a second. No more.", ("It costs 0.5 a second.", "No more.")),
        ("See e.g. Acme. 1. Begin.", ("See e.g. Acme.", "1. Begin.")),
        ("一。二！三", ("一。", "二！", "三")),
        ("", ()),
    ],
)
def test_paragraphs_are_cut_into_sentences(words: str, parts: tuple[str, ...]) -> None:
    assert sentences(words) == parts
