"""A rule says something that no other rule says. Compares rules two at a time.

Where all that breaks one rule breaks another anyway, a request is told the same twice, and whoever mends one rule will
forget the other. A rule that a fragment shares is reported only where that is so in every endpoint.

Example:
    ```yaml
    rules:
      red-is-short:
        when: {color: red}
        then: {seconds: {range: [1, 5]}}
        cite: {guide: red ones turn five at most}
      red-circles-are-short:
        when: {color: red, shape: circle}
        then: {seconds: {range: [1, 8]}}
        cite: {guide: red circles turn eight at most}
    ```

Use instead:
    ```yaml
    rules:
      red-is-short:
        when: {color: red}
        then: {seconds: {range: [1, 8]}}
        cite: {guide: red ones turn eight at most}
      red-circles-are-shorter:
        when: {color: red, shape: circle}
        then: {seconds: {range: [1, 5]}}
        cite: {guide: red circles turn five at most}
    ```

"""

from collections.abc import Iterator
from typing import Final

from callsheet.diagnostics import Diagnostic
from callsheet.lint.search import can_be
from callsheet.lint.shared import in_all
from callsheet.model.endpoint import Endpoint, Provider
from callsheet.model.predicate import Any, Not, Predicate
from callsheet.model.request import Rule, Shape
from callsheet.span import Span

CODE: Final = "rule-implied"


def check(provider: Provider, endpoint: Endpoint) -> Iterator[Diagnostic]:
    """Report rules that another rule implies; once, with the provider's first endpoint."""
    if endpoint is provider.endpoints[0]:
        yield from in_all(provider, _findings)


def _findings(endpoint: Endpoint) -> Iterator[tuple[Span, Diagnostic | None]]:
    for shape in endpoint.shapes():
        for place, rule in enumerate(shape.rules):
            other = _implying(shape, place, rule)
            words = f"all that breaks {rule.name!r} breaks {other.name!r} anyway" if other else ""
            note = "leave it out, or say what makes them differ"
            yield rule.span, Diagnostic(CODE, rule.span, words, note, "warning", about=rule.name) if other else None


def _implying(shape: Shape, place: int, rule: Rule) -> Rule | None:
    """Find a rule that all break who break this one. Of two that say the same, the earlier one implies the later."""
    for at, other in enumerate(shape.rules):
        is_as_strict = other.level in {"error", rule.level}
        if at == place or not is_as_strict or not _implies(shape, other, rule):
            continue
        if at < place or other.level != rule.level or not _implies(shape, rule, other):
            return other
    return None


def _implies(shape: Shape, one: Rule, other: Rule) -> bool:
    """Tell whether a request that keeps one rule keeps the other."""
    fields = {field for demand in one.demands for field in one.fields(demand)}
    if any(fields.isdisjoint(other.fields(demand)) for demand in other.demands):
        return False
    kept: list[Predicate] = [Any((Not(one.when), demand.must)) for demand in one.demands]
    # What nothing breaks is another finding.
    broken = [[other.when, Not(demand.must)] for demand in other.demands]
    return all(can_be(shape, parts, []) and not can_be(shape, [*parts, *kept], []) for parts in broken)
