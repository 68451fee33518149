"""Keep calls under a documented rate. Does not sleep: it says for how long to."""

from threading import Lock


class Throttle:
    """Deals out turns, evenly spaced, to all threads and tasks of one client."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._next: dict[str, float] = {}

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
