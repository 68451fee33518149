"""Submit, wait and cancel, as a shell would run them, at simulated providers."""

import json
import stat
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO, cast

import pytest

from callsheet_contracts import Lose, ManualClock, Simulator, Status, TaskFails
from callsheet_runtime import AsyncClient, Client, Ticket
from support.catalog import real
from support.live import ENDPOINT, KEY, OWN, REQUEST, Interrupting, LiveShell, home_of_its_own, submitted
from support.shell import Shell


def test_standard_output_is_the_ticket_and_nothing_else(live: LiveShell) -> None:
    said = live("submit", ENDPOINT, "request.json")
    ticket = Ticket.from_json(said.out)
    assert (said.code, ticket.endpoint, ticket.server) == (0, ENDPOINT, "beijing")
    assert said.out == ticket.to_json() + "\n"
    assert "1.35 CNY" in said.err
    assert f"task {ticket.task} was created, job 1" in said.err
    journal = live.folder / "state/callsheet/journal.db"
    assert stat.S_IMODE(journal.stat().st_mode) == 0o600
    assert stat.S_IMODE(journal.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("output", ["text", "json"])
def test_what_would_be_refused_is_told_as_validate_tells_it_and_not_sent(live: LiveShell, output: str) -> None:
    live.write("bad.json", {**REQUEST, "parameters": {"size": "1280*720", "duration": 99}})
    said = live("submit", ENDPOINT, "bad.json", "--format", output)
    assert (said.code, said.out) == (1, "")
    assert said.err == live("validate", ENDPOINT, "bad.json", "--format", output).out
    assert live.submits("dashscope") == 0
    assert not (live.folder / "state").exists()


def test_the_same_request_is_paid_for_once_unless_asked_for_again(live: LiveShell) -> None:
    first, second = live("submit", ENDPOINT, "request.json"), live("submit", ENDPOINT, "request.json")
    assert first.out == second.out
    assert "nothing was sent: the same request is job 1" in second.err
    assert live.submits("dashscope") == 1
    third = live("submit", ENDPOINT, "request.json", "--again")
    assert Ticket.from_json(third.out).task != Ticket.from_json(first.out).task
    assert live.submits("dashscope") == 2


def test_without_a_journal_nothing_is_written_and_nothing_is_known(live: LiveShell) -> None:
    for _ in range(2):
        assert live("submit", ENDPOINT, "request.json", "--no-journal").code == 0
    assert live.submits("dashscope") == 2
    assert not (live.folder / "state").exists()


@pytest.mark.parametrize("where", ["option", "environment"])
def test_another_journal_may_be_named(live: LiveShell, where: str) -> None:
    more = ("--journal", "mine.db") if where == "option" else ()
    live.monkeypatch.setenv("CALLSHEET_JOURNAL", "mine.db" if where == "environment" else "")
    assert live("submit", ENDPOINT, "request.json", *more).code == 0
    assert (live.folder / "mine.db").exists()
    assert not (live.folder / "state").exists()
    assert "job  age" in live("jobs", "list", *more).out


def test_a_budget_holds(live: LiveShell) -> None:
    said = live("submit", ENDPOINT, "request.json", "--budget", "1 CNY")
    assert (said.code, said.out) == (1, "")
    assert "1.35 CNY" in said.err
    assert "sent: no; billed: no; the same again: no" in said.err
    assert live.submits("dashscope") == 0


def test_a_lost_answer_says_what_is_known_and_is_not_repeated(live: LiveShell) -> None:
    live.simulator.script("dashscope", "submit", Lose())
    said = live("submit", ENDPOINT, "request.json")
    assert (said.code, said.out) == (1, "")
    assert "its outcome is unknown" in said.err
    assert "sent: yes; billed: nobody can know; the same again: no" in said.err
    assert "It is job 1 of the journal" in said.err
    again = live("submit", ENDPOINT, "request.json", "--format", "json")
    error = json.loads(again.err.splitlines()[-1])["error"]
    assert (error["kind"], error["sent"], error["billed"], error["ticket"]) == ("OutcomeUnknown", True, None, None)
    assert live.submits("dashscope") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk here that is always full")
def test_a_ticket_that_nobody_takes_is_printed_elsewhere(live: LiveShell) -> None:
    for _ in range(2):  # the second time it is the one that the journal has
        with live.monkeypatch.context() as patched, opened("/dev/full") as full:
            patched.setattr(sys, "stdout", full)
            said = live("submit", ENDPOINT, "request.json")
        assert said.code == 1
        (line,) = [line for line in said.err.splitlines() if line.startswith("{")]
        assert Ticket.from_json(line).endpoint == ENDPOINT
    with live.monkeypatch.context() as patched, opened("/dev/full") as full:
        patched.setattr(sys, "stdout", full)
        said = live("jobs", "list")
    assert (said.code, "No space left" in said.err) == (1, True)


@contextmanager
def opened(path: str) -> Generator[TextIO]:
    """Standard output as a shell redirects it: what is written waits until it is flushed."""
    with Path(path).open("w", encoding="utf-8") as stream:
        yield stream


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("submit", "dashscope/pixverse-t3v", "request.json"), "did you mean"),
        (("submit", "pixverse/balance", "request.json"), "creates no task"),
        (("submit", "pixverse/webhook", "request.json"), "no request"),
        (("submit", ENDPOINT, "nowhere.json"), "nowhere.json"),
        (("submit", ENDPOINT, "two.jsonl"), "more than one request"),
        (("submit", ENDPOINT, "request.json", "--server", "mars"), "mars"),
        (("submit", ENDPOINT, "request.json", "--server", "singapore-workspace"), "--setting"),
        (("submit", ENDPOINT, "request.json", "--setting", "workspace"), "a name and a value"),
        (("submit", ENDPOINT, "request.json", "--base-url", f"http://u:{KEY}@gateway.test"), "--base-url"),
        (("submit", ENDPOINT, "request.json", "--budget", "much"), "--budget"),
        (("submit", ENDPOINT, "request.json", "--journal", "a.db", "--no-journal"), "do not go together"),
        (("submit", ENDPOINT, "request.json", "--journal", "request.json"), "no journal"),
        (("submit", ENDPOINT, "request.json", "--journal", "no/such/folder.db"), "there is no folder"),
        (("wait", "nowhere.json"), "no such file"),
        (("wait", "request.json"), "not a ticket"),
        (("wait", "two.jsonl", "--journal", "nowhere.db"), "no such file"),
        (("wait", "-"), "is empty"),
        (("wait", "request.json", "--deadline", "-1"), "--deadline"),
        (("wait", "request.json", "--download-to", "nowhere"), "no such folder"),
        (("cancel", "nowhere.json"), "no such file"),
        (("jobs", "show", "1"), "there is no journal"),
        (("jobs", "list", "--state", "lost"), "invalid choice"),
        (("jobs", "resume", "--deadline", "nan"), "--deadline"),
    ],
)
def test_wrong_usage_is_told_and_nothing_is_sent(live: LiveShell, arguments: tuple[str, ...], words: str) -> None:
    (live.folder / "two.jsonl").write_text(f"{json.dumps(REQUEST)}\n" * 2, "utf-8")
    said = live(*arguments)
    assert (said.code, said.out) == (2, "")
    assert words in said.err
    assert KEY not in said.err
    assert live.submits("dashscope") == 0


@pytest.mark.parametrize("verb", ["submit", "wait", "cancel"])
def test_a_missing_key_is_told_by_its_name(live: LiveShell, verb: str) -> None:
    ticket = submitted(live)
    live.monkeypatch.delenv("DASHSCOPE_API_KEY")
    said = live(*{"submit": ("submit", ENDPOINT, "request.json"), "wait": ("wait", ticket)}.get(verb, (verb, ticket)))
    assert said.code == 2
    assert "DASHSCOPE_API_KEY" in said.err
    assert "key=" not in said.err


def test_tickets_of_several_providers_are_waited_for_at_once(live: LiveShell) -> None:
    live.simulator.script("dashscope", "submit", TaskFails("InvalidParameter"))
    lines = live("submit", ENDPOINT, "request.json").out + live("submit", OWN, "own.json").out
    last = live("submit", ENDPOINT, "request.json", "--again").out
    said = live("wait", "-", stdin=lines + last + last)
    assert said.code == 1
    rows = {str(row["endpoint"]) + str(row["ok"]): row for row in said.rows()}
    assert set(rows) == {f"{ENDPOINT}False", f"{ENDPOINT}True", f"{OWN}True"}
    failed = cast("dict[str, Any]", rows[f"{ENDPOINT}False"]["error"])
    assert (failed["kind"], failed["code"], failed["billed"]) == ("TaskEnded", "InvalidParameter", False)
    assert Ticket.from_json(json.dumps(failed["ticket"])).task == rows[f"{ENDPOINT}False"]["task"]
    made = cast("dict[str, Any]", rows[f"{ENDPOINT}True"]["result"])
    assert made["video_url"].startswith("http")
    assert "answer" not in made
    assert "PENDING" in said.err
    assert "InvalidParameter" in said.err
    assert [line.split()[5] for line in live("jobs", "list").out.splitlines()[1:]] == [
        "failed",
        "succeeded",
        "succeeded",
    ]


def test_a_deadline_leaves_the_task_alone_and_the_ticket_good(live: LiveShell) -> None:
    ticket = submitted(live)
    said = live("wait", ticket, "--deadline", "0")
    assert said.code == 1
    assert "StillRunning" in said.out
    assert "sent: yes; billed: nobody can know; the same again: yes" in said.err
    (row,) = live("wait", ticket).rows()
    assert row["ok"] is True


def test_a_task_can_be_named_by_its_id(live: LiveShell) -> None:
    submitted(live)
    (job,) = live("jobs", "list", "--format", "json").rows()
    (row,) = live("wait", str(cast("dict[str, str]", job["ticket"])["task"])).rows()
    assert row["ok"] is True


def test_a_key_goes_to_no_address_that_only_a_ticket_names(live: LiveShell) -> None:
    ticket = Ticket(endpoint=ENDPOINT, task="t-1", server="https://user:pw@evil.test/v1?q=1")
    (live.folder / "evil.json").write_text(ticket.to_json(), "utf-8")
    for verb in ("wait", "cancel"):
        said = live(verb, "evil.json")
        assert said.code == 2
        assert "https://evil.test/v1," in said.err
        assert "--base-url" in said.err
        assert "pw" not in said.err
    assert live.simulator.journal.count("dashscope") == 0


def test_an_address_that_was_submitted_to_from_here_needs_no_naming(live: LiveShell) -> None:
    ticket = submitted(live, ENDPOINT, "request.json", "--base-url", "http://127.0.0.1:9/api/v1")
    assert live("wait", ticket, "--deadline", "0").code == 1
    (live.folder / "state/callsheet/journal.db").rename(live.folder / "moved.db")
    assert "--base-url" in live("wait", ticket).err
    assert live("wait", ticket, "--base-url", "http://127.0.0.1:9/api/v1").code == 0


def test_cancel_says_what_came_of_it(live: LiveShell) -> None:
    ticket = submitted(live)
    said = live("cancel", ticket)
    assert said.code == 0
    assert "the provider took the call to cancel it; it is CANCELED now" in said.out
    assert "cancelled" in live("jobs", "list").out
    late = live("cancel", ticket, "--format", "json")
    assert (late.code, json.loads(late.err)["error"]["kind"]) == (1, "WrongState")


def test_where_nothing_can_be_cancelled_it_is_said(live: LiveShell) -> None:
    said = live("cancel", submitted(live, OWN, "own.json"))
    assert (said.code, said.out) == (1, "")
    assert "pixverse has no documented way to cancel a task" in said.err
    assert "goes on and is paid for" in said.err


@pytest.mark.parametrize("cancelling", [False, True])
def test_ctrl_c_detaches_and_says_how_to_go_on(live: LiveShell, cancelling: bool) -> None:  # noqa: FBT001 -- a parameter
    ticket = submitted(live)
    more = ("--cancel-on-interrupt",) if cancelling else ()

    def interrupting(_: AsyncClient) -> Interrupting:
        return Interrupting(live.clock)

    with live.monkeypatch.context() as patched:
        patched.setattr(AsyncClient, "_new_clock", interrupting)
        said = live("wait", ticket, *more)
        piped = live("wait", "-", stdin=(live.folder / ticket).read_text("utf-8"))
    assert (said.code, said.out) == (130, "")
    assert f"callsheet wait {ticket}" in said.err
    assert ("the provider took the call to cancel it" in said.err) == cancelling
    assert ("nothing here ended" in said.err) != cancelling
    assert live.simulator.journal.count("dashscope", "cancel") == int(cancelling)
    if not cancelling:
        assert piped.code == 130
        assert Ticket.from_json(piped.err.splitlines()[-1]).endpoint == ENDPOINT
        assert live("wait", ticket).code == 0


def test_ctrl_c_while_a_request_is_sent_says_what_that_means(live: LiveShell) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with live.monkeypatch.context() as patched:
        patched.setattr(Client, "_send", stopped)
        said = live("submit", ENDPOINT, "request.json")
    assert (said.code, said.out) == (130, "")
    assert "A task may exist and be billed" in said.err
    assert "unknown" in live("jobs", "list").out


def test_a_server_in_trouble_is_told_without_a_traceback(live: LiveShell) -> None:
    live.simulator.script("dashscope", "submit", Status(502, "<html>\x1b[31mbad"))
    said = live("submit", ENDPOINT, "request.json")
    assert said.code == 1
    assert "\x1b" not in said.err


def test_help_loads_no_client(shell: Shell) -> None:
    program = (
        "import sys; from callsheet.cli import main;"
        "print([main([verb, '--help']) for verb in ('submit', 'wait', 'cancel', 'jobs')],"
        "[name for name in ('httpx', 'sqlite3', 'asyncio', 'yaml') if name in sys.modules])"
    )
    told = shell.python(program)
    assert told.count("example:\n  callsheet ") == 4
    assert told.splitlines()[-1] == "[0, 0, 0, 0] []"


def test_a_simulator_on_loopback_from_submit_to_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home_of_its_own(tmp_path, monkeypatch)
    with Simulator(real(), providers=["dashscope"], by="immediate", key=KEY, seed=1) as simulator:
        shell = LiveShell(tmp_path, ManualClock(), simulator, capsys, monkeypatch)
        shell.write("request.json", REQUEST)
        ticket = submitted(shell, ENDPOINT, "request.json", "--base-url", simulator.url("dashscope"))
        (tmp_path / "clips").mkdir()
        said = shell("wait", ticket, "--download-to", "clips")
        (row,) = said.rows()
        (file,) = cast("list[dict[str, Any]]", row["files"])
        assert (tmp_path / file["path"]).stat().st_size == file["bytes"]
        assert "saved" in shell("jobs", "list").out
        # The same again is there already; another file in its place is not overwritten.
        assert shell("wait", ticket, "--download-to", "clips").code == 0
        (tmp_path / file["path"]).write_bytes(b"mine")
        refused = shell("wait", ticket, "--download-to", "clips")
        assert refused.code == 1
        assert "FileExistsError" in refused.out
        assert "another file is there" in refused.err
        assert (tmp_path / file["path"]).read_bytes() == b"mine"
