"""From every state a task comes to an end. Knows the machine, not how polls sample it.

In a state that leads nowhere a client waits until its deadline, and nobody knows whether the task is paid for. That it
will be forgotten some day, as every task is, counts for no end.

Example:
    ```yaml
    status:
      at: state
      start: WAIT
      states:
        WAIT: {means: waiting, next: [STUCK, DONE, BAD]}
        STUCK: {means: running}
        DONE: {means: succeeded}
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
        WAIT: {means: waiting, next: [STUCK, DONE, BAD]}
        STUCK: {means: running, next: [DONE, BAD]}
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
from callsheet.model.protocol import Machine

CODE: Final = "no-way-to-end"


def check(provider: Provider, endpoint: Endpoint) -> Iterator[Diagnostic]:
    """Report states from which no end can be reached."""
    del provider
    machine = machine_of(endpoint)
    ending = _ending(machine) if machine else set[str]()
    for state in machine.states if machine else ():
        if state.name not in ending:
            words = f"a task that is {state.name!r} never comes to an end"
            yield Diagnostic(CODE, state.span, words, "name in its `next` what follows", about=state.name)


def _ending(machine: Machine) -> set[str]:
    """Name the states that are an end or lead to one."""
    ends = {one.name for one in machine.states if one.ends}
    if any(one.anytime and one.ends and not one.forgotten for one in machine.states):
        return {one.name for one in machine.states}
    while True:
        more = {one.name for one in machine.states if not ends.isdisjoint(one.next)} - ends
        if not more:
            return ends
        ends |= more
