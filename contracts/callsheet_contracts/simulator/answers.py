"""Build the bodies of answers from the model: every field at the path that the spec names. Knows no HTTP."""

import copy
import math
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Final, cast

from callsheet.model.endpoint import AnswerExample, CallEndpoint, Endpoint, ResultField, TaskEndpoint
from callsheet.model.protocol import ErrorTable, Listing, Machine, Path, Protocol
from callsheet_contracts.simulator.tasks import Failure
from callsheet_runtime.machine import Meaning
from callsheet_runtime.reading import look

Body = dict[str, object]
ENDED_BADLY: Final = frozenset({Meaning.FAILED, Meaning.REFUSED})


def get(body: object, at: Path) -> object:
    """Follow keys; `None` where they lead nowhere."""
    for key in at:
        body = cast("Body", body).get(key) if isinstance(body, dict) else None
    return body


def put(body: Body, at: Path, value: object) -> None:
    """Set a value at a path, making the objects on the way; a number at the end makes a list of as many."""
    last = at[-1]
    if last.isdecimal():
        put(body, at[:-1], [value] * (int(last) + 1))
        return
    for key in at[:-1]:
        inner = body.get(key)
        if not isinstance(inner, dict):
            body[key] = inner = Body()
        body = cast("Body", inner)
    body[last] = value


def opened(errors: ErrorTable, request: str, body: Body | None = None) -> Body:
    """Begin a good answer: with the code for success and the call's id, where the provider writes them."""
    body, shape = Body() if body is None else body, errors.usual
    if errors.success is not None and shape.code is not None:
        put(body, shape.message, "success")
        put(body, shape.code, code_word(errors, errors.success))
    if shape.request_id is not None:
        put(body, shape.request_id, request)
    return body


def failure_words(body: Body, protocol: Protocol, failure: Failure, places: tuple[Path, ...] | None = None) -> None:
    """Say why a task failed: where polls do, as far as such an answer has these places."""
    said: tuple[tuple[Path | None, object], ...] = (
        (protocol.failure.message, failure.message),
        # A spec may name one place for both; the code is what clients go by.
        (protocol.failure.code, code_word(protocol.errors, failure.code)),
    )
    for at, words in said:
        if at is not None and (places is None or at in places):
            put(body, at, words)


def cancelled(protocol: Protocol, request: str) -> Body:
    """Answer a cancel."""
    return opened(protocol.errors, request)


def listed(listing: Listing, errors: ErrorTable, page: tuple[int, int, int], rows: list[Body], request: str) -> Body:
    """Answer a list. `page` is its number, its size, and how many tasks there are in all."""
    body = opened(errors, request)
    number, size, total = page
    put(body, listing.rows, rows)
    counts = ((listing.total, total), (listing.pages, math.ceil(total / size)), (listing.page, number))
    for at, count in (*counts, (listing.size, size)):
        if at is not None:
            put(body, at, count)
    return body


def refused(errors: ErrorTable, code: str, message: str, request: str) -> Body:
    """Explain what is wrong with a call."""
    body, shape = Body(), errors.usual
    if shape.request_id is not None:
        put(body, shape.request_id, request)
    put(body, shape.message, message)
    if shape.code is not None:
        put(body, shape.code, code_word(errors, code))
    return body


def called(endpoint: CallEndpoint, document: Body, request: str, fresh: Callable[[], str]) -> Body:
    """Answer a plain call as the first good example of its answers does: with ids of its own, and one page of many."""
    shown = next((one.body for one in endpoint.answers if is_good(endpoint.errors, one)), None)
    body = copy.deepcopy(cast("Body", shown)) if isinstance(shown, dict) else Body()
    for at, value in opened(endpoint.errors, request).items():
        body.setdefault(at, value)
    for field in endpoint.result:
        value = _called_value(endpoint, field, look(body, ".".join(field.at)), document, fresh)
        if value is not None:
            put(body, field.at, value)
    return body


def ids(fields: tuple[ResultField, ...], body: object) -> Iterator[str]:
    """List the ids that an answer gives, those in its lists included."""
    for field in fields:
        value = look(body, ".".join(field.at))
        if field.type == "id" and value is not None:
            yield str(value)
        if isinstance(field.item, tuple) and isinstance(value, list):
            for row in cast("list[object]", value):
                yield from ids(field.item, row)


def is_good(errors: ErrorTable, example: AnswerExample) -> bool:
    """Tell whether an example shows a call that went well."""
    code = look(example.body, ".".join(errors.usual.code)) if errors.usual.code else None
    said_so = errors.success is None or str(code) == errors.success
    return example.http < HTTPStatus.BAD_REQUEST and said_so


def _called_value(
    endpoint: CallEndpoint, field: ResultField, shown: object, document: Body, fresh: Callable[[], str]
) -> object:
    paging = endpoint.call.paging
    if field.repeats:
        parameter = endpoint.parameter(field.repeats.partition(".")[0])
        sent = look(document, ".".join(parameter.at))
        # What came in the path is text; an id that is shown as a number is one.
        return int(sent) if isinstance(sent, str) and isinstance(shown, int) and sent.isdecimal() else sent or shown
    if field.type == "id" and endpoint.call.method != "GET":
        made = int(fresh().replace("-", "")[:16], 16) >> 1
        return str(made) if isinstance(shown, str) else made
    if paging is not None and field.name == paging.rows and isinstance(shown, list):
        number, size = (_asked(endpoint, document, name) for name in (paging.page, paging.size))
        rows = cast("list[object]", shown)
        begins = max((number or paging.first) - paging.first, 0) * (size or len(rows))
        return rows[begins : begins + (size or len(rows))]
    return field.example if shown is None else None


def _asked(endpoint: CallEndpoint, document: Body, name: str | None) -> int | None:
    asked = look(document, ".".join(endpoint.parameter(name).at)) if name else None
    return asked if isinstance(asked, int) else None


def id_word(task: str, *, as_number: bool) -> str | int:
    """Write a task's id as the provider does: as a number where its pages show one."""
    return int(task) if as_number and task.isdecimal() else task


def has_numbers(endpoint: TaskEndpoint) -> bool:
    """Tell whether the tasks of an endpoint have numbers for ids, by the answers that its pages show."""
    at = ".".join(endpoint.protocol.submit.task)
    return any(isinstance(look(one.body, at), int) for one in endpoint.answers if one.to == "submit")


def status_word(machine: Machine, word: str) -> str | int:
    """Write a state as the provider does: as a number where all of its states are numbers."""
    return _number_like(word, tuple(state.name for state in machine.states))


def code_word(errors: ErrorTable, code: str) -> str | int:
    """Write an error code as the provider does: as a number where its whole table is numbers."""
    return _number_like(code, tuple(known.code for known in errors.known))


def _number_like(word: str, others: tuple[str, ...]) -> str | int:
    numbers = bool(others) and all(other.removeprefix("-").isdecimal() for other in (*others, word))
    return int(word) if numbers else word


def model_of(endpoint: Endpoint, body: Body) -> object:
    """Read the model out of a request; `None` where there is none."""
    return None if endpoint.model is None else look(body, ".".join(endpoint.model.at))
