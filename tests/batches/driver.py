"""Runs batches in processes that are killed: `driver.py URL CLOCK`, one JSON command a line on standard input.

Each command is run in a fork of this process, which has loaded everything and started nothing: a kill of it is as real
as any, and takes no second to prepare. It kills itself with SIGKILL when it comes to a point for the nth time; points
stand around each line of the journal, each call, each step of a file. Time is told by a file that the simulator shares.
"""

import json
import mmap
import os
import signal
import struct
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import httpx

from callsheet_contracts.clocks import AsyncSteppingClock
from callsheet_runtime import Journal
from callsheet_runtime.batches import Batch, manifest
from callsheet_runtime.clients.wire import certificates
from callsheet_runtime.downloading import parts
from callsheet_runtime.journal.entries import Entry
from callsheet_runtime.journal.ledger import Ledger

LOADED = (
    "_strptime",
    "anyio._backends._asyncio",
    "callsheet_clients.dashscope.pixverse_t2v",
    "callsheet_clients.pixazo.v6_t2v",
    "callsheet_runtime.observing",
    "callsheet_runtime.waiting.awaiting",
    "httpcore",
    "httpcore._backends.anyio",
)
"""What a run would load when it comes to it: here once, not in each fork."""


class SharedClock:
    """Seconds in a file that several processes look at."""

    def __init__(self, path: Path) -> None:
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), 8)

    def now(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=struct.unpack("d", self._map[:8])[0])

    def advance(self, seconds: float) -> None:
        self._map[:8] = struct.pack("d", struct.unpack("d", self._map[:8])[0] + seconds)


class Points:
    """Counts the points that a run comes by, and ends the process at one of them."""

    def __init__(self, kill: "list[Any] | None") -> None:
        self.seen: Counter[str] = Counter()
        self.kill = kill

    def __call__(self, name: str) -> None:
        self.seen[name] += 1
        if self.kill is not None and [name, self.seen[name]] == self.kill:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, place: object, name: str, called: str) -> None:
        """Put a point before and after a function."""
        does = getattr(place, name)

        def done(*args: object, **named: object) -> object:
            self(f"before {called}")
            value = does(*args, **named)
            self(f"after {called}")
            return value

        setattr(place, name, done)

    def on_the_wire(self) -> None:
        """Put points around each call: before it, when it is sent, when its answer is there."""
        sends = httpx.AsyncHTTPTransport.handle_async_request

        async def handle(transport: httpx.AsyncHTTPTransport, request: httpx.Request) -> httpx.Response:
            what = "submit" if request.method == "POST" else "film" if "/media/" in request.url.path else "look"

            async def trace(event: str, _: object) -> None:
                if event == "http11.send_request_body.complete":
                    self(f"{what} is sent")

            request.extensions["trace"] = trace
            self(f"before {what}")
            response = await sends(transport, request)
            self(f"{what} is answered")
            return response

        setattr(httpx.AsyncHTTPTransport, "handle_async_request", handle)  # noqa: B010 -- the checker minds it otherwise


def run(command: dict[str, Any], url: str, clock: SharedClock) -> NoReturn:
    points = Points(command["kill"])
    for name in ("begin", "sending", "created"):
        points.around(Entry, name, f"line {name}")
    points.around(Ledger, "saw", "line saw")
    points.around(Ledger, "saved", "line saved")
    points.around(parts, "publish", "name")
    points.around(manifest, "write", "manifest")
    points.on_the_wire()
    out = Path(command["out"])
    kind: Any = getattr(import_module(f"callsheet_clients.{command['provider']}"), command["client"])
    with Journal(out / "journal.db") as journal:
        client = kind(key="sk-right-0123456789", base_url=url, clock=AsyncSteppingClock(clock), journal=journal)
        batch = Batch.plan(client, out / "batch.jsonl", out=out)
        if batch.looked_through.wrong:
            raise ValueError(batch.looked_through.wrong[0].problems[0].says)
        report = batch.run_blocking(concurrency=command["concurrency"])
    counts = {stage.value: number for stage, number in report.progress.counts.items()}
    said = {"counts": counts, "undecided": len(report.undecided), "points": points.seen}
    os.write(1, (json.dumps(said) + "\n").encode())
    os._exit(0)


def main(url_of: dict[str, str], path: str) -> None:
    certificates()
    clock = SharedClock(Path(path))
    for module in (*LOADED, *(f"callsheet_clients.{provider}.client" for provider in url_of)):
        import_module(module)
    for line in sys.stdin:
        command: dict[str, Any] = json.loads(line)
        child = os.fork()
        if not child:
            try:
                run(command, url_of[command["provider"]], clock)
            except BaseException as error:  # noqa: BLE001 -- a fork must not go on as its parent does
                os.write(1, (json.dumps({"error": repr(error)}) + "\n").encode())
                os._exit(1)
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            os.write(1, (json.dumps({"killed": os.WTERMSIG(status)}) + "\n").encode())


if __name__ == "__main__":
    main(json.loads(sys.argv[1]), sys.argv[2])
