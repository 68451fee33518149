"""Runs a batch: submits, waits, saves, under one limit for each provider. Asks nobody, and prints nothing.

What is created is written down by the client's journal before and after each call; here is decided only what comes
next. A line is sent where the journal has nothing for its place, and nowhere else.
"""

import asyncio
from collections.abc import Coroutine
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from callsheet_runtime.batches.board import Board
from callsheet_runtime.batches.lanes import AT_ONCE, Lane
from callsheet_runtime.batches.plan import Fate, Plan, Row
from callsheet_runtime.batches.progress import Stage, Told
from callsheet_runtime.batches.seats import Seats
from callsheet_runtime.batches.unknown import Found, look_for
from callsheet_runtime.batches.working import Worker
from callsheet_runtime.downloading import Destination
from callsheet_runtime.journal.jobs import JobState
from callsheet_runtime.journal.journal import Journal
from callsheet_runtime.journal.standing import first_by_place, standing

if TYPE_CHECKING:
    from callsheet_runtime.batches.report import Undecided

MOST_SAVES = 64
"""Finished tasks whose files are waited for, before anything more is sent."""
GRACE = 10.0
"""Seconds that a submit on its way is given to be answered, when somebody wants to leave."""
SEARCH = 3600.0
"""Seconds to look for submissions of unknown outcome, when nothing else is left to do."""


class Run:
    """One run of a batch."""

    def __init__(
        self,
        plan: Plan,
        *,
        seats: Seats,
        journal: Journal,
        label: str,
        out: Path,
        concurrency: int | None,
        told: Told,
        destination: Destination,
    ) -> None:
        self.plan = plan
        self.board = Board(plan, seats=seats, told=told)
        self.undecided: tuple[Undecided, ...] = ()
        self._seats, self._journal, self._label = seats, journal, label
        self._concurrency = concurrency
        self._rows = {row.position: row for row in plan.rows}
        self._work: dict[asyncio.Task[None], Row] = {}
        self._crash: BaseException | None = None
        self._worker = Worker(
            self.board,
            seats=seats,
            journal=journal,
            label=label,
            out=out,
            destination=destination,
            start=self._start,
        )

    @property
    def stopped(self) -> tuple[str, ...]:
        """Why nothing more was sent, where something was left to send."""
        return tuple(dict.fromkeys(one.stopped for one in self.board.lanes.values() if one.stopped))

    async def go(self, deadline: float | None) -> None:
        """Do all that can be done, until then; what is left goes on at the provider.

        Raises:
            asyncio.CancelledError: somebody wants to leave. What was on its way has been waited for, for a while.

        """
        for row in self.plan.rows:
            self._begin(row)
        for lane in self.board.lanes.values():
            lane.set_most(self._concurrency or self._usual(lane))
        self.board.tell()
        main = asyncio.create_task(self._all())
        timer = asyncio.create_task(self._rest(deadline)) if deadline is not None else None
        try:
            await asyncio.wait({one for one in (main, timer) if one}, return_when=asyncio.FIRST_COMPLETED)
            if not main.done():
                self.board.stop(f"the deadline of {deadline:g} s has passed")
        except BaseException:
            self.board.stop("it was interrupted")
            raise
        finally:
            await self._detach(main, timer)
            self._agree()
            self.board.tell()
        if self._crash is not None:
            raise self._crash
        if main.done() and not main.cancelled():
            main.result()

    def _begin(self, row: Row) -> None:
        lane = self.board.lane(row)
        match row.fate:
            case Fate.NEW:
                lane.to_send.append(row)
            case Fate.OPEN | Fate.MADE:
                lane.under_way.append(row)
            case Fate.SAVED:
                self.board.tally.move(row, Stage.SAVED)
            case Fate.UNKNOWN:
                self.board.tally.move(row, Stage.UNKNOWN)
            case Fate.OVER:
                self.board.tally.move(row, Stage.FAILED)

    def _usual(self, lane: Lane) -> int:
        """Say how many tasks may be at work at once where nobody does: as many as the smallest plan allows."""
        names = {row.endpoint for row in (*lane.under_way, *lane.to_send)}
        known = [min(plans.values()) for name in names if (plans := self._seats.find(name).endpoint.plans)]
        return min(known, default=AT_ONCE)

    async def _all(self) -> None:
        """Do all that is to be done; look for what is of unknown outcome first of all, and when all else is done."""
        await self._look()
        begun = self.board.now()
        while True:
            await asyncio.gather(*(self._serve(lane) for lane in self.board.lanes.values()))
            if self._crash is not None:
                return
            later = await self._look()
            if any(lane.waiting for lane in self.board.lanes.values()):
                begun = self.board.now()
                continue
            if not later or self.board.now() > begun + SEARCH:
                return
            await self._rest(later)

    async def _serve(self, lane: Lane) -> None:
        """Begin one line after the other, as many at once as there is room for, until all are done."""
        while self._crash is None:
            lane.news.clear()
            row = lane.next() if len(self._work) - lane.at_work < MOST_SAVES or lane.under_way else None
            if row is not None:
                lane.at_work += 1
                self._start(self._worker.bring(lane, row), row)
            elif lane.waiting or self._mine(lane):
                await lane.news.wait()
            else:
                return

    def _mine(self, lane: Lane) -> bool:
        return any(self.board.lane(row) is lane for row in self._work.values())

    def _start(self, work: Coroutine[Any, Any, None], row: Row) -> None:
        task = asyncio.create_task(work)
        self._work[task] = row
        task.add_done_callback(self._done)

    def _done(self, task: "asyncio.Task[None]") -> None:
        del self._work[task]
        if not task.cancelled() and (error := task.exception()) is not None:
            # None of those that a line may end in: nothing more is begun, and whoever runs this is told.
            self._crash = self._crash or error
            self.board.stop(f"something is wrong here: {error}")
        for lane in self.board.lanes.values():
            lane.news.set()

    async def _look(self) -> float | None:
        """Look for what is of unknown outcome; answer in how many seconds more may be known, `None` for never."""
        if not self.board.tally.at(Stage.UNKNOWN):
            self.undecided = ()
            return None
        jobs = self._journal.jobs(state=JobState.UNKNOWN, label=self._label)
        ours = [job for job in jobs if job.position in self._rows]
        found: list[Found] = await look_for(self._seats, ours)
        left: list[Undecided] = []
        rests: list[float] = []
        for one in found:
            row = self._rows[one.position]
            if one.undecided is not None:
                left.append(one.undecided)
                lane = self.board.lane(row)
                if one.later and lane.stopped is None:
                    rests.append(one.every)
            elif one.created:
                self.board.jobs[row.position] = one.job
                self.board.move(row, Stage.QUEUED)
                self.board.lane(row).under_way.append(self._as(row, Fate.OPEN))
            else:
                self._forget_price(row)
                self.board.move(row, Stage.QUEUED)
                self.board.lane(row).to_send.append(self._as(row, Fate.NEW))
        self.undecided = tuple(left)
        self.board.tell()
        return min(rests, default=None)

    def _as(self, row: Row, fate: Fate) -> Row:
        self._rows[row.position] = changed = replace(row, fate=fate)
        return changed

    def _forget_price(self, row: Row) -> None:
        """Give back what was committed to a submission that has turned out to have created nothing."""
        self.board.tally.take_back(row)
        budget = self.board.lane(row).client.budget
        if budget is not None and row.fate is Fate.NEW:
            budget.give_back(row.amount if row.currency == budget.currency else None)

    async def _detach(self, main: "asyncio.Task[None]", timer: "asyncio.Task[None] | None") -> None:
        """Leave: what is on its way to the provider is waited for, all else is let go."""
        self.board.leaving = True
        for one in (main, timer):
            if one is not None and not one.done():
                one.cancel()
        sending = {task for task, row in self._work.items() if self.board.stage(row) is Stage.SENDING}
        rest = [task for task in self._work if task not in sending]
        for task in rest:
            task.cancel()
        impatient: asyncio.CancelledError | None = None
        try:
            if sending:
                await asyncio.wait(sending, timeout=GRACE)
        except asyncio.CancelledError as error:
            impatient = error
        left = {*self._work, *(one for one in (main, timer) if one is not None)}
        for task in self._work:
            task.cancel()
        # What is local, such as a line in the journal, is done to its end, however often somebody cancels.
        while pending := [one for one in left if not one.done()]:
            try:
                await asyncio.wait(pending)
            except asyncio.CancelledError as error:
                impatient = error
        if impatient is not None:
            raise impatient

    def _agree(self) -> None:
        """Hold what was not brought to an end to the journal, which has the last word."""
        unsettled = [row for row in self._rows.values() if self.board.stage(row) in _UNSETTLED]
        if not unsettled:
            return
        jobs = first_by_place(standing(self._journal.store, self._label))
        for row in unsettled:
            job = jobs.get(row.position)
            if job is not None and job.holds:
                self.board.move(row, _BY_STATE[job.state])
            else:
                # A task that was waited for has come to nothing; what was not even sent may be sent by the next call.
                waited = self.board.stage(row) in {Stage.RUNNING, Stage.SAVING}
                self.board.move(row, Stage.FAILED if waited else Stage.UNSENT)

    async def _rest(self, seconds: float) -> None:
        await next(iter(self.board.lanes.values())).client.rest(seconds)


_UNSETTLED = frozenset({Stage.QUEUED, Stage.SENDING, Stage.RUNNING, Stage.SAVING})
_BY_STATE = {
    JobState.PLANNED: Stage.UNSENT,
    JobState.SENDING: Stage.UNKNOWN,
    JobState.UNKNOWN: Stage.UNKNOWN,
    JobState.OPEN: Stage.OPEN,
    JobState.SUCCEEDED: Stage.UNSAVED,
    JobState.SAVED: Stage.SAVED,
    JobState.EXPIRED: Stage.FAILED,
}
"""Of each state that holds a line's place."""
