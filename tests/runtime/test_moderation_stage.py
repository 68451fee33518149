"""What moderation refused, and whether it is charged: as the code says, else as the state does, else unknown."""

import pickle
from dataclasses import replace

import pytest

from callsheet_runtime import (
    Budget,
    Category,
    ContentRefused,
    Endpoint,
    KnownError,
    Meaning,
    Moderated,
    OutcomeUnknown,
    Refund,
    Stage,
    State,
    TaskModerated,
)
from runtime.acme import CREATED, PROTOCOL, TYPED, Clip, Say, Video, refusal
from runtime.conftest import MakeRig

INPUT, OUTPUT, UNKNOWN = Stage.INPUT, Stage.OUTPUT, Stage.UNKNOWN
_STATES = {
    **PROTOCOL.machine.states,
    "BARRED": State(means=Meaning.REFUSED, billed=True, stage=OUTPUT),
    "HELD": State(means=Meaning.REFUSED),
}
_KNOWN = {
    **PROTOCOL.known,
    "BadPrompt": KnownError(category=Category.MODERATION, billed=False, stage=INPUT),
    "Kept": KnownError(category=Category.MODERATION, billed=True),
    "Down": KnownError(category=Category.SERVER, billed=False),
}
TOLD: Endpoint[Clip, Video] = replace(
    TYPED, protocol=replace(PROTOCOL, machine=replace(PROTOCOL.machine, states=_STATES), known=_KNOWN)
)


@pytest.mark.parametrize("status", [200, 400, 409, 500], ids=str)
def test_a_code_that_a_page_calls_free_gives_the_money_back_at_once(rig: MakeRig, status: int) -> None:
    budget = Budget(1, "EUR")
    here = rig(refusal(status, "BadPrompt", "no"), endpoint=TOLD, budget=budget)
    with pytest.raises(ContentRefused) as caught:
        here.submit(Clip())
    assert (caught.value.stage, caught.value.refund, caught.value.repeatable) == (INPUT, Refund.REFUNDED, False)
    assert budget.left == 1
    assert len(here.wire.seen) == 1


def test_a_code_that_a_page_calls_charged_keeps_it(rig: MakeRig) -> None:
    budget = Budget(1, "EUR")
    with pytest.raises(ContentRefused) as caught:
        rig(refusal(400, "Kept"), endpoint=TOLD, budget=budget).submit(Clip())
    assert (caught.value.stage, caught.value.refund) == (UNKNOWN, Refund.CHARGED)
    assert budget.left < 1


def test_a_code_that_no_page_explains_further_stays_unknown(rig: MakeRig) -> None:
    with pytest.raises(ContentRefused) as caught:
        rig(refusal(400, "Filtered"), endpoint=TOLD).submit(Clip())
    assert (caught.value.stage, caught.value.refund) == (UNKNOWN, Refund.UNKNOWN)


@pytest.mark.parametrize("code", ["Filtered", "Kept", "Down"])
def test_no_other_500_becomes_a_plain_no(rig: MakeRig, code: str) -> None:
    with pytest.raises(OutcomeUnknown):
        rig(refusal(500, code), endpoint=TOLD).submit(Clip())


@pytest.mark.parametrize(
    ("status", "code", "stage", "refund"),
    [
        ("BARRED", "", OUTPUT, Refund.CHARGED),
        ("BARRED", "BadPrompt", INPUT, Refund.CHARGED),
        ("HELD", "", UNKNOWN, Refund.UNKNOWN),
        ("HELD", "BadPrompt", INPUT, Refund.REFUNDED),
        ("HELD", "Kept", UNKNOWN, Refund.CHARGED),
        ("BROKEN", "BadPrompt", INPUT, Refund.REFUNDED),
        ("BROKEN", "Filtered", UNKNOWN, Refund.REFUNDED),
    ],
)
def test_at_the_end_the_state_says_what_is_charged_and_the_code_what_was_refused(
    rig: MakeRig, status: str, code: str, stage: Stage, refund: Refund
) -> None:
    ended = Say({"data": {"status": status, "code": code}})
    with pytest.raises(Moderated) as caught:
        rig(CREATED, ended, endpoint=TOLD).run(Clip())
    assert isinstance(caught.value, TaskModerated)
    assert (caught.value.stage, caught.value.refund) == (stage, refund)
    again = pickle.loads(pickle.dumps(caught.value))
    assert (again.stage, again.refund, again.ticket) == (stage, refund, caught.value.ticket)
