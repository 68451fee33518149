"""Runs a batch: submits, waits, saves, under one limit for each provider. Asks nobody, and prints nothing.

What is created is written down by the client's journal before and after each call; here is decided only what comes
next. A line is sent where the journal has nothing for its place, and nowhere else.
"""

import asyncio
from collections.abc import Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any

from callsheet_runtime import flows
from callsheet_runtime.batches.lanes import AT_ONCE, Lane
from callsheet_runtime.batches.lines import Gone
from callsheet_runtime.batches.plan import Fate, Plan, Row
from callsheet_runtime.batches.progress import Stage, Tally, Told
from callsheet_runtime.batches.report import Trouble, Undecided
from callsheet_runtime.batches.seats import Seats
from callsheet_runtime.batches.unknown import Found, look_for
from callsheet_runtime.downloading import Destination, deliver, drive_async
from callsheet_runtime.errors import (
    BalanceExhausted,
    BudgetExceeded,
    CallsheetError,
    ConcurrencyExceeded,
    KeyRefused,
    NotSent,
    OutcomeUnknown,
    PriceUnknown,
    RateExceeded,
    ServerTrouble,
    TaskEnded,
)
from callsheet_runtime.flows.submitting import fingerprint
from callsheet_runtime.journal.errors import JournalError
from callsheet_runtime.journal.jobs import JobState
from callsheet_runtime.journal.journal import Journal
from callsheet_runtime.journal.plans import Wish
from callsheet_runtime.journal.standing import first_by_place, standing
from callsheet_runtime.tasks import AsyncTasks
from callsheet_runtime.ticket import Ticket

SAVES = 8
"""Files that are fetched at once."""
MOST_SAVES = 64
"""Finished tasks whose files are waited for, before anything more is sent."""
LOST_SAVES = 5
"""Files in a row that could not be saved, after which nothing more is sent: what cannot be kept is not bought."""
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
        self.troubles: dict[int, Trouble] = {}
        self.undecided: tuple[Undecided, ...] = ()
        self._seats, self._journal, self._label, self._out = seats, journal, label, out
        self._told, self._destination = told, destination
        self._lanes = {name: Lane(client=one) for name, one in seats.clients.items()}
        self._concurrency = concurrency
        self._clock = seats.find(plan.rows[0].endpoint).context if plan.rows else None
        self.tally = Tally(plan.rows, plan.committed, self._clock.now if self._clock else lambda: 0.0)
        self._rows = {row.position: row for row in plan.rows}
        self._jobs = {row.position: row.job for row in plan.rows}
        self._saving = asyncio.Semaphore(SAVES)
        self._unsaved = 0
        self._work: dict[asyncio.Task[None], Row] = {}
        self._leaving = False
        self._crash: BaseException | None = None

    @property
    def stopped(self) -> tuple[str, ...]:
        """Why nothing more was sent, where something was left to send."""
        return tuple(dict.fromkeys(one.stopped for one in self._lanes.values() if one.stopped))

    async def go(self, deadline: float | None) -> None:
        """Do all that can be done, until then; what is left goes on at the provider.

        Raises:
            asyncio.CancelledError: somebody wants to leave. What was on its way has been waited for, for a while.

        """
        for row in self.plan.rows:
            self._begin(row)
        for lane in self._lanes.values():
            lane.set_most(self._concurrency or self._usual(lane))
        self._tell()
        main = asyncio.create_task(self._all())
        timer = asyncio.create_task(self._rest(deadline)) if deadline is not None else None
        try:
            await asyncio.wait({one for one in (main, timer) if one}, return_when=asyncio.FIRST_COMPLETED)
            if not main.done():
                self.stop(f"the deadline of {deadline:g} s has passed")
        except BaseException:
            self.stop("it was interrupted")
            raise
        finally:
            await self._detach(main, timer)
            self._agree()
            self._tell()
        if self._crash is not None:
            raise self._crash
        if main.done() and not main.cancelled():
            main.result()

    def stop(self, why: str) -> None:
        """Send nothing more."""
        for lane in self._lanes.values():
            lane.stop(why)

    def _begin(self, row: Row) -> None:
        lane = self._lane(row)
        match row.fate:
            case Fate.NEW:
                lane.to_send.append(row)
            case Fate.OPEN | Fate.MADE:
                lane.under_way.append(row)
            case Fate.SAVED:
                self.tally.move(row, Stage.SAVED)
            case Fate.UNKNOWN:
                self.tally.move(row, Stage.UNKNOWN)
            case Fate.OVER:
                self.tally.move(row, Stage.FAILED)

    def _usual(self, lane: Lane) -> int:
        """Say how many tasks may be at work at once where nobody does: as many as the smallest plan allows."""
        names = {row.endpoint for row in (*lane.under_way, *lane.to_send)}
        known = [min(plans.values()) for name in names if (plans := self._seats.find(name).endpoint.plans)]
        return min(known, default=AT_ONCE)

    async def _all(self) -> None:
        """Do all that is to be done; look for what is of unknown outcome first of all, and when all else is done."""
        await self._look()
        begun = self._now()
        while True:
            await asyncio.gather(*(self._serve(lane) for lane in self._lanes.values()))
            if self._crash is not None:
                return
            later = await self._look()
            if any(lane.waiting for lane in self._lanes.values()):
                begun = self._now()
                continue
            if not later or self._now() > begun + SEARCH:
                return
            await self._rest(later)

    async def _serve(self, lane: Lane) -> None:
        """Begin one line after the other, as many at once as there is room for, until all are done."""
        while self._crash is None:
            lane.news.clear()
            row = lane.next() if len(self._work) - lane.at_work < MOST_SAVES or lane.under_way else None
            if row is not None:
                lane.at_work += 1
                self._start(self._do(lane, row), row)
            elif lane.waiting or self._mine(lane):
                await lane.news.wait()
            else:
                return

    def _mine(self, lane: Lane) -> bool:
        return any(self._lane(row) is lane for row in self._work.values())

    def _start(self, work: Coroutine[Any, Any, None], row: Row) -> None:
        task = asyncio.create_task(work)
        self._work[task] = row
        task.add_done_callback(self._done)

    def _done(self, task: "asyncio.Task[None]") -> None:
        del self._work[task]
        if not task.cancelled() and (error := task.exception()) is not None:
            # None of those that a line may end in: nothing more is begun, and whoever runs this is told.
            self._crash = self._crash or error
            self.stop(f"something is wrong here: {error}")
        for lane in self._lanes.values():
            lane.news.set()

    async def _do(self, lane: Lane, row: Row) -> None:
        """Bring one line as far as it comes."""
        try:
            made = await self._made(lane, row)
        finally:
            lane.at_work -= 1
            lane.news.set()
        if made is not None:
            ticket, result = made
            self._move(row, Stage.SAVING)
            async with self._saving:
                await self._save(row, ticket, result)

    async def _made(self, lane: Lane, row: Row) -> tuple[Ticket, Any] | None:
        """Find a line's task or create it, and wait for its result; `None` where there is none."""
        seat = self._seats.find(row.endpoint)
        number = self._jobs[row.position]
        job = self._journal.job(number) if number is not None and row.fate is not Fate.NEW else None
        if job is not None and job.ticket is not None and job.result is not None:
            return job.ticket, seat.endpoint.read(job.result)
        ticket = job.ticket if job is not None else None
        if ticket is None:
            ticket = await self._submitted(lane, row)
        if ticket is None:
            return None
        if self._leaving:
            self._move(row, Stage.OPEN)
            return None
        self._move(row, Stage.RUNNING)
        try:
            result = await AsyncTasks(seat.client, seat.endpoint).wait(ticket)
        except (CallsheetError, OSError) as error:
            self._not_made(lane, row, error)
            return None
        lane.ended()
        return ticket, result

    async def _submitted(self, lane: Lane, row: Row) -> Ticket | None:
        seat = self._seats.find(row.endpoint)
        wish = Wish(label=self._label, position=row.position, by_place=True)
        if seat.endpoint.protocol.submit.per_second is None and (rest := lane.turn(self._now())):
            await seat.client.rest(rest)
        self._move(row, Stage.SENDING)
        try:
            body = row.body()
            if fingerprint(body) != row.fingerprint:
                raise Gone("the file was changed since it was looked through; nothing was sent for this line")
            ticket = await seat.client.drive(flows.submit(seat.endpoint, body, seat.context, wish=wish))
        except (CallsheetError, Gone) as error:
            known = error.ticket if isinstance(error, CallsheetError) else None
            if known is None or isinstance(error, JournalError):
                self._not_sent(lane, row, error)
                return None
            # The answer was odd, and told the task's id all the same.
            ticket = known
        lane.took()
        if row.fate is Fate.NEW:
            self.tally.commit(row)
        self.troubles.pop(row.position, None)
        return ticket

    def _not_sent(self, lane: Lane, row: Row, error: "CallsheetError | Gone") -> None:
        """Decide what follows from a submit that has brought no task."""
        self.troubles[row.position] = Trouble.of(error)
        match error:
            case OutcomeUnknown():
                self.tally.commit(row)
                self._move(row, Stage.UNKNOWN)
            case ConcurrencyExceeded() | RateExceeded() if error.billed is False:
                self._again(lane, row, lane.too_many(error.retry_after))
            case NotSent() | ServerTrouble() if error.billed is False and error.repeatable:
                self._again(lane, row, lane.fault(str(error)))
            case BudgetExceeded() | PriceUnknown() | JournalError():
                self.stop(str(error))
                if error.ticket is not None:
                    self.tally.commit(row)
                self._move(row, Stage.UNSENT if error.ticket is None else Stage.OPEN)
            case KeyRefused() | BalanceExhausted():
                lane.stop(str(error))
                self._move(row, Stage.UNSENT if error.billed is False else Stage.FAILED)
            case Gone():
                self._move(row, Stage.UNSENT)
            case CallsheetError():
                if error.billed is not False:
                    self.tally.commit(row)
                self._move(row, Stage.FAILED)

    def _again(self, lane: Lane, row: Row, rest: float) -> None:
        """Send nothing for a while, then this line first."""
        if self._leaving or lane.stopped is not None:
            self._move(row, Stage.UNSENT)
            return
        self._move(row, Stage.QUEUED)
        lane.to_send.appendleft(row)
        if not lane.paused:
            lane.paused = True
            self._start(self._pause(lane, rest), row)

    async def _pause(self, lane: Lane, seconds: float) -> None:
        try:
            await lane.client.rest(seconds)
        finally:
            lane.paused = False
            lane.news.set()

    def _not_made(self, lane: Lane, row: Row, error: Exception) -> None:
        """Decide what follows from a task that has shown no result."""
        self.troubles[row.position] = Trouble.of(error)
        if isinstance(error, TaskEnded):
            lane.ended()
            self._move(row, Stage.FAILED)
            return
        if isinstance(error, KeyRefused):
            lane.stop(str(error))
        if isinstance(error, JournalError):
            self.stop(str(error))
        self._move(row, Stage.OPEN)

    async def _save(self, row: Row, ticket: Ticket, result: object) -> None:
        seat = self._seats.find(row.endpoint)
        try:
            steps = deliver(seat.endpoint, result, ticket, seat.context, self._place(row))
            await drive_async(seat.client, steps, self._place(row))
        except (CallsheetError, OSError, ValueError) as error:
            self.troubles[row.position] = Trouble.of(error)
            self._unsaved += 1
            if self._unsaved >= LOST_SAVES or isinstance(error, JournalError):
                self.stop(f"files cannot be saved: {error}")
            self._move(row, Stage.UNSAVED)
            return
        self._unsaved = 0
        self.troubles.pop(row.position, None)
        self._move(row, Stage.SAVED)

    def _place(self, row: Row) -> Destination:
        if row.file is not None:
            return replace(self._destination, path=self._out / row.file)
        return replace(self._destination, path=self._out, name=row.name)

    async def _look(self) -> float | None:
        """Look for what is of unknown outcome; answer in how many seconds more may be known, `None` for never."""
        if not self.tally.at(Stage.UNKNOWN):
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
                lane = self._lane(row)
                if one.later and lane.stopped is None:
                    rests.append(one.every)
            elif one.created:
                self._jobs[row.position] = one.job
                self._move(row, Stage.QUEUED)
                self._lane(row).under_way.append(self._as(row, Fate.OPEN))
            else:
                self._forget_price(row)
                self._move(row, Stage.QUEUED)
                self._lane(row).to_send.append(self._as(row, Fate.NEW))
        self.undecided = tuple(left)
        self._tell()
        return min(rests, default=None)

    def _as(self, row: Row, fate: Fate) -> Row:
        self._rows[row.position] = changed = replace(row, fate=fate)
        return changed

    def _forget_price(self, row: Row) -> None:
        """Give back what was committed to a submission that has turned out to have created nothing."""
        self.tally.take_back(row)
        budget = self._lane(row).client.budget
        if budget is not None and row.fate is Fate.NEW:
            budget.give_back(row.amount if row.currency == budget.currency else None)

    async def _detach(self, main: "asyncio.Task[None]", timer: "asyncio.Task[None] | None") -> None:
        """Leave: what is on its way to the provider is waited for, all else is let go."""
        self._leaving = True
        for one in (main, timer):
            if one is not None and not one.done():
                one.cancel()
        sending = {task for task, row in self._work.items() if self.tally.stages[row.position] is Stage.SENDING}
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
        unsettled = [row for row in self._rows.values() if self.tally.stages[row.position] in _UNSETTLED]
        if not unsettled:
            return
        jobs = first_by_place(standing(self._journal.store, self._label))
        for row in unsettled:
            job = jobs.get(row.position)
            if job is not None and job.holds:
                self._move(row, _BY_STATE[job.state])
            else:
                # A task that was waited for has come to nothing; what was not even sent may be sent by the next call.
                waited = self.tally.stages[row.position] in {Stage.RUNNING, Stage.SAVING}
                self._move(row, Stage.FAILED if waited else Stage.UNSENT)

    def _lane(self, row: Row) -> Lane:
        return self._lanes[row.endpoint.partition("/")[0]]

    def _move(self, row: Row, to: Stage) -> None:
        if self.tally.stages[row.position] is not to:
            self.tally.move(row, to)
            self._tell()

    def _tell(self) -> None:
        self._told(self.tally)

    def _now(self) -> float:
        return self._clock.now() if self._clock else 0.0

    async def _rest(self, seconds: float) -> None:
        await next(iter(self._lanes.values())).client.rest(seconds)


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
