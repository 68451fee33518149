"""What came of a check: findings, and what was looked at. Knows no output format."""

from dataclasses import dataclass, field

from callsheet_contracts.conformance.findings import Finding, Kind


@dataclass(slots=True)
class Tally:
    """What one recording holds."""

    file: str
    exchanges: int = 0
    foreign: int = 0
    """Calls to servers that no spec names: passed over."""
    tasks: int = 0
    seen: set[tuple[str, Kind]] = field(default_factory=set[tuple[str, Kind]])
    """Endpoints, or providers, with the kinds of their calls."""


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found, file by file, in order of place."""

    findings: tuple[Finding, ...]
    tallies: tuple[Tally, ...]

    def failures(self, *, strict: bool = False) -> tuple[Finding, ...]:
        """List the findings that are failures: errors, and if it is to be strict, warnings and drift as well."""
        return tuple(one for one in self.findings if strict or one.level == "error")

    def conforms(self, *, strict: bool = False) -> bool:
        """Tell whether nothing failed."""
        return not self.failures(strict=strict)
