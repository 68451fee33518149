"""A batch runs to its end, through what goes wrong on the way, and pays for each line once."""

import asyncio
from pathlib import Path

import pytest

from batches.desk import Desk, desk_in, line, native
from callsheet_contracts import ExpiredLink, Lose, Malformed, Refuse, Slow, Status, TaskFails
from callsheet_contracts.simulator.faults import Fault
from callsheet_contracts.simulator.film import film
from callsheet_runtime import Budget, Destination, Journal, JournalError
from callsheet_runtime.batches import Batch, Stage
from callsheet_runtime.journal.entries import Entry


def test_two_lines_that_are_the_same_are_two_clips_and_a_rerun_pays_for_none(desk: Desk) -> None:
    desk.write(line("a cat"), "", line("a cat"), line("a dog", id="the dog"), line("a cow", file="cow.mp4"))
    assert desk.run().complete
    assert desk.films() == ["cow.mp4", "film-00001.mp4", "film-00003.mp4", "the dog.mp4"]
    assert all((desk.folder / name).read_bytes() == film() for name in desk.films())
    assert desk.run().complete
    assert (desk.posts(), desk.created()) == (4, 4)
    rows = desk.manifest()
    assert [(row["position"], row["state"], row["file"]) for row in rows] == [
        (1, "saved", "film-00001.mp4"),
        (3, "saved", "film-00003.mp4"),
        (4, "saved", "the dog.mp4"),
        (5, "saved", "cow.mp4"),
    ]
    assert {row["bytes"] for row in rows} == {len(film())}
    assert rows[0]["expected"] == {"amount": "1.35", "currency": "CNY", "why": None}
    assert (rows[0]["billed"], rows[0]["charged"]) == (True, ["5 seconds (billed_seconds)"])


@pytest.mark.parametrize(
    "fault",
    [Lose(), Slow(100), Status(502, None, True), Malformed(), Status(502)],
    ids=["reset after accept", "late answer", "502 after accept", "malformed answer", "502 before"],
)
def test_a_lost_answer_costs_nothing_twice(desk: Desk, fault: Fault) -> None:
    desk.write(line("a cat"), line("a dog"), line("a cat"), line("a cow"))
    desk.simulator.script("dashscope", "submit", Refuse("Throttling.RateQuota"), fault)
    report = desk.run(concurrency=2)
    assert report.complete, report.summary()
    assert (desk.created(), len(desk.films())) == (4, 4)
    assert report.committed == {"CNY": 4 * Budget("1.35", "CNY").amount}


@pytest.mark.parametrize("taken", [3, 2])
def test_lost_answers_to_lines_that_are_the_same_are_shared_out(desk: Desk, taken: int) -> None:
    desk.write(*(line("a cat") for _ in range(3)), line("a dog"))
    desk.simulator.script(
        "dashscope", "submit", *(Lose() for _ in range(taken)), *(Status(502) for _ in range(3 - taken))
    )
    report = desk.run(concurrency=3)
    assert report.complete, report.summary()
    assert (desk.created(), len(desk.films())) == (4, 4)
    assert len({row["task"] for row in desk.manifest()}) == 4


def test_where_nothing_is_listed_a_lost_answer_is_left_to_decide_on(desk: Desk) -> None:
    desk.write(native("a cat"), native("a dog"))
    desk.simulator.script("pixverse", "submit", Lose())
    for _ in range(2):
        report = desk.run(provider="pixverse")
        assert report.progress.counts == {Stage.UNKNOWN: 1, Stage.SAVED: 1}
        assert "lists no tasks" in report.undecided[0].why
    assert desk.posts("pixverse") == 2


def test_a_failed_task_stops_nobody_and_is_made_anew_only_when_that_is_said(desk: Desk) -> None:
    desk.write(line("a cat"), line("a dog"), line("a cow"))
    desk.simulator.script("dashscope", "submit", TaskFails("InternalError.Algo"))
    assert desk.run(concurrency=1).progress.counts == {Stage.SAVED: 2, Stage.FAILED: 1}
    (error,) = [row["error"] for row in desk.manifest() if row["error"]]
    assert "InternalError.Algo" in error["words"]
    assert error["category"] == "server"
    assert desk.run().progress.counts == {Stage.SAVED: 2, Stage.FAILED: 1}
    assert desk.posts() == 3
    assert desk.run(retry_failed=True).complete
    assert desk.posts() == 4


def test_a_refused_key_stops_it_and_the_right_one_goes_on(desk: Desk) -> None:
    desk.write(*(line(f"clip {n}") for n in range(20)))
    desk.key = "sk-wrong-0123456789"
    report = desk.run(concurrency=2)
    assert report.progress.counts == {Stage.UNSENT: 20}
    assert "InvalidApiKey" in report.stopped[0]
    assert desk.posts() <= 2
    desk.key = "sk-right-0123456789"
    assert desk.run().complete


def test_a_spent_budget_stops_it_and_lets_what_runs_finish(desk: Desk) -> None:
    desk.write(*(line(f"clip {n}") for n in range(6)))
    report = desk.run(budget="3 CNY")
    assert report.progress.counts == {Stage.SAVED: 2, Stage.UNSENT: 4}
    assert "3 CNY" in report.stopped[0]
    budget = Budget("5", "CNY")
    batch = desk.plan(budget=budget)
    batch.charge_earlier(budget)
    assert str(budget.left) == "2.30"
    assert desk.run(budget="6 CNY").complete
    assert desk.created() == 6


@pytest.mark.parametrize("code", ["Arrearage", "InvalidParameter"])
def test_only_what_holds_for_all_lines_stops_all(desk: Desk, code: str) -> None:
    desk.write(*(line(f"clip {n}") for n in range(5)))
    desk.simulator.script("dashscope", "submit", Refuse(code))
    counts = desk.run(concurrency=1).progress.counts
    assert counts == ({Stage.UNSENT: 5} if code == "Arrearage" else {Stage.FAILED: 1, Stage.SAVED: 4})
    assert desk.run().complete, "nothing was billed, so that the same call sends it"
    assert desk.created() == 5


def test_too_many_at_once_is_waited_for(tmp_path: Path) -> None:
    desk = desk_in(tmp_path, enforce_running=True, plan="free")
    desk.write(*(native(f"clip {n}") for n in range(5)))
    report = desk.run(provider="pixverse", concurrency=4)
    assert report.complete, report.summary()
    assert desk.created("pixverse") == 5
    assert desk.posts("pixverse") < 60


def test_a_smallest_plan_says_how_many_go_at_once(tmp_path: Path) -> None:
    desk = desk_in(tmp_path, enforce_running=True, plan="free")
    desk.write(*(native(f"clip {n}") for n in range(3)))
    assert desk.run(provider="pixverse").complete
    assert desk.posts("pixverse") == 3


def test_no_more_than_asked_for_go_at_once(desk: Desk) -> None:
    desk.write(*(line(f"clip {n}") for n in range(12)))
    assert desk.run(concurrency=3).complete
    busy = [one.counts.get(Stage.SENDING, 0) + one.counts.get(Stage.RUNNING, 0) for one in desk.told]
    assert max(busy) == 3
    assert desk.told[-1].left == 0.0
    assert any(one.left for one in desk.told)


def test_a_file_that_is_gone_is_fetched_again_and_not_bought_again(desk: Desk) -> None:
    desk.write(line("a cat"), line("a dog"))
    desk.run()
    (desk.folder / "film-00001.mp4").unlink()
    (desk.folder / "film-00002.mp4").write_bytes(b"half")
    report = desk.run()
    assert report.progress.counts == {Stage.SAVED: 1, Stage.UNSAVED: 1}
    assert "another file is there" in desk.manifest()[1]["error"]["words"]
    (desk.folder / "film-00002.mp4").unlink()
    assert desk.run().complete
    assert desk.posts() == 2


def test_after_the_deadline_tasks_go_on_and_so_does_the_next_call(desk: Desk) -> None:
    desk.write(*(line(f"clip {n}") for n in range(6)))
    report = desk.run(concurrency=2, deadline=20.0)
    assert report.progress.counts == {Stage.OPEN: 2, Stage.UNSENT: 4}
    assert report.stopped == ("the deadline of 20 s has passed",)
    assert desk.run().complete
    assert desk.created() == 6


@pytest.mark.parametrize("stage", [Stage.SENDING, Stage.RUNNING, Stage.SAVING, Stage.SAVED])
def test_who_leaves_is_told_the_truth_and_the_next_call_goes_on(desk: Desk, stage: Stage) -> None:
    desk.write(*(line(f"clip {n}") for n in range(6)))
    with pytest.raises(asyncio.CancelledError):
        desk.run(concurrency=2, stop=lambda one: one.counts.get(stage, 0) == 2)
    assert "sending" not in desk.states()
    assert "unknown" not in desk.states(), "what was on its way was waited for"
    assert len(desk.manifest()) == 6
    assert desk.posts() == desk.created()
    assert desk.run().complete
    assert desk.created() == 6


def test_who_has_no_patience_leaves_no_disorder(desk: Desk) -> None:
    desk.write(*(line(f"clip {n}") for n in range(6)))
    with pytest.raises(asyncio.CancelledError):
        desk.run(concurrency=3, stop=lambda one: one.counts.get(Stage.SENDING, 0) > 1, times=9)
    assert "sending" not in desk.states()
    assert desk.run().complete
    assert desk.created() == 6


def test_what_cannot_be_kept_is_not_bought(desk: Desk) -> None:
    desk.write(*(line(f"clip {n}") for n in range(12)))
    desk.simulator.script("dashscope", "submit", *(ExpiredLink(403) for _ in range(12)))
    report = desk.run(concurrency=1)
    assert report.progress.counts[Stage.UNSAVED] < 8
    assert "files cannot be saved" in report.stopped[0]
    assert desk.manifest()[0]["error"]["words"].startswith("the result of task")
    assert desk.posts() == desk.created() == report.progress.counts[Stage.UNSAVED]


def test_without_a_journal_nothing_is_sent(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.write(line("a cat"), line("a dog"))
    sending = Entry.sending

    def full(*_: object) -> None:
        raise JournalError("journal.db", "the disk is full")

    monkeypatch.setattr(Entry, "sending", full)
    report = desk.run()
    assert report.progress.counts == {Stage.UNSENT: 2}
    assert "the disk is full" in report.stopped[0]
    assert desk.posts() == 0
    monkeypatch.setattr(Entry, "sending", sending)
    assert desk.run().complete


def test_a_journal_that_fails_after_the_answer_loses_no_task(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.write(line("a cat"), line("a dog"))

    def full(*_: object, **__: object) -> None:
        raise JournalError("journal.db", "the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(Entry, "created", full)
        report = desk.run(concurrency=1)
    assert report.progress.counts == {Stage.OPEN: 1, Stage.UNSENT: 1}
    assert "the disk is full" in report.stopped[0]
    (task,) = {one.task for one in desk.simulator.journal.entries("dashscope") if one.task}
    assert f"task {task}" in desk.manifest()[0]["error"]["words"]
    assert desk.run().complete
    assert desk.created() == 2


def test_two_who_run_it_at_once_pay_for_each_line_once(desk: Desk) -> None:
    desk.write(*(line(f"clip {n}") for n in range(6)))

    async def main() -> None:
        with Journal(desk.folder / "journal.db") as journal:
            clients = [desk.client("dashscope", journal=journal) for _ in range(2)]
            saved = Destination(desk.folder, transport=desk.simulator.async_transport("dashscope"))
            both = [Batch.plan(one, desk.folder / "film.jsonl", out=desk.folder) for one in clients]
            await asyncio.gather(*(one.run(concurrency=3, destination=saved) for one in both))
            for client in clients:
                await client.aclose()

    asyncio.run(main())
    assert (desk.posts(), desk.created(), len(desk.films())) == (6, 6, 6)
    assert desk.run().complete


def test_a_line_that_changes_while_it_is_run_is_not_sent(desk: Desk) -> None:
    desk.write(line("a cat"), line("a dog"))
    report = desk.run(meanwhile=lambda: desk.write(line("a cow"), line("a dog")))
    assert report.progress.counts == {Stage.UNSENT: 1, Stage.SAVED: 1}
    assert "the file was changed" in desk.manifest()[0]["error"]["words"]
    report = desk.run(meanwhile=lambda: desk.write("{", line("a dog")))
    assert report.progress.counts == {Stage.UNSENT: 1, Stage.SAVED: 1}
    assert desk.posts() == 1
