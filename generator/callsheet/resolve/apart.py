"""Note names that differ in a spec and fall together in Python, where `v5.6` and `v5-6` are both `V5_6`.

Knows which parts of an endpoint get a name there, and no more of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from callsheet.model.endpoint import Endpoint
from callsheet.model.request import Choice, List, Parameter, Shape
from callsheet.model.source import Source
from callsheet.resolve.scope import Scope
from callsheet.span import NOWHERE, Span
from callsheet.syntax import documents
from callsheet.syntax.located import Entry

KEPT = ("BODY_TYPE", "ENDPOINT", "LEAVE_OUT", "PROTOCOL", "UNDOCUMENTED")
"""What every compiled endpoint has."""
OWN = ("cites", "choices", "count", "cut", "form", "length", "null", "range", "required", "type", "values")
"""What a parameter says of itself."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name as the spec says it, where, and how Python will write it."""

    words: str
    span: Span
    constant: str


def folded(*words: str) -> str:
    """Write words as a constant."""
    return re.sub(r"[^A-Z0-9]+", "_", "_".join(words).upper()).strip("_")


def keep_apart(names: Iterator[Name], scope: Scope) -> None:
    """Note every part of the spec whose name another one has taken: once, however much of it is written alike."""
    seen = {constant: Name(f"{constant!r}, which every endpoint has,", NOWHERE, constant) for constant in KEPT}
    noted: set[tuple[Span, Span]] = set()
    for name in names:
        other = seen.setdefault(name.constant, name)
        if other.words != name.words and (name.span, other.span) not in noted:
            noted.add((name.span, other.span))
            words = f"{name.words} and {other.words} are both written {name.constant}"
            scope.error("same-name", name.span, words, note="call one of them otherwise")


def names_of(
    endpoint: Endpoint, tables: tuple[Entry[documents.Parameter], ...], sources: dict[str, Source]
) -> Iterator[Name]:
    """List what an endpoint's modules hold, pages first."""
    for source in sources.values():
        yield Name(f"the source {source.key!r}", source.span, folded(source.key))
    yield from _shape(endpoint)
    for entry in tables:
        for table in entry.value.tables:
            words = f"the table {table.name!r} of {entry.name!r}"
            yield Name(words, table.span, folded(table.name, "table"))
    for price in endpoint.prices:
        yield Name(f"the price {price.name!r}", price.span, folded(price.name, "price"))


def _shape(shape: Shape) -> Iterator[Name]:
    for parameter in shape.parameters:
        yield from _local(parameter)
        yield from _parameter(parameter)
        if isinstance(parameter.kind, List):
            yield from _items(parameter, parameter.kind)
    for at in shape.sections:
        first = next(one for one in shape.parameters if one.at[: len(at)] == at)
        yield Name(f"the object {'.'.join(at)!r}", first.span, folded(*at, "type"))
    for rule in shape.rules:
        yield Name(f"the rule {rule.name!r}", rule.span, folded(rule.name, "rule"))
        for field in rule.fields(rule.demands[0]) if len(rule.demands) > 1 else ():
            yield Name(f"{field!r} in the rule {rule.name!r}", rule.span, folded(rule.name, field, "rule"))


def _items(parameter: Parameter, kind: List) -> Iterator[Name]:
    words = f"an item of {parameter.name!r}"
    yield Name(words, parameter.span, folded(parameter.name, "items").lower())
    if isinstance(kind.item, Shape):
        yield Name(words, parameter.span, folded(parameter.name, "item", "type"))
        yield from _shape(kind.item)
    else:
        yield from _parameter(kind.item)


def _local(parameter: Parameter) -> Iterator[Name]:
    """Name the variables of a validator: they are written small, apart from what is a constant."""
    yield Name(f"the parameter {parameter.name!r}", parameter.span, folded(parameter.name).lower())
    for measure in parameter.measures:
        yield Name(f"the measure {measure.name!r}", measure.span, folded(measure.name).lower())
    for facet in parameter.kind.facets() if isinstance(parameter.kind, Choice) else ():
        words = f"the facet {facet!r} of {parameter.name!r}"
        yield Name(words, parameter.span, folded(parameter.name, facet).lower())


def _parameter(parameter: Parameter) -> Iterator[Name]:
    for what in OWN:
        yield Name(f"what {parameter.name!r} says of itself", parameter.span, folded(parameter.name, what))
    for facet in parameter.kind.facets() if isinstance(parameter.kind, Choice) else ():
        words = f"the facet {facet!r} of {parameter.name!r}"
        yield Name(words, parameter.span, folded(parameter.name, facet))
