"""What was shown of the specs: each kind of goal, seen and unseen, and nothing that was not shown."""

import json
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest

from callsheet.model.endpoint import Catalog, Endpoint
from callsheet.resolve.specs import load
from callsheet_clients.dashscope.validators import pixverse_t2v
from callsheet_contracts.coverage import (
    CannotMergeError,
    Collector,
    CoverageTransport,
    Degree,
    Kind,
    NoJournalError,
    NotThereError,
    Side,
    add_journal,
    fingerprint,
    measure,
    read_journal,
    replay,
    sections,
)
from callsheet_contracts.coverage.credits import Credits
from callsheet_contracts.coverage.replay import ways
from callsheet_contracts.coverage.wire import NotOnTheWireError, about, asking
from callsheet_contracts.obligations import Verdict, obligations
from callsheet_contracts.recordings import read
from callsheet_contracts.simulator import ManualClock, Simulator
from contracts.taping import LIVES, Entry, Tape, har, put, tape_of
from support.catalog import real, staged

ACME = staged()
T2V = "dashscope/pixverse-t2v"
SMALL = ("dashscope/pixverse-t2v", "pixverse/extend", "pixazo/c1-t2v")


def seen(tape: Tape, label: str = T2V) -> set[tuple[str, str, str]]:
    """Say what a tape shows of an endpoint."""
    collector = Collector(real())
    collector.add(read(har(tape), "tape.har"))
    return {(kind.value, name, side.value) for kind, name, side in collector.answered.get(label, {})}


def t2v(**parameters: object) -> Tape:
    """Create a task, with other parameters than usual."""
    tape = tape_of("dashscope")[:1]
    for name, value in parameters.items():
        put(tape[0].body, f"parameters.{name}", value)
    return tape


def refused(tape: Tape, status: int = 400, code: str = "InvalidParameter") -> Tape:
    tape[0].status, tape[0].answer = status, {"code": code, "message": "No.", "request_id": "r"}
    return tape


# All that can be shown is shown, and counted as that.


@pytest.mark.parametrize("label", SMALL)
def test_all_obligations_and_lives_show_all_there_is(label: str) -> None:
    provider = label.partition("/")[0]
    catalog = Catalog(tuple(one for one in real().providers if one.name == provider))
    found = measure(replay(catalog, only=label).collector, only=[label])
    assert [(one.goal.kind.value, one.goal.name, one.missing) for part in found.parts for one in part.missing] == []
    assert found.share().percent == 100
    assert {one.goal.kind for part in found.parts for one in part.standings} > {Kind.VALUE, Kind.STATE, Kind.TRANSITION}


@pytest.fixture(scope="module")
def everything() -> Collector:
    """An invented provider, gone through as a whole."""
    return replay(ACME).collector


def test_an_invented_provider_is_shown_as_well(everything: Collector) -> None:
    found = measure(everything)
    gaps = [(part.section.label, one.goal.name) for part in found.parts for one in part.missing]
    assert gaps == [], "what the simulator cannot show is to be known"
    assert found.exchanges == everything.exchanges > 100


@pytest.mark.parametrize("kind", [one for one in Kind if one is not Kind.EVENT])
def test_each_kind_is_seen_and_unseen(everything: Collector, kind: Kind) -> None:
    nothing, all_of_it = Collector(ACME), measure(everything)
    before = measure(nothing, only=["acme"], examples=False).share(kind)
    if kind is Kind.RULE:
        assert (before.of, all_of_it.share(kind).of) == (0, 0), "it has none"
        return
    assert before.seen == 0 < before.of
    assert all_of_it.share(kind).percent == 100


def test_events_are_seen_where_they_arrive() -> None:
    collector, name = Collector(real()), "dashscope"
    webhook = next(one for one in real().providers if one.name == name).webhooks[0]
    body: dict[str, Any] = {}
    inner = body
    for key in webhook.event.status[:-1]:
        inner = inner.setdefault(key, {})
    inner[webhook.event.status[-1]] = "SUCCEEDED"
    collector.event(name, body)
    collector.event(name, {"nothing": "in it"})
    assert collector.answered == {f"{name}/{webhook.name}": {(Kind.EVENT, "SUCCEEDED", Side.SEEN): 1}}


# Of each goal, what shows it and what does not.


def test_a_call_shows_what_was_accepted() -> None:
    found = seen(t2v(watermark=True))
    assert {
        ("endpoints", "submit", "answered"),
        ("parameters", "/parameters/size", "accepted"),
        ("values", "/parameters/size = 1280*720", "accepted"),
        ("values", "/parameters/watermark = true", "accepted"),
        ("states", "PENDING", "seen"),
        ("rules", "eight-ratios", "kept"),
    } <= found
    assert not any(
        kind in {"bounds", "required", "transitions"} or side in {"refused", "broken"} for kind, _, side in found
    )


def test_a_bound_has_two_sides_and_far_off_is_neither() -> None:
    high = "/parameters/duration ≤ 15"
    assert ("bounds", high, "at it") in seen(t2v(duration=15))
    assert ("bounds", high, "at it") not in seen(t2v(duration=14))
    assert ("bounds", high, "beyond it") in seen(refused(t2v(duration=16)))
    for far in (17, 99, -1, "16"):
        assert ("bounds", high, "beyond it") not in seen(refused(t2v(duration=far)))


def test_a_value_of_no_table_is_not_that_of_another() -> None:
    found = seen(refused(t2v(size="999*999")))
    assert found == {("values", "/parameters/size = anything else", "refused")}


@pytest.mark.parametrize(
    ("status", "code"),
    [(429, "Throttling"), (400, "DataInspectionFailed"), (403, "AccessDenied"), (500, "InternalError"), (503, "")],
)
def test_a_refusal_for_another_reason_shows_nothing(status: int, code: str) -> None:
    assert seen(refused(t2v(duration=16), status, code)) == set()


def test_of_two_mistakes_nobody_knows_which_was_the_reason() -> None:
    assert seen(refused(t2v(duration=16, size="999*999"))) == set()


def test_a_missing_header_may_have_been_the_reason() -> None:
    tape = refused(t2v(duration=16))
    del tape[0].headers["X-DashScope-Async"]
    assert seen(tape) == set()


def test_what_is_refused_shows_none_of_its_values() -> None:
    assert seen(refused(t2v())) == set()


def test_what_is_wrong_and_accepted_all_the_same_shows_no_value() -> None:
    found = seen(t2v(size="999*999"))
    assert ("endpoints", "submit", "answered") in found
    assert not any(kind in {"values", "parameters", "bounds", "rules"} for kind, _, _ in found)


def test_left_out_is_not_null() -> None:
    without, null = t2v(size=...), t2v(size=None)
    assert seen(refused(without)) == {("required", "/parameters/size", "refused")}
    assert seen(refused(null)) == set()


def test_a_rule_is_kept_only_by_what_it_asks_for() -> None:
    rule = "shot-type-is-for-v6"
    assert ("rules", rule, "kept") in seen(t2v()), "it asks for nothing to be there"
    durations = "v56-1080p-durations"
    assert ("rules", durations, "kept") not in seen(t2v())
    tape = t2v(size="1920*1080", duration=8)
    put(tape[0].body, "model", "pixverse/pixverse-v5.6-t2v")
    assert ("rules", durations, "kept") in seen(tape)
    put(tape[0].body, "parameters.duration", 10)
    assert seen(refused(tape)) == {("rules", durations, "broken")}


def test_a_step_is_seen_from_one_state_to_the_next() -> None:
    tape = tape_of("dashscope")
    steps = {name for kind, name, _ in seen(tape) if kind == "transitions"}
    assert steps == {"PENDING → RUNNING", "RUNNING → SUCCEEDED"}
    del tape[1:3]
    assert {name for kind, name, _ in seen(tape) if kind == "transitions"} == set(), "what lies between was not seen"
    states = {name for kind, name, _ in seen(tape) if kind == "states"}
    assert states == {"PENDING", "SUCCEEDED"}


def test_no_step_goes_back() -> None:
    tape = tape_of("dashscope")
    tape[1].seconds, tape[2].seconds = tape[2].seconds, tape[1].seconds
    assert {name for kind, name, _ in seen(tape) if kind == "transitions"} == {"PENDING → RUNNING"}


def test_errors_are_those_of_the_table() -> None:
    assert ("errors", "Throttling", "seen") in seen(refused(t2v(), 429, "Throttling"), "dashscope")
    assert seen(refused(t2v(), 418, "NoSuchCode"), "dashscope") == set()


def test_a_stranger_shows_nothing() -> None:
    collector = Collector(real())
    collector.add(read(har([Entry("GET", "https://elsewhere.example/", {}, 0)]), "x.har"))
    assert (collector.answered, collector.exchanges) == ({}, 0)


@pytest.mark.parametrize("endpoint", [one for _, one in ACME], ids=lambda one: one.name)
def test_an_accepted_obligation_shows_nothing_refused(endpoint: Endpoint) -> None:
    credits_ = Credits(endpoint)
    for one in obligations(endpoint):
        if one.verdict is Verdict.ACCEPTED:
            sides = {side for _, _, side in credits_.of(one.kept, (), accepted=True)}
            assert sides <= {Side.ACCEPTED, Side.AT, Side.KEPT}


# Gaps, and what is out of reach.


def test_a_gap_names_the_request_that_closes_it() -> None:
    collector = Collector(real())
    (part,) = measure(collector, only=[T2V]).parts
    gap = next(one for one in part.of(Kind.BOUND) if one.goal.name == "/parameters/duration ≤ 15")
    assert (gap.degree, gap.missing) == (Degree.NONE, (Side.AT, Side.BEYOND))
    assert [gap.examples[side].label for side in gap.missing] == [
        "/parameters/duration = 15",
        "/parameters/duration = 16",
    ]
    assert all(one.examples for one in part.missing if one.goal.kind is Kind.RULE)


def test_half_a_goal() -> None:
    collector = Collector(real())
    collector.add(read(har(t2v(duration=15)), "x.har"))
    (part,) = measure(collector, only=[T2V], examples=False).parts
    half = next(one for one in part.of(Kind.BOUND) if one.goal.name == "/parameters/duration ≤ 15")
    assert (half.degree, half.share.seen, half.share.of) == (Degree.HALF, 1, 2)


def test_what_no_request_shows_alone_is_told_and_not_counted() -> None:
    label = "dashscope/happyhorse-t2v"
    (part,) = measure(Collector(real()), only=[label]).parts
    out = [one for one in part.standings if one.unreachable]
    assert [(one.goal.name, dict(one.unreachable)) for one in out] == [
        ("/input/prompt ≤ 5000 characters", {Side.BEYOND: "breaks prompt-is-cut as well, always"})
    ]
    assert out[0].share.of == 1


def test_a_request_that_fits_several_endpoints_shows_all_of_them() -> None:
    """Where two endpoints share a call, a request for the one is often right for the other."""
    tape = tape_of("pixverse")
    tape[0].url = tape[0].url.replace("text", "img")
    tape[0].body = {"img_id": 1, "model": "v5", "prompt": "x", "duration": 5, "quality": "540p", "template_id": 7}
    for label in ("pixverse/image-to-video", "pixverse/template-video"):
        assert ("endpoints", "submit", "answered") in seen(tape, label)
        assert ("states", "1", "seen") in seen(tape, label)


def test_a_name_that_there_is_not() -> None:
    with pytest.raises(NotThereError, match=r"no 'acme/none': there are acme, acme/long-clip"):
        measure(Collector(ACME), only=["acme/none"])


# Counts of several processes.


def test_parts_merged_are_the_whole() -> None:
    whole, parts = Collector(real()), [Collector(real()) for _ in LIVES]
    for part, name in zip(parts, LIVES, strict=True):
        recording = read(har(tape_of(name)), f"{name}.har")
        whole.add(recording, recording)
        part.add(recording)
    merged = Collector.from_json(parts[0].to_json(), real())
    for part in parts[1:]:
        merged.merge(part)
    for part in parts:
        merged.merge_json(part.to_json())
    assert json.loads(merged.to_json()) == json.loads(whole.to_json())
    assert merged.to_json() == whole.to_json()


def _altered(change: Callable[[Any], object]) -> str:
    collector = Collector(ACME)
    collector.add(())
    collector.answered["acme/short-clip"] = {(Kind.ENDPOINT, "submit", Side.ANSWERED): 1}
    whole = json.loads(collector.to_json())
    change(whole)
    return json.dumps(whole)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "cannot be read as coverage"),
        ("[]", "an object is missing"),
        ("{}", "holds no coverage"),
        (_altered(lambda one: one.update(version=2)), "of version 2, and this callsheet reads version 1"),
        (_altered(lambda one: one["providers"]["acme"].update(specs="0")), "acme: it counts what other specs say"),
        (_altered(lambda one: one["providers"].update(other=one["providers"].pop("acme"))), "there are no specs here"),
        (_altered(lambda one: one["providers"]["acme"]["answered"].update(nobody={})), ""),
        (
            _altered(lambda one: one["providers"]["acme"]["answered"].update(nobody={"states": {"1": {"seen": 1}}})),
            "nobody has no goal '1'",
        ),
        (_altered(lambda one: one.update(exchanges=-1)), "a count is missing"),
        (_altered(lambda one: one["providers"]["acme"].pop("validated")), "cannot be read"),
    ],
)
def test_what_cannot_be_merged_says_why_and_changes_nothing(text: str, words: str) -> None:
    collector = Collector(ACME)
    before = collector.to_json()
    if not words:
        collector.merge_json(text)
        return
    with pytest.raises(CannotMergeError, match=words):
        collector.merge_json(text, "part.json")
    assert collector.to_json() == before


def test_other_specs_have_another_fingerprint() -> None:
    acme, others = ACME.providers[0], real().providers
    assert len({fingerprint(one) for one in (acme, *others)}) == 1 + len(others)
    assert fingerprint(acme) == fingerprint(load(Path(__file__).parent / "specs").compile().providers[0])


# Where exchanges come from.


def test_a_client_on_its_way_and_the_journal_show_the_same() -> None:
    simulator = Simulator(ACME, clock=ManualClock(), by="polls", seed=1)
    provider = ACME.providers[0]
    endpoint = next(one for one in provider.tasks if one.name == "short-clip")
    live, written = Collector(ACME), Collector(ACME)
    with httpx.Client(transport=CoverageTransport(simulator.transport("acme"), live.take)) as http:
        answer = http.send(asking(provider, endpoint, {"engine": "quick", "words": "Hello."}))
        http.send(asking(provider, endpoint, {"engine": "quick", "words": "x" * 21}))
        task = answer.json()["Resp"]["clip_id"]
        for _ in range(3):
            http.send(about(provider, endpoint, endpoint.protocol.poll, str(task)))
    data = json.dumps({"entries": [one.as_json() for one in simulator.journal]}).encode()
    add_journal(written, read_journal(data, "journal.json"))
    assert json.loads(data)["entries"] == [one.as_json() for one in read_journal(data, "journal.json")]
    assert written.answered == live.answered
    assert (Kind.BOUND, "/words ≤ 20 characters", Side.BEYOND) in live.answered["acme/short-clip"]
    assert (Kind.STATE, "1", Side.SEEN) in live.answered["acme/short-clip"]
    assert written.exchanges == live.exchanges == 5


def test_a_call_without_an_answer_is_taken_down_as_well() -> None:
    def lost(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("too slow", request=request)

    taken: list[object] = []
    with (
        httpx.Client(transport=CoverageTransport(httpx.MockTransport(lost), taken.append)) as http,
        pytest.raises(httpx.ReadTimeout),
    ):
        http.get("https://acme.example/open/v2/clips")
    assert [getattr(one, "response", 0) for one in taken] == [None]


@pytest.mark.parametrize("data", [b"[]", b"{", b'{"entries": [1]}', b'{"entries": [{"at": "now"}]}'])
def test_what_is_no_journal_says_so(data: bytes) -> None:
    with pytest.raises(NoJournalError, match=r"^some\.json"):
        read_journal(data, "some.json")


def test_a_validator_is_counted_apart() -> None:
    collector = Collector(real())
    validate = collector.watching(T2V, pixverse_t2v.validate)
    body: Any = t2v(duration=15)[0].body
    assert validate(body) == []
    put(body, "parameters.duration", 16)
    assert [one.rule.name for one in validate(body)] == ["duration.range"]
    assert collector.answered == {}
    name = "/parameters/duration ≤ 15"
    for validated, degree in ((True, Degree.FULL), (False, Degree.NONE)):
        (part,) = measure(collector, only=[T2V], validated=validated, examples=False).parts
        assert next(one.degree for one in part.standings if one.goal.name == name) is degree
    with pytest.raises(KeyError):
        collector.validation("acme/none", {}, [])


def test_what_no_call_can_carry_says_so() -> None:
    provider = next(one for one in real().providers if one.name == "pixverse")
    endpoint = next(one for one in provider.calls if one.name == "video-status")
    for document in ({}, {"$path": 7}):
        with pytest.raises(NotOnTheWireError):
            asking(provider, endpoint, document)


def test_ways_take_every_step() -> None:
    for provider in real().providers:
        machine = provider.tasks[0].protocol.machine
        taken = {(one.name, two.name) for way in ways(machine) for one, two in pairwise(way)}
        assert taken == {(one.name, name) for one in machine.states for name in one.next}


def test_goals_are_unlike_each_other() -> None:
    for provider in (*real().providers, *ACME.providers):
        for section in sections(provider):
            names = [(one.kind, one.name) for one in section.goals]
            assert len(set(names)) == len(names), section.label


def test_collecting_loads_no_client_no_engine_and_no_templates() -> None:
    program = "import sys; from callsheet_contracts.coverage import Collector; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert "callsheet_contracts.coverage.collector" in loaded
    assert not {"httpx", "hypothesis", "jinja2", "starlette", "uvicorn"} & set(loaded)
