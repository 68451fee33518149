"""What was submitted from here, looked at, gone on with and decided from the shell."""

import json
from pathlib import Path
from typing import Any, cast

import pytest

from callsheet.cli.verbs.jobs import STATES
from callsheet_contracts import Lose, ManualClock, Simulator, Status, TaskFails
from callsheet_runtime import AsyncClient, JobState, Journal
from support.catalog import real
from support.live import ENDPOINT, KEY, OWN, REQUEST, Interrupting, LiveShell, home_of_its_own, submitted


def jobs(live: LiveShell, *more: str) -> list[dict[str, Any]]:
    return cast("list[dict[str, Any]]", live("jobs", "list", "--format", "json", *more).rows())


def lost(live: LiveShell, provider: str, endpoint: str, file: str) -> None:
    """Submit a request whose answer is lost."""
    live.simulator.script(provider, "submit", Lose())
    assert live("submit", endpoint, file).code == 1


def test_the_states_that_can_be_asked_for_are_all_there_are() -> None:
    assert list(STATES) == [state.value for state in JobState]


def test_where_nothing_was_submitted_nothing_is_made(live: LiveShell) -> None:
    for what in ("list", "resume"):
        said = live("jobs", what)
        assert (said.code, said.out) == (0, "")
        assert "there is no journal" in said.err
    assert not (live.folder / "state").exists()


def test_jobs_are_listed_by_state_label_and_endpoint(live: LiveShell) -> None:
    submitted(live, ENDPOINT, "request.json", "--label", "cats")
    lost(live, "pixverse", OWN, "own.json")
    assert [job["id"] for job in jobs(live)] == [1, 2]
    for more in (("--state", "open"), ("--label", "cats"), ("--endpoint", ENDPOINT), ("--endpoint", "dashscope")):
        assert [job["id"] for job in jobs(live, *more)] == [1], more
    assert [job["id"] for job in jobs(live, "--state", "open", "--state", "unknown")] == [1, 2]
    assert "no job fits" in live("jobs", "list", "--label", "dogs").err
    lines = live("jobs", "list").out.splitlines()
    assert lines[0].split() == ["job", "age", "endpoint", "model", "state", "price", "task", "file"]
    assert lines[-1].startswith("job 2: it was sent, and a task may exist and be billed")
    assert "callsheet jobs adopt 2 TASK" in lines[-1]


def test_show_tells_everything_but_the_key(live: LiveShell) -> None:
    submitted(live)
    live("wait", "request.json.ticket")
    said = live("jobs", "show", "1")
    for words in ("state: succeeded", '"prompt": "a cat"', "1.35 CNY", "video_url", "jobs resume --download-to DIR"):
        assert words in said.out
    assert KEY not in said.out
    (row,) = live("jobs", "show", "1", "--format", "json").rows()
    assert (row["id"], row["amount"], row["billed"]) == (1, "1.35", True)
    missing = live("jobs", "show", "7")
    assert (missing.code, missing.out) == (1, "")
    assert "it has no job 7" in missing.err


def test_what_prompts_hold_does_not_steer_a_terminal(live: LiveShell) -> None:
    live.write("request.json", {**REQUEST, "input": {"prompt": "\x1b[31mred"}})
    submitted(live, ENDPOINT, "request.json", "--label", "\x1b[2J")
    for what in (("list",), ("show", "1"), ("list", "--format", "json")):
        assert "\x1b" not in live("jobs", *what).out


def test_a_lost_task_is_found_by_resume_and_waited_for(live: LiveShell) -> None:
    lost(live, "dashscope", ENDPOINT, "request.json")
    said = live("jobs", "resume")
    assert (said.code, [job["state"] for job in jobs(live)]) == (0, ["succeeded"])
    assert "job 1: succeeded" in said.out
    assert live.submits("dashscope") == 1
    assert "nothing to resume" in live("jobs", "resume").err


def test_resume_goes_on_at_all_providers_and_names_those_without_a_key(live: LiveShell) -> None:
    submitted(live)
    submitted(live, OWN, "own.json")
    live.monkeypatch.delenv("PIXVERSE_API_KEY")
    said = live("jobs", "resume")
    assert said.code == 1
    assert "job 1: succeeded" in said.out
    assert "PIXVERSE_API_KEY" in said.out
    live.monkeypatch.setenv("PIXVERSE_API_KEY", "sk-other-0123456789")
    assert "sent with another key: --any-key" in live("jobs", "resume").out
    live.monkeypatch.setenv("PIXVERSE_API_KEY", KEY)
    (row,) = live("jobs", "resume", "--format", "json").rows()
    assert (row["state"], row["left"]) == ("succeeded", None)


def test_jobs_of_another_key_are_taken_over_if_that_is_wanted(live: LiveShell) -> None:
    submitted(live)
    with Journal(live.folder / "state/callsheet/journal.db") as journal, journal.store.writing() as connection:
        connection.execute("UPDATE jobs SET account = 'another'")
    left = live("jobs", "resume")
    assert (left.code, jobs(live)[0]["state"]) == (1, "open")
    assert "sent with another key" in left.out
    assert live("jobs", "resume", "--any-key").code == 0
    assert jobs(live)[0]["state"] == "succeeded"


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("endpoint", "dashscope/gone", "no spec has its endpoint"),
        ("endpoint", "gone/clip", "no provider is called 'gone'"),
        ("server", "mars", "none of that name"),
        ("server", "http://u:p@gateway.test", "--base-url"),
    ],
)
def test_a_job_that_nobody_can_go_on_with_is_left_with_the_reason(
    live: LiveShell, column: str, value: str, words: str
) -> None:
    submitted(live)
    submitted(live, ENDPOINT, "request.json", "--again")
    with Journal(live.folder / "state/callsheet/journal.db") as journal, journal.store.writing() as connection:
        connection.execute(f"UPDATE jobs SET {column} = ?, state = 'succeeded' WHERE id = 1", (value,))
    (live.folder / "clips").mkdir()
    said = live("jobs", "resume", "--deadline", "0", "--download-to", "clips")
    assert said.code == 1
    assert words in said.out
    assert "job 2: open" in said.out


def test_ctrl_c_leaves_the_rest_to_the_next_time(live: LiveShell) -> None:
    submitted(live)

    def interrupting(_: AsyncClient) -> Interrupting:
        return Interrupting(live.clock)

    with live.monkeypatch.context() as patched:
        patched.setattr(AsyncClient, "_new_clock", interrupting)
        said = live("jobs", "resume")
    assert (said.code, said.out) == (130, "")
    assert "callsheet jobs resume" in said.err
    assert live("jobs", "resume").code == 0


def test_a_task_that_failed_is_no_success_of_resume(live: LiveShell) -> None:
    live.simulator.script("dashscope", "submit", TaskFails("InvalidParameter"))
    submitted(live)
    said = live("jobs", "resume")
    assert said.code == 1
    assert "job 1: failed" in said.out
    assert "InvalidParameter" in said.out


def test_a_deadline_of_resume_leaves_what_is_not_done(live: LiveShell) -> None:
    submitted(live)
    said = live("jobs", "resume", "--deadline", "0")
    assert said.code == 1
    assert "left: task" in said.out
    assert jobs(live)[0]["state"] == "open"


def test_a_server_that_asks_for_more_is_named_and_the_others_go_on(live: LiveShell) -> None:
    submitted(live)
    submitted(live, ENDPOINT, "request.json", "--server", "singapore-workspace", "--setting", "workspace=ws-1")
    said = live("jobs", "resume")
    assert said.code == 1
    assert "job 1: succeeded" in said.out
    assert "--setting workspace=…" in said.out
    assert live("jobs", "resume", "--setting", "workspace=ws-1").code == 0


def test_where_nothing_is_listed_a_person_decides(live: LiveShell) -> None:
    lost(live, "pixverse", OWN, "own.json")
    left = live("jobs", "resume")
    assert left.code == 1
    assert "lists no tasks" in left.out
    assert "callsheet jobs forget 1" in left.out
    (task,) = (entry.task for entry in live.simulator.journal.entries() if entry.task)
    assert "open" in live("jobs", "adopt", "1", task).out
    assert live("jobs", "resume").code == 0
    refused = live("jobs", "adopt", "1", task)
    assert refused.code == 1
    assert "only a job whose outcome is unknown" in refused.err
    assert live.submits("pixverse") == 1


def test_what_is_forgotten_may_be_sent_again(live: LiveShell) -> None:
    live.simulator.script("pixverse", "submit", Status(502))
    assert live("submit", OWN, "own.json").code == 1
    assert live("jobs", "forget", "1", "--why", " ").code == 2
    assert "forgotten" in live("jobs", "forget", "1", "--why", "nothing in the console").out
    assert live("jobs", "forget", "1", "--why", "again").code == 1
    assert live("submit", OWN, "own.json").code == 0
    assert [job["state"] for job in jobs(live)] == ["forgotten", "open"]


def test_a_journal_that_is_none_is_told_in_words(live: LiveShell) -> None:
    (live.folder / "notes.txt").write_text("not a database, and long enough to be looked at as one\n" * 20, "utf-8")
    for arguments in (("list",), ("show", "1"), ("resume",), ("adopt", "1", "t"), ("forget", "1", "--why", "x")):
        said = live("jobs", *arguments, "--journal", "notes.txt")
        assert (said.code, said.out) == (2, "")
        assert "no journal" in said.err


def test_results_in_no_file_are_saved_at_the_address_they_were_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home_of_its_own(tmp_path, monkeypatch)
    with Simulator(real(), providers=["dashscope"], by="immediate", key=KEY, seed=1) as simulator:
        shell = LiveShell(tmp_path, ManualClock(), simulator, capsys, monkeypatch)
        shell.write("request.json", REQUEST)
        by_hand = ("--base-url", simulator.url("dashscope"))
        for _ in range(2):
            submitted(shell, ENDPOINT, "request.json", "--again", *by_hand)
        assert shell("wait", "request.json.ticket").code == 0
        (tmp_path / "clips").mkdir()
        said = shell("jobs", "resume", "--download-to", "clips", "--format", "json")
        assert said.code == 0
        for row in said.rows():
            assert row["state"] == "saved"
            assert Path(str(row["file"])).parent == tmp_path / "clips"
            (file,) = cast("list[dict[str, Any]]", row["files"])
            assert Path(str(row["file"])).stat().st_size == file["bytes"]
        assert len(said.rows()) == 2


def test_jobs_print_what_the_journal_says(live: LiveShell) -> None:
    submitted(live)
    with Journal(live.folder / "state/callsheet/journal.db") as journal:
        assert jobs(live) == json.loads(json.dumps([journal.job(1).to_dict()]))
