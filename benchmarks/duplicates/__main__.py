"""How often one create call posts when its outcome is unknown: `python benchmarks/duplicates ENVIRONMENT`.

Each caller makes one video, as its documentation shows it and with its own defaults, on a provider on loopback that
accepts the request and then fails to say so. Every POST is a task that is paid for. ENVIRONMENT is a folder with the
others' packages (see `make duplicates`); ours runs in the environment that runs this.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from server import FAULTS, TIMEOUT, Provider

CALLERS = Path(__file__).with_name("callers")
PATIENCE = 150
"""Seconds for one caller; what is still posting then is stopped, and shown with a plus."""


def main(environment: Path) -> int:
    """Print a row for each caller."""
    theirs = environment / "bin" / "python"
    rows = [(f"callsheet, {one}", [sys.executable, "ours.py", one]) for one in ("dashscope", "pixazo", "pixverse")]
    rows += [
        (name, [str(theirs), script])
        for name, script in (
            ("dashscope", "dashscope.py"),
            ("pixverse-mcp", "pixverse_mcp_client.py"),
            ("fal-client", "fal.py"),
            ("openai", "openai_videos.py"),
            ("replicate", "replicate_predictions.py"),
            ("runwayml", "runway.py"),
        )
    ]
    print("POSTs that the provider accepted, of one create call:\n")
    print(f"| caller | {' | '.join(FAULTS)} |\n| --- |{' --- |' * len(FAULTS)}")
    more_than_one, trouble = 0, []
    for name, command in rows:
        cells = []
        for fault in FAULTS:
            provider = Provider(fault)
            how = _call(command, provider.url)
            if not provider.accepted:
                trouble.append(f"{name}, {fault}: it posted nothing: {how.strip().splitlines()[-1:]}")
            cells.append(f"{provider.accepted}{'+' if how == 'stopped' else ''}")
            more_than_one += name.startswith("callsheet") and provider.accepted != 1
            provider.close()
        print(f"| {name} | {' | '.join(cells)} |", flush=True)
    print("\n".join(["", *trouble]))
    return 1 if more_than_one or trouble else 0


def _call(command: list[str], url: str) -> str:
    """Run a caller to its end; what it raises is its own affair."""
    program, script, *rest = command
    with tempfile.TemporaryDirectory() as home:
        quiet = {"PATH": os.environ["PATH"], "HOME": home, "NO_PROXY": "*"}
        arguments = [program, str(CALLERS / script), *rest, url, str(TIMEOUT)]
        try:
            ended = subprocess.run(arguments, env=quiet, capture_output=True, text=True, check=False, timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            return "stopped"
    return ended.stderr


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
