"""Find what a spec may say and should not: each finding is a rule of its own file. Knows no document.

A new rule is a file in `rules/` with a `CODE`, a `check` and a docstring that shows an example and what to use
instead, and one line in `RULES`.
"""

from collections.abc import Callable, Iterator

from callsheet.diagnostics import Diagnostic, in_order
from callsheet.lint.rules import (
    answer_disagrees,
    capability_missing,
    default_refused,
    example_disagrees,
    no_way_to_success,
    rule_never_fires,
    rule_without_example,
    secret_undeclared,
    state_unreachable,
    unused_source,
    value_refused,
)
from callsheet.model.endpoint import Catalog, Endpoint, Provider

__all__ = ["RULES", "lint"]

Check = Callable[[Provider, Endpoint], Iterator[Diagnostic]]

RULES: dict[str, Check] = {
    answer_disagrees.CODE: answer_disagrees.check,
    capability_missing.CODE: capability_missing.check,
    default_refused.CODE: default_refused.check,
    example_disagrees.CODE: example_disagrees.check,
    no_way_to_success.CODE: no_way_to_success.check,
    rule_never_fires.CODE: rule_never_fires.check,
    rule_without_example.CODE: rule_without_example.check,
    secret_undeclared.CODE: secret_undeclared.check,
    state_unreachable.CODE: state_unreachable.check,
    unused_source.CODE: unused_source.check,
    value_refused.CODE: value_refused.check,
}


def lint(catalog: Catalog) -> tuple[Diagnostic, ...]:
    """Run every rule over every endpoint; what two endpoints share is reported once."""
    return in_order(
        found for check in RULES.values() for provider, endpoint in catalog for found in check(provider, endpoint)
    )
