"""Versions of providers' specs, by semantic versioning: what was raised, and whether it is enough."""

import re
from typing import Final

from callsheet.diff.findings import GREATEST_FIRST, Bump

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


def is_enough(made: Bump, advised: Bump) -> bool:
    """Tell whether a version was raised as far as is advised."""
    return GREATEST_FIRST.index(made) <= GREATEST_FIRST.index(advised)
