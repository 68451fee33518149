from contextlib import suppress

import httpx
from hypothesis import given, settings
from hypothesis import strategies as st

from callsheet_runtime import CallsheetError
from callsheet_runtime.reading import word
from runtime.acme import BUSY, CREATED, DONE, QUEUED, TICKET, Clip, Rig, Say, Timeline, TornSay, Wire, refusal


def answer(status: object, code: object, task: object) -> dict[str, object]:
    return {"code": code, "data": {"status": status, "code": code, "id": task}}


REPLIES = st.one_of(
    st.sampled_from(
        [
            CREATED,
            QUEUED,
            BUSY,
            DONE,
            TornSay(),
            httpx.ConnectError("refused"),
            httpx.ReadTimeout("slow"),
            httpx.InvalidURL("odd"),
            refusal(429, headers={"retry-after": "3"}),
            refusal(429, "NoMoney"),
            refusal(503, "Full"),
            refusal(200, "BadKey"),
            Say({"data": {"status": "GONE"}}),
            Say({"data": {"status": "DONE"}}),
        ]
    ),
    st.builds(
        Say,
        st.binary(max_size=20)
        | st.builds(
            answer,
            st.sampled_from(["QUEUED", "DONE", "BROKEN", "odd", 7, None]),
            st.sampled_from(["Filtered", "TooFast", "x", None, 12]),
            st.sampled_from(["t-1", 5, None]),
        ),
        st.sampled_from([200, 202, 302, 400, 401, 404, 408, 429, 500, 503]),
        st.sampled_from([{}, {"retry-after": "2"}, {"retry-after": "x"}]),
        st.sampled_from([0.0, 1.5, 70.0]),
    ),
)


def outcome(mode: str, script: list[Say | BaseException], deed: str) -> object:
    """All that can be seen of a run: result or error, calls, times, pauses."""
    line = Timeline()
    wire = Wire(line, *script)
    rig = Rig(mode=mode, wire=wire, line=line)
    end: object
    try:
        match deed:
            case "run":
                end = rig.run(Clip(), deadline=60)
            case "poll":
                end = rig.poll(TICKET)
            case "cancel":
                rig.cancel(TICKET)
                end = "cancelled"
            case _:
                end = rig.list()
    except CallsheetError as error:
        end = type(error), str(error), vars(error), error.sent, error.billed, error.repeatable
    calls = [(request.method, str(request.url), request.content) for request in wire.seen]
    return end, calls, wire.at, line.pauses


@settings(max_examples=150, deadline=None)
@given(st.lists(REPLIES, min_size=1, max_size=8), st.sampled_from(["run", "poll", "cancel", "list"]))
def test_both_drivers_come_to_the_same_end(script: list[Say | BaseException], deed: str) -> None:
    assert outcome("sync", script, deed) == outcome("async", script, deed)


@settings(max_examples=150, deadline=None)
@given(st.lists(REPLIES, min_size=1, max_size=8))
def test_no_sequence_of_answers_buys_twice(script: list[Say | BaseException]) -> None:
    line = Timeline()
    wire = Wire(line, *script)
    plain = list(wire.script)
    with suppress(CallsheetError):
        Rig(mode="sync", wire=wire, line=line).run(Clip(), deadline=60)
    sent = [plain[min(turn, len(plain) - 1)] for turn in range(wire.count("POST"))]
    assert sent
    # Whatever was answered before the last try did nothing, beyond doubt.
    assert all(harmless(reply) for reply in sent[:-1])
    assert len(sent) <= 4


def harmless(reply: Say | BaseException) -> bool:
    if isinstance(reply, BaseException):
        return isinstance(reply, (httpx.ConnectError, httpx.InvalidURL))
    if word(reply.body, "data.id") is not None:
        return False
    return reply.status == 429 or word(reply.body, "code") in {"TooFast", "Full"}
