"""One request has one price. Knows price lists, no amount.

Where two lists of one server have a figure for the same request, the first is taken and the second never read.

Example:
    ```yaml
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
      flat:
        currency: EUR
        per: task
        rates: 1
        cite: {guide: prices}
    ```

Use instead:
    ```yaml
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

"""

from collections.abc import Iterator
from itertools import combinations, product
from typing import Final

from callsheet.diagnostics import Diagnostic
from callsheet.lint.pricing import is_counted, is_plain, is_row, named, share_a_server
from callsheet.lint.search import can_be
from callsheet.model.endpoint import Endpoint, Price, Provider
from callsheet.model.predicate import Predicate

CODE: Final = "prices-overlap"


def check(provider: Provider, endpoint: Endpoint) -> Iterator[Diagnostic]:
    """Report two lists that know the same request."""
    del provider
    for one, other in combinations(endpoint.prices, 2):
        if share_a_server(one, other) and _overlap(endpoint, one, other):
            words = f"some requests have a price in {one.name!r} and another in {other.name!r}"
            note = "only the first is taken: say with `by`, `unless` or `servers` which one holds"
            yield Diagnostic(CODE, other.span, words, note, about=other.name)


def _overlap(endpoint: Endpoint, one: Price, other: Price) -> bool:
    for (row, _), (beside, _) in product(one.rates, other.rates):
        mine, theirs = named(one, row), named(other, beside)
        if all(theirs.get(axis, heading) == heading for axis, heading in mine.items()):
            asked = [is_row(one, row), is_row(other, beside), *_conditions(one), *_conditions(other)]
            if can_be(endpoint, asked, unsure=False):
                return True
    return False


def _conditions(price: Price) -> tuple[Predicate, ...]:
    return is_plain(price), is_counted(price)
