"""Brings one line as far as it comes: sent where nothing was, waited for, saved. Knows of no other line.

What goes wrong is sorted here: what concerns this line alone, what its provider, what all.
"""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any

from callsheet_runtime import flows
from callsheet_runtime.batches.board import Board
from callsheet_runtime.batches.lanes import Lane
from callsheet_runtime.batches.lines import Gone
from callsheet_runtime.batches.plan import Fate, Row
from callsheet_runtime.batches.progress import Stage
from callsheet_runtime.batches.report import Trouble
from callsheet_runtime.batches.seats import Seats
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
from callsheet_runtime.journal.journal import Journal
from callsheet_runtime.journal.plans import Wish
from callsheet_runtime.tasks import AsyncTasks
from callsheet_runtime.ticket import Ticket

SAVES = 8
"""Files that are fetched at once."""
LOST_SAVES = 5
"""Files in a row that could not be saved, after which nothing more is sent: what cannot be kept is not bought."""


class Worker:
    """What each line of a batch is brought on by."""

    def __init__(
        self,
        board: Board,
        *,
        seats: Seats,
        journal: Journal,
        label: str,
        out: Path,
        destination: Destination,
        start: Callable[[Coroutine[Any, Any, None], Row], None],
    ) -> None:
        self._board, self._seats, self._journal = board, seats, journal
        self._label, self._out, self._destination = label, out, destination
        self._start = start
        self._saving = asyncio.Semaphore(SAVES)
        self._unsaved = 0

    async def bring(self, lane: Lane, row: Row) -> None:
        """Bring one line as far as it comes."""
        try:
            made = await self._made(lane, row)
        finally:
            lane.at_work -= 1
            lane.news.set()
        if made is not None:
            ticket, result = made
            self._board.move(row, Stage.SAVING)
            async with self._saving:
                await self._save(row, ticket, result)

    async def _made(self, lane: Lane, row: Row) -> tuple[Ticket, Any] | None:
        """Find a line's task or create it, and wait for its result; `None` where there is none."""
        seat = self._seats.find(row.endpoint)
        number = self._board.jobs[row.position]
        job = self._journal.job(number) if number is not None and row.fate is not Fate.NEW else None
        if job is not None and job.ticket is not None and job.result is not None:
            return job.ticket, seat.endpoint.read(job.result)
        ticket = job.ticket if job is not None else None
        if ticket is None:
            ticket = await self._submitted(lane, row)
        if ticket is None:
            return None
        if self._board.leaving:
            self._board.move(row, Stage.OPEN)
            return None
        self._board.move(row, Stage.RUNNING)
        try:
            result = await AsyncTasks(seat.client, seat.endpoint).wait(ticket)
        except (CallsheetError, OSError) as error:
            self._not_made(lane, row, error)
            return None
        lane.ended()
        return ticket, result

    async def _submitted(self, lane: Lane, row: Row) -> Ticket | None:
        seat = self._seats.find(row.endpoint)
        wish = Wish(label=self._label, position=row.position, told_by="place")
        if seat.endpoint.protocol.submit.per_second is None and (rest := lane.turn(self._board.now())):
            await seat.client.rest(rest)
        self._board.move(row, Stage.SENDING)
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
            self._board.tally.commit(row)
        self._board.troubles.pop(row.position, None)
        return ticket

    def _not_sent(self, lane: Lane, row: Row, error: "CallsheetError | Gone") -> None:
        """Decide what follows from a submit that has brought no task."""
        self._board.troubles[row.position] = Trouble.of(error)
        match error:
            case OutcomeUnknown():
                self._board.tally.commit(row)
                self._board.move(row, Stage.UNKNOWN)
            case ConcurrencyExceeded() | RateExceeded() if error.billed is False:
                self._again(lane, row, lane.too_many(error.retry_after))
            case NotSent() | ServerTrouble() if error.billed is False and error.repeatable:
                self._again(lane, row, lane.fault(str(error)))
            case BudgetExceeded() | PriceUnknown() | JournalError():
                self._board.stop(str(error))
                if error.ticket is not None:
                    self._board.tally.commit(row)
                self._board.move(row, Stage.UNSENT if error.ticket is None else Stage.OPEN)
            case KeyRefused() | BalanceExhausted():
                lane.stop(str(error))
                self._board.move(row, Stage.UNSENT if error.billed is False else Stage.FAILED)
            case Gone():
                self._board.move(row, Stage.UNSENT)
            case CallsheetError():
                if error.billed is not False:
                    self._board.tally.commit(row)
                self._board.move(row, Stage.FAILED)

    def _again(self, lane: Lane, row: Row, rest: float) -> None:
        """Send nothing for a while, then this line first."""
        if self._board.leaving or lane.stopped is not None:
            self._board.move(row, Stage.UNSENT)
            return
        self._board.move(row, Stage.QUEUED)
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
        self._board.troubles[row.position] = Trouble.of(error)
        if isinstance(error, TaskEnded):
            lane.ended()
            self._board.move(row, Stage.FAILED)
            return
        if isinstance(error, KeyRefused):
            lane.stop(str(error))
        if isinstance(error, JournalError):
            self._board.stop(str(error))
        self._board.move(row, Stage.OPEN)

    async def _save(self, row: Row, ticket: Ticket, result: object) -> None:
        seat = self._seats.find(row.endpoint)
        try:
            steps = deliver(seat.endpoint, result, ticket, seat.context, self._place(row))
            await drive_async(seat.client, steps, self._place(row))
        except (CallsheetError, OSError, ValueError) as error:
            self._board.troubles[row.position] = Trouble.of(error)
            self._unsaved += 1
            if self._unsaved >= LOST_SAVES or isinstance(error, JournalError):
                self._board.stop(f"files cannot be saved: {error}")
            self._board.move(row, Stage.UNSAVED)
            return
        self._unsaved = 0
        self._board.troubles.pop(row.position, None)
        self._board.move(row, Stage.SAVED)

    def _place(self, row: Row) -> Destination:
        if row.file is not None:
            return replace(self._destination, path=self._out / row.file)
        return replace(self._destination, path=self._out, name=row.name)
