"""Lower every spelling of a rule to demands. The only place that knows how rules are spelled."""

from collections.abc import Iterator

from callsheet.model.predicate import (
    ALWAYS,
    All,
    Between,
    Given,
    In,
    Not,
    Predicate,
    both,
    either,
    fields_of,
    negated,
)
from callsheet.model.request import Choice, Demand, Parameter, Rule
from callsheet.resolve.conditions import Lowering
from callsheet.resolve.scope import Scope, optional
from callsheet.syntax import documents
from callsheet.syntax.located import Entry, Located

SPELLINGS = ("then", "never", "requires", "exactly_one_of", "at_most_one_of", "all_or_none")


def rules(
    entries: tuple[Entry[documents.Rule], ...],
    tables: tuple[Entry[documents.Parameter], ...],
    parameters: tuple[Parameter, ...],
    scope: Scope,
) -> tuple[Rule, ...]:
    """Resolve what is written as a rule, and the rules that tables with a `for` are."""
    lowering = Lowering({one.name: one for one in parameters}, scope)
    found = [*_table_rules(tables, lowering), *(_rule(entry, lowering) for entry in entries)]
    names: set[str] = set()
    for rule in found:
        scope.name("a rule", rule.name, rule.span)
        if "." in rule.name or rule.name == "undocumented":
            scope.error("name", rule.span, f"{rule.name!r} is kept for what parameters say of themselves")
        if rule.name in names:
            scope.error("doubled", rule.span, f"a rule or table is called {rule.name!r} already")
        names.add(rule.name)
    return tuple(found)


def _rule(entry: Entry[documents.Rule], lowering: Lowering) -> Rule:
    written = entry.value
    used = [spelling for spelling in SPELLINGS if getattr(written, spelling)]
    if len(used) != 1:
        words = f"a rule has one of {', '.join(SPELLINGS)}; this has {' and '.join(used) or 'none'}"
        lowering.scope.error("spelling", entry.span, words)
    when = lowering.predicate(written.when) if written.when else ALWAYS
    demands = tuple(_demands(written, lowering))
    if written.never is not None:
        when, demands = _never(when, written, lowering)
    return Rule(
        name=entry.name,
        when=when,
        demands=demands,
        level=written.level.value if written.level else "error",
        says=optional(written.says),
        cites=lowering.scope.cites(written.cite),
        span=entry.span,
    )


def _demands(written: documents.Rule, lowering: Lowering) -> Iterator[Demand]:
    if written.then is not None:
        for test in lowering.tests(written.then.node):
            yield Demand(test.subject.name, _where_given(test.subject.name, test.predicate))
        if written.then.node.get("any") is not None:
            predicate = lowering.predicate(written.then)
            yield from _blame_first(predicate)
    for name in _fields(written.requires, lowering):
        yield Demand(name, Given(name))
    if names := _fields(written.exactly_one_of, lowering):
        yield Demand(names[0], both(either(*map(Given, names)), *_no_two(names)))
    if names := _fields(written.at_most_one_of, lowering):
        yield Demand(names[-1], both(*_no_two(names)))
    if names := _fields(written.all_or_none, lowering):
        nothing = both(*(Not(Given(name)) for name in names))
        yield Demand(names[0], either(both(*map(Given, names)), nothing))


def _blame_first(predicate: Predicate) -> Iterator[Demand]:
    names = list(fields_of(predicate))
    if names:
        yield Demand(names[0], predicate)


def _where_given(name: str, predicate: Predicate) -> Predicate:
    """Bind a field only where the request has it; `given` itself is about all requests."""
    match predicate:
        case Given() | Not(Given()):
            return predicate
        case In() | Between():
            return either(Not(Given(name)), predicate)
        case All((Given(field), Not(test))) if field == name:
            return either(Not(Given(name)), Not(test))
        case _:
            return either(Not(Given(name)), predicate)


def _never(when: Predicate, written: documents.Rule, lowering: Lowering) -> tuple[Predicate, tuple[Demand, ...]]:
    """Say 'not all at once' as: where the others hold, the last one must not."""
    assert written.never is not None, "asked only for a rule that has it"
    tests = lowering.tests(written.never.node)
    if not tests:
        return when, ()
    *others, last = tests
    demand = Demand(last.subject.name, negated(last.predicate))
    return both(when, *(test.predicate for test in others)), (demand,)


def _fields(names: tuple[Located[str], ...], lowering: Lowering) -> tuple[str, ...]:
    known = tuple(lowering.parameters)
    return tuple(name.value for name in names if lowering.scope.known("parameter", name, known))


def _no_two(names: tuple[str, ...]) -> Iterator[Predicate]:
    for index, first in enumerate(names):
        for second in names[index + 1 :]:
            yield either(Not(Given(first)), Not(Given(second)))


def _table_rules(entries: tuple[Entry[documents.Parameter], ...], lowering: Lowering) -> Iterator[Rule]:
    for entry in entries:
        for table in entry.value.tables:
            kind = lowering.parameters[entry.name].kind
            if table.value.applies_to is None or not isinstance(kind, Choice):
                continue
            values = next(one.values() for one in kind.tables if one.name == table.name)
            when = lowering.predicate(table.value.applies_to)
            yield Rule(
                name=table.name,
                when=when,
                demands=(Demand(entry.name, either(Not(Given(entry.name)), In(entry.name, values, table=table.name))),),
                level="error",
                says=None,
                cites=lowering.scope.cites(table.value.cite or entry.value.cite),
                span=table.span,
            )
