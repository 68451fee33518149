"""Estimates are held to the figures of the fact sheets, cell by cell: decimal, with how, source, date and trust."""

import json
from decimal import Decimal
from importlib import import_module
from typing import Any

import pytest

from asking.conftest import Run
from callsheet_clients.catalog import ENDPOINTS
from callsheet_runtime import Estimate, Ticket, estimate
from callsheet_runtime.protocol import Endpoint
from support.catalog import real

TIERS = ("360P", "540P", "720P", "1080P")
SIZES = dict(zip(TIERS, ("640*360", "1024*576", "1280*720", "1920*1080"), strict=True))
QUALITIES = ("360p", "540p", "720p", "1080p")


def endpoint_of(name: str) -> Endpoint[Any, Any]:
    package, module, _, _ = ENDPOINTS[name]
    endpoint: Endpoint[Any, Any] = import_module(f"callsheet_clients.{package}.{module}").ENDPOINT
    return endpoint


def priced(name: str, body: dict[str, Any], server: str | None = None) -> Estimate:
    endpoint = endpoint_of(name)
    return estimate(endpoint.tariffs, body, server or endpoint.servers[0])


def amount(name: str, body: dict[str, Any], server: str | None = None) -> str:
    """Give the amount as a plain decimal, or `-` where it is unknown; known ones say all that goes with them."""
    price = priced(name, body, server)
    if price.amount is None:
        assert price.why
        assert price.currency is None
        return "-"
    assert isinstance(price.amount, Decimal)
    assert price.how
    assert price.read
    assert price.confidence in {"given", "official", "third-party", "inferred"}
    assert price.cites
    return f"{price.amount.normalize():f}"


def cells(row: str) -> list[str]:
    return row.split()


# ── CNY and USD per second ───────────────────────────────────────────────────────────────────────────────────────────

SILENT = {"c1": "0.18 0.24 0.3 0.56", "v6": "0.15 0.21 0.27 0.53", "v5.6": "0.21 0.21 0.27 0.44"}
LOUD = {"c1": "- - - -", "v6": "- - 0.36 0.68", "v5.6": "- - - -"}


@pytest.mark.parametrize("kind", ["t2v", "it2v", "kf2v"])
@pytest.mark.parametrize(("sound", "table"), [(False, SILENT), (True, LOUD)])
def test_pixverse_per_second_in_beijing(kind: str, sound: bool, table: dict[str, str]) -> None:  # noqa: FBT001 -- a parameter of a test
    for version, row in table.items():
        for tier, figure in zip(TIERS, cells(row), strict=True):
            size = {"size": SIZES[tier]} if kind == "t2v" else {"resolution": tier}
            body = {
                "model": f"pixverse/pixverse-{version}-{kind}",
                "parameters": {**size, "duration": 1, "audio": sound},
            }
            assert amount(f"dashscope/pixverse-{kind}", body) == figure, (version, tier)


@pytest.mark.parametrize(
    ("version", "server", "row"),
    [
        ("1.1", "beijing", "0.45 0.9 1.2"),
        ("1.0", "beijing", "- 0.9 1.6"),
        ("1.1", "singapore", "0.07 0.14 0.18"),
        ("1.0", "singapore", "- 0.14 0.24"),
    ],
)
@pytest.mark.parametrize("kind", ["t2v", "i2v", "r2v"])
def test_happyhorse_per_second(kind: str, version: str, server: str, row: str) -> None:
    for tier, figure in zip(("480P", "720P", "1080P"), cells(row), strict=True):
        body = {"model": f"happyhorse-{version}-{kind}", "parameters": {"resolution": tier, "duration": 1}}
        assert amount(f"dashscope/happyhorse-{kind}", body, server) == figure, tier


def test_omni_costs_double_with_a_video() -> None:
    for tier, loud, silent in (("720P", "0.36", "0.27"), ("1080P", "0.68", "0.53")):
        for sound, figure in ((True, loud), (False, silent)):
            parameters = {"resolution": tier, "duration": 1, "audio": sound, "aspect_ratio": "16:9"}
            media = [{"type": "image_url", "url": "https://acme.test/a.png"}]
            body = {"model": "pixverse/pixverse-v6-r2v-omni", "input": {"media": media}, "parameters": parameters}
            assert amount("dashscope/pixverse-omni", body) == figure


@pytest.mark.parametrize(
    ("seconds", "resolution", "silent", "loud"),
    [(5, "720p", "0.225", "0.3"), (15, "1080p", "1.35", "1.725"), (1, "360p", "0.025", "0.035"), (5, "480p", "-", "-")],
)
def test_pixazo_as_worked_in_the_fact_sheet(seconds: int, resolution: str, silent: str, loud: str) -> None:
    body = {"duration": seconds, "resolution": resolution}
    assert amount("pixazo/v6-i2v", body) == silent
    assert amount("pixazo/v6-i2v", {**body, "generate_audio_switch": True}) == loud


@pytest.mark.parametrize("name", ["c1-i2v", "c1-t2v", "v5.6-i2v", "v5.6-t2v", "v6-t2v"])
def test_what_has_no_figure_is_unknown_and_not_nothing(name: str) -> None:
    price = priced(f"pixazo/{name}", {"duration": 5, "resolution": "720p"})
    assert price.amount is None
    assert price.why == "no page that was read gives a price"


# ── credits ──────────────────────────────────────────────────────────────────────────────────────────────────────────

PER_SECOND = {
    ("v6", False): "5 7 9 18",
    ("v6", True): "7 9 12 23",
    ("c1", False): "6 8 10 19",
    ("c1", True): "8 10 13 24",
}
V56 = {
    (5, False): "35 35 45 75",
    (8, False): "70 70 90 150",
    (10, False): "77 77 99 -",
    (5, True): "80 90 80 150",
    (8, True): "115 115 135 195",
    (10, True): "122 122 144 -",
}
V55 = {
    (5, False, False): "45 45 60 120",
    (5, False, True): "55 55 70 130",
    (5, True, False): "75 75 90 150",
    (5, True, True): "85 85 100 160",
    (8, False, False): "90 90 120 240",
    (8, False, True): "100 100 130 250",
    (8, True, False): "120 120 150 270",
    (8, True, True): "130 130 160 280",
    (10, False, False): "99 99 132 -",
    (10, False, True): "109 109 142 -",
    (10, True, False): "129 129 162 -",
    (10, True, True): "139 139 172 -",
}
OLDER = {("normal", 5): "45 45 60 120", ("normal", 8): "90 90 120 -", ("fast", 5): "90 90 120 -"}


@pytest.mark.parametrize("name", ["text-to-video", "image-to-video"])
def test_credits_of_clips(name: str) -> None:
    def row(**more: object) -> list[str]:
        return [amount(f"pixverse/{name}", {"quality": quality, **more}) for quality in QUALITIES]

    for (model, sound), figures in PER_SECOND.items():
        for seconds in (1, 7, 15):
            wanted = [str(seconds * int(one)) for one in cells(figures)]
            assert row(model=model, generate_audio_switch=sound, duration=seconds) == wanted
    for (seconds, sound), figures in V56.items():
        assert row(model="v5.6", generate_audio_switch=sound, duration=seconds) == cells(figures)
    for (seconds, several, sound), figures in V55.items():
        shots = {"generate_multi_clip_switch": several, "generate_audio_switch": sound}
        assert row(model="v5.5", duration=seconds, **shots) == cells(figures), (seconds, several, sound)
    assert row(model="v5", duration=5) == cells("45 45 60 120")
    assert row(model="v5", duration=8) == cells("90 90 120 240")
    for model in ("v4.5", "v4", "v3.5"):
        for (mode, seconds), figures in OLDER.items():
            assert row(model=model, motion_mode=mode, duration=seconds) == cells(figures), (model, mode, seconds)


def test_speech_costs_four_credits_for_fifteen_bytes_begun() -> None:
    for text, figure in (("a" * 15, "4"), ("a" * 16, "8"), ("猫" * 5, "4"), ("猫" * 6, "8")):
        body = {"lip_sync_tts_content": text, "lip_sync_tts_speaker_id": "1", "source_video_id": 1}
        assert amount("pixverse/lip-sync", body) == figure


@pytest.mark.parametrize(
    ("name", "body", "rate"),
    [
        ("lip-sync", {"audio_media_id": 1, "source_video_id": 1}, "4 credits per second"),
        ("mimic", {"img_id": 1, "quality": "540p", "source_video_id": 1}, "10 credits per second"),
        ("restyle", {"restyle_id": 1, "source_video_id": 1}, "10 credits per second"),
        ("sound-effect", {"source_video_id": 1}, "2 credits per second"),
    ],
)
def test_what_only_the_finished_task_tells_is_unknown_with_its_rate(name: str, body: dict[str, Any], rate: str) -> None:
    price = priced(f"pixverse/{name}", body)
    assert price.amount is None
    assert rate in price.why


@pytest.mark.parametrize("name", ["text-to-video", "image-to-video", "extend"])
def test_with_a_template_the_price_is_unknown(name: str) -> None:
    body = {"model": "v5", "quality": "540p", "duration": 5}
    assert amount(f"pixverse/{name}", body) == "45"
    price = priced(f"pixverse/{name}", {**body, "template_id": 1})
    assert price.amount is None
    assert "template_id changes the price" in price.why


def test_every_price_list_is_decimal_dated_and_cited() -> None:
    for provider, endpoint in real():
        for price in endpoint.prices:
            assert price.cites, (provider.name, endpoint.name, price.name)
            assert all(figure > 0 for _, figure in price.rates)


# ── on the command line, and after the task ──────────────────────────────────────────────────────────────────────────

CLIP = {"model": "v6", "quality": "720p", "duration": 5, "prompt": "A cat.", "aspect_ratio": "16:9"}


def test_estimate_in_json_has_all_of_it(run: Run) -> None:
    code, out, _ = run("estimate", "pixverse/text-to-video", "-", "--format", "json", stdin=json.dumps(CLIP))
    said = json.loads(out)
    assert code == 0
    assert (said["amount"], said["currency"], said["how"]) == ("45", "credits", "5 × 9 credits per second")
    assert said["read"]
    assert said["confidence"] == "third-party"
    assert "unmodel" in said["cite"]


@pytest.mark.parametrize(
    ("budget", "code", "words"),
    [
        ("90 credits", 0, "2 requests: 90 credits of 90 credits"),
        ("89 credits", 1, "2 requests: 45 credits of 89 credits"),
        ("90 CNY", 1, "2 requests: 0 CNY of 90 CNY"),
    ],
)
def test_a_budget_on_the_command_line(run: Run, budget: str, code: int, words: str) -> None:
    lines = f"{json.dumps(CLIP)}\n{json.dumps(CLIP)}\n"
    found, out, err = run("estimate", "pixverse/text-to-video", "-", "--budget", budget, stdin=lines)
    assert found == code
    assert words in out
    assert bool(err) is bool(code)


def test_unknown_prices_fail_a_budget_unless_allowed(run: Run) -> None:
    arguments = ("estimate", "pixazo/v6-t2v", "-", "--budget", "1 USD")
    code, _, err = run(*arguments, stdin='{"prompt": "A cat."}')
    assert code == 1
    assert "no page that was read gives a price" in err
    code, out, err = run(*arguments, "--allow-unknown-price", stdin='{"prompt": "A cat."}')
    assert (code, err) == (0, "")
    assert "0 USD of 1 USD, and 1 of unknown price" in out


@pytest.mark.parametrize("arguments", [("--budget", "20"), ("--budget", "much CNY"), ("--allow-unknown-price",)])
def test_what_is_no_budget_is_wrong_usage(run: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = run("estimate", "pixverse/text-to-video", "-", *arguments, stdin=json.dumps(CLIP))
    assert (code, out) == (2, "")
    assert "budget" in err


def test_after_the_task_the_estimate_stands_beside_what_was_charged() -> None:
    from callsheet_clients.pixverse import PixVerse, text_to_video  # noqa: PLC0415 -- the one test with a client

    ticket = Ticket(
        endpoint="pixverse/text-to-video", task="1", server="global", price="45 credits (5 × 9 credits per second)"
    )
    with PixVerse(key="k" * 9) as pixverse:
        bill = pixverse.text_to_video.bill(ticket, text_to_video.result({"Resp": {"credits": 45}}))
        bare = pixverse.text_to_video.bill(ticket, text_to_video.result({"Resp": {}}))
    assert [(one.amount, one.unit) for one in bill.charged] == [(45, "credits")]
    assert str(bill) == "expected: 45 credits (5 × 9 credits per second); the provider reports 45 credits (credits)"
    assert bare.charged == ()
    assert "nothing about it" in str(bare)


def test_fields_that_count_what_was_charged_are_in_the_results() -> None:
    for provider, endpoint in real():
        for field in endpoint.result:
            if field.name in {"billed_seconds", "credits"} and endpoint.KIND == "task":
                assert field.billed
                assert endpoint_of(f"{provider.name}/{endpoint.name}").billed[field.name] == field.billed
