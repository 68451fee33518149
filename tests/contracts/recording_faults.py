"""Recordings that are wrong in one way, each with the code that names it, and some that only look wrong."""

import copy
from collections.abc import Callable

from contracts.taping import (
    DASHSCOPE,
    PIXVERSE,
    TASK,
    VIDEO,
    Body,
    Entry,
    Tape,
    answer,
    dashscope_poll,
    dashscope_submit,
    pixazo_poll,
    pixverse_poll,
    put,
    sent,
)

# Faults, one at a time: each is caught, by its own name, and nothing else is said.


def swap(*states: str) -> Callable[[Tape], None]:
    """Let the polls show these states, one after the other, with nothing else in them."""

    def change(tape: Tape) -> None:
        urls = {"video_url": "https://media.example/x.mp4"}
        tape[1:] = [
            dashscope_poll(state, 15.0 * (place + 1), **(urls if state == "SUCCEEDED" else {}))
            for place, state in enumerate(states)
        ]

    return change


def at_url(index: int, url: str) -> Callable[[Tape], None]:
    def change(tape: Tape) -> None:
        tape[index].url = url

    return change


def header(index: int, name: str, value: str | None) -> Callable[[Tape], None]:
    def change(tape: Tape) -> None:
        tape[index].headers.pop(name, None)
        if value is not None:
            tape[index].headers[name] = value

    return change


def refused(index: int, status: int, body: object) -> Callable[[Tape], None]:
    """Let a call be refused; of a submit, nothing follows."""

    def change(tape: Tape) -> None:
        tape[index].status, tape[index].answer = status, body
        if index == 0:
            del tape[1:]

    return change


def instead(index: int, *entries: Entry) -> Callable[[Tape], None]:
    """Put other calls in the place of all from one on."""

    def change(tape: Tape) -> None:
        tape[index:] = copy.deepcopy(entries)

    return change


def at_second(index: int, seconds: float) -> Callable[[Tape], None]:
    def change(tape: Tape) -> None:
        tape[index].seconds = seconds

    return change


def without(*indices: int) -> Callable[[Tape], None]:
    def change(tape: Tape) -> None:
        for index in sorted(indices, reverse=True):
            del tape[index]

    return change


def both(*changes: Callable[[Tape], None]) -> Callable[[Tape], None]:
    def change(tape: Tape) -> None:
        for one in changes:
            one(tape)

    return change


def hurried(tape: Tape) -> None:
    for place, entry in enumerate(tape):
        entry.seconds = place * 0.1


def many_lists(tape: Tape) -> None:
    told: Body = {"total": 0, "data": [], "total_page": 0, "page_no": 1, "page_size": 10, "request_id": "r"}
    headers = {"Authorization": "Bearer <KEY>"}
    tape += [Entry("GET", f"{DASHSCOPE}/tasks/", told, 60 + place / 100, headers) for place in range(30)]


def listed(row: dict[str, object]) -> Callable[[Tape], None]:
    def change(tape: Tape) -> None:
        told: Body = {"total": 1, "data": [row], "total_page": 1, "page_no": 1, "page_size": 10, "request_id": "r"}
        tape.append(Entry("GET", f"{DASHSCOPE}/tasks/", told, 60, {"Authorization": "Bearer <KEY>"}))

    return change


def second_task_of_one_id(tape: Tape) -> None:
    again = dashscope_submit()
    again.seconds = 50
    put(again.body, "input.prompt", "Another raccoon.")
    tape.append(again)


def submitted_twice(tape: Tape) -> None:
    lost = dashscope_submit()
    lost.seconds, lost.status = -5, 500
    lost.answer = {"code": "InternalError", "message": "sorry", "request_id": "r"}
    tape.insert(0, lost)


INVALID = {"code": "InvalidParameter", "message": "no", "request_id": "r"}
FAULTS: dict[str, tuple[str, str, Callable[[Tape], None]]] = {
    "back to waiting": ("dashscope", "sequence-regressed", swap("RUNNING", "PENDING", "SUCCEEDED")),
    "numbers going back": (
        "pixverse",
        "sequence-regressed",
        instead(1, pixverse_poll(10, 5), pixverse_poll(9, 10), pixverse_poll(1, 15, "https://media.example/x.mp4")),
    ),
    "back to the queue": (
        "pixazo",
        "sequence-regressed",
        both(at_second(2, 15), lambda tape: tape.insert(2, pixazo_poll("QUEUED", 10))),
    ),
    "success flips to failure": ("dashscope", "terminal-left", swap("SUCCEEDED", "FAILED")),
    "success goes on running": ("dashscope", "terminal-left", swap("RUNNING", "SUCCEEDED", "RUNNING", "RUNNING")),
    "failure becomes success": ("dashscope", "terminal-left", swap("FAILED", "SUCCEEDED")),
    "never an end": ("dashscope", "never-ended", swap(*["RUNNING"] * 40)),
    "nobody asks": ("dashscope", "never-polled", without(1, 2, 3)),
    "another's answer": ("dashscope", "wrong-task-id", answer(2, "output.task_id", "somebody-elses")),
    "another's number": ("pixverse", "wrong-task-id", answer(1, "Resp.id", VIDEO + 1)),
    "no video": ("dashscope", "result-missing", answer(3, "output.video_url", ...)),
    "an empty address": ("pixverse", "result-missing", answer(2, "Resp.url", "")),
    "no video in the list": ("pixazo", "result-missing", answer(2, "output.media_url", [])),
    "an address that is none": ("dashscope", "answer-field-type", answer(3, "output.video_url", "not yet")),
    "polls in a rush": ("dashscope", "polled-too-fast", hurried),
    "too many calls": ("dashscope", "too-many-calls", many_lists),
    "a new word": ("dashscope", "status-undocumented", swap("QUEUEING", "SUCCEEDED")),
    "a new number": ("pixverse", "status-undocumented", answer(1, "Resp.status", 42)),
    "a new word at once": ("pixazo", "status-undocumented", answer(0, "status", "IN_QUEUE")),
    "no state": ("dashscope", "status-missing", answer(1, "output.task_status", ...)),
    "a new code": (
        "dashscope",
        "error-code-undocumented",
        refused(0, 400, {"code": "Novel", "message": "no", "request_id": "r"}),
    ),
    "a new code of a task": (
        "dashscope",
        "error-code-undocumented",
        both(swap("FAILED"), answer(1, "output.code", "Novel"), answer(1, "output.message", "no")),
    ),
    "a new code under 200": (
        "pixverse",
        "error-code-undocumented",
        refused(0, 200, {"ErrCode": 777777, "ErrMsg": "no", "Resp": None}),
    ),
    "a new status": ("dashscope", "http-status-undocumented", refused(1, 418, "<html>teapot</html>")),
    "a code under another status": (
        "dashscope",
        "http-status-undocumented",
        refused(0, 404, {**INVALID, "code": "InvalidApiKey"}),
    ),
    "an error under 200": ("dashscope", "wrong-envelope", refused(0, 200, INVALID)),
    "no code at all": ("pixverse", "wrong-envelope", answer(1, "ErrCode", ...)),
    "all is well under 500": ("pixverse", "wrong-envelope", refused(1, 500, {"ErrCode": 0, "ErrMsg": "success"})),
    "a page of HTML": ("dashscope", "answer-unreadable", refused(1, 200, "<html></html>")),
    "half an answer": ("pixazo", "answer-unreadable", refused(1, 200, '{"request_id": "pix')),
    "a key": ("dashscope", "key-in-recording", header(1, "Authorization", "Bearer sk-1f0c9a7be5d24438b6a2")),
    "a signed address": (
        "dashscope",
        "secret-in-recording",
        answer(3, "output.video_url", "https://store.example/x.mp4?Expires=1774000000&Signature=0rXm1Zb4kPq8Wv2s"),
    ),
    "a key alone": ("pixverse", "key-in-recording", header(0, "API-KEY", "sk-1f0c9a7be5d24438b6a2")),
    "no asynchrony": ("dashscope", "header-missing", header(0, "X-DashScope-Async", None)),
    "another asynchrony": ("dashscope", "header-missing", header(0, "X-DashScope-Async", "disable")),
    "no trace": ("pixverse", "header-missing", header(1, "Ai-trace-id", None)),
    "asynchrony in a poll": ("dashscope", "header-unwanted", header(2, "X-DashScope-Async", "enable")),
    "too long and taken": ("dashscope", "invalid-but-accepted", sent("parameters.duration", 16)),
    "no such size and taken": ("dashscope", "invalid-but-accepted", sent("parameters.size", "360P")),
    "against a rule and taken": (
        "dashscope",
        "invalid-but-accepted",
        both(sent("model", "pixverse/pixverse-v5.6-t2v"), sent("parameters", {"size": "1920*1080", "duration": 10})),
    ),
    "no JSON and taken": ("pixazo", "invalid-but-accepted", lambda tape: setattr(tape[0], "body", "prompt=a")),
    "no such model and throttled": (
        "dashscope",
        "request-refused-by-spec",
        both(sent("model", "none"), refused(0, 429, {**INVALID, "code": "Throttling"})),
    ),
    "fine and refused": ("dashscope", "valid-but-refused", refused(0, 400, INVALID)),
    "fine and refused under 200": (
        "pixverse",
        "valid-but-refused",
        refused(0, 200, {"ErrCode": 400017, "ErrMsg": "Invalid parameter", "Resp": None}),
    ),
    "a model that is not there": (
        "pixazo",
        "valid-but-refused",
        refused(0, 400, {"error": "Model not found", "message": "none"}),
    ),
    "ignored by all": ("dashscope", "request-doubtful", sent("parameters.colour", "red")),
    "seconds as text": (
        "dashscope",
        "answer-field-type",
        lambda tape: put(tape[3].answer, "usage", {"duration": "five", "audio": False}),
    ),
    "a number as text": ("pixverse", "answer-field-type", answer(2, "Resp.seed", "seven")),
    "an id as text": ("pixverse", "answer-field-type", answer(0, "Resp.video_id", str(VIDEO))),
    "a state as text": ("pixverse", "answer-field-type", answer(1, "Resp.status", "5")),
    "a time of another form": ("dashscope", "moment-form", answer(3, "output.end_time", "20.3.2026 20:00")),
    "a month that is none": ("dashscope", "moment-form", answer(3, "output.end_time", "2026-13-20 20:00:00.000")),
    "a time that is not ISO": ("pixazo", "moment-form", answer(1, "created_at", "yesterday")),
    "no id": ("dashscope", "task-id-missing", both(answer(0, "output.task_id", ...), without(1, 2, 3))),
    "one id for two": ("dashscope", "task-id-reused", second_task_of_one_id),
    "sent again in doubt": ("dashscope", "submit-repeated", submitted_twice),
    "no such path": ("dashscope", "path-undocumented", at_url(1, f"{DASHSCOPE}/jobs/{TASK}")),
    "no such method": ("dashscope", "path-undocumented", lambda tape: setattr(tape[1], "method", "PUT")),
    "a server without it": (
        "dashscope",
        "server-undocumented",
        at_url(0, "https://dashscope-us.aliyuncs.com/api/v1/services/aigc/video-generation/video-synthesis"),
    ),
    "a new field": ("dashscope", "undocumented-field", answer(2, "output.progress", 40)),
    "no answer": ("dashscope", "answer-missing", lambda tape: setattr(tape[1], "status", 0)),
    "a list that goes back": (
        "dashscope",
        "terminal-left",
        listed({"task_id": TASK, "status": "RUNNING", "gmt_create": 1774008000000}),
    ),
    "a list with other times": (
        "dashscope",
        "moment-form",
        listed({"task_id": TASK, "status": "SUCCEEDED", "gmt_create": "2026-03-20 20:00:00"}),
    ),
}


# What looks like a fault and is none.


def in_china(tape: Tape) -> None:
    for entry in tape:
        entry.url = entry.url.replace(PIXVERSE, "https://app-api.pixverseai.cn/openapi/v2")


FINE: dict[str, tuple[str, Callable[[Tape], None]]] = {
    "steps that no poll saw": ("dashscope", swap("SUCCEEDED")),
    "forgotten after its end": ("dashscope", swap("SUCCEEDED", "UNKNOWN")),
    "forgotten at once": ("dashscope", swap("UNKNOWN")),
    "an invalid request is refused": ("dashscope", both(sent("parameters.duration", 16), refused(0, 400, INVALID))),
    "no key, and refused": (
        "dashscope",
        both(header(0, "Authorization", None), refused(0, 401, {**INVALID, "code": "InvalidApiKey"})),
    ),
    "no asynchrony, and refused": (
        "dashscope",
        both(header(0, "X-DashScope-Async", None), refused(0, 403, {**INVALID, "code": "AccessDenied"})),
    ),
    "throttled and asked again": ("dashscope", refused(1, 429, {**INVALID, "code": "Throttling"})),
    "moderation": ("dashscope", refused(0, 400, {**INVALID, "code": "DataInspectionFailed"})),
    "a second shape of errors": ("pixazo", refused(0, 402, {"detail": "no money"})),
    "a failed task in words": ("pixazo", lambda tape: tape.__setitem__(2, pixazo_poll("ERROR", 10, error="sorry"))),
    "another server with the same calls": ("pixverse", in_china),
    "a slash at the end": ("dashscope", lambda tape: setattr(tape[0], "url", tape[0].url + "/")),
    "a download of what was made": (
        "dashscope",
        lambda tape: tape.append(Entry("GET", "https://media.example/x.mp4", "", 60)),
    ),
    "cancelled and left": (
        "dashscope",
        instead(
            1,
            Entry("POST", f"{DASHSCOPE}/tasks/{TASK}/cancel", {"request_id": "r"}, 5, {"Authorization": "Bearer *"}),
        ),
    ),
    "an empty field before its time": ("pixverse", answer(1, "Resp.url", "")),
    "a placeholder that the pages show": ("pixverse", answer(2, "Resp.url", "string")),
}
