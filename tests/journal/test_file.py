"""The file itself: what is refused and left as it is, what stands in it and what does not."""

import json
import os
import pickle
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import callsheet_runtime
from callsheet_runtime import Budget, Job, Journal, JournalError, MissingKey, Ticket
from callsheet_runtime.journal import store
from callsheet_runtime.journal.entries import Entry
from callsheet_runtime.journal.ledger import Ledger
from callsheet_runtime.reading import look
from journal.house import ENDPOINT, Desk, MortalAsyncStudio, MortalStudio, Raw
from runtime.acme import KEY, PROTOCOL, Clip, Studio


def newer(path: Path) -> None:
    Journal(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()


def another_database(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE guests (name TEXT)")
    connection.close()


def prose(path: Path) -> None:
    path.write_text("Once upon a time there was a text. " * 99)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (newer, "written by a newer callsheet.*upgrade callsheet, or name another file"),
        (another_database, "database of something else, and is left as it is"),
        (prose, "no journal"),
        (Path.mkdir, "cannot be opened"),
    ],
)
def test_what_is_no_journal_of_ours_is_refused_and_left_as_it_is(
    tmp_path: Path, make: Callable[[Path], object], words: str
) -> None:
    path = tmp_path / "there"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(JournalError, match=words):
        Journal(path)
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert [one.name for one in tmp_path.iterdir()] == ["there"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(JournalError, match=r"there is no folder .*nowhere; make it first"):
        Journal(tmp_path / "nowhere" / "jobs.db")


def test_a_client_that_cannot_be_made_leaves_no_journal_open(tmp_path: Path) -> None:
    with pytest.raises(MissingKey):
        Studio(key=" ", journal=tmp_path / "jobs.db")
    assert not list(tmp_path.iterdir())


def test_an_empty_file_becomes_a_journal(tmp_path: Path) -> None:
    path = tmp_path / "jobs.db"
    path.touch()
    with Journal(path) as journal:
        assert journal.jobs() == []


def test_it_is_its_owners_alone_and_written_through_to_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    with Journal(tmp_path / "jobs.db") as journal:
        (wal,) = journal.store.rows("PRAGMA journal_mode")
        (synchronous,) = journal.store.rows("PRAGMA synchronous")
    assert (wal["journal_mode"], synchronous["synchronous"]) == ("wal", 2)
    assert stat.S_IMODE((tmp_path / "jobs.db").stat().st_mode) == 0o600


def test_a_closed_journal_says_so(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "jobs.db")
    journal.close()
    with pytest.raises(JournalError, match="it was closed"):
        journal.jobs()


def test_no_key_and_no_secret_stands_in_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    protocol = replace(PROTOCOL, secret_headers=("X-Pass",), secret_fields=("extra.*.token", "data.extra.0.token"))
    for client in (MortalStudio, MortalAsyncStudio):
        monkeypatch.setattr(client, "protocol", protocol)
    raw = Raw(
        document={
            "model": "m1",
            "seconds": 5,
            "prompt": f"my key is {KEY}",
            "extra": [{"token": "hush-1", "kind": "x"}, {"token": "hush-1"}, 3],
            "$headers": {"authorization": "Bearer else", "x-pass": "hush-3", "Cookie": "hush-4", "X-Fine": "yes"},
        }
    )
    desk.do(lambda studio: studio.clip.run(raw))
    data = b"".join(path.read_bytes() for path in desk.path.parent.iterdir())
    with desk.journal() as journal:
        (job,) = journal.jobs()
    assert job.state == "succeeded"
    assert job.body["$headers"] == {"authorization": "***", "x-pass": "***", "Cookie": "***", "X-Fine": "yes"}
    assert job.body["extra"] == [{"token": "***", "kind": "x"}, {"token": "***"}, 3]
    assert job.body["prompt"] == "my key is ***"
    assert look(job.result, "data.extra.0") == {"token": "***", "kind": "x"}
    for secret in (KEY, "Bearer else", "hush-3", "hush-4"):
        assert secret.encode() not in data


def test_a_job_in_json_is_whole(desk: Desk) -> None:
    desk.run(label="film", position=3)
    with desk.journal() as journal:
        job = journal.job(1)
    said = json.loads(json.dumps(job.to_dict()))
    assert set(said) == set(Job.__slots__)
    assert Ticket.from_json(json.dumps(said["ticket"])) == job.ticket
    assert (said["amount"], said["currency"], said["label"], said["position"]) == ("0.50", "EUR", "film", 3)
    assert said["sent"] == "2026-01-02T03:04:05+00:00"
    assert ENDPOINT.read(job.result).url == "https://cdn.acme.test/t-1.mp4"
    assert not job.unfinished


def test_an_answer_that_cannot_be_written_down_is_in_the_error(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_self: Entry, *_: object, **__: object) -> None:
        raise JournalError("jobs.db", "the disk is full")

    monkeypatch.setattr(Entry, "created", full)
    with pytest.raises(JournalError, match="the disk is full") as raised:
        desk.submit()
    error = pickle.loads(pickle.dumps(raised.value))
    assert error.ticket is not None
    assert (error.ticket.task, error.sent, error.billed, error.repeatable) == ("t-1", True, None, False)
    assert "t-1" in raised.value.__notes__[0]
    monkeypatch.undo()
    assert desk.states() == ["sending"]
    assert [job.task for job in desk.resume().succeeded] == ["t-1"]


def test_what_could_not_be_sent_for_want_of_a_line_costs_no_budget(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_self: Entry) -> None:
        raise JournalError("jobs.db", "the disk is full")

    monkeypatch.setattr(Entry, "sending", full)
    desk.budget = Budget("0.50", "EUR")
    with pytest.raises(JournalError, match="the disk is full"):
        desk.submit()
    assert desk.budget.spent == 0
    assert (desk.house.submits, desk.states()) == (0, ["unsent"])


def test_a_look_that_cannot_be_written_down_names_its_task(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise JournalError("jobs.db", "the disk is full")

    monkeypatch.setattr(Ledger, "saw", full)
    with pytest.raises(JournalError, match="the disk is full") as raised:
        desk.run()
    assert raised.value.ticket is not None
    assert (raised.value.ticket.task, raised.value.sent, raised.value.repeatable) == ("t-1", True, True)
    monkeypatch.undo()
    assert desk.run().url == "https://cdn.acme.test/t-1.mp4"
    assert desk.house.submits == 1


def test_nothing_is_sent_where_it_cannot_be_written_down(desk: Desk) -> None:
    with desk.journal() as journal, journal.store.writing():
        busy = Journal.__new__(Journal)
        busy.store = store.Store(desk.path, patience=0.01)
        with pytest.raises(JournalError, match="other processes have been writing") as raised:
            desk.do(lambda studio: studio.clip.submit(Clip()), journal=busy)
        busy.close()
    assert desk.house.submits == 0
    assert (raised.value.sent, raised.value.billed) == (False, False)


def test_who_keeps_no_journal_loads_no_database() -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(Path(callsheet_runtime.__file__).parents[1])!r});"
        "import callsheet_runtime.tasks; from callsheet_runtime.flows import resume_all, submit, wait;"
        "sys.exit('sqlite3' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-I", "-S", "-c", code], check=False).returncode == 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork on this system")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_fork_opens_the_file_anew(tmp_path: Path) -> None:
    with Journal(tmp_path / "jobs.db") as journal:
        child = os.fork()
        if child == 0:
            os._exit(0 if journal.jobs() == [] else 1)
        assert os.waitpid(child, 0)[1] == 0
        assert journal.settle() == 0
