"""An invented provider that outlives the processes that call it: what it was asked for is lines in a file.

Worker processes are forks of one that has loaded the engine already, so that a dozen of them are quick.
"""

import asyncio
import json
import os
import signal
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Literal, TypeAlias, TypedDict, Unpack
from uuid import uuid4

import httpx
from dbos import DBOS

from callsheet_contracts.simulator.film import film
from callsheet_runtime import AsyncTasks, Journal, Ticket
from callsheet_runtime.downloading.places import Destination, Downloaded
from callsheet_runtime.durable import Durable, Making, PostgresJournal
from callsheet_runtime.flows import Call, Local, Pause, Reply
from callsheet_runtime.protocol import Endpoint
from callsheet_runtime.reading import text
from runtime.acme import KEY, PROTOCOL, TYPED, AsyncStudio, Clip, Say

Kill: TypeAlias = "tuple[Literal['before', 'within', 'after', 'saving'], int] | None"
"""Where a process is killed: at which step of its client."""


@dataclass(frozen=True)
class Film:
    """A result that can be fetched."""

    answer: object

    @property
    def url(self) -> str | None:
        return text(self.answer, "data.url")


ENDPOINT: Endpoint[Clip, Film] = Endpoint(
    name=TYPED.name,
    protocol=replace(PROTOCOL, poll=replace(PROTOCOL.poll, every=0.05, per_second=1000), listing=None),
    servers=TYPED.servers,
    validate=TYPED.validate,
    read=Film,
    result="data.url",
)


@dataclass
class House:
    """The provider, as seen from one process."""

    ledger: Path
    """A line for each task that it would bill for."""
    slow: float = 0.0
    """Seconds that it takes to answer a submit."""

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.method == "POST":
            task = uuid4().hex
            self._note({"made": json.loads(request.content)["prompt"], "task": task})
            await asyncio.sleep(self.slow)
            return Say({"data": {"id": task}}).response()
        task = request.url.path.rpartition("/")[2]
        seen = self.ledger.with_name(f"seen-{task}")
        if not seen.exists():
            seen.touch()
            return Say({"data": {"status": "BUSY"}}).response()
        self._note({"over": task})
        return Say({"data": {"status": "DONE", "url": f"https://cdn.acme.test/{task}.mp4"}}).response()

    def _note(self, line: dict[str, str]) -> None:
        with self.ledger.open("a") as lines:  # one short write to the end of a file is done at once
            lines.write(json.dumps(line) + "\n")


def lines(ledger: Path) -> list[dict[str, str]]:
    """List what the provider has done, in its order."""
    return [json.loads(line) for line in ledger.read_text().splitlines()] if ledger.exists() else []


def billed(ledger: Path) -> dict[str, str]:
    """List the tasks that the provider was asked to make: what of, by their ids."""
    return {line["task"]: line["made"] for line in lines(ledger) if "made" in line}


class MortalTasks(AsyncTasks[Clip, Film]):
    """Saves from a provider that is not there."""

    async def download(self, what: Film | Ticket, path: object, **_options: bool) -> Downloaded:
        client = self.client
        assert isinstance(client, MortalStudio)

        def fetched(_request: httpx.Request) -> httpx.Response:
            client.die("saving", 1)
            return httpx.Response(200, headers={"Content-Type": "video/mp4"}, content=film())

        saved = await super().download(what, Destination(Path(str(path)), transport=httpx.MockTransport(fetched)))
        client.die("saving", 2)
        return saved


class MortalStudio(AsyncStudio):
    """A client in a process that is killed, for good, at one of its steps."""

    tasks = {"acme/clip": "clip"}  # noqa: RUF012 -- as emitted clients have it
    kill: Kill = None
    steps = 0

    @property
    def clip(self) -> AsyncTasks[Clip, Film]:
        return MortalTasks(self, ENDPOINT)

    def die(self, when: str, step: int) -> None:
        if self.kill == (when, step):
            os.kill(os.getpid(), signal.SIGKILL)

    async def _perform(self, step: Call | Pause | Local) -> Reply | None:
        if isinstance(step, Pause):
            return await super()._perform(step)
        self.steps += 1
        number = self.steps
        self.die("before", number)
        reply = await super()._perform(step)
        self.die("after", number)
        return reply


class _How(TypedDict, total=False):
    kill: Kill
    executor: str
    slow: float
    settle: bool
    running: int | None


@dataclass(frozen=True, kw_only=True)
class Shift:
    """What a worker does before it ends, or is killed."""

    clips: tuple[str, ...]
    kill: Kill = None
    executor: str = "one"
    slow: float = 0.0
    """Seconds that the provider takes to answer a submit."""
    settle: bool = False
    """Whether what is unknown is settled first."""
    running: int | None = None


@dataclass(frozen=True)
class Plant:
    """Where a worker process is at work."""

    folder: Path
    database: str
    """Of DBOS."""
    journal: str
    """A path, or where the database of the journal is."""

    def worker(self, *clips: str, **how: Unpack["_How"]) -> int:
        """Fork a process that makes clips, and give its id."""
        child = os.fork()
        if child:
            return child
        shift = Shift(clips=clips, **how)
        try:
            asyncio.run(self._work(shift))
        except BaseException as error:  # noqa: BLE001 -- it is told, and nothing of the parent's is run here
            self.tell(shift.executor, repr(error))
            os._exit(1)
        os._exit(0)

    async def _work(self, shift: Shift) -> None:
        house = House(self.folder / "billed", shift.slow)
        posts = count(1)

        async def answer(request: httpx.Request) -> httpx.Response:
            reply = await house(request)
            if request.method == "POST":
                studio.die("within", next(posts))
            return reply

        journal = self.open_journal()
        studio = MortalStudio(key=KEY, http=httpx.AsyncClient(transport=httpx.MockTransport(answer)), journal=journal)
        studio.kill = shift.kill
        durable = Durable(studio)
        DBOS(
            config={
                "name": "clips",
                "system_database_url": self.database,
                "executor_id": shift.executor,
                "application_version": "1",
                "log_level": "CRITICAL",
            }
        )
        DBOS.launch()
        await durable.open(running=shift.running)
        await DBOS.register_queue_async(  # the same, and looked into more often
            durable.name,
            global_concurrency=shift.running,
            polling_interval_sec=0.1,
            on_conflict="always_update",
        )
        told: dict[str, str] = {}
        if shift.settle:
            told |= await self._settle(durable, studio.clip, journal)
        makings = [
            await durable.start(
                studio.clip, Clip(prompt=name.partition("#")[0]), id=name, download_to=self.folder / f"{name}.mp4"
            )
            for name in shift.clips
        ]
        for making in makings:
            told[making.id] = await _outcome(making)
        self.tell(shift.executor, json.dumps(told))

    async def _settle(self, durable: Durable, tasks: AsyncTasks[Clip, Film], journal: Journal) -> dict[str, str]:
        """Do what a person does about what is unknown: first nothing, then say what came of it."""
        told: dict[str, str] = {}
        for job in journal.jobs(state="unknown"):
            name = job.label.rpartition("/")[2]
            told[f"{name} unsettled"] = await _outcome(await durable.go_on(tasks, name))
            made = [task for task, prompt in billed(self.folder / "billed").items() if prompt == name.partition("#")[0]]
            taken = {one.task for one in journal.jobs()}
            if free := [task for task in made if task not in taken]:
                journal.adopt(job.id, free[0])
            else:
                journal.forget(job.id, "the provider has nothing of it")
            told[name] = await _outcome(await durable.go_on(tasks, name))
        return told

    def open_journal(self) -> Journal:
        """Open the journal."""
        return PostgresJournal(self.journal) if "://" in self.journal else Journal(self.journal)

    def tell(self, executor: str, words: str) -> None:
        """Write what a worker has to say where the test finds it."""
        (self.folder / f"told-{executor}").write_text(words)


async def _outcome(making: Making[Film]) -> str:
    try:
        made = await making.result(every=0.1)
    except Exception as error:  # noqa: BLE001 -- it is told
        return type(error).__name__
    return Path(made.file or "").name
