"""The key is in nothing that is written: journal, cassettes, coverage, downloads, and what the shell prints.

Whoever answers quotes it in every form wherever it can. That each search can fail is shown beside it: by a key that is
planted, or by taking away what blacks it out.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import httpx
import pytest

from callsheet.cli import main
from callsheet.emit.layout import variable
from callsheet.model.endpoint import Provider
from callsheet_contracts.cassettes.errors import HoldsSecret
from callsheet_contracts.cassettes.scrubbing import Scrubber
from callsheet_contracts.cassettes.taping import Take
from callsheet_contracts.cassettes.transports import TakeTransport
from callsheet_contracts.cassettes.writing import as_yaml
from callsheet_contracts.clocks import SteppingClock
from callsheet_contracts.coverage import Collector, as_html, as_json, as_text, measure
from callsheet_contracts.recordings import Exchange, read
from callsheet_contracts.simulator import ManualClock
from callsheet_runtime import Client, DownloadFailed, Journal, Repeat, UnknownServer, flows
from callsheet_runtime.masking import Mask
from downloading.web import Hosted, Web
from support.catalog import real
from support.echo import KEY, SAID, USUAL, Echo, endpoint_of
from support.live import home_of_its_own, led_to
from support.secrets import FORMS, assert_no_secret, assert_no_secret_in_files, quoting, written

PROVIDERS = [pytest.param(one, id=one.name) for one in real().providers if one.tasks]
FAULTS = ("nothing", "refused", "page", "lost")


def client_of(
    provider: Provider,
    transport: httpx.BaseTransport,
    *,
    key: str = KEY,
    **more: Any,  # noqa: ANN401 -- any option
) -> Client:
    module = import_module(f"callsheet_clients.{variable(provider.name)}")
    made: Client = getattr(module, provider.client)(
        key=key, http=httpx.Client(transport=transport), repeat=Repeat(times=0), **more
    )
    return made


def body_of(provider: Provider) -> Any:  # noqa: ANN401 -- a request of any provider
    return next(given.body for given in provider.tasks[0].requests if not given.breaks)


def unmasked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away what blacks the key out."""

    def as_it_is(_: Mask, text: str) -> str:
        return text

    def bytes_as_they_are(_: Mask, body: bytes) -> bytes:
        return body

    monkeypatch.setattr(Mask, "text", as_it_is)
    monkeypatch.setattr(Mask, "body", bytes_as_they_are)


# The search itself.


@pytest.mark.parametrize("form", FORMS)
def test_a_key_that_is_planted_is_found_in_each_form(form: str, tmp_path: Path) -> None:
    for number, spelling in enumerate(written(KEY)[form]):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "fine.json").write_text("nothing", "utf-8")
        assert_no_secret_in_files(folder, KEY)
        (folder / "deep").mkdir()
        (folder / "deep" / "a.db-wal").write_bytes(b"\0\xff\x01" + spelling.encode() + b"\xfe")
        with pytest.raises(AssertionError, match=form):
            assert_no_secret_in_files(folder, KEY)


def test_a_folder_in_which_nothing_was_written_shows_nothing(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="nothing was written"):
        assert_no_secret_in_files(tmp_path, KEY)


# What the shell prints and the journal holds.


@dataclass(frozen=True)
class Printed:
    """All that a few commands have said."""

    text: str
    journal: Path


def played(
    provider: Provider, fault: str, tmp_path: Path, patch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Printed:
    """Submit, wait, cancel, and ask the journal: from the shell, at the provider that quotes the key."""
    home_of_its_own(tmp_path, patch, KEY)
    echo = Echo(endpoint_of(provider), fault)
    led_to(patch, httpx.MockTransport(echo), ManualClock())
    (tmp_path / "request.json").write_text(json.dumps(body_of(provider)), "utf-8")
    said: list[str] = []

    def run(*arguments: str) -> None:
        main([*arguments, "--journal", "jobs.db"])
        said.extend(capsys.readouterr())

    with Journal("jobs.db") as open_journal:  # so that what is written stands beside the file, as it does in use
        run("submit", echo.endpoint.name, "request.json")
        (tmp_path / "ticket.json").write_text(said[0] or "{}", "utf-8")
        for output in ("text", "json"):
            run("wait", "ticket.json", "--deadline", "0", "--format", output)
            run("cancel", "ticket.json", "--format", output)
            run("jobs", "resume", "--deadline", "0", "--format", output)
            run("jobs", "list", "--format", output)
            run("jobs", "show", "1", "--format", output)
        (job,) = open_journal.jobs()
        assert job.state == {"nothing": "succeeded", "refused": "refused"}.get(fault, "unknown")
        assert (tmp_path / "jobs.db-wal").stat().st_size > 0
        kept = tmp_path / "kept"
        kept.mkdir()
        for file in tmp_path.glob("jobs.db*"):
            (kept / file.name).write_bytes(file.read_bytes())
    assert echo.asked
    return Printed("\n".join(said), kept)


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("provider", PROVIDERS)
def test_neither_the_shell_nor_the_journal_tells_the_key(
    provider: Provider,
    fault: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    printed = played(provider, fault, tmp_path, monkeypatch, capsys)
    assert "***" in printed.text
    assert_no_secret(printed.text, KEY)
    assert_no_secret_in_files(printed.journal, KEY)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_without_the_mask_both_would_tell_it(
    provider: Provider, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    unmasked(monkeypatch)
    printed = played(provider, "nothing", tmp_path, monkeypatch, capsys)
    with pytest.raises(AssertionError, match="the key"):
        assert_no_secret(printed.text, KEY)
    with pytest.raises(AssertionError, match="the key"):
        assert_no_secret_in_files(printed.journal, KEY)


# Cassettes, and what is told of them.


def taken(provider: Provider, fault: str, scrubber: Scrubber, key: str = KEY, said: str = SAID) -> Take:
    """Record one task of the provider that quotes the key."""
    take = Take(scrubber, lambda: datetime(2026, 1, 1, tzinfo=UTC))
    endpoint = endpoint_of(provider)
    transport = TakeTransport(take, httpx.MockTransport(Echo(endpoint, fault, said=said)))
    with client_of(provider, transport, key=key) as client:
        context = client.context(endpoint)
        if fault == "nothing":
            ticket = client.drive(flows.submit(endpoint, body_of(provider), context))
            client.drive(flows.poll(endpoint, ticket, context))
        else:
            with pytest.raises(Exception, match=r"refused|unknown"):
                client.drive(flows.submit(endpoint, body_of(provider), context))
    return take


class Careless(Scrubber):
    """Takes nothing out."""

    def scrub(self, exchange: Exchange) -> Exchange:
        return exchange


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("fault", [one for one in FAULTS if one != "lost"])
@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("key", [USUAL, KEY], ids=["usual", "odd"])
def test_no_cassette_holds_the_key(provider: Provider, fault: str, form: str, key: str, tmp_path: Path) -> None:
    take = taken(provider, fault, Scrubber(real(), [key]), key, quoting(key, form))
    assert take.exchanges
    try:
        take.save(tmp_path / "one.yaml", {"origin": "recorded"})
    except HoldsSecret as error:
        assert_no_secret(str(error), key)
        assert list(tmp_path.iterdir()) == []
        assert (key, form) != (USUAL, "plain"), "what stands there as it is can be taken out"
    else:
        assert_no_secret_in_files(tmp_path, key)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_cassette_that_was_not_scrubbed_is_not_written(provider: Provider, tmp_path: Path) -> None:
    take = taken(provider, "nothing", Careless(real(), [KEY]))
    raw = as_yaml(take.exchanges, {"origin": "recorded"})
    with pytest.raises(AssertionError, match="the key"):
        assert_no_secret(raw, KEY)
    with pytest.raises(HoldsSecret):
        take.save(tmp_path / "one.yaml", {"origin": "recorded"})
    assert list(tmp_path.iterdir()) == []


def test_no_page_about_coverage_quotes_what_it_was_measured_on() -> None:
    smallest = min((one for one in real().providers if one.tasks), key=lambda one: len(one.tasks) + len(one.calls))
    take = taken(smallest, "nothing", Careless(real(), [KEY]))
    collector = Collector(real())
    collector.add(read(as_yaml(take.exchanges, {"origin": "recorded"}).encode(), "raw.yaml"))
    found = measure(collector, only=[endpoint_of(smallest).name])
    assert found.parts
    for words in (as_html(found), as_json(found, collector), as_text(found, missing=True)):
        assert_no_secret(words, KEY)
        with pytest.raises(AssertionError, match="the key"):
            assert_no_secret(words + KEY, KEY)


# Downloads.


def half_a_download(provider: Provider, folder: Path, web: Web) -> None:
    """Fetch a clip whose address quotes the key, from a host that breaks off."""
    spelled = "&k=".join(written(KEY)["URL-encoded"])
    endpoint = endpoint_of(provider)
    echo = Echo(endpoint, media=f"https://cdn.acme.test/clips/{written(KEY)['URL-encoded'][0]}.mp4?k={spelled}")
    web.hosts["cdn.acme.test"] = Hosted(breaks=[httpx.ReadError("gone")] * 9)
    with client_of(provider, httpx.MockTransport(echo), clock=SteppingClock(ManualClock())) as client:
        face = client.tasks[endpoint.name]
        tasks: Any = getattr(client, face)
        with pytest.raises(DownloadFailed) as failed:
            tasks.download(tasks.wait(tasks.adopt("t-1")), folder)
    assert_no_secret(f"{failed.value} {failed.value!r} {vars(failed.value)!r}", KEY)
    endings = {"".join(path.suffixes[-2:]) for path in folder.iterdir()}
    assert any(one.endswith(".part") for one in endings)
    assert any(one.endswith(".json") for one in endings)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_no_part_of_a_download_tells_the_key(
    provider: Provider, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    half_a_download(provider, tmp_path, Web(monkeypatch))
    names = " ".join(path.name for path in tmp_path.iterdir())
    assert_no_secret(names, KEY)
    assert_no_secret_in_files(tmp_path, KEY)


# An address given by hand.


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize(
    "address",
    [
        "https://{key}@gateway.test/v1",
        "https://user:{key}@gateway.test/v1",
        "https://user:pass@gateway.test/v1",
        "https://gateway.test/v1?key={key}",
        "https://gateway.test/v1?token=other",
        "https://gateway.test/v1#{key}",
        "https://gateway.test/{key}/v1",
        "user:{key}@gateway.test",
        "https://user:{key}@[broken",
    ],
)
def test_an_address_that_holds_a_secret_is_refused_in_words_that_do_not(provider: Provider, address: str) -> None:
    make = partial(client_of, provider, httpx.MockTransport(Echo(endpoint_of(provider))))
    for spelling in written(KEY)["URL-encoded"]:
        with pytest.raises(ValueError, match="base_url") as refused:
            make(base_url=address.format(key=spelling))
        assert_no_secret(str(refused.value), KEY)
        assert "pass@" not in str(refused.value)
    with pytest.raises(UnknownServer, match="whole address"):
        make(base_url="gateway.test/v1")
    assert make(base_url="https://gateway.test/v1").context(endpoint_of(provider)).server == "https://gateway.test/v1"
