"""Build the bodies of answers from the model: every field at the path that the spec names. Knows no HTTP."""

import math
from datetime import datetime
from typing import assert_never, cast

from callsheet.model.endpoint import Endpoint, ResultField
from callsheet.model.predicate import Scalar
from callsheet.model.protocol import ErrorShape, Listing, Machine, Moment, Path, Protocol, State
from callsheet.model.request import Choice
from callsheet_contracts.simulator.tasks import Task
from callsheet_runtime.machine import Meaning
from callsheet_runtime.reading import look, write_moment

Body = dict[str, object]


def put(body: Body, at: Path, value: object) -> None:
    """Set a value at a path, making the objects on the way; a number at the end makes a list of as many."""
    *way, last = at
    if last.isdecimal():
        put(body, tuple(way), [value] * (int(last) + 1))
        return
    for key in way:
        inner = body.get(key)
        if not isinstance(inner, dict):
            body[key] = inner = Body()
        body = cast("Body", inner)
    body[last] = value


def _opened(errors: ErrorShape, request: str) -> Body:
    """Begin a body with the call's id, where the provider writes one."""
    body = Body()
    if errors.request_id is not None:
        put(body, errors.request_id, request)
    return body


def submitted(task: Task, request: str) -> Body:
    """Answer a submit."""
    protocol = task.endpoint.protocol
    body = _opened(protocol.errors, request)
    put(body, protocol.submit.task, task.id)
    if protocol.submit.status is not None:
        put(body, protocol.submit.status, status_word(protocol.machine, protocol.machine.start))
    return body


def told(protocol: Protocol, task: str, state: State, request: str) -> Body:
    """Answer a poll with the state and no more: all there is to say of a task that nobody knows."""
    body = _opened(protocol.errors, request)
    if protocol.poll.task is not None:
        put(body, protocol.poll.task, task)
    put(body, protocol.machine.at, status_word(protocol.machine, state.name))
    return body


def polled(task: Task, now: datetime, request: str, media: str) -> Body:
    """Answer a poll."""
    protocol, state = task.endpoint.protocol, task.state(now)
    body = told(protocol, task.id, state, request)
    if state.means in {Meaning.FAILED, Meaning.REFUSED} and task.failure is not None:
        put(body, protocol.failure.message, task.failure.message)
        # A spec may name one place for both; the code is what clients go by.
        if protocol.failure.code is not None:
            put(body, protocol.failure.code, code_word(protocol, task.failure.code))
    for field in task.endpoint.result:
        paid = field.required or field.holds == "media"
        if state.name in field.during and not (task.empty and paid):
            value = _value(field, task, now, media)
            if value is not None:
                put(body, field.at, value)
    return body


def cancelled(protocol: Protocol, request: str) -> Body:
    """Answer a cancel."""
    return _opened(protocol.errors, request)


def listed(listing: Listing, errors: ErrorShape, page: tuple[int, int, int], rows: list[Body], request: str) -> Body:
    """Answer a list. `page` is its number, its size, and how many tasks there are in all."""
    body = _opened(errors, request)
    number, size, total = page
    put(body, listing.rows, rows)
    counts = ((listing.total, total), (listing.pages, math.ceil(total / size)), (listing.page, number))
    for at, count in (*counts, (listing.size, size)):
        if at is not None:
            put(body, at, count)
    return body


def row(listing: Listing, task: Task, now: datetime) -> Body:
    """Make one row of a list."""
    form = listing.row
    body: Body = dict(form.also)
    put(body, tuple(form.task.split(".")), task.id)
    put(body, tuple(form.status.split(".")), status_word(task.endpoint.protocol.machine, task.state(now).name))
    times = ((form.created, task.created), (form.started, task.started(now)), (form.ended, task.ended(now)))
    moments = ((at, moment_word(form.moment, when)) for at, when in times if when is not None)
    for at, value in ((form.model, model_of(task.endpoint, task.body)), *moments):
        if at is not None and value is not None:
            put(body, tuple(at.split(".")), value)
    return body


def refused(protocol: Protocol, code: str, message: str, request: str) -> Body:
    """Explain what is wrong with a call."""
    body = _opened(protocol.errors, request)
    put(body, protocol.errors.message, message)
    if protocol.errors.code is not None:
        put(body, protocol.errors.code, code_word(protocol, code))
    return body


def status_word(machine: Machine, word: str) -> str | int:
    """Write a state as the provider does: as a number where all of its states are numbers."""
    return _number_like(word, tuple(state.name for state in machine.states))


def code_word(protocol: Protocol, code: str) -> str | int:
    """Write an error code as the provider does: as a number where its whole table is numbers."""
    return _number_like(code, tuple(known.code for known in protocol.known))


def _number_like(word: str, others: tuple[str, ...]) -> str | int:
    numbers = bool(others) and all(other.removeprefix("-").isdecimal() for other in (*others, word))
    return int(word) if numbers else word


def model_of(endpoint: Endpoint, body: Body) -> object:
    """Read the model out of a request; `None` where there is none."""
    return None if endpoint.model is None else look(body, ".".join(endpoint.model.at))


def moment_word(form: Moment | None, when: datetime | None) -> str | int | None:
    """Write a point in time as the provider does; a count is a number."""
    if when is None:
        return None
    if form is None:
        return write_moment(when, "iso")
    written = write_moment(when, form.form, form.zone)
    return int(written) if form.form == "epoch_ms" else written


def _value(field: ResultField, task: Task, now: datetime, media: str) -> object:
    """Say what a field of the answer holds; `None`: it is left out."""
    match field.holds:
        case "created":
            return moment_word(field.moment, task.created)
        case "started":
            return moment_word(field.moment, task.started(now))
        case "ended":
            return moment_word(field.moment, task.ended(now))
        case "media":
            return media
        case _:
            pass
    value = _of_type(field.type, _repeated(field, task)) if field.repeats else field.example
    if value is None and field.required:
        # What was paid for cannot be missing, even where the spec does not say what to put there.
        return media if field.type == "url" else _of_type(field.type, 1)
    return value


def _repeated(field: ResultField, task: Task) -> Scalar | None:
    name, _, facet = (field.repeats or "").partition(".")
    parameter = task.endpoint.parameter(name)
    sent = look(task.body, ".".join(parameter.at))
    value = sent if isinstance(sent, (str, int, float)) else parameter.default
    if facet and isinstance(parameter.kind, Choice):
        readings = (one.facet(facet) for one in parameter.kind.values if one.value == value)
        value = next(filter(None, readings), None)
    return value.removesuffix(field.strips) if isinstance(value, str) and field.strips else value


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
