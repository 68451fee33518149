"""A simulator that runs for long: what it keeps is bounded, and many tasks slow nothing down."""

from dataclasses import replace
from datetime import timedelta

import pytest

from callsheet.model.endpoint import TaskEndpoint
from callsheet_contracts.simulator import Forgotten
from callsheet_contracts.simulator.clock import EPOCH
from callsheet_contracts.simulator.journal import Entry, Journal
from callsheet_contracts.simulator.service import MOST_WORLDS
from callsheet_contracts.simulator.shelf import Shelf
from callsheet_contracts.simulator.tasks import Memory, Pace, Task, course, memory
from contracts.calling import ASYNC, KEY, SUBMIT, DashScope, c1, real

DAY = 86_400.0
FOUND = real().find("dashscope/pixverse-t2v")
assert FOUND is not None
assert isinstance(FOUND[1], TaskEndpoint)
ENDPOINT = FOUND[1]
NAMES = frozenset({ENDPOINT.name})


def shelf(most: int) -> Shelf:
    return Shelf({ENDPOINT.name: memory(ENDPOINT)}, most)


def task(number: int, forgotten_after: int | None = None) -> Task:
    steps, ahead = course(ENDPOINT.protocol.machine).steps(Pace("time", 60, 1))
    return Task(
        id=str(number),
        endpoint=ENDPOINT,
        body={},
        created=EPOCH + timedelta(seconds=number),
        memory=memory(ENDPOINT),
        steps=steps,
        ahead=ahead,
        forgotten_after=forgotten_after,
    )


def test_a_shelf_keeps_a_bounded_number_of_tasks_and_forgets_the_oldest() -> None:
    kept, now = shelf(100), EPOCH + timedelta(seconds=1000)
    for number in range(1000):
        kept.add(task(number))
        assert len(kept) <= 100
    assert kept.find("0") is None
    assert kept.find("999") is not None
    listed = [one.id for one in kept.latest(NAMES, now)]
    assert listed == [str(999 - place) for place in range(len(kept))]
    assert kept.count(NAMES, now) == len(kept)
    assert {one.id for one in kept.unfinished(now)} == {str(number) for number in range(941, 1000)}


def test_what_is_counted_is_what_is_listed_while_tasks_grow_old() -> None:
    kept = shelf(10_000)
    for number in range(50):
        kept.add(task(number, forgotten_after=0 if number % 7 == 0 else None))
    for seconds in (49, DAY - 1, DAY, DAY + 10, DAY + 49, DAY + 50, 2 * DAY):
        now = EPOCH + timedelta(seconds=seconds)
        assert kept.count(NAMES, now) == len(list(kept.latest(NAMES, now))), seconds
    assert kept.count(NAMES, EPOCH + timedelta(seconds=DAY + 9)) == 40 - 6
    assert kept.count(frozenset(), EPOCH) == 0


def test_tasks_that_nobody_forgets_are_listed_for_ever() -> None:
    endless = Memory(None, None)
    kept = Shelf({ENDPOINT.name: endless})
    kept.add(replace(task(0), memory=endless))
    assert kept.count(NAMES, EPOCH + timedelta(days=9999)) == 1
    assert len(list(kept.latest(NAMES, EPOCH + timedelta(days=9999)))) == 1


def test_a_journal_keeps_the_latest_calls() -> None:
    journal = Journal(most=3)
    for number in range(5):
        entry = Entry(
            at=EPOCH,
            provider="acme",
            call="poll",
            method="GET",
            path=str(number),
            headers=(),
            body=None,
            status=200,
            task=None,
            test="a" if number == 3 else None,
        )
        journal.write(entry)
    assert [one.path for one in journal] == ["2", "3", "4"]
    journal.clear("a")
    assert [one.path for one in journal] == ["2", "4"]
    journal.clear()
    assert len(journal) == 0


def test_of_very_many_tests_the_one_that_was_silent_for_longest_is_forgotten(dashscope: DashScope) -> None:
    def total(test: str) -> int:
        return int(dashscope.get("/api/v1/tasks", {**KEY, "X-Test-Id": test}).json()["total"])

    for name in ("first", "second"):
        dashscope.post(SUBMIT, c1(), {**ASYNC, "X-Test-Id": name})
    service = dashscope.simulator._service("dashscope")  # pyright: ignore[reportPrivateUsage] -- only there it is counted
    for number in range(MOST_WORLDS - 2):
        service.world(str(number))
    assert total("first") == 1
    service.world("one more")
    assert len(service.worlds()) == MOST_WORLDS
    assert (total("first"), total("second")) == (1, 0)


@pytest.mark.parametrize("after", [0, 2])
def test_a_task_that_is_forgotten_early_is_listed_no_more(dashscope: DashScope, after: int) -> None:
    dashscope.script("submit", Forgotten(after))
    task_id = dashscope.create()
    dashscope.create()
    for polls in range(3):
        assert dashscope.list().json()["total"] == (2 if polls < after else 1)
        dashscope.poll(task_id)
