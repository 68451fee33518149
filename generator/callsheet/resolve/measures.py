"""Resolve measures: whole numbers that follow from a list or a text, for rules to speak of. Knows no rule."""

from collections.abc import Iterator

from callsheet.model.predicate import Predicate, fields_of
from callsheet.model.request import (
    Bytes,
    Count,
    Dangling,
    How,
    Id,
    List,
    Measure,
    Parameter,
    Repeats,
    Shape,
    Sum,
    Text,
    Unmentioned,
    Weight,
    Whole,
)
from callsheet.resolve.conditions import Lowering
from callsheet.resolve.parameters import is_unread
from callsheet.resolve.scope import Scope, listed
from callsheet.syntax import documents
from callsheet.syntax.located import Entry, Located

OF_LISTS = ("count", "sum", "repeats", "unmentioned", "dangling")
OF_TEXTS = ("chinese", "bytes")
MENTIONS = ("unmentioned", "dangling")
COUNT = "count"
POSITION = "position"
HOLE = "{}"
SUCH_AS = 'such as unmentioned: name, in: prompt, as: "@{}"'
WRONG = Bytes()
"""Stands in for a measure that is wrong, so that rules and prices may name it; any number will do for it."""


def measures(
    parameter: Parameter, entry: Entry[documents.Parameter], others: tuple[Parameter, ...], scope: Scope
) -> Iterator[Measure]:
    """Resolve the measures of one parameter; every list has its `count`."""
    kind = parameter.kind
    if isinstance(kind, List):
        words = f"How many items {parameter.name} has"
        yield Measure(name=f"{parameter.name}.{COUNT}", how=Count(), doc=words, span=parameter.span)
    # What is said of them where there is nothing to be measured has been said.
    is_measurable = isinstance(kind, Text) or (isinstance(kind, List) and not is_unread(kind))
    for written in entry.value.measures:
        how = None
        if is_measurable:
            _check_name(parameter, written, scope)
            how = _how(parameter, written, others, scope)
        doc = written.value.doc.value
        yield Measure(name=f"{parameter.name}.{written.name}", how=how or WRONG, doc=doc, span=written.span)


def _check_name(parameter: Parameter, entry: Entry[documents.Measure], scope: Scope) -> None:
    fields = _fields(parameter)
    if isinstance(parameter.kind, List) and entry.name == COUNT:
        note = "it is the number of its items; call this one otherwise"
        scope.error("name", entry.span, f"a list has the measure {COUNT!r} already", note=note)
    elif entry.name in fields:
        words = f"an item of {parameter.name!r} has a field {entry.name!r} already"
        scope.error("name", entry.span, words, note="call the measure otherwise")
    else:
        note = f"such as {entry.name.replace('-', '_').lower()}: letters, digits and underscores"
        scope.variable("a measure", entry.name, entry.span, note=note)


def _fields(parameter: Parameter) -> dict[str, Parameter]:
    item = parameter.kind.item if isinstance(parameter.kind, List) else None
    return {one.short: one for one in item.parameters} if isinstance(item, Shape) else {}


def _how(
    parameter: Parameter, entry: Entry[documents.Measure], others: tuple[Parameter, ...], scope: Scope
) -> How | None:
    written = entry.value
    way = _way(parameter, entry, scope)
    if way is None or not _has_its_keys(way, entry, scope):
        return None
    if written.chinese is not None:
        return _weight(written.chinese, scope)
    if written.bytes is not None:
        return Bytes()
    assert isinstance(parameter.kind, List), "texts have been told apart"
    return _of_list(parameter.name, parameter.kind, written, others, scope)


def _way(parameter: Parameter, entry: Entry[documents.Measure], scope: Scope) -> str | None:
    """Name the way that something is measured in, noting what is not exactly one of those that suit it."""
    used = [way for way in (*OF_LISTS, *OF_TEXTS) if getattr(entry.value, way) is not None]
    what, ways = ("a text", OF_TEXTS) if isinstance(parameter.kind, Text) else ("a list", OF_LISTS)
    if len(used) > 1:
        scope.error("measure", entry.span, f"{' and '.join(used)} are two measures", note="make each one by itself")
    elif not used:
        note = f"a measure of {what} is one of {', '.join(ways)}"
        scope.error("measure", entry.span, "a measure says what it counts", note=note)
    elif used[0] not in ways:
        note = f"a measure of {what} is one of {', '.join(ways)}"
        scope.error("measure", entry.span, f"{used[0]!r} is no measure of {what}", note=note)
    else:
        return used[0]
    return None


def _has_its_keys(way: str, entry: Entry[documents.Measure], scope: Scope) -> bool:
    """Tell whether what says how mentions are made is there just where mentions are counted."""
    written = entry.value
    mentions = {"in": written.in_, "as": written.as_}
    lacking = [f"`{key}`" for key, value in mentions.items() if (value is None) == (way in MENTIONS)]
    if lacking and way in MENTIONS:
        scope.error("measure", entry.span, f"a measure of mentions needs {' and '.join(lacking)}", note=SUCH_AS)
        return False
    if lacking:
        says = "says" if len(lacking) == 1 else "say"
        words = f"{' and '.join(lacking)} {says} nothing about {way!r}"
        scope.error("measure", entry.span, words, note=f"mentions are counted by {' and '.join(MENTIONS)}")
        return False
    if written.from_ is None:
        return True
    if written.dangling is None or written.dangling.value != POSITION:
        note = f"only places are numbered: it is for dangling: {POSITION}"
        scope.error("measure", written.from_.span, f"`from` says nothing about {way!r}", note=note)
    elif written.from_.value < 0:
        note = "write 0, or leave it out for 1"
        scope.error("measure", written.from_.span, "no place has a number below zero", note=note)
    else:
        return True
    return False


def _weight(chinese: Located[int], scope: Scope) -> Weight | None:
    if chinese.value < 1:
        note = "such as chinese: 2"
        scope.error("measure", chinese.span, "a Chinese character counts once at least", note=note)
        return None
    return Weight(chinese.value)


def _of_list(
    name: str, kind: List, written: documents.Measure, others: tuple[Parameter, ...], scope: Scope
) -> How | None:
    item = kind.item
    if written.dangling is not None and written.dangling.value == POSITION:
        return _mentions(written, (), others, scope)
    if not isinstance(item, Shape):
        words = "items that are plain values have no fields to be measured"
        scope.error("measure", written.span, words, note=f"rules may speak of {name}.{COUNT}")
        return None
    lowering = Lowering.of(item.parameters, scope)
    if written.count is not None:
        return Count(_where(written, item, lowering), item)
    if written.sum is not None:
        return _sum(written.sum, lowering)
    if written.repeats is not None:
        field = lowering.field(written.repeats.value, written.repeats.span)
        return Repeats(field.name) if field else None
    return _mentions(written, item.parameters, others, scope)


def _where(written: documents.Measure, item: Shape, lowering: Lowering) -> Predicate | None:
    if written.count is None:
        return None
    where = lowering.predicate(written.count)
    if any(item.parameter(field).measured for field in fields_of(where)):
        words = "items are counted by their fields, not by measures of these"
        lowering.scope.error("measure", written.count.span, words, note="say it in a rule of the item")
    return where


def _sum(name: Located[str], lowering: Lowering) -> Sum | None:
    field = lowering.field(name.value, name.span)
    if field is None:
        return None
    if not isinstance(field.kind, Whole) or field.kind.low is None or field.kind.low < 0:
        words = f"{name.value!r} is no whole number from 0 on"
        note = "a measure is one, so only such numbers add up to it"
        lowering.scope.error("measure", name.span, words, note=note)
        return None
    return Sum(field.name, field.at)


def _mentions(
    written: documents.Measure, fields: tuple[Parameter, ...], others: tuple[Parameter, ...], scope: Scope
) -> Unmentioned | Dangling | None:
    name, text, form = written.unmentioned or written.dangling, written.in_, written.as_
    assert name is not None, "one of the two is there, or it would not have come here"
    assert text is not None, "it has been asked for"
    assert form is not None, "it has been asked for"
    if form.value.count(HOLE) != 1 or form.value.startswith(HOLE):
        note = 'such as "@{}" or "[Image {}]"'
        scope.error("measure", form.span, "a mention begins with something, and has one {} in it", note=note)
        return None
    texts = tuple(one.name for one in others if isinstance(one.kind, Text))
    if not scope.known("text", text, texts, others=[one.name for one in others], called="text parameter"):
        return None
    if written.dangling is not None and name.value == POSITION:
        return Dangling(None, text.value, form.value, written.from_.value if written.from_ else 1)
    field = _name(name, fields, scope)
    if field is None:
        return None
    return (
        Unmentioned(field, text.value, form.value) if written.unmentioned else Dangling(field, text.value, form.value)
    )


def _name(name: Located[str], fields: tuple[Parameter, ...], scope: Scope) -> str | None:
    """Find the field that holds names, noting one that cannot."""
    names = {one.short: one.name for one in fields if isinstance(one.kind, (Text, Id))}
    if name.value in names:
        return names[name.value]
    if name.value == POSITION:
        note = f"mentions of places are counted by dangling: {POSITION}"
        scope.error("measure", name.span, "that a place is mentioned nowhere is not counted", note=note)
    elif any(one.short == name.value for one in fields):
        note = f"by these items are mentioned; {listed(names)}"
        scope.error("measure", name.span, f"the field {name.value!r} is no text and no id", note=note)
    else:
        Lowering.of(fields, scope).field(name.value, name.span)
    return None
