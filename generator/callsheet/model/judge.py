"""Judge a request body by the model alone: slow, plain, and the meaning that emitted validators are held to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeGuard, assert_never, cast

from callsheet.model.endpoint import Endpoint
from callsheet.model.predicate import Scalar, holds
from callsheet.model.request import Choice, Flag, Kind, Number, Parameter, Text, Url, Whole, pointer
from callsheet_runtime.problems import Level

ABSENT = object()
UNDOCUMENTED = "undocumented"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A place in a body, and the rule it breaks there."""

    at: str
    rule: str
    level: Level


def judge(endpoint: Endpoint, body: object) -> tuple[Finding, ...]:
    """List everything in a body that the spec speaks against, in order of place."""
    if not _is_object(body):
        return (Finding("", "body.type", "error"),)
    found = list(_sections(endpoint, body))
    values: dict[str, Scalar] = {}
    unreadable: set[str] = set()
    for parameter in endpoint.parameters:
        wrong = list(_parameter(parameter, body))
        found += wrong
        value = _look(body, parameter.at)
        if any(finding.level == "error" for finding in wrong) or value is _BROKEN:
            unreadable.add(parameter.name)
        elif value is not ABSENT and value is not None:
            values[parameter.name] = cast("Scalar", value)
    found += _undocumented(endpoint, body)
    for rule in endpoint.rules:
        for demand in rule.demands:
            # A field with an error of its own takes no part in rules: one mistake, one problem.
            if (
                unreadable.isdisjoint(rule.fields(demand))
                and holds(rule.when, values)
                and not holds(demand.must, values)
            ):
                found.append(Finding(endpoint.parameter(demand.field).pointer, rule.name, rule.level))
    return tuple(sorted(found))


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


def _sections(endpoint: Endpoint, body: object) -> Iterator[Finding]:
    for at in endpoint.sections:
        section = _look(body, at)
        if section is not ABSENT and section is not _BROKEN and not isinstance(section, dict):
            yield Finding(pointer(at), f"{'.'.join(at)}.type", "error")


def _undocumented(endpoint: Endpoint, body: object) -> Iterator[Finding]:
    for at in ((), *endpoint.sections):
        section = _look(body, at)
        if not isinstance(section, dict):
            continue
        known = {one.at[len(at)] for one in endpoint.parameters if one.at[: len(at)] == at}
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
    what, level = _kind(parameter.kind, value)
    if what:
        yield Finding(parameter.pointer, f"{parameter.name}.{what}", level)


def _kind(kind: Kind, value: object) -> tuple[str, Level]:
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
        case _:
            assert_never(kind)


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
