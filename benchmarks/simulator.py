"""How fast the simulator is, beside Prism on the same document, in one run on one machine. Prints ratios.

    python benchmarks/simulator.py [--seconds 4] [--without-peer]

Both serve one provider's create and poll on loopback; one generator of load, `wrk`, asks both for the same, in turns,
each server on a core of its own where there are two. The simulator validates, remembers each task and walks its states;
Prism validates and answers with an example, which is the fastest that it has. Every create has a prompt of its own.

Needs `wrk` and `curl` (Debian's packages) and, for the peer, `npm`: the peer is installed on the first run.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
PEER_FOLDER = ROOT / ".cache" / "bench"
PROVIDER, ENDPOINT = "dashscope", "pixverse-t2v"
SUBMIT = "/api/v1/services/aigc/video-generation/video-synthesis"
TASKS = "/api/v1/tasks"
PEER = ("node@24", "@stoplight/prism-cli@5.16.0")
BODY = (
    '{"model":"pixverse/pixverse-c1-t2v","input":{"prompt":"A raccoon, %s."},'
    '"parameters":{"size":"1280*720","duration":5}}'
)
# The peer's document cannot say of `Authorization` that it is demanded, so a header of its own stands for the key.
KEY = {"Authorization": "Bearer k", "X-Key": "k"}
ASYNC = {**KEY, "X-DashScope-Async": "enable", "Content-Type": "application/json"}
ROUNDS = 3
MANY = 150_000
"""Tasks that are made to see what grows: three times as many as are kept."""


@dataclass(frozen=True)
class Server:
    """A server under load."""

    name: str
    url: str
    pid: int
    ready: float
    """Milliseconds from its start to its first answer."""

    def worked(self) -> float:
        """Seconds that it has kept a core busy."""
        fields = Path(f"/proc/{self.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Megabytes that it holds now."""
        found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{self.pid}/status").read_text("utf-8"))
        return int(found[1]) / 1024 if found else 0.0


class Rate(NamedTuple):
    """Requests that were answered."""

    per_second: float
    per_worked_second: float
    """Per second that the server kept a core busy: what other programs do on the machine hardly changes it."""


def main() -> int:
    """Measure, and print tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=int, default=4, help="of each measurement (default: 4)")
    parser.add_argument("--without-peer", action="store_true", help="measure the simulator alone")
    options = parser.parse_args()
    missing = [name for name in ("wrk", "curl") if shutil.which(name) is None]
    if missing:
        sys.stderr.write(f"missing: apt-get install {' '.join(missing)}\n")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        print(f"in process: ready in {_in_process():.1f} ms, imports aside")
        with simulator(18_200) as ours:
            print(f"server: ready in {ours.ready:.0f} ms, interpreter, imports and specs included")
            if options.without_peer:
                _table(_measured([ours], work, options.seconds))
            else:
                with prism(18_201, work) as theirs:
                    print(f"peer: ready in {theirs.ready:.0f} ms")
                    _table(_measured([ours, theirs], work, options.seconds))
        with simulator(18_202) as fresh:
            _growth(fresh, work, options.seconds)
    return 0


def document() -> dict[str, Any]:
    """Make an OpenAPI document around the emitted JSON Schema: this benchmark's own, and no export of callsheet's."""
    schema = json.loads((ROOT / "generated" / "schemas" / PROVIDER / f"{ENDPOINT}.json").read_text("utf-8"))
    # What is referred to from within has to be found from the document's root.
    schema = json.loads(json.dumps(schema).replace('"#/$defs/', '"#/components/schemas/'))
    parts = schema.pop("$defs", {})
    schema.pop("$schema", None)

    def header(name: str, **what: object) -> dict[str, Any]:
        return {"in": "header", "name": name, "required": True, "schema": {"type": "string", **what}}

    task = {"task_id": "0385dc79-5ff8-4d82-bcb6-000000000000", "task_status": "PENDING"}
    example = {"request_id": "4909100c-7b5a-9f92-bfe5-000000000000", "output": task}
    answer = {"200": {"description": "fine", "content": {"application/json": {"example": example}}}}
    body = {"application/json": {"schema": {"$ref": "#/components/schemas/Create"}}}
    create = {
        "parameters": [header("X-DashScope-Async", enum=["enable"]), header("X-Key")],
        "requestBody": {"required": True, "content": body},
        "responses": answer,
    }
    hole = {"in": "path", "name": "task", "required": True, "schema": {"type": "string"}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "benchmark", "version": "1"},
        "paths": {
            SUBMIT: {"post": create},
            f"{TASKS}/{{task}}": {"get": {"parameters": [hole, header("X-Key")], "responses": answer}},
        },
        "components": {"schemas": {"Create": schema, **parts}},
    }


@contextmanager
def simulator(port: int) -> Iterator[Server]:
    """Start the simulator, as the command line does."""
    command = [str(Path(sys.executable).with_name("callsheet")), "simulate", PROVIDER, "--port", str(port)]
    with _started("simulator", command, port) as server:
        yield server


@contextmanager
def prism(port: int, work: Path) -> Iterator[Server]:
    """Start the peer in its fastest mode, without logs; install it first, unless it is there."""
    tools = PEER_FOLDER / "node_modules"
    if not (tools / ".bin" / "prism").exists():
        print(f"installing {' '.join(PEER)} …")
        PEER_FOLDER.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--silent", "--no-audit", "--no-fund", *PEER]
        subprocess.run(command, cwd=PEER_FOLDER, check=True)
    file = work / "openapi.json"
    file.write_text(json.dumps(document()), "utf-8")
    command = [str(tools / ".bin" / "node"), str(tools / ".bin" / "prism"), "mock", "-v", "silent", "-p", str(port)]
    with _started("prism", [*command, str(file)], port) as server:
        yield server


@contextmanager
def _started(name: str, command: list[str], port: int) -> Iterator[Server]:
    url, begin = f"http://127.0.0.1:{port}", time.perf_counter()
    quiet = subprocess.DEVNULL
    with subprocess.Popen([*_core(0), *command], stdout=quiet, stderr=quiet, cwd=ROOT) as process:
        try:
            while True:
                try:
                    _create(url)
                    break
                except OSError:
                    if process.poll() is not None or time.perf_counter() - begin > 60:
                        raise SystemExit(f"{name} did not start: {' '.join(command)}") from None
                    time.sleep(0.005)
            yield Server(name, url, process.pid, (time.perf_counter() - begin) * 1000)
        finally:
            process.terminate()


def _create(url: str) -> str:
    request = urllib.request.Request(url + SUBMIT, (BODY % "alone").encode(), ASYNC)
    with urllib.request.urlopen(request, timeout=5) as answer:
        return str(json.loads(answer.read())["output"]["task_id"])


def _core(number: int) -> list[str]:
    """Keep a program to a core, where there are two."""
    cores = sorted(os.sched_getaffinity(0))
    return ["taskset", "-c", str(cores[number])] if len(cores) > 1 and shutil.which("taskset") else []


def _in_process() -> float:
    """Milliseconds from a compiled catalog to a simulator that can be called."""
    code = (
        "import time; from callsheet.resolve import find_specs, load; import httpx;"
        "from callsheet_contracts.simulator.server import Simulator; catalog = load(find_specs()).compile();"
        f"begin = time.perf_counter(); Simulator(catalog).transport({PROVIDER!r});"
        "print((time.perf_counter() - begin) * 1000)"
    )
    run = [sys.executable, "-c", code]
    return min(float(subprocess.run(run, capture_output=True, cwd=ROOT, check=True).stdout) for _ in range(ROUNDS))


def _measured(servers: list[Server], work: Path, seconds: int) -> dict[str, list[Rate]]:
    """Put load on servers in turns, so that a noisy moment is everybody's; the best of some rounds counts."""
    tasks = {one.name: f"{TASKS}/{_create(one.url)}" for one in servers}
    best: dict[str, list[Rate]] = {}
    for what in ("creates", "polls", "refusals"):
        rates: dict[str, list[Rate]] = {one.name: [] for one in servers}
        for _ in range(ROUNDS):
            for one in servers:
                path = tasks[one.name] if what == "polls" else SUBMIT
                rates[one.name].append(_wrk(one, work, what, path, seconds))
        best[what] = [Rate(*map(max, zip(*rates[one.name], strict=True))) for one in servers]
    return best


def _wrk(server: Server, work: Path, what: str, path: str, seconds: int) -> Rate:
    """Ask again and again, and check that what is measured is what it is taken for."""
    method, body = ("GET", "") if what in {"polls", "lists"} else ("POST", BODY)
    if what == "refusals":
        body = body.replace('"duration":5', '"duration":16')
    headers = KEY if method == "GET" else ASYNC
    before, _, after = body.partition("%s")
    made = f"'{before}'..count..'{after}'" if body else "nil"
    script = work / f"{what}.lua"
    script.write_text(
        "\n".join(
            [
                *(f'wrk.headers["{name}"]="{value}"' for name, value in headers.items()),
                "local count=0",
                f'request=function() count=count+1 return wrk.format("{method}",nil,nil,{made}) end',
            ]
        ),
        "utf-8",
    )
    command = [*_core(1), "wrk", "-t1", "-c16", f"-d{seconds}s", "-s", str(script), server.url + path]
    before_that = server.worked()
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    worked = server.worked() - before_that
    refused, count = re.search(r"Non-2xx or 3xx responses: (\d+)", told), re.search(r"(\d+) requests in", told)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", told)
    if not (count and rate) or int(refused[1] if refused else 0) != (int(count[1]) if what == "refusals" else 0):
        raise SystemExit(f"{server.name}, {what}:\n{told}")
    return Rate(float(rate[1]), int(count[1]) / worked)


def _table(rates: dict[str, list[Rate]]) -> None:
    for number, unit in enumerate(("second", "second that the server worked")):
        print(f"\n{'per ' + unit:32}{'simulator':>12}{'prism':>12}{'ratio':>8}")
        for what, (ours, *theirs) in rates.items():
            peer = f"{theirs[0][number]:12,.0f}{ours[number] / theirs[0][number]:8.2f}" if theirs else ""
            print(f"{what:32}{ours[number]:12,.0f}{peer}")


def _growth(server: Server, work: Path, seconds: int) -> None:
    """See whether many tasks slow anything down, and what they hold in memory."""
    print(f"\nper second that the server worked\n{'tasks made':12}{'creates':>12}{'lists':>12}{'MB':>8}")
    made, shown = 0, 0
    while made < MANY:
        creates = _wrk(server, work, "creates", SUBMIT, seconds)
        made += int(creates.per_second * seconds)
        if made >= shown:
            lists = _wrk(server, work, "lists", TASKS, 1)
            print(f"{made:<12,}{creates[1]:12,.0f}{lists[1]:12,.0f}{server.memory():8.0f}")
            shown = made + MANY // 8


if __name__ == "__main__":
    sys.exit(main())
