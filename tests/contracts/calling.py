"""Plain HTTP calls to a simulated provider, made from what its pages say and not by the code under test."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, cast

import httpx

from callsheet_contracts.simulator import Entry, Fault, ManualClock, Simulator

SUBMIT: Final = "/api/v1/services/aigc/video-generation/video-synthesis"
KEY: Final = {"Authorization": "Bearer sk-secret"}
ASYNC: Final = {**KEY, "X-DashScope-Async": "enable"}
C1: Final = "pixverse/pixverse-c1-t2v"
ACME_KEY: Final = {"Api-Key": "hush"}
TRACED: Final = {**ACME_KEY, "X-Trace": "1"}


def c1(**parameters: object) -> dict[str, object]:
    """Ask for five seconds of a raccoon."""
    return {
        "model": C1,
        "input": {"prompt": "A raccoon."},
        "parameters": {"size": "1280*720", "duration": 5, **parameters},
    }


def at(body: object, path: str) -> object:
    """Follow a dotted path; fail where it leads nowhere."""
    for key in path.split("."):
        assert isinstance(body, dict), f"no object to look {key!r} up in"
        body = cast("dict[str, object]", body)[key]
    return body


def paths(body: object, before: str = "") -> Iterator[str]:
    """List the dotted path of every value; items of a list all have one path."""
    if isinstance(body, dict) and body:
        for key, value in cast("dict[str, object]", body).items():
            yield from paths(value, f"{before}.{key}" if before else key)
    elif isinstance(body, list) and body:
        for item in cast("list[object]", body):
            yield from paths(item, before + "[]")
    else:
        yield before


@dataclass(frozen=True)
class Calling:
    """A provider under test, spoken to over HTTP."""

    provider: str
    simulator: Simulator
    clock: ManualClock
    http: httpx.Client

    def post(self, path: str, body: object, headers: Mapping[str, str]) -> httpx.Response:
        return self.http.post(path, json=body, headers=dict(headers))

    def get(self, path: str, headers: Mapping[str, str], **query: str) -> httpx.Response:
        return self.http.get(path, headers=dict(headers), params=query)

    def script(self, call: str, *faults: Fault) -> None:
        self.simulator.script(self.provider, call, *faults)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType] -- tests also script what there is not

    def last(self) -> Entry:
        return self.simulator.journal.entries(self.provider)[-1]


class DashScope(Calling):
    def submit(self, body: object = None, headers: Mapping[str, str] = ASYNC) -> httpx.Response:
        return self.post(SUBMIT, c1() if body is None else body, headers)

    def create(self, body: object = None) -> str:
        answer = self.submit(body)
        assert answer.status_code == httpx.codes.OK, answer.text
        return str(at(answer.json(), "output.task_id"))

    def poll(self, task: str, headers: Mapping[str, str] = KEY) -> httpx.Response:
        return self.get(f"/api/v1/tasks/{task}", headers)

    def status(self, task: str) -> object:
        return at(self.poll(task).json(), "output.task_status")

    def cancel(self, task: str) -> httpx.Response:
        return self.http.post(f"/api/v1/tasks/{task}/cancel", headers=KEY)

    def list(self, **query: str) -> httpx.Response:
        return self.get("/api/v1/tasks/", KEY, **query)


class Acme(Calling):
    def submit(self, body: object = None, headers: Mapping[str, str] = TRACED) -> httpx.Response:
        return self.post("/open/v2/clips", {"engine": "quick", "words": "Hello."} if body is None else body, headers)

    def create(self, body: object = None) -> str:
        answer = self.submit(body)
        assert answer.status_code == httpx.codes.OK, answer.text
        return str(at(answer.json(), "Resp.clip_id"))

    def poll(self, task: str) -> httpx.Response:
        return self.get(f"/open/v2/clips/{task}/state", ACME_KEY)

    def status(self, task: str) -> object:
        return at(self.poll(task).json(), "Resp.status")

    def cancel(self, task: str) -> httpx.Response:
        return self.http.delete(f"/open/v2/clips/{task}", headers=ACME_KEY)

    def list(self, **query: str) -> httpx.Response:
        return self.get("/open/v2/clips", ACME_KEY, **query)
