"""How often one may call. Knows no calls, only their names."""

from collections import defaultdict, deque
from datetime import datetime, timedelta


class Rates:
    """Counts calls over a sliding window: a second, or as long as one call takes where fewer are allowed."""

    def __init__(self) -> None:
        self._calls: dict[tuple[str, ...], deque[datetime]] = defaultdict(deque)

    def exceeded(self, name: tuple[str, ...], per_second: float | None, now: datetime) -> bool:
        """Tell whether one more call is one too many; one that is not counts."""
        if per_second is None:
            return False
        seconds = max(1.0, 1 / per_second)
        calls = self._calls[name]
        while calls and now - calls[0] >= timedelta(seconds=seconds):
            calls.popleft()
        if len(calls) >= max(1, int(per_second * seconds)):
            return True
        calls.append(now)
        return False
