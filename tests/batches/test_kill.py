"""A batch in a real process, killed with SIGKILL wherever it may be, and started again: what is paid, kept, lost."""

import json
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pytest

from batches.driver import SharedClock
from callsheet_contracts import Simulator
from callsheet_contracts.simulator.film import film
from callsheet_runtime import Journal
from support.catalog import real

PROMPTS = ("a cat", "a cat", "a dog", "a cow")
"""Two lines are the same, are on their way at the same time, and are two clips."""

KILLS: list[tuple[str, int]] = [
    *(("before line begin", n) for n in (1, 3)),
    *(("after line begin", n) for n in (1, 3)),
    *(("before line sending", n) for n in (1, 3)),
    *(("after line sending", n) for n in (1, 3)),
    *(("before submit", n) for n in (1, 3)),
    *(("submit is sent", n) for n in (1, 3)),
    *(("submit is answered", n) for n in (1, 3, 4)),
    *(("before line created", n) for n in (1, 3)),
    *(("after line created", n) for n in (1, 3)),
    *(("before look", n) for n in (1, 3)),
    ("look is answered", 3),
    *(("before line saw", n) for n in (1, 3)),
    ("after line saw", 3),
    ("before film", 1),
    *(("film is sent", n) for n in (1, 3)),
    *(("film is answered", n) for n in (1, 3)),
    *(("before name", n) for n in (1, 3)),
    *(("after name", n) for n in (1, 3)),
    *(("before line saved", n) for n in (1, 3)),
    *(("after line saved", n) for n in (1, 4)),
    ("before manifest", 1),
    ("after manifest", 1),
]
"""Where, and at which time of coming there: around each line of the journal, each call, each step of a file."""
IN_FLIGHT = ("before submit", "submit is sent", "submit is answered", "before line created")
"""Where nobody who has no list can tell afterwards whether there is a task."""


@dataclass
class House:
    """A simulator on loopback, and a process that runs batches against it."""

    simulator: Simulator
    inputs: IO[str]
    outputs: IO[str]

    def run(
        self, out: Path, provider: str, *, kill: "tuple[str, int] | None" = None, concurrency: int = 2
    ) -> dict[str, Any]:
        command = {
            "out": str(out),
            "provider": provider,
            "client": CLIENTS[provider],
            "kill": kill,
            "concurrency": concurrency,
        }
        self.inputs.write(json.dumps(command) + "\n")
        self.inputs.flush()
        said: dict[str, Any] = json.loads(self.outputs.readline())
        assert "error" not in said, said
        return said

    def posts(self, provider: str) -> int:
        return self.simulator.journal.count(provider, "submit")

    def created(self, provider: str) -> int:
        """Count what would be billed."""
        return len({one.task for one in self.simulator.journal.entries(provider) if one.call == "submit" and one.task})


CLIENTS = {"dashscope": "AsyncDashScope", "pixazo": "AsyncPixazo"}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    path = tmp_path_factory.mktemp("time") / "clock"
    path.write_bytes(struct.pack("d", 0.0))
    with Simulator(real(), providers=list(CLIENTS), clock=SharedClock(path), task_seconds=40, seed=1) as simulator:
        urls = {name: simulator.url(name) for name in CLIENTS}
        driver = Path(__file__).parent / "driver.py"
        command = [sys.executable, str(driver), json.dumps(urls), str(path)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdin
            assert process.stdout
            yield House(simulator, process.stdin, process.stdout)
            process.stdin.close()


@pytest.fixture
def out(house: House, tmp_path: Path) -> Path:
    house.simulator.reset()
    return tmp_path


def batch(out: Path, provider: str) -> Path:
    lines: list[dict[str, object]] = []
    for prompt in PROMPTS:
        body: dict[str, object]
        if provider == "dashscope":
            asked = {"size": "1280*720", "duration": 5}
            body = {"model": "pixverse/pixverse-v6-t2v", "input": {"prompt": prompt}, "parameters": asked}
            lines.append({"endpoint": "dashscope/pixverse-t2v", "request": body})
        else:
            body = {"prompt": prompt, "duration": 5, "resolution": "720p"}
            lines.append({"endpoint": "pixazo/v6-t2v", "request": body})
    (out / "batch.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    return out


def films(out: Path) -> int:
    found = list(out.glob("*.mp4"))
    assert all(one.read_bytes() == film() for one in found)
    assert not list(out.glob("*.part*"))
    return len(found)


def manifest(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "batch.manifest.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("kill", KILLS, ids=lambda kill: f"{kill[0]}, {kill[1]}")
def test_a_kill_anywhere_pays_for_nothing_twice_and_loses_nothing(
    house: House, out: Path, kill: tuple[str, int]
) -> None:
    batch(out, "dashscope")
    assert house.run(out, "dashscope", kill=kill) == {"killed": 9}
    said = house.run(out, "dashscope")
    asked, billed, files = len(PROMPTS), house.created("dashscope"), films(out)
    # With `pytest -rP`, the table.
    sys.stdout.write(f"| {kill[0]}, {kill[1]} | {billed} | {asked} | {files} | {billed - asked} | {asked - files} |\n")
    assert said["counts"] == {"saved": asked}, said
    assert (billed, files) == (asked, asked)
    assert [row["state"] for row in manifest(out)] == ["saved"] * asked
    assert len({row["task"] for row in manifest(out)}) == asked


@pytest.mark.parametrize("point", IN_FLIGHT)
def test_without_a_list_a_kill_in_flight_leaves_one_line_to_decide_on_and_sends_nothing_again(
    house: House, out: Path, point: str
) -> None:
    """Nobody but a person with the provider's console can tell whether that one line has a task."""
    batch(out, "pixazo")
    assert house.run(out, "pixazo", kill=(point, 2), concurrency=1) == {"killed": 9}
    for _ in range(2):
        said = house.run(out, "pixazo", concurrency=1)
        assert said["counts"] == {"saved": 3, "unknown": 1}, said
        assert said["undecided"] == 1
    arrived = point != "before submit"
    assert house.posts("pixazo") == house.created("pixazo") == 3 + arrived
    with Journal(out / "journal.db") as journal:
        (job,) = journal.jobs(state="unknown")
        if arrived:
            known = {one.task for one in journal.jobs()}
            (task,) = {one.task for one in house.simulator.journal.entries("pixazo") if one.task} - known
            assert task is not None
            journal.adopt(job.id, task)
        else:
            journal.forget(job.id, "the console shows nothing of it")
    assert house.run(out, "pixazo")["counts"] == {"saved": 4}
    assert (house.posts("pixazo"), house.created("pixazo"), films(out)) == (4, 4, 4)
