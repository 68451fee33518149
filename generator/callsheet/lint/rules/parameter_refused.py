"""Every parameter can be given in some request. Knows rules only by what they allow.

A parameter that rules forbid here and there until no request may have it, or that they leave no value, is no parameter
of the endpoint. Where one rule forbids it in every request, a page says so.

Example:
    ```yaml
    rules:
      circles-are-silent:
        when: {shape: circle}
        then: {loud: {given: false}}
        cite: {guide: circles are silent}
      squares-are-silent:
        when: {shape: square}
        then: {loud: {given: false}}
        cite: {guide: squares are silent}
    ```

Use instead:
    ```yaml
    rules:
      circles-are-silent:
        when: {shape: circle}
        then: {loud: {given: false}}
        cite: {guide: circles are silent}
    ```

"""

from collections.abc import Iterator
from typing import Final

from callsheet.diagnostics import Diagnostic
from callsheet.lint.search import can_be
from callsheet.model.endpoint import Endpoint, Provider
from callsheet.model.predicate import ALWAYS, Given, Not
from callsheet.model.request import Shape

CODE: Final = "parameter-refused"


def check(provider: Provider, endpoint: Endpoint) -> Iterator[Diagnostic]:
    """Report parameters that no legal request has."""
    del provider
    for shape in endpoint.shapes():
        for parameter in shape.parameters:
            if parameter.name not in _forbidden(shape) and not can_be(shape, [Given(parameter.name)]):
                words = f"the rules refuse every request that has {parameter.name!r}"
                note = "remove the parameter, or read again which rule goes too far"
                yield Diagnostic(CODE, parameter.span, words, note, about=parameter.name)


def _forbidden(shape: Shape) -> set[str]:
    """Name the parameters that a rule refuses whatever else is asked for."""
    always = (rule for rule in shape.rules if rule.when == ALWAYS)
    return {demand.field for rule in always for demand in rule.demands if demand.must == Not(Given(demand.field))}
