"""What came of a probe: outcomes, findings, what was sent. Knows no output format."""

from dataclasses import dataclass
from decimal import Decimal

from callsheet_contracts.probe.cases import Finding, Outcome, State
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
