"""Look at requests before they are sent: every problem, with what can be done about it. Sends nothing."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from importlib import import_module

from callsheet.cli import bulk
from callsheet.cli.asking import endpoint_named
from callsheet.cli.requests import Document, documents, sources
from callsheet.cli.usage import UsageError
from callsheet_runtime.lines import unreadable
from callsheet_runtime.problems import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callsheet.cli.verdicts import Verdict
    from callsheet_runtime.space import Space

    Validate = Callable[[object], list[Problem]]

WHOLE = ("sarif", "junit")
"""Formats that are one document, whatever there is to say."""
BRIEFLY = 10
"""So many requests are judged for the advice about a problem where there is no time for more."""


def validate(
    name: str,
    files: list[str],
    *,
    output: str,
    strict: bool = False,
    jobs: int = 1,
    summary: bool = False,
    stdin_name: str | None = None,
) -> int:
    """Print every problem of every request; of files with one request a line, a summary by rule as well."""
    if jobs < 0:
        raise UsageError(f"--jobs is a number of processes, or 0 for one a core, not {jobs}")
    if summary and output not in {"text", "json"}:
        raise UsageError(f"--summary is printed as text or json, not as {output}")
    check = _validator(name)
    if output in WHOLE:
        return _whole(name, check, files, output=output, strict=strict, stdin_name=stdin_name)
    printer = Printer(name, output, strict=strict)
    tally, several = bulk.Tally(), False
    for source in sources(files, stdin_name):
        if isinstance(source, Document):
            problems = _problems(check, source)
            tally.count(problems, strict=strict)
            if not summary:
                sys.stdout.writelines(f"{line}\n" for line in printer(source, problems))
        else:
            several = True
            printed = None if summary else printer
            job = bulk.Job(source.file, check, printed, all_rows=output == "json", strict=strict)
            tally.add(bulk.check(job, source, jobs or os.cpu_count() or 1))
    if summary and output == "json":
        sys.stdout.write(json.dumps(tally.as_json(), ensure_ascii=False) + "\n")
    elif summary or (output == "text" and (several or tally.requests != 1)):
        sys.stdout.writelines(f"{line}\n" for line in tally.as_text())
    return 1 if tally.refused else 0


class Printer:
    """Says what there is to say of one request. Of plain values, so that another process can be given it."""

    __slots__ = ("name", "output", "strict")

    def __init__(self, name: str, output: str, *, strict: bool) -> None:
        self.name = name
        self.output = output
        self.strict = strict

    def __call__(self, document: Document, problems: list[Problem], patient: bool = True) -> Iterator[str]:  # noqa: FBT001, FBT002 -- the one thing that differs
        """Make the lines of a request; where nobody is `patient`, with little search for advice."""
        from callsheet.cli import verdicts  # noqa: PLC0415 -- where all is fine and counted, nothing is printed

        how = {"text": verdicts.as_text, "json": verdicts.as_json, "github": verdicts.as_annotations}[self.output]
        return how(self.name, _verdict(self.name, document, problems, strict=self.strict, patient=patient))


def space_of(name: str) -> "Space":
    """Find what the requests of an endpoint may be."""
    package, module, _ = endpoint_named(name, asked=True)
    found: Space = import_module(f"callsheet_clients.{package}.spaces.{module}").SPACE
    return found


def problems_of(space: "Space", document: Document) -> list[Problem]:
    """List what is said of a request, or why it could not be read."""
    return _problems(space.validate, document)


def _problems(check: "Validate", document: Document) -> list[Problem]:
    return [unreadable(document.wrong)] if document.wrong else check(document.body)


def _validator(name: str) -> "Validate":
    package, module, _ = endpoint_named(name, asked=True)
    check: Validate = import_module(f"callsheet_clients.{package}.validators.{module}").validate
    return check


def _verdict(name: str, document: Document, problems: list[Problem], *, strict: bool, patient: bool) -> "Verdict":
    from callsheet.cli.verdicts import Verdict  # noqa: PLC0415

    if not problems:
        return Verdict(document, [], strict=strict)
    from callsheet_runtime.mending import ADVICE, advise  # noqa: PLC0415 -- what is fine needs no advice

    space, patience = space_of(name), ADVICE if patient else BRIEFLY
    found = [(one, advise(space, document.body, one, problems, patience=patience)) for one in problems]
    return Verdict(document, found, strict=strict)


def _whole(name: str, check: "Validate", files: list[str], *, output: str, strict: bool, stdin_name: str | None) -> int:
    """Print one document about all requests."""
    from callsheet.cli import verdicts  # noqa: PLC0415

    tally = bulk.Tally()

    def looked_at() -> "Iterator[Verdict]":
        for document in documents(files, stdin_name):
            problems = _problems(check, document)
            tally.count(problems, strict=strict)
            patient = tally.refused + tally.warned <= bulk.SEARCHED
            yield _verdict(name, document, problems, strict=strict, patient=patient)

    how = {"sarif": verdicts.as_sarif, "junit": verdicts.as_junit}[output]
    sys.stdout.writelines(f"{line}\n" for line in how(name, looked_at()))
    return 1 if tally.refused else 0
