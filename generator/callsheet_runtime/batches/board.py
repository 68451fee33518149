"""What a run keeps in one place: where each line is, what went wrong with it, which lane it is in. Sends nothing."""

from typing import TYPE_CHECKING

from callsheet_runtime.batches.lanes import Lane
from callsheet_runtime.batches.plan import Plan, Row
from callsheet_runtime.batches.progress import Stage, Tally, Told
from callsheet_runtime.batches.seats import Seats

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callsheet_runtime.batches.report import Trouble


class Board:
    """A run as it stands."""

    def __init__(self, plan: Plan, *, seats: Seats, told: Told) -> None:
        self.lanes: Mapping[str, Lane] = {name: Lane(client=one) for name, one in seats.clients.items()}
        self.troubles: dict[int, Trouble] = {}
        self.jobs = {row.position: row.job for row in plan.rows}
        """By line, which job of the journal stands for it."""
        self.leaving = False
        """Whether somebody wants to leave: what is sent already is waited for no longer."""
        self._clock = seats.find(plan.rows[0].endpoint).context if plan.rows else None
        self._told = told
        self.tally = Tally(plan.rows, plan.committed, self.now)

    def lane(self, row: Row) -> Lane:
        """Find the lane that a line is in."""
        return self.lanes[row.endpoint.partition("/")[0]]

    def stage(self, row: Row) -> Stage:
        """Say where a line is."""
        return self.tally.stages[row.position]

    def move(self, row: Row, to: Stage) -> None:
        """Note where a line is, and tell whoever watches."""
        if self.stage(row) is not to:
            self.tally.move(row, to)
            self.tell()

    def tell(self) -> None:
        """Tell whoever watches how it stands."""
        self._told(self.tally)

    def stop(self, why: str) -> None:
        """Send nothing more, to nobody."""
        for lane in self.lanes.values():
            lane.stop(why)

    def now(self) -> float:
        """Seconds that only go up, by the clients' clock."""
        return self._clock.now() if self._clock else 0.0
