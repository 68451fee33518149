"""Intervals, limits and retention agree. Knows figures, no clock.

A client that keeps one figure must not break another: poll more often than is allowed, or come back for a task that was
forgotten.

Example:
    ```yaml
    poll:
      call: GET /tasks/{task}
      every: 500 ms
      at_most: 1 per s
      cite: {guide: ask every 5 seconds}
    ```

Use instead:
    ```yaml
    poll:
      call: GET /tasks/{task}
      every: 5 s
      at_most: 1 per s
      cite: {guide: ask every 5 seconds}
    ```

"""

from collections.abc import Iterator
from typing import Final

from callsheet.diagnostics import Diagnostic
from callsheet.model.endpoint import Endpoint, Provider, TaskEndpoint
from callsheet.model.words import number_in_words
from callsheet.span import Span

CODE: Final = "limits-contradict"


def check(provider: Provider, endpoint: Endpoint) -> Iterator[Diagnostic]:
    """Report figures that cannot be kept together."""
    del provider
    if isinstance(endpoint, TaskEndpoint):
        for span, about, words in _findings(endpoint):
            yield Diagnostic(CODE, span, words, "read both figures again", about=about)


def _findings(endpoint: TaskEndpoint) -> Iterator[tuple[Span, str, str]]:
    poll, machine = endpoint.protocol.poll, endpoint.protocol.machine
    place = poll.cites[0].span if poll.cites else endpoint.span
    every = f"a poll every {number_in_words(poll.every)} s"
    if poll.per_second is not None and poll.every * poll.per_second < 1:
        yield place, "poll", f"{every} breaks its own limit of {number_in_words(poll.per_second)} per s"
    limits, retention = endpoint.limits, endpoint.retention
    if limits and limits.plans and limits.running is not None:
        most = max(count for _, count in limits.plans)
        if most < limits.running:
            words = f"{limits.running} tasks may be at work, and the largest plan has {most}"
            yield limits.cites[0].span if limits.cites else endpoint.span, "limits", words
    kept = retention.task if retention else None
    if retention is None or kept is None:
        return
    at = retention.cites[0].span if retention.cites else endpoint.span
    if kept <= poll.every:
        yield at, "retention", f"{every} comes after the task was forgotten"
    for state in machine.states:
        if state.forgotten and state.after is not None and state.after != kept:
            after = number_in_words(state.after)
            words = f"a task is {state.name!r} after {after} s, and is kept for {number_in_words(kept)} s"
            yield at, "retention", words
