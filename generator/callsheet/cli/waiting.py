"""Wait for tasks, any number at once, and print what each has made as it ends. Creates nothing."""

import asyncio
import shlex
import sys
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from typing import Any, cast

from callsheet.cli import failures, live, tickets
from callsheet.cli.failures import INTERRUPTED, say
from callsheet.cli.usage import UsageError
from callsheet.cli.verdicts import one_line
from callsheet_runtime.clients import AsyncClient
from callsheet_runtime.downloading import Destination, Downloaded
from callsheet_runtime.errors import CallsheetError
from callsheet_runtime.flows.status import TaskStatus
from callsheet_runtime.journal.journal import Journal
from callsheet_runtime.tasks import AsyncTasks
from callsheet_runtime.ticket import Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How to wait."""

    deadline: float | None
    """Seconds; `None` for as long as the provider itself waits."""
    download_to: str | None
    """A folder for what tasks have made."""
    cancel_on_interrupt: bool
    output: str


def wait(
    named: list[str], *, base_url: str | None, settings: dict[str, str], journal: str | None, patience: Patience
) -> int:
    """Wait for all tasks that are named; after Ctrl-C, say how to go on."""
    check_folder(patience.download_to)
    with live.opened(journal) as kept:
        held = tickets.tickets(named, kept)
        ways = {ticket: live.way_to(ticket, base_url=base_url, settings=settings, journal=kept) for ticket in held}
        round_of = _Round(ways, kept, patience)
        try:
            asyncio.run(round_of.go())
        except KeyboardInterrupt:
            round_of.leave(named)
            return INTERRUPTED
    return 1 if round_of.failed else 0


class _Round:
    """All that is waited for at once."""

    def __init__(self, ways: dict[Ticket, live.Way], journal: Journal | None, patience: Patience) -> None:
        self._ways = ways
        self._journal = journal
        self._patience = patience
        self._left = dict.fromkeys(ways)
        self.failed = 0

    async def go(self) -> None:
        """Wait for everything; what goes wrong with one task does not end the others."""
        async with AsyncExitStack() as opened:
            clients: dict[tuple[str, live.Way], AsyncClient] = {}
            waits: list[tuple[AsyncTasks[Any, Any], Ticket]] = []
            for ticket, way in self._ways.items():
                provider = live.endpoint_of(ticket.endpoint).conventions.provider
                if (provider, way) not in clients:
                    client = live.connect(AsyncClient, provider, way, journal=self._journal)
                    clients[provider, way] = await opened.enter_async_context(client)
                client = clients[provider, way]
                waits.append((getattr(client, client.tasks[ticket.endpoint]), ticket))
            await asyncio.gather(*(self._one(tasks, ticket) for tasks, ticket in waits))

    async def _one(self, tasks: AsyncTasks[Any, Any], ticket: Ticket) -> None:
        files: list[Downloaded] = []
        folder, patience = self._patience.download_to, self._patience
        try:
            result = await tasks.wait(
                ticket,
                deadline=patience.deadline,
                progress=changes(ticket, patience.output),
                download_to=Destination(folder, saved=files.append) if folder is not None else None,
                cancel_on_interrupt=patience.cancel_on_interrupt,
            )
        except asyncio.CancelledError as cancelled:
            if patience.cancel_on_interrupt and (said_of_it := failures.notes(cancelled)):
                # The last one tells what came of the cancel; those before were true until then.
                say(said_of_it[-1], patience.output)
            raise
        except (CallsheetError, OSError) as error:
            self.failed += 1
            failures.tell(error, patience.output)
            said: dict[str, object] = {"ok": False, "error": failures.as_json(error)}
        else:
            said = {"ok": True, "result": plain(result), "files": [file_as_json(one) for one in files]}
        self._left.pop(ticket)
        sys.stdout.write(one_line({"endpoint": ticket.endpoint, "task": ticket.task, **said}) + "\n")
        sys.stdout.flush()

    def leave(self, named: list[str]) -> None:
        """Say which tasks were not waited for to their end, and how to go on."""
        left = list(self._left)
        say(f"stopped: {len(left)} of {len(self._ways)} tasks have not been seen to end")
        if not self._patience.cancel_on_interrupt:
            say("They go on at the provider and are paid for; nothing here ended them.")
        if tickets.came_from_files(named):
            say(f"To go on: callsheet wait {shlex.join(named)}")
        else:
            say("To go on, give these tickets to `callsheet wait -`:")
            tickets.print_tickets(left)


def check_folder(folder: str | None) -> None:
    """Look whether files can be saved in a folder, before anything is waited for.

    Raises:
        UsageError: they cannot, or it is none.

    """
    if folder is None:
        return
    try:
        Destination(folder + "/").check()
    except OSError as error:
        raise UsageError(f"--download-to {folder}: {error.strerror}") from error


def changes(ticket: Ticket, output: str) -> Callable[[TaskStatus], None]:
    """Say on standard error what a task does, whenever it is something else."""
    last: list[str | None] = []

    def look(status: TaskStatus) -> None:
        if last != [status.status]:
            last[:] = [status.status]
            say(f"{ticket.task}: {status.status}", output)

    return look


def file_as_json(file: Downloaded) -> dict[str, object]:
    """Say in plain JSON what was saved."""
    return {
        "path": str(file.path),
        "bytes": file.bytes,
        "sha256": file.sha256,
        "type": file.type,
        "already": file.already,
    }


def plain(value: object) -> object:
    """Say a result in plain JSON: its fields by name, without the answer that they were read from."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value) if one.name != "answer"}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in cast("list[object]", value)]
    return value.isoformat() if isinstance(value, datetime) else value
