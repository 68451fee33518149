"""Which duties are sent unless all are asked for, and what is to become of each. Knows no server."""

import json
from collections.abc import Iterable, Iterator
from typing import Final

from callsheet.model.judge import UNDOCUMENTED
from callsheet_contracts.conformance.shapes import at
from callsheet_contracts.obligations import Duty, Obligation, Verdict
from callsheet_contracts.probe.cases import Expected

CONFUSED: Final[tuple[object, ...]] = ("5", 7, True, "x", [], {}, 1.5, None)
"""Values of a wrong type, those first that are taken for right ones most easily."""


def typical(duties: Iterable[Obligation]) -> Iterator[Obligation]:
    """Pick what a person wants to know first: of wrong types one for each field, of values that are right elsewhere one
    for each endpoint that has them, and nothing that no page speaks of.
    """
    elsewhere: set[tuple[str, str, str]] = set()
    types: dict[tuple[str, str], Obligation] = {}
    others: set[tuple[str, str]] = set()
    for one in duties:
        if expected(one) is Expected.EITHER:
            continue
        place = (one.constraint, one.place)
        if one.duty is Duty.NEAR:
            if (*place, one.origin) in elsewhere:
                continue
            elsewhere.add((*place, one.origin))
        if one.duty is not Duty.TYPE:
            others.add(place)
            if not _is_padded(one):
                yield one
        elif place not in types or _rank(one) < _rank(types[place]):
            types[place] = one
    # What breaks a constraint by its type is a variation where something else breaks the same one.
    yield from (one for place, one in types.items() if place not in others)


def _rank(one: Obligation) -> int:
    """Tell how easily a wrong value is taken for a right one."""
    value = json.dumps(_value(one))
    return next((place for place, known in enumerate(CONFUSED) if json.dumps(known) == value), len(CONFUSED))


def _is_padded(one: Obligation) -> bool:
    """Tell whether a word is another one with space around it, which a word in other letters stands for."""
    value = _value(one)
    return isinstance(value, str) and bool(value.strip()) and value != value.strip()


def _value(one: Obligation) -> object:
    return at(one.kept, tuple(key for key in one.place.split("/") if key))


def expected(one: Obligation) -> Expected:
    """Tell what is to become of a request."""
    if one.verdict is Verdict.REFUSED:
        return Expected.REFUSED
    if one.constraint == UNDOCUMENTED or one.constraint.endswith(".null"):
        return Expected.EITHER
    return Expected.ACCEPTED
