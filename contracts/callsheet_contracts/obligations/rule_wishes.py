"""List what rules ask for: each broken and kept, for each value that it is about. Finds no request."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from callsheet.model.predicate import Between, Given, In, Predicate, Scalar, negated
from callsheet.model.request import Choice, Demand, Rule
from callsheet_contracts.obligations.formulas import FALSE, Formula, both
from callsheet_contracts.obligations.pieces import atoms_of
from callsheet_contracts.obligations.records import Duty, Verdict
from callsheet_contracts.obligations.space import Bond, Space
from callsheet_contracts.obligations.wanted import Wanted

FEW: Final = 40
"""Of a condition that names more values, not each is tried."""


def rule_wishes(space: Space) -> Iterator[Wanted]:
    """List the duties of a shape, or of an item, by its rules."""
    for bond in space.bonds:
        if bond.rule is not None:
            yield from _rule(space, bond)


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
    asked, must = space.formula(rule.when), space.formula(demand.must)
    kept = replace(
        broken,
        label=f"{name}, kept",
        duty=Duty.RULE_KEPT,
        verdict=Verdict.ACCEPTED,
        broken=(),
        narrow=(asked, must),
    )
    yield broken
    yield kept
    yield replace(
        kept, label=f"{name}, kept with it", narrow=(asked, must, space.formula(Given(demand.field))), extra=True
    )
    idle = (space.formula(negated(rule.when)), space.formula(negated(demand.must)))
    yield replace(kept, label=f"{name}, not asked", narrow=idle, extra=True)
    for said, literal in (*_named(space, rule.when), *_near_values(space, demand.must)):
        if both((bond.broken, literal)) != FALSE:
            yield replace(broken, label=f"{broken.label}, {said}", narrow=(literal,), extra=True)
        if both((asked, must, literal)) != FALSE:
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
        # What one rule refuses, another may name: it is legal for another model.
        named = (atom for atom in space.atoms if isinstance(atom, In) and atom.field == name)
        elsewhere = {one for atom in named for one in atom.values if type(one) is int}
        for atom in dict.fromkeys(atoms_of(must)):
            if atom.field == name and isinstance(atom, Between):
                for point in _edges(atom):
                    test = Between(name, point, point, of_length=atom.of_length)
                    size = "of length" if atom.of_length else "="
                    yield f"{name} {size} {point}", space.literal(test)
            elif atom.field == name and isinstance(atom, In):
                near = {one + step for one in atom.values if type(one) is int for step in (-1, 0, 1)} | elsewhere
                yield from ((f"{name} = {one}", space.literal(In(name, (one,)))) for one in sorted(near))


def _edges(atom: Between) -> list[float]:
    return sorted({one + step for one in (atom.low, atom.high) if one is not None for step in (-1, 0, 1)})


def _word(value: Scalar) -> str:
    return value if isinstance(value, str) else json.dumps(value)
