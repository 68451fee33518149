"""`callsheet run`, as a shell calls it, against a simulator on loopback whose tasks are done at the first look."""

import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from batches.desk import line, native
from callsheet.cli.commands import run as command
from callsheet_clients.dashscope import AsyncDashScope
from callsheet_clients.pixverse import AsyncPixVerse
from callsheet_contracts import Refuse, Simulator, Status, Stuck
from callsheet_runtime import Journal
from callsheet_runtime.batches import Batch
from support.catalog import real


@pytest.fixture(scope="module")
def served() -> Iterator[Simulator]:
    with Simulator(real(), providers=["dashscope", "pixverse"], by="immediate", seed=1) as simulator:
        yield simulator


class Called:
    """Calls the command in this process, in a folder of its own."""

    def __init__(self, simulator: Simulator, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        self.simulator = simulator
        self.folder = folder
        self._capfd = capfd

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        code = command(["run", *arguments, "--base-url", self.simulator.url("dashscope")])
        out, err = self._capfd.readouterr()
        return code, out, err

    def write(self, name: str, *lines: object) -> None:
        (self.folder / name).write_text("\n".join(map(json.dumps, lines)), "utf-8")

    def posts(self) -> int:
        return self.simulator.journal.count("dashscope", "submit")


@pytest.fixture
def called(
    served: Simulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Called:
    served.reset()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DASHSCOPE_API_KEY", "sk-any-0123456789")
    return Called(served, tmp_path, capfd)


def test_a_batch_is_made_once(called: Called) -> None:
    called.write("film.jsonl", line("a cat"), line("a dog", id="dog"))
    code, out, err = called("film.jsonl", "--out", "clips", "--budget", "5 CNY", "--yes")
    assert code == 0
    assert out == "2 lines: 2 saved\ncommitted: 2.70 CNY\nmanifest: clips/film.manifest.jsonl\n"
    assert err.startswith("film.jsonl: 2 lines: 2 to send\nexpected to cost: 2.70 CNY\n0/2: 2 queued\n")
    names = {path.name for path in Path("clips").iterdir()}
    assert names == {"dog.mp4", "film-00001.mp4", "film.manifest.jsonl", "journal.db"}
    code, out, _ = called("film.jsonl", "--out", "clips", "--format", "json")
    assert code == 0
    assert json.loads(out) == {
        "complete": True,
        "lines": 2,
        "counts": {"saved": 2},
        "committed": {"CNY": "2.70"},
        "stopped": [],
        "undecided": [],
        "manifest": "clips/film.manifest.jsonl",
    }
    assert called.posts() == 2


def test_nothing_is_sent_unasked(called: Called) -> None:
    called.write("film.jsonl", line())
    code, _, err = called("film.jsonl", "--out", "clips")
    assert (code, called.posts()) == (2, 0)
    assert "--yes sends it" in err


def test_whoever_sits_at_the_terminal_is_asked(called: Called, monkeypatch: pytest.MonkeyPatch) -> None:
    called.write("film.jsonl", line())
    for answer, code, posts in ((b"\n", 1, 0), (b"y\n", 0, 1)):
        ours, theirs = pty.openpty()
        os.write(ours, answer)
        with os.fdopen(theirs) as stdin:
            monkeypatch.setattr(sys, "stdin", stdin)
            got, _, err = called("film.jsonl", "--out", "clips")
        os.close(ours)
        assert (got, called.posts()) == (code, posts)
        assert "Send it? [y/N]" in err


def test_a_look_costs_nothing_leaves_nothing_and_needs_no_key(called: Called, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DASHSCOPE_API_KEY")
    called.write("film.jsonl", line(), line())
    code, _, err = called("film.jsonl", "--out", "clips", "--dry-run")
    assert code == 0
    assert "2 to send\nexpected to cost: 2.70 CNY" in err
    assert not Path("clips").exists()
    code, _, err = called("film.jsonl", "--out", "clips", "--yes")
    assert (code, called.posts()) == (2, 0)
    assert "DASHSCOPE_API_KEY" in err


def test_all_that_is_wrong_is_said_with_its_line(called: Called) -> None:
    called.write("film.jsonl", line(), line(duration=77), {"endpoint": "dashscope/pixverse-t2"})
    code, _, err = called("film.jsonl", "--out", "clips", "--yes")
    assert (code, called.posts()) == (1, 0)
    assert "film.jsonl:2: error /parameters/duration must be from 1 to 15, not 77 [duration.range]\n    see: " in err
    assert "film.jsonl:3: error /endpoint names no endpoint" in err
    assert err.endswith("film.jsonl: 2 of 3 lines are wrong; nothing was sent\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("none.jsonl", "--out", "clips"), "no such file"),
        (("a", "b", "c", "--out", "clips"), "a file, or an endpoint and a file"),
        (("dashscope/pixverse-t2", "film.jsonl", "--out", "clips"), "did you mean"),
        (("film.jsonl", "--out", "clips", "--budget", "much"), "budget"),
        (("film.jsonl", "--out", "clips", "--concurrency", "0"), "1 or more"),
        (("film.jsonl", "--out", "clips", "--deadline", "-1"), "number of seconds"),
        (("film.jsonl", "--out", "clips", "--label", "a/b"), "cannot hold"),
        (("film.jsonl", "--out", "clips", "--setting", "workspace"), "a name and a value"),
    ],
)
def test_wrong_usage_is_explained(called: Called, arguments: tuple[str, ...], words: str) -> None:
    called.write("film.jsonl", line())
    code, _, err = called(*arguments)
    assert (code, called.posts()) == (2, 0)
    assert words in err


def test_one_request_is_a_batch_of_one(called: Called) -> None:
    body = line("a cat")["request"]
    Path("cat.json").write_text(json.dumps(body, indent=2), "utf-8")
    assert called("dashscope/pixverse-t2v", "cat.json", "--out", "clips", "--yes")[0] == 0
    called.write("more.jsonl", line("a dog")["request"], line("a cow")["request"])
    assert called("dashscope/pixverse-t2v", "more.jsonl", "--out", "clips", "--yes")[0] == 0
    names = sorted(path.name for path in Path("clips").glob("*.mp4"))
    assert names == ["cat-00001.mp4", "more-00001.mp4", "more-00002.mp4"]


def test_what_went_wrong_is_said_line_by_line(called: Called) -> None:
    called.write("film.jsonl", line("a cat"), line("a dog"))
    called.simulator.script("dashscope", "submit", Refuse("DataInspectionFailed"))
    code, out, err = called("film.jsonl", "--out", "clips", "--yes", "--concurrency", "1")
    assert code == 1
    assert out.startswith("2 lines: 1 saved, 1 failed\n")
    assert "film.jsonl:1: the provider refused: DataInspectionFailed" in err


def test_providers_go_side_by_side(called: Called) -> None:
    called.write("film.jsonl", line("a cat"), native("a dog"), line("a cow"), native("a hen"))
    code, _, err = called("film.jsonl", "--out", "clips", "--yes")
    assert (code, called.posts()) == (2, 0)
    assert "are for one provider; this batch has dashscope, pixverse" in err
    Path("clips").mkdir()
    with Journal("clips/journal.db") as journal:
        clients = [
            AsyncDashScope(base_url=called.simulator.url("dashscope"), journal=journal),
            AsyncPixVerse(key="any", base_url=called.simulator.url("pixverse"), journal=journal),
        ]
        batch = Batch.plan(clients, "film.jsonl", out="clips")
        assert batch.looked_through.costs == {"CNY": Decimal("2.70"), "credits": Decimal(90)}
        report = batch.run_blocking()
    assert report.complete, report.summary()
    assert "committed: 2.70 CNY and 90 credits" in report.summary()
    assert len(list(Path("clips").glob("*.mp4"))) == 4


def test_the_same_under_another_name_is_not_bought_by_oversight(called: Called) -> None:
    called.write("film.jsonl", line())
    called("film.jsonl", "--out", "clips", "--yes")
    Path("film.jsonl").rename("renamed.jsonl")
    code, _, err = called("renamed.jsonl", "--out", "clips", "--yes")
    assert (code, called.posts()) == (1, 1)
    assert "--label film" in err
    assert called("renamed.jsonl", "--out", "clips", "--label", "film")[0] == 0
    assert called.posts() == 1
    assert called("renamed.jsonl", "--out", "clips", "--label", "renamed", "--yes")[0] == 0
    assert called.posts() == 2


def test_a_budget_holds_for_all_runs_and_no_unknown_price(called: Called) -> None:
    called.write("film.jsonl", line(), line())
    code, out, err = called("film.jsonl", "--out", "clips", "--budget", "1.50 CNY", "--yes")
    assert code == 1
    assert "has 1.50 left, so that not all of it is sent" in err
    assert "1 unsent" in out
    assert "the same command goes on with 1 of them" in out
    assert called("film.jsonl", "--out", "clips", "--budget", "1.50 CNY", "--yes")[0] == 1
    assert called.posts() == 1
    assert called("film.jsonl", "--out", "clips", "--budget", "2.70 CNY", "--yes")[0] == 0
    media = [{"type": "video_url", "url": "https://a.test/b.mp4"}, {"type": "audio_url", "url": "https://a.test/b.mp3"}]
    body = {"model": "pixverse/pixverse-lipsync", "input": {"media": media}}
    called.write("lips.jsonl", {"endpoint": "dashscope/pixverse-lipsync", "request": body})
    code, _, err = called("lips.jsonl", "--out", "clips", "--budget", "9 CNY", "--yes")
    assert (code, called.posts()) == (1, 2)
    assert "--allow-unknown-price lets them through" in err
    assert called("lips.jsonl", "--out", "clips", "--budget", "9 CNY", "--allow-unknown-price", "--yes")[0] == 0


def test_what_nobody_knows_is_left_to_decide_on_and_said(called: Called) -> None:
    called.write("film.jsonl", line())
    called.simulator.script("dashscope", "submit", Status(502))
    code, out, _ = called("film.jsonl", "--out", "clips", "--yes", "--deadline", "0.3")
    assert code == 1
    assert "for you to decide" in out
    assert "line 1 (job 1): no task of it is listed; that is sure after" in out


def test_ctrl_c_leaves_the_tasks_alone_and_says_how_to_go_on(called: Called) -> None:
    called.write("film.jsonl", line("a cat"), line("a dog"))
    called.simulator.script("dashscope", "submit", Stuck(), Stuck())
    url = called.simulator.url("dashscope")
    words = [sys.executable, "-m", "callsheet", "run", "film.jsonl", "--out", "clips", "--yes", "--base-url", url]
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True) as process:
        while called.simulator.journal.count("dashscope", "poll") < 2:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "the same command goes on with them" in err
    rows = [json.loads(row) for row in Path("clips/film.manifest.jsonl").read_text("utf-8").splitlines()]
    assert [row["state"] for row in rows] == ["open", "open"]
    assert called.posts() == 2
