"""Some request is told something by every rule. Knows values at the edges of what parameters allow.

A rule whose `when` no request satisfies, or which no request breaks that it is about, is a slip of the pen.

Example:
    ```yaml
    rules:
      small-and-long:
        when: {size: 10*10, size.tier: big}
        then: {seconds: [5, 8]}
        cite: {guide: big ones last 5 or 8}
    ```

Use instead:
    ```yaml
    rules:
      large-and-long:
        when: {size: 40*40, size.tier: big}
        then: {seconds: [5, 8]}
        cite: {guide: big ones last 5 or 8}
    ```

"""

from collections.abc import Iterator
from typing import Final

from callsheet.diagnostics import Diagnostic
from callsheet.lint.search import can_be
from callsheet.model.endpoint import Endpoint, Provider
from callsheet.model.predicate import Not
from callsheet.model.request import Rule, Shape

CODE: Final = "rule-never-fires"


def check(provider: Provider, endpoint: Endpoint) -> Iterator[Diagnostic]:
    """Report rules that are about no request, and demands that nothing breaks."""
    del provider
    for shape in endpoint.shapes():
        for rule in shape.rules:
            yield from _check(shape, rule)


def _check(shape: Shape, rule: Rule) -> Iterator[Diagnostic]:
    if not can_be(shape, [rule.when], []):
        note = "compare `when` with the values, facets and bounds of its parameters"
        words = f"no request is what {rule.name!r} is about"
        yield Diagnostic(CODE, rule.span, words, note, about=rule.name)
        return
    for demand in rule.demands:
        if not can_be(shape, [rule.when, Not(demand.must)], []):
            words = f"no request that {rule.name!r} is about breaks what it demands of {demand.field!r}"
            note = "compare what it demands with its `when`"
            yield Diagnostic(CODE, rule.span, words, note, about=rule.name)
