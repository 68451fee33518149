"""Print changes: for people, for code hosts, for a changelog. Decides nothing."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Final

from callsheet.diagnostics import annotation
from callsheet.diff.findings import Bump, Direction, Finding, Side, advice
from callsheet.diff.ignoring import Sorted

MOST_NAMES: Final = 2
"""Of more endpoints only the first is named, and how many others there are."""


def place(finding: Finding) -> str:
    """Name the endpoints that a change concerns, in short."""
    first, *others = finding.where
    if len(finding.where) <= MOST_NAMES:
        return ", ".join(finding.where)
    return f"{first} and {len(others)} others"


def text(found: Sorted) -> str:
    """Print all changes for people, and what they ask of the version."""
    lines: list[str] = []
    for where, group in groupby(found.open, place):
        lines.append(where)
        for one in group:
            lines.append(f"  {one.label}: {one.words} [{one.kind} {one.fingerprint}]")
            lines.extend(f"      {witness}" for witness in one.witnesses)
            if one.span.line:
                lines.append(f"      {one.span}")
    for finding, ignored in found.accepted:
        lines.append(f"ignored: {place(finding)}: {finding.words} ({ignored.reason}) [{finding.fingerprint}]")
    lines.extend(f"{one.span}: stale: no change has the fingerprint {one.fingerprint}" for one in found.stale)
    lines.append(summary(found))
    return "".join(f"{line}\n" for line in lines)


def summary(found: Sorted) -> str:
    """Say on one line how much changed, and which part of the version that asks to be raised."""
    counts: dict[str, int] = {}
    for one in found.open:
        counts[one.label] = counts.get(one.label, 0) + 1
    many = f"{len(found.open)} change{'' if len(found.open) == 1 else 's'}"
    classes = f" ({', '.join(f'{count} {label}' for label, count in counts.items())})" if counts else ""
    return f"{many}{classes}; {advised(found.open)}"


def advised(findings: Iterable[Finding]) -> str:
    """Say which part of the version is to be raised, and what asks for it."""
    every = [*findings]
    bump = advice(every)
    if bump is Bump.NONE:
        return "the version may stay"
    kinds = dict.fromkeys(one.kind for one in every if one.bump is bump)
    return f"raise the {bump} version: {', '.join(kinds)}"


Belongs = Callable[[Finding], bool]
HEADINGS: Final[tuple[tuple[str, Belongs], ...]] = (
    ("Breaking", lambda one: one.direction is Direction.BREAKING),
    ("Money", lambda one: one.side is Side.MONEY),
    ("New, or wider", lambda one: one.direction is Direction.WIDENING),
    ("Otherwise different", lambda one: one.side is not Side.DOCUMENTATION),
    ("Documentation", lambda one: one.side is Side.DOCUMENTATION),
)
"""Each change stands under the first that it belongs to."""


def markdown(found: Sorted) -> str:
    """Write a changelog entry, and what the changes ask of the version."""
    said = entry(found.open)
    return f"{said}\nFor the version: {advised(found.open)}.\n" if said else "Nothing changed.\n"


def entry(findings: Iterable[Finding]) -> str:
    """Write bullets under headings, breaking changes first; nothing, where nothing changed."""
    rest = [*findings]
    said: list[str] = []
    for heading, belongs in HEADINGS:
        chosen = [one for one in rest if belongs(one)]
        rest = [one for one in rest if not belongs(one)]
        if chosen:
            said.append(f"### {heading}\n\n" + "".join(map(_bullet, chosen)))
    return "\n".join(said)


def _bullet(one: Finding) -> str:
    shown = "".join(f" {_quoted(witness.short())} {witness.verdicts()}." for witness in one.witnesses)
    return f"- `{place(one)}`: {one.words}.{shown}\n"


def _quoted(words: str) -> str:
    """Quote words as code, whatever backticks they hold."""
    return f"`` {words} ``" if "`" in words else f"`{words}`"


def github(found: Sorted, fails: Belongs) -> str:
    """Write a workflow command for each change that is more than documentation."""
    return "".join(f"{line}\n" for line in _commands(found, fails))


def _commands(found: Sorted, fails: Belongs) -> Iterator[str]:
    for one in found.open:
        if one.side is Side.DOCUMENTATION and not fails(one):
            continue
        level = "error" if fails(one) else "warning" if one.direction is Direction.BREAKING else "notice"
        words = ". ".join((f"{place(one)}: {one.words}", *map(str, one.witnesses)))
        # What is gone has no line in the new version.
        span = one.new if one.new.line else None
        yield annotation(level, f"{one.kind} {one.fingerprint}", span, words)
    for ignored in found.stale:
        words = f"no change has the fingerprint {ignored.fingerprint}: take it off the list"
        yield annotation("warning", "stale", ignored.span, words)
