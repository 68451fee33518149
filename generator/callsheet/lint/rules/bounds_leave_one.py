"""Bounds leave a choice. Knows a parameter by itself.

A number that can have one value only, or a text that must be empty, is more often a slip than a fact.

Example:
    ```yaml
    parameters:
      speed:
        at: speed
        type: integer
        range: [5, 5]
        doc: How fast it turns, in turns per second.
        cite: {guide: a speed of 5}
    ```

Use instead:
    ```yaml
    parameters:
      speed:
        at: speed
        type: integer
        range: [1, 5]
        doc: How fast it turns, in turns per second.
        cite: {guide: a speed of 5}
    ```

"""

from collections.abc import Iterator
from typing import Final

from callsheet.diagnostics import Diagnostic
from callsheet.model.endpoint import Endpoint, Provider
from callsheet.model.request import Kind, List, Number, Text, Whole
from callsheet.model.words import number_in_words

CODE: Final = "bounds-leave-one"


def check(provider: Provider, endpoint: Endpoint) -> Iterator[Diagnostic]:
    """Report bounds that leave one value, or none but the empty one."""
    del provider
    for parameter in endpoint.every_parameter():
        left = _left(parameter.kind)
        if left:
            words = f"the bounds of {parameter.name!r} leave {left}"
            note = "read the page again; what is always the same is no choice"
            yield Diagnostic(CODE, parameter.span, words, note, "warning", about=parameter.name)


def _left(kind: Kind) -> str:
    match kind:
        case Whole(int() as low, high) if low == high:
            return f"only {low}"
        case Number(low, high) if low is not None and low == high:
            return f"only {number_in_words(low)}"
        case Text(_, 0):
            return "only the empty text"
        case List(_, _, 0):
            return "only the empty list"
        case _:
            return ""
