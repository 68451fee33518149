import copy
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast
from xml.etree import ElementTree as ET

import httpx
import pytest

from callsheet.model.endpoint import Catalog, Endpoint, Provider, TaskEndpoint
from callsheet.resolve.specs import load
from callsheet_contracts.conformance import FORMATS, OBLIGATIONS, Finding, Report, conform, printed
from callsheet_contracts.conformance.keys import looks_like_key
from callsheet_contracts.recordings import Recording, read
from callsheet_contracts.simulator import ManualClock, Simulator
from contracts.taping import (
    DASHSCOPE,
    LIVES,
    PIXVERSE,
    TASK,
    VIDEO,
    Body,
    Entry,
    Tape,
    answer,
    dashscope_poll,
    dashscope_submit,
    har,
    pixazo_poll,
    pixverse_poll,
    put,
    recorded,
    sent,
    tape_of,
)

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def all_specs() -> Catalog:
    return load(ROOT / "specs").compile()


def heard(catalog: Catalog, tape: Tape) -> tuple[Finding, ...]:
    return conform(catalog, [read(har(tape), "tape.har")]).findings


def said(findings: tuple[Finding, ...]) -> str:
    return "\n".join(f"{one.code} {one.place}: {one.words}" for one in findings)


@pytest.mark.parametrize("name", LIVES)
def test_a_life_as_the_pages_tell_it_is_clean(all_specs: Catalog, name: str) -> None:
    findings = heard(all_specs, tape_of(name))
    assert not findings, said(findings)


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


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_caught_by_its_name_and_nothing_else_is_said(all_specs: Catalog, name: str) -> None:
    provider, code, change = FAULTS[name]
    tape = tape_of(provider)
    change(tape)
    findings = heard(all_specs, tape)
    assert [one.code for one in findings] == [code], said(findings)
    assert findings[0].place.file == "tape.har"
    assert findings[0].place.line > 1
    assert findings[0].endpoint.startswith(provider)
    if code not in {"answer-missing", "undocumented-field"}:
        assert findings[0].spec is not None or findings[0].code in {"too-many-calls", "submit-repeated"}


def test_every_code_has_a_fault() -> None:
    whole_files = {"unreadable", "nothing-known"}
    assert {code for _, code, _ in FAULTS.values()} == set(OBLIGATIONS) - whole_files


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


@pytest.mark.parametrize("name", FINE)
def test_what_the_pages_allow_is_no_fault(all_specs: Catalog, name: str) -> None:
    provider, change = FINE[name]
    tape = tape_of(provider)
    change(tape)
    findings = heard(all_specs, tape)
    assert not findings, said(findings)


# Recordings of the simulator.


def lives(catalog: Catalog) -> Iterator[tuple[Provider, TaskEndpoint]]:
    for provider in catalog.providers:
        yield from ((provider, one) for one in provider.tasks)


def test_a_clean_recording_of_every_endpoint_by_vcr(all_specs: Catalog, tmp_path: Path) -> None:
    """Every endpoint that creates tasks, through the recorder that people use, from submit to end."""
    clock = ManualClock()
    recordings: list[Recording] = []
    with Simulator(all_specs, clock=clock, task_seconds=40, seed=1) as simulator:
        for provider, endpoint in lives(all_specs):
            file = tmp_path / f"{provider.name}-{endpoint.name}.yaml"
            with (
                recorded(file),
                httpx.Client(base_url=simulator.url(provider.name), trust_env=False) as http,
            ):
                record(http, clock, provider, endpoint)
            recordings.append(read(file.read_bytes(), file.name))
    report = conform(all_specs, recordings)
    assert not report.findings, said(report.findings)
    seen = {name for one in report.tallies for name, _ in one.seen}
    # This one shares its address with another, which takes its least request as well.
    unseen = {f"{provider.name}/{endpoint.name}" for provider, endpoint in lives(all_specs)} - seen
    assert unseen <= {"pixverse/template-video"}
    assert sum(one.tasks for one in report.tallies) == len(recordings)


def record(http: httpx.Client, clock: ManualClock, provider: Provider, endpoint: TaskEndpoint) -> None:
    protocol = endpoint.protocol
    key = {provider.key.header: provider.key.form.format(key="REDACTED")}
    example = next(cast("dict[str, object]", one.body) for one in endpoint.requests if not one.breaks)
    body = {name: value for name, value in example.items() if not name.startswith("$")}
    fresh = {one.name: one.value or "trace-0" for one in protocol.submit.headers}
    told: object = http.post(protocol.submit.path, json=body, headers={**key, **fresh}).json()
    for name in protocol.submit.task:
        told = cast("dict[str, object]", told)[name]
    for place in range(5):
        clock.advance(max(protocol.poll.every, 10))
        fresh = {one.name: one.value or f"trace-{place}" for one in protocol.poll.headers}
        http.get(protocol.poll.path.format(task=told), headers={**key, **fresh})


def test_a_recording_of_nobody_is_said_so(all_specs: Catalog) -> None:
    (finding,) = heard(all_specs, [Entry("GET", "https://elsewhere.example/", "", 0)])
    assert finding.code == "nothing-known"
    (finding,) = heard(all_specs, [])
    assert finding.code == "nothing-known"


def test_the_examples_of_the_specs_have_no_field_that_no_page_names(all_specs: Catalog) -> None:
    for _, endpoint in all_specs:
        tape = list(shown(endpoint)) if isinstance(endpoint, TaskEndpoint) else []
        findings = heard(all_specs, tape) if tape else ()
        wrong = [one for one in findings if one.code in {"undocumented-field", "answer-field-type", "moment-form"}]
        assert not wrong, said(tuple(wrong))


def shown(endpoint: Endpoint) -> Iterator[Entry]:
    """Show every poll that the pages show, each of a task of its own."""
    assert isinstance(endpoint, TaskEndpoint)
    poll = endpoint.protocol.poll
    for place, one in enumerate(example for example in endpoint.answers if example.to == "poll"):
        path = f"http://localhost:1{poll.path}".replace("{task}", f"task-{place}")
        yield Entry(poll.method, path, one.body, place * 60, status=one.http)


# How it is said.


@pytest.fixture(scope="module")
def report(all_specs: Catalog) -> Report:
    tape = tape_of("dashscope")
    FAULTS["back to waiting"][2](tape)
    put(tape[2].answer, "output.progress", 40)
    put(tape[0].body, "parameters.duration", 16)
    return conform(all_specs, [read(har(tape), "tape.har")])


def test_places_and_words(report: Report) -> None:
    text = printed(report, "text")
    assert "error sequence-regressed tape.har#3 response /output/task_status: PENDING cannot follow RUNNING" in text
    assert "error invalid-but-accepted tape.har#1 request /parameters/duration: /parameters/duration must be" in text
    assert "drift undocumented-field tape.har#3 response /output/progress: no page names" in text
    assert "specs/dashscope/task.yaml:" in text
    assert text.endswith("4 calls and 1 task in 1 recording: 2 failures, 1 of drift and warnings\n")


def test_json(report: Report) -> None:
    rows = json.loads(printed(report, "json"))
    assert rows["conforms"] is False
    codes = ["invalid-but-accepted", "undocumented-field", "sequence-regressed"]
    assert [one["code"] for one in rows["findings"]] == codes
    regressed = next(one for one in rows["findings"] if one["code"] == "sequence-regressed")
    assert regressed["recording"]["exchange"] == 3
    assert regressed["recording"]["at"] == "/output/task_status"
    assert regressed["spec"]["file"].endswith("specs/dashscope/task.yaml")
    assert regressed["endpoint"] == "dashscope/pixverse-t2v"
    assert regressed["task"] == TASK


def test_annotations(report: Report) -> None:
    lines = printed(report, "github").splitlines()
    assert len(lines) == 3
    assert any(line.startswith("::error file=tape.har,line=") and "sequence-regressed" in line for line in lines)
    assert any(line.startswith("::notice ") for line in lines)
    assert all(line.startswith("::error ") for line in printed(report, "github", strict=True).splitlines())


def test_sarif_has_a_region_in_the_recording_and_one_in_the_spec(report: Report) -> None:
    log = json.loads(printed(report, "sarif"))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = [one["id"] for one in run["tool"]["driver"]["rules"]]
    assert rules == list(OBLIGATIONS)
    for one in run["results"]:
        assert rules[one["ruleIndex"]] == one["ruleId"]
    one = next(one for one in run["results"] if one["ruleId"] == "sequence-regressed")
    here, there = one["locations"][0]["physicalLocation"], one["relatedLocations"][0]["physicalLocation"]
    assert here["artifactLocation"]["uri"] == "tape.har"
    assert here["region"]["startLine"] > 1
    assert there["artifactLocation"]["uri"].endswith("specs/dashscope/task.yaml")
    lines = (ROOT / "specs/dashscope/task.yaml").read_text("utf-8").splitlines()
    assert "RUNNING" in lines[int(there["region"]["startLine"]) - 1]
    assert {one["level"] for one in run["results"]} == {"error", "note"}
    assert len({one["partialFingerprints"]["callsheet/v1"] for one in run["results"]}) == 3


def test_junit_has_one_case_for_each_obligation(report: Report) -> None:
    root = ET.fromstring(printed(report, "junit").partition("\n")[2])
    (suite,) = root
    cases = {(one.get("classname"), str(one.get("name")).partition(":")[0]): one for one in suite}
    assert len(cases) == len(suite)
    assert suite.get("tests") == str(len(suite))
    assert suite.get("failures") == "2"
    assert ("dashscope/pixverse-t2v", "terminal-left") in cases
    assert ("dashscope/pixverse-t2v", "moment-form") in cases
    failed = {code for (_, code), case in cases.items() if case.find("failure") is not None}
    assert failed == {"invalid-but-accepted", "sequence-regressed"}
    assert "2 failures" in printed(report, "text")
    strict = ET.fromstring(printed(report, "junit", strict=True).partition("\n")[2])
    assert strict[0].get("failures") == "3"


def test_what_a_recording_says_does_not_steer_what_is_printed(all_specs: Catalog) -> None:
    tape = tape_of("dashscope")
    put(tape[1].answer, "output.task_status", "\x1b[31m\n::error::\ud800]]>\x00")
    found = conform(all_specs, [read(har(tape), "tape.har")])
    for output in FORMATS:
        text = printed(found, output)
        text.encode()
        assert "\x1b" not in text
        assert "\x00" not in text
        assert not any(line.startswith("::error::") for line in text.splitlines())
    ET.fromstring(printed(found, "junit").partition("\n")[2])


# The command.


def verify(*arguments: str, stdin: bytes = b"", cwd: Path = ROOT) -> tuple[int, str, str]:
    command = [sys.executable, "-m", "callsheet", "verify", *arguments]
    done = subprocess.run(command, input=stdin, capture_output=True, check=False, cwd=cwd)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_the_command_and_its_exit_codes(tmp_path: Path) -> None:
    tape = tape_of("pixverse")
    (tmp_path / "clean").write_bytes(har(tape))
    put(tape[1].answer, "Resp.added", 1)
    (tmp_path / "drift").write_bytes(har(tape))
    specs = ("--specs", str(ROOT / "specs"))
    assert verify("clean", *specs, cwd=tmp_path) == (0, "3 calls and 1 task in 1 recording: nothing failed\n", "")
    assert verify("drift", "clean", *specs, cwd=tmp_path)[0] == 0
    code, out, _ = verify("drift", "clean", "--strict", "--format", "json", *specs, cwd=tmp_path)
    assert code == 1
    assert [one["code"] for one in json.loads(out)["findings"]] == ["undocumented-field"]
    code, _, err = verify("nowhere", cwd=tmp_path)
    assert (code, err) == (2, "callsheet: nowhere: No such file or directory\n")
    code, out, _ = verify("-", stdin=b"!!python/object/apply:os.system [ls]", cwd=tmp_path)
    assert code == 1
    assert "error unreadable standard input: the tag !!python/object/apply:os.system stands for more than data" in out


# The rest.


@pytest.mark.parametrize(
    "value",
    [
        "sk-1f0c9a7be5d24438b6a2",
        "Xy7Qd93kLmP0aZt5",
        "hunter2hunter2x",
        "sk-secret-of-mine",
        "test-1f0c9a7be5d24438b6a2",
    ],
)
def test_keys(value: str) -> None:
    assert looks_like_key(value)


@pytest.mark.parametrize(
    "value",
    [
        "<KEY>",
        "***",
        "REDACTED",
        "[FILTERED]",
        "{key}",
        "${API_KEY}",
        "xxxxxxxxxxxxxxxx",
        "sk-xxxxxxxxxxxxxxxxxxxx",
        "YOUR_API_KEY",
        "test-key",
        "dummy",
        "sk-...",
        "placeholder",
    ],
)
def test_what_stands_for_a_key(value: str) -> None:
    assert not looks_like_key(value)


def test_a_key_is_told_once_with_how_often_it_stands_there(all_specs: Catalog) -> None:
    tape = tape_of("pixverse")
    for entry in tape:
        entry.headers["API-KEY"] = "sk-1f0c9a7be5d24438b6a2"
    (finding,) = heard(all_specs, tape)
    assert finding.code == "key-in-recording"
    assert "(and in 2 more)" in finding.words
    assert "1f0c9a7be5d24438b6a2" not in finding.words


def test_time_grows_with_the_length_and_no_faster(all_specs: Catalog) -> None:
    def seconds(tasks: int) -> float:
        tape: Tape = []
        for place in range(tasks):
            one = tape_of("dashscope")
            for entry in one:
                entry.seconds += place * 60
                entry.url = entry.url.replace(TASK, f"task-{place}")
                put(entry.answer, "output.task_id", f"task-{place}")
            put(one[0].body, "input.prompt", f"Raccoon {place}.")
            tape += one
        recording = read(har(tape), "tape.har")
        begun = time.perf_counter()
        assert conform(all_specs, [recording]).conforms(strict=True)
        return (time.perf_counter() - begun) / len(tape)

    seconds(10)
    few, many = seconds(50), seconds(500)
    assert many < few * 3
    assert many < 1e-3
