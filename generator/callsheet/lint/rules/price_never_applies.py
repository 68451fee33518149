"""Every row of a price list is about some request. Knows prices and rules, no amount.

A figure for what cannot be asked for was copied from another model's row, or a rule goes too far.

Example:
    ```yaml
    rules:
      edged-is-blue:
        when: {shape.family: edged}
        then: {color: blue}
        cite: {guide: squares are blue}
    prices:
      per-second:
        currency: EUR
        per: second
        of: seconds
        by: [shape.family, color]
        rates:
          round: {red: 0.30, blue: 0.30}
          edged: {red: 0.20, blue: 0.20}
        cite: {guide: prices}
    ```

Use instead:
    ```yaml
    rules:
      edged-is-blue:
        when: {shape.family: edged}
        then: {color: blue}
        cite: {guide: squares are blue}
    prices:
      per-second:
        currency: EUR
        per: second
        of: seconds
        by: [shape.family, color]
        rates:
          round: {red: 0.30, blue: 0.30}
          edged: {blue: 0.20}
        cite: {guide: prices}
    ```

"""

from collections.abc import Iterator
from typing import Final

from callsheet.diagnostics import Diagnostic
from callsheet.lint.pricing import in_words, is_row, named
from callsheet.lint.search import can_be
from callsheet.model.endpoint import Endpoint, Provider

CODE: Final = "price-never-applies"


def check(provider: Provider, endpoint: Endpoint) -> Iterator[Diagnostic]:
    """Report price lists with rows that no legal request has."""
    del provider
    for price in endpoint.prices:
        idle = [
            in_words(named(price, row).items()) for row, _ in price.rates if not can_be(endpoint, [is_row(price, row)])
        ]
        if idle:
            words = f"{price.name!r} has a price for what no request can be: {'; '.join(idle)}"
            note = "remove the figures, or read again which rule goes too far"
            yield Diagnostic(CODE, price.span, words, note, "warning", about=price.name)
