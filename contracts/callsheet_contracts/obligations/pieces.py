"""Cut what a field may be into pieces that no rule tells apart, bounds and their neighbours on their own.

Knows one field at a time, and neither rules nor requests.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, assert_never

from callsheet.model.judge import is_url, url_head
from callsheet.model.predicate import All, Any, Between, Given, In, Not, Predicate, Scalar
from callsheet.model.request import (
    Bytes,
    Choice,
    File,
    Flag,
    Id,
    List,
    Number,
    Parameter,
    Plain,
    Text,
    Url,
    Weight,
    Whole,
)

WIDE: Final = "\u4e2d"
"""A Chinese character: one of length, several of weight, three bytes."""
FEW: Final = 20
"""So many whole numbers are each a piece; of more, only those that matter."""


@dataclass(frozen=True, slots=True)
class Absent:
    """Not given."""


@dataclass(frozen=True, slots=True)
class One:
    """One value."""

    value: Scalar


@dataclass(frozen=True, slots=True)
class Span:
    """Numbers between two: whole ones with the two, others without; `None` leaves a side open."""

    low: float | None
    high: float | None
    whole: bool


@dataclass(frozen=True, slots=True)
class Words:
    """Texts of some length, of narrow characters or of wide ones."""

    low: int
    high: int | None
    wide: bool = False
    lead: str = ""
    """What they begin with, so that they are none of some texts."""


@dataclass(frozen=True, slots=True)
class Address:
    """Addresses."""

    schemes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """Identifiers."""

    loose: bool


@dataclass(frozen=True, slots=True)
class FileName:
    """Names of files."""

    endings: tuple[str, ...]


Piece = Absent | One | Span | Words | Address | Identity | FileName


def sample(piece: Piece) -> Scalar | None:
    """Show a piece by its plainest value; `None` where there is none."""
    match piece:
        case Absent():
            return None
        case One(value):
            return value
        case Span(low, high, whole):
            return _within(low, high, whole=whole)
        case Words(low, _, wide, lead):
            return lead + (WIDE if wide else "x") * (low - len(lead))
        case Address(schemes):
            return f"{url_head(schemes[0])}example.test/a"
        case Identity():
            return 1
        case FileName(endings):
            return f"a.{endings[0]}" if endings else "a"
        case _:
            assert_never(piece)


def _within(low: float | None, high: float | None, *, whole: bool) -> float:
    if low is None or high is None:
        inside = 0.0 if low is None and high is None else low + 1 if low is not None else (high or 0) - 1
    else:
        inside = low if whole else (low + high) / 2
    return int(inside) if whole else inside


def holds_value(piece: Piece, value: Scalar) -> bool:
    """Say whether a value belongs to a piece; of a wide text, never."""
    match piece:
        case Absent():
            return False
        case One(own):
            return type(own) is type(value) and own == value
        case Span(low, high, whole):
            if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
                return False
            number = float(value)
            inside = (low is None or low <= number) and (high is None or number <= high)
            return inside and (whole or number not in {low, high})
        case Words(low, high, wide, lead):
            fits = isinstance(value, str) and low <= len(value) and (high is None or len(value) <= high)
            return fits and not wide and str(value).isascii() and str(value).startswith(lead)
        case Address(schemes):
            return is_url(value, schemes)
        case Identity() | FileName():
            return isinstance(value, str | int) and not isinstance(value, bool)
        case _:
            assert_never(piece)


def cut(parameter: Parameter, atoms: Sequence[Given | In | Between]) -> tuple[Piece, ...]:
    """Cut what a parameter may be; the piece of what is not given comes first, where it may be left out.

    Texts that are cut by the provider are pieces, too, though no request without a word has them.
    """
    assert not isinstance(parameter.kind, List), "a list is cut by what is in it"
    absent = () if parameter.required else (Absent(),)
    return (*absent, *_cut(parameter, parameter.kind, atoms))


def _cut(parameter: Parameter, kind: Plain, atoms: Sequence[Given | In | Between]) -> Iterator[Piece]:
    match kind:
        case Choice():
            yield from map(One, kind.words())
        case Flag():
            yield from (One(True), One(False))
        case Whole(low, high):
            yield from _whole(low, high, _points(atoms))
        case Number(low, high):
            yield from _number(low, high, _points(atoms))
        case Text():
            yield from _text(parameter, kind, atoms)
        case Url(schemes):
            yield Address(schemes)
        case Id(loose):
            yield Identity(loose)
        case File():
            yield FileName(tuple(dict.fromkeys(ending for _, endings in kind.media for ending in endings)))
        case _:
            assert_never(kind)


def _points(atoms: Iterable[Given | In | Between], *, lengths: bool = False) -> set[float]:
    """List the numbers that rules name, of values or of lengths."""
    found: set[float] = set()
    for atom in atoms:
        match atom:
            case Between(_, low, high, of_length):
                found |= {one for one in (low, high) if one is not None and of_length == lengths}
            case In(_, values):
                found |= {float(one) for one in values if isinstance(one, int | float) and not lengths}
            case Given():
                pass
            case _:
                assert_never(atom)
    return found


def whole_numbers(low: int | None, high: int | None, named: Iterable[float]) -> list[tuple[int | None, int | None]]:
    """Cut whole numbers at bounds and at what is named, each with its neighbours, lowest first."""
    if low is not None and high is not None and high - low < FEW:
        return [(one, one) for one in range(low, high + 1)]
    ends = {one + step for one, step in ((low, 1), (high, -1)) if one is not None for step in (0, step)}
    near = {int(edge) + step for one in named for edge in (math.floor(one), math.ceil(one)) for step in (-1, 0, 1)}
    inside = sorted(one for one in ends | near if (low is None or low <= one) and (high is None or one <= high))
    found: list[tuple[int | None, int | None]] = []
    begin = low
    for point in inside:
        if begin is None or begin < point:
            found.append((begin, point - 1))
        found.append((point, point))
        begin = point + 1
    if not inside or high is None or (begin is not None and begin <= high):
        found.append((begin, high))
    return found


def _whole(low: int | None, high: int | None, named: Iterable[float]) -> Iterator[Piece]:
    for begin, end in whole_numbers(low, high, named):
        yield One(begin) if begin is not None and begin == end else Span(begin, end, whole=True)


def _number(low: float | None, high: float | None, named: Iterable[float]) -> Iterator[Piece]:
    ends = {one for one in (low, high) if one is not None}
    inside = sorted(one for one in {*ends, *named} if (low is None or low <= one) and (high is None or one <= high))
    begin = low
    for point in inside:
        if begin is None or begin < point:
            yield Span(begin, point, whole=False)
        yield One(point)
        begin = point
    if not inside or high is None:
        yield Span(begin, high, whole=False)


def _text(parameter: Parameter, kind: Text, atoms: Sequence[Given | In | Between]) -> Iterator[Piece]:
    named = dict.fromkeys(value for atom in atoms if isinstance(atom, In) for value in atom.values)
    words = [one for one in named if isinstance(one, str)]
    yield from map(One, words)
    lead = _lead(words) if words else ""
    low = max(kind.low or 0, len(lead))
    ends = {float(one) for one in (kind.low, kind.high) if one is not None}
    open_end = None if kind.beyond == "warning" else kind.high
    weights = [one.how for one in parameter.measures if isinstance(one.how, Weight | Bytes)]
    measured = _points([atom for atom in atoms if atom.field != parameter.name])
    for begin, end in whole_numbers(low, open_end, {*ends, *_points(atoms, lengths=True), *measured}):
        yield Words(begin or 0, end, lead=lead)
    if weights:
        times = {one.chinese if isinstance(one, Weight) else 3 for one in weights}
        wide = {float(math.floor(point / factor)) for point in measured for factor in times}
        for begin, end in whole_numbers(max(low, 1), kind.high, {*ends, *wide}):
            yield Words(begin or 0, end, wide=True)


def _lead(words: Iterable[str]) -> str:
    used = {one[:1] for one in words}
    return next(one for one in "~^*|" if one not in used)


def atoms_of(predicate: Predicate) -> Iterator[Given | In | Between]:
    """List the tests of single fields that a predicate is made of."""
    match predicate:
        case Given() | In() | Between():
            yield predicate
        case Not(of):
            yield from atoms_of(of)
        case All(of) | Any(of):
            for part in of:
                yield from atoms_of(part)
        case _:
            assert_never(predicate)
