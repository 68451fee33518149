"""What is required is never forbidden. Knows one rule at a time.

A rule that wants a required field to be left out refuses every request it is about, without saying so.

Example:
    ```yaml
    rules:
      blue-has-no-shape:
        when: {color: blue}
        then: {shape: {given: false}}
        cite: {guide: blue ones have no shape}
    ```

Use instead:
    ```yaml
    rules:
      blue-does-not-turn:
        when: {color: blue}
        then: {seconds: {given: false}}
        cite: {guide: blue ones do not turn}
    ```

"""

from collections.abc import Iterator
from typing import Final

from callsheet.diagnostics import Diagnostic
from callsheet.lint.search import can_be
from callsheet.model.endpoint import Endpoint, Provider
from callsheet.model.request import Shape

CODE: Final = "required-forbidden"


def check(provider: Provider, endpoint: Endpoint) -> Iterator[Diagnostic]:
    """Report rules that refuse all they are about."""
    del provider
    for shape in endpoint.shapes():
        yield from _check(shape)


def _check(shape: Shape) -> Iterator[Diagnostic]:
    for rule in shape.rules:
        if rule.level != "error" or not can_be(shape, [rule.when], []):
            continue
        for demand in rule.demands:
            if not can_be(shape, [rule.when, demand.must], []):
                field = demand.field
                why = f"{field!r} is required" if shape.parameter(field).required else f"{field!r} has no such value"
                words = f"every request that {rule.name!r} is about breaks it: {why}"
                note = "make the parameter optional, or say what is refused with `never`"
                yield Diagnostic(CODE, rule.span, words, note, about=rule.name)
