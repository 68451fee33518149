"""What comes of a call: an answer in JSON, and the reply that leaves, spoilt by a fault if one was scripted.

Knows no task and no server.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Final, cast

from callsheet.model.endpoint import TaskEndpoint
from callsheet.model.protocol import ErrorCode, ErrorTable
from callsheet_contracts.simulator.answers import Body, put, refused, status_word
from callsheet_contracts.simulator.checks import Line, Refused
from callsheet_contracts.simulator.faults import (
    Fault,
    Lose,
    Malformed,
    Refuse,
    Slow,
    Status,
    UnknownFields,
    UnknownStatus,
)
from callsheet_runtime.protocol import Category

JSON: Final = "application/json"
NOVELTY: Final = "added_later"
PLAIN: Final = {
    "bad-key": (401, "The key is missing or wrong."),
    "missing-header": (400, "A header is missing or wrong."),
    "unwanted-header": (400, "A header must not be sent with this call."),
    "invalid-request": (400, "The request is invalid."),
    "no-model": (404, "There is no such model."),
    "no-media": (404, "There is no such image, video or sound."),
    "no-task": (404, "There is no such task."),
    "too-many": (429, "Too many calls."),
    "too-many-tasks": (429, "Too many tasks are at work."),
    "too-late": (409, "The task is in no state that allows this."),
}
"""Status and words for situations that a spec has no code for; such answers have an empty code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the provider says."""

    body: Body
    request: str
    """Id of the call."""
    status: int = 200
    retry_after: float | None = None
    task: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What leaves the simulator."""

    content: bytes
    request: str
    status: int
    media_type: str = JSON
    retry_after: float | None = None
    task: str | None = None
    delay: float = 0.0
    lost: bool = False
    test: str = ""
    """Id of the test that the call was a part of."""
    fault: Fault | None = None
    """What went wrong on demand."""
    also: tuple[tuple[str, str], ...] = ()
    """Headers besides the usual ones."""


def no(errors: ErrorTable, why: Refused, request: str) -> Answer:
    """Refuse a call with the code and words that the spec has for the situation."""
    known = _crowded(errors) if why.situation == "too-many-tasks" else errors.error_for(why.situation)
    if known is None and why.situation == "no-model":
        known = errors.error_for("invalid-request")  # no page has a status of its own for it
    if known is None:
        status, words = PLAIN[why.situation]
        return refusal(errors, status, "", _with(words, why.detail), request)
    code, words = known
    # The findings help whoever wrote the request; other refusals are word for word the provider's.
    detail = why.detail if why.situation == "invalid-request" else ""
    return refusal(errors, code.http[0], code.code, _with(words, detail), request)


def _crowded(errors: ErrorTable) -> tuple[ErrorCode, str] | None:
    """Find what a provider says where too many tasks are at work; some have no other words than for too many calls."""
    named = next((one for one in errors.known if one.means is Category.CONCURRENCY), None)
    return (named, words_for(errors, named.code)) if named else errors.error_for("too-many")


def refusal(errors: ErrorTable, status: int, code: str, message: str, request: str) -> Answer:
    """Answer with an error."""
    return Answer(status=status, body=refused(errors, code, message, request), request=request)


def words_for(errors: ErrorTable, code: str) -> str:
    """Find what the provider says with a code: its fixed words, else those of a situation; empty if neither."""
    known = errors.code(code)
    if known is None:
        return ""
    return known.says or next((words for _, words in known.when), "")


def overruled(fault: Fault | None, errors: ErrorTable, request: str) -> Reply | None:
    """Answer in place of the provider, if the fault is one that does; nothing is to be done then."""
    match fault:
        case Status(accepts=False):
            return bare(fault, errors, request)
        case Refuse(code, retry_after, message):
            known = errors.code(code)
            assert known is not None, "codes are checked when they are scripted"
            words = words_for(errors, code) if message is None else message
            answer = refusal(errors, known.http[0], code, words, request)
            return reply(replace(answer, retry_after=retry_after))
        case _:
            return None


def spoilt(answer: Answer, fault: Fault | None, line: Line) -> Reply:
    """Make the reply, with whatever the fault does to it."""
    endpoint = line.endpoints[0]
    match fault:
        case Lose():
            return replace(reply(answer), lost=True)
        case Slow(seconds):
            return replace(reply(answer), delay=seconds)
        case Status():
            return replace(bare(fault, endpoint.errors, answer.request), task=answer.task)
        case Malformed(body):
            whole = reply(answer)
            return replace(whole, content=whole.content[: len(whole.content) // 2] if body is None else body)
        case UnknownStatus(word) if answer.status == HTTPStatus.OK and isinstance(endpoint, TaskEndpoint):
            protocol = endpoint.protocol
            at = protocol.submit.status if line.kind == "submit" else protocol.machine.at
            if at is not None:
                put(answer.body, at, status_word(protocol.machine, word))
            return reply(answer)
        case UnknownFields(fields):
            _add(answer.body, fields)
            return reply(answer)
        case _:
            return reply(answer)


def bare(fault: Status, errors: ErrorTable, request: str) -> Reply:
    """Answer with a bare status."""
    if isinstance(fault.body, str):
        return Reply(status=fault.code, content=fault.body.encode(), request=request, media_type="text/html")
    words = HTTPStatus(fault.code).phrase if fault.code in set(HTTPStatus) else ""
    body = refused(errors, "", words, request) if fault.body is None else dict(fault.body)
    return reply(Answer(status=fault.code, body=body, request=request))


def reply(answer: Answer) -> Reply:
    """Make a reply of an answer, unspoilt."""
    return Reply(
        # In ASCII, so that half a character that a request held can be sent back.
        content=json.dumps(answer.body).encode(),
        request=answer.request,
        status=answer.status,
        retry_after=answer.retry_after,
        task=answer.task,
    )


def _with(words: str, detail: str) -> str:
    return f"{words} ({detail})" if detail else words


def _add(body: Body, fields: Mapping[str, object] | None) -> None:
    if fields is None:
        for one in tuple(_objects(body)):
            one[NOVELTY] = {"in": ["any", None, 1]}
        return
    for at, value in fields.items():
        put(body, tuple(at.split(".")), value)


def _objects(body: Body) -> Iterator[Body]:
    yield body
    for value in body.values():
        for inner in cast("list[object]", value) if isinstance(value, list) else (value,):
            if isinstance(inner, dict):
                yield from _objects(cast("Body", inner))
