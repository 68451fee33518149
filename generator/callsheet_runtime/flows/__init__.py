"""What to send, in what order, and when to rest: all that a client does. Does no I/O and knows no HTTP library."""

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
    "cancel",
    "fingerprint",
    "list_tasks",
    "poll",
    "run",
    "submit",
    "wait",
]
