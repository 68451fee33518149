"""Emit a page's tables as tables: a reader can lay the page beside them. Knows no rules."""

from collections.abc import Iterator

from callsheet.emit.conditions import FEW, Named, tested
from callsheet.emit.layout import (
    INDENT,
    Bracketed,
    constant,
    grid,
    is_plain,
    lay_out,
    mapping,
    scalar,
    sequence,
    text,
)
from callsheet.model.endpoint import Endpoint
from callsheet.model.predicate import Predicate
from callsheet.model.request import Choice, Count, Parameter, Shape, ValueTable


def page_tables(tables: tuple[ValueTable, ...]) -> list[str]:
    """Write each table as a set, its cells in the columns of the page."""
    return [_table(table) for table in tables]


def _table(table: ValueTable) -> str:
    name = constant(table.name, "table")
    if not is_plain(table.values()):
        return _frozenset(name, table.values())
    rows = grid([cells for _, cells in table.rows], indent=1)
    return "\n".join([f"{name} = frozenset(", f'{INDENT}"""', *rows, f'{INDENT}""".split()', ")"])


def facet_maps(endpoint: Endpoint) -> list[str]:
    """Write, for each facet, which heading every value stands under."""
    priced = ((axis.parameter.name, axis.facet) for price in endpoint.prices for axis in price.by)
    used = {*_tested(endpoint), *priced}
    return [
        _facet_map(parameter, parameter.kind, facet)
        for parameter in endpoint.every_parameter()
        if isinstance(parameter.kind, Choice)
        for facet in parameter.kind.facets()
        if facet == parameter.kind.facets()[0] or (parameter.name, facet) in used
    ]


def _tested(shape: Shape, *wheres: Predicate) -> Iterator[tuple[str, str]]:
    """Name the facets that tests look at, inside of items and of their measures, too."""
    yield from tested(shape, *wheres)
    for parameter, kind in shape.lists():
        if isinstance(kind.item, Shape):
            counts = (one.how.where for one in parameter.measures if isinstance(one.how, Count))
            yield from _tested(kind.item, *(where for where in counts if where is not None))


def _facet_map(parameter: Parameter, choice: Choice, facet: str) -> str:
    name = constant(parameter.name, facet)
    groups: dict[str, list[str]] = {}
    for one in choice.values:
        heading = one.facet(facet)
        if heading is not None:
            groups.setdefault(heading, []).append(one.value)
    many = any(len(values) > 1 for values in groups.values())
    if not many or not is_plain([value for values in groups.values() for value in values]):
        pairs = [(text(value), text(heading)) for heading, values in groups.items() for value in values]
        return lay_out(mapping(pairs), prefix=f"{name} = ")
    rows = [
        lay_out(sequence([text(heading), text(" ".join(values))]), indent=2, suffix=",")
        for heading, values in groups.items()
    ]
    return "\n".join(
        [
            f"{name} = {{",
            f"{INDENT}value: heading",
            f"{INDENT}for heading, values in (",
            *(f"{INDENT * 2}{row}" for row in rows),
            f"{INDENT})",
            f"{INDENT}for value in values.split()",
            "}",
        ]
    )


def named_sets(endpoint: Endpoint, named: Named) -> list[str]:
    """Write the lists of values that are too long to stand where they are tested."""
    own = {
        constant(one.name, "choices"): one.kind.words()
        for one in endpoint.every_parameter()
        if isinstance(one.kind, Choice) and not one.kind.facets() and len(one.kind.values) > FEW
    }
    return [_frozenset(name, values) for name, values in {**own, **named.sets}.items()]


def _frozenset(name: str, values: tuple[object, ...]) -> str:
    inner = Bracketed("", tuple(scalar(value) for value in values), "{", "}")
    return lay_out(Bracketed("frozenset", (inner,)), prefix=f"{name} = ")
