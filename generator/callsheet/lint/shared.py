"""What endpoints share is judged by all of them: a fact in a fragment may be idle in one, and needed in another."""

from collections.abc import Callable, Iterator

from callsheet.diagnostics import Diagnostic
from callsheet.model.endpoint import Endpoint, Provider
from callsheet.span import Span

Findings = Callable[[Endpoint], Iterator[tuple[Span, Diagnostic | None]]]
"""Lists the facts of an endpoint by their place, each with what is found about it there."""


def in_all(provider: Provider, findings: Findings) -> Iterator[Diagnostic]:
    """Report what is found about a fact in every endpoint that has it."""
    found: dict[Span, Diagnostic | None] = {}
    for endpoint in provider.endpoints:
        for span, one in findings(endpoint):
            found[span] = one if one is None else found.get(span, one)
    yield from (one for one in found.values() if one is not None)
