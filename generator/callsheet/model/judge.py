"""Judge a request document by the model alone: slow, plain, and the meaning that emitted validators are held to."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import TypeGuard, assert_never, cast

from callsheet.model.predicate import Scalar, Values, holds
from callsheet.model.request import (
    GREATEST_ID,
    Bytes,
    Choice,
    Count,
    Dangling,
    File,
    Flag,
    Id,
    List,
    Measure,
    Number,
    Parameter,
    Plain,
    Repeats,
    Shape,
    Sum,
    Text,
    Unmentioned,
    Url,
    Weight,
    Whole,
    pointer,
)
from callsheet_runtime.problems import Level

ABSENT = object()
UNDOCUMENTED = "undocumented"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A place in a body, and the rule it breaks there."""

    at: str
    rule: str
    level: Level


def judge(shape: Shape, body: object) -> tuple[Finding, ...]:
    """List everything in a body that the spec speaks against, in order of place."""
    if not _is_object(body):
        return (Finding("", "body.type", "error"),)
    return tuple(sorted(_object(shape, body)))


def _object(shape: Shape, body: Mapping[str, object]) -> Iterator[Finding]:
    yield from _sections(shape, body)
    yield from _undocumented(shape, body)
    values: dict[str, Scalar] = {}
    lists: dict[str, list[object]] = {}
    unreadable: set[str] = set()
    for parameter in shape.parameters:
        wrong = list(_parameter(parameter, body))
        yield from wrong
        value = _look(body, parameter.at)
        if any(finding.level == "error" for finding in wrong) or value is _BROKEN:
            unreadable.add(parameter.name)
        elif isinstance(value, list):
            lists[parameter.name] = cast("list[object]", value)
            values[parameter.name] = len(lists[parameter.name])
        elif value is not ABSENT and value is not None:
            values[parameter.name] = cast("Scalar", value)
    for parameter in shape.parameters:
        for measure in parameter.measures:
            if unreadable.isdisjoint(shape.roots(measure.name)) and parameter.name in values:
                values[measure.name] = measured(parameter, measure, values, lists)
    yield from _rules(shape, values, unreadable)


def _rules(shape: Shape, values: Values, unreadable: set[str]) -> Iterator[Finding]:
    for rule in shape.rules:
        for demand in rule.demands:
            roots = chain.from_iterable(shape.roots(field) for field in rule.fields(demand))
            # A field with an error of its own takes no part in rules: one mistake, one problem.
            if unreadable.isdisjoint(roots) and holds(rule.when, values) and not holds(demand.must, values):
                yield Finding(shape.parameter(demand.field).pointer, rule.name, rule.level)


def measured(parameter: Parameter, measure: Measure, values: Values, lists: Mapping[str, list[object]]) -> int | float:
    """Measure a list or a text: plainly, and otherwise than emitted validators do it."""
    match measure.how:
        case Weight(chinese):
            text = str(values[parameter.name])
            return len(text) + (chinese - 1) * len(_CHINESE.findall(text))
        case Bytes():
            return len(str(values[parameter.name]).encode(errors="replace"))
        case Count(where=None):
            return len(lists[parameter.name])
        case Count(where=where) if where is not None:
            return sum(holds(where, one) for one in _items(parameter, lists))
        case Sum(field, _):
            return sum(cast("float", one.get(field, 0)) for one in _items(parameter, lists))
        case Repeats(field):
            named = _named(field, parameter, lists)
            return len(named) - len(dict.fromkeys(named))
        case Unmentioned(field, text, form):
            mentions = [_mention(form, re.escape(str(name))) for name in _named(field, parameter, lists)]
            return sum(re.search(mention, str(values.get(text, ""))) is None for mention in mentions)
        case Dangling(None, text, form, first):
            numbers = re.findall(_mention(form, "([0-9]+)", alone=False), str(values.get(text, "")))
            places = {str(first + place) for place in range(len(lists[parameter.name]))}
            return sum((number.lstrip("0") or "0") not in places for number in numbers)
        case Dangling(field, text, form) if field is not None:
            said, names = str(values.get(text, "")), _named(field, parameter, lists)
            every = len(re.findall(re.escape(form.partition("{}")[0]), said))
            known = "|".join(re.escape(str(name)) for name in names)
            return every - (len(re.findall(f"(?={_mention(form, f'(?:{known})')})", said)) if names else 0)
        case _:
            raise AssertionError(f"there is no such measure: {measure.how}")


_CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def _mention(form: str, name: str, *, alone: bool = True) -> str:
    """Write a form of mention as a regular expression."""
    before, _, after = map(re.escape, form.partition("{}"))
    return f"{before}{name}{after}" + (r"(?=\s|\Z)" if alone and not after else "")


def _items(parameter: Parameter, lists: Mapping[str, list[object]]) -> Iterator[dict[str, Scalar]]:
    """List the items of a list, each by the names of its fields."""
    assert isinstance(parameter.kind, List), "only lists have items"
    item = parameter.kind.item
    for one in lists[parameter.name]:
        fields = item.parameters if isinstance(item, Shape) else (item,)
        found = {field.name: _look(one, field.at) for field in fields}
        yield {
            name: cast("Scalar", value) for name, value in found.items() if value is not ABSENT and value is not None
        }


def _named(field: str, parameter: Parameter, lists: Mapping[str, list[object]]) -> list[Scalar]:
    return [one[field] for one in _items(parameter, lists) if field in one]


def _is_object(value: object) -> TypeGuard[Mapping[str, object]]:
    return isinstance(value, dict)


_BROKEN = object()
"""Stands for a field inside of what should be an object and is not."""


def _look(body: object, at: tuple[str, ...]) -> object:
    for key in at:
        if not isinstance(body, dict):
            return _BROKEN
        body = cast("Mapping[str, object]", body).get(key, ABSENT)
        if body is ABSENT:
            return ABSENT
    return body


def _sections(shape: Shape, body: object) -> Iterator[Finding]:
    for at in shape.sections:
        section = _look(body, at)
        if section is not ABSENT and section is not _BROKEN and not isinstance(section, dict):
            yield Finding(pointer(at), f"{'.'.join(at)}.type", "error")


def _undocumented(shape: Shape, body: object) -> Iterator[Finding]:
    for at in ((), *shape.sections):
        section = _look(body, at)
        if not isinstance(section, dict):
            continue
        known = {one.at[len(at)] for one in shape.parameters if one.at[: len(at)] == at}
        for key in cast("Mapping[str, object]", section):
            if key not in known:
                yield Finding(pointer((*at, key)), UNDOCUMENTED, "warning")


def _parameter(parameter: Parameter, body: object) -> Iterator[Finding]:
    value = _look(body, parameter.at)
    if value is _BROKEN:
        return
    if value is ABSENT or value is None:
        if parameter.required:
            yield Finding(parameter.pointer, f"{parameter.name}.required", "error")
        elif value is None:
            yield Finding(parameter.pointer, f"{parameter.name}.null", "warning")
        return
    if isinstance(parameter.kind, List):
        yield from _list(parameter, parameter.kind, value)
        return
    what, level = _kind(parameter.kind, value)
    if what:
        yield Finding(parameter.pointer, f"{parameter.name}.{what}", level)


def _list(parameter: Parameter, kind: List, value: object) -> Iterator[Finding]:
    if not isinstance(value, list):
        yield Finding(parameter.pointer, f"{parameter.name}.type", "error")
        return
    items = cast("list[object]", value)
    if _range(len(items), kind.low, kind.high)[0]:
        yield Finding(parameter.pointer, f"{parameter.name}.count", "error")
    for place, one in enumerate(items):
        for finding in _item(parameter, kind.item, one):
            yield replace(finding, at=f"{parameter.pointer}/{place}{finding.at}")


def _item(parameter: Parameter, item: Shape | Parameter, value: object) -> Iterator[Finding]:
    match item:
        case Shape() if _is_object(value):
            yield from _object(item, value)
        case Shape():
            yield Finding("", f"{parameter.name}.item.type", "error")
        case Parameter(name=name, kind=kind):
            assert not isinstance(kind, List), "a list of lists is refused when it is resolved"
            what, level = _kind(kind, value)
            if what:
                yield Finding("", f"{name}.{what}", level)


def _kind(kind: Plain, value: object) -> tuple[str, Level]:
    """Name what is wrong with a value of its own; empty where nothing is."""
    match kind:
        case Choice():
            return _texts(value, wrong="values" if value not in kind.words() else "")
        case Text():
            return _length(kind, value)
        case Url():
            return _texts(value, wrong="" if is_url(value, kind.schemes) else "form")
        case Whole(low, high):
            if isinstance(value, bool) or not (
                isinstance(value, int) or (isinstance(value, float) and value.is_integer())
            ):
                return "type", "error"
            return _range(value, low, high)
        case Number(low, high):
            if isinstance(value, bool) or not isinstance(value, (int, float)):
                return "type", "error"
            return _range(value, low, high)
        case Flag():
            return ("" if isinstance(value, bool) else "type"), "error"
        case Id(loose):
            return _id(value, loose=loose), "error"
        case File():
            return _texts(value, wrong="" if value else "length")
        case _:
            assert_never(kind)


def _id(value: object, *, loose: bool) -> str:
    if isinstance(value, str):
        return "" if re.fullmatch("[0-9]+", value) or (loose and value) else "form"
    if isinstance(value, bool) or not (isinstance(value, int) or (isinstance(value, float) and value.is_integer())):
        return "type"
    return "" if 0 <= value <= GREATEST_ID else "range"


def _texts(value: object, *, wrong: str) -> tuple[str, Level]:
    return (wrong if isinstance(value, str) else "type"), "error"


def _length(kind: Text, value: object) -> tuple[str, Level]:
    if not isinstance(value, str):
        return "type", "error"
    if kind.low is not None and len(value) < kind.low:
        return "length", "error"
    if kind.high is None or len(value) <= kind.high:
        return "", "error"
    return ("cut" if kind.beyond == "warning" else "length"), kind.beyond


def _range(value: float, low: float | None, high: float | None) -> tuple[str, Level]:
    inside = (low is None or low <= value) and (high is None or value <= high)
    return ("" if inside else "range"), "error"


def is_url(value: object, schemes: tuple[str, ...]) -> bool:
    """Judge an address by its form: a known scheme, and something behind it."""
    return isinstance(value, str) and any(
        value.startswith(head) and len(value) > len(head) for head in (url_head(scheme) for scheme in schemes)
    )


def url_head(scheme: str) -> str:
    """Say how an address of a scheme begins; `data` has no slashes."""
    return "data:" if scheme == "data" else f"{scheme}://"
