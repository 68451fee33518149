"""What an obligation is. Knows neither how one is found nor who has it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import cast


class Duty(StrEnum):
    """What a provider may get wrong."""

    ENUM_VALUE = "enum value"
    BOUND = "bound"
    NEIGHBOUR = "neighbour"
    RULE_KEPT = "rule kept"
    RULE_BROKEN = "rule broken"
    MISSING = "missing"
    TYPE = "type"
    UNDOCUMENTED = "undocumented"
    NEAR = "near neighbour"


class Verdict(StrEnum):
    """What is to become of a request."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    WARNED = "warned"
    """Accepted, but something else is done than was asked for."""


@dataclass(frozen=True, slots=True)
class Obligation:
    """A request, and what a provider owes it."""

    endpoint: str
    label: str
    """Unlike any other of the endpoint."""
    place: str
    """A JSON pointer to what it is about."""
    about: str
    """The parameter that it is about; empty where it is about none."""
    constraint: str
    """What it breaks, named as in `breaks`; or what it keeps only just."""
    duty: Duty
    verdict: Verdict
    origin: str
    """Where a wrong request is legal, as far as that was asked: an endpoint, or `previous version`; else empty."""
    kept: object
    """The request; not to be changed. `body` is a copy of one's own."""

    @property
    def body(self) -> object:
        """The request document, made anew whenever it is asked for."""
        return _copy(self.kept)


@dataclass(frozen=True, slots=True)
class Unreachable:
    """A duty that no request shows alone."""

    endpoint: str
    label: str
    place: str
    constraint: str
    duty: Duty
    reason: str


@dataclass(frozen=True, slots=True)
class Obligations:
    """All duties of an endpoint."""

    endpoint: str
    made: tuple[Obligation, ...]
    unreachable: tuple[Unreachable, ...]
    """Duties that no request shows alone, each with the reason."""

    def __iter__(self) -> Iterator[Obligation]:
        return iter(self.made)

    def __len__(self) -> int:
        return len(self.made)


def _copy(value: object) -> object:
    if isinstance(value, dict):
        return {key: _copy(one) for key, one in cast("dict[str, object]", value).items()}
    if isinstance(value, list):
        return [_copy(one) for one in cast("list[object]", value)]
    return value
