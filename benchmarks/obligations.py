"""How many duties are listed in a second of CPU time: `python benchmarks/obligations.py [--runs 7]`.

`first` finds every request anew, the model being compiled already: pieces, conditions, searches, all of it. `again`
goes through the finished lists and makes every request anew, as a second test module of a process does. Both make
requests for all endpoints of the catalog. The validator's proof of each is not part of it, and is shown beside it.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from callsheet.resolve import load
from callsheet_contracts.obligations import Obligations, every_obligation, proof

ROOT = Path(__file__).parents[1]
T = TypeVar("T")


def best(runs: int, work: Callable[[], T]) -> tuple[float, T]:
    """Run several times; answer the least CPU seconds, and what came of the last."""
    least, found = float("inf"), None
    for _ in range(runs):
        begin = time.process_time()
        found = work()
        least = min(least, time.process_time() - begin)
    assert found is not None
    return least, found


def bodies(lists: list[Obligations]) -> int:
    """Make the request of every duty anew."""
    made = [one.body for duties in lists for one in duties]
    return len(made)


def main() -> None:
    """Print one line for each way."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--runs", type=int, default=7, help="of which the best counts")
    runs: int = asked.parse_args().runs
    catalog = load(ROOT / "specs").compile()
    first, lists = best(runs, lambda: list(every_obligation(catalog)))
    again, made = best(runs, lambda: bodies(lists))
    total = sum(map(len, lists))
    checked, proofs = best(1, lambda: [proof(one) for one in lists])
    single, negatives = sum(one.single for one in proofs), sum(one.negatives for one in proofs)
    print(f"{total} duties of {len(lists)} endpoints, {sum(len(one.unreachable) for one in lists)} out of reach")
    print(f"first: {total / first:>9,.0f} a second ({first * 1000:.0f} ms in all)")
    print(f"again: {made / again:>9,.0f} a second ({again * 1000:.0f} ms in all)")
    print(f"proof: {total / checked:>9,.0f} a second; of {negatives} wrong requests {single} break one constraint")


if __name__ == "__main__":
    main()
