"""Print a report: text, JSON, JUnit, CI annotations. Knows no check."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from callsheet import junit
from callsheet.diagnostics import annotation
from callsheet.span import Span
from callsheet.terminal import printable
from callsheet_contracts.conformance.findings import Region
from callsheet_contracts.probe.cases import Finding, Outcome, State
from callsheet_contracts.probe.report import Report

ANNOTATIONS: Final = {"error": "error", "warning": "warning", "drift": "notice"}
FEW: Final = 6
"""So many ids of like cases are named."""
WIDE: Final = 120
"""Characters of a label that are shown to people."""


def printed(report: Report, output: str, *, strict: bool = False) -> str:
    """Print a report in one of `FORMATS`; strictly, warnings and drift are failures."""
    return FORMATS[output](report, strict)


def as_text(report: Report, *, strict: bool = False) -> str:
    """Print a report for people: some lines for each finding, and a few for all."""
    lines = [line for one in report.findings for line in _in_lines(one)]
    failed = len(report.failures(strict=strict))
    more = len(report.findings) - failed
    drift = f", {more} of drift and warnings" if more else ""
    spent = "" if report.spent is None else f", {report.spent} spent at most"
    sent = f"{_count(report.requests, 'request')}{spent}, {report.cpu:.2f} s of CPU"
    lines.append(f"{report.endpoint} at {report.base}: {_count(failed, 'failure')}{drift}; {_tally(report)}; {sent}")
    if report.stopped or report.blocked:
        lines.append(f"ended early: {report.blocked or report.stopped}")
    return "".join(f"{printable(line)}\n" for line in lines)


def _tally(report: Report) -> str:
    words = {State.PASSED: "passed", State.FAILED: "failed", State.UNJUDGED: "not judged", State.LEFT: "not sent"}
    counts = ((state, report.count(state)) for state in words)
    return f"{_count(len(report.outcomes), 'case')}, " + ", ".join(
        f"{count} {words[state]}" for state, count in counts if count
    )


def _in_lines(one: Finding) -> Iterator[str]:
    case, outcome = one.case, one.outcome
    yield f"{outcome.level} {case.id} {outcome.code} [{case.constraint}] {_short(case.label)}"
    where = f"{case.place}: " if case.place else ""
    yield f"    expected: {where}{case.expected.value}, since {case.words or case.constraint}"
    yield f"    came: {outcome.came}"
    spec, cite = outcome.spec or case.spec, outcome.cite or case.cite
    if spec or cite:
        yield f"    see: {' '.join(filter(None, (_region(spec), cite)))}"
    if outcome.advice:
        yield f"    do: {outcome.advice}"
    if one.also:
        named = " ".join(two.id for two in one.also[:FEW])
        yield f"    also: {_count(len(one.also), 'case')} more: {named}{' …' if len(one.also) > FEW else ''}"
    if one.curl:
        yield f"    {one.curl}"


def as_json(report: Report, *, strict: bool = False) -> str:
    """Print a report as one JSON object."""
    said = {
        "endpoint": report.endpoint,
        "base": report.base,
        "passes": report.passes(strict=strict),
        "strict": strict,
        "requests": report.requests,
        "cpu_seconds": round(report.cpu, 3),
        "spent": None if report.spent is None else str(report.spent),
        "ended_early": report.blocked or report.stopped,
        "findings": [_as_object(one) for one in report.findings],
        "cases": [_case_object(one) for one in report.outcomes],
    }
    return json.dumps(said, indent=2) + "\n"


def _as_object(one: Finding) -> dict[str, object]:
    case, outcome = one.case, one.outcome
    spec = outcome.spec or case.spec
    return {
        "id": case.id,
        "code": outcome.code,
        "level": outcome.level,
        "label": case.label,
        "constraint": case.constraint,
        "place": case.place,
        "expected": case.expected.value,
        "words": case.words,
        "came": outcome.came,
        "advice": outcome.advice,
        "spec": None if spec is None else {"file": spec.file, "line": spec.line, "column": spec.column},
        "cite": outcome.cite or case.cite,
        "curl": one.curl,
        "also": [two.id for two in one.also],
    }


def _case_object(one: Outcome) -> dict[str, object]:
    case = one.case
    said: dict[str, object] = {"id": case.id, "label": case.label, "constraint": case.constraint, "place": case.place}
    return {**said, "expected": case.expected.value, "state": one.state.value, "came": one.came}


def as_annotations(report: Report, *, strict: bool = False) -> str:
    """Print each finding as a workflow command that CI shows beside the line of the spec."""
    return "".join(f"{_annotation(one, report, strict=strict)}\n" for one in report.findings)


def _annotation(one: Finding, report: Report, *, strict: bool) -> str:
    case, outcome = one.case, one.outcome
    level = "error" if strict else ANNOTATIONS[outcome.level]
    spec = outcome.spec or case.spec
    place = Span(spec.file, spec.line, spec.column) if spec else None
    words = f"{report.endpoint} {case.id} {_short(case.label)}: expected {case.expected.value}; {outcome.came}"
    return annotation(level, f"{outcome.code} {case.constraint}", place, printable(words))


def as_junit(report: Report, *, strict: bool = False) -> str:
    """Print a report as JUnit XML: one case for each duty, sent or not."""
    found = {one.case.id: one for one in report.findings}
    leaders = {two.id: one for one in report.findings for two in one.also}
    cases = tuple(
        _junit_case(one, report, found.get(one.case.id) or leaders.get(one.case.id), strict=strict)
        for one in report.outcomes
    )
    return junit.document("callsheet probe", [junit.Suite(name=report.endpoint, cases=cases)])


def _junit_case(one: Outcome, report: Report, finding: Finding | None, *, strict: bool) -> junit.Case:
    case, failed = one.case, one.state is State.FAILED
    text = "\n".join(_in_lines(finding)) if finding else one.came
    fails = failed and (strict or one.level == "error")
    return junit.Case(
        of=f"{report.endpoint}.{case.constraint}",
        name=f"{case.id} {_short(case.label)}",
        failure=text if fails else "",
        code=one.code,
        message=one.came,
        notes=text if failed and not fails else "",
        skipped=one.came if one.state in {State.UNJUDGED, State.LEFT} else "",
    )


def _short(label: str) -> str:
    return label if len(label) <= WIDE else f"{label[: WIDE - 1]}…"


def _region(spec: Region | None) -> str:
    return f"{spec.file}:{spec.line}:{spec.column}" if spec else ""


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


Printer = Callable[[Report, bool], str]
FORMATS: Final[Mapping[str, Printer]] = {
    "text": lambda report, strict: as_text(report, strict=strict),
    "json": lambda report, strict: as_json(report, strict=strict),
    "github": lambda report, strict: as_annotations(report, strict=strict),
    "junit": lambda report, strict: as_junit(report, strict=strict),
}
