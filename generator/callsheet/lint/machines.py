"""Where endpoints have the life of a task. Knows no finding."""

from callsheet.model.endpoint import Endpoint, TaskEndpoint, WebhookEndpoint
from callsheet.model.protocol import Machine


def machine_of(endpoint: Endpoint) -> Machine | None:
    """Find the machine of an endpoint whose tasks have one."""
    match endpoint:
        case TaskEndpoint(protocol=protocol):
            return protocol.machine
        case WebhookEndpoint(event=event):
            return event.machine
        case _:
            return None
