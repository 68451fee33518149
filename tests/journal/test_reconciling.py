"""A submission whose outcome nobody knows: what the provider's list settles, and what it leaves to a person."""

from dataclasses import replace

import pytest

from callsheet_runtime import Left, OutcomeUnknown
from journal.house import ENDPOINT, Desk
from runtime.acme import Clip

HOUR = 3600.0
LIKE = Clip().body()


@pytest.fixture
def lost(desk: Desk) -> Desk:
    """Send a request at noon whose answer is lost, and which the provider may not have taken."""
    desk.line.seconds = HOUR
    desk.house.troubles = ["lost"]
    with pytest.raises(OutcomeUnknown):
        desk.submit()
    assert desk.states() == ["unknown"]
    return desk


def left(desk: Desk) -> Left:
    (one,) = desk.resume().left
    assert desk.states() == ["unknown"]
    return one


def test_one_task_that_fits_is_adopted_and_waited_for(lost: Desk) -> None:
    lost.house.add(LIKE)
    (job,) = lost.resume().succeeded
    assert job.task == "t-1"
    assert job.ticket is not None
    assert job.ticket.fingerprint == job.fingerprint
    assert job.billed is True
    assert lost.submit() == job.ticket
    assert lost.house.submits == 1


def test_no_task_is_believed_only_when_its_time_is_over(lost: Desk) -> None:
    one = left(lost)
    assert one.later
    assert "sure after" in one.why
    lost.line.seconds += HOUR
    resumed = lost.resume()
    assert not resumed.left
    (job,) = resumed.jobs
    assert (job.state, job.billed) == ("unsent", False)
    assert lost.house.submits == 1, "known not to be there is no reason to send it"
    lost.submit()
    assert lost.house.submits == 2


def test_time_passes_while_it_is_waited(lost: Desk) -> None:
    assert not lost.resume(deadline=HOUR).left
    assert lost.states() == ["unsent"]


def test_two_tasks_that_fit_are_for_a_person_to_choose_from(lost: Desk) -> None:
    lost.house.add(LIKE)
    lost.house.add(LIKE)
    one = left(lost)
    assert not one.later
    assert {row.task for row in one.tasks} == {"t-1", "t-2"}
    with lost.journal() as journal:
        journal.adopt(1, "t-2")
    assert [job.task for job in lost.resume().succeeded] == ["t-2"]


def test_tasks_are_shared_out_among_submissions_of_the_same_request(lost: Desk) -> None:
    lost.house.troubles = ["lost"]
    with pytest.raises(OutcomeUnknown):
        lost.submit(again=True)
    lost.house.add(LIKE)
    resumed = lost.resume()
    assert [(one.job.id, one.later) for one in resumed.left] == [(2, True)]
    assert lost.states() == ["succeeded", "unknown"]
    lost.house.add(LIKE)
    assert [job.task for job in lost.resume().succeeded] == ["t-2"]


def test_more_tasks_than_submissions_of_the_same_request_are_for_a_person_to_decide(lost: Desk) -> None:
    lost.house.troubles = ["lost"]
    with pytest.raises(OutcomeUnknown):
        lost.submit(again=True)
    for _ in range(3):
        lost.house.add(LIKE)
    assert [one.job.id for one in lost.resume().left] == [1, 2]
    assert lost.states() == ["unknown", "unknown"]


def test_one_task_for_two_submissions_is_for_a_person_to_decide(lost: Desk) -> None:
    lost.house.troubles = ["lost"]
    with pytest.raises(OutcomeUnknown):
        lost.submit(Clip(prompt="a dog"))
    lost.house.add({"model": "m1"}, status="DONE")
    # What it was made from is not shown: it may be either's.
    assert [one.job.id for one in lost.resume().left] == [1, 2]
    assert lost.states() == ["unknown", "unknown"]


def test_submissions_that_differ_find_each_its_own(lost: Desk) -> None:
    lost.house.troubles = ["taken and lost"]
    with pytest.raises(OutcomeUnknown):
        lost.submit(Clip(prompt="a dog"))
    lost.house.add(LIKE)
    assert [(job.id, job.task) for job in lost.resume().succeeded] == [(1, "t-2"), (2, "t-1")]


@pytest.mark.parametrize("other", [{"prompt": "a dog"}, {"seconds": 6}])
def test_a_task_made_from_something_else_is_not_taken_and_not_passed_over(lost: Desk, other: dict[str, object]) -> None:
    lost.house.add({**LIKE, **other}, status="DONE")
    lost.line.seconds += HOUR
    one = left(lost)
    assert [row.task for row in one.tasks] == ["t-1"]
    assert "something else" in one.why


@pytest.mark.parametrize("where", ["another model", "long before", "long after"])
def test_a_task_that_cannot_be_it_stands_in_no_way(lost: Desk, where: str) -> None:
    at = {"long before": 0.0, "long after": 2 * HOUR}.get(where, HOUR)
    lost.house.add({**LIKE, "model": "m2"} if where == "another model" else LIKE, at=at)
    lost.line.seconds += HOUR
    assert not lost.resume().left
    assert lost.states() == ["unsent"]


def test_a_model_may_be_listed_under_a_shorter_name(lost: Desk) -> None:
    lost.house.add({**LIKE, "model": "studio/m1"})
    assert [job.task for job in lost.resume().succeeded] == ["t-1"]


def test_a_task_that_the_journal_knows_is_nobody_elses(lost: Desk) -> None:
    assert lost.submit(again=True).task == "t-1"
    lost.line.seconds += HOUR
    assert not lost.resume().left
    assert lost.states() == ["unsent", "succeeded"]


def test_a_task_that_runs_is_waited_for_before_it_is_taken(lost: Desk) -> None:
    lost.house.add(LIKE)
    one = left_at_once(lost)
    assert one.later
    assert "when it is over" in one.why
    assert lost.resume().succeeded


def left_at_once(desk: Desk) -> Left:
    (one,) = desk.resume(deadline=0).left
    return one


def test_a_list_of_many_pages_is_read_to_its_end(lost: Desk) -> None:
    lost.house.page = 1
    lost.house.add(LIKE)
    for number in range(3):
        lost.house.add({"model": "m2", "number": number})
    assert [job.task for job in lost.resume().succeeded] == ["t-1"]


def test_what_the_provider_has_forgotten_proves_nothing(lost: Desk) -> None:
    lost.line.seconds += 48 * HOUR
    one = left(lost)
    assert not one.later
    assert "does not go back that far" in one.why


@pytest.mark.parametrize(
    ("rows", "why"), [({"total": 3}, "not complete"), ({"total": 0, "pages": 0, "rows": None}, "not complete")]
)
def test_a_list_that_lacks_something_proves_nothing(lost: Desk, rows: dict[str, object], why: str) -> None:
    lost.line.seconds += HOUR
    lost.house.lists = {"rows": [], **rows}
    assert why in left(lost).why


def test_a_list_that_fails_is_asked_for_again_later(lost: Desk) -> None:
    lost.house.lists = None
    assert left(lost).later


def test_of_a_provider_that_shows_nothing_again_time_and_model_decide(lost: Desk) -> None:
    lost.endpoint = replace(ENDPOINT, echoes=())
    lost.house.add({**LIKE, "prompt": "who knows"})
    assert [job.task for job in lost.resume().succeeded] == ["t-1"]


def test_a_clip_that_does_not_say_whose_it_is_is_not_taken(lost: Desk) -> None:
    lost.house.add({"model": "m1"}, status="DONE")
    assert not left(lost).later
