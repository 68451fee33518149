"""Resolve what an object may be: parameters with their measures, and rules. Knows no endpoint."""

from collections.abc import Iterator
from dataclasses import replace

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
from callsheet.resolve.parameters import Place, parameters
from callsheet.resolve.rules import rules
from callsheet.resolve.scope import Scope
from callsheet.syntax import documents
from callsheet.syntax.located import Entry, Located

WAYS = ("count", "sum", "repeats", "unmentioned", "dangling", "chinese", "bytes")
OF_TEXTS = ("chinese", "bytes")
POSITION = "position"
HOLE = "{}"


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

    plain = parameters(fields, Place(scope, item, within))
    sent = tuple(
        replace(one, measures=tuple(_measures(one, entry, plain, scope)))
        for one, entry in zip(plain, fields, strict=True)
    )
    return Shape(parameters=sent, rules=rules(demands, fields, sent, scope))


def _measures(
    parameter: Parameter, entry: Entry[documents.Parameter], others: tuple[Parameter, ...], scope: Scope
) -> Iterator[Measure]:
    if isinstance(parameter.kind, List):
        words = f"How many items {parameter.name} has"
        yield Measure(name=f"{parameter.name}.count", how=Count(), doc=words, span=parameter.span)
    for written in entry.value.measures:
        item = parameter.kind.item if isinstance(parameter.kind, List) else None
        inside = {one.short for one in item.parameters} if isinstance(item, Shape) else set[str]()
        taken = ("count", *inside) if isinstance(parameter.kind, List) else ()
        scope.variable("a measure", written.name, written.span, taken=taken)
        how = _how(parameter, written, others, scope)
        if how is not None:
            doc = written.value.doc.value
            yield Measure(name=f"{parameter.name}.{written.name}", how=how, doc=doc, span=written.span)


def _how(
    parameter: Parameter, entry: Entry[documents.Measure], others: tuple[Parameter, ...], scope: Scope
) -> How | None:
    written = entry.value
    used = [way for way in WAYS if getattr(written, way) is not None]
    of_text = isinstance(parameter.kind, Text)
    if len(used) != 1 or of_text != (used[0] in OF_TEXTS):
        which = OF_TEXTS if of_text else WAYS[: -len(OF_TEXTS)]
        words = f"a measure of {'a text' if of_text else 'a list'} is one of {', '.join(which)}"
        scope.error("measure", entry.span, words, note="make two measures of two")
        return None
    if (written.in_ is None) != (used[0] not in {"unmentioned", "dangling"}) or (written.in_ is None) != (
        written.as_ is None
    ):
        note = 'such as unmentioned: name, in: prompt, as: "@{}"'
        scope.error("measure", entry.span, "mentions, and nothing else, have an `in` and an `as`", note=note)
        return None
    if written.chinese is not None:
        return Weight(written.chinese.value)
    if written.bytes is not None:
        return Bytes()
    return _of_list(parameter, written, others, scope)


def _of_list(
    parameter: Parameter, written: documents.Measure, others: tuple[Parameter, ...], scope: Scope
) -> How | None:
    assert isinstance(parameter.kind, List), "texts have been told apart"
    item = parameter.kind.item
    if written.dangling is not None and written.dangling.value == POSITION:
        return _mentions(written, (), others, scope)
    if not isinstance(item, Shape):
        words = "items that are plain values have no fields to be measured"
        scope.error("measure", written.span, words, note=f"rules may speak of {parameter.name}.count")
        return None
    if written.count is not None:
        return Count(_where(written, item, scope), item)
    known = {one.short: one for one in item.parameters}
    if written.sum is not None:
        return _sum(written.sum, known, scope)
    if written.repeats is not None:
        right = scope.known("parameter", written.repeats, tuple(known))
        return Repeats(known[written.repeats.value].name) if right else None
    return _mentions(written, item.parameters, others, scope)


def _where(written: documents.Measure, item: Shape, scope: Scope) -> Predicate | None:
    if written.count is None:
        return None
    where = Lowering.of(item.parameters, scope).predicate(written.count)
    if any(item.parameter(field).measured for field in fields_of(where)):
        words = "items are counted by their fields, not by measures of these"
        scope.error("measure", written.count.span, words, note="say it in a rule of the item")
    return where


def _sum(name: Located[str], known: dict[str, Parameter], scope: Scope) -> Sum | None:
    if not scope.known("parameter", name, tuple(known)):
        return None
    field = known[name.value]
    if not isinstance(field.kind, Whole) or field.kind.low is None or field.kind.low < 0:
        words = f"{name.value!r} is no whole number from 0 on"
        scope.error("measure", name.span, words, note="a measure is one, so only such numbers add up to it")
        return None
    return Sum(field.name, field.at)


def _mentions(
    written: documents.Measure, fields: tuple[Parameter, ...], others: tuple[Parameter, ...], scope: Scope
) -> Unmentioned | Dangling | None:
    name, text, form = written.unmentioned or written.dangling, written.in_, written.as_
    assert name is not None, "one of the two is there, or it would not have come here"
    assert text is not None, "it has been asked for"
    assert form is not None, "it has been asked for"
    texts = tuple(one.name for one in others if isinstance(one.kind, Text))
    known = {one.short: one for one in fields if isinstance(one.kind, (Text, Id))}
    if form.value.count(HOLE) != 1 or form.value.startswith(HOLE):
        note = 'such as "@{}" or "[Image {}]"'
        scope.error("measure", form.span, "a mention begins with something, and has one {} in it", note=note)
        return None
    if not scope.known("text", text, texts):
        return None
    if written.dangling is not None and name.value == POSITION:
        return Dangling(None, text.value, form.value, written.from_.value if written.from_ else 1)
    if not scope.known("name", name, tuple(known)):
        return None
    field = known[name.value].name
    return (
        Unmentioned(field, text.value, form.value) if written.unmentioned else Dangling(field, text.value, form.value)
    )
