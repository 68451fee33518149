"""Which specs a run of pytest is about. Knows no provider."""

from typing import TYPE_CHECKING, Final

import pytest

from callsheet.diagnostics import SpecError, as_text
from callsheet.resolve import load, shipped_specs

if TYPE_CHECKING:
    from pathlib import Path

    from callsheet.model.endpoint import Catalog

_COMPILED: Final = pytest.StashKey["Catalog"]()


class BadSpecs(Exception):  # noqa: N818 -- named after what is the case
    """The specs hold mistakes, or are not there; the message lists them as `callsheet lint` does."""


def compiled(config: pytest.Config) -> "Catalog":
    """Compile the specs that a run is about, once.

    They are those of `--callsheet-specs`, of `callsheet_specs` in the configuration, of `specs` beside the
    configuration, or those that came with callsheet.

    Raises:
        BadSpecs: they cannot be compiled.

    """
    if _COMPILED not in config.stash:
        config.stash[_COMPILED] = _compiled(_folder(config))
    return config.stash[_COMPILED]


def _compiled(folder: "Path") -> "Catalog":
    try:
        read = load(folder)
    except SpecError as error:
        raise BadSpecs(f"callsheet: {error}") from error
    try:
        return read.compile()
    except SpecError as error:
        raise BadSpecs(as_text(error.diagnostics, read.lines())) from error


def _folder(config: pytest.Config) -> "Path":
    option, stated = str(config.getoption("callsheet_specs") or ""), str(config.getini("callsheet_specs"))
    if option:
        return config.invocation_params.dir / option
    if stated:
        return config.rootpath / stated
    # Other tools have folders of this name as well.
    beside = config.rootpath / "specs"
    return beside if any(beside.glob("*/*.y*ml")) else shipped_specs()
