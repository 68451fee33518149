"""What comes back, as open schemas: fields that no page names may be there, and nearly all may be missing or null.

Knows no request, and no whole document.
"""

from collections.abc import Iterable, Iterator
from typing import Final, cast

from callsheet.emit.exports.notes import CITES, cites
from callsheet.emit.exports.operations import Asked, Operation
from callsheet.emit.exports.promises import promises
from callsheet.emit.exports.words import are_numbers, state_words
from callsheet.emit.json_schema import Schema
from callsheet.model.endpoint import AnswerExample, CallEndpoint, ResultField, WebhookEndpoint
from callsheet.model.protocol import ErrorTable, Listing, Machine, Path

Leaf = tuple[Path, Schema]
"""A place in an answer, and what is there."""
BAD: Final = 400
"""From this HTTP status on, an answer says no."""
_TYPES: Final[dict[str, list[str]]] = {
    "text": ["string", "null"],
    "url": ["string", "null"],
    "integer": ["integer", "null"],
    "number": ["number", "null"],
    "boolean": ["boolean", "null"],
    "id": ["string", "integer", "null"],
    "moment": ["string", "null"],
}


def answer(operation: Operation) -> Schema:
    """Describe the answer to a call, if all went well or the provider says no under the same HTTP status."""
    described = tree(leaf for one in operation.endpoints for leaf in _shown(operation, one))
    described["type"] = "object"
    promised = list(promises(operation))
    return {**described, "allOf": promised} if promised else described


def explanation(tables: Iterable[ErrorTable]) -> Schema:
    """Describe how a provider says no."""
    described = tree(leaf for table in tables for leaf in _explanations(table))
    described["type"] = "object"
    return described


def event(endpoint: WebhookEndpoint) -> Schema:
    """Describe what a provider sends by itself."""
    told = endpoint.event
    own: list[Leaf] = [(told.task, {"type": _TYPES["id"]}), (told.status, _status(told.machine))]
    if told.id:
        own.append((told.id, {"type": _TYPES["id"]}))
    described = tree((*own, *map(_field, endpoint.result)))
    described["type"] = "object"
    return described


def is_good(errors: ErrorTable, one: AnswerExample) -> bool:
    """Tell whether an example shows a call that went well."""
    return one.http < BAD and (
        errors.success is None or str(follow(one.body, errors.usual.code or ())) == errors.success
    )


def good_status(operation: Operation) -> int:
    """Find the HTTP status under which a call goes well: the one that pages show, else 200."""
    shown = (
        each.http
        for one in operation.endpoints
        for each in one.answers
        if each.to == operation.answered and is_good(one.errors, each)
    )
    return next(shown, 200)


def follow(body: object, at: Path) -> object:
    """Follow keys; `None` where they lead nowhere."""
    for key in at:
        body = cast("Schema", body).get(key) if isinstance(body, dict) else None
    return body


def tree(leaves: Iterable[Leaf]) -> Schema:
    """Put together what stands at places into one schema; where several things may stand, any of them may."""
    here: list[Schema] = []
    below: dict[str, list[Leaf]] = {}
    for at, leaf in leaves:
        if at:
            below.setdefault(at[0], []).append((at[1:], leaf))
        elif leaf not in here:
            here.append(leaf)
    if below and all(key.isdecimal() for key in below):
        here.append({"type": ["array", "null"], "items": tree(leaf for one in below.values() for leaf in one)})
    elif below:
        here.append({"type": ["object", "null"], "properties": {key: tree(one) for key, one in below.items()}})
    alike = {str({**one, "description": "", CITES: []}): one for one in reversed(here)}
    found = list(reversed(alike.values()))
    if len(found) > 1:
        return {"anyOf": found}
    return dict(found[0]) if found else {}


def _shown(operation: Operation, endpoint: Asked) -> Iterator[Leaf]:
    """List what stands in the answers of an endpoint; what pages show there in other forms may stand, too."""
    bodies = [one.body for one in endpoint.answers if one.to == operation.answered]
    for at, leaf in (*_opening(endpoint.errors), *_leaves(operation, endpoint)):
        kinds = cast("list[str]", leaf["type"]) if isinstance(leaf.get("type"), list) else []
        others = {_kind(follow(body, at)) for body in bodies} - {*kinds, "integer" if "number" in kinds else ""}
        yield at, {**leaf, "type": [*kinds, *sorted(others)]} if kinds and others else leaf


def _kind(value: object) -> str:
    """Name the kind of a JSON value."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "number"
        case str():
            return "string"
        case list():
            return "array"
        case _:
            return "object"


def _opening(errors: ErrorTable) -> Iterator[Leaf]:
    """List what stands in every answer: the call's id, and the code for success where there is one."""
    if errors.success is not None:
        yield from _explanations(errors)
    if errors.usual.request_id is not None:
        yield errors.usual.request_id, {"type": ["string", "null"], "description": "Id of the call."}


def _explanations(errors: ErrorTable) -> Iterator[Leaf]:
    kind = "integer" if are_numbers(errors) else "string"
    for shape in errors.shapes:
        if shape.code is not None:
            yield shape.code, {"type": [kind, "null"], "description": "The provider's code for what went wrong."}
        yield shape.message, {"type": ["string", "null"], "description": "What went wrong, in words."}
        if shape.request_id is not None:
            yield shape.request_id, {"type": ["string", "null"], "description": "Id of the call."}


def _leaves(operation: Operation, endpoint: Asked) -> Iterator[Leaf]:
    if isinstance(endpoint, CallEndpoint):
        yield from map(_field, endpoint.result)
        return
    protocol = endpoint.protocol
    task: Schema = {"type": _TYPES["id"], "description": "Id of the task."}
    match operation.kind:
        case "create":
            yield protocol.submit.task, task
            if protocol.submit.status is not None:
                yield protocol.submit.status, _status(protocol.machine)
        case "poll":
            if protocol.poll.task is not None:
                yield protocol.poll.task, task
            yield protocol.machine.at, _status(protocol.machine)
            for at in filter(None, (protocol.failure.code, protocol.failure.message)):
                yield at, {"type": ["string", "integer", "null"], "description": "Why the task failed."}
            yield from map(_field, endpoint.result)
        case "list" if protocol.listing is not None:
            yield from _listed(protocol.listing, protocol.machine)
        case _:
            pass


def _listed(listing: Listing, machine: Machine) -> Iterator[Leaf]:
    row = listing.row
    moment: Schema = {"type": ["integer" if row.moment and row.moment.form == "epoch_ms" else "string", "null"]}
    inside: list[Leaf] = [(_keys(row.task), {"type": _TYPES["id"]}), (_keys(row.status), _status(machine))]
    if row.model:
        inside.append((_keys(row.model), {"type": _TYPES["text"]}))
    inside += [(_keys(at), moment) for at in (row.created, row.started, row.ended) if at]
    yield listing.rows, {"type": ["array", "null"], "items": tree(inside)}
    for at in filter(None, (listing.total, listing.pages, listing.page, listing.size)):
        yield at, {"type": ["integer", "null"]}


def _keys(dotted: str) -> Path:
    return tuple(dotted.split("."))


def _status(machine: Machine) -> Schema:
    """Describe a state: pages name these words, and a word that they do not name means that the task is at work."""
    words = state_words(machine)
    kind = "string" if isinstance(words[0], str) else "integer"
    known = "; ".join(f"{one.name}: {one.means.value}" for one in machine.states)
    return {"type": kind, "description": f"State of the task. Any other counts as running. {known}.", "examples": words}


def _field(one: ResultField) -> Leaf:
    said: Schema = {"description": one.doc, **_value(one), CITES: cites(one.cites)}
    return one.at, said


def _value(one: ResultField) -> Schema:
    if one.type == "moment" and one.moment is not None and one.moment.form == "epoch_ms":
        return {"type": ["integer", "null"]}
    if one.type == "moment" and one.moment is not None:
        return {"type": ["string", "null"], "x-callsheet-moment": {"form": one.moment.form, "zone": one.moment.zone}}
    if one.type != "list":
        return {"type": [*_TYPES[one.type]]} if one.type in _TYPES else {}
    items = {"type": [*_TYPES[one.item]]} if isinstance(one.item, str) else tree(map(_field, one.item))
    return {"type": ["array", "null"], "items": items}
