"""Which part of the old version is which of the new one: by name, or by plain evidence of a new name."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Generic, TypeVar

T = TypeVar("T")
ALIKE: Final = 0.6
"""How alike two names have to be, for one to be the other renamed."""


@dataclass(frozen=True, slots=True)
class Pairs(Generic[T]):
    """The parts of two versions, put side by side."""

    kept: tuple[tuple[T, T], ...]
    renamed: tuple[tuple[T, T], ...]
    removed: tuple[T, ...]
    added: tuple[T, ...]


def pairs(
    old: Iterable[T],
    new: Iterable[T],
    name: Callable[[T], str],
    evidence: Callable[[T, T], bool] = lambda one, other: one is other,
) -> Pairs[T]:
    """Put parts side by side by their names; of the others those for which the evidence is plain, each once."""
    before, after = {name(one): one for one in old}, {name(one): one for one in new}
    kept = tuple((before[key], after[key]) for key in before if key in after)
    gone = [one for key, one in before.items() if key not in after]
    come = [one for key, one in after.items() if key not in before]
    renamed: list[tuple[T, T]] = []
    for one in gone:
        fitting = [other for other in come if evidence(one, other)]
        if len(fitting) == 1 and sum(evidence(two, fitting[0]) for two in gone) == 1:
            renamed.append((one, fitting[0]))
    names = {(name(one), name(other)) for one, other in renamed}
    lost, found = {one for one, _ in names}, {other for _, other in names}
    return Pairs(
        kept,
        tuple(renamed),
        tuple(one for one in gone if name(one) not in lost),
        tuple(one for one in come if name(one) not in found),
    )


def alike(one: str, other: str) -> bool:
    """Tell whether two names may be one, misspelt or spelt otherwise."""
    plain, also = (name.casefold().replace("-", "").replace("_", "") for name in (one, other))
    # An empty name is like no other; numbers that differ are different models and sizes, not spellings.
    if _digits(plain) != _digits(also):
        return False
    return plain == also or SequenceMatcher(None, plain, also).ratio() >= ALIKE


def _digits(name: str) -> str:
    return "".join(char for char in name if char.isdigit())


def changed(old: Mapping[str, Hashable], new: Mapping[str, Hashable]) -> dict[str, tuple[Hashable, Hashable]]:
    """List the keys of which the values differ, each with both; `None` where one has none."""
    keys = dict.fromkeys((*old, *new))
    return {key: (old.get(key), new.get(key)) for key in keys if old.get(key) != new.get(key)}
