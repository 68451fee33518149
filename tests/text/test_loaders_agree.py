from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import cast

import pytest
import yaml

from callsheet.diagnostics import SpecError
from callsheet.text import read, strict_yaml

SPECS = sorted((Path(__file__).parents[2] / "specs").glob("*/*.yaml"))


@pytest.mark.parametrize("path", SPECS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_both_composers_read_the_specs_alike(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The Python scanner ends a plain scalar at `?` inside of brackets, which YAML does not: see below.
    text = path.read_text("utf-8").replace("?}", "}")
    read_fast = _flat(read(text, "f"))
    monkeypatch.setattr(strict_yaml, "Loader", yaml.SafeLoader)
    assert _flat(read(text, "f")) == read_fast


def test_the_one_known_difference_is_an_error_and_no_other_meaning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strict_yaml, "Loader", yaml.SafeLoader)
    with pytest.raises(SpecError):
        read("{a: what is this?}", "f")


def _flat(node: object) -> object:
    """Turn nodes into tuples; the end of a block is where composers may differ, and no mistake is shown by it."""
    if isinstance(node, tuple):
        return tuple(_flat(one) for one in cast("tuple[object, ...]", node))
    if is_dataclass(node):
        return tuple(_flat(getattr(node, one.name)) for one in fields(node) if one.name != "width")
    return node
