"""What the fields of an answer hold: a task's times, its media, what repeats the request. Knows no whole answer."""

import math
from collections.abc import Callable
from datetime import datetime
from typing import assert_never

from callsheet.model.endpoint import ResultField, TaskEndpoint
from callsheet.model.predicate import Scalar
from callsheet.model.protocol import Moment
from callsheet.model.request import Choice
from callsheet_contracts.simulator.answers import get
from callsheet_contracts.simulator.tasks import Task
from callsheet_runtime.reading import write_moment

Make = Callable[[Task, datetime, str], object]
"""Makes the value of a field for a task, at a moment, with the address of its result; `None`: it is left out."""


def moment_word(form: Moment | None, when: datetime | None) -> str | int | None:
    """Write a point in time as the provider does; a count is a number."""
    if when is None:
        return None
    if form is None:
        return write_moment(when, "iso")
    written = write_moment(when, form.form, form.zone)
    return int(written) if form.form == "epoch_ms" else written


def maker(endpoint: TaskEndpoint, field: ResultField) -> Make:
    """Make ready what makes the values of a field."""
    moment = field.moment
    match field.holds:
        case "created":
            return lambda task, _, __: moment_word(moment, task.created)
        case "started":
            return lambda task, now, _: moment_word(moment, task.started(now))
        case "ended":
            return lambda task, now, _: moment_word(moment, task.ended(now))
        case "media":
            return lambda _, __, media: media
        case _:
            pass
    repeat = _repeater(endpoint, field) if field.repeats else None
    example, is_url, at_last = field.example, field.type == "url", _of_type(field.type, 1)

    def make(task: Task, now: datetime, media: str) -> object:
        del now
        value = example if repeat is None else repeat(task)
        if value is None and field.required:
            # What was paid for cannot be missing, even where the spec does not say what to put there.
            return media if is_url else at_last
        return value

    return make


def _repeater(endpoint: TaskEndpoint, field: ResultField) -> Callable[[Task], Scalar | None]:
    """Make ready what reads a value out of a request."""
    name, _, facet = (field.repeats or "").partition(".")
    parameter = endpoint.parameter(name)
    at, default, strips = parameter.at, parameter.default, field.strips
    readings: dict[str, str] | None = None
    if facet and isinstance(parameter.kind, Choice):
        readings = {}
        for one in parameter.kind.values:
            reading = one.facet(facet)
            if reading:
                readings.setdefault(one.value, reading)

    def read(task: Task) -> Scalar | None:
        sent = get(task.body, at)
        value: Scalar | None = sent if isinstance(sent, (str, int, float)) else default
        if readings is not None:
            value = readings.get(str(value))
        return _of_type(field.type, value.removesuffix(strips) if isinstance(value, str) and strips else value)

    return read


def _of_type(kind: str, value: Scalar | None) -> Scalar | None:
    """Write a value as a field of some type; `None` where it cannot be one."""
    match value:
        case None:
            return None
        case bool():
            written: dict[str, Scalar] = {"boolean": value, "text": str(value).lower()}
            return written.get(kind)
        case int() | float() if math.isfinite(value):
            written = {"integer": int(value), "number": value, "text": str(value)}
            return written.get(kind)
        case int() | float():
            # JSON has no infinity.
            return None
        case str():
            if kind in {"integer", "number"}:
                return int(value) if value.removeprefix("-").isdecimal() else None
            return value if kind in {"text", "url"} else None
        case _:
            assert_never(value)
