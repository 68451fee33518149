"""Changes that somebody has looked at and accepted: by fingerprint, with a reason. Opens no file."""

from collections.abc import Iterable
from dataclasses import dataclass

from callsheet.diff.findings import Finding
from callsheet.span import Span


@dataclass(frozen=True, slots=True)
class Ignored:
    """A change that is accepted, and why."""

    fingerprint: str
    reason: str
    span: Span


@dataclass(frozen=True, slots=True)
class Sorted:
    """Changes, those that are accepted apart."""

    open: tuple[Finding, ...]
    accepted: tuple[tuple[Finding, Ignored], ...]
    stale: tuple[Ignored, ...]
    """What is accepted and is not there (any more)."""


def sort_out(findings: Iterable[Finding], ignored: Iterable[Ignored]) -> Sorted:
    """Set the changes apart that are accepted."""
    known = {one.fingerprint: one for one in ignored}
    every = [*findings]
    there = {one.fingerprint for one in every}
    return Sorted(
        tuple(one for one in every if one.fingerprint not in known),
        tuple((one, known[one.fingerprint]) for one in every if one.fingerprint in known),
        tuple(one for one in known.values() if one.fingerprint not in there),
    )
