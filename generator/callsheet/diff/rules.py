"""What changes about the rules between fields. A rule is what it accepts, not how it is put: requests tell."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import assert_never

from callsheet.diff.findings import Finding, Side
from callsheet.diff.pairing import pairs
from callsheet.diff.parameters import is_renamed
from callsheet.diff.plain import plain
from callsheet.diff.proving import Change, by_rule, by_value
from callsheet.diff.searching import Place
from callsheet.model.predicate import ALWAYS, All, Any, Between, Given, In, Not, Predicate, fields_of, tests_of
from callsheet.model.request import Choice, Rule, Shape
from callsheet.model.words import demand_in_words, in_words


@dataclass(frozen=True, slots=True)
class Glossary:
    """How to read rules of the old version in the words of the new one."""

    names: Mapping[str, str]
    """What renamed fields are called now."""
    known: Mapping[str, frozenset[str]]
    """The values that an enum has in both versions: what becomes of the others is told of the enum."""

    def read(self, predicate: Predicate) -> Predicate:
        """Say a predicate with new names, and without values that only one version has."""
        match predicate:
            case Given(field):
                return Given(self.names.get(field, field))
            case In(field, values):
                name = self.names.get(field, field)
                known = self.known.get(name)
                return In(name, values if known is None else tuple(one for one in values if one in known))
            case Between(field):
                return replace(predicate, field=self.names.get(field, field))
            case Not(of):
                return Not(self.read(of))
            case All(of):
                return All(tuple(map(self.read, of)))
            case Any(of):
                return Any(tuple(map(self.read, of)))
            case _:
                assert_never(predicate)

    def meaning(self, shape: Shape, rule: Rule) -> object:
        """Write down what a rule says, the measures that it speaks of included."""
        fields = shape.fields()
        names = dict.fromkeys(name for demand in rule.demands for name in rule.fields(demand))
        measures = tuple(plain(fields[name].measured) for name in names)
        demands = tuple((self.names.get(one.field, one.field), plain(self.read(one.must))) for one in rule.demands)
        return plain(self.read(rule.when)), demands, measures


def glossaries(old: Shape, new: Shape) -> tuple[Glossary, Glossary]:
    """Make the glossaries of two versions."""
    found = pairs(old.parameters, new.parameters, lambda one: one.name, is_renamed)
    names: dict[str, str] = {}
    known: dict[str, frozenset[str]] = {}
    for one, other in (*found.kept, *found.renamed):
        names[one.name] = other.name
        for measure in one.measures:
            names[measure.name] = f"{other.name}.{measure.name.rpartition('.')[2]}"
        if isinstance(one.kind, Choice) and isinstance(other.kind, Choice):
            known[other.name] = frozenset({*one.kind.words()} & {*other.kind.words()})
    return Glossary(names, known), Glossary({}, known)


def rule_changes(where: str, old: Shape, new: Shape, outer: Place | None = None) -> Iterator[Change]:
    """List the changes between the rules of two shapes, and of the items of their lists."""
    before, after = glossaries(old, new)
    found = pairs(
        old.rules,
        new.rules,
        lambda rule: rule.name,
        lambda one, other: one.level == other.level and before.meaning(old, one) == after.meaning(new, other),
    )
    for one, other in found.renamed:
        words = f"the rule `{one.name}` is called `{other.name}` now"
        yield Change(finding=_finding("rule-renamed", where, one, other, words, Side.DOCUMENTATION), goals=())
    for rule in found.removed:
        yield _changed("rule-removed", where, rule, rule, f"the rule is gone that {said(rule)}", outer)
    for rule in found.added:
        yield _changed("rule-added", where, rule, rule, f"{said(rule)}", outer)
    for one, other in found.kept:
        if before.meaning(old, one) != after.meaning(new, other):
            words = f"{said(other)}; before, {said(one)}"
            yield _changed("rule-changed", where, one, other, words, outer)
        elif one.level != other.level:
            raised = other.level == "error"
            words = f"{said(other)}: {'refused now, was a warning' if raised else 'a warning now, was refused'}"
            kind = "rule-level-raised" if raised else "rule-level-lowered"
            yield _changed(kind, where, one, other, words, outer)
        elif _in_words(before, one) != _in_words(after, other):
            yield Change(
                finding=_finding(
                    "rule-reworded", where, one, other, f"`{other.name}` is put otherwise", Side.DOCUMENTATION
                ),
                goals=(),
            )
    yield from _item_changes(where, old, new)


def _item_changes(where: str, old: Shape, new: Shape) -> Iterator[Change]:
    lists = {one.name: kind.item for one, kind in old.lists()}
    for parameter, kind in new.lists():
        item = lists.get(parameter.name)
        if isinstance(item, Shape) and isinstance(kind.item, Shape):
            yield from rule_changes(where, item, kind.item, parameter.at)


def _in_words(words: Glossary, rule: Rule) -> object:
    """Write down what only readers see of a rule, but for values that one version alone has."""
    parts = (rule.when, *(demand.must for demand in rule.demands))
    values = tuple(plain(words.read(part), readers=True) for part in parts)
    picked = tuple((test.facet, test.headings, test.table) for test in _tests(rule) if isinstance(test, In))
    return rule.says, values, picked


def _tests(rule: Rule) -> Iterator[Given | In | Between]:
    for part in (rule.when, *(demand.must for demand in rule.demands)):
        yield from tests_of(part)


def _finding(kind: str, where: str, one: Rule, other: Rule, words: str, side: Side) -> Finding:
    return Finding(
        kind=kind,
        side=side,
        where=(where,),
        about=other.name,
        before="" if kind == "rule-added" else said(one),
        after="" if kind == "rule-removed" else said(other),
        words=words,
        old=one.span,
        new=other.span,
    )


def _changed(kind: str, where: str, one: Rule, other: Rule, words: str, outer: Place | None) -> Change:
    finding = _finding(kind, where, one, other, words, Side.REQUEST)
    breaks = kind not in {"rule-removed", "rule-level-lowered"}
    widens = kind in {"rule-removed", "rule-level-lowered", "rule-changed"}
    names = one.name, other.name
    levels = "" if kind == "rule-added" else one.level, "" if kind == "rule-removed" else other.level
    goals = by_rule(other.name, levels) if outer is None else by_value(outer, lambda _: True, names)
    return Change(finding=replace(finding, breaks=breaks, widens=widens), goals=goals)


def said(rule: Rule) -> str:
    """Say a rule as a sentence."""
    when = "" if rule.when == ALWAYS else f"where {in_words(rule.when)}, "
    demands = " and ".join(f"{one.field} {demand_in_words(one.must)}" for one in rule.demands)
    return f"{when}{demands}"


REFINED = {
    (True, False): ("rule-tightened", "capability-lost"),
    (False, True): ("rule-relaxed", "capability-gained"),
    (True, True): ("rule-changed", "capability-changed"),
}


def refined(finding: Finding, old: Shape, new: Shape) -> Finding:
    """Name a changed rule after what requests have shown of it."""
    if finding.kind not in {"rule-changed", "rule-added", "rule-removed"}:
        return finding
    if finding.side is Side.DOCUMENTATION:
        return replace(finding, kind="rule-reworded") if finding.kind == "rule-changed" else finding
    if finding.side is not Side.REQUEST:
        return finding
    plainly, of_a_model = REFINED[finding.breaks, finding.widens]
    rules = [rule for shape in (old, new) for rule in shape.rules if rule.name == finding.about]
    if rules and all(map(is_of_a_model, rules)):
        return replace(finding, kind=of_a_model)
    return replace(finding, kind=plainly) if finding.kind == "rule-changed" else finding


def is_of_a_model(rule: Rule) -> bool:
    """Tell whether a rule says what a model can: it asks which model it is, and nothing else."""
    return {*fields_of(rule.when)} == {"model"}


def concerns(rules: Iterable[Rule], shape: Shape) -> frozenset[str]:
    """Name the rules that speak of fields which a version does not have."""
    known = shape.fields()
    return frozenset(
        rule.name for rule in rules if any(name not in known for demand in rule.demands for name in rule.fields(demand))
    )
