"""Print what was said of requests: for people, programs, CI. Knows no rule."""

import json
import os
import sys
from collections.abc import Iterator

from callsheet.cli.requests import Document
from callsheet.terminal import printable
from callsheet_runtime.candidates import ALIKE, likeness
from callsheet_runtime.changes import Change, patch
from callsheet_runtime.mending import Advice
from callsheet_runtime.problems import LEAVE_OUT, Problem, Scalar, show

TOOL = "callsheet validate"
MOST_SHOWN = 60
"""As many allowed values are listed."""


class Verdict:
    """What is said of one request. It is `valid` where nothing in it is refused; strictly, nor warned of."""

    __slots__ = ("document", "found", "strict", "valid")

    def __init__(self, document: Document, found: list[tuple[Problem, Advice]], *, strict: bool) -> None:
        self.document = document
        self.found = found
        self.strict = strict
        self.valid = not found or not any(strict or one.level == "error" for one, _ in found)

    def level(self, problem: Problem) -> str:
        """Say how much a problem matters."""
        return "error" if self.strict else problem.level


def as_text(_: str, one: Verdict) -> Iterator[str]:
    """Print for people: a line for each problem, what to do about it, and where it is written."""
    if not one.found:
        yield f"{one.document.place}: fine"
    for problem, advice in one.found:
        yield from _in_lines(one, problem, advice)


def _in_lines(verdict: Verdict, problem: Problem, advice: Advice, *, coloured: bool = True) -> Iterator[str]:
    level = verdict.level(problem)
    shown = _coloured(level) if coloured else level
    place, says = printable(problem.at or "/"), printable(problem.says)
    yield f"{verdict.document.place}: {shown} {place} {says} [{problem.rule.name}]"
    allowed = in_words(advice.allowed)
    # Where the words name all of them already, once is enough.
    if allowed and not all(str(value) in says for value in advice.allowed) and allowed not in says:
        yield f"    allowed: {printable(allowed)}"
    if advice.changes:
        yield f"    {printable(_advice(verdict, problem, advice))}"
    if problem.cite:
        yield f"    see: {problem.cite}"


def in_words(values: tuple[Scalar, ...]) -> str:
    """List values; whole numbers that follow each other as `from 1 to 15`."""
    numbers = [one for one in values if type(one) is int]
    if len(numbers) == len(values) > 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers))):  # noqa: PLR2004 -- two numbers are no range
        return f"from {numbers[0]} to {numbers[-1]}"
    words = [one if isinstance(one, str) else json.dumps(one) for one in values[:MOST_SHOWN]]
    return ", ".join(words) + (", …" if len(values) > MOST_SHOWN else "")


def _advice(verdict: Verdict, problem: Problem, advice: Advice) -> str:
    change = advice.in_place(problem)
    if change is None:
        body, said = verdict.document.body, list[str]()
        for one in advice.changes:
            said.append(one.in_words(body))
            body = one.apply(body)
        return f"try: {'; '.join(said)}"
    if change.value is LEAVE_OUT:
        return "try: leave it out"
    value, was = change.value, problem.value
    if isinstance(value, str) and isinstance(was, str):
        if was.startswith(value):
            return f"try: the first {len(value):,} characters"
        if likeness(was[:100], value) >= ALIKE:
            return f"did you mean {show(value)}?"
    return f"try: {json.dumps(value, ensure_ascii=False)}"


def _coloured(level: str) -> str:
    if not sys.stdout.isatty() or "NO_COLOR" in os.environ:
        return level
    return f"\x1b[{31 if level == 'error' else 33}m{level}\x1b[0m"


def as_json(name: str, one: Verdict) -> Iterator[str]:
    """Print for programs: one object for each request, on a line of its own."""
    problems = [_as_object(one, problem, advice) for problem, advice in one.found]
    yield one_line({"endpoint": name, "valid": one.valid, "problems": problems, "document": one.document.place})


def _as_object(verdict: Verdict, problem: Problem, advice: Advice) -> dict[str, object]:
    """Say a problem in plain JSON. `suggest` is there if the field itself can be put right; null: leave it out."""
    said = {key: value for key, value in problem.as_json().items() if key != "suggest"}
    said["level"] = verdict.level(problem)
    change: Change | None = advice.in_place(problem)
    if change is not None:
        said["suggest"] = None if change.value is LEAVE_OUT else change.value
    if advice.changes:
        said["changes"] = patch(verdict.document.body, advice.changes)
    if advice.allowed:
        said["allowed"] = list(advice.allowed)
    return said


def one_line(value: object) -> str:
    """Write JSON on one line, and nothing in it that steers a terminal."""
    # A lone surrogate cannot be printed as it is; escaped it can.
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isprintable() else json.dumps(value)


def as_annotations(name: str, one: Verdict) -> Iterator[str]:
    """Print each problem as a workflow command that CI shows beside the line."""
    from callsheet.diagnostics import annotation  # noqa: PLC0415 -- only this format needs it
    from callsheet.span import Span  # noqa: PLC0415

    for problem, advice in one.found:
        words = [f"{name} {problem.at or '/'}: {problem.says}"]
        words += [_advice(one, problem, advice)] if advice.changes else []
        words += [problem.cite] if problem.cite else []
        span = Span(one.document.file, one.document.line, 1)
        yield annotation(one.level(problem), problem.rule.name, span, printable(". ".join(words)))


def as_sarif(name: str, verdicts: Iterator[Verdict]) -> Iterator[str]:
    """Print all problems as one SARIF log, each with the page that says so."""
    from callsheet import sarif  # noqa: PLC0415 -- only this format needs it

    rules: dict[str, sarif.Rule] = {}
    results: list[sarif.Result] = []
    for one in verdicts:
        for problem, advice in one.found:
            level = one.level(problem)
            rule = problem.rule
            url = next((cite.source.url for cite in rule.cites if cite.source.url), "")
            words = rule.says.format(value="this", length="so many")
            rules.setdefault(rule.name, sarif.Rule(id=rule.name, words=words, level=level, help_uri=url))
            results.append(
                sarif.Result(
                    rule=rule.name,
                    level=level,
                    words=printable(f"{problem.at or '/'} {problem.says}"),
                    place=sarif.Place(file=one.document.file, region={"startLine": max(one.document.line, 1)}),
                    same=f"{rule.name}/{one.document.place}/{name}/{problem.at}",
                    properties={"endpoint": name, **_as_object(one, problem, advice)},
                )
            )
    yield sarif.log(TOOL, list(rules.values()), results).rstrip("\n")


def as_junit(name: str, verdicts: Iterator[Verdict]) -> Iterator[str]:
    """Print a suite for each file, and in it a case for each request."""
    from callsheet import junit  # noqa: PLC0415 -- only this format needs it

    cases: dict[str, list[junit.Case]] = {}
    for one in verdicts:
        words = "\n".join(line for found in one.found for line in _in_lines(one, *found, coloured=False))
        first = next((problem for problem, _ in one.found if one.level(problem) == "error"), None)
        cases.setdefault(one.document.file, []).append(
            junit.Case(
                of=name,
                name=f"line {one.document.line}",
                failure="" if one.valid else words,
                code=first.rule.name if first else "",
                message=f"{first.at or '/'} {first.says}" if first else "",
                notes=words if one.valid else "",
            )
        )
    suites = (junit.Suite(name=file, cases=tuple(found)) for file, found in cases.items())
    yield junit.document(TOOL, suites).rstrip("\n")
