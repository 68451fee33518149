"""Looks through a batch before anything is sent: every line checked, priced, and held to the journal. Sends nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from callsheet_runtime.batches.lines import Line, Lines, broken, read
from callsheet_runtime.batches.plan import Fate, Plan, Row, Wrong
from callsheet_runtime.batches.seats import Seat, Seats
from callsheet_runtime.errors import UnknownServer
from callsheet_runtime.flows.submitting import fingerprint
from callsheet_runtime.journal.jobs import IN_FLIGHT, JobState
from callsheet_runtime.journal.journal import Journal
from callsheet_runtime.journal.standing import Standing, first_by_place, other_labels, standing
from callsheet_runtime.pricing import estimate
from callsheet_runtime.problems import Problem

_FAILED = frozenset({JobState.FAILED, JobState.CANCELLED})


@dataclass(slots=True, kw_only=True)
class Planner:
    """What a batch is looked through with."""

    seats: Seats
    label: str
    out: Path
    journal: Journal | None
    retry_failed: bool = False
    """Whether tasks that have failed or were cancelled are made anew."""
    any_key: bool = False
    """Whether what was sent with another key of the same account is gone on with."""
    _names: dict[str, int] = field(default_factory=dict[str, int])
    _known: dict[int, Standing] = field(default_factory=dict[int, Standing])

    def plan(self, lines: Lines, endpoint: str | None) -> Plan:
        """Look through all lines.

        Raises:
            OSError: the file cannot be read.
            JournalError: the journal cannot be read.

        """
        jobs = self._jobs()
        self._known = first_by_place(jobs)
        rows: list[Row] = []
        wrong: list[Wrong] = []
        warned: list[Wrong] = []
        for line in read(lines, endpoint):
            problems, row = self._judged(line)
            errors = tuple(one for one in problems if one.level == "error")
            if row is not None and not errors:
                rows.append(row)
            if problems:
                (wrong if errors else warned).append(Wrong(position=line.position, problems=tuple(problems)))
        new = [row for row in rows if row.fate is Fate.NEW]
        places = {row.position for row in rows} | {one.position for one in wrong}
        store = self.journal.store if self.journal else None
        return Plan(
            rows=tuple(rows),
            wrong=tuple(wrong),
            warned=tuple(warned),
            costs=_sum((row.amount, row.currency) for row in new),
            unpriced=tuple(row for row in new if row.amount is None),
            committed=_sum((_decimal(job.amount), job.currency) for job in jobs if job.may_cost),
            strays=tuple(sorted(one for one, job in self._known.items() if job.holds and one not in places)),
            twins=other_labels(store, self.label, (row.fingerprint for row in new)) if store else {},
        )

    def _jobs(self) -> list[Standing]:
        if self.journal is None:
            return []
        self.journal.settle()
        return standing(self.journal.store, self.label)

    def _judged(self, line: Line) -> tuple[list[Problem], Row | None]:
        problems = list(line.problems)
        if not line.endpoint:
            return problems, None
        try:
            seat = self.seats.find(line.endpoint)
        except (LookupError, UnknownServer) as error:
            return [*problems, broken("endpoint", str(error.args[0]), "/endpoint")], None
        if line.body is None or line.again is None:
            return problems, None
        problems += seat.endpoint.validate(line.body)
        try:
            mark = fingerprint(line.body)
        except (ValueError, TypeError, RecursionError) as error:
            return [*problems, broken("json", f"cannot be written as JSON: {error}")], None
        name = line.id or f"{self.label}-{line.position:05}"
        problems += self._named(line, line.file or name)
        known = self._known.get(line.position)
        if known is not None and (why := self._differs(known, line, mark, seat)):
            problems.append(broken("changed", why))
        price = estimate(seat.endpoint.tariffs, line.body, seat.context.prices or None)
        row = Row(
            position=line.position,
            endpoint=line.endpoint,
            fate=self._fate(known, mark),
            job=known.id if known else None,
            id=line.id,
            file=line.file,
            name=name,
            fingerprint=mark,
            amount=price.amount,
            currency=price.currency,
            why=price.why,
            task=known.task if known else None,
            billed=known.billed if known else None,
            body=line.again,
        )
        return problems, row

    def _named(self, line: Line, name: str) -> Iterator[Problem]:
        """Two lines of one file would lose a clip; there are systems that tell no capitals."""
        stem = (Path(name).stem if line.file else name).casefold()
        first = self._names.setdefault(stem, line.position)
        if first != line.position:
            at = "/file" if line.file else "/id"
            yield broken("name", f"the file {name!r} is that of line {first} already: give each another id or file", at)

    def _differs(self, job: Standing, line: Line, mark: str, seat: Seat) -> str:
        """Say what about a line is not what the journal has sent for it; empty where nothing is."""
        if not job.holds:
            return ""
        what = f"job {job.id} of the journal" + (f", task {job.task}," if job.task else "")
        if (job.fingerprint, job.endpoint) != (mark, line.endpoint):
            return (
                f"is not what was sent for line {line.position} of batch {self.label!r}: {what} is of another request, "
                f"and may be paid for. Put the line back and new ones at the end, or give this batch another label"
            )
        if job.server != seat.context.server:
            return f"was sent to the server {job.server!r} ({what}), and this client calls {seat.context.server!r}"
        ledger = seat.context.ledger
        if not self.any_key and ledger is not None and job.account != ledger.account:
            return f"was sent with another key ({what}): use that one, or take it over if both are of one account"
        return ""

    def _fate(self, job: Standing | None, mark: str) -> Fate:
        if job is None:
            return Fate.NEW
        match job.state:
            case JobState.OPEN:
                return Fate.OPEN
            case JobState.SUCCEEDED:
                return Fate.MADE
            case JobState.SAVED:
                return Fate.SAVED if is_there(job) else Fate.MADE
            case JobState.UNKNOWN:
                return Fate.UNKNOWN
            case state if state in IN_FLIGHT:
                return Fate.OPEN  # another process is at it: whoever submits the same waits for its ticket
            case JobState.UNSENT | JobState.FORGOTTEN:
                return Fate.NEW
            case JobState.REFUSED if job.billed is False:
                return Fate.NEW
            case state if state in _FAILED and self.retry_failed:
                return Fate.NEW
            case JobState.EXPIRED:
                return Fate.OVER
            case _:
                # A line that was changed after it came to nothing is another request.
                return Fate.OVER if job.fingerprint == mark else Fate.NEW


def is_there(job: Standing) -> bool:
    """Tell whether the file of a job is where it was saved, and as long as it was."""
    if job.file is None:
        return False
    try:
        size = Path(job.file).stat().st_size
    except OSError:
        return False
    return job.bytes is None or size == job.bytes


def _decimal(amount: str | None) -> Decimal | None:
    return None if amount is None else Decimal(amount)


def _sum(prices: "Iterator[tuple[Decimal | None, str | None]]") -> dict[str, Decimal]:
    total: dict[str, Decimal] = {}
    for amount, currency in prices:
        if amount is not None and currency is not None:
            total[currency] = total.get(currency, Decimal(0)) + amount
    return total
