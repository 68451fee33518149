"""What a probe sends, in which order, how little of it, and what it never sends."""

import json
import re
import shlex
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import cast

import httpx
import pytest

from callsheet.model.endpoint import Catalog, TaskEndpoint
from callsheet_contracts.conformance import conform
from callsheet_contracts.conformance.law import Law
from callsheet_contracts.obligations import Duty, Verdict, obligations
from callsheet_contracts.probe import CannotProbe, Choices, Expected, Report, State, probe
from callsheet_contracts.probe.curl import curl
from callsheet_contracts.probe.hosts import check_host
from callsheet_contracts.probe.packing import packed
from callsheet_contracts.probe.plan import PLAINEST, Plan, plan
from callsheet_contracts.probe.prices import prices_of
from callsheet_contracts.probe.saving import as_har
from callsheet_contracts.recordings import read
from callsheet_contracts.simulator import ManualClock, Simulator
from contracts.probe.server_faults import BASE
from support.catalog import real

NAME = "pixverse/image-template"
"""An endpoint of few duties, with a task."""
TEXT = "pixverse/mimic"
RIGHT = "the-right-key"
ELSEWHERE = "https://gateway.example"
Handle = Callable[[httpx.Request], httpx.Response]


class Simulated(httpx.BaseTransport):
    """Leads to a simulator, past somebody who may answer in its place."""

    def __init__(self, name: str, clock: ManualClock, before: Callable[[httpx.Request], httpx.Response | None]) -> None:
        simulator = Simulator(
            real(), providers=[name.partition("/")[0]], clock=clock, task_seconds=2, seed=7, key=RIGHT
        )
        self._inner, self._before = simulator.transport(name.partition("/")[0]), before
        self.seen: list[httpx.Request] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.seen.append(request)
        return self._before(request) or self._inner.handle_request(request)


def nobody(_: httpx.Request) -> None:
    return None


def run(
    choices: Choices | None = None,
    name: str = NAME,
    base: str = BASE,
    before: Callable[[httpx.Request], httpx.Response | None] = nobody,
    cost: Decimal | None = Decimal(1),
) -> tuple[Report, list[httpx.Request]]:
    clock = ManualClock()
    transport = Simulated(name, clock, before)
    chosen = replace(choices or Choices(), key=RIGHT)
    report = probe(
        real(),
        name,
        base,
        choices=chosen,
        pricing=lambda _: cost,
        transport=transport,
        sleep=clock.advance,
        now=lambda: clock.now().timestamp(),
    )
    return report, transport.seen


@cache
def usual() -> tuple[Report, list[httpx.Request]]:
    return run()


def sent(requests: list[httpx.Request]) -> list[tuple[str, str, dict[str, str], bytes]]:
    return [(one.method, str(one.url), dict(one.headers), one.content) for one in requests]


# ── the same, and little of it ──


def test_twice_is_the_same() -> None:
    first, again = usual(), run()
    assert sent(first[1]) == sent(again[1])
    assert first[0].outcomes == again[0].outcomes
    assert first[0].recording == again[0].recording


def test_every_case_has_an_id_of_its_own_that_does_not_change() -> None:
    cases = [one.case for one in usual()[0].outcomes]
    assert len({one.id for one in cases}) == len(cases)
    assert all(re.fullmatch("[0-9a-f]{6,}", one.id) for one in cases)
    exhaustive = {one.case.label: one.case.id for one in run(Choices(exhaustive=True))[0].outcomes}
    assert all(exhaustive[one.label] == one.id for one in cases if not one.label.startswith("together"))


def test_the_flagship_takes_two_hundred_requests() -> None:
    report, requests = run(name="dashscope/pixverse-t2v")
    assert report.findings == ()
    assert len(requests) == report.requests <= 200
    assert report.count(State.PASSED) > 280


def test_every_duty_is_sent_or_said_to_be_left() -> None:
    found = real().find(NAME)
    assert found is not None
    near = [one for _, one in real() if one.KIND != "webhook"]
    labels = {one.label for one in obligations(found[1], near=near)}
    assert labels <= {one.case.label for one in usual()[0].outcomes}
    everything, requests = run(Choices(exhaustive=True))
    assert everything.count(State.LEFT) == 0
    assert len(requests) > len(usual()[1])


def test_packs_show_every_duty_by_requests_that_are_right() -> None:
    law = Law(real())
    for name in ("dashscope/happyhorse-t2v", "pixazo/v6-i2v", "pixverse/modify"):
        endpoint = cast("tuple[object, TaskEndpoint]", real().find(name))[1]
        judge = law.requests(endpoint).judge
        wanted = [one for one in obligations(endpoint) if one.verdict is Verdict.ACCEPTED]
        packs = packed(endpoint, wanted, lambda body, judge=judge: not judge(body))  # type: ignore[misc]
        assert sorted(one.label for pack in packs for one in pack.shows) == sorted(one.label for one in wanted)
        assert all(not judge(pack.document) for pack in packs)
        for pack in packs:
            for one in pack.shows:
                if one.duty in {Duty.ENUM_VALUE, Duty.BOUND, Duty.NEIGHBOUR} and "/0/" not in f"{one.place}/":
                    keys = one.place.split("/")[1:]
                    assert look(pack.document, keys) == look(one.kept, keys) or "items" in one.label, one.label


def planned(name: str) -> Plan:
    found = real().find(name)
    assert found is not None
    return plan(*found, Law(real()), near=[one for _, one in real()])


def look(body: object, keys: list[str]) -> object:
    for key in keys:
        body = cast("dict[str, object]", body).get(key) if isinstance(body, dict) else None
    return body


# ── what is found ──


def refuse(when: Callable[[dict[str, object]], bool]) -> Callable[[httpx.Request], httpx.Response | None]:
    """Refuse requests that look like something."""

    def before(request: httpx.Request) -> httpx.Response | None:
        if request.method != "POST" or not request.content.startswith(b"{"):
            return None
        fits = when(cast("dict[str, object]", json.loads(request.content)))
        return httpx.Response(400, json={"ErrCode": 400017, "ErrMsg": "Invalid parameter"}) if fits else None

    return before


def test_of_what_is_refused_together_the_one_to_blame_is_named() -> None:
    report, _ = run(
        name="pixverse/lip-sync", before=refuse(lambda body: len(str(body.get("lip_sync_tts_content"))) == 200)
    )
    one = report.findings[0]
    assert len(report.failures()) == 1
    assert (one.outcome.code, one.case.constraint) == ("valid-but-refused", "lip_sync_tts_content.length")
    assert "of 200 characters" in one.case.label
    assert one.case.expected is Expected.ACCEPTED


def test_what_is_refused_together_only_is_a_finding_as_well() -> None:
    bundle = next(
        one for one in planned(TEXT).bundles if one.together.document not in [two.document for two in one.alone]
    )
    report, _ = run(name=TEXT, before=refuse(lambda body: body == bundle.together.document))
    assert [(one.outcome.code, one.case.id) for one in report.failures()] == [("valid-but-refused", bundle.together.id)]
    assert "accepted alone" in report.findings[0].outcome.advice


def test_a_value_of_the_plainest_request_that_is_refused_is_named() -> None:
    quality = look(planned(TEXT).plainest.document, ["quality"])
    report, _ = run(name=TEXT, before=refuse(lambda body: body.get("quality") == quality))
    assert [one.case.constraint for one in report.failures()] == ["quality.values"]
    assert PLAINEST in [one.label for one in report.failures()[0].also]


def test_a_server_that_takes_nothing_is_asked_no_further() -> None:
    report, requests = run(name=TEXT, before=refuse(lambda _: True))
    assert report.blocked
    assert not report.passes()
    assert len(requests) < 10
    assert report.count(State.LEFT) > 30


def test_a_crash_is_a_finding() -> None:
    def crash(request: httpx.Request) -> httpx.Response | None:
        is_wrong = request.method == "POST" and b'"img_ids"' not in request.content
        return httpx.Response(500, text="<h1>oops</h1>") if is_wrong else None

    report, _ = run(before=crash)
    found = {(one.outcome.code, one.case.constraint) for one in report.failures()}
    assert ("refused-otherwise", "img_ids.required") in found


def test_an_answer_that_does_not_come_is_a_finding() -> None:
    def hang_up(request: httpx.Request) -> httpx.Response | None:
        if request.content in {b"[]", b"true"}:
            raise httpx.ReadError("gone", request=request)
        return None

    report, requests = run(before=hang_up)
    assert [(one.outcome.code, one.case.constraint) for one in report.failures()] == [("answer-missing", "body.type")]
    assert report.requests == len(requests)


def test_too_many_calls_is_no_answer_and_is_asked_again() -> None:
    told: list[str] = []

    def busy(request: httpx.Request) -> httpx.Response | None:
        if request.content != b"true" or len(told) == 2:
            return None
        told.append("busy")
        return httpx.Response(200, json={"ErrCode": 500044, "ErrMsg": "busy"}, headers={"Retry-After": "3"})

    report, _ = run(before=busy)
    assert told == ["busy", "busy"]
    assert report.findings == ()


# ── one case again ──


def test_one_case_is_sent_alone() -> None:
    whole = usual()[0]
    case = next(one.case for one in whole.outcomes if one.case.label == "/template_id missing")
    report, requests = run(Choices(only=(case.id,)))
    assert [one.case for one in report.outcomes] == [case]
    assert len(requests) == 1
    assert case.wire is not None
    assert requests[0].content == case.wire.content


def test_a_law_needs_all_calls_and_is_told_alone() -> None:
    case = next(one.case for one in usual()[0].outcomes if one.case.constraint == "terminal-left")
    report, requests = run(Choices(only=(case.id,)))
    assert [one.case.id for one in report.outcomes] == [case.id]
    assert len(requests) == usual()[0].requests


def test_an_id_that_is_nobodys_is_said_to_be() -> None:
    with pytest.raises(CannotProbe, match="no case of pixverse/image-template has the id 'abcdef'"):
        run(Choices(only=("abcdef",)))


def test_a_finding_can_be_pasted_into_a_shell() -> None:
    report, _ = run(name=TEXT, before=refuse(lambda body: body.get("quality") == "720p"))
    line = shlex.split(report.findings[0].curl)
    assert line[:4] == ["curl", "-sS", "-X", "POST"]
    assert line[4] == f"{BASE}/openapi/v2/video/mimic/generate"
    headers = [line[place + 1] for place, one in enumerate(line) if one == "-H"]
    assert headers == [
        "API-KEY: ${PIXVERSE_API_KEY:-probe}",
        "Ai-trace-id: $(uuidgen)",
        "Content-Type: application/json",
    ]
    assert RIGHT not in report.findings[0].curl
    body = json.loads(line[line.index("--data-raw") + 1])
    assert body["quality"] == "720p"


def test_a_file_is_named_in_the_line() -> None:
    report, requests = run(name="pixverse/upload-image", before=refuse(lambda _: False))
    case = next(one.case for one in report.outcomes if one.case.wire and one.case.wire.files)
    assert case.wire is not None
    shown = curl(case.wire, BASE, real().providers[2].key)
    assert "-F image=@" in shown
    assert "Content-Type" not in shown
    assert any(one.headers["content-type"].startswith("multipart/form-data") for one in requests)


# ── nothing that costs, nowhere else ──


@pytest.mark.parametrize("base", ["http://127.0.0.1:1", "http://127.8.8.8", "http://[::1]:80", "http://localhost:1/x"])
def test_this_machine_may_be_called(base: str) -> None:
    assert check_host(base, None)


@pytest.mark.parametrize(
    "base", ["http://192.0.2.1", "http://0.0.0.0:1", "https://[2001:db8::1]", "http://127.0.0.1.example:1"]
)
def test_another_machine_may_not(base: str) -> None:
    with pytest.raises(CannotProbe, match="--allow-host"):
        check_host(base, None)


def test_another_machine_may_be_called_by_its_very_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(2, 1, 6, "", ("127.0.0.1", 0)), (2, 1, 6, "", ("192.0.2.1", 0))]

    monkeypatch.setattr("socket.getaddrinfo", resolve)
    assert not check_host("https://gateway.example", "Gateway.example")
    # A name that leads here and elsewhere is not this machine.
    with pytest.raises(CannotProbe, match=r"--allow-host gateway\.example"):
        check_host("https://gateway.example", "other.example")


@pytest.mark.parametrize(
    "base", ["", "localhost:8000", "ftp://127.0.0.1", "http://u:p@127.0.0.1", "http://127.0.0.1?x=1"]
)
def test_what_is_no_address_of_a_server_is_said_to_be(base: str) -> None:
    with pytest.raises(CannotProbe):
        check_host(base, None)


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> Choices:
    def resolve(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(2, 1, 6, "", ("192.0.2.1", 0))]

    monkeypatch.setattr("socket.getaddrinfo", resolve)
    return Choices(allow_host="gateway.example", budget=Decimal(5))


def test_elsewhere_needs_a_budget(elsewhere: Choices) -> None:
    with pytest.raises(CannotProbe, match="--budget"):
        run(replace(elsewhere, budget=None), base=ELSEWHERE)


def test_a_budget_is_never_gone_over(elsewhere: Choices) -> None:
    accepted: list[bytes] = []

    def take_everything(request: httpx.Request) -> httpx.Response | None:
        if request.method != "POST":
            return None
        accepted.append(request.content)
        return httpx.Response(200, json={"ErrCode": 0, "ErrMsg": "success", "Resp": {"image_id": len(accepted)}})

    report, _ = run(elsewhere, base=ELSEWHERE, before=take_everything)
    assert len(accepted) == 5
    assert report.spent == 5
    assert "the budget of 5 does not allow it" in report.stopped
    assert report.count(State.LEFT) > 20


def test_what_was_lost_counts_as_spent(elsewhere: Choices) -> None:
    def lose(request: httpx.Request) -> httpx.Response | None:
        if request.method == "POST":
            raise httpx.ReadTimeout("slow", request=request)
        return None

    report, requests = run(elsewhere, base=ELSEWHERE, before=lose)
    assert report.spent == 1
    assert len(requests) == 1


def test_without_a_known_price_there_is_no_budget_to_keep(elsewhere: Choices) -> None:
    with pytest.raises(CannotProbe, match="--price"):
        run(elsewhere, base=ELSEWHERE, cost=None)
    report, _ = run(replace(elsewhere, price=Decimal("2.5")), base=ELSEWHERE, cost=None)
    assert report.spent == 5


def test_prices_are_those_of_the_clients() -> None:
    price = prices_of("dashscope/pixverse-t2v")
    assert price is not None
    body = {
        "model": "pixverse/pixverse-c1-t2v",
        "input": {"prompt": "x"},
        "parameters": {"size": "1280*720", "duration": 5},
    }
    assert (price(body) or 0) > 0
    assert price({}) is None
    assert prices_of("nobody/knows") is None


def test_no_redirect_is_followed() -> None:
    def redirect(request: httpx.Request) -> httpx.Response | None:
        return httpx.Response(307, headers={"Location": "http://192.0.2.1/"}) if request.content == b"true" else None

    report, requests = run(before=redirect)
    assert {one.url.host for one in requests} == {"127.0.0.1"}
    assert not report.passes()


def test_the_key_is_nowhere() -> None:
    report, requests = usual()
    assert any(one.headers.get("api-key") == RIGHT for one in requests)
    assert RIGHT not in as_har(report.recording)
    assert all(RIGHT not in one.curl for one in report.findings)


def test_a_key_that_a_server_shows_is_not_kept() -> None:
    def show(request: httpx.Request) -> httpx.Response | None:
        words = f"nothing for {request.headers.get('api-key')}"
        wrong = httpx.Response(400, json={"ErrCode": 400017, "ErrMsg": words}, headers={"X-Key": words})
        return wrong if request.content == b"true" else None

    report, _ = run(before=show)
    assert report.findings == ()
    assert "nothing for ***" in as_har(report.recording)
    assert f"nothing for {RIGHT}" not in as_har(report.recording)


@pytest.mark.parametrize(
    "choices", [Choices(poll_every=0), Choices(poll_every=float("nan")), Choices(timeout=-1), Choices(limit=0)]
)
def test_a_number_with_which_it_would_not_end_is_refused(choices: Choices) -> None:
    with pytest.raises(CannotProbe, match="--"):
        probe(real(), NAME, BASE, choices=choices)


def test_a_limit_is_kept_and_told() -> None:
    report, requests = run(Choices(limit=9))
    assert len(requests) == 9
    assert report.stopped == "the limit of 9 requests is reached"
    assert report.passes()


# ── what goes in and comes out ──


def test_a_request_of_ones_own_gives_the_values() -> None:
    own = {"template_id": 4242, "img_ids": [77]}
    _, requests = run(Choices(like=own))
    assert json.loads(requests[0].content) == own
    right = [json.loads(one.content) for one in requests if one.method == "POST" and one.content.startswith(b"{")]
    assert sum(one.get("template_id") == 4242 for one in right) > len(right) / 2
    with pytest.raises(CannotProbe, match="wrong itself"):
        run(Choices(like={"template_id": "x"}))


def test_a_saved_probe_can_be_verified() -> None:
    report, _ = usual()
    again = read(as_har(report.recording).encode(), "probe.har")
    assert [one.request.url for one in again.exchanges] == [one.request.url for one in report.recording.exchanges]
    codes = {one.code for one in conform(Catalog(real().providers), [again]).findings}
    # Tasks that only show what is accepted are not watched; nothing else is to be said.
    assert codes <= {"never-polled", "polled-too-fast", "request-doubtful", "too-many-calls"}


@pytest.mark.parametrize(
    ("name", "words"),
    [("pixverse/webhook", "is what the provider sends"), ("pixverse/mimik", "did you mean 'pixverse/mimic'")],
)
def test_what_cannot_be_probed_is_said_to_be(name: str, words: str) -> None:
    with pytest.raises(CannotProbe, match=re.escape(words)):
        probe(real(), name, BASE)


def test_nobody_there_is_said_to_be() -> None:
    def refused(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    with pytest.raises(CannotProbe, match="nothing answers at"):
        probe(real(), NAME, BASE, transport=httpx.MockTransport(refused))


def test_a_wrong_key_that_is_taken_is_a_warning_on_this_machine() -> None:
    clock = ManualClock()
    transport = Simulator(real(), clock=clock, seed=7).transport("pixverse")
    report = probe(real(), NAME, BASE, choices=Choices(key="k"), transport=transport, sleep=clock.advance)
    assert {(one.outcome.code, one.outcome.level) for one in report.findings} == {("key-ignored", "warning")}
    assert report.passes()
    assert not report.passes(strict=True)
