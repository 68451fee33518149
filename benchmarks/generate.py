"""What compiling costs, as times a bare interpreter in the same run: `python benchmarks/generate.py [--runs 9]`.

Whole processes, medians of their CPU time; bare interpreters run between the others, so that a busy machine slows all
alike. `regenerate` writes everything into an empty folder, `check` finds everything as it was the last time, `check,
first` has no such memory, and `lint` reasons over all specs. A command is started by its own two lines, as an installed
script does; what the script that an installer writes adds before that is not counted, and shown beside it.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
SCRIPT = Path(sys.executable).parent / "callsheet"
START = "import sys; from callsheet.cli import main; sys.exit(main(sys.argv[1:]))"
PER = 10_000
G1, G2 = 16.0, 2.2
SEALS = ".callsheet_cache"


def cpu(command: list[str], folder: Path) -> float:
    """Run a process, and answer the milliseconds of CPU that it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=True, env=dict(os.environ))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def median(runs: int, command: list[str], folder: Path, prepare: Callable[[], None], bare: list[float]) -> float:
    """Run several times, a bare interpreter before each; answer the median."""
    found: list[float] = []
    for _ in range(runs):
        bare.append(cpu([sys.executable, "-c", "pass"], folder))
        prepare()
        found.append(cpu(command, folder))
    return statistics.median(found)


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--runs", type=int, default=9, help="of which the median counts")
    runs: int = asked.parse_args().runs
    ours = [sys.executable, "-c", START]
    bare: list[float] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "specs", folder / "specs")

        def forget() -> None:
            shutil.rmtree(folder / SEALS, ignore_errors=True)

        def empty() -> None:
            forget()
            shutil.rmtree(folder / "generated", ignore_errors=True)

        def nothing() -> None:
            pass

        took = {"regenerate": median(runs, [*ours, "generate"], folder, empty, bare)}
        took["check, first"] = median(runs, [*ours, "generate", "--check"], folder, forget, bare)
        took["check"] = median(runs, [*ours, "generate", "--check"], folder, nothing, bare)
        took["check, by the installed script"] = median(
            runs, [str(SCRIPT), "generate", "--check"], folder, nothing, bare
        )
        took["lint"] = median(runs, [*ours, "lint"], folder, nothing, bare)
        files = [path for path in (folder / "generated").rglob("*") if path.is_file()]
        lines = sum(path.read_bytes().count(b"\n") for path in files)
    base = statistics.median(bare)
    print(f"{len(files)} files, {lines:,} lines emitted; Python {sys.version.split()[0]}, bare {base:.1f} ms\n")
    print("| what | CPU | × bare | target |")
    print("| --- | ---: | ---: | ---: |")
    each = took["regenerate"] * PER / lines
    print(f"| regenerate, per {PER:,} lines | {each:.0f} ms | {each / base:.1f} | ≤ {G1} |")
    for what, spent in took.items():
        target = f"≤ {G2}" if what == "check" else ""
        print(f"| {what} | {spent:.0f} ms | {spent / base:.1f} | {target} |")


if __name__ == "__main__":
    main()
