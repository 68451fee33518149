"""Editors are told the same as people: the JSON Schema takes the real specs and refuses every wrong shape."""

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from callsheet.diagnostics import Diagnostics, SpecError
from callsheet.syntax import json_schema, read_document
from callsheet.syntax.atoms import plain
from callsheet.text import read

TESTS = Path(__file__).parents[1]
SPECS = sorted((TESTS.parent / "specs").glob("*/*.yaml")) + sorted((TESTS / "resolve" / "base").glob("*/*.yaml"))
SHAPES = {
    "cite",
    "call",
    "choice",
    "duration",
    "empty",
    "figure",
    "kind",
    "missing-key",
    "rate",
    "shape",
    "unknown-key",
    "zone",
}
"""Codes of mistakes that need no knowledge of any other file or key."""

VALIDATOR: Any = Draft202012Validator(json_schema())
"""The stubs know JSON values more exactly than `object`."""


def _wrong_shapes() -> list[Path]:
    """List the mistakes that are found before anything is looked up."""
    return [path for path in sorted((TESTS / "resolve" / "mistakes").glob("*/*.yaml")) if _codes(path)]


def _codes(path: Path) -> set[str]:
    notes = Diagnostics()
    try:
        read_document(read(path.read_text("utf-8", "replace"), "f"), notes)
    except SpecError:
        return set()
    return {one.code for one in notes if one.code in SHAPES}


def test_is_a_schema() -> None:
    Draft202012Validator.check_schema(json_schema())


@pytest.mark.parametrize("path", SPECS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_takes_what_is_right(path: Path) -> None:
    errors = VALIDATOR.iter_errors(plain(read(path.read_text("utf-8"), "f")))
    assert [error.message for error in errors] == []


@pytest.mark.parametrize("path", _wrong_shapes(), ids=lambda path: path.parent.name)
def test_refuses_what_has_a_wrong_shape(path: Path) -> None:
    assert not VALIDATOR.is_valid(plain(read(path.read_text("utf-8"), "f")))


def test_wrong_shapes_are_many() -> None:
    assert {code for path in _wrong_shapes() for code in _codes(path)} == SHAPES
