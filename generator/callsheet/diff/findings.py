"""What a comparison finds: a change, whom it concerns, and the request that proves it. Compares nothing."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, cast

from callsheet.span import NOWHERE, Span


class Side(StrEnum):
    """Whom a change concerns."""

    REQUEST = "request"
    """What may be sent."""
    RESPONSE = "response"
    """What is read."""
    MONEY = "money"
    """What is charged."""
    BEHAVIOUR = "behaviour"
    """How it goes, though requests and answers look the same."""
    DOCUMENTATION = "documentation"
    """Nobody but readers."""


class Direction(StrEnum):
    """What a change does to those who change nothing."""

    BREAKING = "breaking"
    """What worked may stop working, or cost money that it did not cost."""
    WIDENING = "widening"
    """What worked still does, and more does now."""
    NEUTRAL = "neutral"
    """Neither."""


class Bump(StrEnum):
    """Which part of a version a change asks to be raised; the greatest first."""

    MAJOR = "major"
    MINOR = "minor"
    PATCH = "patch"
    NONE = "none"


GREATEST_FIRST: Final = tuple(Bump)


class Verdict(StrEnum):
    """What becomes of a request."""

    ACCEPTED = "accepted"
    WARNED = "warned"
    """Accepted, but something else is done than was asked for."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """A request that the two versions judge differently."""

    body: object
    before: Verdict
    after: Verdict
    rules: tuple[str, ...]
    """What the version that says more has against it."""
    breaks: bool
    """Whether it is the new version that says more."""

    def __str__(self) -> str:
        return f"{self.short()} {self.verdicts()}"

    def short(self) -> str:
        """Write the request on one line, long texts cut."""
        return json.dumps(_cut(self.body), ensure_ascii=False)

    def verdicts(self) -> str:
        """Say what became of it, and what becomes of it now."""
        return f"was {self.before}, is {self.after} now ({', '.join(self.rules)})"

    def as_json(self) -> dict[str, object]:
        """Say it in plain JSON."""
        return {"body": self.body, "before": self.before, "after": self.after, "rules": list(self.rules)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One change."""

    kind: str
    """What sort of change it is; one of `KINDS`."""
    side: Side
    breaks: bool = False
    widens: bool = False
    where: tuple[str, ...]
    """The endpoints that it concerns, as `provider/endpoint`; the provider alone where it concerns all."""
    about: str
    """The parameter, rule, field, state … that changed."""
    before: str = ""
    after: str = ""
    words: str
    witnesses: tuple[Witness, ...] = ()
    tried: int = 0
    """So many partial requests were looked at, where requests were looked for."""
    old: Span = NOWHERE
    new: Span = NOWHERE

    @property
    def direction(self) -> Direction:
        """What it does to those who change nothing; a change that does both breaks."""
        if self.breaks:
            return Direction.BREAKING
        return Direction.WIDENING if self.widens else Direction.NEUTRAL

    @property
    def provider(self) -> str:
        """Whose specs changed."""
        return self.where[0].partition("/")[0]

    @property
    def label(self) -> str:
        """Its class, as people say it."""
        neutral = self.direction is Direction.NEUTRAL
        return str(self.side) if neutral else f"{self.side} {self.direction}"

    @property
    def bump(self) -> Bump:
        """Which part of the version it asks to be raised."""
        if self.breaks:
            return Bump.MAJOR
        return Bump.PATCH if self.side is Side.DOCUMENTATION else Bump.MINOR

    @property
    def fingerprint(self) -> str:
        """Tell it from all other changes, wherever it is written and whatever else changed."""
        said = json.dumps([self.kind, *sorted(self.where), self.about, self.before, self.after])
        return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:12]

    @property
    def span(self) -> Span:
        """Where it is written now; else, where it was."""
        return self.new if self.new.line else self.old

    def as_json(self) -> dict[str, object]:
        """Say it in plain JSON."""
        return {
            "fingerprint": self.fingerprint,
            "kind": self.kind,
            "class": str(self.side),
            "direction": str(self.direction),
            "semver": str(self.bump),
            "where": list(self.where),
            "about": self.about,
            "before": self.before,
            "after": self.after,
            "words": self.words,
            "witnesses": [one.as_json() for one in self.witnesses],
            "tried": self.tried,
            "old": _place(self.old),
            "new": _place(self.new),
        }


def _place(span: Span) -> dict[str, object] | None:
    return {"file": span.file, "line": span.line, "column": span.column} if span.line else None


def advice(findings: Iterable[Finding]) -> Bump:
    """Say which part of the version all changes together ask to be raised."""
    asked = {one.bump for one in findings}
    return next((one for one in GREATEST_FIRST if one in asked), Bump.NONE)


LONGEST: Final = 40
"""As much of a text is shown."""


def _cut(value: object) -> object:
    match value:
        case str() if len(value) > LONGEST:
            return f"{value[: LONGEST // 2]}… ({len(value)} characters)"
        case dict():
            return {key: _cut(one) for key, one in cast("Mapping[str, object]", value).items()}
        case list():
            items = cast("list[object]", value)
            cut = [_cut(one) for one in items[:3]]
            return [*cut, f"… ({len(items)} items)"] if len(items) > len(cut) else cut
        case _:
            return value
