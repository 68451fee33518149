"""Specs for the tests of lint: a base that lints clean, and something over it."""

import json
from pathlib import Path
from typing import cast

from callsheet.model.endpoint import Catalog
from callsheet.resolve import Specs
from callsheet.syntax.atoms import plain
from callsheet.text import read

BASE = Path(__file__).parents[1] / "resolve" / "base"
CLEAN = """
parameters:
  seconds: {doc: Seconds that it turns.}
  color: {doc: Its colour.}
examples:
  requests:
    everything:
      body: {input: {prompt: a ball}, shape: circle, size: 10*10, seconds: 5, loud: true, color: red}
"""
"""What the base says too little of, for lint."""

Tree = dict[str, object]


def over_base(snippet: str) -> Catalog:
    """Put a snippet over the base: each of its keys into the file that has it, or into the endpoint."""
    files = {path.stem: _tree(path.read_text("utf-8")) for path in sorted((BASE / "acme").glob("*.yaml"))}
    for part in (CLEAN, snippet):
        for name, value in _tree(part).items():
            owner = next((file for file in files.values() if name in file), files["draw"])
            owner[name] = _joined(owner.get(name), value, whole=name in {"status", "capabilities", "prices", "poll"})
    return Specs(tuple((f"acme/{name}.yaml", json.dumps(tree)) for name, tree in files.items())).compile()


def _tree(text: str) -> Tree:
    return cast("Tree", plain(read(text, "snippet")))


def _joined(old: object, new: object, *, whole: bool = False) -> object:
    if whole or not isinstance(old, dict) or not isinstance(new, dict):
        return new
    old, new = cast("Tree", old), cast("Tree", new)
    return {**old, **{name: _joined(old.get(name), value) for name, value in new.items()}}
