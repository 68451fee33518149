"""Resolve what an object may be: parameters with their measures, and rules. Knows no endpoint."""

from dataclasses import replace

from callsheet.model.request import Shape
from callsheet.resolve.measures import measures
from callsheet.resolve.parameters import Home, parameters
from callsheet.resolve.rules import rules
from callsheet.resolve.scope import Scope
from callsheet.syntax import documents
from callsheet.syntax.located import Entry


def shape(
    fields: tuple[Entry[documents.Parameter], ...],
    demands: tuple[Entry[documents.Rule], ...],
    scope: Scope,
    *,
    within: str = "",
) -> Shape:
    """Resolve fields and rules, of a request or of the items of a list."""

    def item(entry: Entry[documents.Parameter], written: documents.Item) -> Shape:
        return shape(tuple(written.parameters), tuple(written.rules), scope, within=entry.name)

    plain = parameters(fields, Home(scope, item, within))
    sent = tuple(
        replace(one, measures=tuple(measures(one, entry, plain, scope)))
        for one, entry in zip(plain, fields, strict=True)
    )
    return Shape(parameters=sent, rules=rules(demands, fields, sent, scope))
