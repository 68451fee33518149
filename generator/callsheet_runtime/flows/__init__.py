"""What to send, in what order, and when to rest: all that a client does. Does no I/O and knows no HTTP library.

A flow is a generator. It yields a `Call` and is sent the `Reply`, or yields a `Pause` and is sent `None`; a driver does
the sending and the sleeping, blocking or awaiting. What goes wrong inside the driver itself (an interrupt, say) it
throws into the flow, so that the flow can say which task is at stake.
"""

from callsheet_runtime.flows.calling import call
from callsheet_runtime.flows.managing import TaskPage, TaskRow, cancel, list_tasks
from callsheet_runtime.flows.submitting import fingerprint, submit
from callsheet_runtime.flows.vocabulary import Answered, Call, Context, Flow, Lost, Pause, Repeat, Reply
from callsheet_runtime.flows.watching import TaskStatus, poll, run, wait

__all__ = [
    "Answered",
    "Call",
    "Context",
    "Flow",
    "Lost",
    "Pause",
    "Repeat",
    "Reply",
    "TaskPage",
    "TaskRow",
    "TaskStatus",
    "call",
    "cancel",
    "fingerprint",
    "list_tasks",
    "poll",
    "run",
    "submit",
    "wait",
]
