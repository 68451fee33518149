"""Whatever step a process is killed at: what was created is found and finished, and nothing is bought twice."""

from itertools import count
from pathlib import Path

import pytest

from callsheet_runtime import CallsheetError, OutcomeUnknown
from journal.house import BLIND, Desk, Doom, Killed, Trouble
from runtime.acme import Clip

HOUR = 3600.0
TROUBLES: list[tuple[str, list[Trouble]]] = [
    ("sync", []),
    ("sync", ["busy"]),
    ("sync", ["taken and lost"]),
    ("sync", ["lost"]),
    ("sync", ["mute"]),
    ("sync", ["no line"]),
    ("sync", ["refused"]),
    ("async", []),
    ("async", ["busy"]),
    ("async", ["taken and lost"]),
]
"""What goes wrong besides the kill. The flow is the same for both drivers: the awaiting one is killed in fewer ways."""


@pytest.mark.parametrize(("mode", "troubles"), TROUBLES)
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_kill_at_any_step_loses_no_clip_and_buys_none_twice(
    tmp_path: Path, mode: str, when: str, troubles: list[Trouble]
) -> None:
    for step in count(1):
        fresh = Desk(mode=mode, path=tmp_path / f"{step}.db")
        fresh.house.troubles = list(troubles)
        doom = Doom(at=step, when="before" if when == "before" else "after")
        killed = False
        try:
            fresh.run(doom=doom)
        except Killed:
            killed = True
        except CallsheetError:
            pass
        _finish(fresh, f"killed {when} step {step}")
        if not killed:
            break
    else:
        raise AssertionError("unreachable")
    assert step > 4, "there were steps to be killed at"


def _finish(desk: Desk, how: str) -> None:
    """Do what one does after a crash: resume, and run the same script again."""
    created = len(desk.house.tasks)
    left = desk.resume().left
    assert len(desk.house.tasks) == created, f"{how}: to resume submits nothing"
    if left:
        # No task is listed, and only time tells that none will be.
        assert created == 0, how
        with pytest.raises(OutcomeUnknown):
            desk.run()
        assert len(desk.house.tasks) == 0, f"{how}: an unknown outcome is not sent again"
        desk.line.seconds += HOUR
        assert not desk.resume().left, how
    desk.house.troubles.clear()
    video = desk.run()
    assert video.url == "https://cdn.acme.test/t-1.mp4", how
    assert len(desk.house.tasks) == 1, f"{how}: one clip was asked for and {len(desk.house.tasks)} were made"
    assert [state for state in desk.states() if state not in {"unsent", "refused"}] == ["succeeded"], how


def test_where_nothing_is_listed_a_kill_while_sending_is_left_for_a_person(desk: Desk) -> None:
    desk.endpoint = BLIND
    with pytest.raises(Killed):
        desk.run(doom=Doom(at=3, when="after"))  # planned, sending, and then the call itself
    assert desk.states() == ["sending"]
    (left,) = desk.resume().left
    assert not left.later
    assert "lists no tasks" in left.why
    with pytest.raises(OutcomeUnknown, match="job 1 of the journal"):
        desk.run()
    with desk.journal() as journal:
        journal.adopt(1, "t-1")
    assert desk.run().url == "https://cdn.acme.test/t-1.mp4"
    assert desk.house.submits == 1


@pytest.mark.parametrize("interrupt", [KeyboardInterrupt(), RuntimeError("odd")])
def test_an_interrupt_while_sending_is_written_down(desk: Desk, interrupt: BaseException) -> None:
    desk.house.interrupt = interrupt
    with pytest.raises(type(interrupt)):
        desk.submit()
    with desk.journal() as journal:
        (job,) = journal.jobs(state="unknown")
    assert type(interrupt).__name__ in job.error
    assert job.billed is None


def test_clips_of_a_batch_survive_a_crash(desk: Desk) -> None:
    for position in range(3):
        desk.submit(Clip(prompt=f"clip {position}"), label="film", position=position)
    done = desk.resume(label="film")
    assert [(job.position, job.state) for job in done.succeeded] == [(n, "succeeded") for n in range(3)]
    assert desk.house.submits == 3
