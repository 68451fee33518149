"""How things stand: what of the goals was seen, what is missing, and which request would show it. Knows no format."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

from callsheet.model.endpoint import WebhookEndpoint
from callsheet_contracts.coverage.closing import BY_REQUEST, Closing, Example, beside, closing
from callsheet_contracts.coverage.collector import Collector
from callsheet_contracts.coverage.goals import Credit, Goal, Kind, Section, Side, sections

NOTHING: Final = Closing((), {}, {})


class NotThereError(Exception):
    """Asked for a provider, an endpoint or a kind that there is not; the message lists what there is."""


class Degree(StrEnum):
    """How much of a goal was seen."""

    FULL = "full"
    HALF = "half"
    """Only one of its sides."""
    NONE = "none"
    UNREACHABLE = "unreachable"
    """No request shows it alone: not counted."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    seen: int = 0
    of: int = 0

    def __add__(self, other: "Share") -> "Share":
        return Share(self.seen + other.seen, self.of + other.of)

    @property
    def percent(self) -> float:
        """The share in percent; of nothing, all was seen."""
        return 100 * self.seen / self.of if self.of else 100.0

    def __str__(self) -> str:
        return f"{shown(self.percent)} %"


def shown(percent: float) -> str:
    """Round a percentage down: what is not full is never written as full, and what is some never as nothing."""
    if 0 < percent < 1:
        return "<1"
    return str(int(percent))


@dataclass(frozen=True, slots=True)
class Standing:
    """A goal, and what was seen of it."""

    goal: Goal
    counts: Mapping[Side, int]
    """How often each side was seen; a side that was not is left out."""
    unreachable: Mapping[Side, str]
    """Sides that no request shows alone, each with the reason."""
    examples: Mapping[Side, Example]
    """Requests that would show what is missing."""

    @property
    def missing(self) -> tuple[Side, ...]:
        """Sides that were not seen and could be."""
        return tuple(one for one in self.goal.sides if one not in self.counts and one not in self.unreachable)

    @property
    def share(self) -> Share:
        """Sides seen, of those that count: what was seen could be, whatever was thought of it."""
        return Share(len(self.counts), len(self.counts) + len(self.missing))

    @property
    def degree(self) -> Degree:
        """How much was seen."""
        share = self.share
        if not share.of:
            return Degree.UNREACHABLE
        return Degree.FULL if share.seen == share.of else Degree.HALF if share.seen else Degree.NONE


@dataclass(frozen=True)
class Part:
    """A section, and how it stands."""

    section: Section
    standings: tuple[Standing, ...]

    @cached_property
    def shares(self) -> dict[Kind, Share]:
        """Tell the share by kind, for those kinds that it has."""
        found: dict[Kind, Share] = {}
        for one in self.standings:
            found[one.goal.kind] = found.get(one.goal.kind, Share()) + one.share
        return {kind: found[kind] for kind in Kind if kind in found}

    @property
    def share(self) -> Share:
        """The whole."""
        return sum(self.shares.values(), Share())

    def of(self, kind: Kind) -> tuple[Standing, ...]:
        """List the goals of a kind."""
        return tuple(one for one in self.standings if one.goal.kind is kind)

    @property
    def missing(self) -> tuple[Standing, ...]:
        """List the goals that lack something."""
        return tuple(one for one in self.standings if one.missing)


@dataclass(frozen=True)
class Coverage:
    """How several sections stand."""

    parts: tuple[Part, ...]
    exchanges: int

    @cached_property
    def providers(self) -> dict[str, tuple[Part, ...]]:
        """Group the sections."""
        found: dict[str, tuple[Part, ...]] = {}
        for one in self.parts:
            found[one.section.provider.name] = (*found.get(one.section.provider.name, ()), one)
        return found

    def share(self, kind: Kind | None = None) -> Share:
        """Tell the share of all, or of one kind."""
        return share_of(self.parts, kind)

    def below(self, least: float, kind: Kind | None = None) -> str:
        """Say that coverage is less than it should be; empty where it is not."""
        share = self.share(kind)
        if share.percent >= least:
            return ""
        what = kind.value if kind else "coverage"
        return f"{what}: {share.percent:.1f} % ({share.seen} of {share.of}), and {least:g} % are asked for"


def share_of(parts: Iterable[Part], kind: Kind | None = None) -> Share:
    """Tell the share of several sections, of all or of one kind."""
    shares = (one.share if kind is None else one.shares.get(kind, Share()) for one in parts)
    return sum(shares, Share())


def measure(
    collector: Collector, *, only: Iterable[str] = (), validated: bool = False, examples: bool = True
) -> Coverage:
    """Say how things stand.

    Args:
        collector: What was seen.
        only: Providers, or `provider/endpoint`; those of which anything was seen if left out.
        validated: Count what validators alone have said as well.
        examples: Find requests for what is missing, which takes a while. Without them, nothing is known to be out of
            reach either, so that percentages may be lower.

    Raises:
        NotThereError: there is no such provider or endpoint.

    """
    wanted = tuple(only)
    chosen = [one for provider in collector.catalog.providers for one in sections(provider)]
    labels = {one.label for one in chosen} | {one.provider.name for one in chosen}
    for name in wanted:
        if name not in labels:
            raise NotThereError(f"there is no {name!r}: there are {', '.join(sorted(labels))}")
    touched = {label.partition("/")[0] for label in (*collector.answered, *(collector.validated if validated else ()))}
    parts = [
        Part(section, tuple(_standings(collector, section, validated=validated, examples=examples)))
        for section in chosen
        if (section.label in wanted or section.provider.name in wanted if wanted else section.provider.name in touched)
    ]
    return Coverage(tuple(parts), collector.exchanges)


def _standings(collector: Collector, section: Section, *, validated: bool, examples: bool) -> Iterator[Standing]:
    counts: dict[Credit, int] = dict(collector.answered.get(section.label, {}))
    for credit, count in collector.validated.get(section.label, {}).items() if validated else ():
        counts[credit] = counts.get(credit, 0) + count
    known: Closing | None = None
    for goal in section.goals:
        credit_of: dict[Side, Credit] = {side: (goal.kind, goal.name, side) for side in goal.sides}
        seen = {side: counts[credit] for side, credit in credit_of.items() if credit in counts}
        missing = [side for side in goal.sides if side not in seen]
        if missing and examples and goal.kind in BY_REQUEST and section.endpoint is not None:
            assert not isinstance(section.endpoint, WebhookEndpoint), "events are not asked for"
            known = known or closing(section.endpoint, beside(section.provider, section.endpoint))
        found = (known if goal.kind in BY_REQUEST else None) or NOTHING
        yield Standing(
            goal,
            seen,
            {side: why for side in missing if (why := found.unreachable.get(credit_of[side]))},
            {side: one for side in missing if (one := found.examples.get(credit_of[side]))},
        )
