"""Little services to record, and cassettes to play: plain HTTP, and nothing of the code under test."""

import gzip
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import httpx

from callsheet.model.endpoint import CallEndpoint, Provider, TaskEndpoint

SUBMIT: Final = "https://dashscope.aliyuncs.com/api/v1/services/aigc/video-generation/video-synthesis"
POLL: Final = "https://dashscope.aliyuncs.com/api/v1/tasks/t-1"
KEY: Final = "sk-1f0c9a7be5d24438b6a2"
HEADERS: Final = {"Authorization": f"Bearer {KEY}", "X-DashScope-Async": "enable"}
BODY: Final = {
    "model": "pixverse/pixverse-c1-t2v",
    "input": {"prompt": "A raccoon."},
    "parameters": {"size": "1280*720", "duration": 5},
}
NOON: Final = datetime(2026, 3, 20, 12, tzinfo=UTC)
CREATED: Final = {"output": {"task_id": "t-1", "task_status": "PENDING"}, "request_id": "r-0"}


def called(provider: Provider) -> tuple[TaskEndpoint | CallEndpoint, ...]:
    """List the endpoints of a provider that are called."""
    return (*provider.tasks, *provider.calls)


def opened() -> httpx.Client:
    """Open a client of httpx's own; loading certificates is what takes longest about one, and nobody is called."""
    return httpx.Client(verify=False, trust_env=False)


def told(state: str, **output: object) -> dict[str, object]:
    return {"request_id": "r-1", "output": {"task_id": "t-1", "task_status": state, **output}}


class Ticking:
    """A clock that goes on by a second whenever it is looked at."""

    def __init__(self) -> None:
        self._seconds = -1

    def __call__(self) -> datetime:
        self._seconds += 1
        return NOON + timedelta(seconds=self._seconds)


Answer = Callable[[httpx.Request], httpx.Response]


def service(*states: str, packed: bool = False, answer: Answer | None = None) -> httpx.MockTransport:
    """Answer as a provider does: a submit, then polls that tell one state after the other."""
    left = list(states)

    def respond(request: httpx.Request) -> httpx.Response:
        if answer is not None:
            return answer(request)
        body = CREATED if request.method == "POST" else told(left.pop(0))
        headers = {"Content-Type": "application/json", "Set-Cookie": "session=0rXm1Zb4kPq8Wv2s", "X-Vendor": "1"}
        content = json.dumps(body).encode()
        if packed:
            headers["Content-Encoding"], content = "gzip", gzip.compress(content)
        return httpx.Response(200, headers=headers, content=content)

    return httpx.MockTransport(respond)


def interaction(
    method: str, url: str, answer: object, *, body: object = None, status: int = 200, **headers: str
) -> dict[str, object]:
    """Lay an interaction out as vcrpy does."""
    return {
        "request": {
            "method": method,
            "uri": url,
            "headers": {name.replace("_", "-"): [value] for name, value in headers.items()},
            "body": body if body is None or isinstance(body, (str, bytes)) else json.dumps(body),
        },
        "response": {
            "status": {"code": status, "message": ""},
            "headers": {"content-type": ["application/json"]},
            "body": {"string": answer if isinstance(answer, (str, bytes)) else json.dumps(answer)},
        },
    }


def tape(path: Path, *interactions: dict[str, object]) -> Path:
    """Write a cassette as JSON, which is YAML, too."""
    path.write_text(json.dumps({"version": 1, "interactions": interactions}), "utf-8")
    return path


def life(path: Path, *states: str) -> Path:
    """Write the life of a task: its submit, and a poll for each state."""
    polls = (interaction("GET", POLL, told(state)) for state in states)
    return tape(path, interaction("POST", SUBMIT, CREATED, body=BODY), *polls)
