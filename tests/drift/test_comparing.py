"""Every cite gets its verdict: a changed word in its passage is noticed, and a word elsewhere is not."""

import re
from collections.abc import Iterator

import pytest

from callsheet.diagnostics import SpecError
from callsheet.drift import lock
from callsheet.drift.blocks import sentences
from callsheet.drift.cites import Quotation, quotations
from callsheet.drift.comparing import Verdict, accept, compare
from callsheet.drift.passages import Page
from callsheet.drift.reading import read
from callsheet.drift.wording import folded
from support.pages import DRAW, TEXT, acme

CITED = quotations(acme())
WORD = re.compile(r"\w+")


def page(text: str) -> dict[str, Page]:
    return {"guide": Page(read(text, "text"))}


def verdicts(text: str, locked: tuple[lock.Locked, ...], cited: tuple[Quotation, ...] = CITED) -> tuple[Verdict, ...]:
    return compare(cited, page(text), locked)


def findings(text: str, locked: tuple[lock.Locked, ...]) -> dict[str, str]:
    return {one.fragment: one.status for one in verdicts(text, locked) if one.is_finding}


FIRST = verdicts(TEXT, ())
LOCKED = lock.parse(lock.write(accept(FIRST, FIRST, ())), "cites.lock")


def test_what_nobody_has_accepted_is_new_and_then_holds() -> None:
    assert {one.status for one in FIRST} == {"new", "unverified"}
    assert {one.status for one in verdicts(TEXT, LOCKED)} == {"found", "unverified"}
    assert findings(TEXT, LOCKED) == {}


def test_a_page_that_was_never_kept_is_unverified_in_the_open() -> None:
    assert [one.page for one in FIRST if one.status == "unverified"] == ["forum"]


def changes(text: str) -> Iterator[tuple[str, str]]:
    """Change each word of the page once; each with the row, line or sentence that it is in."""
    start = 0
    for line in text.splitlines(keepends=True):
        for part in (line.strip(),) if "|" in line else sentences(line):
            for word in WORD.finditer(part):
                at = start + line.index(part) + word.start()
                yield part, f"{text[:at]}Other{text[at + len(word[0]) :]}"
        start += len(line)


def test_each_changed_word_of_a_passage_is_noticed_and_no_other() -> None:
    passages = {passage.words for one in FIRST for passage in one.passages}
    noticed = {True: 0, False: 0}
    for part, changed in changes(TEXT):
        cited = any(folded(part) in words for words in passages)
        found = findings(changed, LOCKED)
        assert bool(found) == cited, (part, found)
        noticed[cited] += 1
    assert min(noticed.values()) > 50


def test_words_in_several_passages_are_held_to_all_of_them() -> None:
    cited = quotations(acme(draw=DRAW.replace("{guide: Turns a prompt into a picture.}", "{guide: a picture.}")))
    first = verdicts(TEXT, (), cited)
    locked = accept(first, first, ())
    (one,) = [it for it in verdicts(TEXT, locked, cited) if it.status == "ambiguous"]
    assert not one.is_finding
    (two,) = [it for it in verdicts(TEXT.replace("Erases a", "Removes a"), locked, cited) if it.is_finding]
    assert [passage.words for passage in two.passages] == ["Removes a picture."]


def test_of_a_paragraph_only_the_sentence_counts() -> None:
    assert findings(TEXT.replace("deleted for good", "given away"), LOCKED) == {}
    assert findings(TEXT.replace("into a picture", "into a film", 1), LOCKED) == {
        "Turns a prompt into a picture.": "gone"
    }


def test_a_changed_passage_is_shown_with_its_facts() -> None:
    (one,) = [it for it in verdicts(TEXT.replace("1–9", "1–12"), LOCKED) if it.is_finding]
    assert (one.status, one.fragment) == ("gone", "| steps | No | integer | 5 | 1–9")
    assert one.quotation is not None
    assert [fact.name for fact in one.quotation.facts] == ["parameter steps"]
    assert "1-12" in one.passages[0].words
    (two,) = [it for it in verdicts(TEXT.replace("How long to", "As long as you"), LOCKED) if it.is_finding]
    assert two.status == "changed"
    assert "As long as you" in two.passages[0].words


def test_one_of_several_passages_is_noticed() -> None:
    twice = next(one for one in LOCKED if one.fragment.startswith("A picture is kept"))
    assert twice.prints[0][1] == 2
    assert findings(TEXT.replace("Erases a picture. A picture is kept", "Erases a picture. It is kept"), LOCKED) == {
        "A picture is kept for 7 days.": "changed"
    }


def test_a_passage_elsewhere_has_moved_alone() -> None:
    lines = TEXT.splitlines()
    row = next(number for number, line in enumerate(lines) if "X-Trace" in line)
    moved = [*lines[:2], lines[row], *lines[2:row], *lines[row + 1 :]]
    assert findings("\n".join(moved), LOCKED) == {"Sent in the body all the same.": "moved"}


def test_lines_before_move_nothing() -> None:
    assert findings(f"News.\n\nMore news.\n{TEXT}", LOCKED) == {}


def test_a_lock_line_that_no_fact_cites_is_stale() -> None:
    draw = DRAW.replace("cite: {guide: What to draw.}", 'cite: {guide: "| prompt | Yes |"}')
    found = {one.fragment: one.status for one in verdicts(TEXT, LOCKED, quotations(acme(draw=draw))) if one.is_finding}
    assert found == {"What to draw.": "stale", "| prompt | Yes |": "new"}


def test_a_kept_page_that_is_not_at_hand_is_missing() -> None:
    found = {one.page: one.status for one in compare(CITED, {}, LOCKED)}
    assert found == {"guide": "missing", "forum": "unverified"}


def test_words_on_another_page_are_told() -> None:
    pages = page(TEXT.replace("What to draw.", "")) | {"news": Page(read("What to draw.", "text"))}
    (one,) = [it for it in compare(CITED, pages, LOCKED) if it.is_finding]
    assert (one.status, one.says) == ("gone", "the page 'news' has these words")


def test_only_what_was_shown_is_accepted() -> None:
    changed = TEXT.replace("How long to", "As long as you").replace("With sound", "With sound, loud")
    changed = changed.replace("Where it is", "Where it was").replace("What it took", "What it takes")
    every = verdicts(changed, LOCKED)
    before = findings(changed, LOCKED)
    shown = [one for one in every if one.fragment == "| cost | number |"]
    assert before == {
        "| steps | No | integer | 5 | 1–9": "changed",
        "With sound.": "gone",
        "| cost | number |": "changed",
    }
    assert findings(changed, accept(shown, every, LOCKED)) == {
        "| steps | No | integer | 5 | 1–9": "changed",
        "With sound.": "gone",
    }


def test_accepting_all_leaves_nothing_but_what_is_gone() -> None:
    lines = TEXT.splitlines()
    lines.insert(3, lines.pop(lines.index(next(one for one in lines if "402" in one))))
    changed = "\n".join(lines).replace("How long to", "As long as you").replace("What to draw.", "Nothing.")
    every = verdicts(changed, LOCKED)
    assert {one.status for one in every if one.is_finding} == {"moved", "changed", "gone"}
    after = lock.parse(lock.write(accept(every, every, LOCKED)), "cites.lock")
    assert findings(changed, after) == {"What to draw.": "gone"}


def test_accepting_one_thing_does_not_accept_a_move() -> None:
    lines = TEXT.splitlines()
    lines.insert(3, lines.pop(lines.index(next(one for one in lines if "402" in one))))
    changed = "\n".join(lines).replace("How long to", "As long as you")
    every = verdicts(changed, LOCKED)
    after = accept([one for one in every if one.status == "changed"], every, LOCKED)
    assert findings(changed, after) == {"| 402 | Empty Purse |": "moved"}


def test_the_lock_is_the_same_bytes_each_time() -> None:
    text = lock.write(LOCKED)
    assert lock.write(lock.parse(text, "cites.lock")) == text
    again = verdicts(TEXT, LOCKED)
    assert lock.write(accept(again, again, LOCKED)) == text


@pytest.mark.parametrize("line", ["<<<<<<< ours", "guide\tnothing\twords", "guide 00ff words", "guide\t00ff*x\twords"])
def test_a_line_that_is_none_is_named(line: str) -> None:
    with pytest.raises(SpecError, match=r"cites\.lock:2:1: lock this is no line of a lock"):
        lock.parse(f"guide\t00ff\twords\n{line}\n", "cites.lock")


def test_a_line_twice_is_named() -> None:
    with pytest.raises(SpecError, match=r"cites\.lock:2:1: lock line 1 has the same words"):
        lock.parse("guide\t00ff\twords\nguide\t00fe\twords\n", "cites.lock")
