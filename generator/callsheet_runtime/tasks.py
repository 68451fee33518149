"""What a generated client shows of each endpoint, blocking and awaitable: every method is one flow, driven."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Generic, TypeAlias

from callsheet_runtime import downloading, flows
from callsheet_runtime.billing import Bill, bill
from callsheet_runtime.clients import AsyncClient, Client
from callsheet_runtime.pricing import Estimate, estimate
from callsheet_runtime.problems import Problem
from callsheet_runtime.protocol import Endpoint, Q, R
from callsheet_runtime.ticket import Ticket

if TYPE_CHECKING:
    # The flows are loaded with the first call.
    from callsheet_runtime.downloading import Downloaded, Place
    from callsheet_runtime.flows import TaskPage, TaskStatus

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
        deadline: float = 900.0,
        every: float | None = None,
        progress: "Progress | None" = None,
        download_to: "Place | None" = None,
    ) -> R:
        """Look at a task until it ends, and read its result. Every error carries the ticket.

        Args:
            ticket: what `submit` answered, in this process or another.
            deadline: seconds from now; the task outlives it. A last call may take the client's timeout longer.
            every: seconds between two looks; by default as the provider documents.
            progress: called after every look.
            download_to: a file, a folder, or a `Destination`: what the task has made is saved there as `download` does
                it, and the task asked once more where its address has expired.

        Raises:
            StillRunning: the deadline passed. The task goes on: wait again.
            TaskEnded: it failed, was refused or cancelled, or the provider no longer tells.
            NoResult: it succeeded and shows nothing for it.
            ProviderError: the provider refuses to tell, for a reason that waiting does not mend.
            DownloadFailed: the task has succeeded, and its file could not be saved.
            WrongTicket: the ticket is of another endpoint or server.

        """
        context = self.client.context(self.endpoint)
        flow = flows.wait(
            self.endpoint, ticket, context, deadline=deadline, every=every, progress=self.client.following(progress)
        )
        if download_to is None:
            return self.client.drive(flow)
        place = downloading.Destination.of(download_to)
        steps = downloading.deliver(self.endpoint, flow, downloading.Held(ticket), context, place)
        return downloading.drive(self.client, steps, place)

    def run(
        self,
        request: Q,
        *,
        deadline: float = 900.0,
        every: float | None = None,
        progress: "Progress | None" = None,
        keep: Callable[[Ticket], None] | None = None,
        download_to: "Place | None" = None,
    ) -> R:
        """Create a task and wait for it: `submit` and `wait` in one, with the arguments and errors of both.

        `keep` is called with the ticket before the first look: store it there, so that a crash loses nothing. Whether
        a new file can be saved at `download_to` is looked at before anything is sent, and raises `OSError`.
        """
        context = self.client.context(self.endpoint)
        held = downloading.Held(keep=keep) if download_to is not None else None
        flow = flows.run(
            self.endpoint,
            request,
            context,
            deadline=deadline,
            every=every,
            progress=self.client.following(progress),
            keep=held or keep,
        )
        if download_to is None or held is None:
            return self.client.drive(flow)
        place = downloading.Destination.of(download_to)
        steps = downloading.deliver(self.endpoint, flow, held, context, place)
        return downloading.drive(self.client, steps, place)

    def poll(self, ticket: Ticket) -> "TaskStatus":
        """Take one look at a task.

        Raises:
            CallFailed: no readable answer came; the task is not touched by this.
            ProviderError: the provider refuses to tell.
            WrongTicket: the ticket is of another endpoint or server.

        """
        status = self.client.drive(flows.poll(self.endpoint, ticket, self.client.context(self.endpoint)))
        self.client.following()(status)
        return status

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
        deadline: float = 900.0,
        every: float | None = None,
        progress: "Progress | None" = None,
        download_to: "Place | None" = None,
    ) -> R:
        """Look at a task until it ends, and read its result. Every error carries the ticket."""
        context = self.client.context(self.endpoint)
        flow = flows.wait(
            self.endpoint, ticket, context, deadline=deadline, every=every, progress=self.client.following(progress)
        )
        if download_to is None:
            return await self.client.drive(flow)
        place = downloading.Destination.of(download_to)
        steps = downloading.deliver(self.endpoint, flow, downloading.Held(ticket), context, place)
        return await downloading.drive_async(self.client, steps, place)

    async def run(
        self,
        request: Q,
        *,
        deadline: float = 900.0,
        every: float | None = None,
        progress: "Progress | None" = None,
        keep: Callable[[Ticket], None] | None = None,
        download_to: "Place | None" = None,
    ) -> R:
        """Create a task and wait for it; `keep` is called with the ticket before the first look."""
        context = self.client.context(self.endpoint)
        held = downloading.Held(keep=keep) if download_to is not None else None
        flow = flows.run(
            self.endpoint,
            request,
            context,
            deadline=deadline,
            every=every,
            progress=self.client.following(progress),
            keep=held or keep,
        )
        if download_to is None or held is None:
            return await self.client.drive(flow)
        place = downloading.Destination.of(download_to)
        steps = downloading.deliver(self.endpoint, flow, held, context, place)
        return await downloading.drive_async(self.client, steps, place)

    async def poll(self, ticket: Ticket) -> "TaskStatus":
        """Take one look at a task."""
        status = await self.client.drive(flows.poll(self.endpoint, ticket, self.client.context(self.endpoint)))
        self.client.following()(status)
        return status

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
