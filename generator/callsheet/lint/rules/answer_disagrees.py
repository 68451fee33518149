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
from callsheet.model.endpoint import AnswerExample, Endpoint, Provider
from callsheet.model.protocol import Path, Protocol

CODE: Final = "answer-disagrees"


def check(provider: Provider, endpoint: Endpoint) -> Iterator[Diagnostic]:
    """Report readings that do not follow from the answer."""
    del provider
    for example in endpoint.answers:
        for name, found in _readings(endpoint.protocol, example):
            if name in example.reads and example.reads[name] != found:
                words = f"{name!r} reads {_show(found)} here, and the example says {_show(example.reads[name])}"
                note = "compare the body with `status`, `failure` and `errors`"
                yield Diagnostic(CODE, example.span, words, note)


def _readings(protocol: Protocol, example: AnswerExample) -> Iterator[tuple[str, object]]:
    """List what follows from an answer, as far as model and body tell."""
    if example.http >= HTTPStatus.BAD_REQUEST:
        yield from _error(protocol, example.body, protocol.errors.code)
        return
    match example.to:
        case "poll":
            status = _look(example.body, protocol.machine.at)
            yield "status", status
            yield "means", _meaning(protocol, status)
            yield from _error(protocol, example.body, protocol.failure.code)
        case "submit" if protocol.submit.status is not None:
            status = _look(example.body, protocol.submit.status)
            yield "status", status
            yield "means", _meaning(protocol, status)
        case "list" if protocol.listing is not None:
            rows = _look(example.body, protocol.listing.rows)
            at = protocol.listing.row.status
            words = [_look(row, tuple(at.split("."))) for row in cast("list[object]", rows or [])]
            yield "status", words
            yield "means", [_meaning(protocol, word) for word in words]
        case _:
            pass


def _error(protocol: Protocol, body: object, at: Path | None) -> Iterator[tuple[str, object]]:
    if at is None:
        return
    code = _look(body, at)
    yield "code", code
    known = next((one for one in protocol.known if one.code == str(code)), None)
    if known is not None:
        yield "category", known.means.value


def _meaning(protocol: Protocol, status: object) -> str:
    state = protocol.machine.state(str(status))
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
