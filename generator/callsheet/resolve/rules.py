"""Lower every spelling of a rule to demands. The only place that knows how rules are spelled."""

from collections.abc import Iterator
from string import Formatter

from callsheet.model.judge import UNDOCUMENTED
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
from callsheet.model.request import Choice, Demand, Parameter, Rule, Shape
from callsheet.resolve.breakable import Breakable, breakable
from callsheet.resolve.conditions import Lowering
from callsheet.resolve.scope import Scope, optional
from callsheet.syntax import documents
from callsheet.syntax.atoms import Conditions
from callsheet.syntax.located import Entry, Located

PLACES = ("value", "length")
"""What a problem's words are filled with when it is shown."""
SPELLINGS = ("then", "never", "requires", "exactly_one_of", "at_most_one_of", "all_or_none")


def rules(
    entries: tuple[Entry[documents.Rule], ...],
    tables: tuple[Entry[documents.Parameter], ...],
    parameters: tuple[Parameter, ...],
    scope: Scope,
) -> tuple[Rule, ...]:
    """Resolve what is written as a rule, and the rules that tables with a `for` are."""
    lowering = Lowering.of(parameters, scope)
    found = [*_table_rules(tables, lowering), *(_rule(entry, lowering) for entry in entries)]
    for rule in found:
        scope.name("a rule", rule.name, rule.span)
        if "." in rule.name or rule.name == UNDOCUMENTED:
            words = f"{rule.name!r} is kept for what parameters say of themselves"
            scope.error("name", rule.span, words, note="put dashes where the dots are")
    return tuple(found)


def check_names(shape: Shape, scope: Scope) -> None:
    """Note rules of one name, those inside of items included."""
    names: set[str] = set()
    for rule in shape.every_rule():
        if rule.name in names:
            note = "a table with a `for` is a rule, too; call one of them otherwise"
            scope.error("doubled", rule.span, f"a rule or table is called {rule.name!r} already", note=note)
        names.add(rule.name)


def check_demands(shape: Shape, scope: Scope) -> None:
    """Note demands that say nothing: they look like a rule, and no request is any the wiser."""
    known = shape.fields()
    for rule in shape.rules:
        _check_demand(rule, known, scope)
    for _, kind in shape.lists():
        if isinstance(kind.item, Shape):
            check_demands(kind.item, scope)


def _check_demand(rule: Rule, parameters: dict[str, Parameter], scope: Scope) -> None:
    for demand in rule.demands:
        match breakable(rule, demand, parameters):
            case Breakable.NEVER:
                words = f"no request can break this: {demand.field!r} keeps it anyway"
                note = "compare it with the parameter's own values and bounds"
                scope.error("never-broken", rule.span, words, note=note)
            case Breakable.ALWAYS:
                words = f"every request breaks this: {demand.field!r} cannot keep it"
                note = "compare it with the parameter's own values and bounds"
                scope.error("always-broken", rule.span, words, note=note)
            case Breakable.SOMETIMES:
                pass


def _rule(entry: Entry[documents.Rule], lowering: Lowering) -> Rule:
    written = entry.value
    used = [spelling for spelling in SPELLINGS if getattr(written, spelling)]
    if len(used) != 1:
        words = f"a rule has one of {', '.join(SPELLINGS)}; this has {' and '.join(used) or 'none'}"
        note = "make two rules of it, each with its cite" if used else "say what it demands"
        lowering.scope.error("spelling", entry.span, words, note=note)
    when = lowering.predicate(written.when) if written.when else ALWAYS
    demands = tuple(_demands(written, lowering))
    if written.never is not None:
        when, demands = _never(when, written.never, lowering)
    if written.says is not None:
        _check_says(written.says, lowering.scope)
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
        # `any` is demanded as it stands: one of its branches must hold, whatever is given.
        for predicate in lowering.branches(written.then.node):
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


def _never(when: Predicate, never: Conditions, lowering: Lowering) -> tuple[Predicate, tuple[Demand, ...]]:
    """Say 'not all at once' as: where the others hold, the last one must not."""
    tests = [test.predicate for test in lowering.tests(never.node)]
    parts = [part for part in (*lowering.branches(never.node), *tests) if any(fields_of(part))]
    if not parts:
        return when, ()
    *others, last = parts
    demand = Demand(next(fields_of(last)), negated(last))
    return both(when, *others), (demand,)


def _check_says(says: Located[str], scope: Scope) -> None:
    """Note what `str.format` could not fill when a problem is shown."""
    note = "a brace that is meant is doubled: {{ and }}"
    try:
        parts = list(Formatter().parse(says.value))
    except ValueError:
        scope.error("says", says.span, "a brace stands alone here, and cannot be filled", note=note)
        return
    for _, name, form, conversion in parts:
        if name is not None and (name not in PLACES or form or conversion):
            words = f"a problem's words are filled with {{value}} and {{length}}, not with {{{name}}}"
            scope.error("says", says.span, words, note=note)


def _fields(names: tuple[Located[str], ...], lowering: Lowering) -> tuple[str, ...]:
    seen: set[str] = set()
    found: list[str] = []
    for name in names:
        if name.value in seen:
            lowering.scope.error("doubled", name.span, f"{name.value!r} is named twice", note="once will do")
        seen.add(name.value)
        field = lowering.field(name.value, name.span)
        if field is not None:
            found.append(field.name)
    return tuple(dict.fromkeys(found))


def _no_two(names: tuple[str, ...]) -> Iterator[Predicate]:
    for index, first in enumerate(names):
        for second in names[index + 1 :]:
            yield either(Not(Given(first)), Not(Given(second)))


def _table_rules(entries: tuple[Entry[documents.Parameter], ...], lowering: Lowering) -> Iterator[Rule]:
    for entry in entries:
        for table in entry.value.tables:
            name, kind = lowering.parameters[entry.name].name, lowering.parameters[entry.name].kind
            if table.value.applies_to is None or not isinstance(kind, Choice):
                continue
            values = next(one.values() for one in kind.tables if one.name == table.name)
            when = lowering.predicate(table.value.applies_to)
            yield Rule(
                name=table.name,
                when=when,
                demands=(Demand(name, either(Not(Given(name)), In(name, values, table=table.name))),),
                level="error",
                says=None,
                cites=lowering.scope.cites(table.value.cite or entry.value.cite),
                span=table.span,
            )
