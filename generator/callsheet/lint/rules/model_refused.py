"""Every model, and every family of models, can be asked for something. Knows rules only by what they allow.

A model that the rules refuse whatever else is asked for is not on offer: the endpoint should not list it.

Example:
    ```yaml
    parameters:
      model:
        at: model
        type: enum
        required: true
        values: {pen: {family: dry}, ink: {family: wet}}
        doc: Which model draws.
        cite: {guide: pen or ink}
    rules:
      ink-needs-color:
        when: {model.family: wet}
        requires: [color]
        cite: {guide: ink has a color}
      ink-has-no-color:
        when: {model.family: wet}
        then: {color: {given: false}}
        cite: {guide: ink is black}
    ```

Use instead:
    ```yaml
    parameters:
      model:
        at: model
        type: enum
        required: true
        values: {pen: {family: dry}, ink: {family: wet}}
        doc: Which model draws.
        cite: {guide: pen or ink}
    rules:
      ink-has-no-color:
        when: {model.family: wet}
        then: {color: {given: false}}
        cite: {guide: ink is black}
    ```

"""

from collections.abc import Iterator
from typing import Final

from callsheet.diagnostics import Diagnostic
from callsheet.lint.search import is_possible
from callsheet.model.endpoint import Endpoint, Provider
from callsheet.model.request import Choice

CODE: Final = "model-refused"


def check(provider: Provider, endpoint: Endpoint) -> Iterator[Diagnostic]:
    """Report models that no request can have, and the facets of which that is true of every model."""
    del provider
    model = endpoint.model
    if model is None or not isinstance(model.kind, Choice):
        return
    refused = {word for word in model.kind.words() if not is_possible(endpoint, model.name, word)}
    note = "remove it, or read again which rule goes too far"
    for word in sorted(refused):
        words = f"the rules refuse every request for the model {word!r}"
        yield Diagnostic(CODE, model.span, words, note, about=word)
    headings = dict.fromkeys(pair for one in model.kind.values for pair in one.facets)
    for facet, heading in headings:
        having = {one.value for one in model.kind.values if one.facet(facet) == heading}
        if len(having) > 1 and having <= refused:
            words = f"no model whose {facet} is {heading} can be asked for"
            yield Diagnostic(CODE, model.span, words, note, about=f"{facet}.{heading}")
