"""Commands of the contracts. The one place of the compiler that knows they exist."""

import sys
from pathlib import Path

from callsheet.diagnostics import SpecError, as_text
from callsheet.resolve import find_specs, load


def simulate(specs: str | None, providers: list[str], *, port: int, key: str | None, task_seconds: float) -> int:
    """Serve providers until a signal comes."""
    from callsheet_contracts.simulate import run  # noqa: PLC0415 -- the contracts stand above the compiler

    read = load(Path(specs) if specs else find_specs())
    try:
        catalog = read.compile()
    except SpecError as error:
        sys.stderr.write(as_text(error.diagnostics, read.lines()))
        return 1
    return run(catalog, providers, port=port, key=key, task_seconds=task_seconds, stdout=sys.stdout)
