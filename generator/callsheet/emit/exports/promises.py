"""What an answer cannot lack where all went well. Knows no other field."""

from collections.abc import Iterator

from callsheet.emit.exports.operations import Operation
from callsheet.emit.exports.words import code_word, state_words
from callsheet.emit.json_schema import Schema
from callsheet.model.protocol import ErrorTable, Path


def promises(operation: Operation) -> Iterator[Schema]:
    """Say what cannot be missing where all went well: the id of a task, the result of a task that succeeded."""
    if not operation.tasks:
        return
    first = operation.tasks[0]
    if operation.kind == "create":
        there = _there(first.protocol.submit.task)
        yield {"if": {} if first.errors.success is None else _succeeds(first.errors), "then": there}
    if operation.kind == "poll":
        yield from _results(operation)


def _results(operation: Operation) -> Iterator[Schema]:
    first = operation.tasks[0]
    places = [{each.at for each in one.result if each.required} for one in operation.tasks]
    machine = first.protocol.machine
    done = [
        word for word, one in zip(state_words(machine), machine.states, strict=True) if one.means.value == "succeeded"
    ]
    common = [each for each in first.result if all(each.at in other for other in places)]
    needed = [each.at for each in common if set(map(str, done)) <= set(each.during)]
    if needed and done:
        then = [_there(at) for at in needed]
        yield {"if": nested(machine.at, {"enum": done}), "then": then[0] if len(then) == 1 else {"allOf": then}}


def _succeeds(errors: ErrorTable) -> Schema:
    return nested(errors.usual.code or (), {"const": code_word(errors, errors.success or "")})


def _there(at: Path) -> Schema:
    return nested(at, {"not": {"type": "null"}})


def nested(at: Path, leaf: Schema) -> Schema:
    """Nest under a place, each step required."""
    for key in reversed(at):
        if key.isdecimal():
            leaf = {"type": "array", "minItems": int(key) + 1, "items": leaf}
        else:
            leaf = {"type": "object", "properties": {key: leaf}, "required": [key]}
    return leaf
