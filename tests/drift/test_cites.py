"""Every cite of every spec is listed, whatever fact it stands at, and each lock in the repository is in step."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import cast

import pytest

from callsheet.diagnostics import Diagnostics
from callsheet.drift import lock
from callsheet.drift.cites import quotations
from callsheet.model.endpoint import Provider
from callsheet.resolve import load
from callsheet.span import Span
from callsheet.syntax import FragmentFile, read_document
from callsheet.syntax.atoms import Fragments
from callsheet.text import read
from support.catalog import real
from support.shell import ROOT


def written(part: object) -> Iterator[Span]:
    """List where the files cite, by their syntax: another way than the one under test."""
    if isinstance(part, Fragments):
        yield from (words.span for _, words in part.pairs)
    elif is_dataclass(part) and not isinstance(part, type):
        for field in fields(part):
            yield from written(getattr(part, field.name))
    elif isinstance(part, tuple):
        for one in cast("tuple[object, ...]", part):
            yield from written(one)


def test_every_cite_that_a_file_has_is_listed() -> None:
    specs = load(ROOT / "specs")
    notes = Diagnostics()
    documents = [read_document(read(text, file), notes) for file, text in specs.files]
    used = {use.value for one in documents for use in getattr(one, "uses", ())}
    # What webhooks take from a fragment is little; what no endpoint uses is not in the model at all.
    in_files = {
        span
        for one in documents
        if not isinstance(one, FragmentFile) or one.fragment.value in used
        for span in written(one)
    }
    listed = {fact.span for one in real().providers for it in quotations(one) for fact in it.facts}
    assert len(in_files) > 1000
    assert in_files == listed


def test_a_fact_is_named_after_what_it_is() -> None:
    names = {fact.name for provider in real().providers for one in quotations(provider) for fact in one.facts}
    kinds = {name.split(" ")[0] for name in names}
    assert {"parameter", "rule", "price", "server", "key", "submit", "poll", "machine", "doubt", "limits"} <= kinds
    assert not any(name == "protocol" for name in names), "the protocol as a whole is no fact"


@pytest.mark.parametrize("provider", real().providers, ids=lambda one: one.name)
def test_the_lock_has_each_cite_of_each_page_that_is_kept_and_no_other(provider: Provider) -> None:
    path = ROOT / "specs" / provider.name / lock.NAME
    locked = {one.key for one in lock.parse(path.read_text("utf-8"), path.name)}
    cited = {one.key for one in quotations(provider) if one.source.snapshot}
    assert sorted(cited - locked) == [], "run: callsheet drift --pages DIR, read, and --accept"
    assert sorted(locked - cited) == []


def test_locks_are_written_as_they_are_read() -> None:
    for path in (ROOT / "specs").glob(f"*/{lock.NAME}"):
        text = path.read_text("utf-8")
        assert lock.write(lock.parse(text, path.name)) == text
