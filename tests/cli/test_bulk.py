"""Files with one request a line: counted exactly, in order, in flat memory, however they are shared out."""

import io
import json
import sys
import tracemalloc
from pathlib import Path

import pytest

from callsheet.cli import bulk, main
from support.shell import Shell

ENDPOINT = "dashscope/pixverse-t2v"


def request(duration: object, **more: object) -> str:
    parameters = {"size": "1920*1080", "duration": duration, **more}
    return json.dumps({"model": "pixverse/pixverse-v5.6-t2v", "input": {"prompt": "x"}, "parameters": parameters})


def written(path: Path, rows: int, *, end: str = "\n") -> Path:
    """Write so many requests: every twentieth too long, every fiftieth with a field that no page names."""
    lines = (request(10 if n % 20 == 0 else 8, **({"color": 1} if n % 50 == 1 else {})) for n in range(rows))
    path.write_text("\n".join(lines) + end, "utf-8")
    return path


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts that hold a few lines each, so that a small file has many."""
    monkeypatch.setattr(bulk, "PART", 1000)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main(["validate", ENDPOINT, *arguments])
    return code, capsys.readouterr().out


def test_the_summary_counts_requests_by_rule(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path / "a.jsonl", 1000)
    code, out = run(capsys, str(path), "--summary")
    assert code == 1
    assert [line.split() for line in out.splitlines()] == [
        ["1,000", "requests,", "50", "would", "be", "refused,", "20", "warned", "of"],
        ["50", "error", "v56-1080p-durations"],
        ["20", "warning", "undocumented"],
    ]
    assert json.loads(run(capsys, str(path), "--summary", "--format", "json")[1]) == {
        "requests": 1000,
        "refused": 50,
        "warned": 20,
        "rules": [
            {"rule": "v56-1080p-durations", "level": "error", "requests": 50},
            {"rule": "undocumented", "level": "warning", "requests": 20},
        ],
    }


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("output", ["text", "json", "github"])
@pytest.mark.parametrize("end", ["", "\n", "\n\n  \n"])
def test_however_it_is_shared_out_the_answer_is_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], output: str, end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / "a.jsonl", 60, end=end)
    _, alone = run(capsys, str(path), "--format", output)
    _, shared = run(capsys, str(path), "--format", output, "--jobs", "2")
    for jobs in ("1", "2"):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(path.read_bytes())))
        _, piped = run(capsys, "-", "--stdin-name", str(path), "--format", output, "--jobs", jobs)
        assert piped == alone
    assert shared == alone
    if output == "json":
        rows = [json.loads(line) for line in alone.splitlines()]
        assert [row["document"] for row in rows] == [f"{path}:{line}" for line in range(1, 61)]
        assert [number for number, row in enumerate(rows) if not row["valid"]] == [0, 20, 40]


@pytest.mark.usefixtures("small_parts")
def test_a_line_longer_than_a_part_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.jsonl"
    long = request(8, note="x" * 5000)
    path.write_text("\n".join([request(8), long, request(10), long, long, request(10)]), "utf-8")
    for jobs in ("1", "2"):
        _, out = run(capsys, str(path), "--jobs", jobs)
        places = [line.split(":")[1] for line in out.splitlines() if line.startswith(str(path))]
        assert places == ["2", "3", "4", "5", "6"]


def test_memory_does_not_grow_with_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "PART", 1 << 16)
    peaks: list[int] = []
    for rows in (2_000, 10_000):
        path = written(tmp_path / f"{rows}.jsonl", rows)
        tracemalloc.start()
        code, _ = run(capsys, str(path), "--summary")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert code == 1
    # Held as a whole, five times the rows would take five times as much.
    assert peaks[1] < 2 * peaks[0]


def test_the_name_of_standard_input_is_shown_and_says_what_it_is(shell: Shell) -> None:
    said = shell("validate", ENDPOINT, "-", "--stdin-name", "batch.jsonl", "--format", "json", stdin=request(8))
    assert [row["document"] for row in said.rows()] == ["batch.jsonl:1"]
    said = shell("validate", ENDPOINT, "-", "--stdin-name", "batch.jsonl", stdin="{\n}\n")
    assert "batch.jsonl:1: error / is not JSON" in said.out
    assert "2 requests, 2 would be refused" in said.out


def test_lines_that_are_fine_are_not_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f"{request(8)}\n{request(8)}\n", "utf-8")
    assert run(capsys, str(path)) == (0, "2 requests, 0 would be refused, 0 warned of\n")


def test_fewer_than_no_processes_are_wrong_usage(shell: Shell) -> None:
    said = shell("validate", ENDPOINT, "-", "--jobs", "-1")
    assert said.code == 2
    assert "--jobs" in said.err


class Terminal(io.StringIO):
    """Takes what is written, as a terminal would."""

    def isatty(self) -> bool:
        return True


def test_progress_is_shown_on_a_terminal_and_cleared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "PAUSE", 0)
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    progress = bulk.Progress(200)
    progress.show(10, 100)
    assert "50%  10 requests" in terminal.getvalue()
    progress.clear()
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_progress_is_not_shown_where_nobody_sees_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "PAUSE", 0)
    monkeypatch.setattr(sys, "stderr", pipe := io.StringIO())
    progress = bulk.Progress(200)
    progress.show(10, 100)
    progress.clear()
    assert pipe.getvalue() == ""
