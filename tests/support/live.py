"""The verbs that call a provider, run in this process at simulated ones: no socket, and nobody waits."""

import io
import json
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from callsheet.cli import main
from callsheet_contracts import ManualClock, Simulator
from callsheet_contracts.clocks import AsyncSteppingClock, SteppingClock
from callsheet_runtime.clients import AsyncClient, Client
from callsheet_runtime.journal import store
from support.catalog import real
from support.shell import Said

KEY = "sk-right-0123456789"
ENDPOINT = "dashscope/pixverse-t2v"
REQUEST = {
    "model": "pixverse/pixverse-v6-t2v",
    "input": {"prompt": "a cat"},
    "parameters": {"size": "1280*720", "duration": 5},
}
OWN = "pixverse/text-to-video"
OWN_REQUEST = {"model": "v6", "quality": "720p", "duration": 5, "prompt": "A cat.", "aspect_ratio": "16:9"}
KEYS = {one.name: one.key.env for one in real().providers}
"""By provider, the environment variable of its key."""


@dataclass(frozen=True)
class LiveShell:
    """The command line in a folder of its own, with a home of its own."""

    folder: Path
    clock: ManualClock
    simulator: Simulator
    capsys: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch

    def __call__(self, *arguments: str, stdin: str = "") -> Said:
        with self.monkeypatch.context() as patched:
            patched.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
            code = main(arguments)
        out, err = self.capsys.readouterr()
        assert "Traceback" not in err
        return Said(code, out, err)

    def write(self, name: str, value: object) -> str:
        """Write JSON into a file, and name it."""
        (self.folder / name).write_text(json.dumps(value), "utf-8")
        return name

    def submits(self, provider: str) -> int:
        return self.simulator.journal.count(provider, "submit")


class Interrupting(AsyncSteppingClock):
    """Whoever waits presses Ctrl-C after the first look."""

    async def sleep(self, seconds: float) -> None:
        signal.raise_signal(signal.SIGINT)
        await super().sleep(seconds)


def home_of_its_own(folder: Path, monkeypatch: pytest.MonkeyPatch, key: str = KEY) -> None:
    """A user who has nothing but keys."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_STATE_HOME", str(folder / "state"))
    monkeypatch.delenv("CALLSHEET_JOURNAL", raising=False)
    for env in KEYS.values():
        monkeypatch.setenv(env, key)
    # What survives a loss of power is the disk's to show.
    monkeypatch.setattr(store, "SYNCHRONOUS", "OFF")


def simulated(monkeypatch: pytest.MonkeyPatch, simulator: Simulator, clock: ManualClock) -> None:
    """Lead all clients that open connections of their own to a simulator, with its clock."""
    _lead(monkeypatch, simulator.transport, simulator.async_transport, clock)


def led_to(monkeypatch: pytest.MonkeyPatch, transport: httpx.MockTransport, clock: ManualClock) -> None:
    """Lead them to whatever answers, with a clock that nobody waits for."""
    _lead(monkeypatch, lambda _: transport, lambda _: transport, clock)


def _lead(
    monkeypatch: pytest.MonkeyPatch,
    blocking: Callable[[str], httpx.BaseTransport],
    awaiting: Callable[[str], httpx.AsyncBaseTransport],
    clock: ManualClock,
) -> None:
    def http(client: Client, _proxy: str | None) -> httpx.Client:
        return httpx.Client(transport=blocking(client.protocol.provider))

    def async_http(client: AsyncClient, _proxy: str | None) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=awaiting(client.protocol.provider))

    def stepping(_: Client) -> SteppingClock:
        return SteppingClock(clock)

    def async_stepping(_: AsyncClient) -> AsyncSteppingClock:
        return AsyncSteppingClock(clock)

    monkeypatch.setattr(Client, "_new_http", http)
    monkeypatch.setattr(Client, "_new_clock", stepping)
    monkeypatch.setattr(AsyncClient, "_new_http", async_http)
    monkeypatch.setattr(AsyncClient, "_new_clock", async_stepping)


def submitted(live: LiveShell, endpoint: str = ENDPOINT, file: str = "request.json", *more: str) -> str:
    """Submit a request, and name the file with its ticket."""
    said = live("submit", endpoint, file, *more)
    assert said.code == 0, said.err
    (live.folder / f"{file}.ticket").write_text(said.out, "utf-8")
    return f"{file}.ticket"
