"""What a replayed poll costs, by the number of polls in the cassette: `python benchmarks/replay.py [POLLS …]`.

One task is polled until it has succeeded: each poll is the same call, and has an answer of its own. Figures are CPU
time, the best of several runs, the client's own share included: `floor` is httpx with answers from memory. vcrpy and,
where it is installed, cassetter play the same calls on the same machine. It fails where a poll of ours costs twice as
much in the longest cassette as in the shortest.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import httpx

from callsheet_contracts.cassettes import cassette

POLL: Final = "https://dashscope.aliyuncs.com/api/v1/tasks/0385dc79-5ff8-4d82-bcb6-000000000001"
RUNS: Final = 5
Opened = Callable[[Path], AbstractContextManager[httpx.Client]]


def main(*counts: int) -> int:
    """Print a line for each player."""
    print(f"{'':<18}{''.join(f'{count:>10}' for count in counts)}   µs a poll; {'load':>5} {counts[-1]} in ms")
    grows = False
    for name, opened in players():
        figures, loads = zip(*(cost(opened, count) for count in counts), strict=True)
        print(f"{name:<18}{''.join(f'{one:>10.0f}' for one in figures)}{loads[-1]:>22.1f}")
        grows = grows or (name.startswith("callsheet") and figures[-1] > 2 * figures[0])
    if grows:
        print("callsheet: a poll of a long cassette costs more than one of a short cassette")
    return int(grows)


def players() -> Iterator[tuple[str, Opened]]:
    """List who plays."""
    yield "floor", floor
    yield "callsheet, given", given
    yield "callsheet, patched", patched
    yield "vcrpy", vcrpy
    try:
        import_module("cassetter")
    except ImportError:
        print("cassetter: not measured, since it is not installed")
    else:
        yield "cassetter", cassetter


def cost(opened: Opened, count: int) -> tuple[float, float]:
    """Play a cassette of so many polls several times; tell the microseconds of a poll, the milliseconds of loading."""
    least = loading = float("inf")
    with tempfile.TemporaryDirectory() as folder:
        file = written(Path(folder) / "polls.yaml", count)
        for _ in range(RUNS):
            begun = time.process_time()
            with opened(file) as client:
                loaded = time.process_time()
                states = [client.get(POLL).json()["output"]["task_status"] for _ in range(count)]
                done = time.process_time()
            if states != ["RUNNING"] * (count - 1) + ["SUCCEEDED"]:
                raise SystemExit(f"a player tells another life of the task: {states[:3]} … {states[-1]}")
            least, loading = min(least, (done - loaded) / count), min(loading, loaded - begun)
    return least * 1e6, loading * 1e3


def answer(number: int, count: int) -> str:
    """Write the answer to a poll."""
    state = "RUNNING" if number < count - 1 else "SUCCEEDED"
    return json.dumps({"request_id": f"r-{number}", "output": {"task_id": POLL[-36:], "task_status": state}})


def written(file: Path, count: int) -> Path:
    """Write a cassette that all of them read."""
    lines = ["version: 1", "interactions:"]
    for number in range(count):
        lines += [
            "- request:",
            f"    {{method: GET, uri: '{POLL}', body: '', headers: {{accept: ['*/*']}}}}",
            "  response:",
            "    status: {code: 200, message: OK}",
            "    headers: {content-type: [application/json]}",
            f"    body: {{string: '{answer(number, count)}'}}",
        ]
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return file


def client(transport: httpx.BaseTransport | None = None) -> httpx.Client:
    """Open a client; its certificates are nobody's cost here."""
    return httpx.Client(transport=transport, verify=False, trust_env=False)


@contextmanager
def floor(file: Path) -> Iterator[httpx.Client]:
    """Answer from memory, as cheaply as httpx allows."""
    count = file.read_text("utf-8").count("- request:")
    left = iter([answer(number, count).encode() for number in range(count)])
    with client(httpx.MockTransport(lambda _: httpx.Response(200, content=next(left)))) as one:
        yield one


@contextmanager
def given(file: Path) -> Iterator[httpx.Client]:
    """Play with a transport."""
    with cassette(file, mode="none", patching=False) as used, client(used.transport) as one:
        yield one


@contextmanager
def patched(file: Path) -> Iterator[httpx.Client]:
    """Play into a client that was opened as usual."""
    with cassette(file, mode="none"), client() as one:
        yield one


@contextmanager
def vcrpy(file: Path) -> Iterator[httpx.Client]:
    """Play with vcrpy."""
    vcr: Any = import_module("vcr")
    with vcr.VCR(record_mode="none").use_cassette(str(file)), client() as one:
        yield one


@contextmanager
def cassetter(file: Path) -> Iterator[httpx.Client]:
    """Play with cassetter."""
    peer: Any = import_module("cassetter")
    with peer.use_cassette(str(file), record_mode="none"), client() as one:
        yield one


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:] or ("10", "100", "1000"))))
