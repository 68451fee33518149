"""Hold every cite to its page and to what was last accepted. Knows no file and no command."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from callsheet.drift.cites import Quotation
from callsheet.drift.lock import Locked, Prints
from callsheet.drift.passages import Page, Passage
from callsheet.span import NOWHERE, Span

Status = Literal["found", "ambiguous", "moved", "changed", "gone", "new", "stale", "missing", "unverified"]
QUIET: Final = frozenset({"found", "ambiguous", "unverified"})
"""What is no finding: all as accepted, or nothing to compare with."""
MEANS: Final[Mapping[Status, str]] = {
    "found": "its passage is as it was accepted",
    "ambiguous": "it stands in several different passages, all as they were accepted",
    "moved": "its passage is the same, and stands elsewhere",
    "changed": "its passage has other words than were accepted",
    "gone": "its words are not on the page any more",
    "new": "nobody has accepted its passage yet",
    "stale": "the lock has it, and no fact cites it any more",
    "missing": "its page was read once, and is not among the pages at hand",
    "unverified": "its page was never kept, and is not at hand: nothing to compare with",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of one cite."""

    status: Status
    page: str
    fragment: str
    quotation: Quotation | None
    """The cite, and the facts that rest on it; none where only the lock has it."""
    passages: tuple[Passage, ...] = ()
    """Where its words stand now, and that is worth reading: all that is not as accepted."""
    prints: Prints = ()
    at: int = 0
    says: str = ""
    """More about it, such as another page that has the words now."""
    place: Span = NOWHERE
    """The line of the lock, where only that is left."""

    @property
    def is_finding(self) -> bool:
        """Tell whether a person has to look."""
        return self.status not in QUIET

    @property
    def key(self) -> tuple[str, str]:
        """What the lock file knows it by."""
        return (self.page, self.fragment) if self.quotation is None else self.quotation.key


def compare(
    quotations: Iterable[Quotation], pages: Mapping[str, Page], locked: Sequence[Locked]
) -> tuple[Verdict, ...]:
    """Judge every cite of a provider. `pages` are those at hand, by the key of the source."""
    accepted = {one.key: one for one in locked}
    every = tuple(quotations)
    verdicts = [_judge(one, pages, accepted.get(one.key)) for one in every]
    moved = _moved(verdicts, locked)
    said = {one.key for one in every}
    return (
        *(_as_moved(one) if one.key in moved else one for one in verdicts),
        *(
            Verdict(status="stale", page=one.page, fragment=one.fragment, quotation=None, place=one.span)
            for one in locked
            if one.key not in said
        ),
    )


def _judge(one: Quotation, pages: Mapping[str, Page], accepted: Locked | None) -> Verdict:
    page = pages.get(one.source.key)
    if page is None:
        was_read = accepted is not None or one.source.snapshot is not None
        return _verdict(one, "missing" if was_read else "unverified")
    found = page.find(one.fragment)
    if not found:
        return _gone(one, page, pages)
    prints = tuple((passage.fingerprint, passage.times) for passage in found)
    at = found[0].at
    if accepted is None:
        return _verdict(one, "new", passages=found, prints=prints, at=at)
    if sorted(prints) == sorted(accepted.prints):
        status: Status = "found" if len(found) == 1 else "ambiguous"
        return _verdict(one, status, prints=prints, at=at)
    fresh = tuple(passage for passage in found if (passage.fingerprint, passage.times) not in accepted.prints)
    lost = len({name for name, _ in accepted.prints} - {name for name, _ in prints})
    says = (
        f"{lost} of the {len(accepted.prints)} accepted passages are no longer there" if lost and len(found) > 1 else ""
    )
    return _verdict(one, "changed", passages=fresh or found, says=says, prints=prints, at=at)


def _gone(one: Quotation, page: Page, pages: Mapping[str, Page]) -> Verdict:
    elsewhere = [key for key, other in pages.items() if key != one.source.key and other.find(one.fragment)]
    if elsewhere:
        return _verdict(one, "gone", says=f"the page {elsewhere[0]!r} has these words")
    near = page.nearest(one.fragment)
    return _verdict(one, "gone", passages=(near,) if near else (), says="the nearest words there now" if near else "")


def _verdict(
    one: Quotation,
    status: Status,
    *,
    passages: tuple[Passage, ...] = (),
    prints: Prints = (),
    at: int = 0,
    says: str = "",
) -> Verdict:
    return Verdict(
        status=status,
        page=one.source.key,
        fragment=one.fragment,
        quotation=one,
        passages=passages,
        prints=prints,
        at=at,
        says=says,
    )


def _as_moved(one: Verdict) -> Verdict:
    assert one.quotation is not None, "what moved is cited"
    return _verdict(one.quotation, "moved", prints=one.prints, at=one.at)


def _moved(verdicts: Sequence[Verdict], locked: Sequence[Locked]) -> set[tuple[str, str]]:
    """Name unchanged cites that no longer stand in the order in which the lock has them.

    The most that can have stayed where it was is the longest run of them that is still in order; the others moved.
    """
    places = {one.key: one.at for one in verdicts if one.status in {"found", "ambiguous"}}
    moved: set[tuple[str, str]] = set()
    for page in dict.fromkeys(one.page for one in locked):
        keys = [one.key for one in locked if one.page == page and one.key in places]
        stayed = _longest_in_order([places[key] for key in keys])
        moved.update(key for number, key in enumerate(keys) if number not in stayed)
    return moved


def _longest_in_order(numbers: Sequence[int]) -> set[int]:
    """Choose the most of some numbers that do not fall, by their positions."""
    ends: list[int] = []
    """The least number that a run of each length can end with."""
    holders: list[int] = []
    before: list[int] = []
    for position, number in enumerate(numbers):
        length = bisect_right(ends, number)
        before.append(holders[length - 1] if length else -1)
        ends[length : length + 1] = [number]
        holders[length : length + 1] = [position]
    chosen: set[int] = set()
    position = holders[-1] if holders else -1
    while position >= 0:
        chosen.add(position)
        position = before[position]
    return chosen


def accept(shown: Iterable[Verdict], verdicts: Iterable[Verdict], locked: Sequence[Locked]) -> tuple[Locked, ...]:
    """Take over what a person was shown, and no other verdict. What is gone stays: its fact has to be read elsewhere.

    A line is put behind the one before it on the page; the others stay in their order, so that what has moved, and was
    not shown, is not accepted by the way.
    """
    renewed = {one.key: one for one in shown if one.status in {"new", "changed", "moved"}}
    dropped = {one.key for one in shown if one.status == "stale"}
    places = {one.key: (one.at, one.key) for one in verdicts if one.prints}
    by_page: dict[str, list[Locked]] = {}
    for line in locked:
        if line.key not in renewed and line.key not in dropped:
            by_page.setdefault(line.page, []).append(line)
    for one in sorted(renewed.values(), key=lambda one: places[one.key]):
        lines = by_page.setdefault(one.page, [])
        before = [
            (places[line.key], number)
            for number, line in enumerate(lines)
            if line.key in places and places[line.key] < places[one.key]
        ]
        page, fragment = one.key
        lines.insert(max(before)[1] + 1 if before else 0, Locked(page, fragment, one.prints, NOWHERE))
    return tuple(line for page in sorted(by_page) for line in by_page[page])
