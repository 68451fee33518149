"""Every value of an enum is allowed in some request. Knows rules only by what they allow.

A value that rules forbid whatever else is asked for should not be offered: the type checker would propose it.

Example:
    ```yaml
    rules:
      no-squares:
        when: {shape: square}
        then: {shape: circle}
        cite: {guide: squares are gone}
    ```

Use instead:
    ```yaml
    rules:
      no-red-squares:
        when: {shape: square}
        then: {color: blue}
        cite: {guide: squares are never red}
    ```

"""

from collections.abc import Iterator
from typing import Final

from callsheet.diagnostics import Diagnostic
from callsheet.lint.search import is_possible
from callsheet.model.endpoint import Endpoint, Provider
from callsheet.model.request import Choice

CODE: Final = "value-refused"


def check(provider: Provider, endpoint: Endpoint) -> Iterator[Diagnostic]:
    """Report values of enums that no request can have."""
    del provider
    for shape in endpoint.shapes():
        for parameter in shape.parameters:
            if parameter is endpoint.model:
                continue  # of models, `model-refused` tells
            for word in parameter.kind.words() if isinstance(parameter.kind, Choice) else ():
                if not is_possible(shape, parameter.name, word):
                    words = f"the rules refuse every request whose {parameter.name!r} is {word!r}"
                    note = "remove the value, or read again which rule goes too far"
                    yield Diagnostic(CODE, parameter.span, words, note, about=f"{parameter.name}.{word}")
