"""What `callsheet verify` costs an exchange, by provider: `python benchmarks/verify.py [EXCHANGES]`.

The traffic is made by the simulator: of each provider's endpoints in turn, a task is created and asked for until it has
succeeded, each request with a prompt of its own. Figures are CPU time, the best of several runs: reading the HAR, and
judging it, which is what a peer's `drift` counts. Where `@redocly/cli` can be run (npm, and the network for the first
time), it judges the same files on the same machine; it knows one document, and is given the paths of that provider.
"""

import asyncio
import base64
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any, TypeVar

import httpx

from callsheet.model.endpoint import Catalog, Provider, TaskEndpoint
from callsheet.resolve.specs import load
from callsheet_contracts.conformance import conform
from callsheet_contracts.coverage.transport import AsyncCoverageTransport
from callsheet_contracts.coverage.wire import about, asking
from callsheet_contracts.paths import anywhere, holes
from callsheet_contracts.recordings import Exchange, Request, Response, read
from callsheet_contracts.simulator import ManualClock, Simulator
from callsheet_runtime.reading import look

ROOT = Path(__file__).parents[1]
CACHE = ROOT / ".cache" / "bench"
POLLS = 2
"""Polls that tell each state of a task."""
RUNS = 7
NOON = datetime(2026, 3, 20, 12, tzinfo=UTC)
T = TypeVar("T")


def main(wanted: int = 4000) -> int:
    """Print a line for each provider."""
    catalog = load(ROOT / "specs").compile()
    drift = redocly()
    print(f"{'provider':<12}{'exchanges':>10}{'creates':>9}{'parse':>8}{'judge':>8}{'drift':>8}   µs an exchange")
    exchanges_of_all, judge_of_all = 0, 0.0
    for provider in catalog.providers:
        exchanges = traffic(catalog, provider, wanted)
        data = as_har(exchanges)
        parse, recording = best(lambda data=data: read(data, "traffic.har"))
        judge, report = best(lambda recording=recording: conform(catalog, [recording]))
        if not report.conforms(strict=True):
            print(f"{provider.name}: the traffic is not clean: {report.findings[0].words}")
            return 1
        count, creates = len(exchanges), sum(one.request.method == "POST" for one in exchanges)
        theirs = drift(provider, data, count) if drift else None
        figures = f"{parse / count:>8.1f}{judge / count:>8.1f}" + (f"{theirs:>8.1f}" if theirs else f"{'–':>8}")
        print(f"{provider.name:<12}{count:>10}{creates:>9}{figures}")
        exchanges_of_all, judge_of_all = exchanges_of_all + count, judge_of_all + judge
    print(f"{'together':<12}{exchanges_of_all:>10}{'':>17}{judge_of_all / exchanges_of_all:>8.1f}")
    if not drift:
        print("drift: not measured, since there is no npm with which to run @redocly/cli")
    return 0


def best(work: Callable[[], T]) -> tuple[float, T]:
    """Do something several times, and tell the microseconds of the quickest, and what came of it."""
    least = float("inf")
    for _ in range(RUNS):
        before = time.process_time()
        result = work()
        least = min(least, time.process_time() - before)
    return least * 1e6, result


def traffic(catalog: Catalog, provider: Provider, wanted: int) -> list[Exchange]:
    """Let the simulator answer creates and polls, one task after the other, an hour between them."""
    clock = ManualClock(NOON)
    simulator = Simulator(catalog, providers=[provider.name], clock=clock, by="polls", polls=POLLS, seed=1)
    taken: list[Exchange] = []

    def take(one: Exchange) -> None:
        place = len(taken)
        taken.append(Exchange(place + 1, place + 1, one.request, one.response, clock.now().timestamp(), exact=True))

    async def run() -> None:
        transport = AsyncCoverageTransport(simulator.async_transport(provider.name), take)
        async with httpx.AsyncClient(transport=transport) as http:
            for number, endpoint in enumerate(cycle(provider.tasks)):
                if len(taken) >= wanted:
                    return
                await live(http, provider, endpoint, number)

    async def live(http: httpx.AsyncClient, provider: Provider, endpoint: TaskEndpoint, number: int) -> None:
        clock.advance(3600)
        body: Any = json.loads(json.dumps(next(one.body for one in endpoint.requests if not one.breaks)))
        for inner in (body, body.get("input", {})):
            if isinstance(inner.get("prompt"), str):
                inner["prompt"] += f" Take {number}."
        answer = await http.send(asking(provider, endpoint, body))
        task = str(look(answer.json(), ".".join(endpoint.protocol.submit.task)))
        states = len(endpoint.protocol.machine.way_to_success())
        for _ in range(states * POLLS):
            clock.advance(max(endpoint.protocol.poll.every, 5) + 1)
            await http.send(about(provider, endpoint, endpoint.protocol.poll, task))

    asyncio.run(run())
    return taken


def as_har(exchanges: list[Exchange]) -> bytes:
    """Write a HAR."""
    return json.dumps({"log": {"version": "1.2", "entries": list(map(_entry, exchanges))}}).encode()


def _entry(one: Exchange) -> dict[str, object]:
    def headers(of: Request | Response) -> list[dict[str, str]]:
        return [{"name": name, "value": value} for name, value in of.headers.items()]

    def text(body: bytes) -> dict[str, str]:
        try:
            return {"mimeType": "application/json", "text": body.decode()}
        except UnicodeDecodeError:
            return {
                "mimeType": "application/octet-stream",
                "encoding": "base64",
                "text": base64.b64encode(body).decode(),
            }

    sent: dict[str, object] = {"method": one.request.method, "url": one.request.url, "headers": headers(one.request)}
    if one.request.body:
        sent["postData"] = text(one.request.body)
    assert one.response is not None
    came = {"status": one.response.status, "headers": headers(one.response), "content": text(one.response.body)}
    when = (datetime.fromtimestamp(0, UTC) + timedelta(seconds=one.when or 0)).isoformat()
    return {"startedDateTime": when, "time": 12, "request": sent, "response": came}


# The peer.


def redocly() -> Callable[[Provider, bytes, int], float | None] | None:
    """Prepare the peer in a folder of its own; `None` where there is no way to run it."""
    npm = shutil.which("npm")
    if npm is None:
        return None
    tool = CACHE / "node_modules" / ".bin" / "redocly"
    node = CACHE / "node_modules" / ".bin" / "node"
    if not tool.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        got = subprocess.run(
            [npm, "install", "--silent", "--no-audit", "--prefix", str(CACHE), "@redocly/cli@2", "node@24"], check=False
        )
        if got.returncode:
            return None

    def drift(provider: Provider, data: bytes, count: int) -> float | None:
        har, document = CACHE / f"{provider.name}.har", CACHE / f"{provider.name}.json"
        har.write_bytes(data)
        document.write_text(json.dumps(openapi(provider)))
        one = CACHE / f"{provider.name}-1.har"
        log = json.loads(data)
        log["log"]["entries"] = log["log"]["entries"][:1]
        one.write_text(json.dumps(log))

        def cost(file: Path) -> float:
            before = _children()
            command = [str(node), str(tool), "drift", str(file), "--api", str(document)]
            ran = subprocess.run(command, capture_output=True, text=True, check=False)
            if ran.returncode not in {0, 1}:
                raise RuntimeError(ran.stderr or ran.stdout)
            return (_children() - before) * 1e6

        try:
            start, whole = (min(cost(file) for _ in range(3)) for file in (one, har))
        except (RuntimeError, OSError) as error:
            print(f"drift: {str(error).strip().splitlines()[-1:]}")
            return None
        # Starting node is not what is compared.
        return max(whole - start, 0.0) / count

    return drift


def _children() -> float:
    import resource  # noqa: PLC0415 -- where there is no such thing, there is no peer either

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def openapi(provider: Provider) -> dict[str, object]:
    """Describe the creates and polls of a provider as the peer reads them: bodies by the emitted JSON Schemas."""
    paths: dict[str, dict[str, object]] = {}
    for path, method, schemas in _operations(provider):
        body = {"required": True, "content": {"application/json": {"schema": {"anyOf": schemas}}}} if schemas else None
        names = holes(path)
        answers = {"description": "any", "content": {"application/json": {"schema": {"type": "object"}}}}
        operation: dict[str, object] = {
            "operationId": f"{method}{len(paths)}",
            "parameters": [
                {"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names
            ],
            "responses": {"200": answers, "202": answers},
        }
        if body:
            operation["requestBody"] = body
        paths.setdefault(path, {})[method] = operation
    servers = [{"url": anywhere(one.url)} for one in provider.servers]
    return {"openapi": "3.1.0", "info": {"title": provider.name, "version": "1"}, "servers": servers, "paths": paths}


def _operations(provider: Provider) -> Iterator[tuple[str, str, list[object]]]:
    submits: dict[str, list[object]] = {}
    for endpoint in provider.tasks:
        schema = json.loads(
            (ROOT / "generated" / "schemas" / provider.name / f"{endpoint.name}.json").read_text("utf-8")
        )
        body = {key: value for key, value in schema.items() if not key.startswith("$")}
        submits.setdefault(endpoint.protocol.submit.path, []).append(body)
    for path, schemas in submits.items():
        yield path, "post", schemas
    for path in {one.protocol.poll.path for one in provider.tasks}:
        yield path, "get", []


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
