"""The pages that specs were written from, where they are at hand: beside the repository, or where PAGES says.

They are nobody's to publish, so they are not kept here. Without them this says so, and nothing else here is weaker:
what drift does is tested on pages written for it, and that each cite is in the lock is tested without any.
"""

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from callsheet.cli import main
from callsheet.cli.drifting import files_in
from callsheet.drift import lock
from callsheet.drift.blocks import Block, sentences
from callsheet.drift.cites import Quotation, quotations
from callsheet.drift.comparing import Verdict, compare
from callsheet.drift.passages import Page, Passage
from callsheet.drift.shelves import shelve
from callsheet.drift.wording import folded
from callsheet.model.endpoint import Provider
from support.catalog import real
from support.shell import ROOT

PAGES = Path(os.environ.get("PAGES", ROOT.parent / "shared/pages"))


pytestmark = pytest.mark.skipif(
    not PAGES.is_dir(), reason=f"the pages are not at {PAGES}: run make drift PAGES=… where they are"
)
PROVIDERS = real().providers
WORD = re.compile(r"\w+")
INSIDE = re.compile(r"\b[a-z]{4,}\b(?= \w)")


def test_every_cite_and_every_table_holds(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    code = main(["drift", "--pages", str(PAGES)])
    assert code == 0, capsys.readouterr().out


@pytest.mark.parametrize("provider", PROVIDERS, ids=lambda one: one.name)
def test_a_changed_word_in_any_cited_passage_is_noticed_and_elsewhere_it_is_not(provider: Provider) -> None:
    cited = quotations(provider)
    text = (ROOT / "specs" / provider.name / lock.NAME).read_text("utf-8")
    locked = lock.parse(text, lock.NAME)
    noticed = 0
    for one in shelve(provider.name, cited, files_in(PAGES)):
        key, page = one.source.key, one.file.page
        cited_here = [quotation for quotation in cited if quotation.source.key == key]
        written = Parts(page.blocks)
        resting: dict[int, list[Quotation]] = {}
        for quotation in cited_here:
            for number in written.beneath(page.find(quotation.fragment)):
                resting.setdefault(number, []).append(quotation)

        def findings(
            changed: Collection[int], those: list[Quotation], key: str = key, of: Parts = written
        ) -> list[Verdict]:
            asked = {quotation.key for quotation in those}
            pages = {key: Page(list(of.with_another_word_in(changed)))}
            found = compare(those, pages, [line for line in locked if line.key in asked])
            return [verdict for verdict in found if verdict.is_finding]

        for numbers in apart({number: {one.key for one in those} for number, those in resting.items()}):
            found = findings(numbers, [quotation for number in numbers for quotation in resting[number]])
            noticed_here = {verdict.key for verdict in found if verdict.status in {"changed", "gone"}}
            for number in numbers:
                assert any(quotation.key in noticed_here for quotation in resting[number]), written.words[number]
        elsewhere = set(range(len(written.words))) - set(resting)
        assert findings(elsewhere, cited_here) == []
        assert len(elsewhere) > 50
        noticed += len(resting)
    assert noticed > 15


def apart(resting: Mapping[int, set[tuple[str, str]]]) -> list[list[int]]:
    """Put parts together on which no cite rests twice, so that many can be changed at once: a page takes its time."""
    groups: list[tuple[list[int], set[tuple[str, str]]]] = []
    for number, keys in resting.items():
        numbers, taken = next((one for one in groups if not one[1] & keys), (list[int](), set[tuple[str, str]]()))
        if not numbers:
            groups.append((numbers, taken))
        numbers.append(number)
        taken |= keys
    return [numbers for numbers, _ in groups]


class Parts:
    """The sentences, rows and lines of a page: what passages are made of."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = [
            (block, [part for part in (sentences(block.words) if block.kind == "prose" else (block.words,)) if part])
            for block in blocks
        ]
        self.words = [folded(part) for _, parts in self._blocks for part in parts if folded(part)]

    def beneath(self, passages: Iterable[Passage]) -> Iterator[int]:
        """List the parts, by number, that are in a passage, wherever the page has it; but for those without a word."""
        wanted = {passage.words for passage in passages}
        longest = max(map(len, wanted), default=0)
        for first in range(len(self.words)):
            joined = self.words[first]
            last = first
            while len(joined) <= longest:
                if joined in wanted:
                    yield from (number for number in range(first, last + 1) if WORD.search(self.words[number]))
                last += 1
                if last == len(self.words):
                    break
                joined += f" {self.words[last]}"

    def with_another_word_in(self, changed: Collection[int]) -> Iterator[Block]:
        """Give the page with a word in the middle of each of these parts changed."""
        number = 0
        for block, parts in self._blocks:
            new: list[str] = []
            for part in parts:
                if not folded(part):
                    continue
                new.append(altered(part) if number in changed else part)
                number += 1
            yield replace(block, words=" ".join(new)) if new != parts else block


def altered(part: str) -> str:
    """Change the word in the middle; of many, one that ends no sentence, so that the page has as many as before."""
    words = list(INSIDE.finditer(part)) or list(WORD.finditer(part))
    if not words:
        return part
    word = words[len(words) // 2]
    return f"{part[: word.start()]}Other{part[word.end() :]}"
