"""An application to knock at, and somebody to ask about tasks: no provider, no server, no socket."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from callsheet_runtime import Event, Machine, Meaning, Receiver, State, StillRunning, Ticket, reading
from callsheet_runtime.webhooks import Arrival, WebhookApp

TOKEN = "t0ken-of-22-characters"
BASE = "https://studio.test"
HOOK = f"{BASE}/{TOKEN}"

MACHINE = Machine(
    at="status",
    start="WAITING",
    states={
        "WAITING": State(means=Meaning.WAITING, next=frozenset({"BUSY"})),
        "BUSY": State(means=Meaning.RUNNING, next=frozenset({"DONE", "FAILED"})),
        "DONE": State(means=Meaning.SUCCEEDED),
        "FAILED": State(means=Meaning.FAILED),
    },
)


@dataclass(frozen=True, kw_only=True)
class Sent:
    """What arrives."""

    url: str | None


def read(body: object) -> Sent:
    return Sent(url=reading.text(body, "url"))


EVENT = Event(name="acme/webhook", machine=MACHINE, task="task", status="status", read=read, reply="taken")


def ticket(task: str = "t-1", *, endpoint: str = "acme/clip") -> Ticket:
    return Ticket(endpoint=endpoint, task=task, server="north")


@dataclass(frozen=True)
class Named:
    name: str = "acme/clip"


@dataclass
class Asked:
    """Tells how tasks ended: what is in `ends`, by their ids; those that are not there go on."""

    ends: dict[str, str | Exception] = field(default_factory=dict[str, str | Exception])
    looks: list[str] = field(default_factory=list[str])
    endpoint: Named = field(default_factory=Named)

    async def wait(self, ticket: Ticket, *, deadline: float) -> str:
        assert deadline == 0, "one look"
        self.looks.append(ticket.task)
        await asyncio.sleep(0)
        end = self.ends.get(ticket.task)
        if end is None:
            raise StillRunning(ticket, status="BUSY", waited=0)
        if isinstance(end, Exception):
            raise end
        return end


@dataclass
class Told:
    """What `on_end` was told."""

    came: list[Arrival[Sent, str]] = field(default_factory=list[Arrival[Sent, str]])
    fails: int = 0
    """How often it is to fail."""
    gate: asyncio.Event | None = None
    """What it waits for."""
    reached: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))
    """Let go each time that it is told."""

    async def __call__(self, arrival: Arrival[Sent, str]) -> None:
        self.came.append(arrival)
        self.reached.release()
        if self.gate:
            await self.gate.wait()
        if self.fails:
            self.fails -= 1
            raise RuntimeError("the database is away")

    @property
    def tasks(self) -> list[str]:
        return [one.ticket.task for one in self.came]


@dataclass
class House:
    """An application, and what is behind it."""

    asked: Asked = field(default_factory=Asked)
    told: Told = field(default_factory=Told)
    settings: Mapping[str, Any] = field(default_factory=dict[str, Any])
    app: WebhookApp[Sent, str] = field(init=False)

    def __post_init__(self) -> None:
        given: dict[str, Any] = {"token": TOKEN, "on_end": self.told, **self.settings}
        tasks = () if given.get("trust") else (self.asked,)
        self.app = WebhookApp(Receiver(EVENT), *tasks, **given)

    async def send(self, status: str = "DONE", task: object = "t-1", **also: object) -> httpx.Response:
        return await self.knock("POST", HOOK, json={"task": task, "status": status, **also})

    async def knock(self, method: str, url: str, **request: Any) -> httpx.Response:  # noqa: ANN401 -- as httpx has it
        transport = httpx.ASGITransport(app=self.app)
        async with httpx.AsyncClient(transport=transport) as http:
            return await http.request(method, url, **request)
