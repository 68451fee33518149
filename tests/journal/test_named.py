"""A submission with a name of its own is sent once under it: whatever is asked for, with any key, come what may."""

from dataclasses import replace

import pytest

from callsheet_runtime import NotSent, OutcomeUnknown, ProviderError, StateForbids, Ticket
from callsheet_runtime.flows import submit
from callsheet_runtime.journal.plans import Wish
from journal.house import Desk, Doom, Killed
from runtime.acme import Clip


def named(desk: Desk, name: str, request: Clip | None = None, *, doom: Doom | None = None) -> Ticket:
    asked, wish = request or Clip(), Wish(label=name, told_by="name")
    return desk.do(
        lambda studio: studio.drive(submit(studio.endpoint, asked, studio.context(studio.endpoint), wish=wish)),
        doom=doom,
    )


def test_the_same_name_is_the_same_task_and_another_name_another_one(desk: Desk) -> None:
    first = named(desk, "a")
    assert named(desk, "a").task == first.task
    assert named(desk, "b").task != first.task
    assert desk.house.submits == 2


def test_a_name_stands_when_its_task_is_over_and_its_clip_saved(desk: Desk) -> None:
    first = named(desk, "a")
    desk.resume()
    with desk.journal() as journal:
        journal.saved(1, "clip.mp4")
    assert named(desk, "a").task == first.task
    assert desk.house.submits == 1


def test_a_name_stands_whichever_key_asks(desk: Desk) -> None:
    first = named(desk, "a")
    house = desk.house
    other = replace(desk, key="sk-acme-9876543210")
    other.house = house
    assert named(other, "a").task == first.task
    assert house.submits == 1


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_a_kill_at_any_step_sends_at_most_once(desk: Desk, step: int, when: str) -> None:
    with pytest.raises(Killed):
        named(desk, "a", doom=Doom(at=step, when="before" if when == "before" else "after"))
    sent = desk.house.submits
    if desk.states()[-1:] == ["sending"]:
        for _ in range(2):
            with pytest.raises(OutcomeUnknown, match="it is job 1 of the journal"):
                named(desk, "a")
        assert desk.house.submits == sent <= 1
        with desk.journal() as journal:
            journal.forget(1, "not in the console")
    named(desk, "a")
    assert desk.house.submits <= sent + 1
    assert desk.states().count("open") == 1


def test_another_request_of_the_same_name_is_not_sent(desk: Desk) -> None:
    named(desk, "a")
    with pytest.raises(StateForbids, match="another request, of the same name 'a'"):
        named(desk, "a", Clip(prompt="another"))
    assert desk.house.submits == 1


def test_what_was_refused_is_not_sent_again_under_its_name_where_it_may_be_billed(desk: Desk) -> None:
    desk.house.troubles = ["refused"]
    with pytest.raises(ProviderError):
        named(desk, "a")
    with desk.journal() as journal, journal.store.writing() as lines:
        lines.execute("UPDATE jobs SET billed = NULL")
    with pytest.raises(StateForbids, match="job 1 is refused") as caught:
        named(desk, "a")
    assert caught.value.billed is None
    assert desk.house.submits == 1


def test_what_was_refused_for_nothing_may_be_sent_under_its_name(desk: Desk) -> None:
    desk.house.troubles = ["refused"]
    with pytest.raises(ProviderError) as caught:
        named(desk, "a")
    assert caught.value.billed is False
    assert named(desk, "a", Clip(prompt="mended")).task == "t-1"


def test_what_never_left_may_be_sent_under_its_name(desk: Desk) -> None:
    desk.house.troubles = ["no line"] * 9
    with pytest.raises(NotSent):
        named(desk, "a")
    desk.house.troubles.clear()
    assert named(desk, "a").task == "t-1"
