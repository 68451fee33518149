"""Run `simulate` as the command line would: `serve.py PORT [PROVIDER …]`."""

import sys
from pathlib import Path

from callsheet.resolve.specs import load
from callsheet_contracts.simulate import run

if __name__ == "__main__":
    catalog = load(Path(__file__).parent / "specs").compile()
    sys.exit(run(catalog, sys.argv[2:], port=int(sys.argv[1]), key="right", task_seconds=0, stdout=sys.stdout))
