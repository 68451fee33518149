"""Whether calls keep under the documented rate. Knows only times."""

from collections import deque
from dataclasses import dataclass, field

from callsheet_contracts.recordings import Exchange


@dataclass(slots=True)
class Rate:
    """Calls of one kind over a sliding window: a second, or as long as one call takes where fewer are allowed."""

    per_second: float
    label: str
    times: deque[float] = field(default_factory=deque[float])
    first: Exchange | None = None
    """The first call that was one too many."""
    too_many: int = 0

    def count(self, when: float, exchange: Exchange) -> None:
        """Count a call in."""
        window = max(1.0, 1 / self.per_second)
        while self.times and when - self.times[0] >= window:
            self.times.popleft()
        if len(self.times) >= max(1, int(self.per_second * window)):
            self.first = self.first or exchange
            self.too_many += 1
        self.times.append(when)
