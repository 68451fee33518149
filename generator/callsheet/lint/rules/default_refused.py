"""A default can be written out. Knows rules only by what they allow.

Where every request that states the default is refused, the default or a rule was read wrongly.

Example:
    ```yaml
    parameters:
      speed:
        at: speed
        type: integer
        range: [1, 9]
        default: 5
        doc: How fast it goes.
        cite: {guide: a speed from 1 to 9}
    rules:
      odd-speeds:
        then: {speed: {range: [6, 9]}}
        cite: {guide: at least 6}
    ```

Use instead:
    ```yaml
    parameters:
      speed:
        at: speed
        type: integer
        range: [1, 9]
        default: 6
        doc: How fast it goes.
        cite: {guide: a speed from 1 to 9}
    rules:
      odd-speeds:
        then: {speed: {range: [6, 9]}}
        cite: {guide: at least 6}
    ```

"""

from collections.abc import Iterator
from typing import Final

from callsheet.diagnostics import Diagnostic
from callsheet.lint.search import is_possible
from callsheet.model.endpoint import Endpoint, Provider
from callsheet.model.words import value_in_words

CODE: Final = "default-refused"


def check(provider: Provider, endpoint: Endpoint) -> Iterator[Diagnostic]:
    """Report defaults that no request can state."""
    del provider
    for shape in endpoint.shapes():
        for parameter in shape.parameters:
            default = parameter.default
            if default is not None and not is_possible(shape, parameter.name, default):
                words = f"the rules refuse every request that states the default of {parameter.name!r}"
                note = f"{value_in_words(default)} is wrong, or a rule goes too far"
                yield Diagnostic(CODE, parameter.span, words, note, about=parameter.name)
