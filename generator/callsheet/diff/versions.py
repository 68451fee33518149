"""Versions of providers' specs, by semantic versioning: what was raised, and whether it is enough."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from callsheet.diff.findings import GREATEST_FIRST, Bump, Finding, advice
from callsheet.diff.pairing import pairs
from callsheet.model.endpoint import Catalog

VERSION: Final = re.compile(r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)")


def parts(version: str) -> tuple[int, int, int]:
    """Take a version apart.

    Raises:
        ValueError: it is none.

    """
    found = VERSION.fullmatch(version)
    if found is None:
        raise ValueError(f"a version is three numbers, such as 1.0.0, not {version!r}")
    return int(found[1]), int(found[2]), int(found[3])


def bump_of(old: str, new: str) -> Bump | None:
    """Say which part of a version was raised; `None` where it went back.

    Before 1.0.0 the second number does what the first one does later.

    Raises:
        ValueError: one of them is no version.

    """
    before, after = parts(old), parts(new)
    if after < before:
        return None
    if after[0] > before[0]:
        return Bump.MAJOR
    if after[1] > before[1]:
        return Bump.MINOR if before[0] else Bump.MAJOR
    return Bump.PATCH if after > before else Bump.NONE


def raised(version: str, due: Bump) -> str:
    """Say which version comes next.

    Raises:
        ValueError: it is no version.

    """
    first, second, third = parts(version)
    match due:
        case Bump.MAJOR if first:
            return f"{first + 1}.0.0"
        case Bump.MAJOR | Bump.MINOR:
            return f"{first}.{second + 1}.0"
        case Bump.PATCH:
            return f"{first}.{second}.{third + 1}"
        case Bump.NONE:
            return version


def is_enough(made: Bump, advised: Bump) -> bool:
    """Tell whether a version was raised as far as is advised."""
    return GREATEST_FIRST.index(made) <= GREATEST_FIRST.index(advised)


@dataclass(frozen=True, slots=True)
class Step:
    """What became of the version of a provider's specs, and the changes that it stands for."""

    provider: str
    old: str | None
    """The version before: empty where none is stated, `None` where the provider is new."""
    new: str | None
    """The version now; `None` where the provider is gone."""
    changes: tuple[Finding, ...]

    @property
    def due(self) -> Bump:
        """Which part of the version has to be raised."""
        return advice(self.changes)

    def judged(self, least: Bump) -> tuple[bool, str]:
        """Tell whether the version will do, and say so; what asks for less than `least` is not looked at.

        Raises:
            ValueError: a version is none.

        """
        if self.new is None:
            return False, "is gone; where that is meant, `callsheet release` takes it out of what was released"
        if not self.new:
            return False, "states no version: write it beside `provider:`"
        if not self.old:
            return True, f"{self.new}: there is no version before it to hold it to"
        made = bump_of(self.old, self.new)
        step = f"{self.old} → {self.new}"
        if made is None:
            return False, f"{step}: a version never goes back"
        if not is_enough(made, self.due) and is_enough(self.due, least):
            return False, f"{step}: a {self.due} version is due"
        many = f"{len(self.changes)} change{'' if len(self.changes) == 1 else 's'}"
        return True, f"{step}: enough for {many} ({self.due} is due)"

    def reasons(self) -> tuple[Finding, ...]:
        """List the changes that ask for the most."""
        return tuple(one for one in self.changes if one.bump is self.due)


def steps(old: Catalog, new: Catalog, changes: Iterable[Finding]) -> Iterator[Step]:
    """Say of every provider what became of its version."""
    every = [*changes]
    both = pairs(old.providers, new.providers, lambda one: one.name)
    told = (
        *((one.name, one.version, other.version) for one, other in both.kept),
        *((one.name, None, one.version) for one in both.added),
        *((one.name, one.version, None) for one in both.removed),
    )
    for name, before, after in sorted(told):
        yield Step(name, before, after, tuple(one for one in every if one.provider == name))
