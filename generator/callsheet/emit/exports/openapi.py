"""An OpenAPI 3.1 document of a provider: calls, requests with their rules, answers, refusals, webhooks."""

from typing import Final, assert_never

from callsheet.emit.exports import notes, refusals
from callsheet.emit.exports.answers import BAD, answer, event, good_status
from callsheet.emit.exports.filters import filters
from callsheet.emit.exports.names import answer_name, event_name, ref, request_name
from callsheet.emit.exports.operations import Asked, Operation, operations, plain
from callsheet.emit.exports.requests import JSON, Body, accepted, body, parameters, unsaid, wire
from callsheet.emit.exports.webhooks import webhook
from callsheet.emit.json_schema import Schema
from callsheet.emit.layout import sentence
from callsheet.model.endpoint import Provider
from callsheet.model.protocol import Key, Server
from callsheet.model.request import Choice

KEY: Final = "key"


def document(provider: Provider) -> Schema:
    """Describe all that a provider takes and answers."""
    found = operations(provider)
    read = max((one.read for one in provider.sources), default="")
    paths: dict[str, Schema] = {}
    for one in found:
        paths.setdefault(one.call.path, {})[one.call.method.lower()] = _operation(provider, one)
    schemas = {request_name(each): kind.schema for one in found for each in one.endpoints if (kind := _body(one, each))}
    schemas |= {answer_name(one): answer(one) for one in found}
    schemas |= {event_name(one): event(one) for one in provider.webhooks}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": provider.title,
            "version": read or "unknown",
            "description": f"{sentence(provider.doc)} The version is when its pages were last read.",
        },
        "servers": [_server(one) for one in provider.servers],
        "security": [{KEY: []}],
        "paths": paths,
        **(
            {"webhooks": {plain(one.name): {"post": webhook(one)} for one in provider.webhooks}}
            if provider.webhooks
            else {}
        ),
        "components": {
            "securitySchemes": {KEY: _security(provider.key)},
            "schemas": {**schemas, refusals.SCHEMA: refusals.refusal(provider)},
            "responses": refusals.responses(provider),
        },
        "x-callsheet-errors": refusals.convention(provider),
        notes.SOURCES: notes.sources(provider),
    }


def _server(one: Server) -> Schema:
    settings = {name: {"default": name, "description": sentence(one.doc)} for name in one.settings}
    return {
        "url": one.url,
        "description": sentence(f"{one.name} ({one.region}). {one.doc}".strip()),
        **({"variables": settings} if settings else {}),
        notes.CITES: notes.cites(one.cites),
    }


def _security(key: Key) -> Schema:
    said: Schema = {notes.CITES: notes.cites(key.cites)}
    if key.header.lower() == "authorization" and key.form == "Bearer {key}":
        return {"type": "http", "scheme": "bearer", **said}
    words = {} if key.form == "{key}" else {"description": f"The header's value is `{key.form}`."}
    return {"type": "apiKey", "in": "header", "name": key.header, **words, **said}


def _operation(provider: Provider, one: Operation) -> Schema:
    said: Schema = {"operationId": one.id, "summary": _summary(one), "description": _description(one)}
    offered = {server for each in one.endpoints for server in each.servers}
    if offered != {server.name for server in provider.servers}:
        said["servers"] = [_server(each) for each in provider.servers if each.name in offered]
    sent = [*parameters(one), *filters(one)]
    if sent:
        said["parameters"] = sent
    if content := _content(one):
        said["requestBody"] = {"required": True, "content": content}
    said["responses"] = _responses(provider, one)
    if one.call.per_second is not None:
        said["x-callsheet-per-second"] = one.call.per_second
    said[notes.CITES] = notes.cites(one.call.cites)
    if one.kind in {"create", "call"}:
        said["x-callsheet-endpoints"] = [notes.endpoint(each, unsaid(each)) for each in one.endpoints]
    if one.kind == "poll":
        said["x-callsheet-machine"] = notes.machine(one.tasks[0])
    return said


def _summary(one: Operation) -> str:
    names = ", ".join(each.name for each in one.endpoints)
    match one.kind:
        case "create":
            return f"Create a task: {names}"
        case "poll":
            return "Ask how a task is"
        case "cancel":
            return "End a task early"
        case "list":
            return "List tasks"
        case "call":
            return names
        case _:
            assert_never(one.kind)


def _description(one: Operation) -> str:
    if one.kind not in {"create", "call"}:
        return f"For tasks of {', '.join(each.name for each in one.tasks)}."
    told = "\n".join(f"- {each.name}: {sentence(each.doc)}" for each in one.endpoints)
    if one.kind == "call":
        return told
    return f"{told}\n\n{sentence(one.tasks[0].protocol.submit.doc)}".strip()


def _content(one: Operation) -> Schema:
    """Describe what a call takes, by media type; where endpoints share it, their models tell them apart."""
    if one.kind not in {"create", "call"}:
        return {}
    by_media: dict[str, list[Asked]] = {}
    for each in one.endpoints:
        if found := body(each):
            by_media.setdefault(found.media, []).append(each)
    return {media: {"schema": _either(takers), **_examples(takers)} for media, takers in by_media.items()}


def _either(takers: list[Asked]) -> Schema:
    refs: list[Schema] = [{"$ref": ref(request_name(one))} for one in takers]
    if len(refs) == 1:
        return refs[0]
    models = [(word, one) for one in takers for word in _models(one)]
    apart = len({word for word, _ in models}) == len(models) and all(map(_models, takers))
    if not apart:
        return {"anyOf": refs}
    mapping = {word: ref(request_name(one)) for word, one in models}
    return {"oneOf": refs, "discriminator": {"propertyName": "model", "mapping": mapping}}


def _models(one: Asked) -> tuple[str, ...]:
    """List the models that a request has to name, at the top of its body."""
    model = one.model
    if model is None or model.at != ("model",) or not isinstance(model.kind, Choice):
        return ()
    return model.kind.words()


def _examples(takers: list[Asked]) -> Schema:
    examples = {
        f"{each.name}.{one.name}": {
            **({"summary": sentence(one.doc)} if one.doc else {}),
            "value": wire(each, one.body)[0],
            **({notes.CITES: notes.cites(one.cites)} if one.cites else {}),
        }
        for each in takers
        for one in accepted(each)
    }
    return {"examples": examples} if examples else {}


def _responses(provider: Provider, one: Operation) -> Schema:
    shown = {
        f"{each.name}.{example.name}": refusals.example(example)
        for each in one.endpoints
        for example in each.answers
        if example.to == one.answered and example.http < BAD
    }
    content: Schema = {"schema": {"$ref": ref(answer_name(one))}, **({"examples": shown} if shown else {})}
    good: Schema = {"description": _good(one), "content": {JSON: content}}
    if one.kind == "create":
        good["links"] = _links(provider, one)
    refused = {
        str(http): {"$ref": f"#/components/responses/{refusals.name(http)}"} for http in refusals.statuses(provider)
    }
    return {str(good_status(one)): good, **refused}


def _good(one: Operation) -> str:
    code, success = one.endpoints[0].errors.usual.code, one.endpoints[0].errors.success
    if success is None or code is None:
        return "Accepted."
    return f"Accepted if `{'.'.join(code)}` is {success}; else refused, by the codes in `x-callsheet-errors`."


def _links(provider: Provider, one: Operation) -> Schema:
    """Lead from the answer of a creation to what can be asked about the task."""
    task = one.tasks[0]
    value = f"$response.body#/{'/'.join(task.protocol.submit.task)}"
    return {
        each.id: {"operationId": each.id, "parameters": {"task": value}}
        for each in operations(provider)
        if each.kind in {"poll", "cancel"} and task in each.tasks
    }


def _body(one: Operation, endpoint: Asked) -> Body | None:
    return body(endpoint) if one.kind in {"create", "call"} else None
