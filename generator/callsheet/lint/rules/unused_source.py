"""Every listed page is cited by some fact. Knows no page.

A page that nothing cites is read again at every drift check for no reason, or a fact has lost its cite.

Example:
    ```yaml
    sources:
      attic:
        title: A page that nobody reads
        publisher: Acme
        language: en
        read: 2026-11
        confidence: official
    ```

Use instead:
    ```yaml
    sources:
      attic:
        title: A page that somebody reads
        publisher: Acme
        language: en
        read: 2026-11
        confidence: official
    retention:
      task: 1 d
      cite: {attic: tasks are kept a day}
    ```

"""

from collections.abc import Iterator
from typing import Final

from callsheet.diagnostics import Diagnostic
from callsheet.model.endpoint import CallEndpoint, Endpoint, Provider, TaskEndpoint
from callsheet.model.source import Cite

CODE: Final = "unused-source"


def check(provider: Provider, endpoint: Endpoint) -> Iterator[Diagnostic]:
    """Report pages of a provider that nothing cites; once, with its first endpoint."""
    if endpoint is not provider.endpoints[0]:
        return
    used = {cite.source.key for cite in _cites(provider)}
    for source in provider.sources:
        if source.key not in used:
            note = "cite it where a fact was read from it, or remove it"
            words = f"no fact cites the page {source.key!r}"
            yield Diagnostic(CODE, source.span, words, note, "warning", about=source.key)


def _cites(provider: Provider) -> Iterator[Cite]:
    yield from provider.key.cites
    yield from provider.secrets.cites
    for server in provider.servers:
        yield from server.cites
    for endpoint in provider.endpoints:
        yield from endpoint.cites()
        errors = endpoint.errors if isinstance(endpoint, (TaskEndpoint, CallEndpoint)) else None
        for code in errors.known if errors else ():
            yield from code.cites
