"""The specs of this repository, compiled once for all tests of a process."""

from functools import cache
from pathlib import Path
from typing import Final

from callsheet.model.endpoint import Catalog
from callsheet.resolve import load

ROOT: Final = Path(__file__).parents[2]


@cache
def real() -> Catalog:
    """Compile the real specs."""
    return load(ROOT / "specs").compile()


@cache
def invented() -> Catalog:
    """Compile the specs that use every kind of parameter and every spelling of a rule."""
    return load(ROOT / "tests" / "agreement" / "specs").compile()


@cache
def staged() -> Catalog:
    """Compile the specs of the provider that is invented for simulators."""
    return load(ROOT / "tests" / "contracts" / "specs").compile()
