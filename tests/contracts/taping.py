"""Make recordings by hand: what pages say, as entries of a HAR."""

import copy
import json
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, cast

import vcr  # type: ignore[import-untyped] # pyright: ignore[reportMissingTypeStubs] -- it has no types

NOON: Final = datetime(2026, 3, 20, 12, tzinfo=UTC)
Body = dict[str, object]


@dataclass
class Entry:
    """One call and its answer."""

    method: str
    url: str
    answer: object
    seconds: float
    """When it was made, counted from noon."""
    headers: dict[str, str] = field(default_factory=dict[str, str])
    body: object = None
    status: int = 200
    came: dict[str, str] = field(default_factory=dict[str, str])

    def as_har(self) -> Body:
        sent: Body = {"method": self.method, "url": self.url, "headers": _headers(self.headers)}
        if self.body is not None:
            text = self.body if isinstance(self.body, str) else json.dumps(self.body)
            sent["postData"] = {"mimeType": "application/json", "text": text}
        text = self.answer if isinstance(self.answer, str) else json.dumps(self.answer)
        content: Body = {"mimeType": "application/json", "text": text}
        came: Body = {"status": self.status, "headers": _headers(self.came), "content": content}
        when = (NOON + timedelta(seconds=self.seconds)).isoformat()
        return {"startedDateTime": when, "time": 12, "request": sent, "response": came}


Tape = list[Entry]


def _headers(headers: dict[str, str]) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in headers.items()]


def har(tape: Iterable[Entry]) -> bytes:
    log = {"version": "1.2", "creator": {"name": "tests", "version": "1"}, "entries": [one.as_har() for one in tape]}
    return json.dumps({"log": log}, indent=1).encode()


def recorded(file: Path) -> AbstractContextManager[object]:
    """Record what goes over the wire, as people do."""
    recorder = vcr.VCR(record_mode=vcr.mode.ALL)
    return cast("AbstractContextManager[object]", recorder.use_cassette(str(file)))  # pyright: ignore[reportUnknownMemberType] -- it has no types


def put(body: object, path: str, value: object) -> None:
    """Set a place of a body; `...` deletes it."""
    *way, last = path.split(".")
    for key in way:
        assert isinstance(body, dict)
        body = cast("Body", body)[key]
    assert isinstance(body, dict)
    if value is ...:
        del body[last]
    else:
        body[last] = value


def answer(index: int, path: str, value: object) -> Callable[[Tape], None]:
    """Change a place of an answer."""
    return lambda tape: put(tape[index].answer, path, value)


def sent(path: str, value: object) -> Callable[[Tape], None]:
    """Change a place of the submit."""
    return lambda tape: put(tape[0].body, path, value)


DASHSCOPE: Final = "https://dashscope.aliyuncs.com/api/v1"
TASK: Final = "0385dc79-5ff8-4d82-bcb6-000000000001"


def dashscope_poll(state: str, seconds: float, **output: object) -> Entry:
    told = {"request_id": "c1209113", "output": {"task_id": TASK, "task_status": state, **output}}
    return Entry("GET", f"{DASHSCOPE}/tasks/{TASK}", told, seconds, {"Authorization": "Bearer <KEY>"})


def dashscope_submit() -> Entry:
    body = {
        "model": "pixverse/pixverse-c1-t2v",
        "input": {"prompt": "A raccoon."},
        "parameters": {"size": "1280*720", "duration": 5},
    }
    headers = {
        "Authorization": "Bearer <KEY>",
        "X-DashScope-Async": "enable",
        "Content-Type": "application/json",
    }
    told = {"output": {"task_status": "PENDING", "task_id": TASK}, "request_id": "4909100c"}
    url = f"{DASHSCOPE}/services/aigc/video-generation/video-synthesis"
    return Entry("POST", url, told, 0, headers, body)


def dashscope_life() -> Tape:
    times = {"submit_time": "2026-03-20 20:00:00.000", "scheduled_time": "2026-03-20 20:00:01.500"}
    ended = {**times, "end_time": "2026-03-20 20:00:40.000", "video_url": "https://media.example/x.mp4"}
    last = dashscope_poll("SUCCEEDED", 45, **ended, orig_prompt="A raccoon.")
    put(last.answer, "usage", {"duration": 5, "size": "1280*720", "audio": False})
    return [
        dashscope_submit(),
        dashscope_poll("PENDING", 15, submit_time=times["submit_time"]),
        dashscope_poll("RUNNING", 30, **times),
        last,
    ]


PIXVERSE: Final = "https://app-api.pixverse.ai/openapi/v2"
VIDEO: Final = 343252978602905


def pixverse_poll(state: int, seconds: float, url: str = "") -> Entry:
    told: Body = {"ErrCode": 0, "ErrMsg": "success", "Resp": {"id": VIDEO, "status": state, "url": url, "seed": 7}}
    headers = {"API-KEY": "REDACTED", "Ai-trace-id": f"trace-{seconds}"}
    return Entry("GET", f"{PIXVERSE}/video/result/{VIDEO}", told, seconds, headers)


def pixverse_life() -> Tape:
    body = {
        "model": "v5",
        "prompt": "A raccoon.",
        "aspect_ratio": "16:9",
        "duration": 5,
        "quality": "540p",
    }
    headers = {"API-KEY": "REDACTED", "Ai-trace-id": "trace-0", "Content-Type": "application/json"}
    told = {"ErrCode": 0, "ErrMsg": "success", "Resp": {"video_id": VIDEO}}
    return [
        Entry("POST", f"{PIXVERSE}/video/text/generate", told, 0, headers, body),
        pixverse_poll(5, 5),
        pixverse_poll(1, 10, "https://media.example/x.mp4"),
    ]


PIXAZO: Final = "https://gateway.pixazo.ai"
REQUEST: Final = "pixverse-c1-text-to-video_019d"


def pixazo_poll(state: str, seconds: float, **more: object) -> Entry:
    told = {"request_id": REQUEST, "status": state, "created_at": "2026-03-20T12:00:00.000Z", **more}
    headers = {"Ocp-Apim-Subscription-Key": "***"}
    return Entry("GET", f"{PIXAZO}/v2/requests/status/{REQUEST}", told, seconds, headers)


def pixazo_life() -> Tape:
    told = {"request_id": REQUEST, "status": "QUEUED", "polling_url": f"{PIXAZO}/v2/requests/status/{REQUEST}"}
    url = f"{PIXAZO}/pixverse-c1-text-to-video/v1/pixverse-c1-text-to-video-request"
    headers = {"Ocp-Apim-Subscription-Key": "***", "Content-Type": "application/json"}
    output = {"media_url": ["https://media.example/x.mp4"], "media_type": "video/mp4"}
    return [
        Entry("POST", url, told, 0, headers, {"prompt": "A raccoon."}, 202),
        pixazo_poll("PROCESSING", 5),
        pixazo_poll("COMPLETED", 10, output=output),
    ]


LIVES: Final[dict[str, Callable[[], Tape]]] = {
    "dashscope": dashscope_life,
    "pixverse": pixverse_life,
    "pixazo": pixazo_life,
}


def tape_of(name: str) -> Tape:
    return copy.deepcopy(LIVES[name]())
