"""One call and its reply, repeated within the budget as long as its asker allows. Knows not which repeat is harmless.

It opens no answer either: of a reply it reads only how long the provider asks to wait.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from callsheet_runtime.flows.answers import retry_after
from callsheet_runtime.flows.documents import fill
from callsheet_runtime.flows.stakes import noting
from callsheet_runtime.flows.vocabulary import Again, Answered, Call, Context, Flow, Lost, Pause, Reply
from callsheet_runtime.protocol import Operation


@dataclass(frozen=True, slots=True, kw_only=True)
class Last:
    """The last reply to a call, after how many tries, and when that try was made."""

    reply: Reply
    tries: int
    sent_at: datetime
    sent: bool
    """Whether any of the tries may have been seen."""


def send(call: Call, context: Context, again: Callable[[Reply], bool], *, note: str = "") -> Flow[Last]:
    """Send a call, and send it again as long as `again` and the budget allow."""
    begun, tries, sent = context.now(), 0, False
    while True:
        tries += 1
        sent_at = context.today()
        with noting(note):
            reply = heard((yield call))
        sent = sent or not (isinstance(reply, Lost) and not reply.sent)
        last = Last(reply=reply, tries=tries, sent_at=sent_at, sent=sent)
        if tries > context.repeat.times or not again(reply):
            return last
        rest = rest_after(reply, tries, context)
        if context.now() + rest > begun + context.repeat.seconds:
            return last
        yield Pause(rest, Again(call, tries, reply))


def heard(reply: Reply | None) -> Reply:
    """Take what a driver sent back for a reply, which it is after a call."""
    assert reply is not None, "a call is answered; only a pause is not"
    return reply


def rest_after(reply: Reply, tries: int, context: Context) -> float:
    """Seconds to rest after so many tries: as the provider asks, else 1, 2, 4 … up to 64, half more or less."""
    asked = retry_after(reply.headers, context.today()) if isinstance(reply, Answered) else None
    return 2.0 ** min(tries - 1, 6) * (0.5 + context.chance()) if asked is None else asked


def url_of(operation: Operation, context: Context, task: str = "") -> str:
    """Write the whole address of an operation, with the task's id where it belongs."""
    return context.address + fill(operation, {"task": task})
