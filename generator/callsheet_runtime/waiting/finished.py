"""What became of a task that was waited for among others. Sends nothing."""

from dataclasses import dataclass, field
from typing import Generic

from callsheet_runtime.errors import CallsheetError
from callsheet_runtime.flows.outcomes import read_result
from callsheet_runtime.flows.stakes import at_stake
from callsheet_runtime.flows.status import TaskStatus
from callsheet_runtime.flows.watching import Watched
from callsheet_runtime.protocol import Endpoint, Q, R
from callsheet_runtime.ticket import Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished(Generic[R]):
    """One task of many, waited for to its end: what it has made, or why there is nothing."""

    ticket: Ticket
    status: TaskStatus | None
    """The last look at it, where that found an end."""
    error: CallsheetError | None
    """What waiting for it alone would have raised; `None` where there is a result."""
    made: R | None = field(repr=False)
    """The result; `None` where there is none."""

    @property
    def result(self) -> R:
        """The result.

        Raises:
            CallsheetError: what waiting for this task alone would have raised.

        """
        if self.error is not None:
            raise self.error
        assert self.made is not None, "without an error there is a result"
        return self.made


def finish(endpoint: Endpoint[Q, R], watched: Watched, end: TaskStatus | CallsheetError) -> Finished[R]:
    """Say what became of a task."""
    if isinstance(end, CallsheetError):
        return Finished(ticket=watched.ticket, status=None, error=end, made=None)
    with at_stake(watched.ticket):
        try:
            made = read_result(endpoint, end)
        except CallsheetError as error:
            return Finished(ticket=watched.ticket, status=end, error=error, made=None)
    return Finished(ticket=watched.ticket, status=end, error=None, made=made)
