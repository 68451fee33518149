"""What hooks are told of what a client was asked to do: that it begins, and how it ended."""

from collections.abc import Callable
from inspect import iscoroutinefunction, signature

import httpx
import pytest

from callsheet_runtime import (
    Activity,
    AsyncCalls,
    AsyncTasks,
    Calls,
    CallsheetError,
    Hooks,
    Outcome,
    OutcomeUnknown,
    RequestRefused,
    StillRunning,
    Tasks,
)
from runtime.acme import BUSY, CREATED, DONE, KEY, TICKET, TYPED, Clip, Say, StillClock, Studio, Timeline, Video, Wire

Do = Callable[[Tasks[Clip, Video]], object]


def told(do: Do, *script: Say | BaseException, wants: type[BaseException] | None = None) -> list[object]:
    """Do something with a client, and list what its hooks were told of it."""
    came: list[object] = []
    http = httpx.Client(transport=httpx.MockTransport(Wire(line := Timeline(), *script)))
    hooks = Hooks(on_begin=came.append, on_end=came.append)
    made = Tasks(Studio(key=KEY, http=http, clock=StillClock(line), hooks=hooks), TYPED)
    if wants:
        with pytest.raises(wants):
            do(made)
    else:
        do(made)
    return came


def pair(came: list[object]) -> tuple[Activity, Outcome]:
    # A part may have been told of in between, such as the wait of a run.
    begun, ended = came[0], came[-1]
    assert isinstance(begun, Activity)
    assert isinstance(ended, Outcome)
    assert ended.activity is begun
    return begun, ended


def test_a_submit_begins_without_a_task_and_ends_with_one() -> None:
    begun, ended = pair(told(lambda one: one.submit(Clip(model="m2")), CREATED))
    assert (begun.name, begun.endpoint, begun.provider, begun.server) == ("submit", "acme/clip", "acme", "north")
    assert (begun.model, begun.ticket) == ("m2", None)
    assert ended.ticket is not None
    assert (ended.ticket.task, ended.error) == ("t-1", None)


def test_a_wait_is_about_its_ticket() -> None:
    begun, ended = pair(told(lambda one: one.wait(TICKET), BUSY, DONE))
    assert (begun.ticket, ended.ticket, ended.error, ended.charged) == (TICKET, TICKET, None, ())


FAILING: dict[str, tuple[Do, tuple[Say | BaseException, ...], type[BaseException]]] = {
    "refused": (lambda one: one.submit(Clip(seconds=99)), (), RequestRefused),
    "lost": (lambda one: one.submit(request=Clip()), (httpx.ReadTimeout("slow"),), OutcomeUnknown),
    "late": (lambda one: one.wait(TICKET, deadline=0), (BUSY,), StillRunning),
    "late after all": (lambda one: one.run(Clip(), deadline=0), (CREATED, BUSY), StillRunning),
    "interrupted": (lambda one: one.submit(Clip()), (KeyboardInterrupt(),), KeyboardInterrupt),
    "nothing to fetch": (lambda one: one.download(Video(None), "clip.mp4"), (), ValueError),
}


@pytest.mark.parametrize("case", FAILING)
def test_whatever_is_raised_is_told(case: str) -> None:
    do, script, kind = FAILING[case]
    _, ended = pair(told(do, *script, wants=kind))
    assert isinstance(ended.error, kind)
    expected = ended.error.ticket if isinstance(ended.error, CallsheetError) else None
    assert ended.ticket == (expected or ended.activity.ticket)


def test_what_is_no_request_at_all_is_the_methods_matter() -> None:
    begun, ended = pair(told(lambda one: one.submit(None), wants=AttributeError))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert begun.model is None
    assert isinstance(ended.error, AttributeError)


def test_what_asks_nobody_is_not_told_of() -> None:
    assert told(lambda one: (one.validate(Clip()), one.estimate(Clip()), one.adopt("t"), one.expires_at(TICKET))) == []


@pytest.mark.parametrize("of", [Tasks, AsyncTasks, Calls, AsyncCalls])
def test_methods_keep_their_face(of: type[object]) -> None:
    named = [
        name for name in ("submit", "wait", "run", "poll", "download", "cancel", "list", "call") if hasattr(of, name)
    ]
    assert named
    for name in named:
        method = getattr(of, name)
        assert method.__doc__
        assert "self" in signature(method).parameters
        assert method.__qualname__ == f"{of.__name__}.{name}"
        assert iscoroutinefunction(method) is of.__name__.startswith("Async")
