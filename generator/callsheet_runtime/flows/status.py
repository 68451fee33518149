"""One look at a task, as a value. Sends nothing."""

from dataclasses import dataclass

from callsheet_runtime.machine import ALIVE, Meaning
from callsheet_runtime.reading import Answer
from callsheet_runtime.ticket import Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskStatus:
    """One look at a task."""

    ticket: Ticket
    status: str | None
    """The provider's word; `None` where the answer has none."""
    means: Meaning
    answer: Answer
    """The whole answer."""

    @property
    def terminal(self) -> bool:
        """Tell whether the task is over; an unheard word is not taken for an end."""
        return self.means not in ALIVE
