"""What a batch costs, on a virtual clock: `python benchmarks/batch.py [LINES]`.

A model server takes 20 calls a second of each kind, 0.2 s for each, and makes clips in about two minutes; its list and
its films are as a provider's. 100 tasks are at work at once. Every line is checked, priced, written to a journal on
this disk, sent, waited for and saved in a file. A second call then finds all of it done. CPU is that of everything,
the model server and the journal included. Prints a table in Markdown; fails where a target is missed.
"""

import json
import random
import resource
import sys
import tempfile
import time
from collections import Counter, deque
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx

from callsheet_clients.dashscope import AsyncDashScope
from callsheet_contracts import virtual_time
from callsheet_contracts.simulator.film import film
from callsheet_runtime import Destination, Journal
from callsheet_runtime.batches import Batch, Report

AT_ONCE = 100
RATE = 20
LATENCY = 0.2
MEDIA = "https://media.example.com/"


class Model(httpx.AsyncBaseTransport):
    """Makes a clip of every request in about two minutes, and counts."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()
        self.clock = virtual_time.VirtualClock()
        self._draw = random.Random(1)
        self._ends: dict[str, float] = {}
        self._alive: dict[str, float] = {}
        self._recent: dict[str, deque[float]] = {"POST": deque(), "GET": deque()}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer a call, half of whose time passes on the way there."""
        await self.clock.sleep(LATENCY / 2)
        if str(request.url).startswith(MEDIA):
            self.calls["films"] += 1
            answer = httpx.Response(200, content=film(), headers={"content-type": "video/mp4", "etag": '"film"'})
        else:
            status, document = self._answer(request)
            answer = httpx.Response(status, content=json.dumps(document).encode())
        await self.clock.sleep(LATENCY / 2)
        return answer

    def _answer(self, request: httpx.Request) -> tuple[int, dict[str, Any]]:
        now, recent = self.clock.now(), self._recent[request.method]
        while recent and now - recent[0] >= 1 - 1e-9:
            recent.popleft()
        if len(recent) >= RATE:
            self.calls["refused"] += 1
            return 429, {"code": "Throttling.RateQuota", "message": "slowly"}
        recent.append(now)
        if request.method == "POST":
            self.calls["submits"] += 1
            task = f"task-{len(self._ends):06}"
            self._ends[task] = now + min(max(self._draw.lognormvariate(4.8, 0.4), 20.0), 900.0)
            self._alive[task] = now
            return 200, {"output": {"task_id": task, "task_status": "PENDING"}, "request_id": task}
        if request.url.path.rstrip("/").endswith("/tasks"):
            self.calls["lists"] += 1
            return 200, self._list(request.url.params, now)
        self.calls["looks"] += 1
        task = request.url.path.rpartition("/")[2]
        if now < self._ends[task]:
            return 200, {"output": {"task_id": task, "task_status": "RUNNING"}, "request_id": task}
        output = {"task_id": task, "task_status": "SUCCEEDED", "video_url": f"{MEDIA}{task}.mp4"}
        return 200, {"output": output, "request_id": task}

    def _list(self, query: httpx.QueryParams, now: float) -> dict[str, Any]:
        for task in [task for task in self._alive if self._ends[task] <= now]:
            del self._alive[task]
        found = [task for task in reversed(self._alive) if query["status"] == "RUNNING"]
        size, page = int(query["page_size"]), int(query["page_no"])
        created = {task: virtual_time.EPOCH + timedelta(seconds=self._alive[task]) for task in found}
        rows = [
            {"task_id": task, "status": "RUNNING", "gmt_create": int(created[task].timestamp() * 1000)}
            for task in found[(page - 1) * size : page * size]
        ]
        return {"data": rows, "total": len(found), "total_page": -(-len(found) // size), "page_no": page}


def main(count: int) -> int:
    """Run a batch twice, and print a table."""
    server = Model()
    with tempfile.TemporaryDirectory() as name:
        out = Path(name)
        lines = (json.dumps(line(number)) for number in range(count))
        (out / "film.jsonl").write_text("\n".join(lines), "utf-8")
        print("| run | lines | calls a line | of them submits | refused | CPU a line | memory | on the clock |")
        print("| --- | --- | --- | --- | --- | --- | --- | --- |")
        before = memory()
        reports = [measured(words, out, server, count, before) for words in ("first", "again")]
        files = len(list(out.glob("*.mp4")))
    missed = [] if all(one.complete for one in reports) else ["not all lines were saved"]
    if server.calls["submits"] != count or files != count:
        missed.append(f"{count} lines, {server.calls['submits']} submits and {files} files")
    calls = sum(server.calls[kind] for kind in ("submits", "looks", "lists", "films"))
    if calls > 5 * count:
        missed.append("more than 5 calls a line")
    print()
    print(", ".join(f"{number:,} {kind}" for kind, number in server.calls.items()))
    for words in missed:
        print(f"missed: {words}")
    return bool(missed)


def measured(words: str, out: Path, server: Model, count: int, before: float) -> Report:
    """Plan and run it, as another process would."""
    calls, begun = Counter(server.calls), time.process_time()

    async def run() -> tuple[Report, float]:
        with Journal(out / "journal.db") as journal:
            http = httpx.AsyncClient(transport=server)
            async with AsyncDashScope(
                key="sk-none-0123456789", http=http, clock=server.clock, journal=journal
            ) as client:
                batch = Batch.plan(client, out / "film.jsonl", out=out)
                saved = Destination(out, transport=server)
                return await batch.run(concurrency=AT_ONCE, destination=saved), server.clock.now()

    report, seconds = virtual_time.run(run())
    made = server.calls - calls
    cpu = (time.process_time() - begun) / count
    asked = sum(made.values())
    print(
        f"| {words} | {count:,} | {asked / count:.2f} | {made['submits'] / count:.2f} | {made['refused']} | "
        f"{cpu * 1e6:,.0f} µs | {memory() - before:+.0f} MB | {seconds / 3600:.1f} h |",
        flush=True,
    )
    return report


def line(number: int) -> dict[str, Any]:
    """Write a line; every third one is the same as the two before."""
    asked = {"size": "1280*720", "duration": 5}
    prompt = f"Clip {number // 3}: " + "a raccoon on a railing, at dusk, in the rain. " * 5
    body = {"model": "pixverse/pixverse-v6-t2v", "input": {"prompt": prompt}, "parameters": asked}
    return {"endpoint": "dashscope/pixverse-t2v", "request": body}


def memory() -> float:
    """Tell how much memory this process has held at most, in MB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2] or ("10000",))))
