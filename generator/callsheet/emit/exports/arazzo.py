"""An Arazzo 1.0 document of a provider: create one, ask until it ends, read the result."""

import math
from typing import Final

from callsheet.emit.exports import notes
from callsheet.emit.exports.answers import BAD
from callsheet.emit.exports.names import request_name
from callsheet.emit.exports.operations import operation_for, plain
from callsheet.emit.exports.requests import JSON, PLACES, accepted, body, wire
from callsheet.emit.exports.words import code_word, state_words
from callsheet.emit.json_schema import Schema
from callsheet.emit.layout import sentence
from callsheet.model.endpoint import Provider, TaskEndpoint
from callsheet.model.protocol import ErrorTable, Header, Path
from callsheet.model.request import Parameter

PATIENCE: Final = 3600
"""Seconds for which a task is asked for."""
_OVER: Final = frozenset({"failed", "refused", "cancelled", "expired"})
_FINAL: Final = frozenset({"auth", "permission", "not found"})
"""What asking again does not change."""


def document(provider: Provider, *, suffix: str = "json") -> Schema:
    """Describe the way to a clip for each endpoint that makes one. `suffix` is that of the OpenAPI file beside it."""
    read = max((one.read for one in provider.sources), default="")
    return {
        "arazzo": "1.0.1",
        "info": {
            "title": f"{provider.title}: from a request to its result",
            "version": read or "unknown",
            "description": "A creation is sent once and never repeated: it may be billed though its answer was lost.",
        },
        "sourceDescriptions": [
            {"name": provider.name, "url": f"../openapi/{provider.name}.{suffix}", "type": "openapi"},
        ],
        "workflows": [_workflow(provider, one, suffix) for one in provider.tasks],
    }


def _workflow(provider: Provider, one: TaskEndpoint, suffix: str) -> Schema:
    name = plain(one.name)
    results = {each.name: f"$steps.{name}-poll.outputs.{each.name}" for each in one.result}
    return {
        "workflowId": name,
        "summary": sentence(one.doc),
        "description": sentence(one.protocol.submit.doc) if one.protocol.submit.doc else sentence(one.doc),
        "inputs": _inputs(provider, one, suffix),
        "steps": [_create(provider, one), _poll(provider, one)],
        "outputs": {"task": f"$steps.{name}-create.outputs.task", **results},
        "x-callsheet-endpoint": f"{provider.name}/{one.name}",
    }


def _inputs(provider: Provider, one: TaskEndpoint, suffix: str) -> Schema:
    schema = f"../openapi/{provider.name}.{suffix}#/components/schemas/{request_name(one)}"
    examples = [wire(one, each.body)[0] for each in accepted(one)[:1]]
    request: Schema = {"type": "object", "description": f"The body of the request: {schema}", "examples": examples}
    outside: Schema = {each.at[-1]: {"type": "string", "description": each.doc} for each in _outside(one)}
    needed = [each.at[-1] for each in _outside(one) if each.required]
    fresh: Schema = {
        each.name: {"type": "string", "description": "Any value that was not sent before."}
        for each in (*one.protocol.submit.headers, *one.protocol.poll.headers)
        if each.value is None
    }
    properties = {"request": request, **fresh, **outside}
    return {"type": "object", "properties": properties, "required": ["request", *fresh, *needed]}


def _outside(one: TaskEndpoint) -> list[Parameter]:
    # What may be left out is: Arazzo has no word for a parameter that is sent only if it is given.
    return [each for each in one.parameters if each.at[0] in PLACES and each.required]


def _create(provider: Provider, one: TaskEndpoint) -> Schema:
    submit, errors = one.protocol.submit, one.errors
    success: list[Schema] = [{"condition": f"$statusCode < {BAD}"}]
    if errors.success is not None and errors.usual.code is not None:
        word = _literal(code_word(errors, errors.success))
        success.append({"condition": f"{_answer(errors.usual.code)} == {word}"})
    sent = body(one)
    parameters = [
        *_headers(one.protocol.submit.headers),
        *({"name": each.at[-1], "in": PLACES[each.at[0]], "value": f"$inputs.{each.at[-1]}"} for each in _outside(one)),
    ]
    return {
        "stepId": f"{plain(one.name)}-create",
        "description": "Sent once. If the answer is lost, look the task up; do not send it again.",
        "operationId": operation_for(provider, "create", one).id,
        **({"parameters": parameters} if parameters else {}),
        "requestBody": {"contentType": sent.media if sent else JSON, "payload": "$inputs.request"},
        "successCriteria": success,
        "onFailure": [{"name": "refused", "type": "end"}],
        "outputs": {"task": _answer(submit.task)},
    }


def _poll(provider: Provider, one: TaskEndpoint) -> Schema:
    protocol = one.protocol
    words = dict(zip(state_words(protocol.machine), protocol.machine.states, strict=True))
    status = _answer(protocol.machine.at)
    done = [word for word, state in words.items() if state.means.value == "succeeded"]
    over = [word for word, state in words.items() if state.means.value in _OVER]
    return {
        "stepId": f"{plain(one.name)}-poll",
        "description": "Asked again until the task ends; a state that no page names counts as running.",
        "operationId": operation_for(provider, "poll", one).id,
        "parameters": [
            {"name": "task", "in": "path", "value": f"$steps.{plain(one.name)}-create.outputs.task"},
            *_headers(protocol.poll.headers),
        ],
        "successCriteria": [{"condition": _one_of(status, done)}],
        "onFailure": [
            {"name": "ended-without-result", "type": "end", "criteria": [{"condition": _one_of(status, over)}]},
            *({"name": "refused", "type": "end", "criteria": [{"condition": said}]} for said in _final(one.errors)),
            {
                "name": "not-yet",
                "type": "retry",
                "retryAfter": protocol.poll.every,
                "retryLimit": math.ceil(PATIENCE / protocol.poll.every),
            },
        ],
        "outputs": {each.name: _answer(each.at) for each in one.result},
        "x-callsheet-machine": notes.machine(one),
    }


def _final(errors: ErrorTable) -> list[str]:
    """Say by what a refusal is known that stays one; nothing where no code tells."""
    final = [one for one in errors.known if one.means.value in _FINAL and not one.repeatable]
    if errors.success is not None and errors.usual.code is not None:
        words = [code_word(errors, one.code) for one in final]
        return [_one_of(_answer(errors.usual.code), words)] if words else []
    others = {http for one in errors.known if one not in final for http in one.http}
    statuses = sorted({http for one in final for http in one.http} - others)
    return [_one_of("$statusCode", [*statuses])] if statuses else []


def _headers(headers: tuple[Header, ...]) -> list[Schema]:
    return [
        {"name": one.name, "in": "header", "value": f"$inputs.{one.name}" if one.value is None else one.value}
        for one in headers
    ]


def _one_of(what: str, words: list[str | int]) -> str:
    return " || ".join(f"{what} == {_literal(word)}" for word in words)


def _literal(word: str | int) -> str:
    """Write a value as Arazzo's simple conditions do: texts in single quotes, a quote in one doubled."""
    return str(word) if isinstance(word, int) else "'" + word.replace("'", "''") + "'"


def _answer(at: Path) -> str:
    return f"$response.body#/{'/'.join(at)}"
