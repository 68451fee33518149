"""Prove changes of what may be sent: each with a request, or found to change nothing. Finds no change itself."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final

from callsheet.diff.findings import Finding, Side, Verdict, Witness
from callsheet.diff.searching import SILENT, WARNED, WRONG, Goal, Option, Place, Search
from callsheet.model.judge import ABSENT, UNDOCUMENTED

OLD, NEW = 0, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change that requests may show."""

    finding: Finding
    """As it is if requests cannot be told: what it looks like."""
    goals: tuple[Goal, ...]
    """What would show it."""


EQUIVALENT: Final = "; equivalent as far as {} partial requests show"


def prove(changes: Iterable[Change], search: Search) -> Iterable[Finding]:
    """Look for a request for each change; those that none shows are documentation."""
    for change in changes:
        yield _proved(change, search) if change.goals else change.finding


def _proved(change: Change, search: Search) -> Finding:
    search.tried, search.cut = 0, False
    witnesses: dict[bool, Witness] = {}
    for goal in change.goals:
        breaks = goal.loud == NEW
        known = witnesses.get(breaks)
        if known is None or (not weighs(known) and goal.level == WRONG):
            found = search.find(goal)
            if found is not None:
                witnesses[breaks] = found
    finding = replace(change.finding, witnesses=tuple(witnesses.values()), tried=search.tried)
    if not witnesses:
        return finding if search.cut else _equivalent(finding)
    heavy = [one for one in witnesses.values() if weighs(one)]
    if not heavy:
        # Accepted then and now: what is done with it changes.
        return replace(finding, side=Side.BEHAVIOUR, breaks=False, widens=False)
    return replace(
        finding,
        breaks=any(one.breaks for one in heavy),
        widens=any(not one.breaks for one in heavy),
        witnesses=tuple(sorted(witnesses.values(), key=lambda one: not one.breaks)),
    )


def _equivalent(finding: Finding) -> Finding:
    words = finding.words + EQUIVALENT.format(finding.tried)
    return replace(finding, side=Side.DOCUMENTATION, breaks=False, widens=False, words=words)


def weighs(witness: Witness) -> bool:
    """Tell whether a request is refused by one version, or has a field that one version does not know."""
    return Verdict.REFUSED in {witness.before, witness.after} or UNDOCUMENTED in witness.rules


Touches = Callable[[object], bool]
Names = tuple[str, str]
"""A name in the old version, and in the new one."""


def by_value(place: Place, touches: Touches, rules: Names) -> tuple[Goal, ...]:
    """Show that values of a field are judged otherwise: by the rules of a name, or any whose name begins with it."""
    return tuple(
        Goal(loud=loud, place=place, fits=_louder(loud, level, touches, rules[loud]), level=level)
        for level in (WRONG, WARNED)
        for loud in (NEW, OLD)
    )


def _louder(loud: int, level: int, touches: Touches, prefix: str) -> Callable[[Option], bool]:
    def fits(option: Option) -> bool:
        said = (rule for rule in option.rules[loud] if rule == prefix or rule.startswith(f"{prefix}."))
        return (
            option.own[loud] == level
            and option.own[1 - loud] < level
            and not {*said} <= {*option.rules[1 - loud]}
            and (option.value is ABSENT or touches(option.value))
        )

    return fits


def by_presence(place: Place, loud: int, touches: Touches) -> Goal:
    """Show that a version does not know a field which the other does."""

    def fits(option: Option) -> bool:
        return (
            option.own[1 - loud] == SILENT
            and UNDOCUMENTED in option.rules[loud]
            and option.value is not ABSENT
            and touches(option.value)
        )

    return Goal(loud=loud, place=place, fits=fits, level=WARNED)


def by_rule(name: str, levels: tuple[str, str]) -> tuple[Goal, ...]:
    """Show that a rule is kept in one version and broken in the other; `levels` are empty where there is no rule."""
    return tuple(
        Goal(loud=loud, rule=name, level=WRONG if levels[loud] == "error" else WARNED)
        for loud in (NEW, OLD)
        if levels[loud]
    )
