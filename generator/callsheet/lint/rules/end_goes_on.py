"""After an end comes nothing. Knows the machine, not how polls sample it.

A client stops watching at the first state that means an end: what follows it is never seen, and a clip that comes later
is lost.

Example:
    ```yaml
    status:
      at: state
      start: WAIT
      states:
        WAIT: {means: waiting, next: [DONE, BAD]}
        DONE: {means: succeeded, next: [BAD]}
        BAD: {means: failed}
        GONE: {means: expired, from: any, after: 24 h}
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
        GONE: {means: expired, from: any, after: 24 h}
        OFF: {means: cancelled}
      cite: {guide: WAIT then DONE}
    ```

"""

from collections.abc import Iterator
from typing import Final

from callsheet.diagnostics import Diagnostic
from callsheet.lint.machines import machine_of
from callsheet.model.endpoint import Endpoint, Provider

CODE: Final = "end-goes-on"


def check(provider: Provider, endpoint: Endpoint) -> Iterator[Diagnostic]:
    """Report states that end a task and have a `next`."""
    del provider
    machine = machine_of(endpoint)
    for state in machine.states if machine else ():
        if state.ends and state.next:
            words = f"{state.name!r} means {state.means.value}, which is an end, and {', '.join(state.next)} may follow"
            note = "leave `next` out, or say what the state means while it goes on"
            yield Diagnostic(CODE, state.span, words, note, about=state.name)
