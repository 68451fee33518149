"""What schemas are called in a document, and how they are referred to."""

from callsheet.emit.exports.operations import Operation, plain
from callsheet.model.endpoint import Endpoint, WebhookEndpoint


def ref(name: str) -> str:
    """Refer to a schema."""
    return f"#/components/schemas/{name}"


def request_name(endpoint: Endpoint) -> str:
    """Name the schema of an endpoint's requests."""
    return f"{_pascal(endpoint.name)}Request"


def answer_name(one: Operation) -> str:
    """Name the schema of the answers to a call."""
    return f"{_pascal(one.id)}Answer"


def event_name(one: WebhookEndpoint) -> str:
    """Name the schema of what a provider sends."""
    return f"{_pascal(one.name)}Event"


def _pascal(name: str) -> str:
    return "".join(part.capitalize() for part in plain(name).split("-"))
