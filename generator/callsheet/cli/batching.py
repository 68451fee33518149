"""Run a batch from the command line: look it through, ask, send, show how it goes, say what came of it."""

import argparse
import json
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, cast

from callsheet.cli import requests
from callsheet.cli.asking import endpoint_named
from callsheet.cli.estimating import budget_of
from callsheet.cli.failures import INTERRUPTED, guarded
from callsheet.cli.live import Way, connect
from callsheet.cli.live_options import settings_of
from callsheet.cli.meter import Meter
from callsheet.cli.usage import UsageError
from callsheet.terminal import printable
from callsheet_clients.catalog import ENDPOINTS
from callsheet_runtime.batches import Batch, Fate, Wrong
from callsheet_runtime.batches.lines import Lines, read
from callsheet_runtime.clients import AsyncClient
from callsheet_runtime.documents import NotJsonError, parse
from callsheet_runtime.errors import BudgetExceeded, MissingKey
from callsheet_runtime.journal import Journal

if TYPE_CHECKING:
    from callsheet_runtime.batches import Report
    from callsheet_runtime.budget import Budget

MOST_TOLD = 20
"""Lines whose troubles are printed; the manifest has all."""


def run(options: argparse.Namespace) -> int:
    """Answer the exit code: 0 all saved, 1 not all, 2 wrong usage, 130 interrupted."""
    endpoint, file = _what(options.what)
    budget = budget_of(options.budget, allow_unknown_price=options.allow_unknown_price)
    if options.concurrency is not None and options.concurrency < 1:
        raise UsageError(f"--concurrency is 1 or more, not {options.concurrency}")
    if options.deadline is not None and not options.deadline >= 0:
        raise UsageError(f"--deadline is a number of seconds, not {options.deadline}")

    def go() -> int:
        with ExitStack() as stack:
            batch = _batch(options, _lines(file, endpoint), endpoint, budget, label=_label(options, file), stack=stack)
            return _looked_through(options, batch, file) or _run(options, batch, budget, file)

    return guarded(go, options.format)


def _what(given: list[str]) -> tuple[str | None, str]:
    match given:
        case [file]:
            return None, file
        case [endpoint, file]:
            endpoint_named(endpoint, asked=True)
            return endpoint, file
        case _:
            raise UsageError("run takes a file, or an endpoint and a file")


def _label(options: argparse.Namespace, file: str) -> str:
    label: str | None = options.label
    return label or ("stdin" if file == "-" else Path(file).stem)


def _lines(file: str, endpoint: str | None) -> Lines:
    """Find the lines; a request of its own that is spread over several is made one."""
    if file == "-":
        return [line.rstrip(b"\n") for line in sys.stdin.buffer]
    if not Path(file).is_file():
        raise UsageError(f"{file}: there is no such file")
    if endpoint is not None and not file.endswith(requests.LINES):
        try:
            document = parse(Path(file).read_bytes())
        except NotJsonError:
            return file  # several, one a line; or the line that is wrong is named
        if isinstance(document, dict):
            return [cast("dict[str, object]", document)]
    return file


def _batch(
    options: argparse.Namespace,
    lines: Lines,
    endpoint: str | None,
    budget: "Budget | None",
    *,
    label: str,
    stack: ExitStack,
) -> Batch:
    """Look the batch through; its folder and its journal are made unless nothing is to be sent."""
    named = {line.endpoint.partition("/")[0] for line in read(lines, endpoint)}
    known = sorted(named & {one.partition("/")[0] for one in ENDPOINTS})
    if len(known) > 1 and (options.server or options.base_url or options.setting):
        raise UsageError(f"--server, --setting and --base-url are for one provider; this batch has {', '.join(known)}")
    journal = _journal(options, stack)
    way = Way(options.server, options.base_url, settings_of(options.setting))
    clients: list[AsyncClient] = []
    any_key: bool = options.any_key
    for name in known:
        try:
            clients.append(connect(AsyncClient, name, way, budget=budget, journal=journal))
        except MissingKey:
            if not options.dry_run:
                raise
            # To look is free, and needs no key.
            clients.append(connect(AsyncClient, name, way, budget=budget, journal=journal, key="none"))
            any_key = True
    try:
        return Batch.plan(
            clients,
            lines,
            out=options.out,
            label=label,
            endpoint=endpoint,
            retry_failed=options.retry_failed,
            any_key=any_key,
        )
    except ValueError as error:
        raise UsageError(str(error)) from error


def _journal(options: argparse.Namespace, stack: ExitStack) -> Journal | None:
    path = Path(options.journal or Path(options.out) / "journal.db")
    if options.dry_run:
        return stack.enter_context(Journal(path)) if path.is_file() else None
    Path(options.out).mkdir(parents=True, exist_ok=True)
    return stack.enter_context(Journal(path))


def _looked_through(options: argparse.Namespace, batch: Batch, file: str) -> int:
    """Say what is wrong, if anything is; nothing is sent then."""
    plan = batch.looked_through
    for wrong in sorted((*plan.wrong, *plan.warned), key=lambda one: one.position):
        sys.stderr.writelines(f"{line}\n" for line in _in_words(file, wrong))
    if plan.wrong or not plan.rows:
        count = len(plan.wrong)
        words = f"{count} of {count + len(plan.rows)} lines are wrong" if count else "no line asks for anything"
        sys.stderr.write(f"{file}: {words}; nothing was sent\n")
        return 1
    if plan.twins and options.label is None:
        others = ", ".join(map(repr, plan.twins))
        sys.stderr.write(
            f"{file}: the journal has paid tasks of the same requests, in batch {others}. Nothing was sent. To go on "
            f"with that batch, give its name: --label {next(iter(plan.twins))}. To make them anew, and pay for them "
            f"again, name this one: --label {batch.label}\n"
        )
        return 1
    return 0


def _in_words(file: str, wrong: Wrong) -> list[str]:
    said: list[str] = []
    for one in wrong.problems:
        where, words = printable(one.at or "/"), printable(one.says)
        said.append(f"{file}:{wrong.position}: {one.level} {where} {words} [{one.rule.name}]")
        said += [f"    see: {one.cite}"] if one.cite else []
    return said


def _run(options: argparse.Namespace, batch: Batch, budget: "Budget | None", file: str) -> int:
    plan = batch.looked_through
    sys.stderr.write(f"{file}: {plan.summary()}\n")
    if budget is not None:
        try:
            batch.charge_earlier(budget)
        except BudgetExceeded as error:
            sys.stderr.write(f"callsheet: {error}\n")
            return 1
        if plan.unpriced and not budget.allow_unknown_price:
            sys.stderr.write(
                f"callsheet: the budget of {budget} cannot hold {len(plan.unpriced)} of unknown price, line "
                f"{plan.unpriced[0].position} for one: --allow-unknown-price lets them through. Nothing was sent\n"
            )
            return 1
        if (costs := plan.costs.get(budget.currency, 0)) > budget.left:
            sys.stderr.write(f"the budget of {budget} has {budget.left} left, so that not all of it is sent: {costs}\n")
    if options.dry_run:
        return 0
    if not options.yes and any(row.fate is not Fate.SAVED for row in plan.rows) and not _agreed():
        sys.stderr.write("callsheet: nothing was sent\n")
        return 1
    meter = Meter(sys.stderr)
    try:
        report = batch.run_blocking(progress=meter.show, concurrency=options.concurrency, deadline=options.deadline)
    except KeyboardInterrupt:
        meter.end()
        sys.stderr.write(
            f"callsheet: stopped. Tasks that were created go on and are paid for; the same command goes on with them. "
            f"So far: {batch.manifest}\n"
        )
        return INTERRUPTED
    meter.end()
    for position, trouble in list(report.troubles.items())[:MOST_TOLD]:
        sys.stderr.write(f"{file}:{position}: {printable(trouble.words)}\n")
    if (more := len(report.troubles) - MOST_TOLD) > 0:
        sys.stderr.write(f"… and {more} more lines, see the manifest\n")
    _say(report, options.format)
    return 0 if report.complete else 1


def _agreed() -> bool:
    """Ask whoever sits at the terminal."""
    if not sys.stdin.isatty():
        raise UsageError("nobody is there to be asked: --yes sends it, --dry-run only looks. Nothing was sent")
    sys.stderr.write("Send it? [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in {"y", "yes"}


def _say(report: "Report", output: str) -> None:
    if output == "text":
        sys.stdout.write(f"{report.summary()}\n")
        if not report.complete and report.resumable:
            sys.stdout.write(f"the same command goes on with {report.resumable} of them\n")
        return
    said = {
        "complete": report.complete,
        "lines": report.progress.total,
        "counts": {stage.value: number for stage, number in report.progress.counts.items()},
        "committed": {currency: str(amount) for currency, amount in report.committed.items()},
        "stopped": list(report.stopped),
        "undecided": [
            {"position": one.position, "job": one.job, "why": one.why, "tasks": list(one.tasks)}
            for one in report.undecided
        ],
        "manifest": str(report.manifest),
    }
    sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")
