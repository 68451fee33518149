"""Runs the page's example at the simulator, on SQLite; then asks for what is refused. Prints what came of it."""

import asyncio
import os
import re
import sys
from pathlib import Path

import httpx
import pytest
from dbos import DBOS, error

from callsheet_clients import dashscope
from callsheet_contracts import ManualClock, Simulator
from callsheet_contracts.clocks import AsyncSteppingClock
from callsheet_runtime import Journal, RequestRefused, durable
from support.catalog import real

PAGE = (Path(__file__).parents[2] / "docs" / "durable.md").read_text("utf-8")
(EXAMPLE,) = re.findall(r"```python\n(.+?)```", PAGE, re.DOTALL)

clock = ManualClock()
simulator = Simulator(real(), clock=clock, task_seconds=60, seed=1)
client = dashscope.AsyncDashScope


def simulated(*, journal: Journal | None) -> dashscope.AsyncDashScope:
    """Make the client that the page makes, at the simulator."""
    http = httpx.AsyncClient(transport=simulator.async_transport("dashscope"))
    return client(key="any", http=http, clock=AsyncSteppingClock(clock), journal=journal)


def on_file(_url: str) -> Journal:
    """Open the journal that stands in for the page's."""
    return Journal("jobs.db")


async def refusals() -> None:
    """Ask for what cannot be."""
    with pytest.raises(ValueError, match="without a journal"):
        durable.Durable(simulated(journal=None))
    async with simulated(journal=Journal("jobs.db")) as studio:
        clips = durable.Durable(studio, name="again")
        DBOS(config={"name": "clips", "system_database_url": "sqlite:///dbos.sqlite", "log_level": "CRITICAL"})
        DBOS.launch()
        await clips.open(running=3, starts=(20, 60.0))
        queue = await DBOS.retrieve_queue_async("again")
        assert queue is not None
        assert await queue.get_global_concurrency_async() == 3
        assert await queue.get_limiter_async() == {"limit": 20, "period": 60.0}
        request = dashscope.pixverse_t2v.Request(
            model="pixverse/pixverse-v6-t2v", prompt="A cat.", size="1280*720", duration=5
        )
        cat = await clips.start(studio.pixverse_t2v, request, id="cat")
        same = await clips.start(studio.pixverse_t2v, request, id="cat")
        found = await clips.find(studio.pixverse_t2v, "cat")
        made = [(await one.result(every=0.1)).ticket for one in (cat, same, found)]
        assert len(set(made)) == 1
        with pytest.raises(ValueError, match="'cat' was given to another request"):
            await clips.start(studio.pixverse_t2v, {**request.body(), "input": {"prompt": "A dog."}}, id="cat")
        with pytest.raises(ValueError, match="needs an id"):
            await clips.start(studio.pixverse_t2v, request, id="")
        with pytest.raises(RequestRefused):
            await clips.start(studio.pixverse_t2v, {"model": "none"}, id="odd")
        with pytest.raises(error.DBOSException):
            await clips.find(studio.pixverse_t2v, "odd")
        with pytest.raises(error.DBOSException):
            await clips.go_on(studio.pixverse_t2v, "odd")
        assert not (await clips.reconcile()).left
        DBOS.destroy()


def main(folder: str) -> None:
    """Run the page, then the refusals."""
    os.chdir(folder)
    dashscope.AsyncDashScope = simulated  # type: ignore[assignment,misc]
    durable.PostgresJournal = on_file  # type: ignore[assignment,misc]
    exec(re.sub(r'"postgresql://.+?"', '"sqlite:///dbos.sqlite"', EXAMPLE), {"__name__": "page"})
    asyncio.run(refusals())
    print(simulator.journal.count("dashscope", "submit"))  # noqa: T201 -- the test reads it


if __name__ == "__main__":
    main(*sys.argv[1:])
