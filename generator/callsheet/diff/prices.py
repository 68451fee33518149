"""What changes about what it costs: every rate, and which values it is for. Estimates nothing."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from callsheet.diff.facts import NEITHER, Effect, facts, found, shown
from callsheet.diff.findings import Finding, Side
from callsheet.diff.pairing import changed, pairs
from callsheet.diff.parameters import is_renamed
from callsheet.model.endpoint import Endpoint, Price, PriceAxis
from callsheet.model.predicate import Scalar
from callsheet.model.request import Choice, Flag, Parameter
from callsheet.model.words import value_in_words

TERMS: Final = {
    "currency": "the currency",
    "per": "what it is per",
    "of": "what counts the units",
    "step": "the step that units are counted in",
    "afterwards": "whether only the finished task tells the units",
    "unless": "the parameters with which no rate holds",
    "by": "what it depends on",
    "servers": "the servers it holds for",
}


def prices(where: str, old: Endpoint, new: Endpoint) -> Iterator[Finding]:
    """List what changed about the price lists of an endpoint."""
    called = renamed(old, new)
    both = pairs(old.prices, new.prices, lambda one: one.name, lambda one, other: not _unlike(one, other, called))
    for one, other in both.renamed:
        words = f"the price list `{one.name}` is called `{other.name}` now"
        said, span = (one.name, other.name), (one.span, other.span)
        yield found("price-renamed", Side.DOCUMENTATION, where, one.name, words, said=said, span=span)
    for one in both.removed:
        words = f"the price list `{one.name}` is gone: what it priced is unknown now, not free"
        yield _price("price-removed", where, one, one.name, words, (str(_rates(one)), ""))
    for one in both.added:
        words = f"`{one.name}` is a new price list, in {one.currency} per {one.per}"
        yield _price("price-added", where, one, one.name, words, ("", str(_rates(one))))
    for one, other in both.kept:
        yield from facts(where, f"prices.{one.name}", one, other, (one.span, other.span))
        yield from _unlike_terms(where, one, other, called)
        yield from _unlike_rates(where, one, other)
        yield from _regrouped(where, one, other)


def renamed(old: Endpoint, new: Endpoint) -> Mapping[str, str]:
    """Tell what renamed parameters are called now."""
    both = pairs(old.parameters, new.parameters, lambda one: one.name, is_renamed)
    return {one.name: other.name for one, other in both.renamed}


def _price(kind: str, where: str, price: Price, about: str, words: str, said: tuple[str, str]) -> Finding:
    return found(kind, Side.MONEY, where, f"prices.{about}", words, said=said, span=(price.span, price.span))


def _unlike(one: Price, other: Price, called: Mapping[str, str]) -> bool:
    return _terms(one, called) != _terms(other, {}) or _rates(one) != _rates(other)


def _terms(price: Price, called: Mapping[str, str]) -> dict[str, str]:
    def name(parameter: Parameter) -> str:
        root, dot, measure = parameter.name.partition(".")
        return f"{called.get(root, root)}{dot}{measure}"

    axes = (f"{name(one.parameter)}.{one.facet}" if one.facet else name(one.parameter) for one in price.by)
    return {
        "currency": price.currency,
        "per": price.per,
        "of": name(price.of) if price.of else "",
        "step": str(price.step or ""),
        "afterwards": str(price.afterwards).lower(),
        "unless": ", ".join(sorted(map(name, price.unless))),
        "by": ", ".join(axes),
        "servers": ", ".join(price.servers),
    }


def _unlike_terms(where: str, one: Price, other: Price, called: Mapping[str, str]) -> Iterator[Finding]:
    before, after = _terms(one, called), _terms(other, {})
    for term, words in TERMS.items():
        if before[term] != after[term]:
            said = before[term], after[term]
            what = f"`{other.name}`: {words}: {said[0] or 'none'} → {said[1] or 'none'}"
            yield _price("price-terms", where, other, f"{other.name}.{term}", what, said)


def _rates(price: Price) -> dict[str, Decimal]:
    return {" ".join(headings): amount for headings, amount in price.rates}


def _in_words(price: Price) -> dict[str, str]:
    """Say which row each is; a plain yes or no is told with what it answers."""
    return {
        " ".join(headings): " ".join(
            f"{axis.parameter.name} {heading}" if isinstance(axis.parameter.kind, Flag) else heading
            for axis, heading in zip(price.by, headings, strict=True)
        )
        for headings, _ in price.rates
    }


def _unlike_rates(where: str, one: Price, other: Price) -> Iterator[Finding]:
    before, after = _rates(one), _rates(other)
    called = {**_in_words(one), **_in_words(other)}
    for row in dict.fromkeys((*before, *after)):
        old, new = before.get(row), after.get(row)
        if old == new:
            continue
        unit = f"{other.currency} per {other.per}"
        named = called.get(row, row) or other.name
        about = f"{other.name}.{row}" if row else other.name
        said = tuple("" if amount is None else format(amount.normalize(), "f") for amount in (old, new))
        if old is None or new is None:
            kind = "price-known" if new is not None else "price-unknown"
            words = f"{named} costs {said[1]} {unit}" if new is not None else f"{named}: the price is unknown"
            words += f", was {'unknown' if new is not None else said[0]}"
        else:
            kind = "price-changed"
            words = f"{named} is {'dearer' if new > old else 'cheaper'}: {said[1]} {unit}, was {said[0]}"
        yield _price(kind, where, other, about, words, (said[0], said[1]))


def _regrouped(where: str, one: Price, other: Price) -> Iterator[Finding]:
    """List the values that are of another group now, so that another rate is theirs."""
    for before, after in zip(one.by, other.by, strict=False):
        old, new = _groups(before), _groups(after)
        for value, (was, now) in changed(old, new).items():
            if value in old and value in new:
                said = shown(was), shown(now)
                words = (
                    f"{after.parameter.name} {value} is priced as {said[1] or 'nothing'}, was as {said[0] or 'nothing'}"
                )
                yield _price("price-regrouped", where, other, f"{other.name}.{after}.{value}", words, said)


def _groups(axis: PriceAxis) -> dict[str, str | None]:
    if axis.facet is None or not isinstance(axis.parameter.kind, Choice):
        return {}
    return {one.value: one.facet(axis.facet) for one in axis.parameter.kind.values}


def defaults(where: str, old: Endpoint, new: Endpoint) -> Iterator[Finding]:
    """List the defaults that changed: the same request asks for something else, and may cost something else."""
    both = pairs(old.parameters, new.parameters, lambda one: one.name, is_renamed)
    priced = {name for end in (old, new) for price in end.prices for name in _drivers(price)}
    for one, other in (*both.kept, *both.renamed):
        if type(one.default) is not type(other.default) or one.default != other.default:
            said = _stated(one.default), _stated(other.default)
            side = Side.MONEY if other.name in priced else Side.BEHAVIOUR
            what = ", which changes the price" if side is Side.MONEY else ""
            words = f"left out, `{other.name}` is {said[1] or 'not known'} now, was {said[0] or 'not known'}{what}"
            kind = "default-changed" if said[0] and said[1] else "default-stated" if said[1] else "default-unstated"
            # Where no page said what it was, nothing that was known is different.
            effect: Effect = (True, False) if kind == "default-changed" else NEITHER
            span = one.span, other.span
            yield found(kind, side, where, other.name, words, effect, said=said, span=span)


def _stated(default: Scalar | None) -> str:
    return "" if default is None else value_in_words(default)


def _drivers(price: Price) -> Iterator[str]:
    yield from (axis.parameter.name for axis in price.by)
    yield from (one.name.partition(".")[0] for one in (*price.unless, *filter(None, (price.of,))))
