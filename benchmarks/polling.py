"""What waiting for many tasks costs, on a virtual clock: `python benchmarks/polling.py [TASKS]`.

A model server obeys a provider's task machine, takes 20 calls a second and refuses the rest, and 0.2 s for each. Tasks
take about two minutes. *Naive* has a timer of its own for each task, every 15 s. *Oracle* knows each end, and asks just
then, as the rate allows: nobody can do better. Prints a table in Markdown, and which targets are not met.
"""

import asyncio
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from callsheet_clients.dashscope import AsyncDashScope, pixverse_t2v
from callsheet_clients.pixverse import AsyncPixVerse, text_to_video
from callsheet_contracts import virtual_time
from callsheet_runtime import AsyncClient, AsyncTasks, Endpoint
from support.crowds import Crowded, Life, lives, ticket

EVERY = 15.0
RATE = 20


@dataclass(frozen=True)
class Measured:
    """One run."""

    calls: float
    """Calls for each task."""
    refusals: float
    """As a share of all calls."""
    staleness: float
    oracle: float
    cpu: float


def main(count: int) -> int:
    """Measure all, and print a table."""
    with_list: Endpoint[Any, Any] = pixverse_t2v.ENDPOINT
    protocol = text_to_video.ENDPOINT.protocol
    poll = replace(protocol.poll, per_second=RATE, every=EVERY)
    without: Endpoint[Any, Any] = replace(text_to_video.ENDPOINT, protocol=replace(protocol, poll=poll))
    few = count // 10
    scenes = {
        f"{count:,} come at 40/s": lives(count, 40),
        f"{count:,} at once": lives(count, 0),
        f"{few:,} at once": lives(few, 0),
        f"{few * 3:,} come at 7.5/s, {few:,} outstanding": lives(few * 3, few / 133),
    }
    print("| tasks | how | calls a task | refused | mean staleness | oracle's | ratio | CPU a task |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    missed: list[str] = []
    for words, drawn in scenes.items():
        runs = {
            # All at once, naive timers would be refused 260 times a task, which takes minutes to show.
            **({} if len(drawn) == count and not drawn[-1].born else {"naive timers": naive(with_list, drawn)}),
            "callsheet, with a list": ours(AsyncDashScope, with_list, drawn),
            "callsheet, without": ours(AsyncPixVerse, without, drawn),
        }
        for how, one in runs.items():
            ratio = one.staleness / one.oracle
            print(
                f"| {words} | {how} | {one.calls:.2f} | {one.refusals:.1%} | {one.staleness:.1f} s | "
                f"{one.oracle:.1f} s | {ratio:.2f}× | {one.cpu * 1e6:.0f} µs |",
                flush=True,
            )
            if how.startswith("callsheet"):
                missed += [f"{words}, {how}: {what}" for what in misses(one, ratio, listed="with a" in how)]
    print()
    for line in missed:
        print(f"not met: {line}")
    return 0


def misses(one: Measured, ratio: float, *, listed: bool) -> list[str]:
    """Say which targets are missed. Without a list, no order of single looks is as good as knowing."""
    saturated = one.oracle > 10
    found = []
    if one.refusals:
        found.append("refused calls")
    if one.calls > 4:
        found.append("more than 4 calls a task")
    if saturated and ratio > 1.3:
        found.append("staleness above 1.3 times the oracle's")
    if listed and not saturated and one.staleness > 2:
        found.append("staleness above 2 s")
    return found


def ours(make: type[AsyncClient], endpoint: Endpoint[Any, Any], drawn: Sequence[Life]) -> Measured:
    """Wait for each task with the client's own `wait`, begun when the task is created."""
    server = Crowded(endpoint, drawn, per_second=RATE)

    async def run() -> None:
        http = httpx.AsyncClient(transport=server, verify=False)
        client = make(key="sk-none", http=http, clock=virtual_time.VirtualClock())
        tasks = AsyncTasks(client, endpoint)
        where = client.context(endpoint).server

        async def one(life: Life) -> None:
            await asyncio.sleep(life.born)
            await tasks.wait(ticket(endpoint, life, where), deadline=50_000)

        await asyncio.gather(*map(one, drawn))

    return measured(server, run())


def naive(endpoint: Endpoint[Any, Any], drawn: Sequence[Life]) -> Measured:
    """Wait for each task with a timer of its own."""
    server = Crowded(endpoint, drawn, per_second=RATE)
    path = f"https://naive.test{endpoint.protocol.poll.path}"

    async def run() -> None:
        async def one(life: Life) -> None:
            await asyncio.sleep(life.born)
            while life.name not in server.known:
                await asyncio.sleep(EVERY)
                await server.handle_async_request(httpx.Request("GET", path.replace("{task}", life.name)))

        await asyncio.gather(*map(one, drawn))

    return measured(server, run())


def measured(server: Crowded, run: Any) -> Measured:
    """Run it in virtual time."""
    begun = time.process_time()
    virtual_time.run(run)
    count, asked = len(server.tasks), server.calls + server.refusals
    return Measured(
        calls=asked / count,
        refusals=server.refusals / asked,
        staleness=server.staleness(),
        oracle=server.oracle(),
        cpu=(time.process_time() - begun) / count,
    )


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2] or ("10000",))))
