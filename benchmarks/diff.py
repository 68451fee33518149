"""What a comparison costs, and whether it is right: `python benchmarks/diff.py [--rounds 5]`.

Every labelled pair of `tests/diff/cases` is compared, proofs included; of its rounds the least CPU time counts. Both
versions are compiled before: what reading YAML costs is told by `generate.py`. Beside the pairs stands the real catalog
held to itself, read anew, then each of its endpoints with one rule taken away; and the share of pairs that are classed,
and raise the version, as a person labelled them.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from callsheet.diff import advice, compare  # noqa: E402 -- beside those of the tests
from callsheet.model.endpoint import Catalog  # noqa: E402
from callsheet.resolve import load  # noqa: E402
from support.editing import before, edited  # noqa: E402

TARGET = 20.0


def cpu(rounds: int, work: Callable[[], object]) -> float:
    """Answer the least milliseconds of CPU that some work took."""
    found: list[float] = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        found.append((time.process_time() - start) * 1000)
    return min(found)


def less(catalog: Catalog) -> Iterator[tuple[Catalog, Catalog]]:
    """Pair each endpoint with itself, less one rule."""
    for provider in catalog.providers:
        for endpoint in provider.endpoints:
            whole = Catalog((replace(provider, endpoints=(endpoint,)),))
            for rule in endpoint.rules:
                rest = replace(endpoint, rules=tuple(one for one in endpoint.rules if one is not rule))
                yield whole, Catalog((replace(provider, endpoints=(rest,)),))


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=5, help="of which the least counts")
    rounds: int = asked.parse_args().rounds
    old = before()
    took: dict[str, float] = {}
    wrong: list[str] = []
    proofs = 0
    for path in sorted((ROOT / "tests/diff/cases").glob("*.yaml")):
        case: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
        new = edited(case["edit"])
        found = compare(old, new)
        proofs += sum(len(one.witnesses) for one in found)
        labels = sorted((one["class"], one["kind"], one["about"]) for one in case["expect"])
        if sorted((one.label, one.kind, one.about) for one in found) != labels or advice(found) != case["semver"]:
            wrong.append(path.stem)
        took[path.stem] = cpu(rounds, lambda new=new: compare(old, new))
    specs = load(ROOT / "specs")
    one, other = specs.compile(), specs.compile()
    real = cpu(rounds, lambda: compare(one, other))
    rules = [cpu(1, lambda pair=pair: compare(*pair)) for pair in less(one)]
    endpoints = sum(len(provider.endpoints) for provider in one.providers)
    worst = max(took, key=lambda name: took[name])
    print(f"{len(took)} pairs, {proofs} requests as proof; Python {sys.version.split()[0]}\n")
    print("| what | measured | target |")
    print("| --- | ---: | ---: |")
    print(f"| classed and advised as labelled | {len(took) - len(wrong)} of {len(took)} | all |")
    print(f"| a pair, median | {statistics.median(took.values()):.1f} ms | ≤ {TARGET:.0f} ms |")
    print(f"| a pair, worst ({worst}) | {took[worst]:.1f} ms | ≤ {TARGET:.0f} ms |")
    print(f"| the real catalog ({endpoints} endpoints) and itself, read anew | {real:.0f} ms | |")
    print(f"| a real endpoint less one rule ({len(rules)}), median | {statistics.median(rules):.1f} ms | |")
    print(f"| a real endpoint less one rule, worst | {max(rules):.0f} ms | |")
    if wrong:
        print(f"\nnot as labelled: {', '.join(wrong)}")
        sys.exit(1)


if __name__ == "__main__":
    main()
