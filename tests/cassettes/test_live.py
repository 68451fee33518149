"""Recording from a service: prices first, the cheapest request, nothing over the budget, and all of it kept."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from callsheet.cli import cassettes as cli_cassettes
from callsheet.cli import record as cli_record
from callsheet.cli.commands import run
from callsheet.model.endpoint import CallEndpoint, Catalog, Endpoint, Provider, TaskEndpoint
from callsheet_contracts import Lose, Refuse, Simulator, TaskFails
from callsheet_contracts.cassettes import HoldsSecret, live, ordering, shelf
from callsheet_contracts.cassettes.clocks import Stage
from callsheet_contracts.cassettes.emitted import offer
from callsheet_contracts.cassettes.ordering import Errand, LeftOut, Order, order
from callsheet_contracts.clocks import SteppingClock
from callsheet_contracts.conformance import conform
from callsheet_contracts.conformance.scanning import scan
from callsheet_contracts.conformance.secrets import declared
from callsheet_contracts.obligations import Obligations, obligations
from callsheet_contracts.recordings import Recording, read
from callsheet_runtime.pricing import estimate
from cassettes.scenes import BODY, KEY, called
from support.catalog import real

Both = TaskEndpoint | CallEndpoint
DEAR = Decimal(1000)


def provider_of(name: str) -> Provider:
    return next(one for one in real().providers if one.name == name)


def endpoints_of(provider: Provider, *names: str) -> tuple[Both, ...]:
    return tuple(one for one in called(provider) if one.name in names)


DASHSCOPE, PIXVERSE = provider_of("dashscope"), provider_of("pixverse")
CLIPS = endpoints_of(DASHSCOPE, "pixverse-t2v", "pixverse-it2v", "happyhorse-t2v")


OBLIGATIONS: dict[str, Obligations] = {}


def compiled(specs: str | None) -> Catalog:
    del specs
    return real()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """List duties and compile the specs once for all tests; one test does without."""

    def listed(endpoint: Endpoint) -> Obligations:
        if endpoint.name not in OBLIGATIONS:
            OBLIGATIONS[endpoint.name] = obligations(endpoint)
        return OBLIGATIONS[endpoint.name]

    monkeypatch.setattr(ordering, "obligations", listed)
    if "compiles" not in request.node.name:
        for command in (cli_record, cli_cassettes):
            monkeypatch.setattr(command, "compiled", compiled)


# What is ordered.


def test_the_cheapest_request_of_each_and_the_cheapest_first() -> None:
    ordered = order(DASHSCOPE, CLIPS, DEAR)
    assert [one.name for one in ordered.errands] == [
        "dashscope/pixverse-t2v",
        "dashscope/pixverse-it2v",
        "dashscope/happyhorse-t2v",
    ]
    costs = [one.costs for one in ordered.errands]
    assert costs == sorted(costs)
    assert ordered.costs == sum(costs)
    assert ordered.currency == "CNY"
    for errand in ordered.errands:
        tariffs = offer(DASHSCOPE, errand.endpoint).tariffs
        shown = [estimate(tariffs, one.body, "beijing").amount for one in errand.endpoint.requests if not one.breaks]
        assert estimate(tariffs, errand.request, "beijing").amount == errand.costs
        assert all(amount is None or errand.costs <= amount for amount in shown)


def test_nothing_is_ordered_over_the_budget() -> None:
    whole = order(DASHSCOPE, CLIPS, DEAR)
    first = whole.errands[0].costs
    for budget, count in ((first, 1), (first - Decimal("0.01"), 0), (whole.costs, 3), (Decimal(0), 0)):
        ordered = order(DASHSCOPE, CLIPS, budget)
        assert len(ordered.errands) == count
        assert ordered.costs <= budget
        assert len(ordered.left_out) == 3 - count
        assert all("over the budget" in one.why for one in ordered.left_out)


def test_free_calls_need_no_budget() -> None:
    ordered = order(PIXVERSE, endpoints_of(PIXVERSE, "balance", "tts-speakers"), Decimal(0))
    assert [(one.name, one.how) for one in ordered.errands] == [
        ("pixverse/balance", "free"),
        ("pixverse/tts-speakers", "free"),
    ]
    assert ordered.currency == ""


def test_what_needs_something_of_ones_own_is_left_out() -> None:
    wanted = endpoints_of(PIXVERSE, "upload-image", "image-status", "video-status")
    ordered = order(PIXVERSE, wanted, DEAR)
    assert ordered.errands == ()
    assert {one.why for one in ordered.left_out} == {
        "its requests take a file, an address or an id of yours; pass one with --request"
    }


def test_a_request_of_ones_own_is_sent_as_it_is() -> None:
    request: dict[str, object] = {"model": "v6", "img_id": 7, "prompt": "It yawns.", "duration": 5, "quality": "720p"}
    (errand,) = order(PIXVERSE, endpoints_of(PIXVERSE, "image-to-video"), DEAR, request=request).errands
    assert errand.request == request
    assert errand.costs > 0
    with pytest.raises(ValueError, match=r"pixverse/image-to-video does not take this request: /duration: "):
        order(PIXVERSE, endpoints_of(PIXVERSE, "image-to-video"), DEAR, request={**request, "duration": 99})


def test_an_unknown_price_is_not_zero() -> None:
    wanted = endpoints_of(DASHSCOPE, "pixverse-r2v")
    (left,) = order(DASHSCOPE, wanted, DEAR).left_out
    assert left.why == "its price is unknown: no page that was read gives a price; say with --unpriced what it may cost"
    (errand,) = order(DASHSCOPE, wanted, DEAR, unpriced=Decimal(3)).errands
    assert errand.costs == 3
    assert order(DASHSCOPE, wanted, Decimal(2), unpriced=Decimal(3)).errands == ()


def test_one_budget_does_not_hold_for_two_currencies(monkeypatch: pytest.MonkeyPatch) -> None:
    def two(provider: Provider, endpoint: Both, *_: object) -> Errand | LeftOut:
        return Errand(provider, endpoint, {}, Decimal(1), endpoint.name[:1], "")

    monkeypatch.setattr(ordering, "_errand", two)
    with pytest.raises(ValueError, match="prices are in h and p: one budget cannot hold for all"):
        order(DASHSCOPE, CLIPS, DEAR)


# What is sent.


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[Simulator, Stage]]:
    stage = Stage()
    with Simulator(real(), providers=["dashscope", "pixverse"], clock=stage, seed=3, by="polls", key=KEY) as simulator:
        yield simulator, stage


@pytest.fixture
def service(served: tuple[Simulator, Stage]) -> tuple[Simulator, SteppingClock]:
    simulator, stage = served
    simulator.reset()
    stage.begin()
    return simulator, SteppingClock(stage)


def clip() -> Errand:
    (errand,) = order(DASHSCOPE, endpoints_of(DASHSCOPE, "pixverse-t2v"), DEAR, request=dict(BODY)).errands
    return errand


def sent(service: tuple[Simulator, SteppingClock], errand: Errand, folder: Path, **more: float) -> live.Recorded:
    simulator, clock = service
    base = simulator.url(errand.provider.name)
    return live.record(real(), errand, folder, key=KEY, base=base, clock=clock, deadline=more.get("deadline", 900))


def tape(recorded: live.Recorded) -> Recording:
    assert recorded.path is not None
    return read(recorded.path.read_bytes(), recorded.path.name)


def test_a_task_is_sent_once_watched_and_written_down(tmp_path: Path, service: tuple[Simulator, SteppingClock]) -> None:
    recorded = sent(service, clip(), tmp_path)
    assert (recorded.scenario, recorded.trouble, recorded.calls) == ("finished", "", 4)
    assert recorded.path == tmp_path / "dashscope" / "pixverse-t2v" / "finished.recorded.yaml"
    assert service[0].journal.count("dashscope", "submit") == 1
    written = tape(recorded)
    assert dict(written.metadata) == {
        "origin": "recorded",
        "provider": "dashscope",
        "endpoint": "pixverse-t2v",
        "scenario": "finished",
        "pages_read": "2026-11-21",
        "made_by": "callsheet record dashscope/pixverse-t2v",
        "estimate": "1.50 CNY",
    }
    assert conform(real(), [written]).findings == ()
    assert scan(written, declared(real()).knowing([KEY])) == ()


@pytest.mark.parametrize(
    ("call", "fault", "scenario"),
    [
        ("submit", TaskFails("InternalError"), "failed"),
        ("submit", TaskFails("DataInspectionFailed"), "moderated"),
        ("submit", Refuse("Arrearage"), "refused"),
        ("submit", Lose(), "unfinished"),
    ],
)
def test_whatever_becomes_of_it_is_named_and_nothing_is_sent_again(
    tmp_path: Path, service: tuple[Simulator, SteppingClock], call: str, fault: TaskFails | Refuse | Lose, scenario: str
) -> None:
    service[0].script("dashscope", "submit", fault)
    recorded = sent(service, clip(), tmp_path)
    assert recorded.scenario == scenario
    assert recorded.trouble
    assert service[0].journal.count("dashscope", call) == 1
    # Where no answer came, there is nothing to play.
    assert (recorded.path is None) == isinstance(fault, Lose)


def test_a_task_that_takes_too_long_is_kept_as_far_as_it_came(
    tmp_path: Path, service: tuple[Simulator, SteppingClock]
) -> None:
    recorded = sent(service, clip(), tmp_path, deadline=15)
    assert recorded.path is not None
    assert (recorded.scenario, recorded.path.name) == ("unfinished", "unfinished.recorded.yaml")
    assert recorded.calls == 3


def test_what_is_interrupted_is_kept(tmp_path: Path, service: tuple[Simulator, SteppingClock]) -> None:
    class Impatient(SteppingClock):
        def sleep(self, seconds: float) -> None:
            raise KeyboardInterrupt(seconds)

    base = service[0].url("dashscope")
    with pytest.raises(KeyboardInterrupt):
        live.record(real(), clip(), tmp_path, key=KEY, base=base, clock=Impatient(Stage()))
    (kept,) = tmp_path.rglob("*.yaml")
    written = read(kept.read_bytes(), kept.name)
    assert len(written.exchanges) == 2
    assert written.metadata["interrupted"] is True


def test_a_free_call_is_recorded(tmp_path: Path, service: tuple[Simulator, SteppingClock]) -> None:
    (errand,) = order(PIXVERSE, endpoints_of(PIXVERSE, "balance"), Decimal(0)).errands
    recorded = sent(service, errand, tmp_path)
    assert (recorded.scenario, recorded.calls) == ("finished", 1)
    assert tape(recorded).metadata["estimate"] == "free"


def test_a_short_key_is_refused_before_anything_is_sent(
    tmp_path: Path, service: tuple[Simulator, SteppingClock]
) -> None:
    with pytest.raises(ValueError, match="less than 8 characters"):
        live.record(real(), clip(), tmp_path, key="short", base=service[0].url("dashscope"))
    assert len(service[0].journal) == 0


# The command.


@pytest.fixture
def no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DASHSCOPE_API_KEY", raising=False)


@pytest.mark.usefixtures("no_key")
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("dashscope", "--budget 1.50; nothing is sent without"),
        ("dashscope --budget 1", "needs its key in DASHSCOPE_API_KEY, which is not set; nothing was sent"),
        ("dashscop --budget 1", "no provider is called 'dashscop'; did you mean"),
        ("dashscope/pixverse-t2 --budget 1", "dashscope has no endpoint 'pixverse-t2' that is called; did you mean"),
        ("dashscope/task-events --budget 1", "has no endpoint 'task-events' that is called"),
        ("dashscope --budget much", "--budget is an amount of money, such as 1.50, not 'much'"),
        ("dashscope --budget -1", "--budget is an amount of money"),
        ("dashscope --dry-run --unpriced nan", "--unpriced is an amount of money"),
        ("dashscope --dry-run --request a.json", "--request is for one endpoint: name it"),
        ("dashscope/pixverse-t2v --dry-run --request a.json", "a.json: "),
    ],
)
def test_wrong_usage_is_told_and_nothing_is_sent(
    arguments: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["record", *arguments.split()]) == 2
    assert words in capsys.readouterr().err


@pytest.mark.usefixtures("no_key")
def test_a_dry_run_compiles_and_needs_no_key_and_says_prices(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["record", "dashscope/pixverse-t2v", "--dry-run", "--budget", "1"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("dashscope/pixverse-t2v: 0.30 CNY (1 × 0.30 CNY per second): {")
    assert said.endswith("1 request, at most 0.30 CNY by the documented prices\n")


def test_the_command_sends_within_the_budget_and_holds_what_came_to_the_specs(
    tmp_path: Path,
    service: tuple[Simulator, SteppingClock],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DASHSCOPE_API_KEY", KEY)
    monkeypatch.setattr(live, "Clock", lambda: service[1])
    base, wanted = service[0].url("dashscope"), "dashscope/pixverse-t2v"
    arguments = ["record", wanted, "--base", base, "--out", str(tmp_path)]
    assert run([*arguments, "--budget", "0.29"]) == 1
    assert len(service[0].journal) == 0
    said = capsys.readouterr()
    assert "not sent: 0.30 CNY more would be over the budget of 0.29 CNY" in said.out
    assert "there is nothing to send" in said.err
    assert run([*arguments, "--budget", "0.30"]) == 0
    said = capsys.readouterr()
    assert f"wrote {tmp_path / wanted / 'finished.recorded.yaml'}: finished, 4 calls\n" in said.out
    service[0].script("dashscope", "submit", TaskFails("InternalError"))
    assert run([*arguments, "--budget", "0.30"]) == 1
    assert "InternalError" in capsys.readouterr().err


def test_a_request_is_read_from_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "request.json"
    file.write_text(json.dumps(BODY), "utf-8")
    assert run(["record", "dashscope/pixverse-t2v", "--dry-run", "--request", str(file)]) == 0
    assert "1.50 CNY" in capsys.readouterr().out
    file.write_text("[]", "utf-8")
    assert run(["record", "dashscope/pixverse-t2v", "--dry-run", "--request", str(file)]) == 2
    assert "a request is a JSON object" in capsys.readouterr().err


def test_a_secret_stops_the_spending(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def refuse(_: object, errand: Errand, *__: object, **___: object) -> live.Recorded:
        asked.append(errand.name)
        raise HoldsSecret(tmp_path / "a.yaml", [])

    monkeypatch.setenv("DASHSCOPE_API_KEY", KEY)
    monkeypatch.setattr(live, "record", refuse)
    assert run(["record", "dashscope", "--budget", "9", "--out", str(tmp_path)]) == 1
    assert len(asked) == 1
    assert "was not written" in capsys.readouterr().err


def test_cassettes_are_made_and_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"a/b/finished.yaml": "x: 1\n"}

    def few(_: Catalog) -> dict[str, str]:
        return dict(files)

    monkeypatch.setattr(shelf, "shelf", few)
    out, made = str(tmp_path), tmp_path / "a" / "b" / "finished.yaml"
    assert run(["cassettes", "--check", "--out", out]) == 1
    assert "finished.yaml is missing" in capsys.readouterr().out
    assert run(["cassettes", "--out", out]) == 0
    assert made.read_text("utf-8") == "x: 1\n"
    assert run(["cassettes", "--check", "--out", out]) == 0
    made.write_text("x: 2\n", "utf-8")
    recorded = made.with_name("finished.recorded.yaml")
    recorded.write_text("mine", "utf-8")
    capsys.readouterr()
    assert run(["cassettes", "--check", "--out", out]) == 1
    assert capsys.readouterr().out == f"{made} is stale\n"
    files.clear()
    assert run(["cassettes", "--check", "--out", out]) == 1
    assert f"{made} is made by no spec any more" in capsys.readouterr().out
    assert run(["cassettes", "--out", out]) == 0
    assert not made.exists()
    assert recorded.read_text("utf-8") == "mine"


def test_an_order_of_nothing_costs_nothing() -> None:
    nothing = Order((), ())
    assert nothing.costs == 0
    assert nothing.currency == ""
