"""What an example reads from an answer is what stands there. Knows the places of state and error, no client.

`status`, `means`, `code` and `category` follow from the machine and the error paths; an example that says otherwise
shows that one of them was read wrongly.

Example:
    ```yaml
    examples:
      answers:
        done:
          to: poll
          body: {id: t1, state: DONE, url: "https://acme.test/a.mp4"}
          reads: {status: DONE, means: failed}
    ```

Use instead:
    ```yaml
    examples:
      answers:
        done:
          to: poll
          body: {id: t1, state: DONE, url: "https://acme.test/a.mp4"}
          reads: {status: DONE, means: succeeded}
    ```

"""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Final, cast

from callsheet.diagnostics import Diagnostic
from callsheet.model.endpoint import AnswerExample, CallEndpoint, Endpoint, Provider, TaskEndpoint, WebhookEndpoint
from callsheet.model.protocol import ErrorTable, Machine, Path, Protocol

CODE: Final = "answer-disagrees"


def check(provider: Provider, endpoint: Endpoint) -> Iterator[Diagnostic]:
    """Report readings that do not follow from the answer."""
    del provider
    for example in endpoint.answers:
        for name, found in _readings(endpoint, example):
            if name in example.reads and _as_read(example.reads[name]) != _as_read(found):
                words = f"{name!r} reads {_show(found)} here, and the example says {_show(example.reads[name])}"
                note = "compare the body with `status`, `failure` and `errors`"
                yield Diagnostic(CODE, example.span, words, note, about=example.name)


def _readings(endpoint: Endpoint, example: AnswerExample) -> Iterator[tuple[str, object]]:
    """List what follows from an answer, as far as model and body tell."""
    match endpoint:
        case TaskEndpoint(protocol=protocol):
            refused = _refused(protocol.errors, example)
            yield from _error(protocol.errors, example.body, refused) if refused else _of_task(protocol, example)
        case CallEndpoint(errors=errors):
            refused = _refused(errors, example)
            yield from _error(errors, example.body, refused) if refused else ()
        case WebhookEndpoint(event=event):
            status = _look(example.body, event.status)
            yield from (("status", status), ("means", _meaning(event.machine, status)))
            yield "task", _look(example.body, event.task)
        case _:
            pass


def _as_read(value: object) -> object:
    """Take numbers for the texts that clients read them as: codes, states and ids are words, however written."""
    if isinstance(value, list):
        return [_as_read(one) for one in cast("list[object]", value)]
    return str(value) if isinstance(value, int) else value


def _refused(errors: ErrorTable, example: AnswerExample) -> Path | None:
    """Find where an answer's code stands, if it is one that says no."""
    for shape in errors.shapes:
        code = _look(example.body, shape.code) if shape.code else None
        if shape.code and code is not None and errors.success is not None and str(code) != errors.success:
            return shape.code
    return errors.usual.code if example.http >= HTTPStatus.BAD_REQUEST else None


def _of_task(protocol: Protocol, example: AnswerExample) -> Iterator[tuple[str, object]]:
    match example.to:
        case "poll":
            status = _look(example.body, protocol.machine.at)
            yield "status", status
            yield "means", _meaning(protocol.machine, status)
            if protocol.failure.code is not None:
                yield from _error(protocol.errors, example.body, protocol.failure.code)
        case "submit" if protocol.submit.status is not None:
            status = _look(example.body, protocol.submit.status)
            yield "status", status
            yield "means", _meaning(protocol.machine, status)
        case "list" if protocol.listing is not None:
            rows = _look(example.body, protocol.listing.rows)
            at = protocol.listing.row.status
            words = [_look(row, tuple(at.split("."))) for row in cast("list[object]", rows or [])]
            yield "status", words
            yield "means", [_meaning(protocol.machine, word) for word in words]
        case _:
            pass


def _error(errors: ErrorTable, body: object, at: Path) -> Iterator[tuple[str, object]]:
    code = _look(body, at)
    yield "code", code
    known = errors.code(str(code))
    if known is not None:
        yield "category", known.means.value


def _meaning(machine: Machine, status: object) -> str:
    state = machine.state(str(status))
    return "unknown" if state is None else state.means.value


def _look(body: object, at: Path) -> object:
    for key in at:
        if isinstance(body, list) and key.isdecimal():
            items = cast("list[object]", body)
            body = items[int(key)] if int(key) < len(items) else None
        else:
            body = cast("Mapping[str, object]", body).get(key) if isinstance(body, dict) else None
    return body


def _show(value: object) -> str:
    return "nothing" if value is None else repr(value)
