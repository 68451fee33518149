"""Keep calls under a documented rate, and heed who asks for a pause. Does not sleep: it says for how long to."""

from threading import Lock

LONGEST = 64.0
"""Seconds that a path is left alone at most, where the provider does not say for how long."""


class Throttle:
    """Deals out turns, evenly spaced, to all threads and tasks of one client."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._next: dict[str, float] = {}
        self._held: dict[str, float] = {}
        self._refusals: dict[str, int] = {}

    def reserve(self, name: str, per_second: float | None, now: float) -> float:
        """Take the next turn for calls of this name; answer the seconds until it comes, 0 where it has come.

        A turn that was taken is not given back: whoever gives up on it only makes the others slower than they must.
        """
        if per_second is None:
            return 0.0
        with self._lock:
            turn = max(now, self._next.get(name, now))
            self._next[name] = turn + 1 / per_second
        return turn - now

    def hold(self, name: str, seconds: float | None, now: float) -> None:
        """Note that calls of this name were refused as too many: for so long, or, unsaid, for 1, 2, 4 … 64 s."""
        with self._lock:
            refusals = self._refusals.get(name, 0)
            self._refusals[name] = refusals + 1
            rest = min(2.0 ** min(refusals, 6), LONGEST) if seconds is None else seconds
            self._held[name] = max(self._held.get(name, now), now + rest)

    def release(self, name: str) -> None:
        """Note that a call of this name was taken: the next refusal is a first one."""
        with self._lock:
            self._refusals.pop(name, None)

    def held(self, name: str, now: float) -> float:
        """Say for how many seconds more calls of this name should wait, because one of them was refused."""
        with self._lock:
            return max(self._held.get(name, now) - now, 0.0)
