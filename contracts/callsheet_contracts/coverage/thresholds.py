"""How much is to be seen. Knows no command line."""

from dataclasses import dataclass
from typing import Self

from callsheet_contracts.coverage.goals import Kind
from callsheet_contracts.coverage.standing import Coverage

MOST = 100


@dataclass(frozen=True, slots=True)
class Threshold:
    """A share that is asked for."""

    least: float
    """In percent."""
    kind: Kind | None
    """Of which kind of goals; of all, if of none."""

    @classmethod
    def read(cls, word: str) -> Self:
        """Read how people write it: `90`, or `rules=100`.

        Raises:
            ValueError: it makes no sense; the message says why.

        """
        name, _, percent = word.rpartition("=")
        kinds = {kind.value: kind for kind in Kind}
        try:
            least = float(percent)
        except ValueError:
            least = -1.0
        if not 0 <= least <= MOST or (name and name not in kinds):
            raise ValueError(f"{word}: 0 to 100 are percents, alone or after one of {', '.join(kinds)} and =")
        return cls(least, kinds[name] if name else None)

    def missed(self, coverage: Coverage) -> str:
        """Say how much is missing; empty where nothing is."""
        return coverage.below(self.least, self.kind)
