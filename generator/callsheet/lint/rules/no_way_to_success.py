"""A task can succeed. Knows the machine, not what it makes.

A machine without a way from its start to a state that means `succeeded` leaves every client waiting.

Example:
    ```yaml
    status:
      at: state
      start: WAIT
      states:
        WAIT: {means: waiting, next: [BAD]}
        DONE: {means: succeeded}
        BAD: {means: failed}
        GONE: {means: expired, from: any}
        OFF: {means: cancelled}
      cite: {guide: WAIT then DONE}
    ```

Use instead:
    ```yaml
    status:
      at: state
      start: WAIT
      states:
        WAIT: {means: waiting, next: [DONE, BAD]}
        DONE: {means: succeeded}
        BAD: {means: failed}
        GONE: {means: expired, from: any}
        OFF: {means: cancelled}
      cite: {guide: WAIT then DONE}
    ```

"""

from collections.abc import Iterator
from typing import Final

from callsheet.diagnostics import Diagnostic
from callsheet.model.endpoint import Endpoint, Provider, TaskEndpoint

CODE: Final = "no-way-to-success"


def check(provider: Provider, endpoint: Endpoint) -> Iterator[Diagnostic]:
    """Report machines that never come to a success."""
    del provider
    if not isinstance(endpoint, TaskEndpoint):
        return
    machine = endpoint.protocol.machine
    if not machine.way_to_success():
        words = f"no way leads from {machine.start!r} to a state that means succeeded"
        note = "follow `next` from the start, and add the step that is missing"
        yield Diagnostic(CODE, machine.span, words, note, about=machine.start)
