"""List what the fields of a shape ask for: values, bounds, types, what is missing, what is legal only elsewhere."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final, assert_never

from callsheet.model.judge import UNDOCUMENTED, judge_field, url_head
from callsheet.model.request import (
    GREATEST_ID,
    Choice,
    File,
    Flag,
    Id,
    Kind,
    List,
    Number,
    Parameter,
    Text,
    Url,
    Whole,
)
from callsheet_contracts.obligations.building import ABSENT, filled
from callsheet_contracts.obligations.formulas import Literal
from callsheet_contracts.obligations.menus import Menu
from callsheet_contracts.obligations.near import Near
from callsheet_contracts.obligations.pieces import One, Piece, Words
from callsheet_contracts.obligations.records import Duty, Verdict
from callsheet_contracts.obligations.space import Space
from callsheet_contracts.obligations.variables import Recipe, Variable
from callsheet_contracts.obligations.wanted import Wanted, pointer_to

TYPES: Final[tuple[object, ...]] = (True, 7, 1.5, "x", "5", [], {}, None)
"""What stands in JSON for each type, with what is easily taken for something else."""
WORDS: Final = tuple(map(json.dumps, TYPES))
NO_OBJECTS: Final[tuple[object, ...]] = (1, "x", True, [], None)
NO_SUCH: Final = "no_such_field"
LONG: Final = 40
"""A text that is longer is not shown in a label."""


def field_wishes(space: Space, near: Near, name: str, *, inner: bool = False) -> Iterator[Wanted]:
    """List the duties of a shape, or of an item, by its own fields."""
    for place, variable in enumerate(space.variables):
        yield from _values(place, variable)
        yield from _wrong(place, variable, near, name)
        if variable.menu is not None:
            yield from _counts(place, variable, variable.menu)
    if all(one.at for one in space.shape.parameters):
        yield from _unknown(space, () if inner else near.fields_of(name))
    yield from _sections(space)


def _values(place: int, variable: Variable) -> Iterator[Wanted]:
    """List what a field may be: each value of an enum, each bound with the neighbours inside."""
    one = variable.parameter
    for bit, piece in enumerate(variable.pieces):
        edge = None if isinstance(piece, Recipe) or not variable.legal >> bit & 1 else _edge(one.kind, piece)
        if edge is not None:
            what, said, duty = edge
            label, constraint = f"{pointer_to(one.at)} {said}", f"{one.name}.{what}"
            yield Wanted(label=label, at=one.at, constraint=constraint, duty=duty, about=one.name, pins=((place, bit),))
    if isinstance(one.kind, Url) and one.at:
        for scheme in one.kind.schemes:
            value = f"{url_head(scheme)}example.test/a"
            yield Wanted(
                label=f"{pointer_to(one.at)} = {value}",
                at=one.at,
                constraint=f"{one.name}.form",
                duty=Duty.ENUM_VALUE,
                about=one.name,
                narrow=(Literal(place, variable.given),),
                puts=((one.at, value),),
            )


def _edge(kind: Kind, piece: Piece) -> tuple[str, str, Duty] | None:
    """Say what a piece is to a field: a value of an enum, a bound, the neighbour of one, or nothing special."""
    match kind, piece:
        case (Choice(), One(value)):
            return "values", f"= {value}", Duty.ENUM_VALUE
        case (Flag(), One(value)):
            return "type", f"= {json.dumps(value)}", Duty.ENUM_VALUE
        case (Whole(low, high) | Number(low, high), One(value)) if not isinstance(value, str):
            duty = _side(float(value), low, high)
            return ("range", f"= {value}", duty) if duty else None
        case (Text(low, high), Words(begin, end, wide, _)) if begin == end and not wide:
            duty = _side(begin, low, high)
            return ("length", f"of {begin} characters", duty) if duty else None
        case _:
            return None


def _side(value: float, low: float | None, high: float | None) -> Duty | None:
    if value in {low, high}:
        return Duty.BOUND
    inside = {one + step for one, step in ((low, 1), (high, -1)) if one is not None}
    return Duty.NEIGHBOUR if value in inside else None


def _wrong(place: int, variable: Variable, near: Near, name: str) -> Iterator[Wanted]:
    """List what a field must not be: nothing where it is required, another type, beyond a bound, legal elsewhere."""
    one = variable.parameter
    if one.required and one.at:
        yield _bad(place, one, "missing", (f"{one.name}.required", Verdict.REFUSED), Duty.MISSING, ABSENT)
    alone = replace(one, at=("value",))
    seen: set[str] = set()
    for duty, value, word, origin in _candidates(one, near, name):
        found = None if word in seen else _broken(one, alone, value)
        seen.add(word)
        if found is None:
            continue
        said = f"of {len(value)} characters" if isinstance(value, str) and len(value) > LONG else f"= {word}"
        wrong_type = found[0].endswith((".type", ".null")) and duty is not Duty.NEAR
        bad = _bad(place, one, said, found, Duty.TYPE if wrong_type else duty, value, origin=origin)
        yield bad if found[1] is Verdict.REFUSED else _warned(place, variable, bad, value)


def _bad(
    place: int,
    one: Parameter,
    said: str,
    found: tuple[str, Verdict],
    duty: Duty,
    value: object,
    *,
    origin: str = "",
) -> Wanted:
    return Wanted(
        label=f"{pointer_to(one.at)} {said}",
        at=one.at,
        constraint=found[0],
        duty=duty,
        about=one.name,
        verdict=found[1],
        spoiled=frozenset({place}),
        puts=((one.at, value),),
        origin=origin,
    )


def _warned(place: int, variable: Variable, bad: Wanted, value: object) -> Wanted:
    """Ask for a value that is no error: then rules speak of the field as of any other."""
    if not isinstance(value, str):
        return replace(bad, spoiled=frozenset(), pins=((place, 0),))
    bit = next(bit for bit, piece in enumerate(variable.pieces) if _is_long(piece, len(value)))
    piece = variable.pieces[bit]
    exact = isinstance(piece, Words) and piece.low == piece.high
    return replace(bad, spoiled=frozenset(), pins=((place, bit),), puts=() if exact else bad.puts)


def _is_long(piece: object, size: int) -> bool:
    return (
        isinstance(piece, Words) and not piece.wide and piece.low <= size and (piece.high is None or size <= piece.high)
    )


def _broken(one: Parameter, alone: Parameter, value: object) -> tuple[str, Verdict] | None:
    """Ask the judge what a value breaks by itself; `None` where it is nothing, or something inside of it."""
    findings = judge_field(alone, {"value": value})
    if len(findings) != 1 or findings[0].at != "/value":
        return None
    if not one.at and value is None:
        # An item of a list is never 'not given'.
        return f"{one.name}.type", Verdict.REFUSED
    return findings[0].rule, Verdict.REFUSED if findings[0].level == "error" else Verdict.WARNED


def _candidates(one: Parameter, near: Near, name: str) -> Iterator[tuple[Duty, object, str, str]]:
    """List values to be tried, each with its text in JSON and where it is legal."""
    for value in _beyond(one.kind):
        yield Duty.NEIGHBOUR, value, json.dumps(value), ""
    for value, word in zip(TYPES, WORDS, strict=True):
        # Of no items there is a count to be wrong, which is a bound.
        if not (isinstance(one.kind, List) and value == []):
            yield Duty.TYPE, value, word, ""
    for legal, origin in near.values_of(one, name):
        yield Duty.NEAR, legal.value, legal.word, origin


def _beyond(kind: Kind) -> Iterable[object]:
    """List what is just outside of what a field may be."""
    match kind:
        case Choice():
            first = kind.words()[0]
            return [first.swapcase(), f"{first} ", ""]
        case Text(low, high):
            sizes = [size for size in ((low or 0) - 1, (high or -2) + 1) if size >= 0]
            return ["x" * size for size in sizes]
        case Whole(low, high):
            return [edge + step for edge, step in ((low, -1), (high, 1)) if edge is not None]
        case Number(low, high):
            return [edge + step for edge, step in ((low, -0.125), (high, 0.125)) if edge is not None]
        case Url(schemes):
            return ["example.test/a", "ftp://example.test/a", *(url_head(one) for one in schemes)]
        case Id():
            return [-1, GREATEST_ID + 1, "-1", ""]
        case File():
            return [""]
        case Flag() | List():
            return []
        case _:
            assert_never(kind)


def _counts(place: int, variable: Variable, menu: Menu) -> Iterator[Wanted]:
    """List how many items there may be: at each bound, beside it, beyond it."""
    one, low, high = variable.parameter, menu.kind.low or 0, menu.kind.high
    constraint = f"{one.name}.count"
    inside = sorted({low, low + 1, *(() if high is None else (high - 1, high))})
    for size in inside:
        mask = variable.masked(isinstance(piece, Recipe) and len(piece.items) == size for piece in variable.pieces)
        if mask:
            yield Wanted(
                label=f"{pointer_to(one.at)} of {size} items",
                at=one.at,
                constraint=constraint,
                duty=Duty.BOUND if size in {low, high} else Duty.NEIGHBOUR,
                about=one.name,
                narrow=(Literal(place, mask),),
            )
    for size in (low - 1, *(() if high is None else (high + 1,))):
        if size >= 0:
            found = (constraint, Verdict.REFUSED)
            yield _bad(place, one, f"of {size} items", found, Duty.NEIGHBOUR, filled(menu, size))


def _unknown(space: Space, near: Iterable[tuple[tuple[str, ...], str]]) -> Iterator[Wanted]:
    """List fields that are not documented: an invented one everywhere, and those that others have."""
    sections = ((), *space.shape.sections)
    known = {one.at[:depth] for one in space.shape.parameters for depth in range(1, len(one.at) + 1)}
    invented = [((*at, NO_SUCH), Duty.UNDOCUMENTED, "") for at in sections]
    elsewhere = [(at, Duty.NEAR, origin) for at, origin in near if at not in known and at[:-1] in sections]
    for at, duty, origin in (*invented, *elsewhere):
        yield Wanted(
            label=f"+ {'/'.join(at)}",
            at=at,
            constraint=UNDOCUMENTED,
            duty=duty,
            verdict=Verdict.WARNED,
            puts=((at, 1),),
            origin=origin,
        )


def _sections(space: Space) -> Iterator[Wanted]:
    """List the objects that fields stand in, each as something else."""
    for at in space.shape.sections:
        within = {place for place, one in enumerate(space.variables) if one.parameter.at[: len(at)] == at}
        for value in NO_OBJECTS:
            yield Wanted(
                label=f"/{'/'.join(at)} = {json.dumps(value)}",
                at=at,
                constraint=f"{'.'.join(at)}.type",
                duty=Duty.TYPE,
                verdict=Verdict.REFUSED,
                spoiled=frozenset(within),
                puts=((at, value),),
            )
