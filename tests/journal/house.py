"""An invented provider that keeps its tasks, may be told what goes wrong, and counts what it would bill for."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Literal, TypeVar, cast

import httpx

from callsheet_runtime import AsyncTasks, Budget, Echo, Endpoint, Journal, Resumed, Retention, Tasks, Ticket
from callsheet_runtime.flows import Call, Local, Pause, Reply
from runtime.acme import (
    KEY,
    START,
    TYPED,
    AsyncStudio,
    Clip,
    Say,
    StillAsyncClock,
    StillClock,
    Studio,
    Timeline,
    Video,
)

T = TypeVar("T")

ENDPOINT: Endpoint[Clip, Video] = replace(
    TYPED,
    echoes=(Echo(asked="prompt", shown="data.prompt"), Echo(asked="seconds", shown="data.seconds")),
    retention=Retention(task=86400),
)
BLIND = replace(ENDPOINT, protocol=replace(ENDPOINT.protocol, listing=None))
"""The same, of a provider that lists nothing."""

Trouble = Literal["taken and lost", "lost", "no line", "busy", "refused", "mute"]


class Killed(BaseException):
    """The process is gone: nothing that it was about to do is done."""


@dataclass
class Kept:
    """A task as the provider has it."""

    id: str
    body: dict[str, Any]
    created: datetime
    status: str = "BUSY"


@dataclass
class House:
    """The provider."""

    line: Timeline
    tasks: list[Kept] = field(default_factory=list[Kept])
    troubles: list[Trouble] = field(default_factory=list[Trouble])
    """What goes wrong with the next submits, in turn."""
    interrupt: BaseException | None = None
    """What stops the next submit in this process, once the provider has it."""
    lists: dict[str, object] | None = field(default_factory=dict[str, object])
    """What stands in every list instead; `None`: no list is to be had."""
    page: int = 100
    submits: int = 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.method == "POST":
            return self.submitted(json.loads(request.content))
        if request.url.path.endswith("/clips"):
            return self.listed(int(request.url.params.get("page_no", "1")))
        return self.told(request.url.path.rpartition("/")[2])

    def add(self, body: dict[str, Any], *, status: str = "BUSY", at: float | None = None) -> Kept:
        when = START + timedelta(seconds=self.line.seconds if at is None else at)
        kept = Kept(f"t-{len(self.tasks) + 1}", body, when, status)
        self.tasks.append(kept)
        return kept

    def submitted(self, body: dict[str, Any]) -> httpx.Response:
        self.submits += 1
        if self.interrupt is not None:
            self.add(body)
            raise self.interrupt
        match self.troubles.pop(0) if self.troubles else None:
            case "taken and lost":
                self.add(body)
                raise httpx.ReadTimeout("slow")
            case "lost":
                raise httpx.ReadTimeout("slow")
            case "no line":
                raise httpx.ConnectError("refused")
            case "busy":
                return Say({"code": "TooFast", "message": "slowly"}, 429).response()
            case "refused":
                return Say({"code": "Malformed", "message": "no"}, 400).response()
            case "mute":
                self.add(body)
                return Say({"data": {}}).response()
            case None:
                return Say({"request": "r-1", "data": {"id": self.add(body).id}}).response()

    def told(self, task: str) -> httpx.Response:
        kept = next((one for one in self.tasks if one.id == task), None)
        if kept is None:
            return Say({"data": {"status": "GONE"}}).response()
        data: dict[str, object] = {"status": kept.status}
        if kept.status == "DONE":
            data |= {"url": f"https://cdn.acme.test/{task}.mp4", **kept.body}
        if kept.status == "BUSY":
            kept.status = "DONE"  # the next look shows it
        return Say({"data": data}).response()

    def listed(self, number: int) -> httpx.Response:
        if self.lists is None:
            return Say({"code": "Shaky"}, 500).response()
        rows = [
            {"id": one.id, "status": one.status, "model": one.body.get("model"), "created": _written(one.created)}
            for one in reversed(self.tasks)
        ]
        shown = rows[(number - 1) * self.page : number * self.page]
        data = {"rows": shown, "total": len(rows), "pages": -(-len(rows) // self.page)}
        if "total" in self.lists and "pages" not in self.lists:
            del data["pages"]
        return Say({"data": {**data, **self.lists}}).response()


def _written(when: datetime) -> str:
    return when.astimezone(timezone(timedelta(hours=8))).strftime("%Y-%m-%d %H:%M:%S")


@dataclass
class Doom:
    """Kills a process before or after one of its steps; after that it does nothing more."""

    at: int | None = None
    """Which step, counted from 1; none at all otherwise."""
    when: Literal["before", "after"] = "before"
    steps: int = 0

    def before(self) -> None:
        self.steps += 1
        if self.at is not None and (self.steps > self.at or (self.steps == self.at and self.when == "before")):
            raise Killed

    def after(self) -> None:
        if self.steps == self.at:
            raise Killed


@dataclass(frozen=True, kw_only=True)
class Raw(Clip):
    """A request written by hand."""

    document: dict[str, object]

    def body(self) -> dict[str, object]:
        return self.document


class MortalStudio(Studio):
    """A blocking client in a process that may be killed."""

    tasks = {"acme/clip": "clip"}  # noqa: RUF012 -- as emitted clients have it
    doom: Doom
    endpoint: Endpoint[Clip, Video]

    @property
    def clip(self) -> Tasks[Clip, Video]:
        return Tasks(self, self.endpoint)

    def _perform(self, step: Call | Pause | Local) -> Reply | None:
        self.doom.before()
        reply = super()._perform(step)
        self.doom.after()
        return reply


class MortalAsyncStudio(AsyncStudio):
    """An awaiting client in a process that may be killed."""

    tasks = {"acme/clip": "clip"}  # noqa: RUF012 -- as emitted clients have it
    doom: Doom
    endpoint: Endpoint[Clip, Video]

    @property
    def clip(self) -> AsyncTasks[Clip, Video]:
        return AsyncTasks(self, self.endpoint)

    async def _perform(self, step: Call | Pause | Local) -> Reply | None:
        self.doom.before()
        reply = await super()._perform(step)
        self.doom.after()
        return reply


@dataclass(kw_only=True)
class Desk:
    """One process after the other at one journal, with either driver."""

    mode: str
    path: Path
    line: Timeline = field(default_factory=Timeline)
    endpoint: Endpoint[Clip, Video] = field(default_factory=lambda: ENDPOINT)
    key: str = KEY
    budget: Budget | str | None = None

    def __post_init__(self) -> None:
        self.house = House(self.line)

    def do(self, deed: Callable[[MortalStudio], T], *, doom: Doom | None = None, journal: Journal | None = None) -> T:
        """Run a deed with a client of a new process. It is written as for the blocking one, whichever it is."""
        if self.mode == "sync":
            with MortalStudio(
                key=self.key,
                http=httpx.Client(transport=httpx.MockTransport(self.house)),
                clock=StillClock(self.line),
                budget=self.budget,
                journal=journal or self.path,
            ) as studio:
                studio.doom, studio.endpoint = doom or Doom(), self.endpoint
                return deed(studio)

        async def main() -> T:
            async with MortalAsyncStudio(
                key=self.key,
                http=httpx.AsyncClient(transport=httpx.MockTransport(self.house)),
                clock=StillAsyncClock(self.line),
                budget=self.budget,
                journal=journal or self.path,
            ) as studio:
                studio.doom, studio.endpoint = doom or Doom(), self.endpoint
                return await cast(Awaitable[T], deed(cast(MortalStudio, studio)))

        return asyncio.run(main())

    def submit(
        self, request: Clip | None = None, *, again: bool = False, label: str = "", position: int | None = None
    ) -> Ticket:
        asked = request or Clip()
        return self.do(lambda studio: studio.clip.submit(asked, again=again, label=label, position=position))

    def run(
        self,
        request: Clip | None = None,
        *,
        doom: Doom | None = None,
        label: str = "",
        position: int | None = None,
    ) -> Video:
        asked = request or Clip()
        return self.do(lambda studio: studio.clip.run(asked, label=label, position=position), doom=doom)

    def resume(self, *, deadline: float = 60, label: str | None = None, any_key: bool = False) -> Resumed:
        return self.do(lambda studio: studio.resume_all(deadline=deadline, label=label, any_key=any_key))

    def journal(self) -> Journal:
        return Journal(self.path)

    def states(self) -> list[str]:
        with self.journal() as journal:
            return [job.state.value for job in journal.jobs()]
