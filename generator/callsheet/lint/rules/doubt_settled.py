"""A doubt is not older than what settles it. Knows sources, no page.

Where a page whose word goes further was read after all of a doubt's readings, and is cited for the very field that is
in doubt, the doubt may be over.

Example:
    ```yaml
    parameters:
      speed:
        at: speed
        type: integer
        range: [1, 9]
        doc: How fast it turns, in turns per second.
        cite: {manual: a speed from 1 to 9}
    doubts:
      how-fast:
        about: speed
        doc: One says 5, another 9; both are accepted.
        readings: [{forum: up to 5}, {forum: up to 9}]
    sources:
      forum: {title: A forum, publisher: Somebody, language: en, read: 2026-03, confidence: third-party}
      manual: {title: The manual, publisher: Acme, language: en, read: 2026-12-01, confidence: official}
    ```

Use instead:
    ```yaml
    parameters:
      speed:
        at: speed
        type: integer
        range: [1, 9]
        doc: How fast it turns, in turns per second.
        cite: {manual: a speed from 1 to 9}
    doubts:
      how-fast:
        about: speed
        doc: The manual says 9, a forum 5; both are accepted.
        readings: [{manual: up to 9}, {forum: up to 5}]
    sources:
      forum: {title: A forum, publisher: Somebody, language: en, read: 2026-03, confidence: third-party}
      manual: {title: The manual, publisher: Acme, language: en, read: 2026-12-01, confidence: official}
    ```

"""

from collections.abc import Iterator
from typing import Final

from callsheet.diagnostics import Diagnostic
from callsheet.model.endpoint import Doubt, Endpoint, Provider
from callsheet.model.source import Source

CODE: Final = "doubt-settled"
SURER: Final = {"inferred": 0, "third-party": 1, "official": 2, "given": 3}
"""How far the word of a page goes."""


def check(provider: Provider, endpoint: Endpoint) -> Iterator[Diagnostic]:
    """Report doubts about a field for which a later and surer page is cited."""
    del provider
    for doubt in endpoint.doubts:
        read = [one.source for one in doubt.readings]
        surest = max((SURER[one.confidence] for one in read), default=len(SURER))
        for page in _cited(endpoint, doubt):
            if SURER[page.confidence] > surest and all(_is_later(page, one) for one in read):
                words = f"{page.key!r}, later and surer than what {doubt.name!r} was read from, is cited for it"
                note = "remove the doubt if the page settles it, else name the page among the readings"
                yield Diagnostic(CODE, doubt.span, words, note, "warning", about=doubt.name)
                break


def _cited(endpoint: Endpoint, doubt: Doubt) -> tuple[Source, ...]:
    """List the pages that are cited for what is in doubt: a parameter, a rule or a field of the answer."""
    sent = [one.cites for one in endpoint.every_parameter() if one.name == doubt.about]
    sent.extend(one.cites for one in endpoint.every_rule() if one.name == doubt.about)
    # What an answer repeats of a request has its name, and is not what is in doubt.
    read = [one.cites for one in endpoint.result if doubt.about in {one.name, ".".join(one.at)}]
    return tuple(cite.source for cites in sent or read for cite in cites)


def _is_later(page: Source, other: Source) -> bool:
    """Compare days; a month, or a year, is later only than what came before all of it."""
    length = min(len(page.read), len(other.read))
    return page.read[:length] > other.read[:length]
