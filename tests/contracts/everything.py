"""All contract checks in one run, with figures: what `make contracts` prints. Exits with 1 unless all of it holds.

Nothing here is new: each line counts what the tests assert one by one, over all endpoints and with nothing left out.
"""

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from agreement.test_agreement import READERS
from callsheet.model.endpoint import Catalog
from callsheet_contracts.cassettes.shelf import shelf
from callsheet_contracts.conformance import conform
from callsheet_contracts.coverage import Kind, measure, replay
from callsheet_contracts.endpoints import called
from callsheet_contracts.obligations import every_obligation, proof
from callsheet_contracts.recordings import read
from callsheet_contracts.strategies import health
from contracts.probe import server_faults
from contracts.recording_faults import FAULTS, FINE
from contracts.taping import LIVES, Tape, har, tape_of
from support.catalog import ROOT, real
from support.emitted import thinned

ENDPOINT: Final = "dashscope/pixverse-t2v"
"""The one that is probed for the figures."""
MOST_REQUESTS: Final = 200
SOME: Final = 200
"""Swapped values an endpoint on which the readers are compared; `make explore` takes all."""
WHOLE: Final = (Kind.ENDPOINT, Kind.PARAMETER, Kind.VALUE, Kind.BOUND, Kind.REQUIRED, Kind.RULE, Kind.STATE)
"""Kinds of which everything has to be seen."""
DRAWS: Final = 20


@dataclass(frozen=True, slots=True)
class Line:
    """What one check has come to."""

    words: str
    holds: bool = True


def obligations(catalog: Catalog) -> Iterator[Line]:
    """Have every request looked at by the emitted validators."""
    begin = time.process_time()
    lists = list(every_obligation(catalog))
    took = time.process_time() - begin
    proofs = [proof(one) for one in lists]
    negatives, single = sum(one.negatives for one in proofs), sum(one.single for one in proofs)
    positives, silent = sum(one.positives for one in proofs), sum(one.silent for one in proofs)
    total = positives + negatives
    yield Line(f"{total} duties of {len(lists)} endpoints, listed at {total / took:,.0f} a second")
    yield Line(f"negatives {negatives}, single-violation {single} ({single / negatives:.0%})", single == negatives)
    yield Line(f"positives {positives}, of which nothing is said {silent}", silent == positives)
    for one in proofs:
        yield from (Line(f"  {one.endpoint}: {label}", holds=False) for label in one.faults)
    for duties in lists:
        yield from (Line(f"  out of reach: {duties.endpoint} {duty.constraint}") for duty in duties.unreachable)


def strategies(catalog: Catalog) -> Iterator[Line]:
    """Count what becomes of the draws of every strategy."""
    found = [one for name in called(catalog) for one in health(name, examples=DRAWS)]
    drawn, lost = sum(one.drawn for one in found), sum(one.filtered + one.overrun for one in found)
    yield Line(f"{len(found)} strategies, {drawn} draws, {lost} filtered draws", not lost)


def agreement(_: Catalog) -> Iterator[Line]:
    """Compare all readers of a spec: validator, JSON Schema, evaluator, and both glances."""
    bodies, wrong = 0, list[str]()
    for name, readers in READERS.items():
        chosen = thinned(readers.endpoint, SOME)
        bodies += len(chosen)
        for label, body in chosen:
            try:
                readers.agree(body)
            except AssertionError:
                wrong.append(f"  {name}: {label}")
    yield Line(f"all readers of {len(READERS)} endpoints agree on {bodies - len(wrong)} of {bodies} bodies", not wrong)
    yield from (Line(one, holds=False) for one in wrong)


def recordings(catalog: Catalog) -> Iterator[Line]:
    """Let `verify` hear recordings that are wrong in one way, and some that are right."""

    def codes(provider: str, change: Callable[[Tape], object] = len) -> list[str]:
        tape = tape_of(provider)
        change(tape)
        return [one.code for one in conform(catalog, [read(har(tape), "tape.har")]).findings]

    caught = [name for name, (provider, code, change) in FAULTS.items() if codes(provider, change) == [code]]
    alarms = [name for name in LIVES if codes(name)]
    alarms += [name for name, (provider, change) in FINE.items() if codes(provider, change)]
    clean, right = len(LIVES) + len(FINE), len(caught) == len(FAULTS) and not alarms
    yield Line(f"seeded recording faults {len(caught)}/{len(FAULTS)}, false alarms {len(alarms)}/{clean}", right)
    yield from (Line(f"  not caught: {name}", holds=False) for name in FAULTS if name not in caught)
    yield from (Line(f"  false alarm: {name}", holds=False) for name in alarms)


def servers(_: Catalog) -> Iterator[Line]:
    """Let `probe` ask servers that are wrong in one way, and the right ones."""
    done = server_faults.everything()
    right = done.caught == done.faults and not done.alarms
    yield Line(f"seeded server faults {done.caught}/{done.faults}, false alarms {done.alarms}/{done.servers}", right)
    yield from (Line(f"  {words}", holds=False) for words in done.wrong)


def probing(catalog: Catalog) -> Iterator[Line]:
    """Count what the probe of one endpoint takes, the making of its obligations included."""
    provider, endpoint = catalog.find(ENDPOINT) or sys.exit(f"no {ENDPOINT}")
    begin = time.process_time()
    report = server_faults.probed(provider, server_faults.asked(endpoint))
    took = time.process_time() - begin
    words = f"probe of {ENDPOINT}: {report.requests} requests, {took:.2f} s of CPU, the simulator's included"
    yield Line(words, report.requests <= MOST_REQUESTS and report.passes())


def cassettes(catalog: Catalog) -> Iterator[Line]:
    """Hold the cassettes of all endpoints to the specs, and compare them with what the specs make."""
    folder = ROOT / "contracts" / "cassettes"
    files = sorted(folder.rglob("*.yaml"))
    report = conform(catalog, [read(one.read_bytes(), _near(one)) for one in files])
    calls, tasks = sum(one.exchanges for one in report.tallies), sum(one.tasks for one in report.tallies)
    found = len(report.findings)
    yield Line(f"{len(files)} cassettes verified: {calls} calls, {tasks} tasks, {found} findings", not found)
    yield from (Line(f"  {one.place}: {one.words}", holds=False) for one in report.findings)
    made = shelf(catalog)
    stale = [path for path, text in made.items() if _text(folder / path) != text]
    yield Line(f"{len(made)} files are made by the specs, {len(stale)} stale", not stale)


def coverage(catalog: Catalog) -> Iterator[Line]:
    """Say what all duties and lives together have shown of each provider."""
    done = replay(catalog)
    found = measure(done.collector)
    for name in found.providers:
        one = measure(done.collector, only=[name])
        shares = {kind: one.share(kind) for kind in Kind if one.share(kind).of}
        words = ", ".join(f"{kind.value} {share.seen}/{share.of}" for kind, share in shares.items())
        whole = all(shares[kind].seen == shares[kind].of for kind in WHOLE if kind in shares)
        yield Line(f"coverage of {name}: {one.share()} ({words})", whole)
        for part in one.parts:
            for standing in part.missing:
                yield Line(f"  missing: {part.section.label} {standing.goal.kind.value} {standing.goal.name}")
            for standing in part.standings:
                yield from (
                    Line(f"  out of reach: {part.section.label} {standing.goal.kind.value} {standing.goal.name}: {why}")
                    for why in standing.unreachable.values()
                )


CHECKS: Final[tuple[Callable[[Catalog], Iterator[Line]], ...]] = (
    obligations,
    strategies,
    agreement,
    recordings,
    servers,
    probing,
    cassettes,
    coverage,
)


def main() -> int:
    """Run all checks and print a line for each figure."""
    catalog, broken = real(), 0
    for check in CHECKS:
        begin = time.perf_counter()
        sys.stdout.write(f"── {check.__name__}\n")
        for line in check(catalog):
            broken += not line.holds
            sys.stdout.write(f"{line.words}{'' if line.holds else '  ✗'}\n")
            sys.stdout.flush()
        sys.stdout.write(f"   {time.perf_counter() - begin:.1f} s\n")
    sys.stdout.write("all contracts hold\n" if not broken else f"{broken} lines above do not hold\n")
    return 1 if broken else 0


def _near(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _text(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main())
