"""Find what a spec may say and should not: each finding is a rule of its own file. Knows no document.

A new rule is a file in `rules/` with a `CODE`, a `check` and a docstring that shows an example and what to use
instead, and one line in `RULES`. A finding that is right and stands all the same is said so in the file it is in, under
`lint`, with the reason.
"""

from collections.abc import Callable, Iterator

from callsheet.diagnostics import Diagnostic, in_order
from callsheet.lint.rules import (
    answer_disagrees,
    bounds_leave_one,
    capability_missing,
    choice_unpriced,
    cite_too_long,
    code_disagrees,
    default_refused,
    doubt_settled,
    end_goes_on,
    example_disagrees,
    limits_contradict,
    model_refused,
    needless_waiver,
    no_way_to_end,
    no_way_to_success,
    parameter_refused,
    parameter_without_example,
    price_never_applies,
    prices_overlap,
    prose,
    required_forbidden,
    rule_implied,
    rule_never_fires,
    rule_without_example,
    rules_contradict,
    secret_undeclared,
    state_unreachable,
    unused_source,
    value_refused,
)
from callsheet.model.endpoint import Catalog, Endpoint, Provider

__all__ = ["CODES", "RULES", "lint"]

Check = Callable[[Provider, Endpoint], Iterator[Diagnostic]]

RULES: dict[str, Check] = {
    answer_disagrees.CODE: answer_disagrees.check,
    bounds_leave_one.CODE: bounds_leave_one.check,
    capability_missing.CODE: capability_missing.check,
    choice_unpriced.CODE: choice_unpriced.check,
    cite_too_long.CODE: cite_too_long.check,
    code_disagrees.CODE: code_disagrees.check,
    default_refused.CODE: default_refused.check,
    doubt_settled.CODE: doubt_settled.check,
    end_goes_on.CODE: end_goes_on.check,
    example_disagrees.CODE: example_disagrees.check,
    limits_contradict.CODE: limits_contradict.check,
    model_refused.CODE: model_refused.check,
    no_way_to_end.CODE: no_way_to_end.check,
    no_way_to_success.CODE: no_way_to_success.check,
    parameter_refused.CODE: parameter_refused.check,
    parameter_without_example.CODE: parameter_without_example.check,
    price_never_applies.CODE: price_never_applies.check,
    prices_overlap.CODE: prices_overlap.check,
    prose.CODE: prose.check,
    required_forbidden.CODE: required_forbidden.check,
    rule_implied.CODE: rule_implied.check,
    rule_never_fires.CODE: rule_never_fires.check,
    rule_without_example.CODE: rule_without_example.check,
    rules_contradict.CODE: rules_contradict.check,
    secret_undeclared.CODE: secret_undeclared.check,
    state_unreachable.CODE: state_unreachable.check,
    unused_source.CODE: unused_source.check,
    value_refused.CODE: value_refused.check,
}
CODES = tuple(sorted((*RULES, needless_waiver.CODE)))
"""Every finding that there can be."""


def lint(catalog: Catalog) -> tuple[Diagnostic, ...]:
    """Run every rule over every endpoint; what two endpoints share is reported once, what a spec answers not at all."""
    found = {found for check in RULES.values() for provider, endpoint in catalog for found in check(provider, endpoint)}
    waivers = [one for provider in catalog.providers for one in provider.waivers]
    stand = {(one.span.file, one.code, one.about) for one in waivers}
    left = [one for one in found if (one.span.file, one.code, one.about) not in stand]
    return in_order((*left, *needless_waiver.check(waivers, found)))
