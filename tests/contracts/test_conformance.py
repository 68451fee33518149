import io
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast
from xml.etree import ElementTree as ET

import httpx
import pytest

from callsheet.cli import contracting, main
from callsheet.model.endpoint import Catalog, Endpoint, Provider, TaskEndpoint
from callsheet_contracts.conformance import FORMATS, OBLIGATIONS, Finding, Report, conform, printed
from callsheet_contracts.conformance.keys import looks_like_key
from callsheet_contracts.recordings import Recording, read
from callsheet_contracts.simulator import ManualClock, Simulator
from contracts.recording_faults import FAULTS, FINE
from contracts.taping import (
    LIVES,
    TASK,
    Entry,
    Tape,
    har,
    put,
    recorded,
    tape_of,
)
from support.catalog import ROOT, real
from support.shell import Said, Shell

Verify = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def all_specs() -> Catalog:
    return real()


def heard(catalog: Catalog, tape: Tape) -> tuple[Finding, ...]:
    return conform(catalog, [read(har(tape), "tape.har")]).findings


def said(findings: tuple[Finding, ...]) -> str:
    return "\n".join(f"{one.code} {one.place}: {one.words}" for one in findings)


@pytest.mark.parametrize("name", LIVES)
def test_a_life_as_the_pages_tell_it_is_clean(all_specs: Catalog, name: str) -> None:
    findings = heard(all_specs, tape_of(name))
    assert not findings, said(findings)


# Faults, one at a time: each is caught, by its own name, and nothing else is said.


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


@pytest.fixture
def verify(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Verify:
    """Run the command in this process, where the specs are compiled already."""

    def run(*arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = main(["verify", *arguments])
        out, err = capsys.readouterr()
        return code, out, err

    def compiled(specs: str | None) -> Catalog:
        del specs
        return real()

    monkeypatch.setattr(contracting, "compiled", compiled)
    monkeypatch.chdir(tmp_path)
    return run


def write_clean_and_drift(folder: Path) -> None:
    tape = tape_of("pixverse")
    (folder / "clean").write_bytes(har(tape))
    put(tape[1].answer, "Resp.added", 1)
    (folder / "drift").write_bytes(har(tape))


def test_the_command_and_its_exit_codes(verify: Verify, tmp_path: Path) -> None:
    write_clean_and_drift(tmp_path)
    assert verify("drift", "clean")[0] == 0
    code, out, _ = verify("drift", "clean", "--strict", "--format", "json")
    assert code == 1
    assert [one["code"] for one in json.loads(out)["findings"]] == ["undocumented-field"]
    code, _, err = verify("nowhere")
    assert (code, err) == (2, "callsheet: nowhere: No such file or directory\n")
    code, out, _ = verify("-", stdin=b"!!python/object/apply:os.system [ls]")
    assert code == 1
    assert "error unreadable standard input: the tag !!python/object/apply:os.system stands for more than data" in out


def test_the_command_as_a_shell_runs_it(tmp_path: Path) -> None:
    write_clean_and_drift(tmp_path)
    said = Shell(tmp_path)("verify", "clean", "--specs", str(ROOT / "specs"))
    assert said == Said(0, "3 calls and 1 task in 1 recording: nothing failed\n", "")


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
