"""Every state of a task can come about. Knows the machine, not how polls sample it.

A state that nothing leads to is a word of the page whose place in a task's life was not written down.

Example:
    ```yaml
    status:
      at: state
      start: WAIT
      states:
        WAIT: {means: waiting, next: [DONE, BAD]}
        PAUSED: {means: running, next: [DONE]}
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
        WAIT: {means: waiting, next: [PAUSED, DONE, BAD]}
        PAUSED: {means: running, next: [DONE]}
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
from callsheet.model.endpoint import Endpoint, Provider, TaskEndpoint, WebhookEndpoint
from callsheet.model.protocol import Machine

CODE: Final = "state-unreachable"


def check(provider: Provider, endpoint: Endpoint) -> Iterator[Diagnostic]:
    """Report states that no task gets into."""
    match endpoint:
        case TaskEndpoint(protocol=protocol):
            machine, cancelled = protocol.machine, protocol.cancel.leads_to if protocol.cancel else None
        case WebhookEndpoint(event=event):
            # What is cancelled, and how, only the endpoints of tasks know.
            machine, cancelled = event.machine, None
            if any(one.protocol.machine == machine for one in provider.tasks):
                return
        case _:
            return
    reached = _reached(machine, cancelled)
    for state in machine.states:
        if state.name not in reached:
            note = "name it in some state's `next`, or say `from: any`"
            words = f"nothing leads to the state {state.name!r}"
            yield Diagnostic(CODE, state.span, words, note, about=state.name)


def _reached(machine: Machine, cancelled: str | None) -> set[str]:
    ahead = [machine.start, *(state.name for state in machine.states if state.anytime)]
    if cancelled is not None:
        ahead.append(cancelled)
    reached: set[str] = set()
    while ahead:
        state = machine.state(ahead.pop())
        if state is not None and state.name not in reached:
            reached.add(state.name)
            ahead.extend(state.next)
    return reached
