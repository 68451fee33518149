"""Hold all exchanges to the specs, as `callsheet verify` does, and keep what the server is to blame for."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from callsheet.model.endpoint import Catalog, Provider
from callsheet_contracts.conformance import OBLIGATIONS, Finding, conform
from callsheet_contracts.probe.casebook import Casebook, Fact
from callsheet_contracts.probe.cases import Expected, Outcome, State
from callsheet_contracts.probe.talk import path_of
from callsheet_contracts.recordings import Exchange, Recording
from callsheet_contracts.wires import Wire

LAWS: Final = (
    "answer-unreadable",
    "wrong-envelope",
    "http-status-undocumented",
    "error-code-undocumented",
    "task-id-missing",
    "task-id-reused",
    "wrong-task-id",
    "status-missing",
    "status-undocumented",
    "sequence-regressed",
    "terminal-left",
    "result-missing",
    "answer-field-type",
    "moment-form",
    "undocumented-field",
)
"""Codes that a server is to blame for. The others are the caller's: the probe breaks them on purpose."""
ADVICE: Final = {
    "answer-unreadable": "answer with a JSON object",
    "wrong-envelope": "say in the documented place how it went",
    "http-status-undocumented": "answer with a status of the error table",
    "error-code-undocumented": "answer with a code of the error table; or add it to the spec, where a page has it",
    "task-id-missing": "give an id",
    "task-id-reused": "give each task an id of its own",
    "wrong-task-id": "answer about the task that was asked for",
    "status-missing": "tell the state",
    "status-undocumented": "tell a state of the spec; or add it there, where a page has it",
    "sequence-regressed": "let no task go back",
    "terminal-left": "let a task that has ended be as it is",
    "result-missing": "give the result with the state that says it is there",
    "answer-field-type": "write the field as documented",
    "moment-form": "write the time as documented",
    "undocumented-field": "leave it out; or add it to the spec, where a page has it",
}


def lawful(
    provider: Provider, book: Casebook, exchanges: Sequence[Exchange], wires: Sequence[Wire], base: str
) -> Iterator[Outcome]:
    """Say of each law whether all answers keep it."""
    heard = tuple(_local(one, base) for one in exchanges)
    report = conform(Catalog((provider,)), [Recording(book.endpoint, "har", heard)])
    broken: dict[str, dict[tuple[str, str], list[Finding]]] = {}
    for one in report.findings:
        # What is said of a task has its id in it: of other tasks, the same is meant.
        same = one.place.pointer, "" if one.task else one.words
        broken.setdefault(one.code, {}).setdefault(same, []).append(one)
    for code in LAWS:
        obligation = OBLIGATIONS[code]
        case = book.make(f"in all answers, {obligation.words}", code, Expected.LAWFUL, Fact(obligation.words))
        several = broken.get(code, {})
        if not several:
            yield Outcome(case=case, state=State.PASSED, came=f"{len(exchanges)} of {len(exchanges)} answers keep it")
        for number, found in enumerate(several.values()):
            one = found[0]
            again = f", and in {len(found) - 1} more" if len(found) > 1 else ""
            yield Outcome(
                case=case if not number else replace(case, label=f"{case.label} ({number + 1})"),
                state=State.FAILED,
                code=code,
                level=one.level,
                came=f"answer {one.place.index}{again}: {one.words}",
                advice=ADVICE[code],
                wire=wires[one.place.index - 1] if one.place.index else None,
                spec=one.spec,
                cite=one.cite,
            )


def _local(one: Exchange, base: str) -> Exchange:
    """Address a call as if the server stood at the root of this machine, wherever it stands."""
    below = path_of(one.request.url).removeprefix(urlsplit(base).path.rstrip("/"))
    return replace(one, request=replace(one.request, url=f"http://localhost{below}"))
