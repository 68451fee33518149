"""Tell apart why cases fail: of all that fail for one reason, the one that shows it most plainly. Sends nothing."""

from collections.abc import Iterable, Sequence
from typing import Final, cast

from callsheet.model.protocol import Key
from callsheet_contracts.conformance.shapes import at
from callsheet_contracts.probe.cases import Case, Expected, Finding, Outcome, State
from callsheet_contracts.probe.curl import curl

SIMPLE: Final = (".values", ".type", ".range", ".length", ".form", ".count")
"""Endings of what a field has to be by itself."""


def findings(outcomes: Iterable[Outcome], base: str, key: Key) -> tuple[Finding, ...]:
    """Make a finding of each reason for which cases fail, in the order in which they were found."""
    every = list(outcomes)
    failed = [one for one in every if one.state is State.FAILED]
    blamed = {id(one): count for one, count in culprits(every)}
    leaders: list[Outcome] = []
    also: dict[int, list[Case]] = {}
    for one in sorted(failed, key=lambda two: -blamed.get(id(two), 0)):
        leader = next((two for two in leaders if _explains(two, one, is_culprit=id(two) in blamed)), None)
        if leader is None:
            leaders.append(one)
        else:
            also.setdefault(id(leader), []).append(one.case)
    order = {id(one): place for place, one in enumerate(failed)}
    leaders.sort(key=lambda one: order[id(one)])
    return tuple(_made(one, also.get(id(one), ()), base, key) for one in leaders)


def culprits(outcomes: Iterable[Outcome]) -> list[tuple[Outcome, int]]:
    """Find the values that are refused in whatever has them, each by the case it is about, with how much that is."""
    right = [one for one in outcomes if one.case.expected is Expected.ACCEPTED]
    taken = [_document(one) for one in right if one.state is State.PASSED]
    refused = [one for one in right if one.code == "valid-but-refused"]
    return [
        (one, sum(_has(_document(two), one.case) for two in refused))
        for one in refused
        if one.case.constraint.endswith(SIMPLE) and not any(_has(document, one.case) for document in taken)
    ]


def taken_documents(outcomes: Iterable[Outcome]) -> list[object]:
    """List the requests that were accepted, as they were sent."""
    fine = (one for one in outcomes if one.case.expected is Expected.ACCEPTED and one.state is State.PASSED)
    return [document for one in fine for document in [_document(one)] if isinstance(document, dict)]


def leaves(value: object, at: str = "") -> set[tuple[str, str]]:
    """List the plain values of a request, each with its place."""
    if isinstance(value, dict):
        inside = cast("dict[str, object]", value).items()
        return {leaf for key, one in inside for leaf in leaves(one, f"{at}/{key}")}
    return {(at, repr(value))}


def _document(one: Outcome) -> object:
    return one.case.document if one.document is None else one.document


def _has(document: object, case: Case) -> bool:
    """Tell whether a request has the value that a case is about."""
    place = tuple(key for key in case.place.split("/") if key)
    value = at(case.document, place)
    return bool(place) and value is not None and at(document, place) == value


def _explains(leader: Outcome, one: Outcome, *, is_culprit: bool) -> bool:
    """Tell whether a case fails for the same reason as another."""
    if leader.code != one.code or one.case.expected is Expected.LAWFUL:
        return False
    if one.case.expected is Expected.REFUSED:
        return (leader.case.constraint, leader.case.place) == (one.case.constraint, one.case.place)
    if is_culprit:
        return _has(_document(one), leader.case)
    return leader.case.constraint == one.case.constraint and not one.case.constraint.endswith(SIMPLE)


def _made(one: Outcome, also: Sequence[Case], base: str, key: Key) -> Finding:
    wire = one.wire or one.case.wire
    return Finding(outcome=one, curl=curl(wire, base, key) if wire else "", also=tuple(also))
