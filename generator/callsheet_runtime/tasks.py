"""What a generated client shows of each endpoint, blocking and awaitable: every method is one flow, driven."""

from collections.abc import AsyncGenerator, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Generic, TypeAlias

from callsheet_runtime import flows
from callsheet_runtime.billing import Bill, bill
from callsheet_runtime.clients import AsyncClient, Client
from callsheet_runtime.pricing import Estimate, estimate
from callsheet_runtime.problems import Problem
from callsheet_runtime.protocol import Endpoint, Q, R
from callsheet_runtime.ticket import Ticket

if TYPE_CHECKING:
    # The flows are loaded with the first call.
    from callsheet_runtime.flows import TaskPage, TaskStatus
    from callsheet_runtime.waiting.finished import Finished

Problems: TypeAlias = list[Problem]

Progress: TypeAlias = "Callable[[TaskStatus], None]"
"""Called after every look at a task."""


@dataclass(frozen=True, slots=True, repr=False)
class Tasks(Generic[Q, R]):
    """The tasks of one endpoint, blocking."""

    client: Client
    endpoint: Endpoint[Q, R]

    def validate(self, request: Q) -> Problems:
        """Name every problem the documentation has with a request. Sends nothing."""
        return self.endpoint.validate(request.body())

    def estimate(self, request: Q) -> Estimate:
        """Reckon what a request costs, from documented rates. Sends nothing; an unknown price is said to be unknown."""
        return estimate(self.endpoint.tariffs, request.body(), self.client.region(self.endpoint))

    def submit(self, request: Q) -> Ticket:
        """Check a request, then create its task. Store the ticket before anything else.

        It is sent once, and again only where the provider is known to have done nothing.

        Raises:
            RequestRefused: the documentation says no; nothing was sent.
            NotSent: no connection could be made.
            ProviderError: the provider says no.
            OutcomeUnknown: no answer says what became of it; a task may exist and be billed.

        """
        return self.client.drive(flows.submit(self.endpoint, request, self.client.context(self.endpoint)))

    def wait(
        self,
        ticket: Ticket,
        *,
        deadline: float | None = None,
        every: float | None = None,
        progress: "Progress | None" = None,
        cancel_on_interrupt: bool = False,
    ) -> R:
        """Look at a task until it ends, and read its result. Every error carries the ticket.

        Args:
            ticket: what `submit` answered, in this process or another.
            deadline: seconds from now; the task outlives it. A last call may take the client's timeout longer. By
                default, after how long the provider itself gives a task up, or an hour where no page says.
            every: seconds between two looks, a tenth more or less; by default as the provider documents.
            progress: called after every look.
            cancel_on_interrupt: whether Ctrl-C ends the task at the provider, too, where that can be done. Without it
                the task goes on and is paid for; the interrupt carries a note with the ticket.

        Raises:
            StillRunning: the deadline passed. The task goes on: wait again.
            TaskEnded: it failed, was refused or cancelled, or the provider no longer tells.
            NoResult: it succeeded and shows nothing for it.
            ProviderError: the provider refuses to tell, for a reason that waiting does not mend.
            WrongTicket: the ticket is of another endpoint or server.

        """
        flow = flows.wait(
            self.endpoint,
            ticket,
            self.client.context(self.endpoint),
            deadline=deadline,
            every=every,
            progress=progress,
        )
        if not cancel_on_interrupt:
            return self.client.drive(flow)
        from callsheet_runtime.waiting import blocking  # noqa: PLC0415 -- loaded with the first such wait

        with blocking.cancelling(self.client, self.endpoint, ticket):
            return self.client.drive(flow)

    def run(
        self,
        request: Q,
        *,
        deadline: float | None = None,
        every: float | None = None,
        progress: "Progress | None" = None,
        keep: Callable[[Ticket], None] | None = None,
        cancel_on_interrupt: bool = False,
    ) -> R:
        """Create a task and wait for it: `submit` and `wait` in one, with the arguments and errors of both.

        `keep` is called with the ticket before the first look: store it there, so that a crash loses nothing.
        """
        context = self.client.context(self.endpoint)
        ticket = self.client.drive(flows.begun(self.endpoint, request, context, keep=keep))
        return self.wait(
            ticket, deadline=deadline, every=every, progress=progress, cancel_on_interrupt=cancel_on_interrupt
        )

    def watch(
        self, ticket: Ticket, *, deadline: float | None = None, every: float | None = None
    ) -> "Iterator[TaskStatus]":
        """Look at a task as `wait` does, and give each status; the last one is how it ended, whatever that is.

        Raises:
            StillRunning: the deadline passed. The task goes on: watch again.
            ProviderError: the provider refuses to tell, for a reason that waiting does not mend.
            WrongTicket: the ticket is of another endpoint or server.

        """
        from callsheet_runtime.waiting import blocking  # noqa: PLC0415 -- loaded with the first such wait

        return blocking.watch(self.client, self.endpoint, ticket, deadline=deadline, every=every)

    def as_finished(
        self,
        tickets: Iterable[Ticket],
        *,
        deadline: float | None = None,
        every: float | None = None,
        progress: "Progress | None" = None,
    ) -> "Iterator[Finished[R]]":
        """Wait for many tasks at once, and give each as it ends; one that fails does not end the others.

        All are looked at under one rate. Of more than a few, the provider's list tells which are over, where there is
        one, and `progress` hears only of the looks at single tasks. Calls are made one after the other: with thousands
        of tasks and no list, the awaiting client is quicker. A ticket given twice counts once.

        Raises:
            WrongTicket: a ticket is of another endpoint or server; nothing was asked.

        """
        from callsheet_runtime.waiting import blocking  # noqa: PLC0415 -- loaded with the first such wait

        return blocking.as_finished(
            self.client, self.endpoint, tickets, deadline=deadline, every=every, progress=progress
        )

    def wait_many(
        self,
        tickets: Sequence[Ticket],
        *,
        deadline: float | None = None,
        every: float | None = None,
        progress: "Progress | None" = None,
    ) -> "list[Finished[R]]":
        """Wait as `as_finished` does, until all have ended; the answer is in the order of the tickets."""
        ended = {
            one.ticket: one for one in self.as_finished(tickets, deadline=deadline, every=every, progress=progress)
        }
        return [ended[ticket] for ticket in tickets]

    def poll(self, ticket: Ticket) -> "TaskStatus":
        """Take one look at a task.

        Raises:
            CallFailed: no readable answer came; the task is not touched by this.
            ProviderError: the provider refuses to tell.
            WrongTicket: the ticket is of another endpoint or server.

        """
        return self.client.drive(flows.poll(self.endpoint, ticket, self.client.context(self.endpoint)))

    def bill(self, ticket: Ticket, result: R) -> Bill:
        """Put what a task was expected to cost beside what its result says was charged. Sends nothing."""
        return bill(self.endpoint, ticket, result)

    def cancel(self, ticket: Ticket) -> None:
        """Ask the provider to end a task. What it has cost by then stays spent; `poll` tells how it ended.

        Raises:
            NotSupported: the provider has no such call. The task goes on.
            CallFailed: no answer came, so that the task may or may not be cancelled.
            ProviderError: the provider refuses, such as for a task that has begun.
            WrongTicket: the ticket is of another endpoint or server.

        """
        self.client.drive(flows.cancel(self.endpoint, ticket, self.client.context(self.endpoint)))

    def adopt(self, task: str, *, model: str | None = None) -> Ticket:
        """Make a ticket from a task's id, such as one found by `list` or in the provider's console. Sends nothing."""
        server = self.client.context(self.endpoint).server
        return Ticket(endpoint=self.endpoint.name, task=task, server=server, model=model)

    def list(
        self,
        *,
        model: str | None = None,
        status: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        page: int | None = None,
        size: int | None = None,
    ) -> "TaskPage":
        """List the account's tasks, one page; other endpoints' tasks may be among them.

        Args:
            model: only of this model.
            status: only in this state, in the provider's word.
            since: only created at or after this time, which must have a zone.
            until: only created before or at this time, which must have a zone.
            page: which page, as the provider counts them.
            size: tasks on a page.

        Raises:
            NotSupported: the provider has no such call, or not this filter.
            CallFailed: no readable answer came.
            ProviderError: the provider refuses.
            ValueError: a time has no zone.

        """
        context = self.client.context(self.endpoint)
        flow = flows.list_tasks(
            self.endpoint, context, model=model, status=status, since=since, until=until, page=page, size=size
        )
        return self.client.drive(flow)

    def __repr__(self) -> str:
        return f"Tasks({self.endpoint.name!r}, {self.client!r})"


@dataclass(frozen=True, slots=True, repr=False)
class AsyncTasks(Generic[Q, R]):
    """The tasks of one endpoint, awaiting. Each method is that of `Tasks`; see there."""

    client: AsyncClient
    endpoint: Endpoint[Q, R]

    def validate(self, request: Q) -> Problems:
        """Name every problem the documentation has with a request. Sends nothing."""
        return self.endpoint.validate(request.body())

    def estimate(self, request: Q) -> Estimate:
        """Reckon what a request costs, from documented rates. Sends nothing; an unknown price is said to be unknown."""
        return estimate(self.endpoint.tariffs, request.body(), self.client.region(self.endpoint))

    async def submit(self, request: Q) -> Ticket:
        """Check a request, then create its task. Store the ticket before anything else."""
        return await self.client.drive(flows.submit(self.endpoint, request, self.client.context(self.endpoint)))

    async def wait(
        self,
        ticket: Ticket,
        *,
        deadline: float | None = None,
        every: float | None = None,
        progress: "Progress | None" = None,
        cancel_on_interrupt: bool = False,
    ) -> R:
        """Look at a task until it ends, and read its result. Every error carries the ticket.

        All waits of one client share one scheduler: thousands at once are fine, see `as_finished`. A cancelled wait
        leaves the task alone, unless `cancel_on_interrupt` is set.

        Raises:
            ClientClosed: the client was closed meanwhile. The task goes on: wait with another one.

        """
        from callsheet_runtime.waiting import awaiting  # noqa: PLC0415 -- loaded with the first such wait

        wait = awaiting.wait(self.client, self.endpoint, ticket, deadline=deadline, every=every, progress=progress)
        if not cancel_on_interrupt:
            return await wait
        async with awaiting.cancelling(self.client, self.endpoint, ticket):
            return await wait

    async def run(
        self,
        request: Q,
        *,
        deadline: float | None = None,
        every: float | None = None,
        progress: "Progress | None" = None,
        keep: Callable[[Ticket], None] | None = None,
        cancel_on_interrupt: bool = False,
    ) -> R:
        """Create a task and wait for it; `keep` is called with the ticket before the first look."""
        context = self.client.context(self.endpoint)
        ticket = await self.client.drive(flows.begun(self.endpoint, request, context, keep=keep))
        return await self.wait(
            ticket, deadline=deadline, every=every, progress=progress, cancel_on_interrupt=cancel_on_interrupt
        )

    def watch(
        self, ticket: Ticket, *, deadline: float | None = None, every: float | None = None
    ) -> "AsyncGenerator[TaskStatus, None]":
        """Look at a task, and give each status with `async for`; the last one is how it ended."""
        from callsheet_runtime.waiting import awaiting  # noqa: PLC0415 -- loaded with the first such wait

        return awaiting.watch(self.client, self.endpoint, ticket, deadline=deadline, every=every)

    def as_finished(
        self,
        tickets: Iterable[Ticket],
        *,
        deadline: float | None = None,
        every: float | None = None,
        progress: "Progress | None" = None,
    ) -> "AsyncGenerator[Finished[R], None]":
        """Wait for many tasks at once, and give each as it ends, with `async for`."""
        from callsheet_runtime.waiting import awaiting  # noqa: PLC0415 -- loaded with the first such wait

        return awaiting.as_finished(
            self.client, self.endpoint, tickets, deadline=deadline, every=every, progress=progress
        )

    async def wait_many(
        self,
        tickets: Sequence[Ticket],
        *,
        deadline: float | None = None,
        every: float | None = None,
        progress: "Progress | None" = None,
    ) -> "list[Finished[R]]":
        """Wait until all have ended; the answer is in the order of the tickets."""
        each = self.as_finished(tickets, deadline=deadline, every=every, progress=progress)
        ended = {one.ticket: one async for one in each}
        return [ended[ticket] for ticket in tickets]

    async def poll(self, ticket: Ticket) -> "TaskStatus":
        """Take one look at a task."""
        return await self.client.drive(flows.poll(self.endpoint, ticket, self.client.context(self.endpoint)))

    def bill(self, ticket: Ticket, result: R) -> Bill:
        """Put what a task was expected to cost beside what its result says was charged. Sends nothing."""
        return bill(self.endpoint, ticket, result)

    async def cancel(self, ticket: Ticket) -> None:
        """Ask the provider to end a task."""
        await self.client.drive(flows.cancel(self.endpoint, ticket, self.client.context(self.endpoint)))

    def adopt(self, task: str, *, model: str | None = None) -> Ticket:
        """Make a ticket from a task's id. Sends nothing."""
        server = self.client.context(self.endpoint).server
        return Ticket(endpoint=self.endpoint.name, task=task, server=server, model=model)

    async def list(
        self,
        *,
        model: str | None = None,
        status: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        page: int | None = None,
        size: int | None = None,
    ) -> "TaskPage":
        """List the account's tasks, one page; other endpoints' tasks may be among them."""
        context = self.client.context(self.endpoint)
        flow = flows.list_tasks(
            self.endpoint, context, model=model, status=status, since=since, until=until, page=page, size=size
        )
        return await self.client.drive(flow)

    def __repr__(self) -> str:
        return f"AsyncTasks({self.endpoint.name!r}, {self.client!r})"
