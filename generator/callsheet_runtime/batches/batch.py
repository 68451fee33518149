"""The face of a batch: plan it, look at the plan, run it; the same call again goes on. Decides nothing itself."""

import asyncio
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Self

from callsheet_runtime.batches import manifest
from callsheet_runtime.batches.lines import Lines, unfit
from callsheet_runtime.batches.plan import Plan
from callsheet_runtime.batches.planning import Planner
from callsheet_runtime.batches.progress import Progress, Tally
from callsheet_runtime.batches.report import Report
from callsheet_runtime.batches.running import Run
from callsheet_runtime.batches.seats import Seats
from callsheet_runtime.budget import Budget
from callsheet_runtime.clients import AsyncClient
from callsheet_runtime.downloading import Destination
from callsheet_runtime.pricing import Estimate


class Batch:
    """Many requests, one line each: looked through, and ready to be run. `Batch.plan` makes one."""

    def __init__(self, plan: Plan, *, seats: Seats, out: Path, label: str, any_key: bool) -> None:
        self.looked_through = plan
        """What is wrong with it, what it costs, what the journal knows of it."""
        self.out = out
        self.label = label
        self._seats = seats
        self._any_key = any_key

    @classmethod
    def plan(
        cls,
        clients: AsyncClient | Sequence[AsyncClient],
        lines: Lines,
        *,
        out: "str | os.PathLike[str]",
        label: str | None = None,
        endpoint: str | None = None,
        retry_failed: bool = False,
        any_key: bool = False,
    ) -> Self:
        """Look through all lines: every problem of each, what they cost, what the journal has of them. Sends nothing.

        Args:
            clients: one for each provider, which all keep the same journal. Without a journal nothing can be run.
            lines: a file of JSON Lines, or an iterable of lines or of what was read from them. A file is read again
                when a line is sent, an iterable is held.
            out: a folder for the files and the manifest.
            label: name of the batch in the journal, and of its files; by default that of the file. The line of that
                number, of the batch of that name, is made once.
            endpoint: of all lines; each is a bare request then.
            retry_failed: whether tasks that have failed or were cancelled are made anew, and paid for again.
            any_key: whether jobs of another key of the same account are taken over.

        Raises:
            OSError: the file cannot be read.
            ValueError: a label is missing or fits no file, or the clients keep several journals.
            JournalError: the journal cannot be read.

        """
        name = label if label is not None else Path(lines).stem if isinstance(lines, (str, os.PathLike)) else ""
        if why := unfit(name):
            raise ValueError(f"the label of a batch names its files, and {name!r} {why}: give label=…")
        seats = Seats([clients] if isinstance(clients, AsyncClient) else clients)
        folder = Path(out)
        planner = Planner(
            seats=seats,
            label=name,
            out=folder,
            journal=seats.journal(),
            retry_failed=retry_failed,
            any_key=any_key,
        )
        return cls(planner.plan(lines, endpoint), seats=seats, out=folder, label=name, any_key=any_key)

    @property
    def manifest(self) -> Path:
        """Where the manifest is written."""
        return self.out / f"{self.label}.manifest.jsonl"

    @property
    def clients(self) -> tuple[AsyncClient, ...]:
        """Its clients, which whoever made them closes; `run_blocking` does."""
        return tuple(self._seats.clients.values())

    def charge_earlier(self, budget: Budget) -> None:
        """Commit to a new budget what earlier runs have committed, so that it holds for all runs together.

        Raises:
            BudgetExceeded: that is more than it allows.

        """
        spent = self.looked_through.committed.get(budget.currency)
        if spent:
            budget.hold("what earlier runs have sent", Estimate(amount=spent, currency=budget.currency))

    async def run(
        self,
        *,
        progress: Callable[[Progress], None] | None = None,
        concurrency: int | None = None,
        deadline: float | None = None,
        destination: Destination | None = None,
    ) -> Report:
        """Submit, wait, save, and write the manifest. It may end at any point: the same batch, planned and run again,
        goes on, and pays for nothing twice.

        A line that fails does not stop the others. A refused key, an exhausted balance or a spent budget does: nothing
        more is sent then, and what is under way is brought to its end.

        Args:
            progress: called whenever a line has come on.
            concurrency: tasks at work at once, at each provider; by default as the smallest plan of its pages has it,
                else 8. It is lowered for a while where the provider says that it is too many.
            deadline: seconds after which nothing is sent or waited for any more; tasks outlive it.
            destination: how files are saved, where that is not as usual; its path and name are not looked at.

        Raises:
            ValueError: the plan has lines that are wrong, the clients keep no journal, or an argument makes no sense.
            OSError: files cannot be saved in the folder, or the manifest cannot be written.
            JournalError: the journal cannot be read.
            asyncio.CancelledError: somebody wants to leave; the manifest is written, tasks go on and are paid for.

        """
        if self.looked_through.wrong:
            raise ValueError(f"{len(self.looked_through.wrong)} lines are wrong; nothing was sent")
        if concurrency is not None and concurrency < 1:
            raise ValueError(f"concurrency is 1 or more, not {concurrency}")
        if deadline is not None and not deadline >= 0:
            raise ValueError(f"a deadline is 0 s or more, not {deadline}")
        journal = self._seats.journal()
        if journal is None:
            raise ValueError("a batch is run with a journal: give its clients journal=…")
        Destination(self.out).check()
        if self._any_key:
            self._take_over()
        run = Run(
            self.looked_through,
            seats=self._seats,
            journal=journal,
            label=self.label,
            out=self.out,
            concurrency=concurrency,
            told=_told(progress),
            destination=destination or Destination(self.out),
        )
        try:
            await run.go(deadline)
        finally:
            rows = manifest.described(
                self.looked_through.rows,
                run.board.tally.stages,
                run.board.troubles,
                journal=journal,
                label=self.label,
                out=self.out,
                seats=self._seats,
            )
            manifest.write(self.manifest, rows)
        return Report(
            progress=run.board.tally.progress(),
            manifest=self.manifest,
            stopped=run.stopped,
            undecided=run.undecided,
            troubles=dict(sorted(run.board.troubles.items())),
        )

    def run_blocking(
        self,
        *,
        progress: Callable[[Progress], None] | None = None,
        concurrency: int | None = None,
        deadline: float | None = None,
        destination: Destination | None = None,
    ) -> Report:
        """Run it in an event loop of its own, and close its clients: for scripts. See `run`.

        Raises:
            KeyboardInterrupt: somebody wants to leave; as `run` raises `asyncio.CancelledError`.

        """

        async def main() -> Report:
            try:
                return await self.run(
                    progress=progress, concurrency=concurrency, deadline=deadline, destination=destination
                )
            finally:
                for client in self.clients:
                    await client.aclose()

        return asyncio.run(main())

    def _take_over(self) -> None:
        for name, client in self._seats.clients.items():
            found = [row.endpoint for row in self.looked_through.rows if row.endpoint.startswith(f"{name}/")]
            ledger = self._seats.find(found[0]).context.ledger if found else None
            if ledger is not None:
                ledger.take_over(self.label, tuple(client.tasks))


def _told(progress: Callable[[Progress], None] | None) -> Callable[[Tally], None]:
    def tell(tally: Tally) -> None:
        if progress is not None:
            progress(tally.progress())

    return tell
