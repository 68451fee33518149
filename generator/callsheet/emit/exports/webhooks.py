"""What a provider sends by itself. Knows no call."""

from callsheet.emit.exports import notes, refusals
from callsheet.emit.exports.names import event_name, ref
from callsheet.emit.exports.operations import plain
from callsheet.emit.exports.requests import JSON
from callsheet.emit.json_schema import Schema
from callsheet.emit.layout import sentence
from callsheet.model.endpoint import WebhookEndpoint


def webhook(one: WebhookEndpoint) -> Schema:
    """Describe the request that a provider sends, and the answer that it waits for."""
    told = one.event
    signed = told.signature
    headers = (signed.signature, signed.timestamp, signed.nonce) if signed else ()
    shown = {each.name: refusals.example(each) for each in one.answers}
    content: Schema = {"schema": {"$ref": ref(event_name(one))}, **({"examples": shown} if shown else {})}
    said: Schema = {
        "operationId": f"receive-{plain(one.name)}",
        "summary": sentence(one.doc),
        "description": sentence(told.doc),
        "security": [],
        "requestBody": {"required": True, "content": {JSON: content}},
        "responses": {"200": _reply(told.reply)},
        "x-callsheet-retries-seconds": list(told.retries),
        "x-callsheet-endpoints": [notes.endpoint(one, ())],
    }
    if headers:
        said["parameters"] = [
            {"name": name, "in": "header", "required": True, "schema": {"type": "string"}} for name in headers if name
        ]
    if signed:
        said["x-callsheet-signature"] = {"method": signed.method, "signs": signed.signs, "orders": list(signed.orders)}
    return said


def _reply(words: str) -> Schema:
    if not words:
        return {"description": "Received."}
    return {"description": "Received.", "content": {"text/plain": {"schema": {"type": "string"}, "example": words}}}
