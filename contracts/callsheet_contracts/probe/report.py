"""What came of a probe: outcomes, findings, what was sent. Knows no output format."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from callsheet.model.protocol import Key
from callsheet_contracts.conformance.shapes import at
from callsheet_contracts.probe.cases import Case, Expected, Finding, Outcome, State
from callsheet_contracts.probe.curl import curl
from callsheet_contracts.recordings import Recording


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that came of a probe."""

    endpoint: str
    base: str
    outcomes: tuple[Outcome, ...]
    """Every case, sent or not, in the order in which they were planned."""
    findings: tuple[Finding, ...]
    """What failed, each reason once."""
    recording: Recording
    """All exchanges. No key is in them."""
    cpu: float
    """Seconds of the processor that it took."""
    spent: Decimal | None = None
    """What accepted requests cost at most; `None` where nobody counted."""
    stopped: str = ""
    """Why it ended early, as it was asked to; empty if it did not."""
    blocked: str = ""
    """Why nothing could be judged; empty if it could."""

    @property
    def requests(self) -> int:
        """How many calls were made."""
        return len(self.recording.exchanges)

    def count(self, state: State) -> int:
        """Count the cases of which something came."""
        return sum(one.state is state for one in self.outcomes)

    def failures(self, *, strict: bool = False) -> tuple[Finding, ...]:
        """List the findings that are failures: errors, and if it is to be strict, warnings and drift as well."""
        return tuple(one for one in self.findings if strict or one.outcome.level == "error")

    def passes(self, *, strict: bool = False) -> bool:
        """Tell whether nothing failed, and anything could be judged."""
        return not self.blocked and not self.failures(strict=strict)


SIMPLE: Final = (".values", ".type", ".range", ".length", ".form", ".count")
"""Endings of what a field has to be by itself."""


def findings(outcomes: Iterable[Outcome], base: str, key: Key) -> tuple[Finding, ...]:
    """Make a finding of each reason for which cases fail."""
    failed = [one for one in outcomes if one.state is State.FAILED]
    leaders: list[Outcome] = []
    also: dict[str, list[Case]] = {}
    # A value that is refused alone is refused in whatever has it.
    for one in sorted(failed, key=lambda two: not _is_simple(two)):
        leader = next((two for two in leaders if _explains(two, one)), None)
        if leader is None:
            leaders.append(one)
        else:
            also.setdefault(leader.case.id, []).append(one.case)
    order = {id(one): place for place, one in enumerate(failed)}
    return tuple(
        _made(one, also.get(one.case.id, []), base, key) for one in sorted(leaders, key=lambda two: order[id(two)])
    )


def _is_simple(one: Outcome) -> bool:
    return one.case.constraint.endswith(SIMPLE)


def _explains(leader: Outcome, one: Outcome) -> bool:
    """Tell whether a case fails for the same reason as another."""
    if leader.code != one.code or one.case.expected is Expected.LAWFUL:
        return False
    if one.case.expected is Expected.REFUSED:
        return (leader.case.constraint, leader.case.place) == (one.case.constraint, one.case.place)
    if leader.case.constraint == one.case.constraint and not _is_simple(one):
        return True
    place = tuple(key for key in leader.case.place.split("/") if key)
    return _is_simple(leader) and bool(place) and at(leader.case.document, place) == at(one.case.document, place)


def _made(one: Outcome, also: Iterable[Case], base: str, key: Key) -> Finding:
    wire = one.wire or one.case.wire
    return Finding(outcome=one, curl=curl(wire, base, key) if wire else "", also=tuple(also))
