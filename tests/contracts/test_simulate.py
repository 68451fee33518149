"""Serving from a command line, as a process of its own."""

import io
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from callsheet.model.endpoint import Catalog
from callsheet_contracts.simulate import run
from contracts.calling import TRACED, at

SCRIPT = str(Path(__file__).with_name("serve.py"))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_until_a_signal(number: signal.Signals) -> None:
    command = [sys.executable, "-X", "dev", "-W", "error", SCRIPT, "0", "acme"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            name, url = process.stdout.readline().split()
            assert name == "acme"
            assert url.startswith("http://127.0.0.1:")
            with httpx.Client(base_url=url, trust_env=False) as http:
                body = {"engine": "quick", "words": "Hello."}
                wrong = http.post("/clips", json=body, headers=TRACED)
                created = http.post("/clips", json=body, headers={**TRACED, "Api-Key": "right"})
                task = at(created.json(), "Resp.clip_id")
                polled = http.get(f"/open/v2/clips/{task}/state", headers={"Api-Key": "right"})
                assert [wrong.status_code, at(polled.json(), "Resp.status")] == [401, 1]
                process.send_signal(number)
                out, err = process.communicate(timeout=10)
        finally:
            process.kill()
    assert (process.returncode, out, err) == (0, "", "")


def test_a_taken_port_is_wrong_usage(catalog: Catalog, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        stdout = io.StringIO()
        assert run(catalog, ["acme"], port=port, key=None, task_seconds=1, stdout=stdout) == 2
    words = f"callsheet simulate: cannot serve acme on port {port}: Address already in use\n"
    assert (capsys.readouterr().err, stdout.getvalue()) == (words, "")


def test_an_unknown_provider_is_wrong_usage(catalog: Catalog, capsys: pytest.CaptureFixture[str]) -> None:
    stdout = io.StringIO()
    assert run(catalog, ["nobody"], port=0, key=None, task_seconds=1, stdout=stdout) == 2
    words = "callsheet simulate: unknown provider 'nobody': there are dashscope, acme\n"
    assert (capsys.readouterr().err, stdout.getvalue()) == (words, "")


def test_signals_are_given_back(catalog: Catalog) -> None:
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]

    class Interrupting(io.StringIO):
        def flush(self) -> None:
            signal.raise_signal(signal.SIGINT)

    stdout = Interrupting()
    assert run(catalog, [], port=0, key=None, task_seconds=1, stdout=stdout) == 0
    assert [line.split()[0] for line in stdout.getvalue().splitlines()] == ["dashscope", "acme"]
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == before
