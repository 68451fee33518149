"""One journal, several threads, tasks and processes: one request is sent once, whoever asks for it."""

import asyncio
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from callsheet_runtime import AsyncTasks, Clock, Journal, OutcomeUnknown, StateForbids, Tasks, Ticket
from callsheet_runtime.flows import recording
from callsheet_runtime.journal import rows
from callsheet_runtime.journal.entries import Entry
from journal.house import ENDPOINT, Desk, Doom, House, Killed, MortalStudio
from runtime.acme import KEY, AsyncStudio, Clip, StillAsyncClock, Studio, Timeline, Wire
from support import wire as sockets

SCRIPT = """
import sys
from runtime.acme import TYPED, Clip, Studio
from callsheet_runtime import Tasks
with Studio(key="sk-acme-0123456789", base_url=sys.argv[1], journal=sys.argv[2]) as studio:
    print(Tasks(studio, TYPED).submit(Clip()).task)
"""


def process(url: str, path: Path) -> "subprocess.Popen[str]":
    paths = f"import sys; sys.path[:0] = {[str(Path(__file__).parents[1])]!r}\n"
    command = [sys.executable, "-c", paths + SCRIPT, url, str(path)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_two_processes_send_one_request_once_and_a_killed_one_is_settled(tmp_path: Path) -> None:
    path = tmp_path / "jobs.db"
    with sockets.wire(sockets.Answer(body={"data": {"id": "t-1"}})) as served:
        both = [process(served.url, path) for _ in range(2)]
        assert [one.communicate(timeout=30)[0].strip() for one in both] == ["t-1", "t-1"]
        assert served.count("POST") == 1
    with sockets.wire(sockets.Hang()) as served, Journal(path) as journal:
        with process(served.url, path) as doomed:
            while not served.heard:
                time.sleep(0.01)
            assert journal.settle() == 0, "it lives, and is at it"
            with pytest.raises(StateForbids, match="a process that lives is at it"):
                journal.forget(2, "impatience")
            doomed.kill()
        assert journal.job(2).state == "sending"
        assert journal.settle() == 1
        assert journal.settle() == 0
        assert journal.job(2).state == "unknown"
        assert str(doomed.pid) in journal.job(2).owner


def test_threads_send_one_request_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "_REST", 0.01)
    house, ready = House(Timeline()), threading.Barrier(4)

    def slowly(request: httpx.Request) -> httpx.Response:
        time.sleep(0.05)
        return house(request)

    with Studio(
        key=KEY,
        http=httpx.Client(transport=httpx.MockTransport(slowly)),
        clock=Clock(),
        budget="0.50 EUR",
        journal=tmp_path / "jobs.db",
    ) as studio:

        def submit(_: int) -> Ticket:
            ready.wait()
            return Tasks(studio, ENDPOINT).submit(Clip())

        with ThreadPoolExecutor(4) as pool:
            tickets = set(pool.map(submit, range(4)))
    assert {ticket.task for ticket in tickets} == {"t-1"}
    assert house.submits == 1


def test_tasks_of_one_loop_send_one_request_once(tmp_path: Path) -> None:
    house = House(Timeline())

    async def main() -> set[str]:
        http = httpx.AsyncClient(transport=httpx.MockTransport(house))
        async with AsyncStudio(
            key=KEY, http=http, clock=StillAsyncClock(house.line), journal=tmp_path / "jobs.db"
        ) as studio:
            tasks = AsyncTasks(studio, ENDPOINT)
            return {ticket.task for ticket in await asyncio.gather(*(tasks.submit(Clip()) for _ in range(4)))}

    assert asyncio.run(main()) == {"t-1"}
    assert house.submits == 1


def test_a_cancel_waits_until_the_answer_is_written_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    house, writing, go_on = House(Timeline()), threading.Event(), threading.Event()
    created = Entry.created

    def slowly(self: Entry, ticket: Ticket, *, trouble: str = "") -> None:
        writing.set()
        go_on.wait(10)
        created(self, ticket, trouble=trouble)

    monkeypatch.setattr(Entry, "created", slowly)

    async def main(journal: Journal) -> BaseException:
        http = httpx.AsyncClient(transport=httpx.MockTransport(house))
        async with AsyncStudio(key=KEY, http=http, clock=StillAsyncClock(house.line), journal=journal) as studio:
            submit = asyncio.create_task(AsyncTasks(studio, ENDPOINT).submit(Clip()))
            await asyncio.to_thread(writing.wait, 10)
            submit.cancel()
            await asyncio.sleep(0)
            submit.cancel()
            go_on.set()
            with pytest.raises(asyncio.CancelledError) as cancelled:
                await submit
            return cancelled.value

    with Journal(tmp_path / "jobs.db") as journal:
        error = asyncio.run(main(journal))
        (job,) = journal.jobs()
    assert (job.state, job.task) == ("open", "t-1")
    assert any("t-1" in note for note in error.__notes__)


def test_the_same_request_is_answered_with_its_ticket_and_costs_nothing_more(desk: Desk) -> None:
    desk.budget = "0.60 EUR"
    first = desk.submit()
    assert desk.submit() == first

    def twice(studio: MortalStudio) -> object:
        return studio.clip.submit(Clip())

    assert desk.do(twice) == first
    assert desk.house.submits == 1


def test_the_same_request_is_sent_again_where_that_is_asked_for(desk: Desk) -> None:
    assert [desk.submit(again=True).task for _ in range(2)] == ["t-1", "t-2"]
    assert desk.submit().task == "t-2", "the newer one stands for it"


@pytest.mark.parametrize("other", ["request", "key", "endpoint"])
def test_another_request_key_or_endpoint_is_another_job(desk: Desk, other: str) -> None:
    desk.submit()
    if other == "key":
        desk.key = "sk-acme-9876543210"
    if other == "endpoint":
        desk.endpoint = replace(ENDPOINT, name="acme/other")
    assert desk.submit(Clip(prompt="a dog") if other == "request" else Clip()).task == "t-2"


def test_what_was_saved_or_has_failed_is_made_anew(desk: Desk) -> None:
    desk.run()
    assert desk.submit().task == "t-1"
    with desk.journal() as journal:
        assert journal.saved(1, "clip.mp4").file == "clip.mp4"
    assert desk.submit().task == "t-2"
    desk.house.tasks[1].status = "BROKEN"
    desk.resume()
    assert desk.states() == ["saved", "failed"]
    assert desk.submit().task == "t-3"


def test_jobs_of_another_key_are_gone_on_with_only_when_that_is_said(desk: Desk) -> None:
    desk.submit()
    desk.key = "sk-acme-9876543210"
    assert not desk.resume().jobs
    assert desk.states() == ["open"]
    assert desk.resume(any_key=True).succeeded


def test_who_hangs_is_not_waited_for_without_end(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def lives_for_ever(*_: object) -> bool:
        return False

    monkeypatch.setattr(rows, "is_abandoned", lives_for_ever)
    monkeypatch.setattr(recording, "_REST", 300.0)
    with pytest.raises(Killed):
        desk.run(doom=Doom(at=3))
    with pytest.raises(OutcomeUnknown, match="is being sent by another process"):
        desk.submit()
    assert desk.house.submits == 0


def test_a_client_that_was_given_no_journal_has_none() -> None:
    line = Timeline()
    with Studio(key=KEY, http=httpx.Client(transport=httpx.MockTransport(Wire(line)))) as studio:
        assert studio.journal is None
        with pytest.raises(ValueError, match="no journal"):
            studio.resume_all()
