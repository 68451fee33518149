"""Measure and compare: CPU time of one thread, the subjects in turn, medians of the ratios of each round.

Another process on the same core slows the clock on the wall and not this one; what slows both subjects of a round
(a cache lost, a lower frequency) cancels out in their ratio.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median

Work = Callable[[], object]
SAMPLE_SECONDS = 0.004


@dataclass(frozen=True)
class Timing:
    """Seconds of each subject in each round, for one piece of work."""

    rounds: tuple[Mapping[str, float], ...]

    def seconds(self, name: str) -> float:
        """Tell how long a subject took: the median."""
        return median(one[name] for one in self.rounds)

    def ratio(self, name: str, ours: str) -> float:
        """Tell how many times as long as ours a subject took: the median of what each round says."""
        return median(one[name] / one[ours] for one in self.rounds)


def compare(works: Mapping[str, Work], *, rounds: int) -> Timing:
    """Time pieces of work in turn, so often."""
    times = {name: _calls(work) for name, work in works.items()}
    return Timing(tuple({name: _sample(work, times[name]) for name, work in works.items()} for _ in range(rounds)))


def _calls(work: Work) -> int:
    """Find how many calls make a sample long enough to be told from the clock's own steps."""
    calls = 1
    while (taken := _sample(work, calls) * calls) < SAMPLE_SECONDS:
        calls = max(2 * calls, int(calls * SAMPLE_SECONDS / (taken or SAMPLE_SECONDS)))
    return calls


def _sample(work: Work, calls: int) -> float:
    turns = range(calls)
    before = time.thread_time()
    for _ in turns:
        work()
    return (time.thread_time() - before) / calls
