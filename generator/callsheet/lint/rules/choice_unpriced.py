"""Where prices are known, every choice that sets the price has one, or it is said why not. Knows no amount.

Two choices at a time are looked at, such as a model and a resolution. What a list leaves out is unknown, and a budget
then stops the request: whoever reads the spec should see that the page has no figure, and that none was overlooked.

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
          edged: {blue: 0.20}
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
from itertools import combinations
from typing import Final

from callsheet.diagnostics import Diagnostic
from callsheet.lint.pricing import Heading, has_all, headings, in_words, is_plain, named, share_a_server
from callsheet.lint.search import can_be
from callsheet.model.endpoint import Endpoint, Price, PriceAxis, Provider

CODE: Final = "choice-unpriced"
MOST_HEADINGS: Final = 20
"""An axis with more is a number, and its figures are no choice of their own."""


def check(provider: Provider, endpoint: Endpoint) -> Iterator[Diagnostic]:
    """Report legal choices for which no list of a server has a figure; at the first of the lists."""
    del provider
    groups = {
        tuple(one for one in endpoint.prices if share_a_server(one, price)): price for price in endpoint.prices[::-1]
    }
    for prices, price in groups.items():
        missing = list(dict.fromkeys(_missing(endpoint, prices)))
        if missing:
            words = f"no price is known for {'; '.join(map(in_words, missing))}"
            note = "add the figures, or say under `lint` that no page has them"
            yield Diagnostic(CODE, price.span, words, note, "warning", about=price.name)


def _missing(endpoint: Endpoint, prices: tuple[Price, ...]) -> Iterator[tuple[Heading, ...]]:
    """List the headings, and pairs of headings, that no row has; of pairs, those of which each alone has one."""
    every = {str(axis): axis for price in prices for axis in price.by}
    axes = [axis for axis in every.values() if len(headings(axis)) <= MOST_HEADINGS]
    idle: set[Heading] = set()
    for axis in axes:
        for heading in headings(axis):
            if _lacks(endpoint, prices, ((axis, heading),)):
                idle.add((str(axis), heading))
                yield ((str(axis), heading),)
    for first, second in combinations(axes, 2):
        for one in headings(first):
            for other in headings(second):
                pair = ((str(first), one), (str(second), other))
                if idle.isdisjoint(pair) and _lacks(endpoint, prices, ((first, one), (second, other))):
                    yield pair


def _lacks(endpoint: Endpoint, prices: tuple[Price, ...], asked: tuple[tuple[PriceAxis, str], ...]) -> bool:
    """Tell whether a legal request stands under these headings, and no row does."""
    names = {str(axis): heading for axis, heading in asked}
    for price in prices:
        for row, _ in price.rates:
            said = named(price, row)
            if all(said.get(axis, heading) == heading for axis, heading in names.items()):
                return False
    return can_be(endpoint, [has_all(asked), *map(is_plain, prices)], unsure=False)
