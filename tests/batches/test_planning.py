"""A batch is looked through before anything is sent: all that is wrong, what it costs, what was made already."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from batches.desk import Desk, line, native
from callsheet_clients.dashscope import AsyncDashScope
from callsheet_contracts import Lose, Status, TaskFails
from callsheet_runtime import Budget, BudgetExceeded, Journal
from callsheet_runtime.batches import Batch, Fate, Plan, Stage
from callsheet_runtime.batches.lines import unfit

LIPSYNC = {
    "endpoint": "dashscope/pixverse-lipsync",
    "request": {
        "model": "pixverse/pixverse-lipsync",
        "input": {
            "media": [
                {"type": "video_url", "url": "https://acme.test/face.mp4"},
                {"type": "audio_url", "url": "https://acme.test/voice.mp3"},
            ]
        },
    },
}
"""Something that no page gives a price of."""


def said(plan: Plan) -> list[tuple[int, str, str]]:
    return [(wrong.position, one.at, one.rule.name) for wrong in plan.wrong for one in wrong.problems]


def test_everything_wrong_is_said_at_once_and_nothing_is_sent(desk: Desk) -> None:
    desk.write(
        line(),
        "{",
        "[]",
        {"endpoint": "dashscope/pixverse-t2v", "reqest": {}},
        line(duration=77),
        line(id="a/b"),
        line(id="same"),
        line(file="SAME.mp4"),
        {**line(), "endpoint": "dashscope/pixverse-t2"},
        {**line(), "endpoint": "acme/clip"},
        {**line(), "endpoint": 7},
        native(),
    )
    plan = desk.plan().looked_through
    assert said(plan) == [
        (2, "", "json"),
        (3, "", "line"),
        (4, "", "line"),
        (4, "/request", "line"),
        (5, "/parameters/duration", "duration.range"),
        (6, "/id", "name"),
        (8, "/file", "name"),
        (9, "/endpoint", "endpoint"),
        (10, "/endpoint", "endpoint"),
        (11, "/endpoint", "line"),
        (12, "/endpoint", "endpoint"),
    ]
    assert "did you mean 'dashscope/pixverse-t2v'?" in plan.wrong[7 - 1].problems[0].says
    assert desk.posts() == 0


def test_lines_of_one_endpoint_are_bare_requests(desk: Desk) -> None:
    bodies = [line(prompt)["request"] for prompt in ("a cat", "a dog")]
    plan = desk.plan([json.dumps(bodies[0]).encode(), "", bodies[1]], label="film", endpoint="dashscope/pixverse-t2v")
    assert [(row.position, row.name) for row in plan.looked_through.rows] == [(1, "film-00001"), (3, "film-00003")]
    assert desk.run(bodies, label="film", endpoint="dashscope/pixverse-t2v").complete


def test_what_it_costs_is_said_and_an_unknown_price_is_no_nought(desk: Desk) -> None:
    desk.write(line(), line(duration=10), LIPSYNC)
    plan = desk.plan().looked_through
    assert plan.costs == {"CNY": Decimal("4.05")}
    assert [row.position for row in plan.unpriced] == [3]
    assert plan.summary().splitlines() == [
        "3 lines: 3 to send",
        "expected to cost: 4.05 CNY",
        "of unknown price, which is in no sum: 1 (no page that was read gives a price)",
    ]
    report = desk.run(budget="20 CNY", concurrency=1)
    assert report.progress.counts == {Stage.SAVED: 2, Stage.UNSENT: 1}
    assert "nobody can tell" in report.stopped[0]
    assert desk.run(budget=Budget("20", "CNY", allow_unknown_price=True)).complete
    assert desk.told[-1].unpriced == 1


def test_a_budget_is_for_all_runs_together(desk: Desk) -> None:
    desk.write(line(), line())
    desk.run()
    with pytest.raises(BudgetExceeded):
        desk.plan().charge_earlier(Budget("2", "CNY"))


def test_each_line_is_told_what_the_journal_knows(desk: Desk) -> None:
    desk.write(*(line(f"clip {n}") for n in range(6)))
    desk.simulator.script("dashscope", "submit", TaskFails("InternalError.Algo"))
    desk.run(concurrency=1)
    (desk.folder / "film-00002.mp4").unlink()
    with Journal(desk.folder / "journal.db") as journal, journal.store.writing() as connection:
        for position, state in ((3, "open"), (4, "unknown"), (5, "unsent")):
            connection.execute("UPDATE jobs SET state = ? WHERE position = ?", (state, position))
    desk.write(*(line(f"clip {n}") for n in range(7)))
    plan = desk.plan().looked_through
    fates = [Fate.OVER, Fate.MADE, Fate.OPEN, Fate.UNKNOWN, Fate.NEW, Fate.SAVED, Fate.NEW]
    assert [row.fate for row in plan.rows] == fates
    assert "1 over without a file, not sent again" in plan.summary()


def test_a_line_that_was_paid_for_stays_as_it_is(desk: Desk) -> None:
    desk.write(line("a cat"), line("a dog"), line("a cow"))
    desk.simulator.script("dashscope", "submit", TaskFails("DataInspectionFailed"))
    desk.run(concurrency=1)
    # What came to nothing may be mended; what was paid for is not to be bought twice under another name.
    desk.write(line("a tame cat"), line("a tame dog"), line("a cow"), line("a hen"))
    plan = desk.plan().looked_through
    assert said(plan) == [(2, "", "changed")]
    assert "job 2 of the journal" in plan.wrong[0].problems[0].says
    desk.write(line("a tame cat"), line("a dog"), line("a cow"), line("a hen"))
    assert desk.run().complete
    assert desk.created() == 5


def test_lines_that_were_taken_out_are_named(desk: Desk) -> None:
    desk.write(line("a cat"), line("a dog"))
    desk.run()
    desk.write(line("a cat"))
    plan = desk.plan().looked_through
    assert plan.strays == (2,)
    assert "no longer in the batch: 1 line (2)" in plan.summary()


def test_the_same_requests_under_another_name_are_noticed(desk: Desk) -> None:
    desk.write(line("a cat"), line("a dog"))
    desk.run()
    desk.write(line("a dog"), line("a cow"), name="other.jsonl")
    assert desk.plan(desk.folder / "other.jsonl").looked_through.twins == {"film": 1}


def test_another_key_or_server_is_no_reason_to_pay_twice(desk: Desk) -> None:
    desk.write(line("a cat"))
    desk.simulator.script("dashscope", "submit", Lose())
    desk.run(deadline=0.1)
    with Journal(desk.folder / "journal.db") as journal:
        elsewhere = AsyncDashScope(key=desk.key, base_url="https://gateway.test", journal=journal)
        plan = Batch.plan(elsewhere, desk.folder / "film.jsonl", out=desk.folder).looked_through
    assert said(plan) == [(1, "", "changed")]
    assert "was sent to the server 'beijing'" in plan.wrong[0].problems[0].says
    desk.key = "sk-other-0123456789"
    assert "was sent with another key" in desk.plan().looked_through.wrong[0].problems[0].says
    assert desk.plan(any_key=True).looked_through.fit


def test_a_new_key_of_the_account_goes_on(desk: Desk) -> None:
    desk.write(line("a cat"), line("a dog"))
    desk.simulator.script("dashscope", "submit", Status(502))
    with Journal(desk.folder / "journal.db") as journal:
        desk.run(deadline=0.1)
        with journal.store.writing() as connection:
            connection.execute("UPDATE jobs SET account = 'that of another key'")
    assert desk.run(any_key=True).complete
    assert desk.created() == 2


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "characters"),
        ("a" * 101, "characters"),
        ("a/b", "cannot hold '/'"),
        ("a\nb", "cannot hold"),
        (".hidden", "begin with a dot"),
        ("a.", "end with one"),
        ("CON", "something else"),
        ("journal.db", "something else"),
        ("film.manifest.jsonl", "something else"),
        (7, "must be a text"),
        ("scene 1 – 场景", ""),
    ],
)
def test_a_name_is_one_on_every_system(name: object, why: str) -> None:
    assert why in unfit(name)
    assert bool(why) == bool(unfit(name))


def test_what_makes_no_sense_is_refused(desk: Desk, tmp_path: Path) -> None:
    desk.write(line())
    with pytest.raises(ValueError, match="label"):
        desk.plan([line()])
    with pytest.raises(ValueError, match="1 or more"):
        desk.run(concurrency=0)
    with pytest.raises(ValueError, match="0 s or more"):
        desk.run(deadline=-1)
    with pytest.raises(FileNotFoundError):
        desk.plan(tmp_path / "none.jsonl")
    with Journal(tmp_path / "one.db") as one, Journal(tmp_path / "other.db") as other:
        clients = [desk.client("dashscope", journal=one), desk.client("pixverse", journal=other)]
        with pytest.raises(ValueError, match="one client for each"):
            Batch.plan([clients[0], clients[0]], desk.folder / "film.jsonl", out=tmp_path)
        with pytest.raises(ValueError, match="one journal"):
            Batch.plan(clients, desk.folder / "film.jsonl", out=tmp_path)
