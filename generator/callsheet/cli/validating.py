"""Look at requests before they are sent: every problem, with what can be done about it. Sends nothing."""

import sys
from collections.abc import Callable, Iterator
from importlib import import_module

from callsheet.cli import verdicts
from callsheet.cli.asking import endpoint_named
from callsheet.cli.requests import Document, documents
from callsheet.cli.verdicts import Verdict
from callsheet_runtime.mending import ADVICE, advise
from callsheet_runtime.problems import Problem, Rule
from callsheet_runtime.space import Space

UNREADABLE = "json"
"""The rule that a text breaks which is no JSON."""

SEARCHED = 200
"""Advice is searched for in so many requests of a run that have problems; after them, only the rules' own is tried."""

BRIEFLY = 10
"""So many requests are judged for the advice about a problem after that."""

Printer = Callable[[str, Iterator[Verdict]], Iterator[str]]
PRINTERS: dict[str, Printer] = {
    "text": verdicts.as_text,
    "json": verdicts.as_json,
    "github": verdicts.as_annotations,
    "sarif": verdicts.as_sarif,
    "junit": verdicts.as_junit,
}


def validate(name: str, files: list[str], *, output: str, strict: bool) -> int:
    """Print every problem of every request."""
    space = space_of(name)
    refused = 0

    def looked_at() -> Iterator[Verdict]:
        nonlocal refused
        for verdict in _verdicts(space, files, strict=strict):
            refused += not verdict.valid
            yield verdict

    for line in PRINTERS[output](name, looked_at()):
        sys.stdout.write(f"{line}\n")
    return 1 if refused else 0


def space_of(name: str) -> Space:
    """Find what the requests of an endpoint may be."""
    package, module, _ = endpoint_named(name, asked=True)
    found: Space = import_module(f"callsheet_clients.{package}.spaces.{module}").SPACE
    return found


def _verdicts(space: Space, files: list[str], *, strict: bool) -> Iterator[Verdict]:
    searched = 0
    for document in documents(files):
        problems = problems_of(space, document)
        if not problems:
            yield Verdict(document, [], strict=strict)
            continue
        searched += 1
        patience = ADVICE if searched <= SEARCHED else BRIEFLY
        advice = [advise(space, document.body, one, problems, patience=patience) for one in problems]
        yield Verdict(document, list(zip(problems, advice, strict=True)), strict=strict)


def problems_of(space: Space, document: Document) -> list[Problem]:
    """List what is said of a request, or why it could not be read."""
    if document.wrong:
        words = document.wrong.replace("{", "{{").replace("}", "}}")
        return [Problem(("", Rule(UNREADABLE, words), None))]
    return space.validate(document.body)
