"""Run a tool, and say what it said. Knows no tool."""

import contextlib
import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

HERE = Path(__file__).parent
SEED = 1
KEY = "right"
JSON = "application/json"
LONGEST = 900
"""Seconds for one run of one tool."""
PATIENCE = 60
"""Seconds for a server to start."""


def say(tool, about, fine, words):
    """Print one finding, and answer whether it is a good one."""
    print(f"{'ok  ' if fine else 'FAIL'} {tool:24}{about:12}{words}", flush=True)
    return fine


def beside_python(name):
    """Find a program of this environment."""
    return Path(sys.executable).with_name(name)


def run(command, **more):
    """Run a program to its end. One that is not there raises, as does one that does not end."""
    words = [str(one) for one in command]
    return subprocess.run(words, capture_output=True, text=True, check=False, timeout=LONGEST, **more)


def lines_of(done):
    """List what a program said."""
    return [line.strip() for line in (done.stdout + done.stderr).splitlines() if line.strip()]


@contextlib.contextmanager
def serving(command):
    """Run a server on a free port, whose number ends the command; answer its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = [*map(str, command), str(port)]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            until = time.monotonic() + PATIENCE
            while not is_open(port):
                if process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError(f"does not start: {' '.join(words)}")
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def is_open(port):
    """Tell whether somebody listens."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def post(url, headers, body):
    """Send JSON, and answer the status and what came back."""
    headers = {**headers, "Content-Type": JSON}
    request = urllib.request.Request(url, json.dumps(body).encode(), headers, method="POST")
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def key_header(provider):
    """Write the header that carries the key."""
    return provider.key.header, provider.key.form.replace("{key}", KEY)


def contents(whole):
    """List each call that takes JSON: its path, itself, and what it takes."""
    for path, methods in whole["paths"].items():
        for operation in methods.values():
            content = operation.get("requestBody", {}).get("content", {}).get(JSON)
            if content is not None:
                yield path, operation, content
