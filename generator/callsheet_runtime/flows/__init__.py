"""What to send, in what order, and when to rest: all that a client does. Does no I/O and knows no HTTP library.

A flow is a generator. It yields a `Call` and is sent the `Reply`, or yields a `Pause` or a `Local` and is sent `None`;
a driver does the sending, the sleeping and what is local, blocking or awaiting. What goes wrong inside the driver
itself (an interrupt, say) it throws into the flow, so that the flow can say which task is at stake.

Names are loaded when first asked for: whoever only imports a client sends nothing yet.
"""

from callsheet_runtime.lazily import naming

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callsheet_runtime.flows.calling import call
    from callsheet_runtime.flows.managing import TaskPage, TaskRow, cancel, list_tasks
    from callsheet_runtime.flows.outcomes import read_result
    from callsheet_runtime.flows.reconciling import Left
    from callsheet_runtime.flows.resuming import Resumed, resume_all
    from callsheet_runtime.flows.status import TaskStatus
    from callsheet_runtime.flows.submitting import fingerprint, submit
    from callsheet_runtime.flows.vocabulary import Answered, Call, Context, Flow, Local, Lost, Pause, Repeat, Reply
    from callsheet_runtime.flows.watching import Watched, begin, begun, look, poll, rest, run, wait

__all__ = [
    "Answered",
    "Call",
    "Context",
    "Flow",
    "Left",
    "Local",
    "Lost",
    "Pause",
    "Repeat",
    "Reply",
    "Resumed",
    "TaskPage",
    "TaskRow",
    "TaskStatus",
    "Watched",
    "begin",
    "begun",
    "call",
    "cancel",
    "fingerprint",
    "list_tasks",
    "look",
    "poll",
    "read_result",
    "rest",
    "resume_all",
    "run",
    "submit",
    "wait",
]

_HOMES = {
    "Answered": "vocabulary",
    "Call": "vocabulary",
    "Context": "vocabulary",
    "Flow": "vocabulary",
    "Left": "reconciling",
    "Local": "vocabulary",
    "Lost": "vocabulary",
    "Pause": "vocabulary",
    "Repeat": "vocabulary",
    "Reply": "vocabulary",
    "Resumed": "resuming",
    "TaskPage": "managing",
    "TaskRow": "managing",
    "TaskStatus": "status",
    "Watched": "watching",
    "begin": "watching",
    "begun": "watching",
    "call": "calling",
    "cancel": "managing",
    "fingerprint": "submitting",
    "list_tasks": "managing",
    "look": "watching",
    "poll": "watching",
    "resume_all": "resuming",
    "read_result": "outcomes",
    "rest": "watching",
    "run": "watching",
    "submit": "submitting",
    "wait": "watching",
}
"""Which module each name lives in."""

__getattr__, __dir__ = naming(__name__, _HOMES)
