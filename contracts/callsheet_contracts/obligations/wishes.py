"""List the duties that a shape has, each as what a request for it has to be like. Finds no request."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, assert_never

from callsheet.model.judge import UNDOCUMENTED, judge, url_head
from callsheet.model.predicate import Between, Given, In, Predicate, Scalar, negated
from callsheet.model.request import (
    GREATEST_ID,
    Choice,
    Demand,
    File,
    Flag,
    Id,
    Kind,
    List,
    Number,
    Parameter,
    Rule,
    Shape,
    Text,
    Url,
    Whole,
)
from callsheet_contracts.obligations.formulas import Formula, Literal
from callsheet_contracts.obligations.pieces import One, Piece, Words, atoms_of
from callsheet_contracts.obligations.records import Duty, Verdict
from callsheet_contracts.obligations.space import Bond, Menu, Recipe, Space, Variable, filled

ABSENT: Final = object()
TYPES: Final[tuple[object, ...]] = (True, 7, 1.5, "x", "5", [], {}, None)
"""What stands in JSON for each type, with what is easily taken for something else."""
NO_OBJECTS: Final[tuple[object, ...]] = (1, "x", True, [], None)
NO_SUCH: Final = "no_such_field"
FEW: Final = 40
"""Of a condition that names more values, not each is tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A duty that a request is sought for."""

    label: str
    at: tuple[str, ...]
    constraint: str
    duty: Duty
    about: str = ""
    verdict: Verdict = Verdict.ACCEPTED
    narrow: tuple[Formula, ...] = ()
    """What has to hold besides the rules."""
    spoiled: frozenset[int] = frozenset()
    """Fields that are wrong in themselves, of which no rule asks anything then."""
    broken: tuple[Bond, ...] = ()
    loose: tuple[Bond, ...] = ()
    """Other demands of a rule that is broken, which may be broken as well."""
    puts: tuple[tuple[tuple[str, ...], object], ...] = ()
    """What is set when the request is made."""
    pins: tuple[tuple[int, int], ...] = ()
    """Which piece some fields are to be of."""
    extra: bool = False
    """A variation, that is not missed where there is none."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is legal elsewhere."""

    values: Mapping[str, tuple[object, ...]]
    """By the name of a field."""
    fields: tuple[tuple[str, ...], ...]


def known(near: Iterable[Shape]) -> Known:
    """Gather what is legal in some shapes."""
    values: dict[str, dict[str, object]] = {}
    fields: dict[tuple[str, ...], None] = {}
    for shape in near:
        fields |= dict.fromkeys(one.at for one in shape.parameters)
        for one in shape.every_parameter():
            for value in _typical(one.kind):
                values.setdefault(one.short, {})[json.dumps(value)] = value
    return Known({name: tuple(found.values()) for name, found in values.items()}, tuple(fields))


def _typical(kind: Kind) -> Iterable[object]:
    match kind:
        case Choice():
            return kind.words()
        case Whole(low, high) | Number(low, high):
            return [one for one in (low, high) if one is not None]
        case Flag():
            return [True]
        case Url(schemes):
            return [f"{url_head(scheme)}example.test/a" for scheme in schemes]
        case Text() | Id() | File() | List():
            return []


def wishes(space: Space, near: Known, *, inner: bool = False) -> Iterator[Wanted]:
    """List the duties of a shape, or of an item, by its own fields and rules."""
    for place, variable in enumerate(space.variables):
        yield from _values(place, variable)
        yield from _wrong(place, variable, near)
        if variable.menu is not None:
            yield from _counts(place, variable, variable.menu)
    if all(one.at for one in space.shape.parameters):
        yield from _unknown(space, () if inner else near.fields)
    yield from _sections(space)
    for bond in space.bonds:
        if bond.rule is not None and bond.demand is not None:
            yield from _rule(space, bond)


def _values(place: int, variable: Variable) -> Iterator[Wanted]:
    """List what a field may be: each value of an enum, each bound with the neighbours inside."""
    one = variable.parameter
    for bit, piece in enumerate(variable.pieces):
        edge = None if isinstance(piece, Recipe) or not variable.legal >> bit & 1 else _edge(one.kind, piece)
        if edge is not None:
            what, said, duty = edge
            label, constraint = f"{one.pointer} {said}", f"{one.name}.{what}"
            yield Wanted(label=label, at=one.at, constraint=constraint, duty=duty, about=one.name, pins=((place, bit),))
    if isinstance(one.kind, Url) and one.at:
        for scheme in one.kind.schemes:
            value = f"{url_head(scheme)}example.test/a"
            yield Wanted(
                label=f"{one.pointer} = {value}",
                at=one.at,
                constraint=f"{one.name}.form",
                duty=Duty.ENUM_VALUE,
                about=one.name,
                narrow=(_given(place, variable),),
                puts=((one.at, value),),
            )


def _given(place: int, variable: Variable) -> Literal:
    return Literal(place, variable.all & ~variable.absent)


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


def _wrong(place: int, variable: Variable, near: Known) -> Iterator[Wanted]:
    """List what a field must not be: nothing where it is required, another type, beyond a bound, legal elsewhere."""
    one = variable.parameter
    if one.required and one.at:
        yield _bad(place, one, "missing", (f"{one.name}.required", Verdict.REFUSED), Duty.MISSING, ABSENT)
    seen: set[str] = set()
    for duty, value in _candidates(one, near.values.get(one.short, ())):
        found, word = _broken(one, value), json.dumps(value)
        if found is None or word in seen:
            continue
        seen.add(word)
        said = f"of {len(value)} characters" if isinstance(value, str) and len(value) > FEW else f"= {word}"
        if found[0] == f"{one.name}.cut":
            bits = (bit for bit, piece in enumerate(variable.pieces) if _long(piece, str(value)))
            pins = ((place, next(bits)),)
            label = f"{one.pointer} {said}"
            yield Wanted(
                label=label, at=one.at, constraint=found[0], duty=duty, about=one.name, verdict=found[1], pins=pins
            )
        elif found[1] is Verdict.WARNED:
            wanted = _bad(place, one, said, found, Duty.TYPE, value)
            yield replace(wanted, spoiled=frozenset(), pins=((place, 0),))
        else:
            yield _bad(place, one, said, found, Duty.TYPE if found[0].endswith(".type") else duty, value)


def _long(piece: object, value: str) -> bool:
    return isinstance(piece, Words) and not piece.wide and piece.low == piece.high == len(value)


def _bad(place: int, one: Parameter, said: str, found: tuple[str, Verdict], duty: Duty, value: object) -> Wanted:
    return Wanted(
        label=f"{one.pointer} {said}",
        at=one.at,
        constraint=found[0],
        duty=duty,
        about=one.name,
        verdict=found[1],
        spoiled=frozenset({place}),
        puts=((one.at, value),),
    )


def _broken(one: Parameter, value: object) -> tuple[str, Verdict] | None:
    """Ask the judge what a value breaks by itself; `None` where it is nothing, or something inside of it."""
    alone = Shape(parameters=(replace(one, at=("value",), measures=()),), rules=())
    findings = judge(alone, {"value": value})
    if len(findings) != 1 or findings[0].at != "/value":
        return None
    if not one.at and value is None:
        # An item of a list is never 'not given'.
        return f"{one.name}.type", Verdict.REFUSED
    return findings[0].rule, Verdict.REFUSED if findings[0].level == "error" else Verdict.WARNED


def _candidates(one: Parameter, near: Iterable[object]) -> Iterator[tuple[Duty, object]]:
    for value in _beyond(one.kind):
        yield Duty.NEIGHBOUR, value
    for value in TYPES:
        # Of no items there is a count to be wrong, which is a bound.
        if not (isinstance(one.kind, List) and value == []):
            yield Duty.TYPE, value
    for value in near:
        yield Duty.NEAR, value


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
                label=f"{one.pointer} of {size} items",
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


def _unknown(space: Space, near: Iterable[tuple[str, ...]]) -> Iterator[Wanted]:
    """List fields that are not documented: an invented one everywhere, and those that others have."""
    sections = ((), *space.shape.sections)
    known = {one.at[:depth] for one in space.shape.parameters for depth in range(1, len(one.at) + 1)}
    invented = [((*at, NO_SUCH), Duty.UNDOCUMENTED) for at in sections]
    elsewhere = [(at, Duty.NEAR) for at in near if at not in known and at[:-1] in sections]
    for at, duty in (*invented, *elsewhere):
        yield Wanted(
            label=f"+ {'/'.join(at)}",
            at=at,
            constraint=UNDOCUMENTED,
            duty=duty,
            verdict=Verdict.WARNED,
            puts=((at, 1),),
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


def broken_rule(space: Space, bond: Bond) -> Wanted:
    """Ask for a request that breaks one demand of a rule."""
    rule, demand = _rule_of(bond)
    return Wanted(
        label=f"{_rule_name(rule, demand)}, broken",
        at=space.shape.parameter(demand.field).at,
        constraint=rule.name,
        duty=Duty.RULE_BROKEN,
        about=demand.field,
        verdict=Verdict.REFUSED if rule.level == "error" else Verdict.WARNED,
        broken=(bond,),
    )


def _rule_of(bond: Bond) -> tuple[Rule, Demand]:
    assert bond.rule is not None, "only rules are asked about"
    assert bond.demand is not None, "only rules are asked about"
    return bond.rule, bond.demand


def _rule_name(rule: Rule, demand: Demand) -> str:
    return rule.name if len(rule.demands) == 1 else f"{rule.name}, {demand.field}"


def _rule(space: Space, bond: Bond) -> Iterator[Wanted]:
    """List both ways of a rule: broken and kept, for each value that it is about, and where it asks nothing."""
    (rule, demand), broken = _rule_of(bond), broken_rule(space, bond)
    name = _rule_name(rule, demand)
    must = space.formula(demand.must)
    given = space.formula(Given(demand.field))
    asked = space.formula(rule.when)
    kept = Wanted(
        label=f"{name}, kept",
        at=broken.at,
        constraint=rule.name,
        duty=Duty.RULE_KEPT,
        about=demand.field,
        narrow=(asked, must),
    )
    yield broken
    yield kept
    yield replace(kept, label=f"{name}, kept with it", narrow=(asked, must, given), extra=True)
    idle = (space.formula(negated(rule.when)), space.formula(negated(demand.must)))
    yield replace(kept, label=f"{name}, not asked", narrow=idle, extra=True)
    for said, literal in (*_named(space, rule.when), *_near_values(space, demand.must)):
        yield replace(broken, label=f"{broken.label}, {said}", narrow=(literal,), extra=True)
        yield replace(kept, label=f"{kept.label}, {said}", narrow=(asked, must, literal), extra=True)


def _named(space: Space, when: Predicate) -> Iterator[tuple[str, Formula]]:
    """List the values that a condition names."""
    for atom in dict.fromkeys(atoms_of(when)):
        if isinstance(atom, In) and len(atom.values) <= FEW:
            for value in atom.values:
                yield f"{atom.field} = {_word(value)}", space.literal(In(atom.field, (value,)))


def _near_values(space: Space, must: Predicate) -> Iterator[tuple[str, Formula]]:
    """List the values of the fields that are demanded: each of an enum, and numbers at the edge of what is named."""
    for name in dict.fromkeys(atom.field for atom in atoms_of(must)):
        variable = space.variables[space.owners[name]]
        if name == variable.parameter.name and isinstance(variable.parameter.kind, Choice):
            edges: set[Scalar] = set(variable.parameter.kind.words()) if len(variable.pieces) <= FEW else set()
            yield from ((f"{name} = {one}", space.literal(In(name, (one,)))) for one in sorted(edges, key=str))
            continue
        for atom in dict.fromkeys(atoms_of(must)):
            if atom.field == name and isinstance(atom, Between):
                for point in _edges(atom):
                    test = Between(name, point, point, of_length=atom.of_length)
                    size = "of length" if atom.of_length else "="
                    yield f"{name} {size} {point}", space.literal(test)
            elif atom.field == name and isinstance(atom, In):
                near = {one + step for one in atom.values if type(one) is int for step in (-1, 0, 1)}
                yield from ((f"{name} = {one}", space.literal(In(name, (one,)))) for one in sorted(near))


def _edges(atom: Between) -> list[float]:
    return sorted({one + step for one in (atom.low, atom.high) if one is not None for step in (-1, 0, 1)})


def _word(value: Scalar) -> str:
    return value if isinstance(value, str) else json.dumps(value)
