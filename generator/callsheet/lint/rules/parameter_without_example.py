"""Every parameter is shown by an example. Knows where a body has what, and no verdict.

A parameter that no example has was never held beside a request of its page: a slip in its place goes unseen. What a
fragment shares, one endpoint may show for all.

Example:
    ```yaml
    parameters:
      speed:
        at: settings.speed
        type: integer
        range: [1, 9]
        doc: How fast it turns, in turns per second.
        cite: {guide: a speed from 1 to 9}
    ```

Use instead:
    ```yaml
    parameters:
      speed:
        at: settings.speed
        type: integer
        range: [1, 9]
        doc: How fast it turns, in turns per second.
        cite: {guide: a speed from 1 to 9}
    examples:
      requests:
        fast:
          body: {input: {prompt: a ball}, shape: circle, settings: {speed: 9}}
    ```

"""

from collections.abc import Iterator, Mapping
from typing import Final, cast

from callsheet.diagnostics import Diagnostic
from callsheet.lint.shared import in_all
from callsheet.model.endpoint import Endpoint, Provider
from callsheet.model.request import List, Shape
from callsheet.span import Span

CODE: Final = "parameter-without-example"


def check(provider: Provider, endpoint: Endpoint) -> Iterator[Diagnostic]:
    """Report parameters that no example request has; once, with the provider's first endpoint."""
    if endpoint is provider.endpoints[0]:
        yield from in_all(provider, _findings)


def _findings(endpoint: Endpoint) -> Iterator[tuple[Span, Diagnostic | None]]:
    shown = {span for example in endpoint.requests for span in _shown(endpoint, example.body)}
    for one in endpoint.every_parameter():
        if one.at and one.span not in shown:
            words = f"no example has the parameter {one.name!r}"
            note = "add a request to `examples` that has it, best the page's own"
            yield one.span, Diagnostic(CODE, one.span, words, note, "warning", about=one.name)
        else:
            yield one.span, None


def _shown(shape: Shape, body: object) -> Iterator[Span]:
    """List the places of the parameters that a body has."""
    for one in shape.parameters:
        value = body
        for key in one.at:
            value = cast("Mapping[str, object]", value).get(key) if isinstance(value, dict) else None
        if value is None:
            continue
        yield one.span
        if isinstance(one.kind, List) and isinstance(one.kind.item, Shape) and isinstance(value, list):
            for item in cast("list[object]", value):
                yield from _shown(one.kind.item, item)
