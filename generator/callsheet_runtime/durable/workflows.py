"""Each clip a workflow of DBOS: create the task, wait for it, fetch it. Decides nothing about money: the journal does.

DBOS runs a step again where it cannot know that it ended, also while another machine is still at it. So the step that
creates the task goes through the journal, under the workflow's name: whoever comes second finds the task, or that
nobody knows whether there is one, and sends nothing. The other steps may be run as often as one likes.
"""

import json
import os
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, cast

from dbos import DBOS, DBOSConfiguredInstance, SetWorkflowID, WorkflowHandleAsync

from callsheet_runtime import flows
from callsheet_runtime.clients import AsyncClient
from callsheet_runtime.flows.resuming import Resumed, reconcile
from callsheet_runtime.flows.submitting import checked
from callsheet_runtime.journal.plans import Wish
from callsheet_runtime.protocol import Body, Q, R
from callsheet_runtime.tasks import AsyncTasks
from callsheet_runtime.ticket import Ticket

_Checkpoint: TypeAlias = "tuple[str, str, str | None]"
"""What a workflow ends with: the ticket and the last answer, as JSON, and the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made(Generic[R]):
    """A clip that is there."""

    ticket: Ticket
    result: R
    file: str | None
    """Where it was saved, on the machine that did; `None` where it was not asked for."""


@dataclass(frozen=True, slots=True)
class Making(Generic[R]):
    """A clip on its way, whichever machine is at it."""

    tasks: AsyncTasks[Any, R]
    id: str
    handle: WorkflowHandleAsync[_Checkpoint]
    """DBOS's own, for all that DBOS can do with a workflow."""

    async def result(self, *, every: float = 1.0) -> Made[R]:
        """Wait for the clip; the database is looked into every so many seconds.

        Raises:
            OutcomeUnknown: nobody knows whether there is a task. Nothing is sent again by itself: see
                `Durable.reconcile`.
            CallsheetError: what `submit`, `wait` or `download` raised. `Durable.go_on` takes it up again.
            OSError: the file cannot be written.

        """
        ticket, answer, file = await self.handle.get_result(polling_interval_sec=every)
        result = self.tasks.endpoint.read(json.loads(answer))
        return Made(ticket=Ticket.from_json(ticket), result=result, file=file)


@DBOS.dbos_class()
class Durable(DBOSConfiguredInstance):
    """Makes clips of one provider in workflows, each once, on any number of machines.

    Make it before `DBOS.launch()`, in every process that is to work, with the same `name` and a client of the same
    account; `launch` in the event loop that the client is used in. All processes share the client's journal.

    Args:
        client: with a journal: `PostgresJournal`, or a file where all processes are on one machine.
        name: of its queue, in DBOS; by default after the provider.
        deadline: seconds to wait for a task, counted anew when its workflow is taken up; by default as documented.

    Raises:
        ValueError: the client has no journal.

    """

    def __init__(self, client: AsyncClient, *, name: str | None = None, deadline: float | None = None) -> None:
        if client.journal is None:
            raise ValueError("without a journal a task could be paid twice: make the client with journal=…")
        self.client = client
        self.journal = client.journal
        self.name = name or f"callsheet-{client.protocol.provider}"
        self.deadline = deadline
        super().__init__(config_name=self.name)

    async def open(self, *, running: int | None = None, starts: tuple[int, float] | None = None) -> None:
        """Say what the queue lets through; call it once DBOS is launched. The last one who says so is right.

        Args:
            running: tasks that may run at once, on all machines together; by default any number.
            starts: how many tasks may be created within how many seconds, likewise.

        """
        await DBOS.register_queue_async(
            self.name,
            global_concurrency=running,
            limiter=None if starts is None else {"limit": starts[0], "period": starts[1]},
            on_conflict="always_update",
        )

    async def start(
        self,
        tasks: AsyncTasks[Q, R],
        request: Q | Body,
        *,
        id: str,  # noqa: A002 -- what it is called in DBOS, too
        download_to: str | os.PathLike[str] | None = None,
    ) -> Making[R]:
        """Queue a clip; one that was started before under this id is not made again, but answered.

        Args:
            tasks: an endpoint of the client.
            request: what to make.
            id: your name of the clip, such as that of a row. Two ids with the same request are two clips.
            download_to: where to save it: the same path on all machines, or a shared folder.

        Raises:
            RequestRefused: the documentation says no; nothing was queued.
            ValueError: the id was given to another request, or is empty.

        """
        if not id:
            raise ValueError("a clip needs an id")
        body, _ = checked(tasks.endpoint, request)
        asked = (
            tasks.endpoint.name,
            json.dumps(body, sort_keys=True),
            None if download_to is None else os.fspath(download_to),
        )
        with SetWorkflowID(self._workflow(id)):
            handle = await DBOS.enqueue_workflow_async(self.name, self._make, id, *asked)
        queued = (await handle.get_status()).input
        if queued is None or tuple(queued["args"])[1:3] != asked[:2]:
            raise ValueError(f"the id {id!r} was given to another request; give this one an id of its own")
        return Making(tasks, id, handle)

    async def find(self, tasks: AsyncTasks[Q, R], id: str) -> Making[R]:  # noqa: A002 -- as above
        """Find a clip that was started, on any machine.

        Raises:
            DBOSNonExistentWorkflowError: there is none of that id.

        """
        return Making(tasks, id, await DBOS.retrieve_workflow_async(self._workflow(id)))

    async def go_on(self, tasks: AsyncTasks[Q, R], id: str) -> Making[R]:  # noqa: A002 -- as above
        """Take up a clip whose workflow has failed: at the task that was paid for, or, where there is none, anew.

        Where the outcome is unknown it fails as before, until `reconcile`, `journal.adopt` or `journal.forget` has
        settled it.

        Raises:
            DBOSException: there is none of that id, or it is still going on.

        """
        handle = await DBOS.rewind_workflow_async(self._workflow(id), queue_name=self.name)
        return Making(tasks, id, cast("WorkflowHandleAsync[_Checkpoint]", handle))

    async def reconcile(self) -> Resumed:
        """Look in the provider's list for the tasks of submissions whose outcome is unknown. Submits nothing.

        What could be settled may be gone on with: `go_on`. In `left` are those for a person to decide on.
        """
        endpoints = {name: self._tasks(name).endpoint for name in self.client.tasks}
        return await self.client.drive(reconcile(endpoints, self.client.context))

    @DBOS.workflow(name="callsheet.make")
    async def _make(self, id: str, endpoint: str, body: str, file: str | None) -> _Checkpoint:  # noqa: A002 -- as above
        """Make a clip."""
        ticket = await self._create(id, endpoint, body)
        answer = await self._wait(ticket)
        return ticket, answer, file and await self._save(ticket, file)

    @DBOS.step(name="callsheet.create")
    async def _create(self, id: str, endpoint: str, body: str) -> str:  # noqa: A002 -- as above
        """Create the task, at most once under this id."""
        tasks = self._tasks(endpoint)
        wish = Wish(label=self._workflow(id), told_by="name")
        context = self.client.context(tasks.endpoint)
        ticket = await self.client.drive(flows.submit(tasks.endpoint, json.loads(body), context, wish=wish))
        return ticket.to_json()

    @DBOS.step(name="callsheet.wait")
    async def _wait(self, ticket: str) -> str:
        """Wait for the task."""
        waited = Ticket.from_json(ticket)
        (finished,) = await self._tasks(waited.endpoint).wait_many([waited], deadline=self.deadline)
        if finished.error is not None:
            raise finished.error
        assert finished.status is not None, "without an error there was an end"
        return json.dumps(finished.status.answer)

    @DBOS.step(name="callsheet.save")
    async def _save(self, ticket: str, file: str) -> str:
        """Save the clip."""
        fetched = Ticket.from_json(ticket)
        return str((await self._tasks(fetched.endpoint).download(fetched, file)).path)

    def _workflow(self, id: str) -> str:  # noqa: A002 -- as above
        return f"{self.name}/{id}"

    def _tasks(self, endpoint: str) -> AsyncTasks[Any, Any]:
        return cast("AsyncTasks[Any, Any]", getattr(self.client, self.client.tasks[endpoint]))
