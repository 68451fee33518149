"""Print a report: text, JSON, CI annotations, SARIF, JUnit. Knows no check."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from callsheet import junit, sarif
from callsheet.diagnostics import annotation
from callsheet.span import Span
from callsheet.terminal import printable
from callsheet_contracts.conformance.findings import OBLIGATIONS, Finding, Obligation, Region
from callsheet_contracts.conformance.report import Report, Tally

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
    return "".join(f"{printable(line)}\n" for line in (*lines, f"{seen}{passed_over}: {found}{more}"))


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
    words = f"{one.place}: {one.words}" + (f". {one.cite}" if one.cite else "")
    place = Span(printable(one.place.file), max(one.place.line, 1), 1)
    return annotation(level, one.code, place, printable(words))


def as_sarif(report: Report, *, strict: bool = False) -> str:
    """Print a report as SARIF 2.1.0: a region in the recording, and the one in the spec that it is held to."""
    rules = [sarif.Rule(id=one.code, words=one.words, level=SARIF_LEVELS[one.level]) for one in OBLIGATIONS.values()]
    return sarif.log("callsheet verify", rules, (_result(one, strict=strict) for one in report.findings))


def _result(one: Finding, *, strict: bool) -> sarif.Result:
    return sarif.Result(
        rule=one.code,
        level="error" if strict else SARIF_LEVELS[one.level],
        words=f"{one.place}: {one.words}",
        place=sarif.Place(file=one.place.file, region={"startLine": max(one.place.line, 1)}),
        # Neither lines nor words are in it, so that it stays the same when a recording is made anew.
        same=f"{one.code}/{one.place.file}/{one.endpoint}/{one.place.part}/{one.place.pointer}",
        properties={"exchange": one.place.index, "endpoint": one.endpoint, "task": one.task, "cite": one.cite},
        related=sarif.Place(file=one.spec.file, region=_span(one.spec)) if one.spec else None,
        related_words="what it is held to",
    )


def _span(spec: Region) -> Mapping[str, int]:
    return {"startLine": spec.line, "startColumn": spec.column, "endColumn": spec.column + spec.width}


def as_junit(report: Report, *, strict: bool = False) -> str:
    """Print a report as JUnit XML: a suite for each recording, a case for each obligation of each endpoint in it."""
    return junit.document("callsheet verify", (_suite(report, tally, strict=strict) for tally in report.tallies))


def _suite(report: Report, tally: Tally, *, strict: bool) -> junit.Suite:
    found = [one for one in report.findings if one.place.file == tally.file]
    cases = (
        _case(endpoint or tally.file, obligation, broken, strict=strict)
        for endpoint, obligation, broken in _cases(tally, found)
    )
    return junit.Suite(name=tally.file, cases=tuple(cases))


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


def _case(name: str, obligation: Obligation, broken: list[Finding], *, strict: bool) -> junit.Case:
    failures = [one for one in broken if strict or one.level == "error"]
    return junit.Case(
        of=name,
        name=f"{obligation.code}: {obligation.words}",
        failure=_lines(failures),
        code=obligation.code,
        message=failures[0].words if failures else "",
        notes="" if failures else _lines(broken),
    )


def _lines(findings: list[Finding]) -> str:
    return "\n".join(line for one in findings for line in _in_lines(one))


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
