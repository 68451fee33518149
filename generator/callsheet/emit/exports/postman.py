"""A Postman collection (v2.1) of a provider: a folder for each endpoint, its requests ready to be sent.

Key and address are variables, and the key's is empty. A creation notes its task, for which the next request asks.
"""

import json
import re
import uuid
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final, cast
from urllib.parse import urlencode

from callsheet.emit.exports.operations import Asked, Kind, Operation, asked, operations
from callsheet.emit.exports.requests import FORM, accepted, body, wire
from callsheet.emit.json_schema import Schema
from callsheet.emit.layout import sentence
from callsheet.model.endpoint import Provider, RequestExample, TaskEndpoint
from callsheet.model.protocol import Call, Path
from callsheet.model.request import File

FORMAT: Final = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
_HOLE: Final = re.compile(r"\{([^{}]*)\}")
_TOLD: Final[dict[Kind, str]] = {"poll": "How the task is", "cancel": "End the task", "list": "All tasks"}


def document(provider: Provider) -> Schema:
    """Make the collection of all endpoints of a provider."""
    found = operations(provider)
    settings = dict.fromkeys(name for server in provider.servers for name in server.settings)
    served = [f"- {one.name} ({one.region}): `{one.url}`" for one in provider.servers]
    variables = [
        {"key": "baseUrl", "value": _holes(provider.servers[0].url), "type": "string"},
        *({"key": name, "value": "", "type": "string"} for name in settings),
        {"key": "key", "value": "", "type": "string"},
        {"key": "task", "value": "", "type": "string"},
    ]
    return {
        "info": {
            "_postman_id": _id(provider.name),
            "name": provider.title,
            "description": "\n".join((sentence(provider.doc), "", "Values for `baseUrl`:", "", *served)),
            "schema": FORMAT,
        },
        "auth": _auth(provider),
        "variable": variables,
        "item": [_folder(one, found) for one in asked(provider)],
    }


def _id(name: str) -> str:
    """Make an id that is the same each time."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"callsheet/{name}"))


def _auth(provider: Provider) -> Schema:
    """Send the key as the provider wants it: any form of it is the value of a header."""
    value = provider.key.form.replace("{key}", "{{key}}")
    said = {"key": provider.key.header, "value": value, "in": "header"}
    return {"type": "apikey", "apikey": [{"key": key, "value": word, "type": "string"} for key, word in said.items()]}


def _folder(endpoint: Asked, found: tuple[Operation, ...]) -> Schema:
    # The creation first, whichever endpoint it is shared with: what follows asks for its task.
    own = sorted((one for one in found if endpoint in one.endpoints), key=lambda one: one.kind != "create")
    items = [item for one in own for item in _items(one, endpoint)]
    return {"name": endpoint.name, "description": sentence(endpoint.doc), "item": items}


def _items(operation: Operation, endpoint: Asked) -> Iterator[Schema]:
    # A call that asks what a poll asks is sent as itself, with an id of its own.
    call = operation.call if isinstance(endpoint, TaskEndpoint) else endpoint.call
    if operation.kind in _TOLD and isinstance(endpoint, TaskEndpoint):
        yield {"name": _TOLD[operation.kind], "request": _request(call, None, endpoint), "response": []}
        return
    for one in accepted(endpoint):
        item: Schema = {"name": one.name, "request": _request(call, one, endpoint), "response": []}
        if isinstance(endpoint, TaskEndpoint):
            item["event"] = [_noting(endpoint.protocol.submit.task)]
        yield item


def _noting(task: Path) -> Schema:
    """Keep the task's id, as text: an id of 64 bits is no number of JavaScript's."""
    steps = "".join(f"?.[{json.dumps(key)}]" for key in task)
    script = [
        "const big = /([:\\[,]\\s*)(\\d{16,})(?=\\s*[,}\\]])/g;",
        "const answer = JSON.parse(pm.response.text().replace(big, '$1\"$2\"'));",
        f"const task = answer{steps};",
        'pm.test("answers with a task", () => pm.expect(task).to.be.ok);',
        'if (task) pm.collectionVariables.set("task", String(task));',
    ]
    return {"listen": "test", "script": {"type": "text/javascript", "exec": script}}


def _request(call: Call, example: RequestExample | None, endpoint: Asked) -> Schema:
    sent, outside = wire(endpoint, example.body) if example else (None, {})
    headers = [{"key": one.name, "value": "{{$guid}}" if one.value is None else one.value} for one in call.headers]
    headers += [{"key": name, "value": str(value)} for name, value in outside.get("$headers", {}).items()]
    said: Schema = {"method": call.method, "header": headers, "url": _url(call, outside)}
    described = body(endpoint) if example else None
    if described is None:
        return said
    if described.media == FORM:
        files = {one.at[-1] for one in endpoint.parameters if isinstance(one.kind, File)}
        said["body"] = {"mode": "formdata", "formdata": list(_fields(cast("Schema", sent), files))}
    else:
        raw = json.dumps(sent, indent=2, ensure_ascii=False)
        said["body"] = {"mode": "raw", "raw": raw, "options": {"raw": {"language": "json"}}}
    if example and example.doc:
        said["description"] = sentence(example.doc)
    return said


def _fields(sent: Schema, files: set[str]) -> Iterator[Schema]:
    for name, value in sent.items():
        word = str(value)
        if name in files:
            # By its name alone: it is looked for in Postman's own folder.
            yield {"key": name, "type": "file", "src": PurePosixPath(word).name}
        else:
            yield {"key": name, "type": "text", "value": word}


def _url(call: Call, outside: dict[str, dict[str, object]]) -> Schema:
    path = _holes(call.path)
    for name, value in outside.get("$path", {}).items():
        path = path.replace(f"{{{{{name}}}}}", str(value))
    query = {name: str(value) for name, value in outside.get("$query", {}).items()}
    raw = f"{{{{baseUrl}}}}{path}"
    url: Schema = {"raw": f"{raw}?{urlencode(query)}" if query else raw, "host": ["{{baseUrl}}"]}
    url["path"] = path.removeprefix("/").split("/")
    return {**url, "query": [{"key": name, "value": value} for name, value in query.items()]} if query else url


def _holes(template: str) -> str:
    return _HOLE.sub(r"{{\1}}", template)
