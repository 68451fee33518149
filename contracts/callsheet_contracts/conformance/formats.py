"""Print a report: text, JSON, CI annotations, SARIF, JUnit. Knows no check."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Final
from xml.etree import ElementTree as ET

from callsheet_contracts.conformance.findings import OBLIGATIONS, Finding, Obligation, Region
from callsheet_contracts.conformance.report import Report, Tally
from callsheet_contracts.escaping import for_annotation, for_property, for_terminal, for_xml

SARIF_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
SARIF_LEVELS: Final = {"error": "error", "warning": "warning", "drift": "note"}
ANNOTATIONS: Final = {"error": "error", "warning": "warning", "drift": "notice"}


def printed(report: Report, output: str, *, strict: bool = False) -> str:
    """Print a report in one of `FORMATS`; strictly, warnings and drift are failures."""
    return FORMATS[output](report, strict)


def as_text(report: Report, *, strict: bool = False) -> str:
    """Print a report for people: a line for each finding, and one for all."""
    lines = [line for one in report.findings for line in _in_lines(one)]
    exchanges = sum(one.exchanges for one in report.tallies)
    tasks = sum(one.tasks for one in report.tallies)
    foreign = sum(one.foreign for one in report.tallies)
    seen = f"{_count(exchanges, 'call')} and {_count(tasks, 'task')} in {_count(len(report.tallies), 'recording')}"
    passed_over = f", {foreign} to servers that no spec names" if foreign else ""
    failed = len(report.failures(strict=strict))
    drift = len(report.findings) - failed
    found = f"{_count(failed, 'failure')}" if failed else "nothing failed"
    more = f", {drift} of drift and warnings" if drift else ""
    return "".join(f"{for_terminal(line)}\n" for line in (*lines, f"{seen}{passed_over}: {found}{more}"))


def as_json(report: Report, *, strict: bool = False) -> str:
    """Print a report as one JSON object."""
    said = {
        "conforms": report.conforms(strict=strict),
        "strict": strict,
        "findings": [_as_object(one) for one in report.findings],
        "recordings": [_tally(one) for one in report.tallies],
    }
    return json.dumps(said, indent=2) + "\n"


def _in_lines(one: Finding) -> Iterator[str]:
    where = f"{one.place.file}:{one.place.line}: " if one.place.line else ""
    yield f"{where}{one.level} {one.code} {one.place}: {one.words}"
    spec = f"{one.spec.file}:{one.spec.line}:{one.spec.column}" if one.spec else ""
    if spec or one.cite:
        yield f"    see: {' '.join(filter(None, (spec, one.cite)))}"


def _as_object(one: Finding) -> dict[str, object]:
    place = one.place
    said: dict[str, object] = {
        "code": one.code,
        "level": one.level,
        "place": str(place),
        "words": one.words,
        "endpoint": one.endpoint,
        "task": one.task,
        "recording": {
            "file": place.file,
            "line": place.line,
            "exchange": place.index,
            "part": place.part,
            "at": place.pointer,
        },
        "spec": None,
        "cite": one.cite,
    }
    if one.spec is not None:
        said["spec"] = {"file": one.spec.file, "line": one.spec.line, "column": one.spec.column}
    return said


def _tally(one: Tally) -> dict[str, object]:
    return {
        "file": one.file,
        "exchanges": one.exchanges,
        "foreign": one.foreign,
        "tasks": one.tasks,
        "endpoints": sorted({name for name, _ in one.seen}),
    }


def as_annotations(report: Report, *, strict: bool = False) -> str:
    """Print each finding as a workflow command that CI shows beside the line."""
    return "".join(f"{_annotation(one, strict=strict)}\n" for one in report.findings)


def _annotation(one: Finding, *, strict: bool) -> str:
    level = "error" if strict else ANNOTATIONS[one.level]
    file, line = for_property(for_terminal(one.place.file)), max(one.place.line, 1)
    words = f"{one.place}: {one.words}" + (f". {one.cite}" if one.cite else "")
    return (
        f"::{level} file={file},line={line},col=1,title={for_property(one.code)}::{for_annotation(for_terminal(words))}"
    )


def as_sarif(report: Report, *, strict: bool = False) -> str:
    """Print a report as SARIF 2.1.0: a region in the recording, and the one in the spec that it is held to."""
    codes = list(OBLIGATIONS)
    rules = [
        {
            "id": one.code,
            "shortDescription": {"text": one.words},
            "defaultConfiguration": {"level": SARIF_LEVELS[one.level]},
        }
        for one in OBLIGATIONS.values()
    ]
    results = [_result(one, codes.index(one.code), strict=strict) for one in report.findings]
    driver = {"name": "callsheet verify", "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _result(one: Finding, rule: int, *, strict: bool) -> dict[str, object]:
    # Neither lines nor words are in it, so that it stays the same when a recording is made anew.
    same = f"{one.code}/{one.place.file}/{one.endpoint}/{one.place.part}/{one.place.pointer}"
    said: dict[str, object] = {
        "ruleId": one.code,
        "ruleIndex": rule,
        "level": "error" if strict else SARIF_LEVELS[one.level],
        "message": {"text": f"{one.place}: {one.words}"},
        "locations": [_location(one.place.file, {"startLine": max(one.place.line, 1)})],
        "partialFingerprints": {"callsheet/v1": hashlib.sha256(same.encode("utf-8", "replace")).hexdigest()[:32]},
        "properties": {"exchange": one.place.index, "endpoint": one.endpoint, "task": one.task, "cite": one.cite},
    }
    if one.spec is not None:
        related = _location(one.spec.file, _span(one.spec))
        said["relatedLocations"] = [{"id": 1, **related, "message": {"text": "what it is held to"}}]
    return said


def _span(spec: Region) -> Mapping[str, int]:
    return {"startLine": spec.line, "startColumn": spec.column, "endColumn": spec.column + spec.width}


def _location(file: str, region: Mapping[str, int]) -> dict[str, object]:
    return {"physicalLocation": {"artifactLocation": {"uri": file.replace("\\", "/")}, "region": dict(region)}}


def as_junit(report: Report, *, strict: bool = False) -> str:
    """Print a report as JUnit XML: a suite for each recording, a case for each obligation of each endpoint in it."""
    root = ET.Element("testsuites", name="callsheet verify")
    for tally in report.tallies:
        found = [one for one in report.findings if one.place.file == tally.file]
        cases = list(_cases(tally, found))
        failed = sum(any(strict or one.level == "error" for one in broken) for _, _, broken in cases)
        suite = ET.SubElement(
            root, "testsuite", name=tally.file, tests=str(len(cases)), failures=str(failed), errors="0", skipped="0"
        )
        for endpoint, obligation, broken in cases:
            _case(suite, endpoint or tally.file, obligation, broken, strict=strict)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _cases(tally: Tally, found: list[Finding]) -> Iterator[tuple[str, Obligation, list[Finding]]]:
    """List the obligations that a recording could break: of the file, then of each endpoint by the calls it has."""
    broken: dict[tuple[str, str], list[Finding]] = {}
    for one in found:
        broken.setdefault((one.endpoint, one.code), []).append(one)
    names = sorted({name for name, _ in tally.seen} | {one.endpoint for one in found})
    for name in dict.fromkeys(("", *names)):
        kinds = {kind for seen, kind in tally.seen if seen == name}
        for obligation in OBLIGATIONS.values():
            breaches = broken.get((name, obligation.code), [])
            if breaches or (obligation.kinds & kinds) or (not name and not obligation.kinds):
                yield name, obligation, breaches


def _case(suite: ET.Element, name: str, obligation: Obligation, broken: list[Finding], *, strict: bool) -> None:
    case = ET.SubElement(suite, "testcase", classname=for_xml(name), name=f"{obligation.code}: {obligation.words}")
    failures = [one for one in broken if strict or one.level == "error"]
    if failures:
        failure = ET.SubElement(case, "failure", type=obligation.code, message=for_xml(failures[0].words))
        failure.text = for_xml("\n".join(line for one in failures for line in _in_lines(one)))
    elif broken:
        ET.SubElement(case, "system-out").text = for_xml("\n".join(line for one in broken for line in _in_lines(one)))


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


Printer = Callable[[Report, bool], str]
FORMATS: Final[Mapping[str, Printer]] = {
    "text": lambda report, strict: as_text(report, strict=strict),
    "json": lambda report, strict: as_json(report, strict=strict),
    "github": lambda report, strict: as_annotations(report, strict=strict),
    "sarif": lambda report, strict: as_sarif(report, strict=strict),
    "junit": lambda report, strict: as_junit(report, strict=strict),
}
