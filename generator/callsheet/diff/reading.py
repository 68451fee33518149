"""What changes for readers alone: words, pages, examples, doubts, the order of things. Knows no program."""

from collections.abc import Iterable, Iterator
from typing import Final

from callsheet.diff.facts import Spans, found
from callsheet.diff.findings import Finding, Side
from callsheet.diff.plain import same
from callsheet.model.endpoint import Endpoint
from callsheet.model.request import Choice, Kind, Parameter
from callsheet.model.source import Cite

DOC: Final = "doc-changed"
CITES: Final = "cites-changed"
EXAMPLES: Final = "examples-changed"
DOUBTS: Final = "doubts-changed"
ORDER: Final = "order-changed"
FACETS: Final = "facets-changed"


def reading(where: str, old: Endpoint, new: Endpoint) -> Iterator[Finding]:
    """List what readers of an endpoint see changed."""
    span = old.span, new.span
    if old.doc != new.doc:
        yield _note(DOC, where, "", "what it does is said otherwise", span)
    before = {one.name: one for one in old.every_parameter()}
    for one in new.every_parameter():
        if one.name in before:
            yield from _parameter(where, before[one.name], one)
    rules = {one.name: one for one in old.every_rule()}
    for rule in new.every_rule():
        if rule.name in rules and _pages(rules[rule.name].cites) != _pages(rule.cites):
            words = f"where the rule `{rule.name}` is written changed"
            yield _note(CITES, where, rule.name, words, (rules[rule.name].span, rule.span))
    if not same(old.doubts, new.doubts, readers=True):
        yield _note(DOUBTS, where, "doubts", "what the pages leave in doubt changed", span)
    examples = (("requests", old.requests, new.requests), ("answers", old.answers, new.answers))
    for about, shown, now in examples:
        if not same(shown, now, readers=True):
            yield _note(EXAMPLES, where, f"examples.{about}", f"the example {about} changed", span)
    for about, names in (
        ("parameters", ((one.name for one in end.parameters) for end in (old, new))),
        ("rules", ((one.name for one in end.rules) for end in (old, new))),
        ("result", ((one.name for one in end.result) for end in (old, new))),
        ("prices", ((one.name for one in end.prices) for end in (old, new))),
        ("servers", (end.servers for end in (old, new))),
    ):
        yield from _order(where, about, *names, span=span)


def _note(kind: str, where: str, about: str, words: str, span: Spans) -> Finding:
    return found(kind, Side.DOCUMENTATION, where, about, words, span=span)


def _pages(cites: Iterable[Cite]) -> object:
    return sorted((one.source.key, one.words) for one in cites)


def _parameter(where: str, one: Parameter, other: Parameter) -> Iterator[Finding]:
    span = one.span, other.span
    if one.doc != other.doc:
        yield _note(DOC, where, other.name, f"what is said about `{other.name}` changed", span)
    if _pages(one.cites) != _pages(other.cites):
        yield _note(CITES, where, other.name, f"where `{other.name}` is written changed", span)
    if not same(one.measures, other.measures, readers=True):
        yield _note(DOC, where, f"{other.name}.measures", f"what is measured of `{other.name}` changed", span)
    yield from _values(where, other.name, one.kind, other.kind, span)


def _values(where: str, about: str, old: Kind, new: Kind, span: Spans) -> Iterator[Finding]:
    if not isinstance(old, Choice) or not isinstance(new, Choice):
        return
    yield from _order(where, about, old.words(), new.words(), span=span)
    before = {one.value: sorted(one.facets) for one in old.values}
    regrouped = [one.value for one in new.values if before.get(one.value, sorted(one.facets)) != sorted(one.facets)]
    if regrouped:
        words = f"`{about}`: the facets of {', '.join(regrouped)} changed"
        yield _note(FACETS, where, about, words, span)
    elif before.keys() == {one.value for one in new.values} and not same(old.tables, new.tables):
        yield _note(ORDER, where, f"{about}.tables", f"the tables of `{about}` are drawn otherwise", span)


def _order(where: str, about: str, old: Iterable[str], new: Iterable[str], *, span: Spans) -> Iterator[Finding]:
    before, after = [*old], [*new]
    if before != after and sorted(before) == sorted(after):
        yield _note(ORDER, where, about, f"the order of {about} changed", span)
