"""What is unknown can be looked for without waiting for what is open: others may be at that."""

from callsheet_runtime import OutcomeUnknown, Resumed
from callsheet_runtime.flows.resuming import reconcile
from journal.house import Desk
from runtime.acme import Clip


def look(desk: Desk) -> Resumed:
    return desk.do(lambda studio: studio.drive(reconcile({studio.endpoint.name: studio.endpoint}, studio.context)))


def test_the_unknown_is_found_and_the_open_left_alone(desk: Desk) -> None:
    desk.house.troubles = ["taken and lost"]
    try:
        desk.submit()
    except OutcomeUnknown:
        desk.submit(Clip(prompt="a dog"))
    assert desk.states() == ["unknown", "open"]
    # A task is compared once it is over; the other one would be seen to be, if it were looked at.
    desk.house.tasks[0].status = "DONE"
    desk.house.tasks[1].status = "DONE"
    found = look(desk)
    assert [(job.id, job.task, job.state.value) for job in found.jobs] == [(1, "t-1", "open")]
    assert found.left == ()
    assert desk.states() == ["open", "open"]


def test_what_cannot_be_known_is_left(desk: Desk) -> None:
    desk.house.troubles = ["lost"]
    try:
        desk.submit()
    except OutcomeUnknown:
        (left,) = look(desk).left
        assert left.job.id == 1
        assert left.later
    assert desk.states() == ["unknown"]
