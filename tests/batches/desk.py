"""A batch in this process, against a simulator without a socket, in time that passes only when somebody waits."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, TypedDict, Unpack

import httpx

from callsheet_contracts import ManualClock, Simulator
from callsheet_contracts.clocks import AsyncSteppingClock
from callsheet_runtime import AsyncClient, Budget, Destination, Journal
from callsheet_runtime.batches import Batch, Progress, Report
from callsheet_runtime.batches.lines import Lines
from support.catalog import real

CLIENTS = {"dashscope": "AsyncDashScope", "pixverse": "AsyncPixVerse", "pixazo": "AsyncPixazo"}

Line = dict[str, Any]


class Asked(TypedDict, total=False):
    """How a batch is to be looked through, besides the usual."""

    label: str
    endpoint: str
    retry_failed: bool
    any_key: bool


def line(prompt: str = "a cat", *, duration: int = 5, **more: str) -> Line:
    asked = {"size": "1280*720", "duration": duration}
    body = {"model": "pixverse/pixverse-v6-t2v", "input": {"prompt": prompt}, "parameters": asked}
    return {"endpoint": "dashscope/pixverse-t2v", "request": body, **more}


def native(prompt: str = "a cat") -> Line:
    body = {"model": "v6", "quality": "720p", "duration": 5, "prompt": prompt, "aspect_ratio": "16:9"}
    return {"endpoint": "pixverse/text-to-video", "request": body}


@dataclass(kw_only=True)
class Desk:
    """One run after the other in one folder, each with new clients."""

    folder: Path
    simulator: Simulator
    clock: ManualClock
    key: str = "sk-right-0123456789"
    told: list[Progress] = field(default_factory=list[Progress])

    def write(self, *lines: Line | str, name: str = "film.jsonl") -> Path:
        path = self.folder / name
        path.write_text("\n".join(one if isinstance(one, str) else json.dumps(one) for one in lines), "utf-8")
        return path

    def client(
        self, provider: str, *, budget: Budget | str | None = None, journal: Journal | None = None
    ) -> AsyncClient:
        kind: type[AsyncClient] = getattr(import_module(f"callsheet_clients.{provider}"), CLIENTS[provider])
        http = httpx.AsyncClient(transport=self.simulator.async_transport(provider))
        clock = AsyncSteppingClock(self.clock)
        return kind(key=self.key, http=http, clock=clock, budget=budget, journal=journal or self.folder / "journal.db")

    def plan(
        self,
        what: Lines | None = None,
        *,
        provider: str = "dashscope",
        budget: Budget | str | None = None,
        **more: Unpack[Asked],
    ) -> Batch:
        """Look a batch through, and close its journal."""
        batch = self._batch(what, provider, budget, **more)
        for client in batch.clients:
            assert client.journal
            client.journal.close()
        return batch

    def _batch(self, what: Lines | None, provider: str, budget: Budget | str | None, **more: Unpack[Asked]) -> Batch:
        lines = self.folder / "film.jsonl" if what is None else what
        client = self.client(provider, budget=budget)
        try:
            return Batch.plan(client, lines, out=self.folder, **more)
        except BaseException:
            assert client.journal
            client.journal.close()
            raise

    def run(
        self,
        what: Lines | None = None,
        *,
        provider: str = "dashscope",
        budget: Budget | str | None = None,
        concurrency: int | None = None,
        deadline: float | None = None,
        stop: Callable[[Progress], bool] | None = None,
        times: int = 1,
        meanwhile: Callable[[], object] = lambda: None,
        **more: Unpack[Asked],
    ) -> Report:
        """Plan and run.

        `stop` says when to cancel whoever runs it, as Ctrl-C does, and `times` how often; `meanwhile` is done in
        between.
        """
        batch = self._batch(what, provider, budget, **more)
        assert not batch.looked_through.wrong, [
            one.says for wrong in batch.looked_through.wrong for one in wrong.problems
        ]
        self.told.clear()
        meanwhile()

        def progress(one: Progress) -> None:
            self.told.append(one)
            if stop is not None and len(stopped) < times and stop(one):
                stopped.append(one)
                asyncio.get_running_loop().call_soon(running[0].cancel)

        running: list[asyncio.Task[Report]] = []
        stopped: list[Progress] = []

        async def main() -> Report:
            running.append(
                asyncio.create_task(
                    batch.run(
                        progress=progress,
                        concurrency=concurrency,
                        deadline=deadline,
                        destination=Destination(self.folder, transport=self.simulator.async_transport(provider)),
                    )
                )
            )
            try:
                return await running[0]
            finally:
                for client in batch.clients:
                    await client.aclose()
                assert asyncio.all_tasks() == {asyncio.current_task()}, "nothing is left behind"

        return asyncio.run(main())

    def created(self, provider: str = "dashscope") -> int:
        return len({one.task for one in self.simulator.journal.entries(provider) if one.call == "submit" and one.task})

    def posts(self, provider: str = "dashscope") -> int:
        return self.simulator.journal.count(provider, "submit")

    def films(self) -> list[str]:
        return sorted(path.name for path in self.folder.glob("*.mp4"))

    def manifest(self, name: str = "film") -> list[dict[str, Any]]:
        return [json.loads(row) for row in (self.folder / f"{name}.manifest.jsonl").read_text("utf-8").splitlines()]

    def states(self) -> list[str]:
        with Journal(self.folder / "journal.db") as journal:
            return [job.state.value for job in journal.jobs()]


def desk_in(folder: Path, *, enforce_running: bool = False, plan: str | None = None) -> Desk:
    clock = ManualClock()
    simulator = Simulator(
        real(),
        clock=clock,
        task_seconds=40,
        seed=1,
        key="sk-right-0123456789",
        enforce_running=enforce_running,
        plan=plan,
    )
    return Desk(folder=folder, simulator=simulator, clock=clock)
