"""Rules leave a value where they apply together. Knows rules only by what they allow.

Where every request that one rule is about is refused by another, or where two rules leave no value of a field, one of
them was read wrongly.

Example:
    ```yaml
    rules:
      red-turns-long:
        when: {color: red}
        then: {seconds: {range: [10, 15]}}
        cite: {guide: red ones turn long}
      red-turns-short:
        when: {color: red}
        then: {seconds: {range: [1, 5]}}
        cite: {guide: red ones turn short}
    ```

Use instead:
    ```yaml
    rules:
      red-turns-long:
        when: {color: red}
        then: {seconds: {range: [10, 15]}}
        cite: {guide: red ones turn long}
      blue-turns-short:
        when: {color: blue}
        then: {seconds: {range: [1, 5]}}
        cite: {guide: blue ones turn short}
    ```

"""

from collections.abc import Iterator
from typing import Final

from callsheet.diagnostics import Diagnostic
from callsheet.lint.search import can_be
from callsheet.model.endpoint import Endpoint, Provider
from callsheet.model.predicate import Given, Predicate, fields_of
from callsheet.model.request import Rule, Shape

CODE: Final = "rules-contradict"


def check(provider: Provider, endpoint: Endpoint) -> Iterator[Diagnostic]:
    """Report rules that refuse all that another is about, and those that leave a field no value together."""
    del provider
    for shape in endpoint.shapes():
        for rule in shape.rules:
            if any(fields_of(rule.when)) and can_be(shape, [rule.when], [rule]):
                yield from _check(shape, rule)


def _check(shape: Shape, rule: Rule) -> Iterator[Diagnostic]:
    if not can_be(shape, [rule.when]):
        other = _against(shape, rule, [rule.when])
        words = f"every request that {rule.name!r} is about breaks {other}"
        yield Diagnostic(CODE, rule.span, words, "read both again: one of them goes too far", about=rule.name)
        return
    for demand in rule.demands if rule.level == "error" else ():
        given: list[Predicate] = [rule.when, demand.must, Given(demand.field)]
        if can_be(shape, given, []) and not can_be(shape, given):
            other = _against(shape, rule, given)
            words = f"what {rule.name!r} leaves of {demand.field!r} breaks {other}: no value is left"
            yield Diagnostic(CODE, rule.span, words, "read both again: one of them goes too far", about=rule.name)


def _against(shape: Shape, rule: Rule, wanted: list[Predicate]) -> str:
    """Name the rule that refuses this, or say that several do."""
    alone = (one.name for one in shape.rules if one is not rule and not can_be(shape, wanted, [rule, one]))
    found = next(alone, None)
    return "other rules" if found is None else repr(found)
