"""Draw values of a field: those of some of its pieces, the plainest first."""

import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, assert_never

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from callsheet.model.judge import url_head
from callsheet.model.predicate import Scalar
from callsheet.model.request import GREATEST_ID, OUTSIDE, Bytes, Number, Weight
from callsheet_contracts.obligations.formulas import bits
from callsheet_contracts.obligations.pieces import Absent, Address, FileName, Identity, One, Piece, Span, Words
from callsheet_contracts.obligations.variables import Recipe, Variable

Value = Scalar | None
Alphabet = str | SearchStrategy[str]
FEW: Final = 64
"""So many whole numbers are picked from like the values of an enum."""
LONG: Final = 40
"""A text that has to be longer is drawn in part and filled up."""
WORD: Final = string.ascii_lowercase + string.digits
PLAIN: Final = string.ascii_letters + string.digits + " .,;:!?'()-"
ANYTHING: Final = st.characters(codec="utf-8")
WIDE: Final = "\u4e2d\u6587\u5b57\u4e00\u5927"


def values(variable: Variable, mask: int) -> SearchStrategy[Value] | Value:
    """Draw a value of some pieces; where there is but one, it is that."""
    pieces = [piece for piece in (variable.pieces[bit] for bit in bits(mask)) if not isinstance(piece, Recipe)]
    listed: list[Value] = [None] if any(isinstance(one, Absent) for one in pieces) else []
    ranges: list[SearchStrategy[Value]] = []
    if isinstance(variable.parameter.kind, Number):
        ranges += map(_floats, _joined(pieces))
    else:
        for low, high in _runs(_ends(pieces)):
            if low is not None and high is not None and high - low < FEW:
                listed.extend(range(low, high + 1))
            else:
                ranges.append(st.integers(low, high))
        listed += [one.value for one in pieces if isinstance(one, One) and isinstance(one.value, bool | str)]
    for wide in (False, True):
        words = [one for one in pieces if isinstance(one, Words) and one.wide == wide]
        alphabet = WIDE if wide else alphabet_of(variable)
        for low, high in _runs((one.low, one.high) for one in words):
            ranges.append(texts(low or 0, high, alphabet, lead=words[0].lead))
    ranges += (one for piece in pieces for one in _forms(piece))
    if not ranges:
        return st.sampled_from(listed) if len(listed) > 1 else listed[0]
    return st.one_of(*([st.sampled_from(listed)] if listed else []), *ranges)


End = tuple[int | None, int | None]


def _ends(pieces: Iterable[Piece]) -> Iterator[End]:
    for one in pieces:
        match one:
            case One(int() as value) if not isinstance(value, bool):
                yield value, value
            case Span(low, high):
                yield None if low is None else int(low), None if high is None else int(high)
            case _:
                pass


def _runs(ends: Iterable[End]) -> list[End]:
    """Join pieces of whole numbers that lie side by side, lowest first."""
    found: list[End] = []
    for low, high in ends:
        if found and found[-1][1] is not None and low is not None and found[-1][1] + 1 == low:
            found[-1] = found[-1][0], high
        else:
            found.append((low, high))
    return found


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Numbers between two ends, which belong to it or not."""

    low: float | None
    high: float | None
    without_low: bool
    without_high: bool


def _joined(pieces: Iterable[Piece]) -> list[_Stretch]:
    """Join pieces of numbers that lie side by side, lowest first."""
    found: list[_Stretch] = []
    for one in pieces:
        match one:
            case One(value) if not isinstance(value, bool | str):
                new = _Stretch(value, value, without_low=False, without_high=False)
            case Span(low, high):
                new = _Stretch(low, high, low is not None, high is not None)
            case _:
                continue
        last = found[-1] if found else None
        if last is not None and last.high == new.low and last.without_high != new.without_low:
            found[-1] = _Stretch(last.low, new.high, last.without_low, new.without_high)
        else:
            found.append(new)
    return found


def _floats(one: _Stretch) -> SearchStrategy[Value]:
    if one.low is not None and one.low == one.high:
        return st.just(one.low)
    return st.floats(
        one.low,
        one.high,
        exclude_min=one.without_low,
        exclude_max=one.without_high,
        allow_nan=False,
        allow_infinity=False,
    )


def texts(low: int, high: int | None, alphabet: Alphabet, *, lead: str = "") -> SearchStrategy[str]:
    """Draw texts of some length; of long ones, the beginning is drawn and the rest filled up."""
    low, high = max(low - len(lead), 0), None if high is None else high - len(lead)
    if low > LONG:
        filler = lead, (WIDE[0] if alphabet == WIDE else "x") * low
        most = LONG if high is None else min(LONG, high - low)
        return st.text(alphabet, max_size=most).map(lambda drawn: f"{filler[0]}{drawn}{filler[1]}")
    drawn = st.text(alphabet, min_size=low, max_size=high)
    return drawn.map(lead.__add__) if lead else drawn


def alphabet_of(variable: Variable) -> Alphabet:
    """Say what texts are made of: anything, unless something is counted or found in them, or they are headers."""
    counted = any(isinstance(one.how, Weight | Bytes) for one in variable.parameter.measures)
    outside = bool(variable.parameter.at) and variable.parameter.at[0] in OUTSIDE
    return PLAIN if counted or variable.avoid or outside else ANYTHING


def _forms(piece: Piece) -> Iterator[SearchStrategy[Value]]:
    """Draw what is judged by its form."""
    match piece:
        case Address(schemes):
            for head in map(url_head, schemes):
                yield st.text(WORD, min_size=1, max_size=8).map(f"{head}example.test/".__add__)
        case Identity(loose):
            yield st.integers(0, GREATEST_ID)
            yield st.text(WORD if loose else string.digits, min_size=1, max_size=20)
        case FileName(endings):
            stems = st.text(WORD, min_size=1, max_size=8)
            yield st.builds("{}.{}".format, stems, st.sampled_from(endings)) if endings else stems
        case Absent() | One() | Span() | Words():
            pass
        case _:
            assert_never(piece)
