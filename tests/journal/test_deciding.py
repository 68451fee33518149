"""What a person asks a journal and decides in it, and what follows which state."""

from decimal import Decimal
from itertools import product

import pytest

from callsheet_runtime import BudgetExceeded, JobState, NoSuchJob, NotSent, OutcomeUnknown, ProviderError, StateForbids
from callsheet_runtime.journal.jobs import IN_FLIGHT, NEXT, UNFINISHED
from callsheet_runtime.journal.owners import Owner, lives, me
from journal.house import Desk, Trouble
from runtime.acme import Clip


@pytest.fixture
def unknown(desk: Desk) -> Desk:
    """Have two jobs: the first of unknown outcome, the second open."""
    desk.house.troubles = ["lost"]
    with pytest.raises(OutcomeUnknown):
        desk.submit(label="film", position=2)
    desk.submit(Clip(prompt="a dog"), label="film", position=1)
    return desk


def test_jobs_are_listed_by_state_batch_and_endpoint(unknown: Desk) -> None:
    with unknown.journal() as journal:
        assert [job.id for job in journal.jobs()] == [1, 2]
        assert [job.id for job in journal.jobs(label="film")] == [2, 1]
        assert [job.id for job in journal.jobs(state="open")] == [2]
        assert [job.id for job in journal.jobs(state=[JobState.OPEN, "unknown"])] == [1, 2]
        assert [job.id for job in journal.jobs(endpoint="acme")] == [1, 2]
        assert journal.jobs(endpoint="acme/other") == []
        job = journal.job(2)
        assert job.ticket is not None
        assert journal.find(job.ticket) == job
        assert (job.amount, job.currency, job.provider) == (Decimal("0.50"), "EUR", "acme")
        with pytest.raises(ValueError, match="gone"):
            journal.jobs(state="gone")
        with pytest.raises(NoSuchJob, match="no job 7"):
            journal.job(7)


def test_what_is_forgotten_is_sent_anew_and_gone_on_with_no_more(unknown: Desk) -> None:
    with unknown.journal() as journal:
        assert journal.forget(1, " the console shows nothing ").error == "the console shows nothing"
        journal.forget(2, "nobody wants it")
    assert not unknown.resume().jobs
    assert unknown.submit().task == "t-2"


def test_what_is_adopted_is_gone_on_with(unknown: Desk) -> None:
    unknown.house.add(Clip().body())
    with unknown.journal() as journal:
        job = journal.adopt(1, "t-2")
    assert (job.state, job.task, job.error) == ("open", "t-2", "")
    assert {job.task for job in unknown.resume().succeeded} == {"t-1", "t-2"}


def test_a_decision_that_cannot_be_is_refused(unknown: Desk) -> None:
    with unknown.journal() as journal:
        with pytest.raises(StateForbids, match="job 2 is open: only a job whose outcome is unknown"):
            journal.adopt(2, "t-9")
        with pytest.raises(StateForbids, match="task t-1 is that of job 2"):
            journal.adopt(1, "t-1")
        with pytest.raises(StateForbids, match="only what has succeeded"):
            journal.saved(1, "clip.mp4")
        with pytest.raises(ValueError, match="say why"):
            journal.forget(1, " ")
        with pytest.raises(ValueError, match="has an id"):
            journal.adopt(1, "")
        journal.forget(1, "no")
        with pytest.raises(StateForbids, match="nothing left to give up"):
            journal.forget(1, "no")
        with pytest.raises(NoSuchJob):
            journal.forget(9, "no")
        with pytest.raises(NoSuchJob):
            journal.adopt(9, "t-9")
        with pytest.raises(NoSuchJob):
            journal.saved(9, "clip.mp4")
    assert unknown.states() == ["forgotten", "open"]


@pytest.mark.parametrize(
    ("troubles", "error", "state", "billed", "tries"),
    [
        (["no line"] * 4, NotSent, "unsent", False, 4),
        (["refused"], ProviderError, "refused", False, 1),
        (["lost"], OutcomeUnknown, "unknown", None, 1),
        (["mute"], OutcomeUnknown, "unknown", None, 1),
        (["busy"] * 4, ProviderError, "refused", False, 4),
    ],
)
def test_each_end_of_a_submit_is_written_down(
    desk: Desk, *, troubles: list[Trouble], error: type[Exception], state: str, billed: bool | None, tries: int
) -> None:
    desk.house.troubles = list(troubles)
    with pytest.raises(error) as raised:
        desk.submit()
    with desk.journal() as journal:
        (job,) = journal.jobs()
    assert (job.state, job.billed, job.tries, job.error) == (state, billed, tries, str(raised.value))
    assert job.answered is not None


def test_what_no_budget_allows_was_not_sent(desk: Desk) -> None:
    desk.budget = "0.10 EUR"
    with pytest.raises(BudgetExceeded):
        desk.submit()
    with desk.journal() as journal:
        (job,) = journal.jobs()
    assert (job.state, job.billed, job.sent, job.tries) == ("unsent", False, None, 0)


@pytest.mark.parametrize(
    ("status", "state", "billed"),
    [
        ("BROKEN", "failed", False),
        ("BARRED", "moderated", None),
        ("STOPPED", "cancelled", False),
        ("GONE", "expired", None),
    ],
)
def test_each_end_of_a_task_is_written_down(desk: Desk, *, status: str, state: str, billed: bool | None) -> None:
    desk.submit()
    desk.house.tasks[0].status = status
    assert not desk.resume().left
    with desk.journal() as journal:
        (job,) = journal.jobs()
    assert (job.state, job.status, job.billed, job.result) == (state, status, billed, None)
    assert job.ended is not None


def test_no_end_leads_back_and_every_doubt_can_be_ended() -> None:
    assert set(NEXT) == set(JobState)
    ends = {JobState.UNSENT, JobState.REFUSED, JobState.FAILED, JobState.MODERATED, JobState.CANCELLED, JobState.SAVED}
    assert {state for state in JobState if not NEXT[state]} == ends
    for state in UNFINISHED | IN_FLIGHT:
        assert JobState.FORGOTTEN in NEXT[state]
    for state, after in product(JobState, IN_FLIGHT):
        assert after not in NEXT[state] or state in IN_FLIGHT, "what was answered is not sent again"


def test_a_process_is_known_by_its_start_and_elsewhere_by_its_lease() -> None:
    here = me()
    assert lives(here, 0.0, now=1.0) is bool(here.started)
    assert not lives(Owner(here.host, here.pid, "another start"), 9.0, now=1.0)
    assert not lives(Owner(here.host, 2**22 + 1, here.started or "x"), 9.0, now=1.0)
    elsewhere = Owner("elsewhere", here.pid, here.started)
    assert lives(elsewhere, 9.0, now=1.0)
    assert not lives(elsewhere, 9.0, now=10.0)
    untold = Owner(here.host, here.pid, "")
    assert lives(untold, 9.0, now=1.0)
    assert not lives(untold, 9.0, now=10.0)
    assert not lives(Owner(here.host, 2**22 + 1, ""), 9.0, now=1.0)
