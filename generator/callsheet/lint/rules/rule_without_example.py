"""Every rule is shown by a request that breaks it, and every endpoint by one that is accepted. Knows no verdict.

A rule that no example breaks may say something else than its page, and nobody would see it.

Example:
    ```yaml
    rules:
      no-red-circles:
        never: {shape: circle, color: red}
        cite: {guide: circles are never red}
    ```

Use instead:
    ```yaml
    rules:
      no-red-circles:
        never: {shape: circle, color: red}
        cite: {guide: circles are never red}
    examples:
      requests:
        red-circle:
          body: {input: {prompt: a ball}, shape: circle, color: red}
          breaks: [no-red-circles]
    ```

"""

from collections.abc import Iterator
from typing import Final

from callsheet.diagnostics import Diagnostic
from callsheet.model.endpoint import Endpoint, Provider, WebhookEndpoint

CODE: Final = "rule-without-example"


def check(provider: Provider, endpoint: Endpoint) -> Iterator[Diagnostic]:
    """Report rules that no example breaks, and endpoints without an accepted example."""
    del provider
    broken = {name for example in endpoint.requests for name in example.breaks}
    for rule in endpoint.every_rule():
        if rule.name not in broken:
            note = f"add a request to `examples` with `breaks: [{rule.name}]`"
            words = f"no example breaks the rule {rule.name!r}"
            yield Diagnostic(CODE, rule.span, words, note, "warning", about=rule.name)
    if not isinstance(endpoint, WebhookEndpoint) and all(example.breaks for example in endpoint.requests):
        note = "add a request to `examples` without `breaks`, best the page's own"
        yield Diagnostic(CODE, endpoint.span, "no example is accepted", note, "warning", about=endpoint.name)
