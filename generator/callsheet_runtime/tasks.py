"""What a generated client shows of each endpoint, blocking and awaitable: every method is one flow, driven."""

from collections.abc import AsyncGenerator, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Generic, TypeAlias

from callsheet_runtime import downloading, flows
from callsheet_runtime.activities import observed, observed_awaiting
from callsheet_runtime.billing import Bill, bill
from callsheet_runtime.clients import AsyncClient, Client
from callsheet_runtime.journal.plans import Wish
from callsheet_runtime.pricing import Estimate
from callsheet_runtime.problems import Problem
from callsheet_runtime.protocol import Endpoint, Q, R
from callsheet_runtime.raw import Raw, document_of, price_of
from callsheet_runtime.ticket import Ticket

if TYPE_CHECKING:
    # The flows are loaded with the first call.
    from callsheet_runtime.downloading import Downloaded, Place
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

    def validate(self, request: Q | Raw[Q]) -> Problems:
        """Name every problem the documentation has with a request. Sends nothing."""
        return document_of(self.endpoint, request)[1]

    def estimate(self, request: Q | Raw[Q]) -> Estimate:
        """Reckon what a request costs, from documented rates. Sends nothing; an unknown price is said to be unknown."""
        return price_of(self.endpoint, request, request.body(), self.client.region(self.endpoint))

    @observed
    def submit(
        self, request: Q | Raw[Q], *, again: bool = False, label: str = "", position: int | None = None
    ) -> Ticket:
        """Check a request, then create its task. Store the ticket before anything else.

        It is sent once, and again only where the provider is known to have done nothing. With a journal, the same
        request is answered with the ticket that it has got, until its result is saved or the task has failed.

        Args:
            request: what to make.
            again: make another one of the same request, whatever the journal knows of it.
            label: name of a batch, for the journal.
            position: the place in that batch.

        Raises:
            RequestRefused: the documentation says no; nothing was sent.
            NotSent: no connection could be made.
            ProviderError: the provider says no.
            OutcomeUnknown: no answer says what became of it; a task may exist and be billed. With a journal, also where
                that is so of an earlier submission of the same request; nothing was sent then.
            JournalError: the journal cannot be written. With a `ticket`, the task was created all the same.

        """
        wish = Wish(again=again, label=label, position=position)
        return self.client.drive(flows.submit(self.endpoint, request, self.client.context(self.endpoint), wish=wish))

    @observed
    def wait(
        self,
        ticket: Ticket,
        *,
        deadline: float | None = None,
        every: float | None = None,
        progress: "Progress | None" = None,
        download_to: "Place | None" = None,
        cancel_on_interrupt: bool = False,
    ) -> R:
        """Look at a task until it ends, and read its result. Every error carries the ticket.

        Args:
            ticket: what `submit` answered, in this process or another.
            deadline: seconds from now; the task outlives it. A last call may take the client's timeout longer. By
                default, after how long the provider itself gives a task up, or an hour where no page says.
            every: seconds between two looks, a tenth more or less; by default as the provider documents.
            progress: called after every look.
            download_to: a file, a folder, or a `Destination`: what the task has made is saved there as `download` does
                it, and the task asked once more where its address has expired.
            cancel_on_interrupt: whether Ctrl-C ends the task at the provider, too, where that can be done. Without it
                the task goes on and is paid for; the interrupt carries a note with the ticket.

        Raises:
            StillRunning: the deadline passed. The task goes on: wait again.
            TaskEnded: it failed, was refused or cancelled, or the provider no longer tells.
            NoResult: it succeeded and shows nothing for it.
            ProviderError: the provider refuses to tell, for a reason that waiting does not mend.
            DownloadFailed: the task has succeeded, and its file could not be saved.
            WrongTicket: the ticket is of another endpoint or server.

        """
        context = self.client.context(self.endpoint)
        flow = flows.wait(self.endpoint, ticket, context, deadline=deadline, every=every, progress=progress)
        if cancel_on_interrupt:
            from callsheet_runtime.waiting import blocking  # noqa: PLC0415 -- loaded with the first such wait

            with blocking.cancelling(self.client, self.endpoint, ticket):
                result = self.client.drive(flow)
        else:
            result = self.client.drive(flow)
        if download_to is not None:
            place = downloading.Destination.of(download_to)
            steps = downloading.deliver(self.endpoint, result, ticket, context, place)
            result = downloading.drive(self.client, steps, place)
        return result

    @observed
    def run(  # noqa: PLR0913 -- those of submit and of wait, each by name
        self,
        request: Q | Raw[Q],
        *,
        deadline: float | None = None,
        every: float | None = None,
        progress: "Progress | None" = None,
        keep: Callable[[Ticket], None] | None = None,
        download_to: "Place | None" = None,
        again: bool = False,
        label: str = "",
        position: int | None = None,
        cancel_on_interrupt: bool = False,
    ) -> R:
        """Create a task and wait for it: `submit` and `wait` in one, with the arguments and errors of both.

        `keep` is called with the ticket before the first look: store it there, so that a crash loses nothing. Whether
        a new file can be saved at `download_to` is looked at before anything is sent, and raises `OSError`.
        """
        context = self.client.context(self.endpoint)
        place = None if download_to is None else downloading.ready(download_to, awaiting=False)
        wish = Wish(again=again, label=label, position=position)
        ticket = self.client.drive(flows.begun(self.endpoint, request, context, keep=keep, wish=wish))
        return self.wait(
            ticket,
            deadline=deadline,
            every=every,
            progress=progress,
            download_to=place,
            cancel_on_interrupt=cancel_on_interrupt,
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

    @observed
    def poll(self, ticket: Ticket) -> "TaskStatus":
        """Take one look at a task.

        Raises:
            CallFailed: no readable answer came; the task is not touched by this.
            ProviderError: the provider refuses to tell.
            WrongTicket: the ticket is of another endpoint or server.

        """
        return self.client.drive(flows.poll(self.endpoint, ticket, self.client.context(self.endpoint)))

    @observed
    def download(
        self, what: R | Ticket, path: "Place", *, overwrite: bool = False, allow_private: bool = False
    ) -> "Downloaded":
        """Save what a task has made: whole or not at all, and without the key. A second call goes on where one stopped.

        Args:
            what: a result; or a ticket, whose succeeded task is asked for the address it gives now.
            path: a file, or a folder that exists: there it is named after the task, with the usual ending. A result
                does not know its task, so that there the address gives the name.
            overwrite: whether to replace a file that is there. One that is the same is left as it is, and answered.
            allow_private: whether hosts of a private network may be asked.

        Raises:
            MediaExpired: the address gives it no more; a ticket may lead to a fresh one.
            DownloadFailed: it could not be fetched or saved, or is no media; the message says which.
            FileExistsError: another file is there.
            ValueError: the result holds no address.
            StillRunning: the ticket's task has not ended; `wait` raises this and more.

        """
        place = downloading.Destination.of(path, overwrite=overwrite, allow_private=allow_private)
        steps = downloading.download(self.endpoint, what, self.client.context(self.endpoint), place)
        return downloading.drive(self.client, steps, place)

    def expires_at(self, what: R | Ticket) -> datetime | None:
        """Tell until when what a task has made can be fetched, in UTC; `None` where nobody says. Sends nothing.

        Of a ticket, as documented, from the task's creation on; of a result, as its signed address says.
        """
        return downloading.expires_at(self.endpoint, what)

    def bill(self, ticket: Ticket, result: R) -> Bill:
        """Put what a task was expected to cost beside what its result says was charged. Sends nothing."""
        return bill(self.endpoint, ticket, result)

    @observed
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

    @observed
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

    def validate(self, request: Q | Raw[Q]) -> Problems:
        """Name every problem the documentation has with a request. Sends nothing."""
        return document_of(self.endpoint, request)[1]

    def estimate(self, request: Q | Raw[Q]) -> Estimate:
        """Reckon what a request costs, from documented rates. Sends nothing; an unknown price is said to be unknown."""
        return price_of(self.endpoint, request, request.body(), self.client.region(self.endpoint))

    @observed_awaiting
    async def submit(
        self, request: Q | Raw[Q], *, again: bool = False, label: str = "", position: int | None = None
    ) -> Ticket:
        """Check a request, then create its task. Store the ticket before anything else."""
        wish = Wish(again=again, label=label, position=position)
        return await self.client.drive(
            flows.submit(self.endpoint, request, self.client.context(self.endpoint), wish=wish)
        )

    @observed_awaiting
    async def wait(
        self,
        ticket: Ticket,
        *,
        deadline: float | None = None,
        every: float | None = None,
        progress: "Progress | None" = None,
        download_to: "Place | None" = None,
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
        if cancel_on_interrupt:
            async with awaiting.cancelling(self.client, self.endpoint, ticket):
                result = await wait
        else:
            result = await wait
        if download_to is not None:
            place = downloading.Destination.of(download_to)
            steps = downloading.deliver(self.endpoint, result, ticket, self.client.context(self.endpoint), place)
            result = await downloading.drive_async(self.client, steps, place)
        return result

    @observed_awaiting
    async def run(  # noqa: PLR0913 -- those of submit and of wait, each by name
        self,
        request: Q | Raw[Q],
        *,
        deadline: float | None = None,
        every: float | None = None,
        progress: "Progress | None" = None,
        keep: Callable[[Ticket], None] | None = None,
        download_to: "Place | None" = None,
        again: bool = False,
        label: str = "",
        position: int | None = None,
        cancel_on_interrupt: bool = False,
    ) -> R:
        """Create a task and wait for it; `keep` is called with the ticket before the first look."""
        context = self.client.context(self.endpoint)
        place = None if download_to is None else downloading.ready(download_to, awaiting=True)
        wish = Wish(again=again, label=label, position=position)
        ticket = await self.client.drive(flows.begun(self.endpoint, request, context, keep=keep, wish=wish))
        return await self.wait(
            ticket,
            deadline=deadline,
            every=every,
            progress=progress,
            download_to=place,
            cancel_on_interrupt=cancel_on_interrupt,
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

    @observed_awaiting
    async def poll(self, ticket: Ticket) -> "TaskStatus":
        """Take one look at a task."""
        return await self.client.drive(flows.poll(self.endpoint, ticket, self.client.context(self.endpoint)))

    @observed_awaiting
    async def download(
        self, what: R | Ticket, path: "Place", *, overwrite: bool = False, allow_private: bool = False
    ) -> "Downloaded":
        """Save what a task has made."""
        place = downloading.Destination.of(path, overwrite=overwrite, allow_private=allow_private)
        steps = downloading.download(self.endpoint, what, self.client.context(self.endpoint), place)
        return await downloading.drive_async(self.client, steps, place)

    def expires_at(self, what: R | Ticket) -> datetime | None:
        """Tell until when what a task has made can be fetched. Sends nothing."""
        return downloading.expires_at(self.endpoint, what)

    def bill(self, ticket: Ticket, result: R) -> Bill:
        """Put what a task was expected to cost beside what its result says was charged. Sends nothing."""
        return bill(self.endpoint, ticket, result)

    @observed_awaiting
    async def cancel(self, ticket: Ticket) -> None:
        """Ask the provider to end a task."""
        await self.client.drive(flows.cancel(self.endpoint, ticket, self.client.context(self.endpoint)))

    def adopt(self, task: str, *, model: str | None = None) -> Ticket:
        """Make a ticket from a task's id. Sends nothing."""
        server = self.client.context(self.endpoint).server
        return Ticket(endpoint=self.endpoint.name, task=task, server=server, model=model)

    @observed_awaiting
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
