"""Specs with a few words edited, for what compares two versions."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from callsheet.model.endpoint import Catalog
from callsheet.resolve import Specs, load

BASE = Path(__file__).parents[1] / "diff" / "base"
Edit = Mapping[str, str]


@cache
def base() -> Specs:
    """Read the specs of the provider that is invented for comparisons."""
    return load(BASE)


@cache
def before() -> Catalog:
    """Compile them, once in a process."""
    return base().compile()


def edited(edits: Iterable[Edit]) -> Catalog:
    """Compile them with some words edited, files written anew, or left out."""
    files = {Path(file).stem: text for file, text in base().files}
    for edit in edits:
        name = edit["file"]
        if edit.get("removed"):
            del files[name]
        elif "written" in edit:
            files[name] = edit["written"]
        else:
            assert edit["old"] in files[name], edit["old"]
            files[name] = files[name].replace(edit["old"], edit["new"], 1)
    folder = BASE.name
    return Specs(tuple((f"{folder}/acme/{name}.yaml", text) for name, text in sorted(files.items()))).compile()
